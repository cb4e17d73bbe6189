#!/bin/sh
# Runs what compile.sh made of the entry file, where no warm Node waits for it.
program=/tmp/program/${1%.*}.mjs
shift
exec node --enable-source-maps "$program" "$@"
