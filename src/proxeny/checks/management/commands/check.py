"""``proxeny check``: what the sources on record say that cannot all be right."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proxeny.checks import queries, recorded, services
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
        parser.add_argument("--recorded", action="store_true", help="what is stated beside what the registers hold")
        parser.add_argument("--year", type=int, help="with --recorded: only the totals of this year")
        parser.add_argument("--all", action="store_true", help="the conflicts that were ruled upon too")
        parser.add_argument("--mark", choices=list(MARKS), default="confidential", help="up to which mark (all)")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Run the pass, then print; progress goes to standard error."""
        if options["year"] is not None and not options["recorded"]:
            raise CommandError("--year goes with --recorded: proxeny check --recorded --year 2023")
        if options["recorded"]:
            self._tell_recorded(options)
            return
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

    def _tell_recorded(self, options: dict[str, Any]) -> None:
        """Print the gaps between stated totals and the registers; every line with ``--all``."""
        whoever = _Everything(MARKS[options["mark"]])
        gaps = compared = 0
        years = [options["year"]] if options["year"] is not None else recorded.years_stated(visible_to=whoever)
        for year in years:
            lines = recorded.of_year(year, visible_to=whoever)
            compared += sum(line.observation is not None for line in lines)
            gaps += sum(line.is_gap for line in lines)
            for line in lines:
                if line.is_gap or options["all"]:
                    self._tell_line(line, options["format"])
            for row in recorded.counts_without_event(year, visible_to=whoever):
                if options["format"] == "jsonl":
                    found = {"kind": "no_event", "indicator": row.indicator_id, "record": f"indicators:{row.reference}"}
                    self.stdout.write(json.dumps(found))
                else:
                    self.stdout.write(f"no event on record: {row}")
        self.stderr.write(f"{compared:,} stated totals of {len(years):,} years compared: {gaps:,} gaps.")

    def _tell_line(self, line: recorded.Line, form: str) -> None:
        if form == "jsonl":
            self.stdout.write(json.dumps(queries.line_as_json(line), ensure_ascii=False))
            return
        self.stdout.write(f"{line.period}: {line.sentence or f'{line.name}: {line.held_words}, {line.difference}'}")
        for words in (*line.remarks, *(hint.words for hint in line.hints)):
            self.stdout.write(f"    {words}")

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
