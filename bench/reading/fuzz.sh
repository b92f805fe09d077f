#!/usr/bin/env bash
# Searches hostile texts for some minutes, at low priority, in an environment of its own beside that of the peers.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=bench/reading/.venv-fuzz
if [ ! -x "$place/bin/python" ] || ! cmp -s bench/reading/fuzz.lock "$place/installed.lock" 2>/dev/null; then
  echo "Making an environment for the search in $place"
  python3.11 -m venv --clear "$place"
  "$place/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
  "$place/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r bench/reading/fuzz.lock
  cp bench/reading/fuzz.lock "$place/installed.lock"
fi
exec nice -n 15 "$place/bin/python" tools/fuzz_reader.py -max_total_time="$((${1:-10} * 60))" -max_len=1500 -timeout=20 -rss_limit_mb=6000 "${@:2}"
