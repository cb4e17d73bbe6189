#!/usr/bin/env bash
# Builds the images programs run in. One image per language folder under runtimes/, named after its content:
#   parley/<id>:<12 hex digits>   see runtimes/README.md for what the digits are made of
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/images.sh COMMAND [LANGUAGE...]
  --all                 build every image that is missing
  --build LANGUAGE...   build these, if missing
  --missing             print the languages whose image is missing
  --list                print every language with its image, size and state
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

say() { printf '%s\n' "$*" >&2; }

digest() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c1-64
}

# The digest of files: of the lines "digest  path" of every file, sorted by path, paths relative to runtimes/.
content_hash() {
  (
    cd "$RUNTIMES"
    find "$@" -type f -not -path '*/build/*' -print0 | LC_ALL=C sort -z | while IFS= read -r -d '' file; do
      printf '%s  %s\n' "$(digest <"$file")" "$file"
    done | digest | cut -c1-12
  )
}

box_sources() { (cd "$RUNTIMES" && printf '%s\n' box/*.c box/*.h box/Makefile box/Dockerfile | grep -v '/test'); }

box_image() {
  # shellcheck disable=SC2046  # our own file names, without blanks
  echo "parley/box:$(content_hash $(box_sources))"
}

image_of() {
  # shellcheck disable=SC2046
  echo "parley/$1:$(content_hash "$1/image" Dockerfile $(box_sources))"
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

# docker build, quiet unless it fails. The classic builder, because Debian's Docker has no other; BuildKit where the
# classic one is gone. The host's network, because the engine may run without a bridge.
build() {
  local log kit
  log=$(mktemp)
  for kit in 0 1; do
    if DOCKER_BUILDKIT=$kit docker build --network=host "$@" >"$log" 2>&1; then
      rm -f "$log"
      return 0
    fi
    docker buildx version >/dev/null 2>&1 || break
  done
  tail -n 40 "$log" >&2
  rm -f "$log"
  return 1
}

ensure_box() {
  local image
  image=$(box_image)
  exists "$image" && return
  say "Building $image ..."
  build --build-arg "BASE=$BASE" -t "$image" "$RUNTIMES/box"
}

ensure_language() {
  local image began=$SECONDS
  image=$(image_of "$1")
  exists "$image" && return
  ensure_base || return 1
  ensure_box || return 1
  say "Building $image ..."
  build --build-arg "BASE=$BASE" --build-arg "BOX=$(box_image)" --label "dev.parley.runtime=$1" \
    -f "$RUNTIMES/Dockerfile" -t "$image" "$RUNTIMES/$1" || return 1
  say "$image: $(size_of "$image") in $((SECONDS - began)) s"
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
    ensure_language "$language" || { say "Building $language failed."; failed=1; }
  done
  return "$failed"
}

list() {
  need_engine
  local language image
  for language in $(languages); do
    image=$(image_of "$language")
    if exists "$image"; then
      printf '%-14s %-36s %s\n' "$language" "$image" "$(size_of "$image")"
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
  current=$(tags | cut -d' ' -f2; box_image; echo "$BASE")
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
  --missing) missing ;;
  --list) list ;;
  --tag) [[ $# -eq 1 ]] || { usage >&2; exit 2; }; known "$1"; image_of "$1" ;;
  --tags) tags ;;
  --base) need_engine; locked; ensure_base ;;
  --clean) clean ;;
  --help | -h) usage ;;
  *) usage >&2; exit 2 ;;
esac
