#!/bin/bash
# Compiles every Kotlin source below the work folder.
set -euo pipefail
shopt -s globstar nullglob
cd /work
exec java "-XX:${CACHE:-AOTCache}=/box/compile.aot" @/box/compile.options org.jetbrains.kotlin.cli.jvm.K2JVMCompiler \
  -no-stdlib -no-reflect -jvm-target 25 -cp "$(</box/libraries)" -d /tmp/classes **/*.kt
