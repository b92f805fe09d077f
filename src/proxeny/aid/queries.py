"""Questions about aid given and received."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from proxeny.aid.models import Aid, Transaction
from proxeny.aid.states import DECIDE, START
from proxeny.aid.sums import Sums
from proxeny.partners.models import Partner
from proxeny.procedures.models import Case, Step
from proxeny.procedures.office import said
from proxeny.procedures.panel import Cited, cited

# What was only offered, or came to nothing, is no aid.
NOT_AID = (
    Aid.Status.OFFER, Aid.Status.DOSSIER, Aid.Status.APPRAISAL, Aid.Status.LAPSED, Aid.Status.REFUSED,
)  # fmt: skip


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


@dataclass(frozen=True)
class Lapsing:
    """Approved aid whose work has not begun: the step that waits, its rule, the day on which approval may lapse."""

    step: Step
    day: date
    rule: str
    cited: Cited

    def is_past(self, on: date) -> bool:
        """Whether approval may be withdrawn on a day."""
        return self.day < on


def lapsing(aid: Aid) -> Lapsing | None:
    """Until when the work of approved aid is to begin, by the rules of its open case; ``None`` where no rule says.

    The number of months and its source are the rule pack's. Two SQL queries.
    """
    step = _waiting().filter(case__in=Case.objects.about(aid)).select_related("case").first()
    return _lapsing(step) if step is not None else None


def _waiting() -> QuerySet[Step]:
    """Steps of open cases of aid in which approval was given and work is still to begin."""
    return Step.objects.filter(  # type: ignore[no-any-return]
        case__register="aid", case__closed_on=None, key=START, due__isnull=False, outcome__in=("", "returned")
    ).filter(Exists(Step.objects.filter(case=OuterRef("case"), key=DECIDE, outcome=Step.Outcome.DONE)))


def _lapsing(step: Step) -> Lapsing | None:
    rule = step.case.rulebook.step(step.key)
    if rule is None or step.due is None:
        return None
    return Lapsing(step, step.due, said(rule.rule), cited(rule.citation))


def lapsing_between(first: date, last: date, *, visible_to: Any) -> list[tuple[Aid, Lapsing]]:
    """Aid whose approval may lapse in a stretch of time, the soonest first. Two SQL queries."""
    aid = Aid.objects.visible_to(visible_to)
    steps = _waiting().filter(due__range=(first, last), case__object_id__in=aid.order_by().values("pk"))
    found = list(steps.select_related("case").order_by("due", "pk"))
    rows = {row.pk: row for row in aid.filter(pk__in=[step.case.object_id for step in found])}
    return [
        (rows[step.case.object_id], known)
        for step in found
        if step.case.object_id in rows and (known := _lapsing(step)) is not None
    ]


@dataclass
class DonorRow:
    """Annex A7 for one donor and type of aid: the money of a year in each currency, and what came in kind.

    ``stated`` sums what sources say of aid without transactions, by currency; ``in_kind`` values of goods.
    """

    donor: str
    type: str
    records: int = 0
    sums: Sums = field(default_factory=Sums)
    stated: dict[str, Decimal] = field(default_factory=dict)
    in_kind: dict[str, Decimal] = field(default_factory=dict)
    goods: int = 0


def by_donor(year: int, direction: str, *, visible_to: Any) -> list[DonorRow]:
    """Aid of a year by donor (or receiver, where it is given) and the decree's type. Three SQL queries.

    Transactions count in the year of their value date; goods, and values that sources state without a transaction, in
    that of the aid. Aid of several donors is one line of all their names, so that nothing is counted twice. Offers,
    and what was refused or lapsed, are left out.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    in_time = Q(date_earliest__lte=last, date_latest__gte=first)
    moved = Transaction.objects.filter(date_earliest__gte=first, date_latest__lte=last)
    rows = (
        Aid.objects.visible_to(visible_to)
        .filter(in_time | Q(pk__in=moved.values("aid")), direction=direction)
        .exclude(status__in=NOT_AID)
        .prefetch_related(Prefetch("partners", Partner.objects.visible_to(visible_to)), "transactions")
    )
    table: dict[tuple[str, str], DonorRow] = {}
    for aid in rows:
        donor = "; ".join(sorted(str(partner) for partner in aid.partners.all())) or "–"
        row = table.setdefault((donor, aid.type), DonorRow(donor, aid.get_type_display()))
        _count_in(row, aid, first, last)
    return sorted(table.values(), key=lambda row: (row.donor == "–", row.donor, row.type))


def _count_in(row: DonorRow, aid: Aid, first: date, last: date) -> None:
    row.records += 1
    transactions = list(aid.transactions.all())
    for one in transactions:
        day, until = one.date_earliest, one.date_latest
        if one.value is not None and day and until and first <= day and until <= last:
            row.sums.add(one.kind, one.unit, one.value, qualifier=one.qualifier, is_in_kind=one.is_in_kind)
    is_of_year = bool(aid.date_earliest and aid.date_latest and aid.date_earliest <= last and aid.date_latest >= first)
    if is_of_year and not transactions and aid.value is not None:
        row.stated[aid.unit] = row.stated.get(aid.unit, Decimal(0)) + aid.value
    if is_of_year and aid.in_kind_value is not None:
        row.in_kind[aid.in_kind_unit] = row.in_kind.get(aid.in_kind_unit, Decimal(0)) + aid.in_kind_value
    if is_of_year and (aid.items or aid.in_kind_value is not None):
        row.goods += 1
