"""``proxeny figure R2025-2#17``: what a printed figure rests on."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proxeny.core.errors import DomainError
from proxeny.reports.management.commands.report import person_named
from proxeny.reports.queries import FoundFigure, figure_numbered

_NOW = {
    "stands": "",
    "corrected": "corrected since",
    "withdrawn": "withdrawn since",
    "closed": "closed since",
    "gone": "no longer in the record",
}


class Command(BaseCommand):
    """Says what a figure of a report rests on."""

    help = "Say what a figure of a report rests on: proxeny figure R2025-2#17 --format text|json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Number, format, person."""
        parser.add_argument("number", help="as it is quoted: R2025-2#17, or R2025-2-17")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--as", dest="username", help="see what this person may see; default: what is public")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints it."""
        try:
            found = figure_numbered(options["number"], visible_to=person_named(options["username"]))
        except DomainError as error:
            raise CommandError(str(error)) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_as_text(found)))


def _as_json(found: FoundFigure) -> dict[str, Any]:
    figure = found.figure
    return {
        "number": found.number,
        "report": found.edition.report.reference,
        "state": found.edition.state,
        "key": figure["key"],
        "texts": figure["texts"],
        "value": figure["value"] or None,
        "unit": figure["unit"],
        "qualifier": figure["qualifier"],
        "origin": figure["origin"],
        "how": figure["how"],
        "statements": [{**behind.was, "now": behind.now} for behind in found.statements],
        "records": list(found.records),
        "places": found.places,
    }


def _as_text(found: FoundFigure) -> list[str]:
    figure = found.figure
    lines = [
        f"{found.number}  {' · '.join(dict.fromkeys(figure['texts'].values()))}",
        f"  report     {found.edition.report.reference}, {found.edition.state}",
        f"  origin     {figure['origin']}" + (f": {next(iter(figure['how'].values()))}" if figure["how"] else ""),
    ]
    if figure["value"]:
        lines.append(f"  value      {figure['value']} {figure['unit']}".rstrip())
    for behind in found.statements:
        was = behind.was
        said = ", ".join(filter(None, (was["publisher"], was["published"], was["title"])))
        lines.append(f"  source     {said} [{was['document']}#s{was['id']}]" + _since(behind.now))
        if was["quote"]:
            lines.append(f"             “{' '.join(was['quote'].split())}”")
    lines += [f"  record     {record['register']}:{record['reference']}  {record['title']}" for record in found.records]
    return lines


def _since(state: str) -> str:
    return f" ({_NOW[state]})" if _NOW[state] else ""
