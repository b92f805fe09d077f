"""The checks on points that hang together: each finds points that cannot all be right, and says why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from proxeny.checks.points import Accumulation, CityFigures, Found, Point
from proxeny.checks.relations import relations
from proxeny.checks.rules.changes import growths, shares
from proxeny.checks.rules.parts import of_partners, sums, within
from proxeny.checks.rules.periods import additions, parts_of_years, same_days
from proxeny.checks.rules.series import falling_stocks, indices, out_of_series

Kinds = Mapping[str, Accumulation]
Rule = Callable[[Sequence[Point], Kinds, CityFigures], Iterator[Found]]

# By what each is called, the field of the conflicts that it opens; in the order in which they explain: a point that one
# of them finds wrong is left out of those that come after.
RULES: dict[str, Rule] = {
    "same_days": lambda points, kinds, _city: same_days(points, kinds),
    "part_of_year": lambda points, kinds, _city: parts_of_years(points, kinds),
    "index": lambda points, kinds, _city: indices(points, kinds),
    "sum": lambda points, _kinds, _city: sums(points, relations().sums),
    "within": lambda points, _kinds, _city: within(points, relations().within),
    "partner": of_partners,
    "share": lambda points, _kinds, city: shares(points, city, relations().shares),
    "growth": lambda points, _kinds, _city: growths(points, relations().growths),
    "additions": lambda points, kinds, _city: additions(points, kinds),
    "falling_stock": lambda points, kinds, _city: falling_stocks(points, kinds),
    "out_of_series": lambda points, kinds, _city: out_of_series(points, kinds),
}
NAMES = tuple(RULES)
# Those that set a partner beside the city, and those that look at all years of a series.
OF_PARTNERS = ("partner", "share")
OF_SERIES = ("falling_stock", "out_of_series")
# Kinds that say what is wrong with the suspect itself.
EXPLAINED = ("scale", "definition", "parts")


def found_among(
    points: Sequence[Point],
    kinds: Kinds,
    *,
    city: Sequence[Point] = (),
    only: Collection[str] = NAMES,
    heeds: Callable[[Found], bool] = lambda _found: True,
) -> list[Found]:
    """What cannot be right among the points of one area and one partner, one finding for each suspect and rule.

    ``kinds`` says of each indicator whether it is a flow, a stock or a rate; ``city`` are the city's own points where
    ``points`` are a partner's. ``only`` names the rules that are asked, and what ``heeds`` refuses counts as not found.
    Time grows with the points, and with their square inside one year of one series.
    """
    found: dict[tuple[int, str], Found] = {}
    left, whole = list(points), city if isinstance(city, CityFigures) else CityFigures(city)
    for rule in (RULES[name] for name in NAMES if name in only):
        mine = [one for one in rule(left, kinds, whole) if (one.suspect.key, one.rule) not in found and heeds(one)]
        found |= {(one.suspect.key, one.rule): one for one in mine}
        wrong = {point.key for one in mine if one.kind in EXPLAINED for point in _explained(one)}
        if wrong:
            left = [point for point in left if point.key not in wrong]
    return list(found.values())


def _explained(found: Found) -> tuple[Point, ...]:
    """The points that say nothing more: of two ways of counting nobody knows which one the others go by."""
    return found.points if found.rule == "same_days" else (found.suspect,)
