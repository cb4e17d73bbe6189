#!/usr/bin/env bash
# From a fresh clone to a running server: ./start.sh
# A second start builds nothing and is ready in a few seconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
usage: ./start.sh [--no-install] [--build-only | --doctor]
  --no-install   install nothing; where something is missing, say what
  --build-only   make everything ready, but start no server
  --doctor       look whether this machine is fit for a server and holds strangers' programs, and say what to do
Settings come from the environment or from a file .env; .env.example names them all.
TEXT
}

NO_INSTALL='' BUILD_ONLY='' COMMAND=serve
for option in "$@"; do
  case $option in
    --no-install) NO_INSTALL=1 ;;
    --build-only) BUILD_ONLY=1 ;;
    --doctor) COMMAND=doctor ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 2 ;;
  esac
done
. scripts/tools.sh

readonly JAR=backend/target/parley.jar

# Whether a source is newer than the jar. Pages count too: they are in it.
outdated() {
  [ ! -f "$JAR" ] || [ ! -d backend/target/lib ] || [ -n "$(
    find pom.xml backend/pom.xml backend/src/main frontend -newer "$JAR" -type f \
      -not -path '*/node_modules/*' -not -path 'frontend/dist/*' -not -path 'frontend/target/*' -print -quit
  )" ]
}

build() {
  find_node
  find_maven
  say "Building (the first time this fetches libraries, which takes a few minutes)"
  mvn -q -DskipTests package </dev/null
  touch "$JAR"
}

if [ -f .env ]; then
  set -a
  . ./.env
  set +a
fi

find_jdk
if outdated; then timed "built" build; else say "Nothing to build"; fi

agree_on_engine
engine=(scripts/engine.sh)
[ -z "$NO_INSTALL" ] || engine+=(--no-install)
timed "container engine" "${engine[@]}" ||
  say "The server starts without running code; everything else works. It looks for an engine all the time."

# Netty uses memory in a way that the JDK warns about from 24 on; the warning tells people who run this nothing.
java=("$JAVA_HOME/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Xlog:disable)
[ "$JDK_MAJOR" -lt 23 ] || java+=(--sun-misc-unsafe-memory-access=allow)

# What a start needs, as Java recorded it in a rehearsal: with it a start takes a third of the time. Where it does not
# fit, Java starts without it. An archive of classes is what a Java before 25 knows of this.
readonly AHEAD=backend/target/parley-$(jdk_version).ahead
if [ "$JDK_MAJOR" -ge 25 ]; then RECORD=-XX:AOTCacheOutput USE=-XX:AOTCache; else RECORD=-XX:ArchiveClassesAtExit USE=-XX:SharedArchiveFile; fi

rehearse() {
  local made=$AHEAD.$$
  nice -n 19 "${java[@]}" "$RECORD=$made" -jar "$JAR" rehearse >/dev/null 2>&1 && rm -f backend/target/parley-*.ahead && mv "$made" "$AHEAD" || rm -f "$made"*
}

if [ ! "$AHEAD" -nt "$JAR" ]; then
  # Nobody has to wait for it: the first start goes on without, and has the processors for itself at first. The server
  # has this process's number, and where it is gone by then there is nothing to rehearse for.
  if [ -n "$BUILD_ONLY" ]; then timed "rehearsed" rehearse; else (sleep 60 && kill -0 $$ 2>/dev/null && rehearse &); fi
fi
[ -z "$BUILD_ONLY" ] || exit 0

exec "${java[@]}" "$USE=$AHEAD" ${PARLEY_JAVA_OPTIONS:-} -jar "$JAR" "$COMMAND"
