"""What the page of a delegation shows beside its fields."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from proxeny.accounts.rights import can
from proxeny.delegations import queries
from proxeny.delegations.agenda import clashes_of
from proxeny.delegations.days import lies_outside, span_of
from proxeny.delegations.limits import limits_exceeded
from proxeny.delegations.models import CostLine, Delegation, VisitSheet
from proxeny.delegations.papers import PAPERS_OF
from proxeny.delegations.protocol import Rank, protocol
from proxeny.delegations.services import may_see_passports
from proxeny.delegations.services.cases import case_of
from proxeny.procedures.office import said
from proxeny.registers.naming import records_named


@dataclass(frozen=True)
class Total:
    """What the lines of a budget come to in one currency."""

    currency: str
    estimate: Decimal | None
    actual: Decimal | None


@dataclass(frozen=True)
class Arranged:
    """A line of the visit sheet: what is arranged, and what the rank gets by the protocol."""

    label: str
    arranged: str
    by_rank: str = ""
    is_verified: bool = False


def context_of(request: HttpRequest, delegation: Delegation) -> dict[str, Any]:
    """What the page adds. At most 30 SQL queries with those of the calendar, however many members there are."""
    person, today = request.user, timezone.localdate()
    case = case_of(delegation)
    sheet = VisitSheet.objects.filter(delegation=delegation).first()
    return {
        "outcomes": records_named(delegation.outcomes, visible_to=person),
        "is_late": queries.is_late(delegation, today),
        "owes_report": delegation.is_out and not delegation.reported and _is_back(delegation),
        "days_late": _days_late(delegation),
        "limits": limits_exceeded(delegation, case, visible_to=person),
        "trip_case": case if case is not None and case.is_open else None,
        "clashes": clashes_of(delegation, visible_to=person),
        "moved": _moved(delegation, case),
        "outside": _outside(delegation),
        "totals": totals_of(delegation),
        "sheet": sheet,
        "arranged": arranged(sheet) if sheet is not None else [],
        "sheet_rank": protocol().rank(sheet.rank) if sheet is not None else None,
        "may_see_passports": may_see_passports(person),  # type: ignore[arg-type]
        "printed": PAPERS_OF[delegation.direction],
        "may_print": can(person, "see"),
    }


def _is_back(delegation: Delegation) -> bool:
    return delegation.state in (Delegation.Status.UNDER_WAY, Delegation.Status.RETURNED)


def _days_late(delegation: Delegation) -> int:
    span = span_of(delegation.report_due)
    return max(0, (timezone.localdate() - span[1]).days) if span is not None else 0


def _moved(delegation: Delegation, case: Any) -> bool:
    """Whether the case turns on another day than the one on which the delegation now leaves."""
    span = delegation.span
    return bool(case and case.is_open and span and case.anchor and case.anchor != span[0])


def _outside(delegation: Delegation) -> list[str]:
    """What was entered for days that are no longer those of the delegation. Two SQL queries."""
    span = delegation.span
    if span is None:
        return []
    items = delegation.programme.exclude(day__range=span)
    legs = [leg for leg in delegation.legs.all() if lies_outside(leg.dates, delegation.dates)]
    return [f"{item.what} ({item.day.isoformat()})" for item in items[:10]] + [str(leg) for leg in legs]


def totals_of(delegation: Delegation) -> list[Total]:
    """The sums of the budget by currency. One SQL query."""
    found: dict[str, list[CostLine]] = defaultdict(list)
    for line in delegation.costs.all():
        found[line.currency].append(line)
    return [Total(currency, _sum(lines, "estimate"), _sum(lines, "actual")) for currency, lines in found.items()]


def _sum(lines: list[CostLine], name: str) -> Decimal | None:
    values = [value for line in lines if (value := getattr(line, name)) is not None]
    return sum(values, Decimal(0)) if values else None


def arranged(sheet: VisitSheet) -> list[Arranged]:
    """The lines of a visit sheet that say something, by the office or by the protocol."""
    rank: Rank | None = protocol().rank(sheet.rank)
    lines = []
    for name in ("arrives", "departs", *VisitSheet.ARRANGED, "interpreters", "flags", "note"):
        by_rank = said(rank.given[name]) if rank is not None and name in rank.given else ""
        value = getattr(sheet, name)
        if value or by_rank:
            label = str(VisitSheet._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            lines.append(Arranged(label, value, by_rank, rank is not None and rank.is_verified))
    return lines
