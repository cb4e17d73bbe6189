#!/usr/bin/env bash
# Runs a command beside a second container engine that has gVisor as a runtime, and removes that engine again. It has a
# mount and a network namespace of its own, because a daemon without a bridge takes the bridge away from the one that is
# there, and its own folders. gVisor is told to apply our list of system calls to its programs (--oci-seccomp), which it
# does not by itself. Root on Debian or Ubuntu.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/gvisor.sh [--platform NAME] [--languages 'NAME...'] COMMAND...
  --platform NAME       how gVisor runs programs: ptrace (works everywhere, the default), systrap or kvm
  --languages 'NAME...' whose images it gets; without this all there are
The command finds the engine in DOCKER_HOST and the runtime's name in PARLEY_RUNTIME.
TEXT
}

platform=ptrace languages=
while [[ ${1:-} == -* ]]; do
  case $1 in
    --platform) platform=${2:?"a name"}; shift ;;
    --languages) languages=${2:?"names"}; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
[[ $# -gt 0 ]] || { usage >&2; exit 2; }
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly READY_SECONDS=30
readonly folder=/var/lib/parley-gvisor
readonly state=/run/parley-gvisor
readonly socket=unix://$state/docker.sock

say() { printf '%s\n' "$*" >&2; }

[[ $(id -u) == 0 ]] || { say "A second engine takes root."; exit 1; }
if ! command -v runsc >/dev/null; then
  [[ -z ${PARLEY_NO_INSTALL:-} ]] || { say "gVisor's runsc is not installed, and --no-install was given."; exit 1; }
  say "Installing runsc ..."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends runsc >/dev/null
fi

daemon=
stop() {
  if [[ -f $state/docker.pid ]]; then
    daemon=$(<"$state/docker.pid")
    kill "$daemon" 2>/dev/null || true
    for _ in {1..100}; do
      kill -0 "$daemon" 2>/dev/null || break
      sleep 0.1
    done
  fi
  rm -rf "$state" "$folder"
}
trap stop EXIT

mkdir -p "$state" "$folder"
cat >"$state/daemon.json" <<JSON
{"runtimes": {"runsc": {"path": "$(command -v runsc)", "runtimeArgs": ["--platform=$platform", "--network=none", "--oci-seccomp"]}}}
JSON
say "Starting a second engine with $(runsc --version | head -n 1), platform $platform ..."
setsid unshare --mount --net --propagation private dockerd --config-file "$state/daemon.json" --host "$socket" \
  --data-root "$folder" --exec-root "$state/exec" --pidfile "$state/docker.pid" --bridge=none --iptables=false \
  </dev/null >"$folder/dockerd.log" 2>&1 &
deadline=$((SECONDS + READY_SECONDS))
until DOCKER_HOST=$socket docker info >/dev/null 2>&1; do
  ((SECONDS < deadline)) || { say "It did not start. Its last words:"; tail -n 5 "$folder/dockerd.log" >&2; exit 1; }
  sleep 0.2
done

images=()
while read -r language image; do
  [[ -z $languages || " $languages " == *" $language "* ]] || continue
  docker image inspect "$image" >/dev/null 2>&1 && images+=("$image")
done < <(scripts/images.sh --tags)
say "Handing it ${#images[@]} images ..."
docker save "${images[@]}" | DOCKER_HOST=$socket docker load -q >/dev/null

DOCKER_HOST=$socket PARLEY_RUNTIME=runsc "$@"
