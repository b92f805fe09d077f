"""The pass over everything, and the one around an observation that has just changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from proxeny.checks import loading
from proxeny.checks.points import Found, Point
from proxeny.checks.relations import relations
from proxeny.checks.rules import NAMES, OF_PARTNERS, Kinds, found_among
from proxeny.checks.services import keeping
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Conflict, Statement
from proxeny.indicators.models import Observation

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Pass:
    """What a pass came to: how many figures it looked at, how many conflicts are open, new and closed by it."""

    figures: int
    open: int
    opened: int
    closed: int


def check_all(progress: Progress | None = None) -> Pass:
    """Compare everything: the statements behind each figure, and the figures that hang together.

    ``progress`` is told the figures looked at, from time to time. Each area and partner is its own transaction: stopped
    at any point, what was found is kept, and running it again goes over the rest. Time grows with the figures.
    """
    looked = 0
    opened, closed = _same_fields()
    kinds = loading.accumulations()
    known: dict[int, dict[keeping.Key, Conflict]] = {}
    for conflict in keeping.of_checks().prefetch_related("statements"):
        known.setdefault(conflict.object_id, {})[(conflict.object_id, conflict.field)] = conflict
    city: dict[str, list[Point]] = {}
    for area, partner, points in loading.by_area_and_partner():
        if partner is None:
            city[area] = points
        found = found_among(points, kinds, city=city.get(area, ()) if partner is not None else ())
        mine: dict[keeping.Key, Conflict] = {}
        for point in points:
            mine |= known.pop(point.key, {})
        if found or mine:
            with transaction.atomic():
                more, fewer = keeping.keep(found, mine)
            opened, closed = opened + more, closed + fewer
        looked += len(points)
        if progress is not None:
            progress(looked)
    left = {key: conflict for rest in known.values() for key, conflict in rest.items()}
    closed += keeping.keep([], left)[1]
    return Pass(looked, Conflict.objects.filter(is_open=True).count(), opened, closed)


def _same_fields() -> tuple[int, int]:
    """Compare the statements on each field that several state, or whose conflict is open. Gives opened and closed."""
    standing = [Statement.Status.ACCEPTED, Statement.Status.CORRECTED]
    several = (
        Citation.objects.filter(field="value", statement__status__in=standing)
        .values("content_type", "object_id")
        .annotate(
            values=Count("statement__value", distinct=True),
            units=Count("statement__unit", distinct=True),
            exactness=Count("statement__qualifier", distinct=True),
        )
        .filter(Q(values__gt=1) | Q(units__gt=1) | Q(exactness__gt=1))
    )
    open_ones = Conflict.objects.filter(is_open=True, field="value")
    before = set(open_ones.values_list("content_type", "object_id"))
    after = set()
    for kind, key in sorted(before | {(row["content_type"], row["object_id"]) for row in several}):
        record = ContentType.objects.get_for_id(kind).get_object_for_this_type(pk=key)
        with transaction.atomic():
            if documents.compare(record, "value") is not None:
                after.add((kind, key))
    return len(after - before), len(before - after)


@transaction.atomic
def check_around(observation: Observation) -> list[Found]:
    """Compare an observation with the figures that it hangs together with: its own series, its sums, growth and shares.

    Called whenever an observation changes, in the same transaction. Gives what cannot be right among them.
    """
    rows = Observation.objects.filter(
        area=observation.area, indicator__in=relations().beside(observation.indicator_id)
    )
    kinds = loading.accumulations()
    own = list(loading.points(rows.filter(partner=None)))
    if observation.partner_id is not None:
        points = list(loading.points(rows.filter(partner=observation.partner_id)))
        return _kept(points, found_among(points, kinds, city=own), NAMES)
    found = _kept(own, found_among(own, kinds), NAMES)
    return found + _of_partners_beside(observation, rows, own, kinds)


def _of_partners_beside(
    observation: Observation, rows: QuerySet[Observation], own: Sequence[Point], kinds: Kinds
) -> list[Found]:
    """What partners' figures of the same days cannot be, now that the city's own has changed."""
    beside = rows.exclude(partner=None).filter(
        period_earliest=observation.period_earliest, period_latest=observation.period_latest
    )
    points = sorted(loading.points(beside), key=lambda point: (point.partner or 0, point.key))
    found: list[Found] = []
    for _partner, group in groupby(points, key=lambda point: point.partner):
        found += [one for one in found_among(list(group), kinds, city=own) if one.rule in OF_PARTNERS]
    return _kept(points, found, OF_PARTNERS)


def _kept(points: Sequence[Point], found: list[Found], names: Collection[str]) -> list[Found]:
    """Write what was found, and close what those checks had found at these points before."""
    known = keeping.of_checks().filter(object_id__in=[point.key for point in points], field__in=names)
    keeping.keep(found, {(one.object_id, one.field): one for one in known.prefetch_related("statements")})
    return found
