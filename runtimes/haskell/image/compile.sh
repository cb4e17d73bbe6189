#!/bin/sh
# Compiles the entry file and the modules it imports. Linked to the shared libraries, which takes a third of the time.
exec ghc -v0 -O0 -dynamic -threaded -Wall -Wno-missing-signatures -Wno-type-defaults -Wno-name-shadowing -Wno-missing-export-lists \
    -fdiagnostics-color=never -optl-fuse-ld=mold -outputdir /tmp/objects -i/work -o /tmp/program "$1"
