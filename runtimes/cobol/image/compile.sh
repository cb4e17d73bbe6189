#!/bin/sh
# Compiles the entry file, in free format (a source may say otherwise), and copies what it names.
export TMPDIR=/tmp COB_CFLAGS='-O0 -pipe'
exec cobc -x -free -Wall -Wno-terminator -I /work -o /tmp/program "$1"
