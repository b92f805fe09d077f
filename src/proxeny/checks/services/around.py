"""The checks around one observation that has just changed: only figures that its change can concern are read.

Most checks look at one year, growth at the year before as well; only a series against itself is looked at over all
years. So the years around the observation are compared anew, and what earlier checks found in the other years stands,
as the conflicts on record tell it. What comes out is what the pass over everything would find.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Min, QuerySet

from proxeny.checks import loading
from proxeny.checks.points import CityFigures, Found, Point
from proxeny.checks.relations import relations
from proxeny.checks.rules import EXPLAINED, OF_PARTNERS, OF_SERIES, Kinds, found_among
from proxeny.checks.services import keeping
from proxeny.indicators.models import Observation

# Years whose whole figures stand beside those of an observation in its series.
_BACK, _AHEAD = 80, 30


@dataclass(frozen=True)
class _Years:
    """The years that an observation speaks of, and the days of those years and of one more at each end."""

    first: int
    last: int

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day that are read."""
        return date(max(1, self.first - 1), 1, 1), date(min(9999, self.last + 1), 12, 31)

    def concern(self, point: Point) -> bool:
        """Whether a change shows at a point by the checks of single years: growth shows it a year later."""
        return (
            point.first is not None and point.last is not None
            and point.first.year <= self.last + 1 and point.last.year >= self.first
        )  # fmt: skip


@transaction.atomic
def check_around(observation: Observation) -> list[Found]:
    """Compare an observation with the figures that it hangs together with: its own series, its sums, growth and shares.

    Called whenever an observation changes, in the same transaction. Gives what cannot be right among them. Where that
    changes what is called wrong in other years or of partners, it goes on around those; else the number of SQL queries
    does not depend on how many figures there are.
    """
    kinds = loading.accumulations()
    found, touched = _around(observation, kinds)
    seen = {observation.pk}
    while touched - seen:
        seen |= touched
        for other in Observation.objects.filter(pk__in=touched - {observation.pk}).order_by("pk"):
            _found, further = _around(other, kinds)
            touched = touched | further
    return found


def _around(observation: Observation, kinds: Kinds) -> tuple[list[Found], set[int]]:
    """What is found around one, and the observations elsewhere that are now, or no longer, called wrong."""
    rows = Observation.objects.filter(
        area=observation.area, indicator__in=sorted(relations().beside(observation.indicator_id))
    ).order_by()
    own = rows.filter(partner=observation.partner_id)
    years = _years_of(observation, own)
    points = _points(observation, own, years, kinds)
    city = CityFigures()
    if observation.partner_id is not None:
        city = CityFigures(loading.points(_within(rows.filter(partner=None), years)))

    def concerns(found: Found) -> bool:
        return found.rule != "index" or found.suspect.indicator == observation.indicator_id

    found = [
        one for one in found_among(points, kinds, city=city, heeds=concerns)
        if one.rule in (*OF_SERIES, "index") or years is None or years.concern(one.suspect)
    ]  # fmt: skip
    changed = _keep(points, found, years, observation.indicator_id)
    if observation.partner_id is None:
        of_partners, further = _of_partners(observation, rows, points, kinds)
        found, changed = found + of_partners, changed | further
    return found, changed


def _years_of(observation: Observation, own: QuerySet[Observation]) -> _Years | None:
    """The years of an observation, and of longer periods that reach into them; ``None`` with an open end."""
    if observation.period_earliest is None or observation.period_latest is None:
        return None
    years = _Years(observation.period_earliest.year, observation.period_latest.year)
    while True:
        reaching = _within(own, years).filter(period_earliest__isnull=False, period_latest__isnull=False)
        ends = reaching.aggregate(first=Min("period_earliest"), last=Max("period_latest"))
        before, after = years.days
        first, last = min(ends["first"] or before, before), max(ends["last"] or after, after)
        wider = _Years(first.year + 1, last.year - 1)
        if wider.days == years.days:
            return years
        years = wider


def _within(rows: QuerySet[Observation], years: _Years | None) -> QuerySet[Observation]:
    if years is None:
        return rows
    first, last = years.days
    return rows.filter(period_latest__gte=first, period_earliest__lte=last)


