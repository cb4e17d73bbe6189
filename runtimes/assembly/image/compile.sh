#!/bin/bash
# Assembles every source below the work folder, .asm by NASM and .s by GNU as. Linked with C's library where something
# begins at main, alone where it begins at _start.
set -euo pipefail
shopt -s globstar nullglob
cd /work
objects=()
for source in **/*.asm; do
  objects+=("/tmp/${#objects[@]}.o")
  nasm -f elf64 -g -F dwarf -w+all -w-reloc-rel-dword -o "${objects[-1]}" "$source"
done
for source in **/*.s; do
  objects+=("/tmp/${#objects[@]}.o")
  as -g -o "${objects[-1]}" "$source"
done
begin=$(nm -g --defined-only "${objects[@]}" | grep -oE ' T (_start|main)$' || true)
case $begin in
  *_start*) exec ld -o /tmp/program "${objects[@]}" ;;
  *) exec gcc -no-pie -z noexecstack -fuse-ld=mold -o /tmp/program "${objects[@]}" ;;
esac
