"""What partners are compared by: records of a register, or what sources state of an indicator, for a year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet

from proxeny.agreements.models import Agreement
from proxeny.agreements.queries import in_force
from proxeny.aid.models import Aid
from proxeny.charts import observed
from proxeny.charts.captions import captions
from proxeny.charts.choosing import end_of
from proxeny.core import wording
from proxeny.core.lists.filters import within_year
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Citation, Statement
from proxeny.events.models import Event
from proxeny.indicators.models import Observation
from proxeny.investments.models import Project
from proxeny.partners.models import Partner

Rows = Callable[[int, Any], QuerySet[Any]]


def _in_year(model: Any, date_field: str) -> Rows:
    def rows(year: int, person: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.visible_to(person).filter(within_year(date_field, year))
        return found

    return rows


def _to_date(model: Any, date_field: str) -> Rows:
    def rows(year: int, person: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.visible_to(person).filter(
            **{f"{date_field}_earliest__lte": date(year, 12, 31)}
        )
        return found

    return rows


def _in_force(year: int, person: Any) -> QuerySet[Any]:
    return in_force(end_of(year), visible_to=person).prefetch_related(None)


@dataclass(frozen=True)
class Measure:
    """One measure: records (``rows`` of a year for a person) or the latest value of an ``indicator``.

    ``is_stock``: the indicator is a state at a day, not a flow over a period.
    """

    key: str
    rows: Rows | None = None
    indicator: str = ""
    is_stock: bool = False

    def label(self, language: str) -> str:
        """Its name in a language."""
        return captions(language).say(f"measure-{self.key}")


MEASURES: tuple[Measure, ...] = (
    Measure("delegations", _in_year(Delegation, "dates")),
    Measure("agreements_in_force", _in_force),
    Measure("agreements", _to_date(Agreement, "signed")),
    Measure("events", _in_year(Event, "dates")),
    Measure("projects", _to_date(Project, "date")),
    Measure("aid", _to_date(Aid, "date")),
    Measure("fdi", indicator="fdi_stock", is_stock=True),
    Measure("fdi_registered", indicator="fdi_registered"),
    Measure("exports", indicator="exports"),
    Measure("imports", indicator="imports"),
    Measure("trade", indicator="trade_turnover"),
    Measure("visitors", indicator="visitors_international"),
)


def measure_of(key: str) -> Measure:
    """The measure of a key; the first for an unknown one."""
    return next((measure for measure in MEASURES if measure.key == key), MEASURES[0])


@dataclass(frozen=True)
class Value:
    """What a measure says of a country. Where a source says it: ``period`` (EDTF) and the ``observation``'s key."""

    value: Decimal
    shown: str
    unit: str = "count"
    period: str = ""
    observation: int = 0


def by_country(measure: Measure, year: int, *, visible_to: Any, language: str) -> dict[str, Value]:
    """ISO alpha-2 → value, of the partners that a person may see. One SQL query, two where values are closed."""
    if measure.rows is None:
        return _stated(measure, year, visible_to, language)
    counts = _counts(measure.rows(year, visible_to), visible_to, "country")
    return {
        country: Value(Decimal(count), wording.number(Decimal(count), language))
        for country, count in counts.items()
        if country and country != settings.PROXENY_HOME_COUNTRY
    }


def by_partner(measure: Measure, year: int, *, visible_to: Any) -> dict[int, int]:
    """Partner's key → records, where a register is measured; of indicators nothing. One SQL query."""
    return {} if measure.rows is None else _counts(measure.rows(year, visible_to), visible_to, "pk")


def _counts(rows: QuerySet[Any], person: Any, key: str) -> dict[Any, int]:
    """Records by ``country`` or ``pk`` of their partners: from the links, so that the wide rows are not read."""
    to_partners: Any = rows.model._meta.get_field("partners")
    record = to_partners.m2m_field_name()
    links = to_partners.remote_field.through.objects.filter(
        **{f"{record}__in": rows.order_by().values("pk")}, partner__mark__lte=getattr(person, "clearance", 0)
    )
    name = f"partner__{key}"
    return dict(links.order_by().values_list(name).annotate(n=Count(record, distinct=True)).values_list(name, "n"))


def _latest_stated(measure: Measure, year: int, visible_to: Any) -> list[Observation]:
    """The newest observation of each country up to the end of a year, in the unit that most are in.

    One SQL query, two where values are closed. Targets are left out; so is home itself.
    """
    rows = (
        Observation.objects.visible_to(visible_to)
        .filter(
            indicator=measure.indicator,
            partner__kind=Partner.Kind.COUNTRY,
            partner__mark__lte=getattr(visible_to, "clearance", 0),
            period_latest__lte=date(year, 12, 31),
        )
        .exclude(status=Observation.Status.TARGET)
        .exclude(partner__country__in=["", settings.PROXENY_HOME_COUNTRY])
        .select_related("partner")
        .defer("note", "folded", "partner__note", "partner__folded")
        .order_by("partner", "-period_latest", "status")
    )
    everything = [row for row in rows if row.value is not None]
    unit = observed.usual_unit(everything)
    everything = [row for row in everything if row.unit == unit]
    if not measure.is_stock:  # a part of a year does not compare with a year
        everything.sort(key=lambda row: not observed.is_whole_year(row))
    best: dict[int, Observation] = {}
    for row in everything:
        best.setdefault(row.partner_id or 0, row)
    return list(best.values())


def _stated(measure: Measure, year: int, person: Any, language: str) -> dict[str, Value]:
    found = {}
    for row in _latest_stated(measure, year, person):
        assert row.partner is not None
        assert row.value is not None
        words = wording.in_words(row.value, row.unit, language, high=row.high, qualifier=row.qualifier)
        period = edtf_in_words(row.period, language, short=True)
        found[row.partner.country] = Value(row.value, f"{words} · {period}", row.unit, row.period, row.pk)
    return found


def publishers(observations: Iterable[int], *, visible_to: Any) -> list[str]:
    """Who published what some observations (by key) rest on, by name. One SQL query."""
    cited = Citation.objects.filter(
        content_type=ContentType.objects.get_for_model(Observation),
        object_id__in=list(observations),
        field="value",
        statement__status__in=(Statement.Status.ACCEPTED, Statement.Status.CORRECTED),
        statement__document__mark__lte=getattr(visible_to, "clearance", 0),
    )
    names = cited.order_by().values_list("statement__document__publisher", flat=True).distinct()
    return sorted(name for name in names if name)
