"""A spreadsheet's value as a person sees it in its cell: days as days, shares with their sign, decimals as shown."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|_.|\*.')
_PLACES = re.compile(r"[#0?][#0?,]*(?:\.([0#?]+))?(,*)")
_FIRST_DAY, _LAST_DAY = 20_000, 80_000  # 1954 to 2119
_EPOCH = datetime.date(1899, 12, 30)
_MOST_DECIMALS = 10


def shown(value: Any, form: str, *, comma: bool) -> str:
    """A cell's value in its number format; ``comma`` for languages with a decimal comma."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return _number(value, form.split(";")[0], comma)
    if isinstance(value, datetime.datetime):
        if value.time() != datetime.time():
            return value.isoformat(sep=" ", timespec="minutes")
        return _day(value.date(), form)
    if isinstance(value, datetime.date):
        return _day(value, form)
    if isinstance(value, datetime.time):
        return value.isoformat()
    return " ".join(str(value).split())


def day_of(value: Any) -> str:
    """The day that a bare number stands for where its column holds days; empty where it cannot be one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    if not _FIRST_DAY <= value <= _LAST_DAY or value != int(value):
        return ""
    return (_EPOCH + datetime.timedelta(days=int(value))).isoformat()


def _day(day: datetime.date, form: str) -> str:
    """A day as precise as its format: a month where no day is shown, a year where no month is."""
    letters = _QUOTED.sub("", form).lower()
    if not letters or letters == "general" or "d" in letters:
        return day.isoformat()
    return f"{day:%m/%Y}" if "m" in letters else f"{day:%Y}"


def _number(value: int | float, form: str, comma: bool) -> str:
    signs: list[str] = []

    def literal(match: re.Match[str]) -> str:
        signs.append(next((group for group in match.groups() if group), ""))
        return "\x00" if signs[-1] else ""

    bare = _QUOTED.sub(literal, form)
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return str(value)
    if "%" in bare:
        exact *= 100
    places = _PLACES.search(bare)
    if places is None or re.search("[0#][Ee][+-]", bare):
        return _written(exact, None, False, comma) + ("%" if "%" in bare else "")
    exact /= Decimal(1000) ** len(places.group(2))
    grouped = "," in places.group()[: len(places.group()) - len(places.group(2))]
    decimals = len(places.group(1) or "")
    text = _written(exact, decimals, grouped, comma)
    before = "".join(signs[: bare[: places.start()].count("\x00")]).strip()
    after = "".join(signs[bare[: places.start()].count("\x00") :]).strip()
    # A dollar sign stands unquoted in a format.
    before = before or ("$" if "$" in bare[: places.start()] else "")
    text = f"{before}{' ' if before[-1:].isalpha() else ''}{text}" if before else text
    text += "%" if "%" in bare else ""
    return f"{text} {after}" if after else text


def _written(value: Decimal, decimals: int | None, grouped: bool, comma: bool) -> str:
    if decimals is None:
        value = round(value, _MOST_DECIMALS)
        text = f"{value:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) if abs(value) < 10**20 else value
        text = f"{value:,f}" if grouped else f"{value:f}"
    text = "0" if text in ("-0", "") else text
    return text.translate(str.maketrans(",.", ".,")) if comma else text
