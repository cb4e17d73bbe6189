#!/bin/bash
# An interactive session.
cd /work || exit
exec java "-XX:${CACHE:-AOTCache}=/box/repl.aot" @/box/repl.options dotty.tools.repl.Main -classpath "$(</box/libraries)"
