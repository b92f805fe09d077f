"""Dates of the kinds that figures are told for: years, months, intervals of months, days."""

from __future__ import annotations

import re

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEASON = re.compile(r"\d{4}-(2[1-4])$")
_MONTH_OF = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?$")


def is_day(edtf: str) -> bool:
    """Whether a date is one day or a span of days."""
    return bool(_DAY.match(edtf))


def months_of(edtf: str) -> tuple[int, int] | None:
    """The first and last month of a closed year, month or interval of months, counted from year 0."""
    first, _, last = edtf.partition("/")
    low, high = _MONTH_OF.match(first), _MONTH_OF.match(last or first)
    if low is None or high is None:
        return None
    start = int(low[1]) * 12 + int(low[2] or 1)
    return start, int(high[1]) * 12 + int(high[2] or 12)


def holds(outer: str | None, inner: str) -> bool:
    """Whether a period is longer than another and has it inside: nine months and their September."""
    long, short = months_of(outer) if outer else None, months_of(inner)
    return bool(long and short and long != short and long[0] <= short[0] and short[1] <= long[1])


def is_reporting(edtf: str) -> bool:
    """Whether a date is such as reports cover: a year, a month, an interval of months, all closed."""
    return months_of(edtf) is not None or bool(_SEASON.match(edtf))
