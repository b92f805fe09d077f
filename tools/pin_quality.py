"""Raises the pinned scores of the reader to what is measured now; lowers one only with a reason, which is kept.

``.venv/bin/python tools/pin_quality.py`` measures the reader on the annotated texts beside this repository and on the
cases of its languages, and writes ``tests/reader/quality.toml``. A score that fell is left as it was and named, and the
command ends with status 1, unless ``--lower KIND --reason "…"`` names its kind. Other texts have other scores: where
the digest of the annotated texts has changed, ``--texts-changed --reason "…"`` pins all anew.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.reading import gold, own_cases, pins  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--lower", metavar="KIND", choices=(*gold.KINDS, *own_cases.KINDS), action="append", default=[],
        help="let the scores of this kind fall to what is measured; give it once for each kind",
    )  # fmt: skip
    parser.add_argument("--texts-changed", action="store_true", help="pin all scores of changed texts anew")
    parser.add_argument("--reason", help="why a pin is lowered; it is kept in the file")
    options = parser.parse_args(arguments)
    if (options.lower or options.texts_changed) and not (options.reason or "").strip():
        parser.error('give the reason for lowering: --reason "…"')
    table = pins.load()
    was = pins.pinned(table)
    now = pins.measured_cases()
    digests = {name: entry["sha256"] for name, entry in table.get("texts", {}).items()}
    lowered: list[dict[str, Any]] = list(table.get("lowered", []))
    changed: set[str] = set()
    if gold.is_here():
        for name in gold.FILES:
            digest = gold.digest(name)
            if digests.get(name, digest) != digest:
                changed.add(name)
            digests[name] = digest
            now |= pins.measured_scores(name)
    else:
        print("The annotated texts (shared/gold) are not beside this repository; only the cases are measured.")
        now |= {pin: value for pin, value in was.items() if pin.where != "cases"}
    if changed and not options.texts_changed:
        print(
            f"The annotated texts of {', '.join(sorted(changed))} are others than those that were pinned; nothing is "
            'written. If that is meant, run this again with --texts-changed --reason "…".',
            file=sys.stderr,
        )
        return 1
    refused = 0
    for pin, before, after in pins.fallen(was, now):
        if pin.where in changed or pin.kind in options.lower:
            lowered.append({"pin": str(pin), "from": before, "to": after, "reason": options.reason})
            print(f"lowered: {pin} from {before:.4f} to {after:.4f}")
        else:
            now[pin] = before
            refused += 1
            print(f"fell, and stays pinned: {pin} was {before:.4f}, is {after:.4f}", file=sys.stderr)
    raised = [pin for pin, value in now.items() if value > was.get(pin, -1.0)]
    pins.write(digests, now, lowered)
    print(f"{len(raised)} pins raised, {len(now)} in all: {pins.PATH.relative_to(ROOT)}")
    if refused:
        print(
            f'{refused} scores are below their pin: find out why, or lower them with --lower KIND --reason "…".',
            file=sys.stderr,
        )
    return 1 if refused else 0


if __name__ == "__main__":
    raise SystemExit(main())
