"""Writes docs/reference/conflicts-of-the-sample.md: every conflict that the sample record opens, judged by hand.

``.venv/bin/python tools/judged_conflicts.py`` loads the sample into a database of its own, runs the checks and sets
beside each conflict what ``tests/checks/judged_conflicts.yaml`` says of it; the page ends with the precision. Ends with
status 1 where a conflict is not judged, or a judgement has no conflict any more.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "conflicts-of-the-sample.md"
JUDGED = ROOT / "tests" / "checks" / "judged_conflicts.yaml"

OPENING = """\
# The conflicts of the sample record

Everything that `proxeny check` finds in sample Hanoi, and what we judged of each by hand: is it a disagreement that a
person should be shown? Written by `tools/judged_conflicts.py`; a test holds the list and the judgements together.

"""


def judged() -> dict[tuple[str, str], dict[str, Any]]:
    """The judgements, by record and check."""
    rows = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))
    return {(row["record"], row["check"]): row for row in rows}


def _stated(found: dict[str, Any]) -> str:
    said = [
        f"{one['qualifier'] if one['qualifier'] != 'exact' else ''} {one['value']} {one['unit']}".strip()
        for one in found["statements"]
        if one["value"] is not None
    ]
    return ", ".join(dict.fromkeys(said)) or f"{len(found['statements'])} sources"


def page(found: Iterable[dict[str, Any]]) -> str:
    """The page, from conflicts as ``checks.queries.as_json`` gives them. Raises ``KeyError`` for one not judged."""
    known = judged()
    rows = sorted(found, key=lambda one: (one["kind"], one["record"], one["check"]))
    right = sum(bool(known[one["record"], one["check"]]["is_right"]) for one in rows)
    lines = [
        f"**{len(rows)} conflicts, {right} of them judged right: a precision of {right / len(rows):.2f}.**",
        "",
        "| kind | about | what the sources say | right | why |",
        "|---|---|---|---|---|",
    ]
    for one in rows:
        judgement = known[one["record"], one["check"]]
        cells = [
            one["kind"],
            f"{one['title']} (`{one['check']}`)",
            _stated(one),
            "yes" if judgement["is_right"] else "**no**",
            judgement["why"],
        ]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return OPENING + "\n".join(lines) + "\n"


def main() -> int:
    """Load, check, write."""
    with tempfile.TemporaryDirectory(prefix="proxeny-judged-") as folder:
        os.environ["PROXENY_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "proxeny.site.settings"
        import django

        django.setup()
        from django.core.management import call_command

        from proxeny.checks import queries
        from proxeny.core.records import Mark
        from proxeny.sample.loading import load

        call_command("migrate", verbosity=0)
        load()

        class Everything:
            clearance = Mark.CONFIDENTIAL

        found = [queries.as_json(one) for one in queries.conflicts(visible_to=Everything())]
    keys, known = {(one["record"], one["check"]) for one in found}, set(judged())
    for key in sorted(keys - known):
        sys.stderr.write(f"not judged: {key[0]}, {key[1]}\n")
    for key in sorted(known - keys):
        sys.stderr.write(f"judged, but no conflict any more: {key[0]}, {key[1]}\n")
    if keys != known:
        return 1
    PAGE.write_text(page(found), encoding="utf-8")
    sys.stderr.write(f"{PAGE.relative_to(ROOT)} written.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
