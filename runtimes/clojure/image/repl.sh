#!/bin/bash
# An interactive session; namespaces in the work folder can be required.
cd /work || exit
exec java -XX:AOTCache=/box/run.aot @/box/jvm -Xmx320m -cp "$(</box/libraries):/work" clojure.main
