"""Questions about investment projects, the movements of their capital, and calls for investment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from proxeny.investments.ledgers import REGISTERS, Ledger, capital_of, running
from proxeny.investments.models import Call, CapitalMovement, Project
from proxeny.partners.models import Partner

IN_STOCK = Project.IN_STOCK


def ledgers(project: Project) -> list[Ledger]:
    """A project's capital, movement by movement, a ledger for each currency. One SQL query."""
    return running(project.movements.order_by(F("date_earliest").asc(nulls_last=True), "id"))


def with_ledgers(projects: Iterable[Project]) -> None:
    """Give each of some projects its ``ledgers_shown``. One SQL query."""
    rows = {project.pk: project for project in projects}
    movements: dict[int, list[CapitalMovement]] = defaultdict(list)
    for movement in CapitalMovement.objects.filter(project__in=rows).order_by(
        F("date_earliest").asc(nulls_last=True), "id"
    ):
        movements[movement.project_id].append(movement)
    for pk, project in rows.items():
        project.ledgers_shown = running(movements[pk])  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Stock:
    """Registered capital of a partner's projects in force, in one currency; ``projects`` counts those with a value."""

    partner: Partner
    unit: str
    projects: int
    capital: Decimal


def stock_by_partner(*, visible_to: Any, kinds: Iterable[str] = (Partner.Kind.COUNTRY,)) -> list[Stock]:
    """Registered capital of the projects in force by partner and currency, the largest first in each currency.

    The ledger of a project gives its capital where it has a beginning, else its value. A project of two countries
    counts in full for each, so the lines do not add up to a total. Three SQL queries.
    """
    projects = Project.objects.visible_to(visible_to).filter(status__in=IN_STOCK)
    capital = registered_of(projects)
    sums: dict[tuple[int, str], list[Decimal]] = defaultdict(list)
    partners: dict[int, Partner] = {}
    links = Partner.objects.visible_to(visible_to).filter(kind__in=list(kinds), projects__in=projects)
    for partner in links.annotate(of_project=F("projects")).order_by("name"):
        if partner.of_project in capital:
            partners[partner.pk] = partner
            for unit, value in capital[partner.of_project]:
                sums[partner.pk, unit].append(value)
    found = [Stock(partners[pk], unit, len(values), sum(values, Decimal(0))) for (pk, unit), values in sums.items()]
    return sorted(found, key=lambda stock: (stock.unit, -stock.capital, stock.partner.name))


def registered_of(projects: QuerySet[Project]) -> dict[int, list[tuple[str, Decimal]]]:
    """(currency, registered capital) of each of some projects; those without any are left out. Two SQL queries."""
    movements: dict[int, list[CapitalMovement]] = defaultdict(list)
    registering = CapitalMovement.objects.filter(project__in=projects, kind__in=list(REGISTERS))
    for movement in registering.order_by("project_id", F("date_earliest").asc(nulls_last=True), "id"):
        movements[movement.project_id].append(movement)
    capital = {}
    for project in projects.only("pk", "value", "unit").order_by():
        found = capital_of(project, movements.get(project.pk, ()))
        if found:
            capital[project.pk] = found
    return capital


def in_year(year: int, *, visible_to: Any) -> QuerySet[Project]:
    """Projects dated to a year, the earliest first; superseded ones are left out. Two SQL queries with partners."""
    return (  # type: ignore[no-any-return]
        Project.objects.visible_to(visible_to)
        .filter(date_earliest__lte=date(year, 12, 31), date_latest__gte=date(year, 1, 1))
        .exclude(status=Project.Status.SUPERSEDED)
        .order_by("date_earliest", "title")
        .prefetch_related("partners")
    )


def with_partner(partner: Partner, *, visible_to: Any) -> QuerySet[Project]:
    """Projects of a partner, the latest first; superseded ones are left out."""
    return (  # type: ignore[no-any-return]
        Project.objects.visible_to(visible_to)
        .filter(partners=partner)
        .exclude(status=Project.Status.SUPERSEDED)
        .order_by(F("date_earliest").desc(nulls_last=True), "title")
    )


def open_calls(on: date, *, visible_to: Any) -> QuerySet[Call]:
    """Calls that an investor may still answer on a day, the soonest to close first. One SQL query."""
    return (  # type: ignore[no-any-return]
        Call.objects.visible_to(visible_to)
        .filter(Q(closes_on_latest__gte=on) | Q(closes_on_latest=None), status=Call.Status.PUBLISHED)
        .order_by(F("closes_on_latest").asc(nulls_last=True), "title")
    )
