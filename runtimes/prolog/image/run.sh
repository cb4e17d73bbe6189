#!/bin/sh
# Loads the file and proves main/0, unless the file says itself what is to be proved. What does not load, fails or raises
# ends in words and an exit code.
file=$1
shift
goal="main -> true ; format(user_error, 'main/0 failed: no proof was found.~n', []), halt(1)"
if grep -Eq '^ *:- *initialization' "$file"; then goal=true; fi
exec swipl --on-error=status -q -g "$goal" -t halt "$file" -- "$@"
