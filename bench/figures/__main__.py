"""``make bench-figures``: conflicts, briefs, reports and pages over a million figures, on SQLite and PostgreSQL.

The record is built once in a folder of its own (``BENCH_DATA``, else ``bench-figures`` among the temporary files) and
used again as long as what writes it is the same. ``--write`` puts the figures into docs/reference/figures-speed.md.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import serving, stores, table

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "figures-speed.md"
_BETWEEN = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
# The folder of the other bench is named by a word of Python.
machine = importlib.import_module("bench.import.__main__").machine
databases = importlib.import_module("bench.import.databases")
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PARTS = ("check", "accept", "papers", "pages", "serve")


def _run(step: str, store: stores.Store, *arguments: str) -> Any:
    command = [sys.executable, "-m", "bench.figures.worker", step, *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **store.environment}, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print(f"{step} ended with {done.returncode}", file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def measured(store: stores.Store, scale: float, parts: list[str]) -> dict[str, Any]:
    """Build what is not there, then every part in a process of its own; a part that failed is left out."""
    filled = _run("fill", store, "--scale", str(scale))
    if filled is None:
        sys.exit("The record could not be built.")
    found = {"fill": filled}
    for part in parts:
        print(f"-- {part}", file=sys.stderr, flush=True)
        if part == "serve":
            session = _run("session", store)
            told = serving.measure(store, session["cookie"]) if session else None
        else:
            told = _run(part, store)
        if told is not None:
            found[part] = told
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench-figures", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/reference/figures-speed.md")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is ten times Hanoi")
    parser.add_argument("--only", choices=PARTS, action="append", help="only these parts")
    parser.add_argument("--without", choices=list(NAMES), action="append", default=[])
    options = parser.parse_args()
    root = Path(os.environ.get("BENCH_DATA") or Path(tempfile.gettempdir()) / "bench-figures")
    root.mkdir(parents=True, exist_ok=True)
    text = [f"{machine()}.", ""]
    for name in NAMES:
        if name in options.without or (name == "postgresql" and not databases.is_here()):
            continue
        opened = stores.sqlite if name == "sqlite" else stores.postgresql
        with opened(root, options.scale) as store:
            found = measured(store, options.scale, options.only or list(PARTS))
        text += table.told(NAMES[name], found)
    print("\n".join(text))
    if options.write:
        written = "\n".join(text)
        PAGE.write_text(_BETWEEN.sub(lambda found: f"{found[1]}{written}{found[2]}", PAGE.read_text(encoding="utf-8")),
                        encoding="utf-8")  # fmt: skip
        print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
