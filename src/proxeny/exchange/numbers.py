"""Figures in both habits, 1.250,5 and 1,250.5: decided by what a whole column shows, doubts said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from proxeny.exchange.errors import Wrong

_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_FIGURE = re.compile(r"[-+]?\d[\d.,]*")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*")
_SCALES = {
    "nghìn": 3, "ngàn": 3, "thousand": 3, "triệu": 6, "million": 6, "mn": 6, "tr": 6, "tỷ": 9, "tỉ": 9, "billion": 9,
    "bn": 9,
}  # fmt: skip
_SCALED = re.compile(rf"(?P<figure>.+?)\s*(?P<scale>{'|'.join(_SCALES)})\b\.?", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:USD|VND|VNĐ|EUR|US\$|\$|€|₫)|(?:USD|VND|VNĐ|EUR|US\$|\$|€|₫|đồng|đ|%)$", re.IGNORECASE)


@dataclass(frozen=True)
class Habit:
    """How a column writes fractions: ``,`` or ``.``; ``doubt`` says why somebody should look."""

    decimal: str
    doubt: str = ""


def bare(text: str) -> str:
    """A figure without spaces and currency signs."""
    return _CURRENCY.sub("", text.strip()).translate(_SPACES)


def _shows(text: str) -> str:
    """The sign of fractions that a figure proves: ``,``, ``.``, ``?`` for one that could be either, else empty."""
    scaled = _SCALED.fullmatch(_CURRENCY.sub("", text.strip()).strip())
    text = bare(scaled["figure"] if scaled else text)
    if not _NUMBER.fullmatch(text):
        return ""
    comma, point = text.count(","), text.count(".")
    if comma and point:
        return "," if text.rfind(",") > text.rfind(".") else "."
    if not comma and not point:
        return ""
    sign, other = (",", ".") if comma else (".", ",")
    if text.count(sign) > 1:
        return other
    whole, fraction = text.lstrip("+-").split(sign)
    return "?" if len(fraction) == 3 and 1 <= len(whole) <= 3 and whole != "0" else sign


def habit_of(texts: Iterable[str], *, is_whole: bool, given: str = "", language: str = "en") -> Habit:
    """The habit of a column, from all its figures that are text.

    Where every figure could be either (``1.250``), they are taken for whole thousands, and the doubt says so; for
    counts (``is_whole``) there is no doubt. Where figures prove both habits, the more frequent one holds and the others
    are refused.
    """
    if given:
        return Habit(given)
    proofs = {",": 0, ".": 0, "?": 0}
    example = {"?": ""}
    grouping = {",": 0, ".": 0}
    for text in texts:
        shown = _shows(text)
        if shown:
            proofs[shown] += 1
            example.setdefault(shown, text)
            if shown == "?":
                example["?"] = example["?"] or text
                grouping["," if "," in text else "."] += 1
    if proofs[","] or proofs["."]:
        decimal = "," if proofs[","] >= proofs["."] else "."
        if proofs[","] and proofs["."]:
            return Habit(
                decimal,
                _("Figures are written in both habits (%(one)s and %(other)s); “%(decimal)s” is taken for fractions.")
                % {"one": example[","], "other": example["."], "decimal": decimal},
            )
        return Habit(decimal)
    if proofs["?"]:
        decimal = "." if grouping[","] >= grouping["."] else ","
        doubt = _(
            "“%(example)s” could be a fraction; it is read as thousands. Say which sign stands for fractions."
        ) % {"example": example["?"]}
        return Habit(decimal, "" if is_whole else doubt)
    return Habit("," if language.startswith("vi") else ".")


def from_text(text: str, habit: Habit) -> Decimal:
    """A figure as text, with a scale word behind it if there is one. Raises ``Wrong``."""
    scale = Decimal(1)
    stripped = bare(text)
    if scaled := _SCALED.fullmatch(_CURRENCY.sub("", text.strip()).strip()):
        scale = Decimal(10) ** _SCALES[scaled["scale"].lower()]
        stripped = bare(scaled["figure"])
    group = "." if habit.decimal == "," else ","
    whole, point, fraction = stripped.partition(habit.decimal)
    digits = whole.lstrip("+-")
    fits = _FIGURE.fullmatch(stripped) is not None and group not in fraction and habit.decimal not in fraction
    if fits and group in digits:
        first, *rest = digits.split(group)
        fits = 1 <= len(first) <= 3 and all(len(part) == 3 for part in rest)
    if not fits:
        example = "1.250,5" if habit.decimal == "," else "1,250.5"
        raise Wrong(
            "number.unreadable",
            _("This is no number in the habit of the column (%(example)s).") % {"example": example},
            _("Write digits, or change how the column's fractions are read."),
        )
    try:
        return Decimal(whole.replace(group, "") + (f".{fraction}" if point and fraction else "")) * scale
    except InvalidOperation as error:
        raise Wrong("number.unreadable", _("This is no number."), _("Write digits only, as 2940000000.")) from error


def from_number(number: float) -> Decimal:
    """A number cell, exactly as the spreadsheet shows its digits."""
    whole = isinstance(number, int) or number.is_integer()
    return Decimal(int(number)) if whole else Decimal(repr(number))
