"""What a person asks the calendar for: a stretch of days, of one register, their own, of some sort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from proxeny.registers import agenda
from proxeny.registers.agenda import Occasion

LATE_REACH = timedelta(days=730)  # how long ago a deadline may have passed and still be told of as late


@dataclass(frozen=True)
class Choice:
    """Which occasions are wanted; left empty, all of them."""

    register: str = ""
    whose: str = ""
    sort: str = ""

    def takes(self, occasion: Occasion, person: Any) -> bool:
        """Whether an occasion is wanted by a person."""
        return (
            (not self.register or occasion.register == self.register)
            and (self.whose != "mine" or person.pk in occasion.responsible)
            and (not self.sort or occasion.sort == self.sort)
        )

    def __bool__(self) -> bool:
        return bool(self.register or self.whose or self.sort)


def occasions(first: date, last: date, *, visible_to: Any, choice: Choice = Choice()) -> list[Occasion]:
    """The occasions of some days that a person may see and wants, in order of time.

    As many SQL queries as the providers of the registers need.
    """
    return in_order(_told(agenda.Asked(first, last, visible_to), choice))


def late(on: date, *, visible_to: Any, choice: Choice = Choice()) -> list[Occasion]:
    """The deadlines that passed in the two years before a day and are not done, the longest late first.

    As many SQL queries as the providers of the registers need.
    """
    asked = agenda.Asked(on - LATE_REACH, on - timedelta(days=1), visible_to, is_for_late=True)
    return in_order(one for one in _told(asked, choice) if one.is_late(on))


def _told(asked: agenda.Asked, choice: Choice) -> Iterable[Occasion]:
    """What the registers tell of; a provider that forgot days or a mark is not trusted, they are looked at again."""
    clearance = getattr(asked.person, "clearance", 0)
    found: dict[str, Occasion] = {}
    for occasion in agenda.occasions(asked):
        is_within = occasion.first <= asked.last and occasion.last >= asked.first
        if is_within and occasion.mark <= clearance and choice.takes(occasion, asked.person):
            found[occasion.key] = occasion
    return found.values()


def coming(
    first: date, *, longest: timedelta, most: int, visible_to: Any, choice: Choice = Choice()
) -> tuple[list[Occasion], date]:
    """The occasions from a day on, and the last day they are told of: ``longest`` later, or once ``most`` are chosen.

    All of those days, chosen or not. A day is told of as a whole, so that nothing is lost by whoever goes on with the
    day after. As many SQL queries as the providers of the registers need, and again where a quarter of the time, which
    is looked at first, holds fewer.
    """
    found: list[Occasion] = []
    until = first
    for until in (first + longest / 4, first + longest):
        found = occasions(first, until, visible_to=visible_to)
        begin = [max(one.first, first) for one in found if choice.takes(one, visible_to)]
        if len(begin) > most:
            return [one for one in found if one.first <= begin[most - 1]], begin[most - 1]
    return found, until


def in_order(found: Iterable[Occasion]) -> list[Occasion]:
    """By day, then by hour, what takes longest first."""
    return sorted(
        found,
        key=lambda each: (
            each.first,
            each.begins.timetz().isoformat() if each.begins else "",
            -(each.last - each.first).days,
            each.key,
        ),
    )
