#!/bin/bash
# Compiles every C source below the work folder into one program.
set -euo pipefail
shopt -s globstar nullglob
cd /work
exec gcc -std=gnu23 -O1 -g1 -Wall -Wextra -pthread -fuse-ld=mold -I/work **/*.c -o /tmp/program -lm
