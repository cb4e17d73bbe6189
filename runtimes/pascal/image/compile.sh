#!/bin/bash
# Compiles the entry file and the units it uses. What the compiler says about itself is left out, and its exit code kept.
set -uo pipefail
cd /work
fpc -v0ew -l- -O1 -gl -Mobjfpc -Sh -Sa -Fu/work -FU/tmp -FE/tmp -o/tmp/program "$1" 2>&1 |
  grep -vE '^(Error|Fatal): (/usr/bin/ppc|Compilation aborted)|/usr/bin/ppc.* returned an error|link.res contains output sections'
exit "${PIPESTATUS[0]}"
