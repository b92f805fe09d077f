"""One indicator over its years, of the city or of a partner: sources as dots, disagreement as a range.

Only whole years of one unit: a part of a year, and another currency, are other things than a year of this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from proxeny.charts import yearly
from proxeny.charts.asking import partner_asked, partner_choice
from proxeny.charts.axes import labelled, ticks
from proxeny.charts.captions import captions
from proxeny.charts.choosing import chosen
from proxeny.charts.naming import indicator_name, partner_name
from proxeny.charts.picture import Column, Picture, picture
from proxeny.charts.specs import Spec, frame
from proxeny.core.home import home_name

_WIDTH, _HEIGHT = 760, 300
_ROOM = 120  # for the newest value, written beside its point
# What an office looks at first, where it is on record.
_FIRST = ("fdi_registered", "visitors_international", "exports", "grdp_growth")


@picture("trend")
def trend(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``indicator`` and ``partner`` (a reference; without, the city). Five SQL queries, one more for closed values."""
    say = captions(language)
    partner = partner_asked(asked, visible_to=visible_to)
    of_all = yearly.series(yearly.observations(partner, visible_to=visible_to), visible_to=visible_to)
    indicators = {code: years[0].observation.indicator for code, years in of_all.items()}
    rank = {code: number for number, code in enumerate(_FIRST)}
    order = sorted(indicators, key=lambda code: (rank.get(code, len(rank)), indicators[code].order))
    choice = chosen(
        asked, "indicator", say.say("choice-indicator"),
        [(code, indicator_name(indicators[code], language)) for code in order],
    )  # fmt: skip
    years = of_all.get(choice.chosen, [])
    who = partner_name(partner, language) if partner else home_name(language)
    name = indicator_name(indicators[choice.chosen], language) if years else say.say("trend-name")
    title = say.say("trend-title", indicator=name, who=who)
    said = "; ".join(f"{year.year}: {yearly.words(year, say)}" for year in years)
    return Picture(
        key="trend",
        title=title,
        description=f"{title}. {said}" if said else title,
        specification=_drawn(years, language) if years else {},
        columns=[
            Column("period", say.say("column-period")),
            Column("value", say.say("column-value"), is_number=True),
            Column("range", say.say("column-range"), is_number=True),
            Column("sources", say.say("column-sources"), is_number=True),
        ],
        rows=yearly.table_rows(years, say),
        sources=yearly.publishers(years),
        notes=_notes(years, language),
        choices=[partner_choice(partner, say, visible_to=visible_to, first=say.say("the-city")), choice],
        empty="" if years else say.say("trend-empty", who=who),
        parameters={"partner": partner.reference if partner else "", "indicator": choice.chosen},
    )


def _notes(years: list[yearly.Year], language: str) -> list[str]:
    say = captions(language)
    notes = [say.say("note-whole-years")] if years else []
    if any(year.ends for year in years):
        notes.append(say.say("note-disputed"))
    if any(year.is_estimate for year in years):
        notes.append(say.say("note-estimates"))
    return notes


def _drawn(years: list[yearly.Year], language: str) -> Spec:
    say = captions(language)
    values = [end for year in years for end in (year.value, *(year.ends or ()), *(said.value for said in year.said))]
    steps = ticks(min(Decimal(0), *values), max(Decimal(0), *values))
    unit = years[0].observation.unit
    first, last = years[0].year, years[-1].year
    x: Spec = {
        "field": "at",
        "type": "quantitative",
        "axis": {"title": None, "format": "d", "tickMinStep": 1, "tickCount": 12, "labelPadding": 6},
        "scale": {
            "domain": [first - 0.5, last + 0.5] if first == last else [first, last],
            "range": [16, _WIDTH - _ROOM],
            "nice": False,
            "zero": False,
        },
    }
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [float(steps[0]), float(steps[-1])], "nice": False},
        "axis": {
            "title": None, "grid": True, "gridColor": "token(line)", "domain": False, **labelled(steps, unit, language),
        },
    }  # fmt: skip
    rows = yearly.marks(years, say)
    return {**frame(_WIDTH, _HEIGHT), "data": {"values": rows}, "layer": yearly.layers(x, y, point=60)}
