#!/usr/bin/env bash
# Sets up .venv: `environment.sh runtime` with what Proxeny needs, `environment.sh development` with what its tests need too.
# Does nothing when what is installed already matches the lock files.
set -euo pipefail
cd "$(dirname "$0")/.."
kind="${1:-runtime}"
lock=requirements.lock
[ "$kind" = development ] && lock=requirements-dev.lock

say() { printf '\033[1m%s\033[0m\n' "$*"; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else echo "This needs: $* — run it as an administrator, then try again." >&2; exit 1
  fi
}

apt_updated=
install_packages() {
  [ -n "$apt_updated" ] || { as_root apt-get update -qq; apt_updated=yes; }
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

python=
for candidate in python3.11 python3.12 python3.13 python3; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'; then
    python="$candidate"; break
  fi
done
[ -n "$python" ] || { echo "Proxeny needs Python 3.11 to 3.13; none was found. On Debian: apt-get install python3 python3-venv" >&2; exit 1; }

if [ ! -x .venv/bin/python ]; then
  say "Making a virtual environment in .venv with $("$python" --version)"
  "$python" -m venv .venv 2>/dev/null || { rm -rf .venv; say "Installing python3-venv"; install_packages python3-venv; "$python" -m venv .venv; }
fi

# An installation compiles them too, but wordings change more often than what is installed.
compile_translations() {
  .venv/bin/python -c 'import hatch_build; [*hatch_build.compile_translations()]'
}

stamp=".venv/.installed-$kind"
wanted="$(cat "$lock" pyproject.toml hatch_build.py package-lock.json | sha256sum | cut -d' ' -f1)"
if [ "$kind" = runtime ] && [ "$(cat .venv/.installed-development 2>/dev/null)" = "$(cat requirements-dev.lock pyproject.toml hatch_build.py package-lock.json | sha256sum | cut -d' ' -f1)" ]; then
  compile_translations
  exit 0
fi
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  say "Installing the packages of $lock"
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"
  say "Installing Proxeny with its scripts, styles and fonts"
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps -e .
  echo "$wanted" > "$stamp"
fi
compile_translations

if [ "$kind" = development ]; then
  missing=()
  [ -x /usr/bin/chromium ] || missing+=(chromium)
  command -v java >/dev/null || missing+=(default-jre-headless)  # Apache Spark runs on it
  for package in tesseract-ocr tesseract-ocr-vie tesseract-ocr-ind tesseract-ocr-fra; do  # scans are read with it
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || missing+=(postgresql)
  if [ ${#missing[@]} -gt 0 ]; then
    say "Installing for the tests: ${missing[*]}"
    install_packages "${missing[@]}"
  fi
fi
