# Sourced by start.sh and test.sh: finds or installs what they need, and says what and how long.
# Sets JAVA_HOME and JDK_MAJOR. Honours --no-install, given as NO_INSTALL=1.

export PARLEY_NO_INSTALL=${NO_INSTALL:-}

say() { printf '%s\n' "$*"; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# timed WHAT COMMAND...: runs the command and prints how long it took.
timed() {
  local what=$1 start=$SECONDS
  shift
  "$@" || return
  say "  $what: $((SECONDS - start)) s"
}

# One engine for all who ask: the docker command has its contexts, of which the server knows nothing, and the server has its
# setting, of which the docker command knows nothing. Where it is the usual one, nothing is said, and it may be started.
agree_on_engine() {
  local usual=unix:///var/run/docker.sock
  local engine=${PARLEY_ENGINE:-${DOCKER_HOST:-$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || true)}}
  [ "${engine:-$usual}" = "$usual" ] || export PARLEY_ENGINE=$engine DOCKER_HOST=$engine
}

can_install() { [ -z "${NO_INSTALL:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# install WHY PACKAGE...: announces, then installs Debian packages; explains itself where it may not.
install() {
  local why=$1
  shift
  if [ -n "${NO_INSTALL:-}" ]; then
    fail "$why needs the packages: $*. They are not installed because of --no-install."
  elif ! can_install; then
    fail "$why needs the packages: $*. Install them, or run this as root on Debian or Ubuntu."
  fi
  say "Installing for $why: $*"
  {
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
  } >/dev/null </dev/null || fail "the installation of $* failed"
}

# The major version of a JDK folder, from its release file; 0 where there is none.
jdk_major() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ -x "$1/bin/javac" ] && echo "${version:-0}" || echo 0
}

# The whole version of the JDK that was found.
jdk_version() { sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release"; }

# Picks the newest JDK from 21 on among the usual places.
find_jdk() {
  local best=0 home major candidates
  candidates=("${JAVA_HOME:-/nowhere}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/*
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home)
  if command -v javac >/dev/null; then
    candidates+=("$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")")
  fi
  for home in "${candidates[@]}"; do
    major=$(jdk_major "$home")
    if [ "$major" -ge 21 ] && [ "$major" -gt "$best" ]; then
      best=$major
      JAVA_HOME=$home
    fi
  done
  [ "$best" -ge 21 ] || fail "Parley needs a JDK from 21 on (25 is best) and finds none.
  Looked in JAVA_HOME, on the PATH, in /usr/lib/jvm and the usual places of SDKMAN and macOS."
  export JAVA_HOME
  JDK_MAJOR=$best
  say "JDK $best in $JAVA_HOME"
}

find_node() {
  local major
  command -v node >/dev/null && command -v npm >/dev/null ||
    fail "Building the pages needs Node.js from 20 on with npm, and finds none."
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Building the pages needs Node.js from 20 on; this is $(node -v)."
}

find_maven() {
  command -v mvn >/dev/null || install "the build" maven
}
