#!/usr/bin/env bash
# Makes the environment of the peer where it is missing or its lock has changed, then compares.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=bench/import/.venv
if [ ! -x "$place/bin/python" ] || ! cmp -s bench/import/requirements.lock "$place/installed.lock" 2>/dev/null; then
  echo "Making an environment for the peer in $place"
  python3.11 -m venv --clear "$place"
  "$place/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r bench/import/requirements.lock
  cp bench/import/requirements.lock "$place/installed.lock"
fi
exec .venv/bin/python -m bench.import "$@"
