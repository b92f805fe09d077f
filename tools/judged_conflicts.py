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
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "conflicts-of-the-sample.md"
JUDGED = ROOT / "tests" / "checks" / "judged_conflicts.yaml"
AGREEING = ROOT / "tests" / "checks" / "judged_statements.yaml"
SAMPLE = ROOT / "src" / "proxeny" / "sample" / "hanoi"

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
        _amount(one["value"], one["unit"], one["qualifier"]) for one in found["statements"] if one["value"] is not None
    ]
    return ", ".join(dict.fromkeys(said)) or f"{len(found['statements'])} sources"


def _amount(value: str, unit: str, qualifier: str = "exact") -> str:
    """A figure as people write it: ``over VND 116.7 trillion``."""
    from proxeny.core.wording import in_words

    said = in_words(Decimal(value), unit, "en", qualifier=qualifier, written_out=True).sentence
    return " ".join(said.split())


def _listed(value: Any) -> str:
    """A value as the files of the sample list it; digits in groups."""
    written = str(value)
    return _amount(written, "count") if written.isdigit() else written


def listed_statements() -> list[dict[str, Any]]:
    """What the files of the sample list as stated differently: record, field, value, sources."""
    found = []
    for file in sorted(SAMPLE.glob("*.yaml")):
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
        found += [
            {"record": row["id"], **said}
            for row in (rows if isinstance(rows, list) else [])
            if isinstance(row, dict)
            for said in row.get("statements") or []
        ]
    return found


def differing(said: dict[str, Any]) -> bool:
    """Whether a listed statement is in a conflict of the loaded sample."""
    from proxeny.documents.models import Statement

    payload = {"field": said["field"], "value": str(said["value"])}
    stated = Statement.objects.filter(payload=payload, document__reference__in=said["sources"])
    return stated.filter(conflicts__isnull=False).exists()


def _section(rows: list[dict[str, Any]]) -> list[str]:
    """The listed statements: how many are found, and why the others are not. Raises ``KeyError`` for one not judged."""
    why = {(row["record"], row["field"]): row["why"] for row in yaml.safe_load(AGREEING.read_text(encoding="utf-8"))}
    left = [row for row in rows if not row["is_found"]]
    fields = list(dict.fromkeys((row["record"], row["field"]) for row in left))
    alone = sum(why[row["record"], row["field"]].startswith("one statement alone") for row in left)
    lines = [
        "",
        "## What the sample lists as stated differently",
        "",
        f"The files of the sample list {len(rows)} statements that differ from another one of their record. "
        f"**{len(rows) - len(left)} of them are in a conflict; {len(left)} are not**: {alone} stand alone in their "
        f"field, and {len(left) - alone} are figures that can be right together as they are rounded and qualified.",
        "",
        "| record | field | what is stated | why no conflict |",
        "|---|---|---|---|",
    ]
    for record, field in fields:
        stated = "; ".join(_listed(row["value"]) for row in left if (row["record"], row["field"]) == (record, field))
        lines.append(f"| {record} | {field} | {stated} | {why[record, field]} |")
    return lines


def page(found: Iterable[dict[str, Any]], statements: list[dict[str, Any]]) -> str:
    """The page, from conflicts as ``checks.queries.as_json`` gives them and the listed statements with ``is_found``.

    Raises ``KeyError`` for one not judged.
    """
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
    return OPENING + "\n".join([*lines, *_section(statements)]) + "\n"


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
        statements = [{**said, "is_found": differing(said)} for said in listed_statements()]
    keys, known = {(one["record"], one["check"]) for one in found}, set(judged())
    for key in sorted(keys - known):
        sys.stderr.write(f"not judged: {key[0]}, {key[1]}\n")
    for key in sorted(known - keys):
        sys.stderr.write(f"judged, but no conflict any more: {key[0]}, {key[1]}\n")
    if keys != known:
        return 1
    PAGE.write_text(page(found, statements), encoding="utf-8")
    sys.stderr.write(f"{PAGE.relative_to(ROOT)} written.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
