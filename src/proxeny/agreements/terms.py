"""How long an agreement runs: its term, how it is renewed, and the last day to give notice."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from proxeny.core import period

NOTICE_UNITS = ("days", "months")


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day that the month has; months may be negative."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    if not 1 <= year <= 9998:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Term:
    """The running of a term.

    ``expires`` is EDTF, empty for a text without end. ``renews_for`` is the number of months that it goes on by itself
    each time nobody gives notice, ``None`` where it does not. ``notice`` and ``notice_unit`` (``days``, ``months``) say
    how long before the end notice has to be given.
    """

    expires: str = ""
    renews_for: int | None = None
    notice: int | None = None
    notice_unit: str = "months"

    @property
    def first_end(self) -> date | None:
        """The last day of the term as agreed; days that the text leaves open count in its favour."""
        return period.days(self.expires)[1] if self.expires else None

    @property
    def goes_on_by_itself(self) -> bool:
        """Whether it is renewed tacitly."""
        return bool(self.renews_for)

    def is_over(self, on: date) -> bool:
        """Whether the term ended before a day, and was not renewed by itself."""
        end = self.first_end
        return end is not None and end < on and not self.goes_on_by_itself

    def end_running_on(self, on: date) -> date | None:
        """The last day of the term that runs on a day, counting tacit renewals; ``None`` for a text without end."""
        end = self.first_end
        if end is None or end >= on or not self.renews_for:
            return end
        passed = (on.year - end.year) * 12 + on.month - end.month
        times = max(1, passed // self.renews_for)
        while (found := months_after(end, times * self.renews_for)) < on:
            times += 1
        return found

    def last_day_of_notice(self, on: date) -> date | None:
        """The last day to give notice for the term that runs on a day; ``None`` where no notice is agreed.

        Where that day has passed and the term goes on by itself, it is the day for the end after that.
        """
        end = self.end_running_on(on)
        if end is None or not self.notice:
            return None
        day = self._before(end)
        if day < on and self.renews_for:
            return self._before(months_after(end, self.renews_for))
        return day

    def _before(self, end: date) -> date:
        if self.notice_unit == "days":
            return end - timedelta(days=self.notice or 0)
        return months_after(end, -(self.notice or 0))
