"""The period that a report is on, and the one that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from proxeny.core import period as periods
from proxeny.core.errors import BadPeriod

Kind = Literal["yearly", "nine-month", "six-month", "period"]
_MONTHS = {"yearly": 12, "nine-month": 9, "six-month": 6}


@dataclass(frozen=True)
class Period:
    """The days ``first`` to ``last``, both included; ``kind`` says what sort of report they make."""

    kind: Kind
    first: date
    last: date

    @property
    def edtf(self) -> str:
        """``2023``, ``2023-01/2023-06`` or days."""
        if (self.first.month, self.first.day) == (1, 1) and (self.last.month, self.last.day) == (12, 31):
            return str(self.first.year) if self.first.year == self.last.year else f"{self.first.year}/{self.last.year}"
        ends_a_month = periods.days(f"{self.last:%Y-%m}")[1] == self.last
        if self.first.day == 1 and ends_a_month:
            return f"{self.first:%Y-%m}/{self.last:%Y-%m}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def before(self) -> Period:
        """The same days of the year before."""
        return Period(self.kind, _a_year_before(self.first), _a_year_before(self.last))


def _a_year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    moved = day.replace(year=day.year - 1)
    ends_february = (day.month, day.day) == (2, 28) and periods.days(f"{moved:%Y-%m}")[1] != moved
    return date(moved.year, 2, 29) if ends_february else moved


def period_of(kind: Kind, edtf: str) -> Period:
    """The period of a report: a year for yearly, nine- and six-month reports, any EDTF period with both ends otherwise.

    Raises ``BadPeriod`` for what is no such period, or ends before it begins.
    """
    if kind in _MONTHS:
        if not (len(edtf) == 4 and edtf.isdecimal() and int(edtf) > 0):
            raise BadPeriod(_("“%(asked)s” is no year: this report is on one, written as 2023.") % {"asked": edtf})
        last = periods.days(f"{edtf}-{_MONTHS[kind]:02d}")[1]
        assert last is not None
        return Period(kind, date(int(edtf), 1, 1), last)
    first, end = periods.days(edtf)
    if first is None or end is None:
        raise BadPeriod(
            _("“%(asked)s” has no beginning or no end: give both, as 2023-01/2023-08.") % {"asked": edtf}
        )
    return Period(kind, first, end)
