"""Working days and the counting of days: holidays from the ``holidays`` library, changed where a pack says so."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays as library

from proxeny.procedures.rules.errors import BadDay
from proxeny.procedures.rules.pack import Counting, Holidays, Span

FIRST_YEAR, LAST_YEAR = 1990, 2100


@lru_cache(maxsize=32)
def _days_off(country: str, subdivision: str) -> Any:
    """The library's calendar of a country; it adds the years as they are asked for."""
    return library.country_holidays(country, subdiv=subdivision or None)


def countries() -> frozenset[str]:
    """ISO 3166-1 codes of the countries whose holidays are known."""
    return frozenset(library.list_supported_countries())


def subdivisions(country: str) -> frozenset[str]:
    """The subdivisions of a country whose own holidays are known."""
    return frozenset(library.list_supported_countries().get(country, ()))


def _checked(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadDay(f"{day.isoformat()} is out of range: days can be counted from {FIRST_YEAR} to {LAST_YEAR}.")
    return day


class Calendar:
    """The open and closed days of a jurisdiction, and its way of counting."""

    def __init__(self, holidays: Holidays, counting: Counting) -> None:
        self._library = _days_off(holidays.country, holidays.subdivision)
        self._changes = {change.day: change for change in holidays.changes}
        self.counting = counting

    def is_open(self, day: date) -> bool:
        """Whether offices work on a day: no weekend and no holiday, but where the pack or a decree moved it."""
        change = self._changes.get(_checked(day))
        if change is not None:
            return change.is_open
        self._library.get(day)  # the library knows a year's working Saturdays once it was asked for a day of it
        return bool(self._library.is_working_day(day))

    def why_closed(self, day: date) -> str:
        """The name of the holiday, in the library's words; empty on an open day and on a plain weekend."""
        change = self._changes.get(day)
        if change is not None:
            return "" if change.is_open else change.why
        return str(self._library.get(_checked(day)) or "")

    def next_open(self, day: date) -> date:
        """The day itself if it is open, or else the next open one."""
        while not self.is_open(day):
            day += timedelta(days=1)
        return day

    def last_open(self, day: date) -> date:
        """The day itself if it is open, or else the open one before."""
        while not self.is_open(day):
            day -= timedelta(days=1)
        return day

    def counted(self, start: date, span: Span, direction: str = "after", *, is_moved: bool = True) -> date:
        """The last day of a span that runs from a day, forwards or (``before``) backwards.

        The day of the start is not counted unless the pack says so. Clear days leave out both ends. A span of months
        ends on the day of the same number, or on the month's last day. A last day that is closed moves as the pack's
        ``Counting`` says (unless ``is_moved`` is false); working days never end on one, and clear days are not moved.
        """
        sign = -1 if direction == "before" else 1
        _checked(start)
        if span.kind == "months":
            end = _months(start, sign * span.days)
        elif span.kind == "working":
            end = self._working(start, span.days, sign)
        elif span.kind == "clear":
            end = start + timedelta(days=sign * (span.days + 1))
        else:
            first = 1 if self.counting.first_day_counts and span.days else 0
            end = start + timedelta(days=sign * (span.days - first))
        moves = is_moved and span.days and span.kind in {"calendar", "months"}
        return _checked(self._moved(end, sign) if moves else end)

    def _moved(self, end: date, sign: int) -> date:
        if sign > 0:
            return self.next_open(end) if self.counting.forward == "next" else end
        return self.last_open(end) if self.counting.backward == "previous" else end

    def _working(self, start: date, days: int, sign: int) -> date:
        day, left = start, days
        if self.counting.first_day_counts and left and self.is_open(day):
            left -= 1
        while left:
            day = _checked(day + timedelta(days=sign))
            if self.is_open(day):
                left -= 1
        return day


def _months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDay(f"{months} months from {start.isoformat()} are out of range ({FIRST_YEAR} to {LAST_YEAR}).")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
