"""Small multiples: the indicators of a theme over their years, each on its own scale, the years in line.

Whole years only and one unit for each; targets are no facts and are not drawn; disagreement is an amber range.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proxeny.charts import yearly
from proxeny.charts.asking import partner_asked, partner_choice
from proxeny.charts.captions import captions
from proxeny.charts.choosing import chosen
from proxeny.charts.naming import indicator_name, partner_name
from proxeny.charts.picture import Column, Picture, picture
from proxeny.charts.specs import Spec, frame
from proxeny.core.home import home_name
from proxeny.indicators.models import Indicator

MOST = 12
_COLUMNS, _WIDTH, _HEIGHT, _ROOM = 3, 235, 96, 82
_LINE = 34  # letters of a panel's title on one line


@picture("multiples")
def multiples(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``theme`` or ``indicators`` (codes with commas), and ``partner``. Five SQL queries, one more for closed values.

    Of a theme the series with two years at least are drawn, at most twelve.
    """
    say = captions(language)
    partner = partner_asked(asked, visible_to=visible_to)
    of_all = yearly.series(yearly.observations(partner, visible_to=visible_to), visible_to=visible_to)
    of_all = {code: years for code, years in of_all.items() if len(years) > 1 and code != "other"}
    indicators = {code: years[0].observation.indicator for code, years in of_all.items()}
    themes = [theme for theme in Indicator.Theme.values if any(one.theme == theme for one in indicators.values())]
    choice = chosen(
        asked, "theme", say.say("choice-theme"), [(theme, say.say(f"theme-{theme}")) for theme in themes]
    )  # fmt: skip
    wanted = [code for code in dict.fromkeys(asked.get("indicators", "").split(",")) if code in indicators]
    codes = wanted or [code for code, one in indicators.items() if one.theme == choice.chosen]
    drawn = {code: of_all[code] for code in codes[:MOST]}
    who = partner_name(partner, language) if partner else home_name(language)
    what = say.say("multiples-chosen") if wanted else say.say(f"theme-{choice.chosen}") if themes else ""
    title = say.say("multiples-title", theme=what, who=who) if what else say.say("multiples-name")
    names = {code: indicator_name(indicators[code], language) for code in drawn}
    rows = [
        row for code, years in drawn.items() for row in yearly.table_rows(years, say, indicator=names[code])
    ]
    newest = "; ".join(
        f"{names[code]} {years[-1].year}: {yearly.words(years[-1], say)}" for code, years in drawn.items()
    )
    parameters = {"partner": partner.reference if partner else "", "theme": choice.chosen}
    return Picture(
        key="multiples",
        title=title,
        description=f"{title}. {newest}" if newest else title,
        specification=_drawn(drawn, names, language) if drawn else {},
        columns=[
            Column("indicator", say.say("column-indicator")),
            Column("period", say.say("column-period")),
            Column("value", say.say("column-value"), is_number=True),
            Column("range", say.say("column-range"), is_number=True),
            Column("sources", say.say("column-sources"), is_number=True),
        ],
        rows=rows,
        sources=yearly.publishers(year for years in drawn.values() for year in years),
        notes=_notes(drawn, len(codes), language),
        choices=[partner_choice(partner, say, visible_to=visible_to, first=say.say("the-city")), choice],
        empty="" if drawn else say.say("multiples-empty", who=who),
        parameters=parameters | ({"indicators": ",".join(wanted)} if wanted else {}),
    )


def _notes(drawn: dict[str, list[yearly.Year]], found: int, language: str) -> list[str]:
    say = captions(language)
    everything = [year for years in drawn.values() for year in years]
    notes = [say.say("note-whole-years"), say.say("note-own-scale")] if everything else []
    if any(year.ends for year in everything):
        notes.append(say.say("note-disputed"))
    if any(year.is_estimate for year in everything):
        notes.append(say.say("note-estimates"))
    if found > MOST:
        notes.append(say.say("note-cut", shown=MOST, count=found))
    return notes


def _in_lines(name: str) -> str:
    """A panel's title on at most two lines."""
    if len(name) <= _LINE:
        return name
    cut = name.rfind(" ", 0, _LINE)
    first, rest = (name[:cut], name[cut + 1 :]) if cut > 0 else (name[:_LINE], name[_LINE:])
    return first + "\n" + (rest if len(rest) <= _LINE else rest[: _LINE - 1] + "…")


def _ticks(first: int, last: int) -> list[int]:
    """Years to be named: every fifth, tenth …, at most five."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if (last - first) / step < 5)
    return [year for year in range(first, last + 1) if year % step == 0]


def _drawn(drawn: dict[str, list[yearly.Year]], names: dict[str, str], language: str) -> Spec:
    say = captions(language)
    titles = {code: _in_lines(name) for code, name in names.items()}
    rows = [row for code, years in drawn.items() for row in yearly.marks(years, say, panel=titles[code])]
    first = min(years[0].year for years in drawn.values())
    last = max(years[-1].year for years in drawn.values())
    x: Spec = {
        "field": "at",
        "type": "quantitative",
        "axis": {"title": None, "format": "d", "tickMinStep": 1, "values": _ticks(first, last), "labelFlush": False,
                 "labelBound": False, "labelFontSize": 10},
        "scale": {"domain": [first, last], "range": [10, _WIDTH - _ROOM], "nice": False, "zero": False},
    }  # fmt: skip
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "axis": {"title": None, "labels": False, "domain": False, "grid": True, "gridColor": "token(line)",
                 "tickCount": 3},
    }  # fmt: skip
    bare = frame(_WIDTH, _HEIGHT)
    header = {
        "title": None, "labelAnchor": "start", "labelAlign": "left", "labelFontWeight": 600, "labelFontSize": 12,
        "labelColor": "token(ink)", "labelExpr": "split(datum.label, '\\n')", "labelPadding": 6, "labelLimit": 320,
    }  # fmt: skip
    return {
        "$schema": bare["$schema"],
        "background": None,
        "config": bare["config"],
        "data": {"values": rows},
        "facet": {"field": "panel", "type": "nominal", "sort": list(titles.values()), "header": header},
        "columns": _COLUMNS,
        "spacing": {"row": 62, "column": 24},
        "align": "all",
        "bounds": "flush",
        "spec": {"width": _WIDTH, "height": _HEIGHT, "layer": yearly.layers(x, y, point=26, words_of_top=False)},
        "resolve": {"scale": {"y": "independent"}, "axis": {"x": "independent", "y": "independent"}},
    }
