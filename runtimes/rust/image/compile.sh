#!/bin/sh
# Compiles the entry file and the modules it names. The standard library is linked as a shared one, which takes a third
# of the time; arithmetic that overflows panics, as it does in a debug build.
exec rustc --edition 2024 --crate-name main -C prefer-dynamic -C opt-level=1 -C overflow-checks=on -C debuginfo=0 \
    -C link-arg=-fuse-ld=mold -o /tmp/program "$1"
