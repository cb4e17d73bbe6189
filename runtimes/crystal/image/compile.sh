#!/bin/sh
# Compiles the entry file and what it requires.
export CRYSTAL_CACHE_DIR=/tmp/crystal
exec crystal build --no-color --error-trace --link-flags=-fuse-ld=mold -o /tmp/program "$1"
