#!/bin/bash
# Compiles the OCaml sources in the work folder, in the order in which they need each other, the entry file last.
set -euo pipefail
shopt -s nullglob
mkdir /tmp/objects
cp /work/*.ml /work/*.mli /tmp/objects 2>/dev/null || true
cd /tmp/objects
sources=(*.mli *.ml)
mapfile -t sources < <(ocamldep -sort "${sources[@]}" | tr ' ' '\n' | grep -vxF -e "$1" -e '')
exec ocamlfind ocamlopt -g -w +a-4-9-32..42-44-45-48-70 -package unix,str,threads.posix -linkpkg -ccopt -fuse-ld=mold "${sources[@]}" "$1" -o /tmp/program
