"""Reply clocks: within how many working days the office answers, as dated data, counted in the office's calendar."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.core import period
from proxeny.core.errors import DomainError
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.procedures import office
from proxeny.procedures.rules import Calendar
from proxeny.procedures.rules.pack import Span, in_words

OWN = Path(__file__).with_name("clocks.toml")
NAMES = ("enquiry", "grievance")
# How far back a day is looked at one by one; whatever came before is late under any clock.
_LOOK_BACK = 120


class BadClocks(DomainError):
    """The file of clocks cannot be used; the message names it, what was found and what was expected."""

    code = "clocks.malformed"


@dataclass(frozen=True)
class Clock:
    """``days`` working days for what was received from ``valid_from`` on; ``source`` in words, by language."""

    name: str
    valid_from: date
    days: int
    source: dict[str, str]
    is_verified: bool

    @property
    def words(self) -> str:
        """Where it comes from, in the reader's language."""
        return in_words(self.source, get_language() or "en")


@lru_cache(maxsize=4)
def _clocks(path: str) -> tuple[Clock, ...]:
    try:
        entries = tomllib.loads(Path(path).read_text(encoding="utf-8")).get("clock", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadClocks(f"{path}: {error}. Name a file with [[clock]] tables in PROXENY_CLOCKS.") from error
    found = []
    for at, entry in enumerate(entries, 1):
        days, since, name = entry.get("working_days"), entry.get("valid_from"), entry.get("name")
        if name not in NAMES or not isinstance(days, int) or not 1 <= days <= 60 or type(since) is not date:
            raise BadClocks(
                f"{path}: clock {at} is {entry!r}; expected name ({' or '.join(NAMES)}), valid_from = a day and "
                "working_days from 1 to 60."
            )
        found.append(Clock(name, since, days, dict(entry.get("source", {})), entry.get("status") == "verified"))
    return tuple(sorted(found, key=lambda clock: clock.valid_from))


def clock_for(name: str, received: date) -> Clock | None:
    """The clock that holds for what was received on a day; ``None`` where the office has none. Raises ``BadClocks``."""
    found = [
        clock
        for clock in _clocks(str(getattr(settings, "PROXENY_CLOCKS", "") or OWN))
        if clock.name == name and clock.valid_from <= received
    ]
    return found[-1] if found else None


@lru_cache(maxsize=8192)
def _due(pack: str, name: str, path: str, received: date) -> date | None:
    clock = clock_for(name, received)
    if clock is None:
        return None
    found = office.pack()
    return Calendar(found.holidays, found.counting).counted(received, Span(clock.days, "working"))


def due(name: str, received: date) -> date | None:
    """The last day for an answer to what was received on a day."""
    return _due(settings.PROXENY_RULES, name, str(getattr(settings, "PROXENY_CLOCKS", "")), received)


def _day_of(edtf: str) -> date | None:
    """The day of a date that is known to the day."""
    if not edtf or not period.is_edtf(edtf):
        return None
    first, last = period.days(edtf)
    return first if first == last else None


def due_of_enquiry(lead: Any) -> date | None:
    """The last day for the first answer to an enquiry; ``None`` where nobody asked or the day is not known."""
    received = _day_of(lead.received)
    return due("enquiry", received) if received else None


def due_of_grievance(grievance: Any) -> date | None:
    """The last day for an answer to a grievance: as agreed, else by the office's clock."""
    if grievance.due and period.is_edtf(grievance.due):
        return period.days(grievance.due)[1]
    received = _day_of(grievance.received)
    return due("grievance", received) if received else None


def received_before_due(name: str, on: date) -> tuple[date, list[date]]:
    """What is late on a day if not answered: everything received before the first, and on each of the others."""
    start = on - timedelta(days=_LOOK_BACK)
    days = [start + timedelta(days=number) for number in range(_LOOK_BACK + 1)]
    return start, [day for day in days if (last := due(name, day)) is not None and last < on]


def received_for_due(name: str, first: date, last: date) -> tuple[date, date] | None:
    """The days between which lies what is due between two days, both included; ``None`` where nothing can be.

    Clocks change over the years, so that some of what was received between them may be due on other days.
    """
    start = first - timedelta(days=_LOOK_BACK)
    days = (start + timedelta(days=number) for number in range((last - start).days + 1))
    found = [day for day in days if (until := due(name, day)) is not None and first <= until <= last]
    return (found[0], found[-1]) if found else None


def is_to_come(edtf: str) -> bool:
    """Whether a date begins after today."""
    first = period.days(edtf)[0] if edtf and period.is_edtf(edtf) else None
    return first is not None and first > timezone.localdate()


def backwards(record: Any, earlier: str, later: str) -> str:
    """What to say where one date of a record ends before another begins; empty where they are in order."""
    first, last = getattr(record, earlier), getattr(record, later)
    if not first or not last or not period.is_edtf(first) or not period.is_edtf(last):
        return ""
    begins, ends = period.days(first)[0], period.days(last)[1]
    if begins is None or ends is None or ends >= begins:
        return ""
    language = get_language() or "en"
    return _("%(later)s is before %(earlier)s. Correct one of the two days.") % {
        "later": edtf_in_words(last, language),
        "earlier": edtf_in_words(first, language),
    }
