#!/usr/bin/env bash
# Makes the environment of the peers where it is missing or its lock has changed, then compares.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=bench/reading/.venv
if [ ! -x "$place/bin/python" ] || ! cmp -s bench/reading/requirements.lock "$place/installed.lock" 2>/dev/null; then
  echo "Making an environment for the peers in $place (some 600 MB)"
  python3.11 -m venv --clear "$place"
  "$place/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r bench/reading/requirements.lock
  # by itself: it asks for another version of emoji than recognizers-text can work with, and works with that one
  "$place/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r bench/reading/heideltime.lock
  cp bench/reading/requirements.lock "$place/installed.lock"
fi
exec .venv/bin/python -m bench.reading "$@"
