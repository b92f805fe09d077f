"""A year on one sheet: a lane for each register, a mark for each record, months across."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.dates import get_month_names
from django.utils import timezone

from proxeny.charts import happenings, lanes
from proxeny.charts.captions import captions
from proxeny.charts.choosing import chosen, year_or_none, years_downward
from proxeny.charts.picture import Column, Picture, picture
from proxeny.charts.pictures.world import FIRST_YEAR
from proxeny.core.home import home_name

_MOST_DAYS = 200  # less precise than half a year is no place in a year


@picture("year")
def year(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``year``. Six SQL queries."""
    say = captions(language)
    this_year = timezone.localdate().year
    which = year_or_none(asked, "year") or this_year
    first, last = date(which, 1, 1), date(which, 12, 31)
    found = happenings.lanes(
        happenings.OF_A_YEAR, visible_to=visible_to, language=language, first=first, last=last, most_days=_MOST_DAYS
    )
    title = say.say("year-title", who=home_name(language), year=str(which))
    months = get_month_names("abbreviated", locale=say.language)
    marks = [(date(which, month, 1), months[month]) for month in range(1, 13)]
    counted = "; ".join(f"{lane.label}: {len(lane.occurrences)}" for lane in found.lanes)
    notes = [say.say("note-undated", count=found.undated)] if found.undated else []
    notes += [say.say("note-latest", count=happenings.MOST_IN_A_LANE)] if found.left_off else []
    return Picture(
        key="year",
        title=title,
        description=f"{title}. {counted}" if counted else title,
        specification=lanes.drawn(found.lanes, first, last, marks) if found.lanes else {},
        columns=[
            Column("title", say.say("column-title")),
            Column("kind", say.say("column-kind")),
            Column("date", say.say("column-date")),
        ],
        rows=happenings.table_rows(found),
        notes=notes,
        choices=[
            chosen(
                {"year": str(which)}, "year", say.say("choice-year"),
                years_downward(min(FIRST_YEAR, which), max(which, this_year + 1)),
            )
        ],
        empty="" if found.lanes else say.say("year-empty", year=str(which)),
        parameters={"year": str(which)},
    )  # fmt: skip
