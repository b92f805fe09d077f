"""Dates as offices write them in tables: day first, months in words, periods, quarters, serial days. All to EDTF."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from babel import Locale
from django.utils.translation import gettext as _

from proxeny.core import period
from proxeny.core.errors import BadPeriod
from proxeny.core.folding import fold
from proxeny.exchange.errors import Wrong

_EPOCH = datetime.date(1899, 12, 30)  # day 0 of a spreadsheet
SERIAL_DAYS = range(20_000, 80_000)  # 1954 to 2119
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_DAY = r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})"
_DAYS_OF_MONTH = re.compile(r"(\d{1,2})\s*(?:-|–|den|to)\s*" + _DAY)
_DAYS_OF_YEAR = re.compile(r"(\d{1,2})[/.](\d{1,2})\s*(?:-|–|den|to)\s*" + _DAY)
_MONTHS_OF_YEAR = re.compile(r"(?:thang )?(\d{1,2})\s*(?:-|–|den|to)\s*(?:thang )?(\d{1,2})[/.](\d{4})")
_LONG_VI = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2})(?: nam |[ /,.\-]+)(\d{4})")
_MONTH_VI = re.compile(r"thang (\d{1,2})(?: nam |[ /,.\-]+)(\d{4})")
_QUARTER = re.compile(r"(?:quy|q|quarter) ?(iv|iii|ii|i|[1-4])(?: nam |[ /,.\-]+)(\d{4})")
_HALF = re.compile(r"(\d{1,2}) (?:thang dau nam|months of|first months of) (\d{4})")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+),? (\d{4})")
_WORD_DAY = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_WORD_MONTH = re.compile(r"([a-z]+),? (\d{4})")
_YEARS = re.compile(r"(\d{4})\s*(?:-|–|den|to)\s*(\d{4}|nay|now|present)")
_SINCE = re.compile(r"(?:since|from|tu|tu nam|since year) (.+)")
_UNTIL = re.compile(r"(?:until|till|den|den nam) (.+)")
_ABOUT = re.compile(r"(?:about|circa|khoang|c\.) ?(.+)")
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_MONTH_OF_YEAR = re.compile(r"\d{1,2}[/.\-]\d{4}")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
_OPEN = re.compile(r"^\.\./|/\.\.$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in ("en", "fr", "id"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months["format"][width].items():
                found.setdefault(fold(name).strip("."), number)
    return found


def _wrong(text: str, reason: str = "") -> Wrong:
    return Wrong(
        "date.unreadable",
        reason or _("This is no date that can be kept."),
        _("Write a day as 14/04/2023, a month as 04/2023, a year as 2023, a period as 2023-01/2023-08."),
    )


def order_of(texts: list[str]) -> tuple[bool, bool]:
    """Whether a column has days that only day/month/year explains, and days that only month/day/year explains."""
    day_first = month_first = False
    for text in texts:
        found = _NUMERIC.search(text)
        if found:
            day_first |= int(found.group(1)) > 12
            month_first |= int(found.group(2)) > 12
    return day_first, month_first


def from_number(number: float) -> str:
    """A year, or the day that a spreadsheet keeps as a number. Raises ``Wrong``."""
    if number == int(number) and 1000 <= number < 2200:
        return f"{int(number)}"
    if int(number) in SERIAL_DAYS:
        return (_EPOCH + datetime.timedelta(days=int(number))).isoformat()
    raise _wrong(f"{number:g}")


def from_text(text: str, *, month_first: bool = False) -> str:
    """EDTF from what stands in a cell. Raises ``Wrong``."""
    text = _TIME.sub("", " ".join(text.split())).strip()
    if not _OPEN.search(text):  # the dots of an open interval are part of it
        text = text.strip(" .")
    if text.isdigit() and len(text) == 5:
        return from_number(int(text))
    found = _read(text, month_first)
    try:
        period.days(found)
    except BadPeriod as error:
        if _SHORT_YEAR.fullmatch(text):
            raise _wrong(text, _("The year has two digits.")) from error
        raise _wrong(text, str(error)) from error
    return found


def _read(text: str, month_first: bool) -> str:
    if _NUMERIC.fullmatch(text) or _MONTH_OF_YEAR.fullmatch(text):  # most; and the parser of EDTF is slow to say no
        return _single(text, month_first)
    if period.is_edtf(text):
        return text
    whole = _whole(fold(text), month_first)
    if whole:
        return whole
    for sign in (" - ", " – ", " đến ", " to ", "–"):
        first, found, last = text.partition(sign)
        if found:
            first = re.sub(r"^(từ|from)\s+", "", first.strip(), flags=re.IGNORECASE)
            return f"{_single(first, month_first)}/{_single(last.strip(), month_first)}"
    return _single(text, month_first)


def _single(text: str, month_first: bool) -> str:
    whole = _whole(fold(text), month_first)
    if whole:
        return whole
    if month_first and (found := _NUMERIC.fullmatch(text)):
        return f"{int(found[3]):04}-{int(found[1]):02}-{int(found[2]):02}"
    try:
        return period.from_office_form(text)
    except BadPeriod as error:
        if _SHORT_YEAR.fullmatch(text):
            raise _wrong(text, _("The year has two digits.")) from error
        raise _wrong(text, str(error)) from error


def _day(year: str, month: str | int, day: str) -> str:
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def _whole(words: str, month_first: bool) -> str:
    """One of the ways of writing in words, or an empty string."""
    if found := _LONG_VI.fullmatch(words):
        return _day(found[3], found[2], found[1])
    if found := _MONTH_VI.fullmatch(words):
        return f"{int(found[2]):04}-{int(found[1]):02}"
    if found := _QUARTER.fullmatch(words):
        quarter = _ROMAN.get(found[1]) or int(found[1])
        return f"{found[2]}-{quarter * 3 - 2:02}/{found[2]}-{quarter * 3:02}"
    if found := _HALF.fullmatch(words):
        return f"{found[2]}-01/{found[2]}-{int(found[1]):02}"
    if (found := _DAYS_OF_MONTH.fullmatch(words)) and not month_first:
        return f"{_day(found[4], found[3], found[1])}/{_day(found[4], found[3], found[2])}"
    if (found := _DAYS_OF_YEAR.fullmatch(words)) and not month_first:
        return f"{_day(found[5], found[2], found[1])}/{_day(found[5], found[4], found[3])}"
    if found := _MONTHS_OF_YEAR.fullmatch(words):
        return f"{found[3]}-{int(found[1]):02}/{found[3]}-{int(found[2]):02}"
    if found := _YEARS.fullmatch(words):
        return f"{found[1]}/{found[2] if found[2].isdigit() else '..'}"
    for pattern, month, day in ((_DAY_WORD, 2, 1), (_WORD_DAY, 1, 2)):
        found = pattern.fullmatch(words)
        if found and found[month] in _months():
            return _day(found[3], _months()[found[month]], found[day])
    if (found := _WORD_MONTH.fullmatch(words)) and found[1] in _months():
        return f"{found[2]}-{_months()[found[1]]:02}"
    if found := re.fullmatch(r"(?:nam|year) (\d{4})", words):
        return found[1]
    for pattern, form in ((_SINCE, "{}/.."), (_UNTIL, "../{}"), (_ABOUT, "{}~")):
        if (found := pattern.fullmatch(words)) and " - " not in words and " den " not in words and " to " not in words:
            return form.format(_single(found[1], month_first))
    return ""
