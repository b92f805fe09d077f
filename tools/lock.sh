#!/usr/bin/env bash
# Pins every package with its hash, without addresses, for running (requirements.lock) and for the tests (requirements-dev.lock).
set -euo pipefail
cd "$(dirname "$0")/.."
for group in "" dev; do
  options=(--generate-hashes -p 3.11 --universal --no-header -q)
  [ -n "$group" ] && options+=(--group "$group" -o requirements-dev.lock) || options+=(-o requirements.lock)
  uv pip compile pyproject.toml "${options[@]}"
done
