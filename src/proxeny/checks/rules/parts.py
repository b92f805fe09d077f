"""Wholes and their parts: sums that must come out, and parts that are no more than the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from proxeny.checks.points import Accumulation, CityFigures, Found, Point
from proxeny.checks.relations import Sum, Within

Days = tuple[object, object]


def _on_days(points: Iterable[Point], indicator: str) -> dict[tuple[int | None, str, Days], list[Point]]:
    """The points of an indicator without a definition of their own, by partner, unit and days; targets left out."""
    found: dict[tuple[int | None, str, Days], list[Point]] = {}
    for point in points:
        is_usual = point.indicator == indicator and not point.definition and not point.label
        if is_usual and point.status != "target" and point.days:
            found.setdefault((point.partner, point.unit, (point.first, point.last)), []).append(point)
    return found


def _of_status(points: Sequence[Point], status: str) -> Point:
    return next((point for point in points if point.status == status), points[0])


def sums(points: Sequence[Point], known: Iterable[Sum]) -> Iterator[Found]:
    """A whole that its parts do not make up, where all are known; or parts that are more than it, where some are."""
    for relation in known:
        wholes = _on_days(points, relation.whole)
        if not wholes:
            continue
        of_parts = [_on_days(points, part) for part in relation.parts]
        for key, found in wholes.items():
            for whole in found:
                parts = [_of_status(rows[key], whole.status) for rows in of_parts if key in rows]
                if parts and not _adds_up(whole, parts, is_complete=len(parts) == len(relation.parts)):
                    total = sum((part.value for part in parts), Decimal(0))
                    yield Found("parts", "sum", whole, tuple(parts), {"sum": total})


def _adds_up(whole: Point, parts: Sequence[Point], *, is_complete: bool) -> bool:
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    if whole.high is not None and None not in lows and sum(low for low in lows if low is not None) > whole.high:
        return False
    if not is_complete or whole.low is None or None in highs:
        return True
    return sum(high for high in highs if high is not None) >= whole.low


def within(points: Sequence[Point], known: Iterable[Within]) -> Iterator[Found]:
    """A part that is more than what it is a part of, on the same days."""
    for relation in known:
        wholes = _on_days(points, relation.whole)
        if not wholes:
            continue
        for key, parts in _on_days(points, relation.part).items():
            for part in parts:
                for whole in wholes.get(key, ()):
                    if part.status == whole.status and part.may_be_above(whole):
                        yield Found("parts", "within", part, (whole,))


def of_partners(points: Sequence[Point], kinds: Mapping[str, Accumulation], city: CityFigures) -> Iterator[Found]:
    """A partner's figure above the city's own, on the same days."""
    if not city:
        return
    for point in points:
        wholes = city.usual.get((point.indicator, point.first, point.last))
        if wholes is None or point.status == "target" or point.label or kinds.get(point.indicator, "rate") == "rate":
            continue
        whole = next((one for one in wholes if one.unit == point.unit), None)
        if whole is not None and point.may_be_above(whole):
            yield Found("parts", "partner", point, (whole,))
