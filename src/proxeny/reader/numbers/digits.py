"""Digits with separators: what they are worth, decided on the evidence of the whole document.

``1.250`` is 1250 to a Vietnamese and one and a quarter to an English reader, and real pages keep to neither. What a
document does elsewhere (``61.08``, ``7.412.560``) says how it means the separator; failing that, its language decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

MOST_DIGITS = 40  # a longer run is a code, a checksum or an attack, never an amount

_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")
_GROUPED_THEN_DECIMAL = re.compile(r"(\d{1,3}(?:([.,' ])\d{3})+)([.,])(\d+)")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_GROUPED_THEN_SAME = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)\2(\d{1,2})")  # 1,905,6: one mark for both
_VERSION = re.compile(r"[1-9]\.0")  # Industry 4.0


@dataclass(frozen=True, slots=True)
class Habit:
    """Which separator of a document marks decimals, how surely; ``mixed`` where the document does both."""

    decimal: str
    mixed: bool


@dataclass(frozen=True, slots=True)
class Digits:
    """A value and the other value that the same digits may mean, where there is one."""

    value: Decimal
    alternative: Decimal | None = None


def habit_of(written: Iterable[str], decimal: str) -> Habit:
    """The habit of a document from its unambiguous numbers; ``decimal`` is the mark of its language."""
    votes = {".": 0, ",": 0}
    for raw in written:
        dots, commas = raw.count("."), raw.count(",")
        if (not dots and not commas) or _VERSION.fullmatch(raw):
            continue
        if dots and commas:
            last = "." if raw.rfind(".") > raw.rfind(",") else ","
            if raw.count(last) == 1:
                votes[last] += 1
        elif dots + commas > 1:
            if _GROUPED.fullmatch(raw):
                votes["," if dots else "."] += 1
        else:
            whole, _, rest = raw.partition("." if dots else ",")
            if len(rest) != 3 and len(rest) < 5 and len(whole) < 7:
                votes["." if dots else ","] += 1
    other = "," if decimal == "." else "."
    mixed = bool(votes["."] and votes[","])
    # Against the language's habit only where nothing in the document speaks for it, or three times as much against it.
    if votes[other] and (not votes[decimal] or votes[other] > 3 * votes[decimal]):
        return Habit(other, mixed)
    return Habit(decimal, mixed)


def read_digits(raw: str, habit: Habit, *, whole: bool = False) -> Digits | None:
    """The value of digits with separators, ``None`` where they are no number (``028.3822.4224``).

    ``whole`` says that no fraction is meant (``1.000`` with no scale behind it): then three digits behind one mark
    are a group.
    """
    if len(raw) > MOST_DIGITS:
        return None
    if raw.isdecimal():
        return Digits(Decimal(raw))
    marks = {mark for mark in raw if not mark.isdecimal()}
    if len(marks) == 1:
        mark = marks.pop()
        if mark in "' ":
            return Digits(Decimal(raw.replace(mark, ""))) if _GROUPED.fullmatch(raw) else None
        before, _, after = raw.partition(mark)
        if mark in after:
            if _GROUPED.fullmatch(raw) or _INDIAN.fullmatch(raw):
                return Digits(Decimal(raw.replace(mark, "")))
            same = _GROUPED_THEN_SAME.fullmatch(raw)
            return Digits(Decimal(f"{same.group(1).replace(mark, '')}.{same.group(3)}")) if same else None
        decimal = Decimal(f"{before}.{after}")
        if len(after) != 3 or len(before) > 3 or before[0] == "0":
            return Digits(decimal)
        group = Decimal(before + after)
        if mark == habit.decimal and not whole:
            return Digits(decimal, group)
        return Digits(group, decimal)
    match = _GROUPED_THEN_DECIMAL.fullmatch(raw)
    if match and match.group(2) != match.group(3):
        return Digits(Decimal(re.sub(r"[.,' ]", "", match.group(1)) + "." + match.group(4)))
    if _INDIAN.fullmatch(raw):
        return Digits(Decimal(raw.replace(",", "")))
    return None
