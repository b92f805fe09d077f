"""Foreign investment by partner and by sector for any period: the annexes A6 and A5 of a periodic report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.investments import stock
from proxeny.investments.ledgers import ADDED, NEW, REDUCED, SHARE_PURCHASE, capital_of, running
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


def breakdown(first: date, last: date, *, by: By, visible_to: Any, unit: str = "USD") -> Breakdown:
    """What was new, raised and bought between two days, both included, and the stock on the last, by partner or sector.

    A movement counts if its whole date lies in the period. The stock is of projects in force today. Two SQL queries by
    sector, four by partner.
    """
    rows = CapitalMovement.objects.visible_to(visible_to).filter(
        unit=unit, date_earliest__range=(first, last), date_latest__lte=last, kind__in=FLOWS
    )
    lines: dict[Any, Line] = {}
    total = Line(str(_("total")))

    def line_of(key: Any) -> Line:
        return lines.setdefault(key, Line(str(_("not known"))))

    if by == "sector":
        for row in _flows(rows.annotate(group=F("project__sector")), "group"):
            line_of(row["group"]).flows[row["kind"]] = _recorded(row)
            total.flows[row["kind"]] = total.flow(row["kind"]) + _recorded(row)
        for sector, held in stock.by_sector(unit, last, visible_to=visible_to).items():
            line_of(sector).stock = held
            total.stock = total.stock + held
        for sector, line in lines.items():
            line.sector, line.name = sector, sector.replace("_", " ") or line.name
    else:
        countries: Any = Partner.objects.visible_to(visible_to).filter(kind=Partner.Kind.COUNTRY)
        known = {country.pk: country for country in countries}
        # + 0: else a movement costs a search of the index for each country, not one for all
        for row in _flows(rows.annotate(place=F("project__partners") + 0).filter(place__in=list(known)), "place"):
            line_of(row["place"]).flows[row["kind"]] = _recorded(row)
        # a project may have two partners, so that the total is not that of the lines
        links: Any = Project.partners.through.objects.filter(project=OuterRef("project"))
        placed = Exists(links.annotate(place=F("partner") + 0).filter(place__in=list(known)))
        for row in _flows(rows.annotate(is_placed=placed), "is_placed"):
            total.flows[row["kind"]] = total.flow(row["kind"]) + _recorded(row)
            if not row["is_placed"]:
                line_of(None).flows[row["kind"]] = _recorded(row)
        in_force = stock.by_partner(unit, last, known, visible_to=visible_to)
        line_of(None).stock, total.stock = in_force.nowhere, in_force.total
        for key, of_partner in in_force.by_partner.items():
            line_of(key).stock = of_partner
        for key, line in lines.items():
            if key is not None:
                line.partner, line.name = known[key], str(known[key])
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
