#!/bin/bash
# Compiles every Fortran source below the work folder into one program; main.f90, which uses the others' modules, is last.
set -euo pipefail
shopt -s globstar nullglob extglob
cd /work
sources=()
for source in **/*.f90 **/*.f95 **/*.f03 **/*.f08; do
  [[ $source == main.f90 ]] || sources+=("$source")
done
[[ ! -f main.f90 ]] || sources+=(main.f90)
exec gfortran -std=gnu -O1 -g1 -Wall -fcheck=bounds -fuse-ld=mold -J/tmp -o /tmp/program "${sources[@]}"
