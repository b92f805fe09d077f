"""Annex A5: projects licensed, or with capital moved, in the period; of very many the largest, the others summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from proxeny.investments.ledgers import capital_of, running
from proxeny.investments.models import CapitalMovement, Project
from proxeny.reports.annexes.setting import LISTED, Content, Sheet
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.parts import Annex, Figure, Table

Amounts = list[tuple[str, Decimal]]


@dataclass(frozen=True)
class Capital:
    """The capital of one project in each currency: what is registered, what is disbursed."""

    key: int
    name: str
    qualifier: str
    registered: Amounts
    disbursed: Amounts


def projects(desk: Desk) -> Annex:
    """A5: one row a project, the earliest first; of more than ``LISTED`` the largest of each currency, the others in
    one row with their sums. Four SQL queries, and the total is that of all.
    """
    sheet, every = Sheet(desk, "A5"), _of_period(desk)
    largest = _largest(every, LISTED)
    listed, rest = [one for one in every if one.key in largest], [one for one in every if one.key not in largest]
    of: Any = Project.objects.visible_to(desk.person).in_bulk(largest)
    behind = Behind(of.values(), visible_to=desk.person)
    lines: list[list[Content]] = []
    for one in listed:
        row = of[one.key]
        registered = [
            sheet.amount(row, f"registered.{unit}", value, unit, behind, qualifier=row.qualifier)
            for unit, value in one.registered
        ]
        disbursed = [sheet.amount(row, f"disbursed.{unit}", value, unit, behind) for unit, value in one.disbursed]
        lines.append(
            [
                sheet.title(row, row.title, behind),
                desk.sector(row.sector),
                row.investor,
                _joined(registered),
                _joined(disbursed),
                row.place,
                desk.term(f"project-{row.status}"),
            ]
        )
    if rest:
        more = desk.say("more", figure=desk.count("A5.more.rows", [one.name for one in rest]))
        lines.append([more, "", "", *_sums(sheet, rest, "more"), "", ""])
    head = sheet.head(["no", "project", "content", "owner", "registered", "disbursed", "place", "result"])
    names = [one.name for one in every]
    total = sheet.total(names, len(names), 4, *_sums(sheet, every, "total"), "", "") if every else ()
    table = Table("A5.table", head, sheet.counted_rows(lines), total, (3, 24, 10, 16, 12, 12, 13, 10), is_wide=True)
    return sheet.annex(table, [desk.text("only-largest", n=desk.number(LISTED))] if rest else ())


def _of_period(desk: Desk) -> list[Capital]:
    """Every project of the period, the earliest first. Two SQL queries, by columns: there may be thousands."""
    first, last = desk.period.first, desk.period.last
    moved = CapitalMovement.objects.filter(
        project=OuterRef("pk"), date_earliest__gte=first, date_latest__lte=last
    )
    found: Any = (
        Project.objects.visible_to(desk.person)
        .filter(Q(date_earliest__gte=first, date_latest__lte=last) | Exists(moved))
        .exclude(status=Project.Status.SUPERSEDED)
    )
    movements: dict[int, list[Any]] = defaultdict(list)
    for movement in CapitalMovement.objects.filter(project__in=found.order_by().values("pk")).values_list(
        "project_id", "kind", "unit", "value", named=True
    ):
        movements[movement.project_id].append(movement)
    rows = found.order_by(F("date_earliest").asc(nulls_last=True), "title").values_list(
        "pk", "reference", "qualifier", "value", "unit", named=True
    )
    return [
        Capital(
            row.pk,
            f"{Project.register()}:{row.reference}",
            row.qualifier,
            capital_of(row, movements[row.pk]),
            [(ledger.unit, ledger.disbursed) for ledger in running(movements[row.pk]) if ledger.disbursed],
        )
        for row in rows
    ]


def _largest(every: list[Capital], most: int) -> set[int]:
    """The keys of the projects that are the largest of their currency: the first of each, then the second of each …"""
    if len(every) <= most:
        return {one.key for one in every}
    by_unit: dict[str, list[tuple[Decimal, int]]] = defaultdict(list)
    for one in every:
        unit, value = max(one.registered or one.disbursed, key=lambda held: held[1], default=("", Decimal(0)))
        by_unit[unit].append((-value, one.key))
    ranked = [
        (unit == "", rank, key)  # those of which no amount is on record come last
        for unit, found in by_unit.items()
        for rank, (_value, key) in enumerate(sorted(found))
    ]
    return {key for _is_without, _rank, key in sorted(ranked)[:most]}


def _sums(sheet: Sheet, found: Iterable[Capital], name: str) -> tuple[Content, Content]:
    """What is registered and disbursed of some projects, in each currency by itself."""
    rows = list(found)
    registered = ((unit, value, [one.name], one.qualifier) for one in rows for unit, value in one.registered)
    disbursed = ((unit, value, [one.name], "exact") for one in rows for unit, value in one.disbursed)
    return (
        sheet.sums("registered", registered, of=name),
        sheet.sums("disbursed", disbursed, of=name),
    )


def _joined(contents: Iterable[Content]) -> Content:
    figures = [one for one in contents if isinstance(one, Figure)]
    if len(figures) == 1:
        return figures[0]
    pieces: list[str | Figure] = []
    for figure in figures:
        pieces += ["; ", figure] if pieces else [figure]
    return tuple(pieces)
