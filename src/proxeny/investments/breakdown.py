"""Foreign investment by partner and by sector for any period: the annexes A6 and A5 of a periodic report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.investments.ledgers import ADDED, NEW, REDUCED, REVOKED, SHARE_PURCHASE, capital_of, running
from proxeny.investments.models import CapitalMovement, Project
from proxeny.investments.totals import Recorded
from proxeny.partners.models import Partner

By = Literal["partner", "sector"]
ZERO = Decimal(0)
FLOWS = (NEW, ADDED, SHARE_PURCHASE, REDUCED)


@dataclass
class Line:
    """One partner or sector: what moved in the period by kind, and the stock at its end.

    ``partner`` is set for a country; ``sector`` for a sector; both are empty for projects of which it is not known,
    and in the total.
    """

    name: str
    partner: Partner | None = None
    sector: str = ""
    flows: dict[str, Recorded] = field(default_factory=dict)
    stock: Recorded = field(default_factory=Recorded)
    base_url: str = ""

    def flow(self, kind: str) -> Recorded:
        """Of one kind; nothing where nothing moved."""
        return self.flows.get(kind, Recorded())

    @property
    def new(self) -> Recorded:
        """Newly registered."""
        return self.flow(NEW)

    @property
    def added(self) -> Recorded:
        """Raised."""
        return self.flow(ADDED)

    @property
    def purchased(self) -> Recorded:
        """By share purchase."""
        return self.flow(SHARE_PURCHASE)

    @property
    def reduced(self) -> Recorded:
        """Cut; apart from the total, as publishers state it."""
        return self.flow(REDUCED)

    @property
    def total(self) -> Recorded:
        """New, added and by share purchase together."""
        return self.new + self.added + self.purchased

    @property
    def cells(self) -> list[tuple[str, Recorded, str]]:
        """(heading, number and amount, list of what it counts) of every column of a page."""
        kinds = {NEW: (_("New"), self.new), ADDED: (_("Raised"), self.added)}
        kinds[SHARE_PURCHASE] = (_("By share purchase"), self.purchased)
        found = [(str(words), one, self._url(kind)) for kind, (words, one) in kinds.items()]
        found.append((_("All three"), self.total, self._url(*kinds)))
        found.append((_("Reduced"), self.reduced, self._url(REDUCED)))
        found.append((_("In force"), self.stock, ""))
        return found

    def _url(self, *kinds: str) -> str:
        if not self.base_url:
            return ""
        return self.base_url + "&" + urlencode([("kind", kind) for kind in kinds])

    @property
    def is_empty(self) -> bool:
        """Whether there is neither flow nor stock."""
        return not self.stock.number and not any(one.number for one in self.flows.values())


@dataclass
class Breakdown:
    """The lines, the largest stock and flow first, and the total, which counts a project of two countries once."""

    by: By
    first: date
    last: date
    unit: str
    lines: list[Line]
    total: Line


def _flows(rows: QuerySet[CapitalMovement], *group: str) -> list[dict[str, Any]]:
    return list(
        rows.order_by()
        .values(*group, "kind")
        .annotate(number=Sum("count"), amount=Sum("value"), rows=Count("pk"), valued=Count("value"))
    )


def _recorded(row: dict[str, Any]) -> Recorded:
    return Recorded(row["number"] or 0, row["amount"] or ZERO, row["rows"] - row["valued"])


def _stock(projects: QuerySet[Project], unit: str, last: date, *group: str) -> list[dict[str, Any]]:
    """Number and registered capital of projects in force on a day, by group: from ledgers, else as stated.

    The ledger of each is summed beside it and the sums are grouped: joined, the database would sort all movements.
    """
    moved = CapitalMovement.objects.filter(project=OuterRef("pk"), unit=unit, date_latest__lte=last).order_by()
    begun = Exists(moved.filter(kind=NEW))
    stated = Q(unit=unit, value__isnull=False, date_earliest__lte=last)
    capital: Any = CapitalMovement._meta.get_field("value")
    signed = Case(When(kind__in=[NEW, ADDED], then=F("value")), default=-F("value"), output_field=capital)
    registering = moved.filter(kind__in=[NEW, ADDED, REDUCED, REVOKED]).values("project")
    by_ledger = Subquery(registering.annotate(sum=Sum(signed)).values("sum"), output_field=capital)
    held = Case(When(begun, then=by_ledger), When(stated, then=F("value")), output_field=capital)
    in_force = Case(When(begun, then=1), When(stated, then=1))
    return list(
        projects.order_by().annotate(held=held, in_force=in_force).values(*group)
        .annotate(number=Count("in_force"), amount=Sum("held"))
    )  # fmt: skip


def breakdown(first: date, last: date, *, by: By, visible_to: Any, unit: str = "USD") -> Breakdown:
    """What was new, raised and bought between two days, both included, and the stock on the last, by partner or sector.

    A movement counts if its whole date lies in the period. The stock is of projects in force today. Two SQL queries by
    sector, eight by partner.
    """
    seen: Any = Project.objects.visible_to(visible_to)
    rows = CapitalMovement.objects.visible_to(visible_to).filter(
        unit=unit, date_earliest__gte=first, date_latest__lte=last, kind__in=FLOWS
    )
    stock: Any = seen.filter(status__in=Project.IN_STOCK)
    lines: dict[Any, Line] = {}

    def add(key: Any, name: str, flows: list[dict[str, Any]], stocks: list[dict[str, Any]], group: str) -> None:
        for row, is_flow in [*((row, True) for row in flows), *((row, False) for row in stocks)]:
            place = row[group] if group else key
            line = lines.setdefault(place, Line(name))
            if is_flow:
                line.flows[row["kind"]] = _recorded(row)
            else:
                line.stock = line.stock + Recorded(row["number"], row["amount"] or ZERO)

    if by == "sector":
        flows = _flows(rows.annotate(group=F("project__sector")), "group")
        stocks = _stock(stock.annotate(group=F("sector")), unit, last, "group")
        add("", "", flows, stocks, "group")
        for sector, line in lines.items():
            line.sector, line.name = sector, sector.replace("_", " ") or str(_("not known"))
    else:
        countries: Any = Partner.objects.visible_to(visible_to).filter(kind=Partner.Kind.COUNTRY)
        keys = list(countries.values_list("pk", flat=True))
        of_country = Q(project__partners__in=keys)
        add(None, "", _flows(rows.filter(of_country), "project__partners"), [], "project__partners")
        held = stock.filter(partners__in=keys)
        add(None, "", [], _stock(held, unit, last, "partners"), "partners")
        placed = Project.partners.through.objects.filter(partner__in=keys).values("project")
        add(None, str(_("not known")), _flows(rows.exclude(project__in=placed)),
            _stock(stock.exclude(pk__in=placed).annotate(group=F("mark") * 0), unit, last, "group"), "")  # fmt: skip
        # a project may have two partners, so that the total is not that of the lines
        flows = _flows(rows)
        stocks = _stock(stock.annotate(group=F("mark") * 0), unit, last, "group")
        known = countries.in_bulk([key for key in lines if key])
        for key, line in lines.items():
            if key in known:
                line.partner, line.name = known[key], str(known[key])
    total = Line(str(_("total")))
    for row in flows:
        total.flows[row["kind"]] = total.flow(row["kind"]) + _recorded(row)
    for row in stocks:
        total.stock = total.stock + Recorded(row["number"], row["amount"] or ZERO)
    span = {"from": first.isoformat(), "to": last.isoformat(), "unit": unit}
    for line in [*lines.values(), total]:
        of = {"partner": line.partner.reference} if line.partner else {"sector": line.sector} if line.sector else {}
        if of or line is total:
            line.base_url = f"{reverse('investments-ledger')}?{urlencode(span | of)}"
    ordered = sorted(lines.values(), key=lambda one: (-one.total.amount, -one.stock.amount, one.name))
    return Breakdown(by, first, last, unit, [line for line in ordered if not line.is_empty], total)


@dataclass(frozen=True)
class AnnexLine:
    """A line of annex A5 on foreign investment: project, content, owner, capital, disbursed, place, result."""

    project: Project
    content: str
    owner: str
    registered: list[tuple[str, Decimal]]
    disbursed: list[tuple[str, Decimal]]
    place: str
    result: str


def annex_a5(first: date, last: date, *, visible_to: Any, limit: int = 500) -> list[AnnexLine]:
    """Projects licensed or with capital moved in a period, the earliest first. Two SQL queries."""
    moved = CapitalMovement.objects.filter(
        project=OuterRef("pk"), date_earliest__gte=first, date_latest__lte=last
    )
    projects: Any = (
        Project.objects.visible_to(visible_to)
        .filter(Q(date_earliest__gte=first, date_latest__lte=last) | Exists(moved))
        .exclude(status=Project.Status.SUPERSEDED)
        .order_by(F("date_earliest").asc(nulls_last=True), "title")
        .prefetch_related("movements")[:limit]
    )
    return [
        AnnexLine(
            project,
            project.sector.replace("_", " "),
            project.investor,
            capital_of(project, project.movements.all()),
            [(ledger.unit, ledger.disbursed) for ledger in running(project.movements.all()) if ledger.disbursed],
            project.place,
            str(project.get_status_display()),
        )
        for project in projects
    ]
