#!/bin/bash
# Compiles every C++ source below the work folder into one program. The driver compiles within its own process as long as that is all
# it is asked for, one source at a time; starting it twice, or it starting the linker, would cost as much as the compilation.
set -euo pipefail
shopt -s globstar nullglob
cd /work
sources=(**/*.cpp **/*.cc **/*.cxx)

# Whether every source includes the header. No process is started for it: the search is part of every compilation.
included() {
  local text pattern=$'\n[ \t]*#[ \t]*include[ \t]*<'$1'>'
  for text in "${texts[@]}"; do
    [[ $text =~ $pattern ]] || return 1
  done
}

texts=()
for source in "${sources[@]}"; do
  texts+=($'\n'"$(<"$source")")
done
precompiled=()
for names in /box/headers/*.names; do
  mapfile -t headers <"$names"
  for header in "${headers[@]}"; do
    included "${header//+/\\+}" || continue 2
  done
  precompiled=(-include-pch "${names%.names}.pch")
  break
done

objects=()
failed=0
for source in "${sources[@]}"; do
  object=/tmp/${#objects[@]}.o
  objects+=("$object")
  clang++-19 @/box/flags "${precompiled[@]}" -I/work -c "$source" -o "$object" || failed=1
done
((failed == 0)) || exit 1
exec ld.mold @/box/link.before "${objects[@]}" --start-lib /box/format.o --end-lib @/box/link.behind
