#!/bin/sh
# The command line of an installed Holdfast, on the Node that came with it: bin/holdfast beside the program.
here=$(dirname "$(readlink -f "$0")")
exec "$here/../resources/node/bin/node" "$here/../resources/app.asar.unpacked/bin/holdfast.mjs" "$@"
