# Run with sh -eu. Precompiles headers in sets that grow: compile.sh takes the largest set of which the program includes every member, so
# a program never sees a name it did not ask for.
mkdir /box/headers
cd /box/headers
precompile() {
    set=$1
    shift
    printf '%s\n' "$@" >"$set.names"
    printf '#include <%s>\n' "$@" >"$set.h"
    clang++-19 @/box/flags -x c++-header "$set.h" -Xclang -fpch-instantiate-templates -o "$set.pch"
}
precompile 0-everything bits/stdc++.h
precompile 1-containers iostream vector string algorithm unordered_map
precompile 2-vectors iostream vector string algorithm
precompile 3-strings iostream vector string
precompile 4-vector iostream vector
precompile 5-stream iostream
chmod 0755 /box/compile.sh
