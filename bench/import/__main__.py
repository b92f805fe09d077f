"""``make bench-import``: 80,000 rows in and out, ours beside django-import-export, on SQLite and PostgreSQL.

``--write`` puts the figures into docs/reference/import-speed.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import databases, table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "reference" / "import-speed.md"
_BETWEEN = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
PROGRAMS = {
    "proxeny": [str(ROOT / ".venv/bin/python"), str(HERE / "ours.py")],
    "django-import-export": [str(HERE / ".venv/bin/python"), str(HERE / "peer/worker.py")],
}
Line = tuple[str, str, str, dict[str, float]]


def machine() -> str:
    """The processor, the memory and what else ran."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    total = next(int(line.split()[1]) for line in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in line)
    load = Path("/proc/loadavg").read_text().split()[0]
    return (
        f"{names[0] if names else platform.machine()}, {len(names)} cores, {total / 1024**2:.0f} GiB; "
        f"Python {platform.python_version()}; load {load} when the run began"
    )


def _run(who: str, *arguments: str, environment: dict[str, str], given: str = "") -> dict[str, float]:
    done = subprocess.run(
        [*PROGRAMS[who], *arguments], env={**os.environ, **environment}, input=given, text=True, capture_output=True
    )
    if done.returncode:
        sys.exit(f"{who} {' '.join(arguments)}: {done.stderr[-2000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(database: str, address: str, folder: Path, count: int, whom: list[str]) -> list[Line]:
    """Every step of each on one database: (who, step, file, figures)."""
    lines: list[Line] = []
    named = json.dumps({"partners": table.partner_names(), "people": table.people_names()})
    for who in whom:
        for kind in ("xlsx", "csv"):
            if kind == "csv" and (address or who != "proxeny"):
                continue  # the same rows again: what the peer takes is its writing, not its reading
            place = folder / f"{database}-{who}-{kind}"
            place.mkdir()
            own = {"PROXENY_DATA": str(place), "PEER_DATABASE": str(place / "peer.sqlite3")}
            if address:
                own["DATABASE_URL"] = f"{address}/{'ours' if who == 'proxeny' else 'peer'}"
            _run(who, "prepare", environment=own, given=named)
            file = table.write(folder / f"rows.{kind}", count)
            lines.append((who, "in", kind, _run(who, "bring", str(file), environment=own)))
            print(f"{database}: {who} brought {kind} in", file=sys.stderr)
            lines.append((who, "out", kind, _run(who, "export", str(folder / f"out.{kind}"), environment=own)))
    return lines


def told(database: str, lines: list[Line]) -> list[str]:
    """Rows of the table: seconds, rows a second, peak memory, and ours over the peer's rows a second."""
    rates = {(who, step, kind): found["rows"] / found["seconds"] for who, step, kind, found in lines}
    rows = []
    for who, step, kind, found in lines:
        peer = rates.get(("django-import-export", step, kind))
        ratio = f"{rates[who, step, kind] / peer:.1f}" if peer and who == "proxeny" else ""
        beside = f"{found['index']:.1f} s" if "index" in found else ""
        rows.append(
            f"| {database} | {step} | {kind} | {who} | {found['seconds']:.1f} s | "
            f"{found['rows'] / found['seconds']:,.0f} | {found['memory']:.0f} MB | {ratio} | {beside} |"
        )
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench-import", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/reference/import-speed.md")
    parser.add_argument("--rows", type=int, default=table.ROWS)
    parser.add_argument("--without", choices=["peer", "postgresql"], action="append", default=[])
    options = parser.parse_args()
    about = machine()
    whom = ["proxeny"] if "peer" in options.without else list(PROGRAMS)
    head = ["| database | | file | who | time | rows a second | peak memory | ours to the peer's | search follows |",
            "|---|---|---|---|--:|--:|--:|--:|--:|"]  # fmt: skip
    rows: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bench-import-") as name:
        rows += told("SQLite", measure("sqlite", "", Path(name), options.rows, whom))
    if "postgresql" not in options.without and databases.is_here():
        cluster: Any = databases.postgresql()
        with cluster as address, tempfile.TemporaryDirectory(prefix="bench-import-") as name:
            rows += told("PostgreSQL", measure("postgresql", address, Path(name), options.rows, whom))
    text = "\n".join([f"{options.rows:,} rows. {about}.", "", *head, *rows])
    print(text)
    if options.write:
        PAGE.write_text(_BETWEEN.sub(lambda found: f"{found[1]}{text}\n{found[2]}", PAGE.read_text(encoding="utf-8")),
                        encoding="utf-8")  # fmt: skip
        print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
