"""What the ledger's sums rest on: the projects of each partner and sector, and the statements of their movements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q

from proxeny.documents.models import Citation
from proxeny.investments.breakdown import FLOWS, Breakdown, Line, breakdown
from proxeny.investments.ledgers import ADDED, NEW, SHARE_PURCHASE
from proxeny.investments.models import CapitalMovement, Project
from proxeny.partners.models import Partner
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.evidence import STANDING

_COLUMN = {NEW: "new", ADDED: "raised", SHARE_PURCHASE: "purchased"}
_MOST = 12  # statements of movements that a figure is led back to; the projects have them all


@dataclass
class MovedIn:
    """What the figures of one column rest on: names of projects, statements of movements, how exact the amounts are."""

    projects: list[str]
    movements: list[int]
    statements: tuple[int, ...] = ()
    qualifier: str = "exact"


class Moved(dict[str, MovedIn]):
    """Of one partner or sector, by column (``new``, ``raised``, ``purchased``, ``all``, ``stock``)."""

    def of(self, column: str) -> MovedIn:
        """Of a column; nothing where nothing moved."""
        return self.get(column) or MovedIn([], [])

    def add(self, column: str, project: str, qualifier: str, movement: int | None = None) -> None:
        """One project, and the movement of it that counts here."""
        found = self.setdefault(column, MovedIn([], []))
        found.projects.append(project)
        if movement is not None:
            found.movements.append(movement)
        if qualifier != "exact":
            # of one amount the sum is as exact as that, of several it is about so much
            found.qualifier = qualifier if len(found.projects) == 1 else "about"
        elif found.qualifier != "exact":
            found.qualifier = "about"


class Capital:
    """The projects behind the flows of a period in one currency and the stock at its end. Four SQL queries."""

    def __init__(self, first: date, last: date, unit: str, *, visible_to: Any) -> None:
        self._groups: dict[tuple[str, Any], Moved] = defaultdict(Moved)
        seen: Any = Project.objects.visible_to(visible_to)
        moved = (
            CapitalMovement.objects.visible_to(visible_to)
            .filter(unit=unit, date_earliest__gte=first, date_latest__lte=last, kind__in=FLOWS)
            .order_by("-value", "pk")
            .values_list("pk", "kind", "qualifier", "project", "project__reference", "project__sector")
        )
        begun = Exists(
            CapitalMovement.objects.filter(project=OuterRef("pk"), unit=unit, date_latest__lte=last, kind=NEW)
        )
        stock = (
            seen.filter(status__in=Project.IN_STOCK)
            .filter(Q(begun) | Q(unit=unit, value__isnull=False, date_earliest__lte=last))
            .order_by("-value", "reference")
            .values_list("pk", "qualifier", "unit", "reference", "sector")
        )
        flows, stocks = list(moved), list(stock)
        countries = _countries_of([*(row[3] for row in flows), *(row[0] for row in stocks)], visible_to)
        for key, kind, qualifier, project, reference, sector in flows:
            column = _COLUMN.get(kind)
            if column is not None:
                for group in self._of(countries.get(project, ()), sector):
                    for one in (column, "all"):
                        group.add(one, f"investments:{reference}", qualifier, key)
        for project, qualifier, stated, reference, sector in stocks:
            for group in self._of(countries.get(project, ()), sector):
                group.add("stock", f"investments:{reference}", qualifier if stated == unit else "exact")
        self._lead_back(visible_to)

    def _of(self, countries: Iterable[int], sector: str) -> Iterable[Moved]:
        yield self._groups["", None]
        yield self._groups["sector", sector]
        for country in countries or (None,):
            yield self._groups["partner", country]

    def _lead_back(self, visible_to: Any) -> None:
        """The statements behind the movements, the first of each."""
        every = list({key for moved in self._groups.values() for one in moved.values() for key in one.movements})
        if not every:
            return
        cited = Citation.objects.filter(
            content_type=ContentType.objects.get_for_model(CapitalMovement),
            object_id__in=every,
            statement__status__in=STANDING,
            statement__document__mark__lte=getattr(visible_to, "clearance", 0),
        ).order_by("-statement_id")
        first = dict(cited.values_list("object_id", "statement_id"))
        for moved in self._groups.values():
            for one in moved.values():
                found = dict.fromkeys(first[key] for key in one.movements if key in first)
                one.statements = tuple(found)[:_MOST]

    def by_partner(self, line: Line) -> Moved:
        """Behind the line of a country, or of projects whose country is not known."""
        return self._groups["partner", line.partner.pk if line.partner is not None else None]

    def by_sector(self, line: Line) -> Moved:
        """Behind the line of a sector."""
        return self._groups["sector", line.sector]

    def total(self) -> Moved:
        """Behind the total, in which a project of two countries counts once."""
        return self._groups["", None]


def _countries_of(projects: Iterable[int], visible_to: Any) -> dict[int, list[int]]:
    """Project → its partners that are countries."""
    seen: Any = Partner.objects.visible_to(visible_to).filter(kind=Partner.Kind.COUNTRY)
    found: dict[int, list[int]] = defaultdict(list)
    wanted = set(projects)
    pairs = Project.partners.through.objects.filter(partner__in=seen).values_list("project", "partner")
    for project, partner in pairs:
        if project in wanted:
            found[project].append(partner)
    return found


def ledger_of(desk: Desk) -> Breakdown:
    """The ledger of the period by partner, asked once for chapter and annex."""
    if desk.ledger is None:
        desk.ledger = breakdown(desk.period.first, desk.period.last, by="partner", visible_to=desk.person)
    return desk.ledger


def capital_of(desk: Desk) -> Capital:
    """What the figures of the ledger rest on, asked once for chapter and annex."""
    if "capital" not in desk.asked:
        period = desk.period
        desk.asked["capital"] = Capital(period.first, period.last, ledger_of(desk).unit, visible_to=desk.person)
    found: Capital = desk.asked["capital"]
    return found
