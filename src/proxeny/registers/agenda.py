"""What stands in the calendar: days that the registers know of, for the pages, feeds and reminders of the calendar.

Every app that keeps days adds a provider when it is ready; the calendar asks them all and knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

# ``happening``: a visit, an event, a session. ``deadline``: something to be done by the day. ``notice``: something that
# ends or lapses by itself, as an agreement's term.
Sort = Literal["happening", "deadline", "notice"]


@dataclass(frozen=True)
class Occasion:
    """One entry of the calendar.

    ``key`` is stable over time and unique (``delegations:PX-12:dates``), so that a feed replaces it when it moves; its
    first two parts say which record it is of, for happenings of one record do not clash with each other.
    ``first`` and ``last`` are days, both included; ``begins``, ``ends`` the time of day where it is known. ``is_done``
    takes a deadline out of the reminders. ``responsible`` are primary keys of the office's users who are reminded of it
    (nobody: the whole office's digest), ``leaders`` the keys of ``partners.Person`` whose days it takes, by which
    conflicts of dates are seen. ``is_tentative`` is what is planned and not decided.
    """

    key: str
    register: str
    sort: Sort
    title: str
    first: date
    last: date
    url: str
    mark: int
    begins: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    what: str = ""
    is_done: bool = False
    is_tentative: bool = False
    responsible: frozenset[int] = frozenset()
    leaders: frozenset[int] = field(default_factory=frozenset)

    def is_late(self, on: date) -> bool:
        """Whether it was to be done before a day and is not."""
        return self.sort == "deadline" and not self.is_done and self.last < on


@dataclass(frozen=True)
class Asked:
    """What the calendar asks for: the days ``first`` to ``last``, both included, as far as ``person`` may see.

    Days known only to the month or year are left out: they are no days of a calendar.

    ``is_for_late`` asks for nothing but deadlines that are not done. A provider with much else in its register leaves
    the rest out by its query, for the days asked for are two years then; the calendar leaves it out in any case.
    """

    first: date
    last: date
    person: Any
    is_for_late: bool = False


Provider = Callable[[Asked], Iterable[Occasion]]
_PROVIDERS: dict[str, Provider] = {}


def add_occasions(name: str, provider: Provider) -> None:
    """Add what an app knows of the calendar; called when it is ready. A constant number of SQL queries each, please."""
    _PROVIDERS[name] = provider


def occasions(asked: Asked, *, of: Iterable[str] = ()) -> Iterator[Occasion]:
    """Everything asked for, by provider; of those named only, if any are."""
    wanted = set(of)
    for name, provider in _PROVIDERS.items():
        if not wanted or name in wanted:
            yield from provider(asked)


def names() -> list[str]:
    """The providers there are."""
    return list(_PROVIDERS)
