"""Days of a month, with the office's holidays, and what a person types for one."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError
from proxeny.procedures import office
from proxeny.procedures.rules import Calendar
from proxeny.procedures.rules.days import FIRST_YEAR, LAST_YEAR

_MONTH = re.compile(r"(\d{4})-(\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class BadMonth(DomainError):
    """A month that is none, or that no calendar is kept of."""

    code = "calendar.bad_month"


class BadDay(DomainError):
    """A day that is none, or that no calendar is kept of."""

    code = "calendar.bad_day"


@dataclass(frozen=True)
class Day:
    """A day of the office: whether it is open, and the holiday's name where it is closed for one."""

    day: date
    is_open: bool
    holiday: str = ""


def month_of(text: str, today: date) -> date:
    """The first day of the month that is asked for as ``2026-05``; of the present one for an empty string.

    Raises ``BadMonth`` for any other text.
    """
    if not text:
        return today.replace(day=1)
    found = _MONTH.fullmatch(text)
    if found and FIRST_YEAR < int(found[1]) < LAST_YEAR and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    raise BadMonth(
        _("“%(found)s” is no month of this calendar. Write it as year-month, as 2026-05, from %(first)s to %(last)s.")
        % {"found": text[:20], "first": FIRST_YEAR + 1, "last": LAST_YEAR - 1}
    )


def day_of(text: str, today: date) -> date:
    """The day that is asked for as ``2026-05-04``; the present one for an empty string.

    Raises ``BadDay`` for any other text.
    """
    if not text:
        return today
    if _DAY.fullmatch(text) and FIRST_YEAR < int(text[:4]) < LAST_YEAR:
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise BadDay(
        _("“%(found)s” is no day of this calendar. Write it as 2026-05-04, in a year from %(first)s to %(last)s.")
        % {"found": text[:20], "first": FIRST_YEAR + 1, "last": LAST_YEAR - 1}
    )


def month_after(month: date, by: int = 1) -> date:
    """The first day of the month some months later, or earlier for a negative number."""
    year, number = divmod(month.year * 12 + month.month - 1 + by, 12)
    return date(year, number + 1, 1)


def weeks_of(month: date) -> list[list[date]]:
    """The weeks that a month touches, each from Monday to Sunday (ISO 8601)."""
    return calendar.Calendar(calendar.MONDAY).monthdatescalendar(month.year, month.month)


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


@lru_cache(maxsize=32)
def _named(country: str, subdivision: str, language: str) -> Any:
    """The library's holidays of a country in a language, or in the country's own where it has no such words."""
    known = holidays.country_holidays(country, subdiv=subdivision or None)
    spoken = next((each for each in known.supported_languages if each.split("_")[0] == language), None)
    return holidays.country_holidays(country, subdiv=subdivision or None, language=spoken or known.default_language)


def office_days(first: date, last: date) -> dict[date, Day]:
    """Each day from one to another as the office's rule pack and its country's holidays have it; no SQL query.

    Holidays are named in the active language where the library can, those that the pack adds in the pack's words.
    """
    pack = office.pack()
    kept = Calendar(pack.holidays, pack.counting)
    names = _named(pack.holidays.country, pack.holidays.subdivision, (get_language() or "en").split("-")[0])
    added = {change.day for change in pack.holidays.changes}
    found = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        why = kept.why_closed(day)
        found[day] = Day(day, kept.is_open(day), str(names.get(day) or why) if why and day not in added else why)
    return found
