"""Rates beside the figures that they are made of: growth on the year before, share of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from proxeny.checks.points import CityFigures, Found, Point
from proxeny.checks.relations import Growth, Share
from proxeny.checks.rules.periods import OTHER_THINGS

# The base of a growth rate is often corrected after it was told: two points, or a tenth of the rate, are left for that.
CORRECTED_BASE = Decimal(2)
OF_RATE = Decimal("0.1")
_HUNDRED = Decimal(100)

Key = tuple[str, int | None, object, object]


def _dated(points: Iterable[Point], indicators: Iterable[str]) -> dict[Key, list[Point]]:
    wanted = set(indicators)
    found: dict[Key, list[Point]] = {}
    for point in points:
        is_usual = point.indicator in wanted and point.status != "target" and not point.definition and not point.label
        if is_usual and point.days:
            found.setdefault((point.indicator, point.partner, point.first, point.last), []).append(point)
    return found


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _quotient(over: Point, under: Point) -> tuple[Decimal, Decimal] | None:
    """The least and greatest that one figure can be in per cent of another; ``None`` where a bound is open."""
    if over.low is None or over.high is None or not under.low or not under.high or under.low <= 0 or over.low < 0:
        return None
    return over.low / under.high * _HUNDRED, over.high / under.low * _HUNDRED


def growths(points: Sequence[Point], known: Iterable[Growth]) -> Iterator[Found]:
    """A growth rate that its two figures do not give.

    The base may have been corrected since, so two points, or a tenth of the rate if that is more, are left.
    """
    for relation in known:
        rates = _dated(points, [relation.growth])
        if not rates:
            continue
        figures = _dated(points, {relation.of, relation.of_partner} - {""})
        for (_name, partner, first, last), stated in rates.items():
            assert isinstance(first, date)
            assert isinstance(last, date)
            base = relation.base(is_of_partner=partner is not None)
            now = figures.get((base, partner, first, last))
            before = figures.get((base, partner, _a_year_before(first), _a_year_before(last)))
            if not now or not before:
                continue
            for rate in stated:
                mine = next((one for one in now if one.status == rate.status), now[0])
                found = _growth(rate, mine, before)
                if found is not None:
                    yield found


def _growth(rate: Point, now: Point, before: Sequence[Point]) -> Found | None:
    """A finding where the rate goes with none of the figures of the year before."""
    if rate.low is None or rate.high is None:
        return None
    leeway = max(CORRECTED_BASE, abs(rate.value) * OF_RATE)
    for base in before:
        if base.unit != now.unit:
            return None
        bounds = _quotient(now, base)
        if bounds is None or (bounds[0] - _HUNDRED <= rate.high + leeway and bounds[1] - _HUNDRED >= rate.low - leeway):
            return None
    ratio = now.value / before[0].value
    stated = 1 + rate.value / _HUNDRED
    is_other = stated > 0 and max(ratio / stated, stated / ratio) >= OTHER_THINGS
    computed = round(ratio * _HUNDRED - _HUNDRED, 1)
    return Found("definition" if is_other else "series", "growth", rate, (now, *before), {"computed": computed})


def shares(points: Sequence[Point], city: CityFigures, known: Iterable[Share]) -> Iterator[Found]:
    """A share that a partner's figure and the city's do not give, on the same days."""
    if not city:
        return
    for relation in known:
        stated = _dated(points, [relation.share])
        if not stated:
            continue
        parts = _dated(points, [relation.of])
        for (_name, partner, first, last), rates in stated.items():
            part = parts.get((relation.of, partner, first, last))
            whole = city.usual.get((relation.of, first, last))  # type: ignore[arg-type]
            if not part or not whole or part[0].unit != whole[0].unit:
                continue
            bounds = _quotient(part[0], whole[0])
            for rate in rates:
                if bounds is None or rate.low is None or rate.high is None:
                    continue
                if bounds[0] > rate.high or bounds[1] < rate.low:
                    computed = part[0].value / whole[0].value * _HUNDRED
                    yield Found("share", "share", rate, (part[0], whole[0]), {"computed": round(computed, 1)})
