@echo off
rem The command line of an installed Holdfast, on the Node that came with it: bin\holdfast.cmd beside the program.
"%~dp0..\resources\node\bin\node.exe" "%~dp0..\resources\app.asar.unpacked\bin\holdfast.mjs" %*
