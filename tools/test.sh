#!/usr/bin/env bash
# Style, architecture, types, then the whole suite on SQLite, and all of it that asks a database on a PostgreSQL of its
# own that is thrown away. Three at once on two cores: a browser's walk waits as often as it works.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

say "Style"
.venv/bin/ruff check .
say "Architecture"
.venv/bin/lint-imports
say "Types"
.venv/bin/mypy

cluster="$(mktemp -d)"
bin="$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)"
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
stop() { as_owner "$bin/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$cluster"; }
trap stop EXIT

say "Tests on SQLite"
.venv/bin/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --durations 8 "$@"

say "Tests on PostgreSQL"
if [ "$(id -u)" = 0 ]; then chown postgres "$cluster"; fi
chmod 700 "$cluster"
port="$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
(cd / && as_owner "$bin/initdb" -D "$cluster/data" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null)
# A cluster for tests only: nothing in it has to survive a power cut.
(cd / && as_owner "$bin/pg_ctl" -D "$cluster/data" -w -l "$cluster/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$cluster -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null)
address="postgresql://postgres@127.0.0.1:$port"
(cd / && as_owner "$bin/createdb" -h 127.0.0.1 -p "$port" -U postgres template_of_tests)
PROXENY_DATA="$cluster/none" DATABASE_URL="$address/template_of_tests" .venv/bin/proxeny migrate --verbosity 0
# The reader knows no database, a browser asks none, and a record of its own is SQLite's: all three ran above.
DATABASE_URL="$address/postgres" PROXENY_TEST_TEMPLATE=template_of_tests .venv/bin/python -m pytest -n 3 \
  --dist loadfile --no-loadscope-reorder --ignore tests/reader -m "not browser and not own_record and not alike" "$@"
