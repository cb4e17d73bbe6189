#!/bin/bash
# Runs the entry file as a script; namespaces beside it can be required.
cd /work || exit
exec java -XX:AOTCache=/box/run.aot @/box/jvm -Xmx320m -Dclojure.main.report=stderr -cp "$(</box/libraries):/work" clojure.main "$@"
