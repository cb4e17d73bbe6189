#!/bin/bash
# Runs the class that has main: the one named after the entry file, else the first one found.
set -euo pipefail
stem=${1%.*}
shift
mains=$(cd /tmp/classes && grep -rlaF '([Ljava/lang/String;)V' . | grep -v '\$' | LC_ALL=C sort)
main=$(grep -x "./$stem.class" <<<"$mains" || head -n 1 <<<"$mains")
main=${main#./} main=${main%.class} main=${main//\//.}
exec java -XX:AOTCache=/box/run.aot @/box/jvm -Xmx384m -cp "$(</box/libraries):/tmp/classes" "$main" "$@"
