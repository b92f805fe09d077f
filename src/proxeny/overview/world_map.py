"""The world by partner: countries shaded by a measure, partner cities as points, and the table behind the picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proxeny.agreements.models import Agreement
from proxeny.charts import drawing, specs
from proxeny.core import wording
from proxeny.core.home import home_name, home_place
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.indicators.models import Observation
from proxeny.investments.models import Project
from proxeny.overview import observed
from proxeny.overview.tiles import in_year
from proxeny.partners.models import Partner

Words = str | Promise


@dataclass(frozen=True)
class Measure:
    """What a map shades by: records of a register (``model``) or the latest value of an indicator.

    ``to_date`` counts everything up to the end of the year instead of the year alone.
    ``is_stock``: the indicator is a state at a day, not a flow over a period.
    """

    key: str
    label: Words
    model: Any = None
    date_field: str = ""
    to_date: bool = False
    indicator: str = ""
    is_stock: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure("delegations", _("Delegations both ways"), Delegation, "dates"),
    Measure("agreements", _("Agreements signed to date"), Agreement, "signed", to_date=True),
    Measure("events", _("Events"), Event, "dates"),
    Measure("projects", _("Investment projects to date"), Project, "date", to_date=True),
    Measure("fdi", _("FDI stock"), indicator="fdi_stock", is_stock=True),
    Measure("exports", _("Exports"), indicator="exports"),
    Measure("visitors", _("Visitors"), indicator="visitors_international"),
)


def measure_of(key: str) -> Measure:
    """The measure of a key; the first for an unknown one."""
    return next((measure for measure in MEASURES if measure.key == key), MEASURES[0])


@dataclass
class World:
    """The picture and its table: rows of country, address and value, the largest first."""

    measure: Measure
    specification: dict[str, Any] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def description(self) -> str:
        """What the picture shows, in words."""
        said = "; ".join(f"{row['label']}: {row['shown']}" for row in self.rows[:5])
        return f"{self.measure.label}. {said}"


def _records(measure: Measure, year: int, person: Any) -> QuerySet[Any]:
    rows = measure.model.objects.visible_to(person)
    if measure.to_date:
        return rows.filter(**{f"{measure.date_field}_earliest__lte": date(year, 12, 31)})
    return in_year(rows, measure.date_field, year)


def _counts(measure: Measure, year: int, person: Any, key: str) -> dict[Any, int]:
    """Records by country (``country``) or partner (``pk``) of the partners that the person may see. One SQL query."""
    clearance = getattr(person, "clearance", 0)
    name = f"partners__{key}"
    rows = _records(measure, year, person).filter(partners__mark__lte=clearance).order_by()
    return dict(rows.values_list(name).annotate(n=Count("pk", distinct=True)).values_list(name, "n"))


def _latest(measure: Measure, year: int, person: Any) -> list[Observation]:
    """The newest observation of each country up to the end of a year. One SQL query, two where values are closed."""
    rows = (
        Observation.objects.visible_to(person)
        .filter(
            indicator=measure.indicator,
            partner__kind=Partner.Kind.COUNTRY,
            partner__mark__lte=getattr(person, "clearance", 0),
            period_latest__lte=date(year, 12, 31),
        )
        .exclude(status=Observation.Status.TARGET)
        .select_related("partner")
        .order_by("partner", "-period_latest", "status")
    )
    everything = [row for row in rows if row.value is not None]
    unit = observed.usual_unit(everything)
    everything = [row for row in everything if row.unit == unit]
    if not measure.is_stock:  # a part of a year does not compare with a year
        everything.sort(key=lambda row: not observed.is_whole_year(row))
    best: dict[int, Observation] = {}
    for row in everything:
        best.setdefault(row.partner_id, row)
    return list(best.values())


def world(measure: Measure, year: int, *, visible_to: Any, language: str) -> World:
    """The world by a measure for a year. Three SQL queries for registers, two for indicators."""
    places = list(
        Partner.objects.visible_to(visible_to)
        .filter(Q(kind=Partner.Kind.COUNTRY) | Q(latitude__isnull=False, longitude__isnull=False))
        .only("kind", "reference", "name", "name_vi", "country", "latitude", "longitude")
        .order_by("pk")
    )
    countries = {place.country: place for place in reversed(places) if place.kind == Partner.Kind.COUNTRY}
    values: dict[str, specs.Row] = {}
    here: dict[int, int] = {}
    if measure.indicator:
        for row in _latest(measure, year, visible_to):
            assert row.partner is not None
            words = wording.in_words(
                row.value or Decimal(0), row.unit, language, high=row.high, qualifier=row.qualifier
            )
            values[row.partner.country] = _row(
                row.partner.country,
                countries,
                language,
                float(row.value or 0),
                f"{words} · {edtf_in_words(row.period, language, short=True)}",
            )
    else:
        for country, count in _counts(measure, year, visible_to, "country").items():
            if country and country != settings.PROXENY_HOME_COUNTRY:
                values[country] = _row(
                    country, countries, language, float(count), wording.number(Decimal(count), language)
                )
        here = _counts(measure, year, visible_to, "pk")
    spots = [
        specs.Spot(
            name=place.local_name,
            longitude=place.longitude,
            latitude=place.latitude,
            url=place.get_absolute_url(),
            shown=f"{measure.label}: {here[place.pk]}" if place.pk in here else "",
        )
        for place in places
        if place.latitude is not None and place.longitude is not None and place.country != settings.PROXENY_HOME_COUNTRY
    ]
    home = home_place()
    if home is not None:
        spots.append(specs.Spot(name=home_name(language), latitude=home[0], longitude=home[1], home=True))
    found = World(measure)
    found.specification = drawing.vega(specs.world(values, spots, outlines=drawing.outlines(on_page=True)))
    top = max((row["value"] for row in values.values()), default=0) or 1
    found.rows = sorted(
        ({**row, "part": row["value"] / top * 100} for row in values.values()),
        key=lambda row: (-row["value"], row["label"]),
    )
    return found


def _row(country: str, countries: dict[str, Partner], language: str, value: float, shown: str) -> specs.Row:
    place = countries.get(country)
    return specs.Row(
        label=wording.country_name(country, language),
        value=value,
        shown=shown,
        url=place.get_absolute_url() if place is not None else f"{reverse('partners:list')}?country={country}",
    )
