"""The records of a line month by month, this year and the years before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from proxeny.checks.recorded.lines import Line
from proxeny.checks.recorded.missing import YEARS_BEFORE, has_usual_records, months_held


@dataclass
class Month:
    """A month of the line's year: year → records whose whole date lies in it. ``is_empty``: none, though usual."""

    month: int
    is_empty: bool
    counts: dict[int, int] = field(default_factory=dict)


def months_of(line: Line, *, visible_to: Any, partner: Any = None) -> list[Month]:
    """The months of a line's period; none for what has no days of its own. One SQL query."""
    measure = line.measure
    if not measure.date or measure.is_stock or measure.is_whole or line.first.year != line.last.year:
        return []
    year = line.first.year
    held = months_held(measure.register, measure.date, [measure], year, visible_to=visible_to, partner=partner)[measure]
    years = range(year - YEARS_BEFORE, year + 1)
    return [
        Month(month, has_usual_records(held, year, month), {one: held.get((one, month), 0) for one in years})
        for month in range(line.first.month, line.last.month + 1)
    ]
