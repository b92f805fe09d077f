"""The yearly plan of trips abroad: what was planned with its cost, what was made of it, what was made besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from proxeny.delegations.models import CostLine, Delegation, Payer
from proxeny.partners.models import Partner, Person

State = Delegation.Status
# Decided and not undone: what counts as made once its days are over or it is reported.
_MADE = (State.UNDER_WAY, State.RETURNED, State.REPORTED, State.CLOSED)


@dataclass
class Money:
    """Sums of one currency: as estimated and as it came out, and the estimates by who pays."""

    currency: str
    estimate: Decimal = Decimal(0)
    actual: Decimal = Decimal(0)
    by_payer: dict[str, Decimal] = field(default_factory=dict)

    @property
    def payers(self) -> list[tuple[str, Decimal]]:
        """Who pays how much, in words."""
        return [(str(Payer(payer).label), value) for payer, value in self.by_payer.items() if value]


@dataclass
class Unit:
    """What one unit planned and made in a year; ``name`` is empty where none is stated."""

    name: str
    planned: int = 0
    made: int = 0
    unplanned: int = 0
    not_made: int = 0
    money: list[Money] = field(default_factory=list)


def of_year(year: int, *, visible_to: Any) -> QuerySet[Delegation]:
    """The trips in the plan of a year, and those that begin in it and are in no plan; sent abroad, not the received.

    A trip planned for a year and made in the next belongs to the plan of the first.
    """
    return (  # type: ignore[no-any-return]
        Delegation.objects.visible_to(visible_to)
        .filter(direction=Delegation.Direction.OUT)
        .filter(
            Q(plan_year=year) | Q(plan_year=None, dates_earliest__range=(date(year, 1, 1), date(year, 12, 31)))
        )
    )


def rows_of(year: int, *, visible_to: Any, unit: str | None = None) -> QuerySet[Delegation]:
    """The lines of the plan, by unit and first day, for a page. Four SQL queries with what their columns need."""
    rows = of_year(year, visible_to=visible_to)
    if unit is not None:
        rows = rows.filter(proposing_unit=unit)
    return rows.order_by("proposing_unit", "dates_earliest", "pk").prefetch_related(
        Prefetch("partners", Partner.objects.visible_to(visible_to)),
        Prefetch("led_by", Person.objects.visible_to(visible_to)),
        "legs",
    )


def units_of(year: int, on: date, *, visible_to: Any) -> list[Unit]:
    """Planned against made, and the money, unit by unit. Two SQL queries, however many trips."""
    made = Q(status__in=_MADE) | Q(status=State.APPROVED, dates_latest__lt=on)
    gone = Q(status__in=Delegation.NOT_MADE)
    planned = Q(plan_year=year) | Q(in_plan=True)
    counts = (
        of_year(year, visible_to=visible_to)
        .order_by("proposing_unit")
        .values("proposing_unit")
        .annotate(
            planned=Count("pk", filter=planned),
            made=Count("pk", filter=planned & made),
            unplanned=Count("pk", filter=~gone & Q(in_plan=False)),
            gone=Count("pk", filter=planned & gone),
        )
    )
    units = {
        row["proposing_unit"]: Unit(
            row["proposing_unit"], row["planned"], row["made"], row["unplanned"], row["gone"]
        )
        for row in counts
    }
    for name, money in _money(year, visible_to).items():
        units[name].money = money
    return list(units.values())


def _money(year: int, visible_to: Any) -> dict[str, list[Money]]:
    sums = (
        CostLine.objects.filter(delegation__in=of_year(year, visible_to=visible_to).order_by())
        .exclude(delegation__status__in=Delegation.NOT_MADE)
        .order_by("delegation__proposing_unit", "currency")
        .values("delegation__proposing_unit", "currency", "paid_by")
        .annotate(estimated=Sum("estimate"), came_to=Sum("actual"))
    )
    found: dict[str, dict[str, Money]] = {}
    for row in sums:
        money = found.setdefault(row["delegation__proposing_unit"], {}).setdefault(
            row["currency"], Money(row["currency"])
        )
        money.estimate += row["estimated"] or 0
        money.actual += row["came_to"] or 0
        if row["estimated"]:
            money.by_payer[row["paid_by"]] = money.by_payer.get(row["paid_by"], Decimal(0)) + row["estimated"]
    return {name: list(by_currency.values()) for name, by_currency in found.items()}


def total_of(units: list[Unit]) -> Unit:
    """All units together."""
    total = Unit("")
    by_currency: dict[str, Money] = {}
    for unit in units:
        total.planned += unit.planned
        total.made += unit.made
        total.unplanned += unit.unplanned
        total.not_made += unit.not_made
        for money in unit.money:
            sums = by_currency.setdefault(money.currency, Money(money.currency))
            sums.estimate += money.estimate
            sums.actual += money.actual
            for payer, value in money.by_payer.items():
                sums.by_payer[payer] = sums.by_payer.get(payer, Decimal(0)) + value
    total.money = list(by_currency.values())
    return total


def years_planned(*, visible_to: Any) -> list[int]:
    """The years for which something is planned, the latest first. One SQL query."""
    years = Delegation.objects.visible_to(visible_to).exclude(plan_year=None).order_by("-plan_year")
    return [year for year in years.values_list("plan_year", flat=True).distinct() if year is not None]
