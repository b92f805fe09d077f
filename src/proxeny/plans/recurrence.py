"""Promises that come again: the next day of a yearly or half-yearly one, as precise as the first was stated."""

from __future__ import annotations

import calendar
import re
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core import period
from proxeny.core.fields import EdtfField


class Every(models.TextChoices):
    """How often something promised is to be done."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half_year", _("every half-year")
    YEAR = "year", _("every year")


MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?([?~%]?)")


def can_recur(due: str, every: str) -> bool:
    """Whether a day can be moved on by an interval: a year can be moved by years only, an open end not at all."""
    months = MONTHS[Every(every)]
    pieces = due.split("/")
    found = [_PLAIN.fullmatch(piece) for piece in pieces]
    return all(match is not None and (match[2] is not None or months % 12 == 0) for match in found)


def occurrence(due: str, every: str, number: int) -> str:
    """The due date of a promise after ``number`` occurrences; the first for none, the only one where it does not recur.

    EDTF in and out. Days are counted from the first due date: the last day of a month stays the last, so that
    30 June is followed by 31 December half a year later, and 31 January by 28 February.
    """
    if not due or not every or not number or not can_recur(due, every):
        return due
    months = MONTHS[Every(every)] * number
    return "/".join(_moved(piece, months) for piece in due.split("/"))


def _moved(piece: str, months: int) -> str:
    match = _PLAIN.fullmatch(piece)
    assert match is not None, piece
    year, month, day, mark = match.groups()
    total = int(year) * 12 + int(month or 1) - 1 + months
    moved_year, moved_month = total // 12, total % 12 + 1
    if month is None:
        return f"{moved_year:04}{mark}"
    if day is None:
        return f"{moved_year:04}-{moved_month:02}{mark}"
    length = calendar.monthrange(moved_year, moved_month)[1]
    is_last = int(day) == calendar.monthrange(int(year), int(month))[1]
    moved_day = length if is_last else min(int(day), length)
    return f"{moved_year:04}-{moved_month:02}-{moved_day:02}{mark}"


def is_over(until: str, due: str) -> bool:
    """Whether a promise kept ``until`` some day has no occurrence on a due date any more."""
    if not until or not due:
        return False
    last, first = period.days(until)[1], period.days(due)[0]
    return last is not None and first is not None and first > last


class NextDueField(EdtfField):
    """The due date that is to be met next, which follows ``due``, ``every`` and ``settled`` on every save."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Computed from the row itself."""
        row: Any = model_instance
        setattr(row, self.attname, occurrence(row.due, row.every, row.settled))
        return super().pre_save(model_instance, add)
