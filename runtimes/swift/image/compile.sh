#!/bin/bash
# Compiles every Swift source below the work folder into one program.
set -euo pipefail
shopt -s globstar nullglob
cd /work
exec swiftc -Onone -module-name main -module-cache-path /tmp/modules -o /tmp/program **/*.swift
