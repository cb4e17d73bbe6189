#!/bin/bash
# Compiles the program's Go sources. One package, the usual case, takes the compiler and the linker directly; a module
# with packages of its own takes `go build`, which first compiles anew what it imports.
set -euo pipefail
shopt -s globstar nullglob
cd /work
export CGO_ENABLED=0 GOCACHE=/tmp/go GOTOOLCHAIN=local GOFLAGS=-mod=mod
nested=(*/**/*.go)
if [[ ${#nested[@]} -gt 0 ]]; then
  [[ -f go.mod ]] || printf 'module main\n\ngo 1.24\n' >go.mod
  exec go build -o /tmp/program "./$(dirname "$1")"
fi
sources=()
for source in *.go; do
  [[ $source == *_test.go ]] || sources+=("./$source")
done
tools=$(echo /usr/lib/go-1.24/pkg/tool/linux_*)
"$tools/compile" -p main -complete -lang=go1.24 -importcfg /box/importcfg -trimpath /work -pack -o /tmp/main.a "${sources[@]}"
exec "$tools/link" -s -w -importcfg /box/importcfg -o /tmp/program /tmp/main.a
