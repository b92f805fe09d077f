"""Partners ranked by a measure of a year: bars from nought, the amount at the end of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from proxeny.charts import specs
from proxeny.charts.captions import captions
from proxeny.charts.choosing import chosen, year_or_none, years_downward
from proxeny.charts.measures import MEASURES, by_country, measure_of, publishers
from proxeny.charts.naming import partner_name
from proxeny.charts.picture import Column, Picture, picture
from proxeny.charts.pictures.world import FIRST_YEAR, address_of_country, older_note
from proxeny.core import wording
from proxeny.partners.models import Partner

_COUNTS = ("15", "30", "60")


@picture("partners")
def partners(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``measure``, ``year`` and ``count`` of bars. Two SQL queries for registers, three for indicators.

    One more where values are closed.
    """
    say = captions(language)
    measure = measure_of(asked.get("measure", ""))
    this_year = timezone.localdate().year
    year = year_or_none(asked, "year") or this_year
    values = by_country(measure, year, visible_to=visible_to, language=language)
    count = chosen(asked, "count", say.say("choice-count"), [(one, one) for one in _COUNTS])
    ranked = sorted(values.items(), key=lambda item: (-item[1].value, wording.country_name(item[0], language)))
    shown = ranked[: int(count.chosen)]
    known = Partner.objects.visible_to(visible_to).filter(
        kind=Partner.Kind.COUNTRY, country__in=[code for code, _value in shown]
    )
    countries = {place.country: place for place in known.defer("note", "folded")}
    title = say.say("partners-title", measure=measure.label(language), year=str(year))
    rows = [
        {
            "place": partner_name(countries[code], language)
            if code in countries
            else wording.country_name(code, language),
            "value": float(value.value),
            "value_shown": value.shown,
            "period": value.period,
            "url": address_of_country(code, countries),
        }
        for code, value in shown
    ]
    bars = [
        specs.Row(label=row["place"], value=row["value"], shown=row["value_shown"], url=row["url"])  # type: ignore[typeddict-item]
        for row in rows
    ]
    said = "; ".join(f"{row['place']}: {row['value_shown']}" for row in rows[:6])
    notes = older_note(say, values, year)
    if len(ranked) > len(shown):
        notes.append(say.say("note-cut", shown=len(shown), count=len(ranked)))
    return Picture(
        key="partners",
        title=title,
        description=f"{title}. {said}" if said else title,
        specification=specs.bars(bars, width=560, room=150) if bars else {},
        columns=[
            Column("place", say.say("column-partner")),
            Column("value", measure.label(language), is_number=True),
            *([Column("period", say.say("column-period"))] if measure.indicator else []),
        ],
        rows=rows,
        sources=publishers([value.observation for _code, value in shown], visible_to=visible_to)
        if measure.indicator and shown
        else (),
        notes=notes,
        choices=[
            chosen(asked, "measure", say.say("choice-measure"), [(one.key, one.label(language)) for one in MEASURES]),
            chosen(
                {"year": str(year)}, "year", say.say("choice-year"),
                years_downward(min(FIRST_YEAR, year), max(year, this_year + 1)),
            ),
            count,
        ],
        empty="" if rows else say.say("world-empty", measure=measure.label(language), year=str(year)),
        parameters={"measure": measure.key, "year": str(year), "count": count.chosen},
    )  # fmt: skip
