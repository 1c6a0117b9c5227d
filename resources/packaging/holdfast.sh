#!/bin/sh
# The command line of an installed Holdfast, on the Node that came with it: bin/holdfast beside the program.
here=$(dirname "$(readlink -f "$0")")
app=$here/../resources/app.asar.unpacked
for node in "$app"/node_modules/node-*/bin/node; do
  exec "$node" "$app/bin/holdfast.mjs" "$@"
done
