"""The world by partner: countries shaded by a measure of a year, partner cities as points, home marked.

The projection keeps areas; borders are as the data set of the outlines draws them, which a note says.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from proxeny.charts import drawing, specs
from proxeny.charts.captions import Captions, captions
from proxeny.charts.choosing import chosen, year_or_none, years_downward
from proxeny.charts.classes import classes
from proxeny.charts.measures import MEASURES, Measure, Value, by_country, by_partner, measure_of, publishers
from proxeny.charts.naming import partner_name
from proxeny.charts.picture import Column, Picture, picture
from proxeny.core import wording
from proxeny.core.home import home_name, home_place
from proxeny.core.period import days
from proxeny.partners.models import Partner

FIRST_YEAR = 1990
_MOST_SPOTS = 600


@picture("world")
def world(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``measure`` (see ``measures``) and ``year``. Four SQL queries of registers, three of indicators.

    Two more where values are closed.
    """
    say = captions(language)
    measure = measure_of(asked.get("measure", ""))
    this_year = timezone.localdate().year
    year = year_or_none(asked, "year") or this_year
    values = by_country(measure, year, visible_to=visible_to, language=language)
    here = by_partner(measure, year, visible_to=visible_to)
    places = list(
        Partner.objects.visible_to(visible_to)
        .filter(Q(kind=Partner.Kind.COUNTRY) | Q(latitude__isnull=False, longitude__isnull=False))
        .only("kind", "reference", "name", "name_vi", "country", "latitude", "longitude")
        .order_by("pk")[:_MOST_SPOTS]
    )
    countries = {place.country: place for place in reversed(places) if place.kind == Partner.Kind.COUNTRY}
    cities = [
        place for place in places
        if place.latitude is not None and place.longitude is not None and place.country != settings.PROXENY_HOME_COUNTRY
    ]  # fmt: skip
    title = say.say("world-title", measure=measure.label(language), year=str(year))
    rows = _rows(values, countries, cities, here, measure, language)
    choices = [
        chosen(asked, "measure", say.say("choice-measure"), [(one.key, one.label(language)) for one in MEASURES]),
        chosen(
            {"year": str(year)}, "year", say.say("choice-year"),
            years_downward(min(FIRST_YEAR, year), max(year, this_year + 1)),
        ),
    ]  # fmt: skip
    return Picture(
        key="world",
        title=title,
        description=_description(title, rows),
        specification=_drawn(values, rows, cities, title, language, on_page) if values else {},
        columns=[
            Column("place", say.say("column-place")),
            Column("kind", say.say("column-kind")),
            Column("value", measure.label(language), is_number=True),
            *([Column("period", say.say("column-period"))] if measure.indicator else []),
        ],
        rows=rows,
        sources=publishers([value.observation for value in values.values()], visible_to=visible_to)
        if measure.indicator and values
        else (),
        notes=[*older_note(say, values, year), say.say("note-outlines")],
        choices=choices,
        empty="" if values else say.say("world-empty", measure=measure.label(language), year=str(year)),
        parameters={"measure": measure.key, "year": str(year)},
    )


def older_note(say: Captions, values: Mapping[str, Value], year: int) -> list[str]:
    """A note where a figure shown is of another year than the one asked for."""
    years = {day.year for value in values.values() if value.period and (day := days(value.period)[1]) is not None}
    return [say.say("note-older")] if years - {year} else []


def address_of_country(country: str, countries: Mapping[str, Partner]) -> str:
    """The page of a country; where it is no partner itself, the list of the partners there."""
    if country in countries:
        return countries[country].get_absolute_url()
    return f"{reverse('partners:list')}?country={country}"


def _rows(
    values: Mapping[str, Value],
    countries: Mapping[str, Partner],
    cities: list[Partner],
    here: Mapping[int, int],
    measure: Measure,
    language: str,
) -> list[dict[str, Any]]:
    """Countries by value, then the cities on the map; each leads where its mark does."""
    say = captions(language)
    top = max((value.value for value in values.values()), default=0) or 1
    shaded = [
        {
            "place": wording.country_name(country, language),
            "country": country,
            "kind": say.say("kind-country"),
            "value": float(value.value),
            "value_shown": value.shown,
            "period": value.period,
            "part": float(value.value / top * 100),
            "url": address_of_country(country, countries),
        }
        for country, value in values.items()
    ]
    points = [
        {
            "place": partner_name(city, language),
            "kind": say.say("kind-city"),
            "value": float(here[city.pk]) if city.pk in here else None,
            "value_shown": wording.number(Decimal(here[city.pk]), language) if city.pk in here else "",
            "url": city.get_absolute_url(),
        }
        for city in cities
    ]
    shaded.sort(key=lambda row: (-float(row["value"]), str(row["place"])))  # type: ignore[arg-type]
    points.sort(key=lambda row: (-(row["value"] or 0), str(row["place"])))  # type: ignore[operator]
    return [*shaded, *points]


def _description(title: str, rows: list[dict[str, Any]]) -> str:
    said = "; ".join(f"{row['place']}: {row['value_shown']}" for row in rows[:5] if row["value_shown"])
    return f"{title}. {said}" if said else title


def _drawn(
    values: Mapping[str, Value],
    rows: list[dict[str, Any]],
    cities: list[Partner],
    title: str,
    language: str,
    on_page: bool,
) -> specs.Spec:
    unit = next((value.unit for value in values.values()), "count")
    shades = classes([value.value for value in values.values()], unit, language)
    by_country_ = {
        row["country"]: specs.Row(
            label=row["place"], value=row["value"], shown=row["value_shown"], url=row["url"],
            strength=shades.strength(values[row["country"]].value),
        )
        for row in rows
        if "country" in row
    }  # fmt: skip
    counted = {row["url"]: row["value_shown"] for row in rows if "country" not in row}
    spots = [
        specs.Spot(
            name=partner_name(city, language),
            longitude=city.longitude or 0.0,
            latitude=city.latitude or 0.0,
            url=city.get_absolute_url(),
            shown=counted.get(city.get_absolute_url(), ""),
        )
        for city in cities
    ]
    home = home_place()
    if home is not None:
        spots.append(specs.Spot(name=home_name(language), latitude=home[0], longitude=home[1], home=True))
    key = specs.Shade(labels=shades.labels, strengths=shades.strengths)
    return specs.world(by_country_, spots, outlines=drawing.outlines(on_page=on_page), shades=key)
