"""Questions about aid given and received."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from proxeny.aid.models import Aid
from proxeny.partners.models import Partner

# What was only offered, or came to nothing, is no aid.
NOT_AID = (Aid.Status.OFFER, Aid.Status.LAPSED, Aid.Status.REFUSED)


@dataclass(frozen=True)
class Total:
    """Aid of one direction in one currency; an empty ``unit`` counts the records that give no sum, as gifts in kind."""

    direction: str
    unit: str
    records: int
    value: Decimal


def in_year(year: int, direction: str | None = None, *, visible_to: Any) -> QuerySet[Aid]:
    """Aid dated to a year, the earliest first; offers, lapsed and refused aid left out. Two SQL queries."""
    found = (
        Aid.objects.visible_to(visible_to)
        .filter(date_earliest__lte=date(year, 12, 31), date_latest__gte=date(year, 1, 1))
        .exclude(status__in=NOT_AID)
    )
    if direction is not None:
        found = found.filter(direction=direction)
    return found.order_by("date_earliest", "title").prefetch_related("partners")  # type: ignore[no-any-return]


def totals(rows: QuerySet[Aid]) -> list[Total]:
    """Sums by direction and currency, never across currencies; records without a sum are counted under an empty unit.

    One SQL query.
    """
    sums: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for direction, unit, value in rows.order_by().values_list("direction", "unit", "value"):
        sums[direction, unit if value is not None else ""].append(value or Decimal(0))
    return [
        Total(direction, unit, len(values), sum(values, Decimal(0)))
        for (direction, unit), values in sorted(sums.items())
    ]


def with_partner(partner: Partner, *, visible_to: Any) -> QuerySet[Aid]:
    """Aid from and to a partner, the latest first."""
    return (  # type: ignore[no-any-return]
        Aid.objects.visible_to(visible_to)
        .filter(partners=partner)
        .order_by(F("date_earliest").desc(nulls_last=True), "title")
    )


def sums_of_transactions(aid: Aid) -> list[tuple[str, str, Decimal]]:
    """What was committed and what was disbursed: (kind in words, currency, sum). One SQL query."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for transaction in aid.transactions.all():
        sums[transaction.get_kind_display(), transaction.unit] += transaction.value or Decimal(0)
    return [(kind, unit, value) for (kind, unit), value in sums.items()]
