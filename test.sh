#!/usr/bin/env bash
# From a fresh clone to green tests: ./test.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
usage: ./test.sh [--no-install] [MAVEN OPTION...]   everything: units, sockets, storage, containers, browsers
       ./test.sh --conformance-server PORT          the socket pipeline alone, for protocol test suites
       ./test.sh --languages [NAME...|--all]        builds languages anew, tries and measures them; without a name the fourteen
       ./test.sh --targets [NAME...]                prints what running code must achieve and what it does here
       ./test.sh --targets text [NAME...]           the same of shared text and journal
       ./test.sh --gvisor                           the hostile programs once more, in sandboxes of gVisor
       ./test.sh --leftovers [RUNS]                 what many runs and kills leave on this machine
       ./test.sh --faults [SCENARIO] [OPTION...]    the fault bench: kills, cuts and pauses in their long form
       ./test.sh --format                           formats the sources
TEXT
}

NO_INSTALL='' MODE=test PORT=''
while [ $# -gt 0 ]; do
  case $1 in
    --no-install) NO_INSTALL=1 ;;
    --conformance-server) MODE=conformance PORT=${2:?"a port"} && shift ;;
    --languages) MODE=languages && shift && break ;;
    --targets) MODE=targets && shift && break ;;
    --faults) MODE=faults && shift && break ;;
    --format) MODE=format ;;
    --gvisor) MODE=gvisor ;;
    --leftovers) MODE=leftovers ;;
    -h | --help) usage && exit ;;
    *) break ;;
  esac
  shift
done
. scripts/tools.sh

started=$SECONDS
find_jdk
find_node
find_maven

# Builds the tests and becomes one of the programs among them.
program() {
  mvn -q test-compile </dev/null
  mvn -q -pl backend dependency:build-classpath -Dmdep.includeScope=test \
    -Dmdep.outputFile=target/test.classpath </dev/null
  exec "$JAVA_HOME/bin/java" -Dparley.root="$PWD" \
    -cp "backend/target/test-classes:backend/target/classes:$(cat backend/target/test.classpath)" "$@"
}

# The engine and the images of these languages.
containers() {
  local engine=(scripts/engine.sh)
  [ -z "$NO_INSTALL" ] || engine+=(--no-install)
  timed "container engine" "${engine[@]}"
  [ $# = 0 ] || timed "images" scripts/images.sh --build "$@"
}

# The languages that the tests need.
readonly FOURTEEN=(python javascript typescript java c cpp go rust ruby php perl bash lua sql)

case $MODE in
  format)
    mvn -q -pl backend test -Dtest=FormatTest -Dparley.format=apply </dev/null
    (cd frontend && npm run --silent format:apply)
    exit
    ;;
  conformance) program dev.parley.socketio.ConformanceServer "$PORT" ;;
  languages)
    containers
    [ $# -gt 0 ] || set -- "${FOURTEEN[@]}"
    program dev.parley.execution.LanguageReport "$@"
    ;;
  faults) program dev.parley.faults.Bench "$@" ;;
  targets)
    if [ "${1:-}" = text ]; then
      program dev.parley.targets.TextTargets "${@:2}"
    fi
    containers python javascript java cpp bash
    program dev.parley.targets.RunTargets "$@"
    ;;
  gvisor)
    containers "${FOURTEEN[@]}"
    exec scripts/gvisor.sh --languages "${FOURTEEN[*]}" mvn -pl backend -am test -Dtest=AttacksEngineTest -Dsurefire.failIfNoSpecifiedTests=false "$@"
    ;;
  leftovers)
    containers python
    program dev.parley.e2e.LeftoversBench "$@"
    ;;
esac

missing=()
command -v gcc >/dev/null || missing+=(gcc libc6-dev)
command -v make >/dev/null || missing+=(make)
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
  command -v google-chrome >/dev/null || missing+=(chromium fonts-dejavu-core)
[ ${#missing[@]} = 0 ] || timed "installed" install "the tests" "${missing[@]}"

containers "${FOURTEEN[@]}"

say "Ready to test after $((SECONDS - started)) s"
mvn verify "$@" </dev/null
