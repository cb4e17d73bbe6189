#!/bin/bash
# Compiles every C++ source below the work folder into one program.
set -euo pipefail
shopt -s globstar nullglob
cd /work
sources=(**/*.cpp **/*.cc **/*.cxx)

# Whether every source includes the header. No process is started for it: the search is part of every compilation.
included() {
  local source text pattern=$'\n[ \t]*#[ \t]*include[ \t]*<'$1'>'
  for source in "${sources[@]}"; do
    text=$'\n'$(<"$source")
    [[ $text =~ $pattern ]] || return 1
  done
}

precompiled=()
for names in /box/headers/*.names; do
  mapfile -t headers <"$names"
  for header in "${headers[@]}"; do
    included "${header//+/\\+}" || continue 2
  done
  precompiled=(-include-pch "${names%.names}.pch")
  break
done
exec clang++-19 @/box/flags -fuse-ld=mold "${precompiled[@]}" -I/work "${sources[@]}" -o /tmp/program
