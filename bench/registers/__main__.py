"""``make bench-registers``: every page at ten times Hanoi, on SQLite and PostgreSQL.

The record is written into a folder of its own and thrown away. ``--write`` puts the figures into
docs/reference/registers-speed.md.
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
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "registers-speed.md"
BAR = 100  # ms
_BETWEEN = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
# The folder of the other bench is named by a word of Python.
databases = importlib.import_module("bench.import.databases")
machine = importlib.import_module("bench.import.__main__").machine


def _run(step: str, environment: dict[str, str], *arguments: str) -> Any:
    command = [sys.executable, "-m", "bench.registers.worker", step, *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{step} ended with {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


def told(measured: list[dict[str, Any]]) -> list[str]:
    """A line a page, the slowest first; the ratio is to the bare SQL of the register's first rows."""
    lines = ["| page | median ms | p95 ms | processor ms | SQL queries | to the bare SQL |",
             "|---|--:|--:|--:|--:|--:|"]  # fmt: skip
    for one in sorted(measured, key=lambda one: -one["p95"]):
        ratio = f"{one['median'] / one['bare']:.0f}" if one["bare"] else ""
        lines.append(f"| {one['group']}: {one['name']} | {one['median']:.0f} | {one['p95']:.0f} | {one['cpu']:.0f} | "
                     f"{one['queries']} | {ratio} |")  # fmt: skip
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench-registers", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/reference/registers-speed.md")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is ten times Hanoi")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--without", choices=["sqlite", "postgresql"], action="append", default=[])
    options = parser.parse_args()
    text = [f"{machine()}.", ""]
    for database in ("sqlite", "postgresql"):
        if database in options.without or (database == "postgresql" and not databases.is_here()):
            continue
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-registers-"))
            own = {"PROXENY_DATA": folder, "DATABASE_URL": ""}
            if database == "postgresql":
                own["DATABASE_URL"] = f"{stack.enter_context(databases.postgresql())}/ours"
            filled = _run("fill", own, "--scale", str(options.scale))
            measured = _run("measure", own, "--only", options.only)
        over = sum(one["p95"] > BAR for one in measured)
        text += [f"## {'SQLite' if database == 'sqlite' else 'PostgreSQL'}", "",
                 f"Written in {filled['seconds']:.0f} s. {len(measured)} pages, {len(measured) - over} of them with a "
                 f"p95 below {BAR} ms.", "", *told(measured), ""]  # fmt: skip
    print("\n".join(text))
    if options.write:
        PAGE.write_text(_BETWEEN.sub(lambda found: f"{found[1]}{chr(10).join(text)}{found[2]}",
                                     PAGE.read_text(encoding="utf-8")), encoding="utf-8")  # fmt: skip
        print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
