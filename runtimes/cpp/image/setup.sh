# Run with sh -eu. Precompiles headers in sets that grow: compile.sh takes the largest set of which the program includes every member, so
# a program never sees a name it did not ask for. Behind the headers of a set stands what most programs instantiate from them.
mkdir /box/headers
cd /box/headers
precompile() {
    set=$1 ahead=$2
    shift 2
    printf '%s\n' "$@" >"$set.names"
    printf '#include <%s>\n' "$@" >"$set.h"
    for part in $ahead; do cat "/box/sets/$part.inc" >>"$set.h"; done
    clang++-19 @/box/flags -x c++-header "$set.h" -Xclang -fpch-instantiate-templates -o "$set.pch"
}
precompile 0-everything 'format vectors maps everything' bits/stdc++.h
precompile 1-containers 'format vectors maps' iostream vector string algorithm unordered_map
precompile 2-vectors 'format vectors' iostream vector string algorithm
precompile 3-strings format iostream vector string
precompile 4-vector format iostream vector
precompile 5-stream format iostream
rm -r /box/sets

printf '#include <format>\n#include <string>\ntemplate class std::__format::_Seq_sink<std::%s>;\n' string >format.cpp
printf 'template class std::__format::_Seq_sink<std::%s>;\n' wstring >>format.cpp
clang++-19 @/box/flags -c format.cpp -o /box/format.o
rm format.cpp

# The words of the link command, one a line, before and behind the objects: compile.sh links without asking the driver again.
: >/tmp/program.o
link=$(clang++-19 @/box/flags -fuse-ld=mold -### /tmp/program.o -o /tmp/program 2>&1 | tail -1)
rm /tmp/program.o
eval "set -- $link"
for word in "$@"; do echo "$word"; done | sed '1d' >/tmp/words
sed '/^\/tmp\/program\.o$/,$d' /tmp/words >/box/link.before
sed '1,/^\/tmp\/program\.o$/d' /tmp/words >/box/link.behind
rm /tmp/words
grep -q crtbegin /box/link.before
grep -q stdc++ /box/link.behind
chmod 0755 /box/compile.sh