def _points(
    observation: Observation, own: QuerySet[Observation], years: _Years | None, kinds: Kinds
) -> list[Point]:
    """The points of the years around, and those of other years that stand beside them in their series.

    Of other years and series, what earlier checks explained is left out: it says nothing more.
    """
    if years is None:
        return sorted(loading.points(own), key=_key)
    beside = relations().beside(observation.indicator_id)
    stocks = {code for code in beside if kinds.get(code) == "stock"}
    mine = {observation.indicator_id} if kinds.get(observation.indicator_id, "rate") == "rate" else set()
    found = {point.key: point for point in loading.points(_within(own, years))}
    near = set(found)
    for point in loading.points(own.filter(indicator__in=stocks | mine)):
        found.setdefault(point.key, point)
    flows = {code for code in beside if kinds.get(code) == "flow"}
    middle = years.first
    span = range(max(1, middle - _BACK), min(9999, middle + _AHEAD))
    whole_years = own.filter(
        indicator__in=flows,
        period_latest__in=[date(year, 12, 31) for year in span],
        period_earliest__in=[date(year, 1, 1) for year in span],
    )
    for point in loading.points(whole_years):
        found.setdefault(point.key, point)
    explained = _explained(found, near, observation.indicator_id, kinds)
    return sorted((point for point in found.values() if point.key not in explained), key=_key)


def _key(point: Point) -> int:
    return point.key


def _explained(found: dict[int, Point], near: Collection[int], indicator: str, kinds: Kinds) -> set[int]:
    """Points that a check found wrong before, where that check is not made anew here.

    Of other years those are all checks but the last ones, and the rates of other years only stand beside each other. Of
    the years around, it is what was called an index in a series that is not read over all years.
    """
    known = keeping.of_checks().filter(kind__in=EXPLAINED, object_id__in=list(found)).exclude(field__in=OF_SERIES)
    out: set[int] = set()
    for key, name, details in known.order_by().values_list("object_id", "field", "details"):
        point = found[key]
        is_out = point.indicator != indicator and name == "index" if key in near else kinds[point.indicator] != "rate"
        if is_out:
            out |= {key, *details["points"]} if name == "same_days" else {key}
    return out


def _keep(points: Iterable[Point], found: list[Found], years: _Years | None, indicator: str) -> set[int]:
    """Write what was found, and close what those checks had found there before.

    Gives the points of other years that are now, or no longer, called an index.
    """
    by_key = {point.key: point for point in points}
    known = {key[1:]: one for key, one in keeping.known_among(
        keeping.of_checks().filter(object_id__in=list(by_key))).items()}  # fmt: skip
    mine = {}
    for (key, name), conflict in known.items():
        point = by_key[key]
        if name == "index":
            is_mine = point.indicator == indicator
        else:
            is_mine = name in OF_SERIES or years is None or years.concern(point)
        if is_mine:
            mine[key, name] = conflict
    keeping.keep(found, mine)
    indices = {one.suspect.key for one in found if one.rule == "index"} ^ {key for key, name in mine if name == "index"}
    return {key for key in indices if years is not None and not years.concern(by_key[key])}


def _of_partners(
    observation: Observation, rows: QuerySet[Observation], own: Iterable[Point], kinds: Kinds
) -> tuple[list[Found], set[int]]:
    """What partners' figures of the same days cannot be, now that the city's own has changed.

    Gives the partners' figures too that are now, or no longer, called more than the whole.
    """
    shares = {one.share for one in relations().shares if one.of == observation.indicator_id}
    if observation.period_earliest is None or observation.period_latest is None:
        return [], set()
    beside = rows.exclude(partner=None).filter(
        indicator__in={observation.indicator_id, *shares},
        period_earliest=observation.period_earliest,
        period_latest=observation.period_latest,
    )
    points = sorted(loading.points(beside), key=lambda point: (point.partner or 0, point.key))
    keys = [point.key for point in points]
    explained = set(
        keeping.of_checks().filter(kind__in=EXPLAINED, object_id__in=keys)
        .exclude(field__in=(*OF_PARTNERS, *OF_SERIES)).values_list("object_id", flat=True)
    )  # fmt: skip
    left = [point for point in points if point.key not in explained]
    found = found_among(left, kinds, city=CityFigures(own), only=OF_PARTNERS)
    known = keeping.known_among(keeping.of_checks().filter(object_id__in=keys, field__in=OF_PARTNERS))
    keeping.keep(found, {key[1:]: one for key, one in known.items()})
    before = {key for _kind, key, name in known if name == "partner"}
    return found, before ^ {one.suspect.key for one in found if one.rule == "partner"}

