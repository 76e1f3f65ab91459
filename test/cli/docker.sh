#!/bin/bash
# Stands for `docker run OPTIONS IMAGE ARGUMENTS`: runs the image's program here, with the mounted folders' own paths.
set -euo pipefail
[ "$1" = run ] && shift
mounts=()
while [ "${1:0:1}" = - ]; do
  case "$1" in
    -v) mounts+=("$2"); shift 2 ;;
    --rm | --read-only) shift ;;
    *) shift 2 ;;
  esac
done
shift # the image
arguments=()
for argument in "$@"; do
  for mount in "${mounts[@]}"; do
    IFS=: read -r here there _ <<<"$mount"
    case "$argument" in "$there"/*) argument="$here${argument#"$there"}" ;; esac
  done
  arguments+=("$argument")
done
exec tensor-drills "${arguments[@]}"
