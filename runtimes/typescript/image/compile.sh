#!/bin/bash
# Checks the types of every TypeScript source below the work folder and makes one module of the entry file and what it
# imports. The two are different programs, because one of them is thorough and the other one is fast.
set -uo pipefail
shopt -s globstar nullglob
cd /work
esbuild "$1" --bundle --platform=node --format=esm --target=node24 --packages=external --sourcemap --log-level=error \
  --banner:js='import { createRequire as createRequireOfParley } from "node:module"; const require = createRequireOfParley(import.meta.url);' \
  --outfile=/tmp/program/"${1%.*}".mjs &
made=$!
if [[ -f tsconfig.json ]]; then
  /box/typescript/lib/tsc --pretty false --noEmit -p .
else
  /box/typescript/lib/tsc --pretty false --noEmit --strict --skipLibCheck --target es2024 --lib es2024 \
    --module preserve --moduleResolution bundler --allowImportingTsExtensions \
    --typeRoots /box/node_modules/@types --types node **/*.ts **/*.mts
fi
checked=$?
wait "$made" && exit "$checked"
