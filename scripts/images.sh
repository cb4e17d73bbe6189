#!/usr/bin/env bash
# Builds the images programs run in. One image per language folder under runtimes/, named after its content:
#   parley/<id>:<12 hex digits>   see runtimes/README.md for what the digits are made of
# PARLEY_PROGRESS=1   tells of every step in lines such as "42% installing packages"
# PARLEY_SHARES=128   builds with so small a part of the processors (1024 is the usual one)
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/images.sh COMMAND [LANGUAGE...]
  --all                 build every image that is missing
  --build LANGUAGE...   build these, if missing
  --fresh LANGUAGE...   build these anew, without what earlier builds have kept
  --missing             print the languages whose image is missing
  --list                print every language with its image, size and version
  --tag LANGUAGE        print the image name of one language
  --tags                print "language image" for every language
  --base                make the base image, if missing
  --clean               remove our images that no language uses any more
Exit codes: 0 done, 1 a build failed, 2 wrong usage, 3 no container engine answers.
TEXT
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly RUNTIMES=runtimes
readonly SUITE=trixie
readonly BASE=parley/base:$SUITE
readonly PULL_SECONDS=${PARLEY_PULL_SECONDS:-60}
# MB that have to be free for a build.
readonly SPACE=${PARLEY_BUILD_SPACE:-3000}

say() { printf '%s\n' "$*" >&2; }

# Fetched once; a build takes what it needs from here.
readonly FETCHED=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/parley/artifacts

