"""Leaders who would have to be in two places: happenings that take the same person on the same day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from proxeny.partners.models import Person
from proxeny.registers.agenda import Occasion


@dataclass(frozen=True)
class Clash:
    """Two happenings that want the same leader on the days from ``first`` to ``last``, both included."""

    leader: Person
    one: Occasion
    other: Occasion
    first: date
    last: date


def clashes(found: Iterable[Occasion], *, visible_to: Any) -> list[Clash]:
    """The clashes among some occasions, the earliest first; of leaders whom the person may see. One SQL query.

    Happenings of one record (a visit and its programme) do not clash with each other. Two on one day clash unless both
    are known to the hour and one is over when the other begins.
    """
    taken: dict[int, list[Occasion]] = defaultdict(list)
    for occasion in found:
        if occasion.sort == "happening" and not occasion.is_done:
            for leader in occasion.leaders:
                taken[leader].append(occasion)
    wanted = [leader for leader, theirs in taken.items() if len(theirs) > 1]
    if not wanted:
        return []
    people = Person.objects.visible_to(visible_to).in_bulk(wanted)
    return sorted(_of_leaders(people, taken), key=lambda clash: (clash.first, clash.last, clash.one.key))


def _of_leaders(people: Mapping[int, Person], taken: Mapping[int, list[Occasion]]) -> Iterable[Clash]:
    for key, person in people.items():
        for one, other in combinations(sorted(taken[key], key=lambda each: (each.first, each.key)), 2):
            first, last = max(one.first, other.first), min(one.last, other.last)
            if first <= last and record_of(one) != record_of(other) and not _one_after_the_other(one, other):
                yield Clash(person, one, other, first, last)


def record_of(occasion: Occasion) -> str:
    """What an occasion belongs to: the register and record that its key begins with."""
    return ":".join(occasion.key.split(":")[:2])


def _one_after_the_other(one: Occasion, other: Occasion) -> bool:
    """Whether both are known to the hour and do not overlap."""
    if one.begins is None or other.begins is None or one.ends is None or other.ends is None:
        return False
    return one.ends <= other.begins or other.ends <= one.begins
