"""How a flow comes in over the year: what had been reached by the end of each month of the years on record.

From stated months, quarters and year-to-dates as they stand; one is made of others only where they follow each other or
lie in each other. A figure that cannot be relied on is left out and named, so that a pace rests on nothing doubtful.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Literal

from proxeny.documents.comparison import Figure, interval
from proxeny.indicators.models import Observation

How = Literal["stated", "sum", "difference"]
Doubt = Literal["negative", "disputed", "coarse", "bound", "falls", "above_whole", "implausible", "no_whole", "unknown"]

MONTHS = 12
_COARSE = Decimal("0.1")  # a figure that leaves open more than a tenth of itself says nothing of a share
_SLIP = 4  # a share that is a quarter of the others' is no season but a slip
_READ_BETWEEN = 3  # months between two known ends of a year, at most, that are read between


@dataclass(frozen=True)
class Known:
    """What a flow came to by the end of a month, or in one month; ``low`` to ``high`` is what rounding leaves open."""

    value: Decimal
    low: Decimal
    high: Decimal
    how: How
    of: tuple[Observation, ...]

    def plus(self, more: Known) -> Known:
        """Both together."""
        return Known(
            self.value + more.value, self.low + more.low, self.high + more.high, "sum", (*self.of, *more.of)
        )

    def less(self, part: Known) -> Known | None:
        """What is left without a part; nothing where rounding would leave less than nought or a blurred rest."""
        rest = Known(
            self.value - part.value, self.low - part.high, self.high - part.low, "difference", (*self.of, *part.of)
        )
        return rest if rest.value > 0 and rest.low >= 0 and not rest.is_coarse else None

    @property
    def is_coarse(self) -> bool:
        """Whether rounding leaves open so much that no share can be made of it."""
        return self.high - self.low > 2 * _COARSE * self.value


@dataclass(frozen=True)
class LeftOut:
    """A figure, or a year, that no pace is made of, and why."""

    why: Doubt
    year: int
    of: tuple[Observation, ...] = ()


@dataclass(frozen=True)
class Share:
    """What part of its year had come in by the end of a month, 0 to 1; ``is_between``: read between two known ends."""

    year: int
    month: int
    value: Decimal
    of: tuple[Observation, ...]
    whole: Decimal
    is_between: bool = False

    @property
    def is_disputed(self) -> bool:
        """Whether sources disagree, within a tenth, on a figure that it is made of."""
        return any(row.is_disputed for row in self.of)


@dataclass(frozen=True)
class Course:
    """One year: what was reached by the end of its months, and what its single months brought, as far as known."""

    year: int
    by: Mapping[int, Known]
    months: Mapping[int, Known]

    @property
    def whole(self) -> Known | None:
        """The whole year."""
        return self.by.get(MONTHS)

    @property
    def falls(self) -> tuple[Known, Known] | None:
        """Two figures of which the later is the smaller, which a flow cannot be: revised, or not the same thing."""
        ends = [self.by[month] for month in sorted(self.by)]
        return next(((one, later) for one, later in pairwise(ends) if later.high < one.low), None)

    def newest(self, until: int = MONTHS) -> tuple[int, Known] | None:
        """The last month up to one whose end is known, and what had been reached by then."""
        known = [month for month in self.by if month <= until]
        return (max(known), self.by[max(known)]) if known else None

    def share(self, month: int) -> Share | None:
        """What part of the whole year had come in by the end of a month: as known, or read between two near ends."""
        whole = self.whole
        if whole is None or whole.value <= 0 or whole.is_coarse or self.falls:
            return None
        known = self.by.get(month)
        if known is not None:
            if known.is_coarse or known.value <= 0 or known.value > whole.value:
                return None
            of = (*known.of, *(row for row in whole.of if row not in known.of))
            return Share(self.year, month, known.value / whole.value, of, whole.value)
        return self._between(month, whole)

    def _between(self, month: int, whole: Known) -> Share | None:
        before = max((one for one in self.by if one < month), default=0)
        after = min((one for one in self.by if one > month), default=MONTHS)
        if after - before > _READ_BETWEEN:
            return None
        first = self.by[before].value if before else Decimal(0)
        last = self.by[after]
        if last.is_coarse or (before and self.by[before].is_coarse):
            return None
        value = first + (last.value - first) * (month - before) / (after - before)
        if not 0 < value <= whole.value:
            return None
        of = tuple(dict.fromkeys((*(self.by[before].of if before else ()), *last.of, *whole.of)))
        return Share(self.year, month, value / whole.value, of, whole.value, is_between=True)


@dataclass(frozen=True)
class Series:
    """The years of one flow in one unit, what was left out of them, and the other units that it is stated in."""

    unit: str
    courses: Mapping[int, Course] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    other_units: tuple[str, ...] = ()

    def shares(self, month: int, before: int) -> tuple[list[Share], list[LeftOut]]:
        """The shares by the end of a month in the years before one, the latest first, and the years without one."""
        found, missing = [], []
        for year in sorted((year for year in self.courses if year < before), reverse=True):
            share = self.courses[year].share(month)
            if share is None:
                missing.append(self._why_none(self.courses[year], month))
            else:
                found.append(share)
        if len(found) >= 3:
            usual = median(share.value for share in found)
            slips = [share for share in found if share.value * _SLIP < usual]
            found = [share for share in found if share not in slips]
            missing += [LeftOut("implausible", share.year, share.of) for share in slips]
        return found, missing

    def _why_none(self, course: Course, month: int) -> LeftOut:
        whole, known = course.whole, course.by.get(month)
        if whole is None:
            return LeftOut("no_whole", course.year)
        falls = course.falls
        if falls is not None:
            return LeftOut("falls", course.year, (*falls[0].of, *falls[1].of))
        if known is None:
            return LeftOut("unknown", course.year)
        if known.value > whole.value:
            return LeftOut("above_whole", course.year, (*known.of, *whole.of))
        return LeftOut("coarse", course.year, whole.of if whole.is_coarse else known.of)

    def unbroken_months(self, last: date) -> list[Known]:
        """The single months up to one, without a gap: as many as there are, the earliest first."""
        year, month, found = last.year, last.month, []
        while year in self.courses and month in self.courses[year].months:
            found.append(self.courses[year].months[month])
            year, month = (year, month - 1) if month > 1 else (year - 1, MONTHS)
        return found[::-1]


def span_of_months(row: Observation) -> tuple[int, int, int] | None:
    """Year, first and last month of a period of whole months in one year; nothing for any other or an uncertain one."""
    first, last = row.period_earliest, row.period_latest
    if first is None or last is None or first.year != last.year or set("?~%X") & set(row.period):
        return None
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1]:
        return None
    return first.year, first.month, last.month


def doubt_of(row: Observation, doubted: Collection[int] = ()) -> Doubt | None:
    """Why a figure is not to be counted on; nothing where it is. ``doubted`` are keys of rows that are in conflict.

    A disputed figure is counted on where all that its sources state lies so close together that it makes no difference.
    """
    assert row.value is not None
    if row.value < 0:
        return "negative"
    if row.pk in doubted or (row.is_disputed and known_of(row).is_coarse):
        return "disputed"
    bounds = interval(Figure(row.value, row.unit, row.qualifier, row.high))
    return "bound" if bounds.low is None or bounds.high is None else None


def known_of(row: Observation) -> Known:
    """A stated figure with what its rounding, and a dispute, leave open; of a range its middle."""
    assert row.value is not None
    bounds = interval(Figure(row.value, row.unit, row.qualifier, row.high))
    value = row.value if row.high is None else (row.value + row.high) / 2
    low = bounds.low if bounds.low is not None else value
    high = bounds.high if bounds.high is not None else value
    for stated in (row.low_stated, row.high_stated) if row.is_disputed else ():
        if stated is not None and stated.value is not None:
            low, high = min(low, stated.value), max(high, stated.high or stated.value)
    return Known(value, max(low, Decimal(0)), high, "stated", (row,))


def series_of(rows: Iterable[Observation], unit: str, *, until: date, doubted: Collection[int] = ()) -> Series:
    """The years of a flow in a unit, of figures whose days were over by ``until``.

    ``rows`` are observations of one indicator, area and partner, with ``low_stated`` and ``high_stated`` fetched;
    targets, and what carries a label or definition of its own, are not of the series. Of two figures for the same days
    the actual one counts; where that is in doubt, neither. No SQL.
    """
    spans: dict[int, dict[tuple[int, int], Observation | None]] = {}
    left_out, units = [], set()
    for row in sorted(rows, key=lambda one: (one.status != Observation.Status.ACTUAL, one.pk or 0)):
        span = span_of_months(row)
        if row.status == Observation.Status.TARGET or row.label or row.definition or row.value is None or span is None:
            continue
        if row.period_latest is None or row.period_latest > until:
            continue
        if row.unit != unit:
            units.add(row.unit)
            continue
        year, first, last = span
        why = doubt_of(row, doubted)
        if why is not None:
            left_out.append(LeftOut(why, year, (row,)))
        spans.setdefault(year, {}).setdefault((first, last), row if why is None else None)
    courses = {year: _course(year, stated) for year, stated in spans.items()}
    return Series(unit, courses, tuple(left_out), tuple(sorted(units)))


def _course(year: int, stated: Mapping[tuple[int, int], Observation | None]) -> Course:
    spans = {span: known_of(row) for span, row in stated.items() if row is not None}
    by = {last: known for (first, last), known in spans.items() if first == 1}
    parts = [(first, last, known) for (first, last), known in spans.items() if first > 1]
    while _extended(by, parts):
        pass
    months = {last: known for (first, last), known in spans.items() if first == last}
    for month in range(1, MONTHS + 1):
        if month not in months and month in by:
            before = by.get(month - 1)
            alone = by[month] if month == 1 else by[month].less(before) if before is not None else None
            if alone is not None:
                months[month] = alone
    return Course(year, by, months)


def _extended(by: dict[int, Known], parts: Sequence[tuple[int, int, Known]]) -> bool:
    """Add what follows from a part and the end that it begins or ends at; whether anything was added."""
    for first, last, part in parts:
        if first - 1 in by and last not in by:
            by[last] = by[first - 1].plus(part)
            return True
        if last in by and first - 1 not in by:
            rest = by[last].less(part)
            if rest is not None:
                by[first - 1] = rest
                return True
    return False
