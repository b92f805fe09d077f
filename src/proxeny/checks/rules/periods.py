"""Flows over periods that lie in each other: a part of a year is no more than the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from math import inf

from proxeny.checks.points import Accumulation, Found, Kind, Point, comparable

# What is that much more than the longer period that it lies in is no later correction: something else is counted.
OTHER_THINGS = Decimal("1.5")
# Months already told are corrected with every release; sums over months may be out by that much of the whole.
CORRECTIONS = Decimal("0.01")
# What happened on a day or in a week says nothing of the size of the year.
A_MONTH = 28
_THOUSAND = Decimal(1000)
# Below that many times no power of a thousand explains a difference (`scale_between`); a little is left for floats.
LEAST_SLIP = 199.0
NEARLY = 1 - 1e-9
_DAY = timedelta(days=1)


def scale_between(one: Decimal, other: Decimal) -> Decimal | None:
    """The power of a thousand that lies between two figures which should be of one size: 200 to 5,000 times a step."""
    if not one or not other:
        return None
    ratio = abs(one / other)
    ratio = max(ratio, 1 / ratio)
    step = _THOUSAND
    for _step in range(3):
        if step / 5 <= ratio <= step * 5:
            return step
        step *= _THOUSAND
    return None


def parts_of_years(points: Sequence[Point], kinds: Mapping[str, Accumulation]) -> Iterator[Found]:
    """A flow of some months above that of more months, or far below what its share of the days would be.

    Found as ``scale`` where a power of a thousand explains it, ``period`` where one figure is given to two periods,
    ``definition`` where it is above by half or more, else ``series``. One finding for each suspect: the point that is
    at odds with the most others.
    """
    for key, group in comparable(points).items():
        if kinds.get(key[0]) != "flow" or len(group) < 2:
            continue
        odds = [pair for pair in _pairs(group) if pair is not None]
        yield from _by_suspect(odds)


def _pairs(group: Sequence[Point]) -> Iterator[tuple[Kind, Point, Point, Decimal | None] | None]:
    dated = sorted((point for point in group if point.days), key=lambda point: (point.days, point.first, point.key))
    by_year: dict[int | None, list[Point]] = {}
    for point in dated:
        by_year.setdefault(point.year, []).append(point)
    wide = by_year.pop(None, [])
    for inside in by_year.values():
        sizes = [_Size.of(point) for point in (*inside, *wide)]
        for place, part in enumerate(inside):
            size = sizes[place]
            for other in sizes[place + 1 :]:
                if not size.is_clear_of(other) and part.lies_in(other.point):
                    yield _at_odds(part, other.point)


@dataclass(slots=True)
class _Size:
    """A point as rough numbers, by which nearly all pairs are seen to be in order without their decimals."""

    point: Point
    days: int
    value: float
    low: float
    high: float

    @classmethod
    def of(cls, point: Point) -> _Size:
        low = float(point.low) if point.low is not None else -inf
        high = float(point.high) if point.high is not None else inf
        return cls(point, point.days, float(point.value), low, high)

    def is_clear_of(self, longer: _Size) -> bool:
        """Whether a part is surely in order beside a longer period: below it, of its scale, and another figure."""
        if self.value <= 0 or longer.value <= 0 or self.low >= longer.high * NEARLY:
            return False
        ratio = self.value * longer.days / (longer.value * self.days)
        is_other = not NEARLY < self.value / longer.value < 1 / NEARLY
        return is_other and (self.days < A_MONTH or 1 / LEAST_SLIP < ratio < LEAST_SLIP)


def _at_odds(part: Point, whole: Point) -> tuple[Kind, Point, Point, Decimal | None] | None:
    expected = whole.value * part.days / whole.days
    slip = scale_between(part.value, expected) if part.days >= A_MONTH else None
    if slip is not None and part.value > 0 and whole.value > 0:
        return "scale", part, whole, slip
    if part.may_be_above(whole):
        assert part.low is not None
        assert whole.high is not None
        is_other = whole.high <= 0 or part.low / whole.high >= OTHER_THINGS
        return ("definition" if is_other else "series"), part, whole, None
    if _is_told_twice(part, whole):
        return "period", part, whole, None
    return None


def _is_told_twice(part: Point, whole: Point) -> bool:
    """Whether one exact figure of three digits or more is given to a part and to the whole, a month or more apart."""
    digits = len(part.value.normalize().as_tuple().digits)
    return part.value == whole.value and digits >= 3 and A_MONTH <= part.days <= whole.days - A_MONTH


def _by_suspect(odds: list[tuple[Kind, Point, Point, Decimal | None]]) -> Iterator[Found]:
    left = list(odds)
    while left:
        counted: dict[int, int] = {}
        for _kind, part, whole, _slip in left:
            counted[part.key] = counted.get(part.key, 0) + 1
            counted[whole.key] = counted.get(whole.key, 0) + 1
        # of two that are at odds once each, the part is the likelier slip: more figures speak of whole years
        kind, part, whole, slip = max(left, key=lambda one: max(counted[one[1].key], counted[one[2].key]))
        suspect = part if counted[part.key] >= counted[whole.key] else whole
        mine = [one for one in left if suspect in (one[1], one[2])]
        others = tuple(dict.fromkeys(two for one in mine for two in (one[1], one[2]) if two is not suspect))
        values: dict[str, object] = {"slip": slip} if slip is not None else {}
        yield Found(kind, "part_of_year", suspect, others, values)
        left = [one for one in left if suspect not in (one[1], one[2])]


def same_days(points: Sequence[Point], kinds: Mapping[str, Accumulation]) -> Iterator[Found]:
    """An estimate and an actual figure of the same days that are apart by half or more: not the same thing is counted.

    What is less apart is the ordinary correction of an estimate.
    """
    for key, group in comparable(points).items():
        if kinds.get(key[0]) == "rate" or len(group) < 2:
            continue
        seen: dict[tuple[object, object], Point] = {}
        for point in group:
            if not point.days:
                continue
            before = seen.setdefault((point.first, point.last), point)
            if before is point:
                continue
            below, above = sorted((before, point), key=lambda one: one.value)
            slip = scale_between(above.value, below.value)
            if slip is not None:
                yield Found("scale", "same_days", point, (before,), {"slip": slip})
            elif above.may_be_above(below) and below.value > 0 and above.value / below.value >= OTHER_THINGS:
                yield Found("definition", "same_days", point, (before,))


def additions(points: Sequence[Point], kinds: Mapping[str, Accumulation]) -> Iterator[Found]:
    """Two periods that follow each other and the one that they make up, where the sum does not come out.

    A hundredth of the whole is left for corrections of months already told.
    """
    for key, group in comparable(points).items():
        if kinds.get(key[0]) != "flow" or len(group) < 3:
            continue
        by_days = {(point.first, point.last): point for point in group if point.days}
        begins: dict[object, list[Point]] = {}
        for point in by_days.values():
            begins.setdefault(point.first, []).append(point)
        for first in by_days.values():
            assert first.last is not None
            for second in begins.get(first.last + _DAY, ()):
                whole = by_days.get((first.first, second.last))
                if whole is not None and _misses(whole, (first, second)):
                    yield Found("parts", "additions", whole, (first, second), {"sum": first.value + second.value})


def _misses(whole: Point, parts: Sequence[Point]) -> bool:
    leeway = abs(whole.value) * CORRECTIONS
    lows = [part.low for part in parts if part.low is not None]
    highs = [part.high for part in parts if part.high is not None]
    is_above = whole.high is not None and len(lows) == len(parts) and sum(lows) > whole.high + leeway
    is_below = whole.low is not None and len(highs) == len(parts) and sum(highs) < whole.low - leeway
    return is_above or is_below
