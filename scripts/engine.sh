#!/usr/bin/env bash
# Gets a container engine running, if it can.
#
# Exit codes: 0 an engine answers, 1 it could not be started, 3 it takes a person: what to do is printed, and the server
# starts without code execution.
set -euo pipefail

readonly READY_SECONDS=30
readonly LOG_FOLDER=${PARLEY_LOG_FOLDER:-/var/log}
readonly LOG=$LOG_FOLDER/parley-dockerd.log
install=yes

usage() {
  cat <<'TEXT'
usage: scripts/engine.sh [--no-install]
Makes sure that a container engine (Docker) answers. As root on Debian or Ubuntu it installs docker.io and iptables if
they are missing (--no-install: it does not) and starts the daemon in the background.
TEXT
}

say() { printf '%s\n' "$*"; }

answers() { command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1; }

by_hand() {
  say "Running code needs a container engine, and none answers${DOCKER_HOST:+ at $DOCKER_HOST}. $1"
  say "The server starts without code execution until then."
  exit 3
}

# What a person has to do, as precisely as can be known from here.
explain() {
  if [[ $(uname -s) == Darwin ]]; then
    by_hand "Install and start Docker Desktop, or: brew install colima docker && colima start"
  elif [[ $(uname -s) != Linux ]]; then
    by_hand "Install and start Docker."
  elif command -v docker >/dev/null && [[ -S /var/run/docker.sock && ! -w /var/run/docker.sock ]]; then
    by_hand "A daemon is there, but this user may not talk to it: sudo usermod -aG docker $(id -un), then log in again."
  elif command -v dockerd >/dev/null; then
    by_hand "Docker is installed: start it with sudo systemctl start docker, or run this script as root."
  elif command -v apt-get >/dev/null; then
    by_hand "As root: apt-get install docker.io iptables && systemctl start docker, or run this script as root."
  else
    by_hand "Install Docker (https://docs.docker.com/engine/install/) and start it."
  fi
}

install_docker() {
  [[ $install == yes ]] || by_hand "Docker is not installed, and --no-install was given."
  command -v apt-get >/dev/null || explain
  say "Installing docker.io and iptables with apt-get ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends docker.io iptables >/dev/null
}

# The daemon needs control groups. In a bare root file system (no init) nobody has mounted them: version 2 where the
# kernel offers its controllers there, else every controller of version 1.
mount_cgroups() {
  local root=/sys/fs/cgroup controller
  if [[ -f $root/cgroup.controllers || -d $root/memory ]]; then
    return 0
  fi
  say "Mounting control groups ..."
  mkdir -p "$root"
  if mount -t cgroup2 none "$root" && grep -q memory "$root/cgroup.controllers"; then
    return 0
  fi
  umount "$root" 2>/dev/null || true
  mount -t tmpfs -o mode=755 none "$root"
  awk '!/^#/ && $4 == 1 { print $1 }' /proc/cgroups | while read -r controller; do
    mkdir -p "$root/$controller"
    mount -t cgroup -o "$controller" none "$root/$controller" || rmdir "$root/$controller"
  done
}

# Starts the daemon with the given options, its own session and log. Success when it answers; else it is stopped again.
start() {
  say "Starting dockerd${*:+ $*} (log: $LOG) ..."
  setsid nohup dockerd "$@" </dev/null >>"$LOG" 2>&1 &
  local daemon=$! deadline=$((SECONDS + READY_SECONDS))
  while ((SECONDS < deadline)); do
    if answers; then
      return 0
    fi
    kill -0 "$daemon" 2>/dev/null || break
    sleep 0.2
  done
  kill "$daemon" 2>/dev/null || true
  wait "$daemon" 2>/dev/null || true
  return 1
}

# systemd knows best, where it runs the machine.
start_by_systemd() {
  [[ -d /run/systemd/system ]] && systemctl start docker 2>/dev/null || return 1
  local deadline=$((SECONDS + READY_SECONDS))
  until answers; do
    ((SECONDS < deadline)) || return 1
    sleep 0.2
  done
}

warn_about_storage() {
  [[ $(docker info --format '{{.Driver}}') == vfs ]] || return 0
  say "Warning: the engine stores images with vfs, which copies them. Starting a sandbox takes seconds and much disk."
}

main() {
  case ${1:-} in
    '') ;;
    --no-install) install=no ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  if answers; then
    say "A container engine answers: $(docker version --format '{{.Server.Version}}')."
    return
  fi
  [[ -z ${DOCKER_HOST:-} && $(uname -s) == Linux && $(id -u) == 0 ]] || explain
  command -v dockerd >/dev/null || install_docker
  if ! start_by_systemd; then
    mount_cgroups
    mkdir -p "$LOG_FOLDER"
    start || start --iptables=false --bridge=none || start --storage-driver=vfs ||
      start --storage-driver=vfs --iptables=false --bridge=none || {
      say "dockerd did not start. Its last words:"
      tail -n 5 "$LOG"
      exit 1
    }
  fi
  say "The container engine is up: $(docker version --format '{{.Server.Version}}')."
  warn_about_storage
}

main "$@"
