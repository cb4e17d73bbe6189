#!/bin/bash
# Compiles every Scala source below the work folder.
set -euo pipefail
shopt -s globstar nullglob
cd /work
mkdir -p /tmp/classes
exec java "-XX:${CACHE:-AOTCache}=/box/compile.aot" @/box/compile.options dotty.tools.dotc.Main \
  -color:never -deprecation -classpath "$(</box/libraries)" -d /tmp/classes **/*.scala **/*.sc
