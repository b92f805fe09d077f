"""Dates as precise as their source and no more: EDTF strings (ISO 8601-2, levels 0 and 1) and their days.

``2023-04-14``, ``2023-04``, ``2023``, ``2013~`` (about), ``2019-08-14?`` (uncertain), ``200X`` (a decade),
``2026-21`` (a season), ``2023-01/2023-08``, ``2014/..`` (since), ``../2007`` (until).
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from edtf import EDTFParseException, parse_edtf

from proxeny.core.errors import BadPeriod

Days = tuple[date | None, date | None]

_ROOM = 60  # letters
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")


def _shown(found: str) -> str:
    """What was written, as far as a message has room for it."""
    return found if len(found) <= _ROOM else f"{found[:_ROOM]}…"


def _days_of_plain(year: int, month: int | None, day: int | None) -> Days:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _days_of_one(edtf: str) -> Days:
    plain = _PLAIN.fullmatch(edtf)
    if plain:  # nine in ten dates, and the library takes milliseconds over each
        year, month, day = (int(part) if part else None for part in plain.groups())
        if month is None or month <= 12:
            return _days_of_plain(year or 0, month, day)
    parsed = parse_edtf(edtf)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    return date(*lower[:3]), date(*upper[:3])


@lru_cache(maxsize=100_000)
def days(edtf: str) -> Days:
    """The earliest and the latest day of an EDTF string; ``None`` at an open end.

    Raises ``BadPeriod`` for anything else.
    """
    try:
        first, slash, last = edtf.partition("/")
        if not slash:
            return _days_of_one(first)
        lower = None if first in {"", ".."} else _days_of_one(first)[0]
        upper = None if last in {"", ".."} else _days_of_one(last)[1]
    except (ValueError, EDTFParseException, AttributeError, TypeError) as error:
        raise BadPeriod(
            _(
                "'%(found)s' is not a date that can be kept. Write a day as 2023-04-14, a month as 2023-04, a year as "
                "2023, a period as 2023-01/2023-08, 'since' as 2014/.. and 'about' as 2013~."
            )
            % {"found": _shown(edtf)}
        ) from error
    if lower is None and upper is None:
        raise BadPeriod(_("'%(found)s' has neither beginning nor end.") % {"found": _shown(edtf)})
    if lower and upper and lower > upper:
        raise BadPeriod(
            _("'%(found)s' ends before it begins: %(last)s is earlier than %(first)s. Exchange the two.")
            % {"found": _shown(edtf), "first": lower, "last": upper}
        )
    return lower, upper


def is_edtf(text: str) -> bool:
    """Whether a string is a date or period that the record can keep."""
    try:
        days(text)
    except BadPeriod:
        return False
    return True


def meet(one: str, other: str) -> bool:
    """Whether two periods have a day in common."""
    first, last = days(one)
    other_first, other_last = days(other)
    return (first is None or other_last is None or first <= other_last) and (
        last is None or other_first is None or other_first <= last
    )


def year_of(edtf: str | None) -> int | None:
    """The year that a period lies in, or ``None`` if it has none or spans several."""
    if not edtf:
        return None
    first, last = days(edtf)
    if first and last and first.year == last.year:
        return first.year
    return None


_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")


def from_office_form(text: str) -> str:
    """An EDTF string from what an officer types: EDTF itself, ``14/04/2023``, ``04/2023`` or ``2023``; day first.

    Raises ``BadPeriod``, naming the day that the month does not have.
    """
    text = text.strip()
    day_first = _NUMERIC.fullmatch(text)
    if day_first:
        day, month, year = (int(part) for part in day_first.groups())
        if not 1 <= month <= 12:
            raise BadPeriod(
                _("'%(found)s' has no month %(month)s. Dates are written day/month/year, as 14/04/2023.")
                % {"found": text, "month": month}
            )
        length = calendar.monthrange(year, month)[1]
        if not 1 <= day <= length:
            raise BadPeriod(
                _("'%(found)s' is not in the calendar: month %(month)s of %(year)s has %(length)s days.")
                % {"found": text, "month": month, "year": year, "length": length}
            )
        return f"{year:04}-{month:02}-{day:02}"
    month_first = _MONTH.fullmatch(text)
    if month_first:
        month, year = (int(part) for part in month_first.groups())
        text = f"{year:04}-{month:02}"
    days(text)
    return text
