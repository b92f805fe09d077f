"""A point of a series as the checks see it: what is measured, of whom, when, and the values that its sources allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

Accumulation = Literal["flow", "stock", "rate"]
Kind = Literal["scale", "period", "definition", "revision", "currency", "parts", "share", "series", "plain"]


@lru_cache(maxsize=20_000)
def _days_and_year(first: date | None, last: date | None) -> tuple[int, int | None]:
    """How many days a period has and the one year that it lies in; few periods come again and again."""
    if first is None or last is None:
        return 0, None
    return (last - first).days + 1, first.year if first.year == last.year else None


@dataclass(eq=False, slots=True)
class Point:
    """One observation, the same only as itself.

    ``low`` and ``high`` bound what its sources, taken together, leave open; ``None`` for no bound. ``partner`` is
    ``None`` for the home city as a whole. ``key`` is the observation's primary key. ``publisher`` is the one publisher
    of its sources, empty where there are several.
    """

    key: int
    indicator: str
    area: str
    partner: int | None
    first: date | None
    last: date | None
    status: str
    definition: str
    label: str
    unit: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    publisher: str = ""

    @property
    def days(self) -> int:
        """How many days its period has; nought where it is open."""
        return _days_and_year(self.first, self.last)[0]

    @property
    def year(self) -> int | None:
        """The year that its period lies in, if it is one."""
        return _days_and_year(self.first, self.last)[1]

    @property
    def is_whole_year(self) -> bool:
        """Whether its period is a calendar year."""
        return self.year is not None and self.days >= 365

    def lies_in(self, other: Point) -> bool:
        """Whether its period is a part of another's, and not the same."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return other.first <= self.first and self.last <= other.last and self.days < other.days

    def has_days_of(self, other: Point) -> bool:
        """Whether the two speak of the same days."""
        return self.first == other.first and self.last == other.last and self.first is not None

    def ends_before(self, other: Point) -> bool:
        """Whether the other begins on the day after it ends."""
        return self.last is not None and other.first is not None and self.last + timedelta(days=1) == other.first

    def may_be_above(self, other: Point) -> bool:
        """Whether it is surely greater: all that it leaves open lies above all that the other leaves open."""
        return self.low is not None and other.high is not None and self.low > other.high


@dataclass(frozen=True, slots=True)
class Found:
    """Points that cannot all be right. ``suspect`` is the one that the conflict is put at; ``rule`` says how it was
    seen, and ``values`` hold the figures of its explanation."""

    kind: Kind
    rule: str
    suspect: Point
    others: tuple[Point, ...]
    values: dict[str, object] = field(default_factory=dict)

    @property
    def points(self) -> tuple[Point, ...]:
        """All of them, the suspect first."""
        return (self.suspect, *self.others)


class CityFigures(list[Point]):
    """The city's own figures, to set those of its partners beside: kept by indicator and days once for all of them."""

    @cached_property
    def usual(self) -> dict[tuple[str, date | None, date | None], list[Point]]:
        """Those without definition and label, by indicator and days; targets left out."""
        found: dict[tuple[str, date | None, date | None], list[Point]] = {}
        for point in self:
            if point.status != "target" and not point.label and not point.definition and point.days:
                found.setdefault((point.indicator, point.first, point.last), []).append(point)
        return found


def comparable(points: Iterable[Point]) -> dict[tuple[str, str, int | None, str, str, str], list[Point]]:
    """Points grouped by what they measure (indicator, area, partner, definition, label, unit); targets left out."""
    found: dict[tuple[str, str, int | None, str, str, str], list[Point]] = {}
    for point in points:
        if point.status != "target":
            key = (point.indicator, point.area, point.partner, point.definition, point.label, point.unit)
            found.setdefault(key, []).append(point)
    return found
