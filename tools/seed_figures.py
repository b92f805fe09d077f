"""Writes docs/reference/seed-figures.md: the figures of five articles, their words, and where they stand in the record.

``.venv/bin/python tools/seed_figures.py`` loads the sample into a database of its own and sets beside each figure of
``src/proxeny/sample/hanoi/quotes.yaml`` what the record makes of it. Ends with status 1 where a figure that should be
in the record is not.
"""

from __future__ import annotations

import os
import sys
import tempfile
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "seed-figures.md"

OPENING = """\
# The figures of the five articles

The work on Proxeny began with five articles on the external affairs of Hanoi. Every figure in them stands below with
its words, where sample Hanoi keeps it, what became of the statement, and whether sources disagree on it. Written by
`tools/seed_figures.py` from the sample record; a test holds it to the record, and the words to the articles.

A figure that is *disputed* is shown with the range of its sources until somebody rules on it
([Rule on a disagreement](../howto/rule-on-a-disagreement.md)). No ruling is made in the sample: ruling is the office's.
"""
HEAD = ["| words of the article | figure | stands as | status | disputed |", "|---|---|---|---|---|"]


def page() -> str:
    """The page, from the record in the database. Raises ``LookupError`` for a figure that it does not have."""
    from django.utils import translation

    with translation.override("en"):
        return _page()


def _page() -> str:
    from proxeny.documents.models import Document
    from proxeny.sample.files import rows_of

    lines = [OPENING]
    for source, rows in groupby(rows_of("quotes"), lambda row: row["source"]):
        document = Document.objects.get(reference=source)
        listed = list(rows)
        kept = sum("record" in row for row in listed)
        said = ", ".join(filter(None, (document.publisher, document.published)))
        lines += [f"## {document.title}", "", f"{said} (`{source}`): {len(listed)} figures, {kept} in the record.", ""]
        lines += [*HEAD, *(_line(row) for row in listed), ""]
    return "\n".join(lines)


def _line(row: dict[str, Any]) -> str:
    figure = _amount(row["value"], row["unit"])
    if "record" not in row:
        return f"| “{row['words']}” | {figure} | not kept: {row['why']} | – | – |"
    record, statement = _kept(row)
    shown = f"{record} (`{record.get_absolute_url()}`)"
    status = str(statement.get_status_display())
    if "meant" in row:
        status += f": {_amount(row['meant'], row['unit'])}"
    return f"| “{row['words']}” | {figure} | {shown} | {status} | {_disputed(record, statement)} |"


def _amount(value: str, unit: str) -> str:
    """A figure as people write it: ``VND 397.335 trillion``, ``20 years``."""
    from proxeny.core.wording import in_words

    if unit == "a":
        return f"{value} years"
    return " ".join(str(in_words(Decimal(value), unit, "en", written_out=True)).split())


def _kept(row: dict[str, Any]) -> tuple[Any, Any]:
    """The record of a figure and the statement that carries its words."""
    from proxeny.documents import services as documents
    from proxeny.registers.register import REGISTERS

    register, _colon, reference = row["record"].partition(":")
    record = REGISTERS[register].model._default_manager.get(reference=reference)
    for by_field in documents.evidence_of_many([record], visible_to=_Everybody()).values():
        for statement in (one for stated in by_field.values() for one in stated):
            if statement.document.reference == row["source"] and row["words"] in statement.quote:
                return record, statement
    raise LookupError(f"{row['record']} has no statement with the words “{row['words']}” of {row['source']}.")


class _Everybody:
    """Who reads the page: whoever sees what is public."""

    clearance = 0


def _disputed(record: Any, statement: Any) -> str:
    """What the figure is disputed with, and how it was ruled."""
    from django.contrib.contenttypes.models import ContentType

    from proxeny.documents.models import Conflict

    about = Conflict.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk
    ) | Conflict.objects.filter(statements=statement)
    found = []
    for conflict in about.distinct().order_by("kind", "field", "pk"):
        amounts = dict.fromkeys(_amount(f"{one.value:f}", one.unit) for one in conflict.statements.exclude(value=None))
        ruled = "not ruled" if conflict.is_open else "ruled"
        found.append(f"{conflict.get_kind_display()}: {', '.join(amounts) or 'words'}; {ruled}")
    return "; ".join(dict.fromkeys(found)) or "no"


def main() -> int:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PROXENY_DATA": folder, "DJANGO_SETTINGS_MODULE": "proxeny.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        from proxeny.sample.loading import load

        call_command("migrate", verbosity=0)
        load()
        PAGE.write_text(page(), encoding="utf-8")
    sys.stderr.write(f"{PAGE.relative_to(ROOT)} written.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
