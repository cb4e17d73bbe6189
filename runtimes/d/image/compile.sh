#!/bin/bash
# Compiles every D source below the work folder into one program.
set -euo pipefail
shopt -s globstar nullglob
cd /work
exec ldc2 -O0 -g -w --link-defaultlib-shared --linker=mold -I/work -od=/tmp/objects -of=/tmp/program **/*.d
