"""``proxeny check``: what the sources on record say that cannot all be right."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from proxeny.checks import queries, services
from proxeny.checks.wording import explanation
from proxeny.core.records import Mark
from proxeny.documents.models import Conflict, Statement
from proxeny.registers.linking import figure_text

MARKS = {mark.name.lower(): mark for mark in Mark}


class _Everything:
    """Whoever runs the command reads the record's folder, and sees up to the mark asked for."""

    def __init__(self, clearance: int) -> None:
        self.clearance = clearance


class Command(BaseCommand):
    """Compares everything on record and prints the conflicts."""

    help = "Compare what all sources on record say, and print what cannot all be right."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The form of the output, and how much of it."""
        parser.add_argument("--format", choices=["text", "jsonl"], default="text", help="text, or JSON Lines")
        parser.add_argument("--all", action="store_true", help="the conflicts that were ruled upon too")
        parser.add_argument("--mark", choices=list(MARKS), default="confidential", help="up to which mark (all)")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Run the pass, then print; progress goes to standard error."""
        is_watched = sys.stderr.isatty()

        def progress(figures: int) -> None:
            if is_watched:
                self.stderr.write(f"\r{figures:,} figures compared", ending="")

        found = services.check_all(progress)
        if is_watched:
            self.stderr.write("\r", ending="")
        whoever = _Everything(MARKS[options["mark"]])
        for conflict in queries.conflicts(visible_to=whoever, with_ruled=options["all"]):
            if options["format"] == "jsonl":
                self.stdout.write(json.dumps(queries.as_json(conflict), ensure_ascii=False))
            else:
                self._tell(conflict)
        self.stderr.write(
            f"{found.figures:,} figures compared: {found.open:,} conflicts are open, {found.opened:,} of them new; "
            f"{found.closed:,} closed."
        )

    def _tell(self, conflict: Conflict) -> None:
        why = explanation(conflict)
        self.stdout.write(f"{conflict.get_kind_display()}: {conflict.record}" + (f". {why}" if why else ""))
        for statement in conflict.statements.all():
            self.stdout.write(f"    {_value(statement)}, {statement.document.publisher}: {statement.quote[:160]}")
        for ruling in conflict.rulings.all():
            self.stdout.write(f"    ruled by {ruling.by} on {ruling.at.date().isoformat()}: {ruling.reason}")


def _value(statement: Statement) -> str:
    if statement.value is None:
        return str(statement.content.get("value", ""))
    return figure_text(statement.value, statement.unit, statement.qualifier, statement.high)
