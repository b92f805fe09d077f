"""Dates that run backwards, and what is told as past but dated after the publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as day
from datetime import timedelta

from proxeny.reader.doubts.wording import doubt
from proxeny.reader.spans import Agreement, Date, Doubt, Fact, Observation

AHEAD = "doubt.dates.ahead"
_PRECISE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_LEEWAY = timedelta(days=2)  # the day of a page and the day of a place differ by time zones and deadlines
# Intervals that resolve to no date, for they end before they begin: two days of one month, two years.
_DAYS = re.compile(r"\D*(\d{1,2}) ?(?:[-\u2013]|[^\W\d_]+) ?(\d{1,2})(?: |/)")
_DAYS_OF_MONTHS = re.compile(r"\D*(\d{1,2})(?:/| )(\w+)\D+?(\d{1,2})(?:/| )(\w+)")
_YEARS = re.compile(r"\D*(\d{4})\D+(\d{4})\D*$")


def of_dates(dates: Sequence[Date]) -> Iterator[tuple[Date, Doubt]]:
    """Intervals whose end lies before their beginning."""
    for date in dates:
        start, slash, end = (date.edtf or "").partition("/")
        if slash and _PRECISE.fullmatch(start) and _PRECISE.fullmatch(end) and _is_before(end, start):
            yield date, doubt("doubt.dates.backwards", printed=date.text, start=start, end=end)
        elif date.edtf is None and (bounds := _backwards(date.text)):
            yield date, doubt("doubt.dates.backwards", printed=date.text, start=bounds[0], end=bounds[1])


def _backwards(printed: str) -> tuple[str, str] | None:
    """The two ends of an unresolved interval, where the later one stands first."""
    if match := _YEARS.match(printed):
        return (match[1], match[2]) if match[1] > match[2] else None
    match = _DAYS_OF_MONTHS.match(printed)
    if match and match[2].lower() == match[4].lower() and int(match[1]) > int(match[3]):
        return f"{match[1]} {match[2]}", f"{match[3]} {match[4]}"
    match = _DAYS.match(printed)
    return (match[1], match[2]) if match and int(match[1]) > int(match[2]) else None


def of_fact(fact: Fact, published: str | None) -> tuple[Doubt, ...]:
    """A signature or an actual figure that is dated after the page was published."""
    if published is None or not _PRECISE.fullmatch(published):
        return ()
    if isinstance(fact, Agreement) and fact.status == "signed":
        date = fact.date
    elif isinstance(fact, Observation) and fact.status == "actual":
        date = fact.period
    else:
        return ()
    start = (date or "").partition("/")[0]
    if not _PRECISE.fullmatch(start) or not _is_before(_latest(published), start):
        return ()
    return (doubt(AHEAD, date=start, published=published),)


def _latest(published: str) -> str:
    """The day up to which a page may speak as of the past; the first of a month often stands for the month alone."""
    if len(published) < len("2024-05-01"):
        return published
    if published.endswith("-01"):
        return published[:7]
    try:
        return (day.fromisoformat(published) + _LEEWAY).isoformat()
    except ValueError:
        return published


def _is_before(one: str, other: str) -> bool:
    """Whether a date ends before another begins, as precisely as both are given."""
    width = min(len(one), len(other))
    return one[:width] < other[:width]
