#!/bin/bash
# Runs the class that has main: that of the entry file, else the first one found.
set -euo pipefail
file=$1 stem=${1%.*}
shift
package=$(sed -nE '/^package +/{s/^package +([A-Za-z0-9_.]+).*/\1./p;q}' "/work/$file")
main=$package${stem^}Kt
if [[ ! -f /tmp/classes/${main//.//}.class ]]; then
  main=$(cd /tmp/classes && grep -rlaF '([Ljava/lang/String;)V' . | grep -v '\$' | LC_ALL=C sort | head -n 1)
  main=${main#./} main=${main%.class} main=${main//\//.}
fi
exec java -XX:AOTCache=/box/run.aot @/box/jvm -Xmx384m -cp "$(</box/libraries):/tmp/classes" "$main" "$@"
