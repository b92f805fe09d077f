"""Makes ``src/proxeny/reader/confidence.toml`` from annotated texts and says how well it holds on others.

``.venv/bin/python tools/calibrate_reader.py GOLD.jsonl … [--aside FILE.jsonl …] [--write]``. Documents with ``"fold":
"aside"`` teach nothing and are measured apart, as are all of ``--aside``. What is printed first is measured on the
teaching documents themselves, each under a table made without it. Without ``--write`` nothing is changed.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.reading import gold, reliability  # noqa: E402

from proxeny.reader import confidence  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "reading-quality.md"
_HEAD = """\
# What the numbers that rules say of themselves were worth on annotated texts; made by tools/calibrate_reader.py, which
# docs/topics/reading.md explains. `findings` were judged, the share `right` of them was right; `steps` are the share
# right from each number on that a rule says; `rules` how the findings of each did against that, and `unseen` how those
# in texts kept aside did, as differences of log-odds.
"""
Held = list[tuple[str, float, bool]]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD.jsonl")
    parser.add_argument("--aside", type=Path, nargs="*", default=[], metavar="FILE.jsonl")
    parser.add_argument("--write", action="store_true", help="write confidence.toml, and the tables into the docs")
    options = parser.parse_args(arguments)
    if not gold.is_here():
        parser.error("the annotated texts (shared/gold), with what says when a finding is right, are not here")
    documents = [each for path in options.gold for each in gold.load(path)]
    teaching = [each for each in documents if each.get("fold") != "aside"]
    aside = [each for each in documents if each.get("fold") == "aside"]
    aside += [each for path in options.aside for each in gold.load(path)]
    judged = reliability.judged(teaching)
    rows = reliability.table(judged)
    crossed = reliability.crossed(judged)
    told = [_said(f"{len(teaching)} documents, each under a table made without it", crossed)]
    if aside:
        kept = reliability.judged(aside)
        where = f"{len(aside)} documents kept aside, "
        told.append(_said(where + "under the table of the others alone", reliability.applied(rows, kept)))
        told.append(_said(where + "each half under what the other half says", reliability.crossed_aside(rows, kept)))
        rows = reliability.with_unseen(rows, kept)
    print("\n".join(told))
    if options.write:
        confidence.PATH.write_text(_toml(rows), encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")
        text = f"Made from {len(judged):,} findings in {len(teaching)} documents.\n\n" + "\n".join(told)
        mark = r"(<!-- measured: reliability -->\n).*?(<!-- end -->)"
        PAGE.write_text(re.sub(mark, lambda match: match[1] + text + match[2], page, flags=re.DOTALL), encoding="utf-8")
        print(f"wrote {confidence.PATH.relative_to(ROOT)} and {PAGE.relative_to(ROOT)}")
    return 0


def _said(where: str, held: Held) -> str:
    """The reliability of some findings as two Markdown tables."""
    sure = [is_right for _, said, is_right in held if said >= 0.9]
    lines = [
        f"**{where[0].upper()}{where[1:]}**: {len(held):,} findings; expected calibration error "
        f"{reliability.error(held):.3f}; of the {len(sure):,} findings at 0.9 and more, {_share(sure)} are right.",
        "", "| confidence | findings | mean confidence | right |", "| --- | ---: | ---: | ---: |",
        *(f"| {low:g}–{high:g} | {count:,} | {mean:.3f} | {right:.3f} |"
          for low, high, count, mean, right in reliability.bins(held)),
        "", "| kind | findings | mean confidence | right | calibration error |", "| --- | ---: | ---: | ---: | ---: |",
        *(f"| {kind} | {count:,} | {mean:.3f} | {right:.3f} | {error:.3f} |"
          for kind, count, mean, right, error in reliability.by_kind(held)),
        "",
    ]  # fmt: skip
    return "\n".join(lines)


def _share(right: list[bool]) -> str:
    return f"{sum(right) / len(right):.1%}" if right else "none"


def _toml(rows: dict[str, dict[str, Any]]) -> str:
    lines = [_HEAD]
    for kind, row in rows.items():
        lines += [f"[{kind}]", f"findings = {row['findings']}", f"right = {row['right']}", f"unseen = {row['unseen']}"]
        lines.append("steps = [" + ", ".join(f"[{at}, {share}]" for at, share in row["steps"]) + "]")
        lines += ["", f"[{kind}.rules]"]
        lines += [f'"{rule}" = {share}' for rule, share in row["rules"].items()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
