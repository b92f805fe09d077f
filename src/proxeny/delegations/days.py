"""Days of a delegation as far as they are known to the day, and whether other days lie within them."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proxeny.core import period
from proxeny.core.errors import BadPeriod

Span = tuple[date, date]

_DAY = r"\d{4}-\d\d-\d\d"
_DAYS = re.compile(rf"{_DAY}(?:/{_DAY})?")


def span_of(edtf: str) -> Span | None:
    """First and last day of a date, both included, where it is known to the day; ``None`` for a month, a year or an
    open end."""
    if not _DAYS.fullmatch(edtf or ""):
        return None
    try:
        first, last = period.days(edtf)
    except BadPeriod:
        return None
    return (first, last) if first is not None and last is not None else None


def length(span: Span) -> int:
    """Days from the first to the last, both included."""
    return (span[1] - span[0]).days + 1


def overlap(one: Span, other: Span) -> Span | None:
    """The days that two spans have in common."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def lies_outside(edtf: str, of: str) -> bool:
    """Whether a date goes beyond the days of another; not known to the day, neither does."""
    inner, outer = span_of(edtf), span_of(of)
    return inner is not None and outer is not None and (inner[0] < outer[0] or inner[1] > outer[1])


def demand_within(edtf: str, of: str, field: str) -> None:
    """Raises ``ValidationError`` on ``field`` for a day that the delegation is not away or here."""
    if lies_outside(edtf, of):
        raise ValidationError(
            {
                field: _("%(found)s is not within the days of the delegation, %(days)s. Mend this day or those.")
                % {"found": edtf.replace("/", " – "), "days": of.replace("/", " – ")}
            }
        )
