"""From what a date expression states to its EDTF string, with what the text or its publication day supplies."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# A single year that lies so many years after those a text names most is a target or the end of a lease.
FAR = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month or day; missing parts are ``None``."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def edtf(self) -> str | None:
        """The EDTF string, ``None`` without a year or for a day that the calendar does not have."""
        if self.year is None:
            return None
        if self.month is None:
            return f"{self.year:04d}"
        if not 1 <= self.month <= 12:
            return None
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        if not 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            return None
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What undated expressions count from: the day of publication as far as known, and the year the text speaks of."""

    published: Point | None
    spoken_of: int | None

    @property
    def year(self) -> int | None:
        """The year of ``this year``."""
        return self.published.year if self.published else self.spoken_of

    @property
    def day(self) -> datetime.date | None:
        """The day of publication where it is known to the day."""
        point = self.published
        if point and point.year and point.month and point.day:
            return datetime.date(point.year, point.month, point.day)
        return None

    def year_of(self, month: int, day: int | None, future: bool, context: int | None) -> int | None:
        """The year that a date without one belongs to.

        That of publication, moved by one where it would lie ahead although the sentence tells of the past, or behind
        although it looks ahead (``in January`` told in December, ``in December`` told in January).
        """
        if context is not None:
            return context
        if not self.published or not self.published.year:
            return self.spoken_of
        year, now = self.published.year, self.published.month
        if now is None:
            return year
        ahead = month > now or (month == now and bool(day and self.published.day and day > self.published.day))
        if future and not ahead and month <= 4 and now >= 9:
            return year + 1
        if not future and ahead and (month - now >= 4 or (now <= 2 and month >= 4)):
            return year - 1
        return year

    def period_year(self, month: int, future: bool) -> int | None:
        """The year of ``the first nine months``, ``the third quarter``: the latest one that has reached the month.

        For months that is the last one of them, for a quarter or half its first. Said of the future, the year itself.
        """
        if not self.published or not self.published.year:
            return self.spoken_of
        now = self.published.month
        if now is not None and month > now and not future:
            return self.published.year - 1
        return self.published.year


def parse_point(edtf: str | None) -> Point | None:
    """A plain EDTF date (``2023``, ``2023-04``, ``2023-04-14``) as a point; ``None`` for anything else."""
    if not edtf:
        return None
    parts = edtf.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return None
    numbers = [int(part) for part in parts]
    point = Point(numbers[0], *numbers[1:])
    return point if point.edtf() else None


def year_spoken_of(years: Iterable[int], ahead: Iterable[int] = ()) -> int | None:
    """The latest year a text names, but for years to which it looks ahead and one far beyond those it names most."""
    counts = Counter(years) or Counter(ahead)
    if not counts:
        return None
    most = max(counts.values())
    usual = max(year for year, times in counts.items() if times == most)
    return max((year for year in counts if year <= usual + FAR or counts[year] == most), default=usual)


def interval(start: Point, end: Point) -> str | None:
    """An EDTF interval; a single date where both ends are the same; ``None`` where it would run backwards."""
    first, last = start.edtf(), end.edtf()
    if first is None or last is None:
        return None
    if first == last:
        return first
    if first > last and not last.startswith(first):
        return None
    return f"{first}/{last}"


def months(year: int, first: int, last: int) -> str:
    """Whole months of a year as an interval."""
    return f"{year:04d}-{first:02d}/{year:04d}-{last:02d}" if first != last else f"{year:04d}-{first:02d}"


def months_up_to(end: Point, count: int) -> str | None:
    """So many whole months up to and with a month: ``12`` up to 2024-03 are 2023-04/2024-03; a calendar year is one."""
    if not end.year or not end.month:
        return None
    if count == 12 == end.month:
        return f"{end.year:04d}"
    start = end.year * 12 + end.month - count
    return interval(Point(start // 12, start % 12 + 1), end)


def stated_year(groups: Mapping[str, str | None]) -> int | None:
    """The year that a pattern found, in four digits (``y``) or two (``yy``, of this century)."""
    if groups.get("y"):
        return int(groups["y"] or 0)
    return 2000 + int(groups["yy"] or 0) if groups.get("yy") else None


def shifted(anchor: Anchor, unit: str, shift: int) -> str | None:
    """``yesterday`` (day, -1), ``next month`` (month, 1), ``this week`` (week, 0) from the day of publication."""
    point = anchor.published
    if unit == "year":
        return f"{anchor.year + shift:04d}" if anchor.year else None
    if point is None or point.year is None or point.month is None:
        return None
    if unit == "month":
        index = point.year * 12 + point.month - 1 + shift
        return f"{index // 12:04d}-{index % 12 + 1:02d}"
    if unit == "quarter":
        index = point.year * 4 + (point.month - 1) // 3 + shift
        return months(index // 4, index % 4 * 3 + 1, index % 4 * 3 + 3)
    if unit == "half":
        index = point.year * 2 + (point.month - 1) // 6 + shift
        return months(index // 2, index % 2 * 6 + 1, index % 2 * 6 + 6)
    day = anchor.day
    if day is None:
        return None
    if unit == "day":
        return (day + datetime.timedelta(days=shift)).isoformat()
    monday = day - datetime.timedelta(days=day.weekday()) + datetime.timedelta(weeks=shift)
    if unit == "weekend":
        return (
            f"{(monday + datetime.timedelta(days=5)).isoformat()}/{(monday + datetime.timedelta(days=6)).isoformat()}"
        )
    return f"{monday.isoformat()}/{(monday + datetime.timedelta(days=6)).isoformat()}"


def weekday(anchor: Anchor, number: int, future: bool) -> str | None:
    """A weekday (1 is Monday): the last one up to the day of publication, or the next one where it lies ahead."""
    day = anchor.day
    if day is None:
        return None
    back = (day.isoweekday() - number) % 7
    if future and back:
        return (day + datetime.timedelta(days=7 - back)).isoformat()
    return (day - datetime.timedelta(days=back)).isoformat()
