"""Annexes A9 and A10: plan against done for each target, and what is on record for the period to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import prefetch_related_objects

from proxeny.plans.models import Commitment, Target
from proxeny.reports.annexes.setting import LISTED, Content, Sheet
from proxeny.reports.chapters import outlook
from proxeny.reports.chapters.city import observed_of_targets, targets_of
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.figures import Found, open_conflicts, statements_of_values
from proxeny.reports.chapters.held import ahead_of
from proxeny.reports.parts import Annex, Table


def results(desk: Desk) -> Annex:
    """A9: each target with what was planned, what a source gives as its result, and what the record observes.

    Whether it was met is as a source says; nothing is judged here. Four SQL queries.
    """
    sheet, rows = Sheet(desk, "A9"), targets_of(desk)
    behind = Behind(rows, visible_to=desk.person)
    observed = observed_of_targets(desk)
    seen = [row for found in observed.values() for row in found]
    said = statements_of_values(seen, visible_to=desk.person)
    conflicts = open_conflicts(seen, visible_to=desk.person)
    lines: list[list[Content]] = []
    for row in rows:
        found = min(observed.get(row.pk, []), key=lambda one: (one.status != "actual", one.pk), default=None)
        shown: Content = ""
        if found is not None and found.value is not None:
            kind = conflicts.get(found.pk, "plain" if found.is_disputed else "")
            shown = desk.figure(f"A9.{row.reference}.observed", Found(found, None, said.get(found.pk, ()), kind))
        lines.append(
            [
                sheet.title(row, _called(desk, row), behind),
                sheet.amount(row, "value", row.value, row.unit, behind, high=row.high, qualifier=row.qualifier),
                sheet.amount(
                    row, "result_value", row.result_value, row.result_unit, behind, qualifier=row.result_qualifier
                ),
                shown,
                desk.term(f"outcome-{row.outcome}"),
                row.note,
            ]
        )
    head = sheet.head(
        [("no", 1, 2), ("target-or-task", 1, 2), ("planned", 1, 2), ("done", 2, 1), ("outcome", 1, 2), ("note", 1, 2)],
        ["reached", "observed"],
    )
    total = sheet.total(rows, len(rows), 7) if rows else ()
    widths = (4, 30, 14, 14, 14, 10, 14)
    return sheet.annex(Table("A9.table", head, sheet.counted_rows(lines), total, widths, is_wide=True))


def ahead(desk: Desk) -> Annex:
    """A10: delegations, events, ending agreements, commitments and targets of the period to come, by day."""
    sheet, coming = Sheet(desk, "A10"), ahead_of(desk.period)
    parts: tuple[tuple[str, list[Any], str, Callable[[Any], str]], ...] = (
        ("delegation", outlook.delegations_ahead(desk, coming), "dates", lambda row: str(row.proposing_unit)),
        ("event", outlook.events_ahead(desk, coming), "dates", lambda row: str(row.organiser)),
        ("agreement", outlook.expiring_in(desk, coming), "expires", lambda row: str(row.proposer)),
        ("commitment", outlook.commitments_due(desk, coming), "next_due", lambda row: _responsible(desk, row)),
        ("target", outlook.targets_for(desk, coming), "period", lambda _row: ""),
    )
    by_day: list[tuple[tuple[bool, bool, int], str, Any]] = []
    for kind, rows, day, _responsible_for in parts:
        for row in rows:
            when = getattr(row, f"{day}_latest" if kind == "target" else f"{day}_earliest")
            by_day.append(((kind == "target", when is None, when.toordinal() if when else 0), kind, row))
    by_day.sort(key=lambda line: line[0])
    listed = {id(row) for _order, _kind, row in by_day[:LISTED]}
    said: dict[int, list[Content]] = {}
    for kind, rows, day, responsible in parts:
        shown = [row for row in rows if id(row) in listed]
        behind = Behind(shown, visible_to=desk.person)
        if kind != "target":
            prefetch_related_objects(shown, desk.held.partners)
        for row in shown:
            named = f"kind-delegation-{row.direction}" if kind == "delegation" else f"kind-{kind}"
            said[id(row)] = [
                desk.term(named),
                sheet.title(row, _called(desk, row) if kind == "target" else str(row), behind),
                desk.date(getattr(row, day), short=True),
                "" if kind == "target" else ", ".join(desk.name_of(one) for one in row.partners.all()),
                responsible(row),
                sheet.amount(row, "value", row.value, row.unit, behind, high=row.high, qualifier=row.qualifier)
                if kind == "target"
                else "",
            ]
    lines = [said[id(row)] for _order, _kind, row in by_day[:LISTED]]
    rest = [row for _order, _kind, row in by_day[LISTED:]]
    if rest:
        lines.append(["", desk.say("more", figure=desk.count("A10.more.rows", rest)), "", "", "", ""])
    head = sheet.head(["no", "kind", "what", "time", "with", "responsible", "planned"])
    every = [row for _kind, rows, _day, _responsible in parts for row in rows]
    total = sheet.total(every, len(every), 7) if lines else ()
    table = Table("A10.table", head, sheet.counted_rows(lines), total, (4, 13, 33, 11, 14, 12, 13), is_wide=True)
    return sheet.annex(table, [desk.text("only-first", n=desk.number(LISTED))] if rest else ())


def _called(desk: Desk, row: Target) -> str:
    """A target at the head of a row."""
    called = desk.target(row)
    return called[:1].upper() + called[1:]


def _responsible(desk: Desk, row: Commitment) -> str:
    return row.owner_body or row.by or (desk.text(f"side-{row.side}") if row.side else "")
