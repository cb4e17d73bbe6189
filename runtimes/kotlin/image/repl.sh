#!/bin/bash
# An interactive session.
cd /work || exit
exec java "-XX:${CACHE:-AOTCache}=/box/repl.aot" @/box/repl.options org.jetbrains.kotlin.cli.jvm.K2JVMCompiler \
  -Xrepl -no-stdlib -no-reflect -cp "$(</box/libraries)"
