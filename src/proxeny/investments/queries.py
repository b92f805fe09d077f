"""Questions about investment projects, the movements of their capital, and calls for investment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from proxeny.investments.models import Call, CapitalMovement, Project
from proxeny.partners.models import Partner

# Registered capital stands while the licence does.
IN_STOCK = (
    Project.Status.LICENSED,
    Project.Status.UNDER_CONSTRUCTION,
    Project.Status.IN_OPERATION,
    Project.Status.IN_FORCE,
)

_SIGN = {
    CapitalMovement.Kind.NEW: 1,
    CapitalMovement.Kind.ADDED: 1,
    CapitalMovement.Kind.SHARE_PURCHASE: 1,
    CapitalMovement.Kind.REDUCED: -1,
    CapitalMovement.Kind.REVOKED: -1,
}


@dataclass(frozen=True)
class Entry:
    """One line of a ledger with the registered and the disbursed capital after it."""

    movement: CapitalMovement
    registered: Decimal
    disbursed: Decimal


@dataclass(frozen=True)
class Ledger:
    """The movements of a project's capital in one currency, the earliest first."""

    unit: str
    entries: tuple[Entry, ...]

    @property
    def registered(self) -> Decimal:
        """Registered capital after the last movement."""
        return self.entries[-1].registered if self.entries else Decimal(0)

    @property
    def disbursed(self) -> Decimal:
        """Capital paid in after the last movement."""
        return self.entries[-1].disbursed if self.entries else Decimal(0)


def _running(movements: Iterable[CapitalMovement]) -> list[Ledger]:
    entries: dict[str, list[Entry]] = defaultdict(list)
    for movement in movements:
        kept = entries[movement.unit]
        registered = kept[-1].registered if kept else Decimal(0)
        disbursed = kept[-1].disbursed if kept else Decimal(0)
        amount = movement.value or Decimal(0)
        if movement.kind == CapitalMovement.Kind.DISBURSED:
            disbursed += amount
        else:
            registered += _SIGN[CapitalMovement.Kind(movement.kind)] * amount
        kept.append(Entry(movement, registered, disbursed))
    return [Ledger(unit, tuple(lines)) for unit, lines in entries.items()]


def ledgers(project: Project) -> list[Ledger]:
    """A project's capital, movement by movement, a ledger for each currency. One SQL query.

    A new project, an increase and a share purchase add to the registered capital, a cut and a revocation take from it;
    disbursed capital is counted apart.
    """
    return _running(project.movements.order_by(F("date_earliest").asc(nulls_last=True), "id"))


@dataclass(frozen=True)
class Stock:
    """Registered capital of a partner's projects in force, in one currency; ``projects`` counts those with a value."""

    partner: Partner
    unit: str
    projects: int
    capital: Decimal


def stock_by_partner(*, visible_to: Any, kinds: Iterable[str] = (Partner.Kind.COUNTRY,)) -> list[Stock]:
    """Registered capital of the projects in force by partner and currency, the largest first in each currency.

    The ledger of a project gives its capital where it has one, else its value. A project of two countries counts in
    full for each, so the lines do not add up to a total. Three SQL queries.
    """
    projects = Project.objects.visible_to(visible_to).filter(status__in=IN_STOCK)
    capital: dict[int, list[tuple[str, Decimal]]] = {
        pk: [(unit, value or Decimal(0))]
        for pk, unit, value in projects.filter(value__isnull=False).values_list("pk", "unit", "value")
    }
    movements: dict[int, list[CapitalMovement]] = defaultdict(list)
    for movement in CapitalMovement.objects.filter(project__in=projects).exclude(kind=CapitalMovement.Kind.DISBURSED):
        movements[movement.project_id].append(movement)
    for pk, moved in movements.items():
        capital[pk] = [(ledger.unit, ledger.registered) for ledger in _running(moved)]
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
        .filter(Q(closes_latest__gte=on) | Q(closes_latest=None), status__in=[Call.Status.OPEN, Call.Status.IN_TALKS])
        .order_by(F("closes_latest").asc(nulls_last=True), "title")
    )
