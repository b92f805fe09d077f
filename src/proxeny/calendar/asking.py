"""What a person asks the calendar for: a stretch of days, of one register, their own, of some sort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from proxeny.registers import agenda
from proxeny.registers.agenda import Occasion


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

    As many SQL queries as the providers of the registers need. A provider that forgot a mark is not trusted: what is
    above the person's clearance is left out here again.
    """
    clearance = getattr(visible_to, "clearance", 0)
    found: dict[str, Occasion] = {}
    for occasion in agenda.occasions(agenda.Asked(first, last, visible_to)):
        is_within = occasion.first <= last and occasion.last >= first
        if is_within and occasion.mark <= clearance and choice.takes(occasion, visible_to):
            found[occasion.key] = occasion
    return in_order(found.values())


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