digest() {
  if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

# The lines "digest  path" of every file images are made of, sorted by path, paths relative to runtimes/.
sums() {
  (
    cd "$RUNTIMES"
    local files
    mapfile -d '' -t files < <(find -- */image Dockerfile box/*.[ch] box/Makefile box/Dockerfile -type f -print0 | LC_ALL=C sort -z)
    digest "${files[@]}"
  ) | grep -v '  box/test'
}
SUMS=$(sums)
readonly SUMS

# content_hash PATH...: the digest over the lines of the files at these paths and below.
content_hash() {
  local line path lines=
  while IFS= read -r line; do
    for path in "$@"; do
      case ${line#*  } in "$path" | "$path"/*) lines+=$line$'\n' && break ;; esac
    done
  done <<<"$SUMS"
  printf '%s' "$lines" | digest | cut -c1-12
}
BOX=parley/box:$(content_hash box)
readonly BOX

# The language from whose image another one's starts, where it does not start from the base.
base_of() {
  local file=$RUNTIMES/$1/image/base
  if [[ -f $file ]]; then cat "$file"; fi
}

image_of() {
  local folders=("$1/image") language=$1
  while language=$(base_of "$language") && [[ -n $language ]]; do
    folders+=("$language/image")
  done
  echo "parley/$1:$(content_hash Dockerfile box "${folders[@]}")"
}

languages() {
  local file
  for file in "$RUNTIMES"/*/runtime.json; do
    basename "$(dirname "$file")"
  done
}

known() {
  [[ $1 =~ ^[a-z][a-z0-9]*$ && -f $RUNTIMES/$1/runtime.json ]] && return
  say "No such language: $1"
  exit 2
}

exists() { docker image inspect "$1" >/dev/null 2>&1; }

size_of() { docker image inspect --format '{{.Size}}' "$1" | awk '{ printf "%d MB", $1 / 1000000 }'; }

version_of() { docker image inspect --format '{{index .Config.Labels "dev.parley.version"}}' "$1"; }

need_engine() {
  docker info >/dev/null 2>&1 && return
  say "No container engine answers. Run scripts/engine.sh first."
  exit 3
}

pull_base() { timeout "$PULL_SECONDS" docker pull -q "debian:$SUITE-slim" >/dev/null 2>&1; }

bootstrap_base() {
  if ! command -v mmdebstrap >/dev/null; then
    if [[ -n ${PARLEY_NO_INSTALL:-} ]]; then
      say "debian:$SUITE-slim cannot be pulled, and building it needs mmdebstrap, which --no-install forbids to install."
      return 1
    fi
    if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
      say "debian:$SUITE-slim cannot be pulled, and building it takes root on Debian or Ubuntu (mmdebstrap)."
      return 1
    fi
    say "Installing mmdebstrap to build the base image ..."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends mmdebstrap >/dev/null || return 1
  fi
  local exclude=() path
  for path in doc man info locale lintian; do
    exclude+=("--dpkgopt=path-exclude=/usr/share/$path/*")
  done
  mmdebstrap --quiet --variant=minbase --aptopt='Acquire::Languages "none"' "${exclude[@]}" "$SUITE" - |
    docker import - "$BASE" >/dev/null
}

ensure_base() {
  exists "$BASE" && return
  local began=$SECONDS
  say "Making the base image $BASE ..."
  if exists "debian:$SUITE-slim" || pull_base; then
    docker tag "debian:$SUITE-slim" "$BASE"
  else
    bootstrap_base || return 1
  fi
  say "$BASE: $(size_of "$BASE") in $((SECONDS - began)) s"
}

# Refuses to fill the disk that images are on, where that is a disk of this machine: others live on it too.
ensure_space() {
  local folder free
  folder=$(docker info --format '{{.DockerRootDir}}')
  [[ -d $folder ]] || return 0
  free=$(($(df -Pk "$folder" | awk 'NR == 2 { print $4 }') / 1000))
  [[ $free -ge $SPACE ]] && return
  FAILURE="$free MB are free in $folder, and a build may take $SPACE"
  return 1
}

# Reads the log of a build and says how far it is: apt's own numbers while it works, then what the recipe does.
narrate() {
  local line percent said=-1 what='' before=
  while IFS= read -r line; do
    if [[ $line =~ dlstatus:.*:([0-9]+)\.[0-9]+: ]]; then
      percent=$((BASH_REMATCH[1] * 35 / 100)) what="fetching packages"
    elif [[ $line =~ pmstatus:.*:([0-9]+)\.[0-9]+: ]]; then
      percent=$((35 + BASH_REMATCH[1] * 30 / 100)) what="installing packages"
    elif [[ $line == *'COPY image/ /box/'* ]]; then
      percent=68 what="preparing the language"
    elif [[ $line == *'COPY --from=box'* ]]; then
      percent=96 what="finishing"
    else
      continue
    fi
    [[ $percent -gt $said || $what != "$before" ]] || continue
    said=$percent before=$what
    [[ -z ${PARLEY_PROGRESS:-} ]] || say "$percent% $what"
  done
}

# docker build, quiet unless it fails; then FAILURE says why. The classic builder, because Debian's Docker has no other;
# BuildKit where the classic one is gone. The host's network, because the engine may run without a bridge.
FAILURE=
build() {
  local log kit shares
  log=$(mktemp)
  for kit in 0 1; do
    shares=()
    [[ $kit = 1 || -z ${PARLEY_SHARES:-} ]] || shares=(--cpu-shares "$PARLEY_SHARES")
    if DOCKER_BUILDKIT=$kit BUILDKIT_PROGRESS=plain docker build --network=host "${shares[@]}" ${FRESH:+--no-cache} "$@" 2>&1 |
      tee "$log" | narrate; then
      rm -f "$log"
      return 0
    fi
    docker buildx version >/dev/null 2>&1 || break
  done
  grep -avE '(dl|pm)status:' "$log" | tail -n 40 >&2
  FAILURE=$({ grep -aE '^E: |[Ee]rror|cannot|No space' "$log" || tail -n 1 "$log"; } | tail -n 1 | sed 's|\x1b\[[0-9;]*m||g')
  rm -f "$log"
  return 1
}

ensure_box() {
  exists "$BOX" && return
  say "Building $BOX ..."
  FRESH='' build --build-arg "BASE=$BASE" -t "$BOX" "$RUNTIMES/box"
}

# fetch REGISTRY PACKAGE SHA256 FOLDER: a package by its registry's own client, which knows where that is.
fetch() {
  local registry=$1 package=$2 sum=$3 into=$4 kept=$FETCHED/$3 at
  if [[ ! -d $kept ]]; then
    at=$(mktemp -d)
    case $registry in
      npm) (cd "$at" && npm pack --silent "$package") >/dev/null 2>&1 ;;
      maven)
        mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$package" \
          -DoutputDirectory="$at" </dev/null >/dev/null 2>&1
        ;;
      *) FAILURE="there is no registry $registry" && return 1 ;;
    esac || { FAILURE="$package cannot be fetched; that takes $([[ $registry = npm ]] && echo npm || echo mvn) and a network" && return 1; }
    if [[ $(cat "$at"/* | digest | cut -c1-64) != "$sum" ]]; then
      FAILURE="$package is not what it was: its SHA-256 differs"
      return 1
    fi
    mkdir -p "$FETCHED"
    mv "$at" "$kept" 2>/dev/null || [[ -d $kept ]] || return 1
  fi
  mkdir -p "$into"
  cp "$kept"/* "$into"
}

# The folder's image/ and the artifacts it lists for the engine's architecture, put together for the build.
context_of() {
  local context=$2 registry package sum architecture here
  cp -r "$RUNTIMES/$1/image" "$context/image"
  [[ -f $RUNTIMES/$1/image/artifacts ]] || return 0
  here=$(docker version --format '{{.Server.Arch}}')
  while read -r registry package sum architecture; do
    [[ -z $registry || $registry = \#* ]] && continue
    [[ -z $architecture || $architecture = "$here" ]] || continue
    [[ -z ${PARLEY_PROGRESS:-} ]] || say "1% fetching $package"
    fetch "$registry" "$package" "$sum" "$context/image/artifacts.d" || return 1
  done <"$RUNTIMES/$1/image/artifacts"
}

ensure_language() {
  local image base=$BASE under context version began=$SECONDS made=1
  image=$(image_of "$1")
  [[ -z ${FRESH:-} ]] && exists "$image" && return
  ensure_space || return 1
  ensure_base || return 1
  ensure_box || return 1
  under=$(base_of "$1")
  if [[ -n $under ]]; then
    FRESH='' ensure_language "$under" || return 1
    base=$(image_of "$under")
  fi
  say "Building $image ..."
  context=$(mktemp -d)
  context_of "$1" "$context" &&
    build --build-arg "BASE=$base" --build-arg "BOX=$BOX" -f "$RUNTIMES/Dockerfile" -t "$image-raw" "$context" &&
    version=$(docker run --rm --network none --entrypoint /bin/cat "$image-raw" /box/version.txt) &&
    [[ $version =~ ^[A-Za-z0-9][A-Za-z0-9\ .,+_-]{0,59}$ ]] &&
    FRESH='' build --label "dev.parley.runtime=$1" --label "dev.parley.version=$version" -t "$image" - <<<"FROM $image-raw" &&
    docker image rm --no-prune "$image-raw" >/dev/null && made=0
  rm -rf "$context"
  [[ $made = 0 ]] || { FAILURE=${FAILURE:-"its tool does not print a version"} && return 1; }
  say "$image: $(size_of "$image"), $version, in $((SECONDS - began)) s"
}

# One builder at a time: a second one waits, and then finds the work done.
locked() {
  exec 9>"${TMPDIR:-/tmp}/parley-images-$(id -u).lock"
  if command -v flock >/dev/null; then flock 9; fi
}

build_languages() {
  need_engine
  locked
  local language failed=0
  for language in "$@"; do
    known "$language"
    ensure_language "$language" || { say "Building $language failed: ${FAILURE:-see above}."; failed=1; }
  done
  return "$failed"
}

list() {
  need_engine
  local language image
  for language in $(languages); do
    image=$(image_of "$language")
    if exists "$image"; then
      printf '%-14s %-36s %8s  %s\n' "$language" "$image" "$(size_of "$image")" "$(version_of "$image")"
    else
      printf '%-14s %-36s missing\n' "$language" "$image"
    fi
  done
}

missing() {
  need_engine
  local language
  for language in $(languages); do
    exists "$(image_of "$language")" || echo "$language"
  done
}

tags() {
  local language
  for language in $(languages); do
    echo "$language $(image_of "$language")"
  done
}

clean() {
  need_engine
  locked
  local current image
  current=$(tags | cut -d' ' -f2; echo "$BOX"; echo "$BASE")
  docker image ls --filter 'reference=parley/*' --format '{{.Repository}}:{{.Tag}}' | while read -r image; do
    grep -qxF "$image" <<<"$current" || docker image rm "$image" >/dev/null || say "Kept $image: it is in use."
  done
  docker image prune -f --filter label=dev.parley.runtime >/dev/null
}

command=${1:-}
[[ $# -gt 0 ]] && shift
case $command in
  --all) mapfile -t every < <(languages); build_languages "${every[@]}" ;;
  --build) [[ $# -gt 0 ]] || { usage >&2; exit 2; }; build_languages "$@" ;;
  --fresh) [[ $# -gt 0 ]] || { usage >&2; exit 2; }; FRESH=1 build_languages "$@" ;;
  --missing) missing ;;
  --list) list ;;
  --tag) [[ $# -eq 1 ]] || { usage >&2; exit 2; }; known "$1"; image_of "$1" ;;
  --tags) tags ;;
  --base) need_engine; locked; ensure_base ;;
  --clean) clean ;;
  --help | -h) usage ;;
  *) usage >&2; exit 2 ;;
esac
