"""The relation with one partner on a line of time: agreements, visits, events, projects, aid, gifts, awards as lanes.

A country stands with its cities and organisations. ``from`` and ``to`` zoom to some years.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from proxeny.charts import happenings, lanes
from proxeny.charts.asking import busiest, partner_asked, partner_choice
from proxeny.charts.captions import captions
from proxeny.charts.choosing import chosen, year_or_none, years_downward
from proxeny.charts.naming import partner_name
from proxeny.charts.picture import Column, Picture, picture
from proxeny.partners.queries import family

_STEPS = (1, 2, 5, 10, 20, 50, 100)


@picture("relation")
def relation(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``partner`` (the busiest if left out), ``from`` and ``to``. At most twelve SQL queries."""
    say = captions(language)
    offered = busiest(visible_to=visible_to)
    partner = partner_asked(asked, visible_to=visible_to) or next(iter(offered), None)
    name = partner_name(partner, language) if partner else say.say("relation-name")
    found = happenings.Found([], 0, 0)
    if partner is not None:
        members = list(family(partner, visible_to=visible_to).values_list("pk", flat=True))
        found = happenings.lanes(
            happenings.OF_A_RELATION, visible_to=visible_to, language=language, partners=members
        )
    days = [one.first.year for lane in found.lanes for one in lane.occurrences]
    oldest, newest = (min(days), max(days)) if days else (0, 0)
    begin = min(max(year_or_none(asked, "from") or oldest, oldest), newest)
    end = max(min(year_or_none(asked, "to") or newest, newest), begin)
    for lane in found.lanes:
        lane.occurrences = [one for one in lane.occurrences if begin <= one.first.year <= end]
    found = happenings.Found([lane for lane in found.lanes if lane.occurrences], found.left_off, found.undated)
    title = say.say("relation-title", who=name, begin=str(begin), end=str(end)) if days else name
    counted = "; ".join(f"{lane.label}: {len(lane.occurrences)}" for lane in found.lanes)
    options = years_downward(oldest, newest) if days else []
    return Picture(
        key="relation",
        title=title,
        description=f"{title}. {counted}" if counted else title,
        specification=_drawn(found, begin, end) if found.lanes else {},
        columns=[
            Column("title", say.say("column-title")),
            Column("kind", say.say("column-kind")),
            Column("date", say.say("column-date")),
        ],
        rows=happenings.table_rows(found),
        notes=[say.say("note-latest", count=happenings.MOST_IN_A_LANE)] if found.left_off else [],
        choices=[
            partner_choice(partner, say, visible_to=visible_to, offered=offered),
            chosen({"from": str(begin)}, "from", say.say("choice-from"), options[::-1]),
            chosen({"to": str(end)}, "to", say.say("choice-to"), options),
        ],
        empty="" if found.lanes else say.say("relation-empty", who=name),
        parameters={"partner": partner.reference, "from": str(begin), "to": str(end)} if partner and days else {},
    )


def _drawn(found: happenings.Found, begin: int, end: int) -> dict[str, Any]:
    step = next((step for step in _STEPS if (end - begin + 1) / step <= 11), _STEPS[-1])
    marks = [(date(year, 1, 1), str(year)) for year in range(begin, end + 1) if year % step == 0 or begin == end]
    return lanes.drawn(found.lanes, date(begin, 1, 1), date(end, 12, 31), marks)
