"""From promise to capital: what memoranda and promises at events and with partners became, and in how many days.

Nothing is summed across currencies, and what nobody stated is counted as not stated, never as nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any, Literal
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, Sum
from django.utils.translation import gettext as _

from proxeny.core.records import Record
from proxeny.investments import origins
from proxeny.investments.ledgers import DISBURSED, NEW, REGISTERS, ZERO
from proxeny.investments.models import CapitalMovement, Lead, Project, Promise
from proxeny.investments.models.leads import Stage
from proxeny.partners.models import Partner

By = Literal["origin", "partner", "channel"]
Amounts = dict[str, Decimal]
_ADDS = [kind for kind, sign in REGISTERS.items() if sign > 0]
_TAKES = [kind for kind, sign in REGISTERS.items() if sign < 0]


@dataclass
class Line:
    """What came of one event, delegation, partner or channel.

    ``promised``, ``registered`` and ``disbursed`` are by currency; ``unstated`` counts promises without an amount,
    ``unregistered`` licences without capital on record, ``undisbursed`` projects of which nothing is paid in on record.
    """

    name: str
    key: str = ""
    record: Record | None = None
    by: By = "origin"
    enquiries: int = 0
    promises: int = 0
    unstated: int = 0
    promised: Amounts = field(default_factory=lambda: defaultdict(Decimal))
    licences: int = 0
    unregistered: int = 0
    registered: Amounts = field(default_factory=lambda: defaultdict(Decimal))
    undisbursed: int = 0
    disbursed: Amounts = field(default_factory=lambda: defaultdict(Decimal))
    lost: int = 0
    to_licence: list[int] = field(default_factory=list)
    to_money: list[int] = field(default_factory=list)

    @property
    def filter(self) -> str:
        """The query of the list of enquiries that shows those of the line; empty for what is not known."""
        if not self.key:
            return ""
        if self.key.startswith("partners:") and isinstance(self.record, Partner) and self.by == "partner":
            return urlencode({"partner": self.record.reference})
        return urlencode({"origin" if self.by == "origin" else "channel": self.key})

    @property
    def currencies(self) -> list[str]:
        """Every currency of the line."""
        return sorted({*self.promised, *self.registered, *self.disbursed})

    @property
    def amounts(self) -> list[tuple[str, Decimal | None, Decimal | None, Decimal | None]]:
        """(currency, promised, registered, disbursed); ``None`` where nothing is on record."""
        return [
            (unit, self.promised.get(unit), self.registered.get(unit), self.disbursed.get(unit))
            for unit in self.currencies
        ]

    @property
    def days_to_licence(self) -> int | None:
        """The median number of days from the first promise (or enquiry) to the licence."""
        return round(median(self.to_licence)) if self.to_licence else None

    @property
    def days_to_money(self) -> int | None:
        """The median number of days from the licence to the first capital paid in."""
        return round(median(self.to_money)) if self.to_money else None


@dataclass(frozen=True)
class _Facts:
    """What is known of all leads at once, by key."""

    promises: dict[int, list[tuple[str, Decimal | None]]]
    first_promise: dict[int, date | None]
    capital: dict[int, list[tuple[str, Decimal, Decimal]]]
    stated: dict[int, tuple[str, Decimal]]
    licensed: dict[int, date | None]
    first_paid: dict[int, date | None]


def _facts(leads: Any, visible_to: Any) -> _Facts:
    promises: dict[int, list[tuple[str, Decimal | None]]] = defaultdict(list)
    for lead, unit, value in Promise.objects.filter(lead__in=leads).values_list("lead", "unit", "value"):
        promises[lead].append((unit, value))
    first_promise = dict(
        Promise.objects.filter(lead__in=leads).order_by().values_list("lead").annotate(first=Min("date_earliest"))
    )
    with_project = leads.filter(project__isnull=False).order_by().values("project")
    projects: Any = Project.objects.visible_to(visible_to).filter(pk__in=with_project).order_by()
    capital: dict[int, list[tuple[str, Decimal, Decimal]]] = defaultdict(list)
    paid: dict[int, date | None] = {}
    amounts = (
        CapitalMovement.objects.filter(project__in=projects.values("pk"), kind__in=[*REGISTERS, DISBURSED])
        .order_by()
        .values_list("project", "unit")
        .annotate(
            added=Sum("value", filter=Q(kind__in=_ADDS)),
            taken=Sum("value", filter=Q(kind__in=_TAKES)),
            disbursed=Sum("value", filter=Q(kind=DISBURSED)),
            beginnings=Count("pk", filter=Q(kind=NEW)),
            first_paid=Min("date_earliest", filter=Q(kind=DISBURSED)),
        )
    )
    for project, unit, added, taken, disbursed, beginnings, first_paid in amounts:
        registered = (added or ZERO) - (taken or ZERO) if beginnings else ZERO
        capital[project].append((unit, registered, disbursed or ZERO))
        if first_paid is not None:
            paid[project] = min(first_paid, paid.get(project) or first_paid)
    licensed, stated = {}, {}
    for pk, unit, value, first, last in projects.values_list("pk", "unit", "value", "date_earliest", "date_latest"):
        licensed[pk] = first if first == last else None
        if value is not None:
            stated[pk] = (unit, value)
    return _Facts(promises, first_promise, capital, stated, licensed, paid)


def conversion(*, by: By, visible_to: Any, year: int | None = None) -> list[Line]:
    """What the enquiries became, by what they came from; of those received or promised in a year, if one is asked for.

    An enquiry of two partners counts in full for each, so that lines by partner do not add up. Eight SQL queries, one
    more for each register that enquiries name.
    """
    seen: Any = Lead.objects.visible_to(visible_to)
    leads = seen
    if year is not None:
        begun, over = date(year, 1, 1), date(year, 12, 31)
        promised = Promise.objects.filter(date_earliest__lte=over, date_latest__gte=begun)
        received = Q(received_earliest__lte=over, received_latest__gte=begun)
        leads = seen.filter(received | Q(pk__in=promised.values("lead")))
    facts = _facts(leads, visible_to)
    groups = _groups(leads, by, visible_to)
    lines: dict[str, Line] = {}
    rows = leads.order_by().values_list("pk", "stage", "project", "received_earliest", "received_latest")
    for pk, stage, project, first, last in rows:
        for key, name, record in groups.get(pk, [("", str(_("not known")), None)]):
            line = lines.setdefault(key, Line(name, key, record, by))
            _count(line, pk, stage, project, first if first == last else None, facts)
    return sorted(lines.values(), key=lambda line: (not line.key, -line.promises, -line.enquiries, line.name))


def _count(line: Line, lead: int, stage: str, project: int | None, received: date | None, facts: _Facts) -> None:
    line.enquiries += 1
    line.lost += stage == Stage.LOST
    for unit, value in facts.promises.get(lead, ()):
        line.promises += 1
        if value is None:
            line.unstated += 1
        else:
            line.promised[unit] += value
    if project is None or project not in facts.licensed:
        return
    line.licences += 1
    held = [(unit, registered) for unit, registered, _paid in facts.capital.get(project, ()) if registered]
    held = held or ([facts.stated[project]] if project in facts.stated else [])
    line.unregistered += not held
    for unit, registered in held:
        line.registered[unit] += registered
    paid = [(unit, amount) for unit, _held, amount in facts.capital.get(project, ()) if amount]
    line.undisbursed += not paid
    for unit, amount in paid:
        line.disbursed[unit] += amount
    licensed, begun = facts.licensed[project], facts.first_promise.get(lead) or received
    if licensed and begun:
        line.to_licence.append((licensed - begun).days)
    if licensed and (first_paid := facts.first_paid.get(project)):
        line.to_money.append((first_paid - licensed).days)


Groups = dict[int, list[tuple[str, str, Record | None]]]


def _groups(leads: Any, by: By, visible_to: Any) -> Groups:
    """What each lead belongs to: (key, name, record); leads that belong to nothing visible are left out."""
    if by == "channel":
        labels = dict(Lead.Channel.choices)
        return {pk: [(name, str(labels[name]), None)] for pk, name in leads.order_by().values_list("pk", "channel")}
    found: Groups = defaultdict(list)
    if by == "origin":
        keys = dict(leads.exclude(origin="").order_by().values_list("pk", "origin"))
        records = origins.named(keys.values(), visible_to=visible_to)
        for pk, key in keys.items():
            if key in records:
                found[pk].append((key, str(records[key]), records[key]))
        return found
    partners: Any = Partner.objects.visible_to(visible_to).filter(leads__in=leads).distinct().in_bulk()
    links: Iterable[tuple[int, int]] = Lead.partners.through.objects.filter(lead__in=leads).values_list(
        "lead_id", "partner_id"
    )
    for lead, partner in links:
        if partner in partners:
            record = partners[partner]
            found[lead].append((f"partners:{record.reference}", str(record), record))
    return found
