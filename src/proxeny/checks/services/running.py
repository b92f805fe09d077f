"""The pass over everything on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from proxeny.checks import loading
from proxeny.checks.points import CityFigures
from proxeny.checks.rules import found_among
from proxeny.checks.services import keeping, same_fields
from proxeny.documents.models import Conflict

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
    opened, closed = same_fields.compare_all()
    kinds = loading.accumulations()
    known: dict[int, dict[keeping.Key, keeping.Known]] = {}
    for (_kind, key, name), conflict in keeping.known_among(keeping.of_checks()).items():
        known.setdefault(key, {})[key, name] = conflict
    city: dict[str, CityFigures] = {}
    for area, partner, points in loading.by_area_and_partner():
        if partner is None:
            city[area] = CityFigures(points)
        found = found_among(points, kinds, city=city.get(area, ()) if partner is not None else ())
        mine: dict[keeping.Key, keeping.Known] = {}
        for point in points:
            mine |= known.pop(point.key, {})
        if found or mine:
            with transaction.atomic():
                more, fewer = keeping.keep(found, mine)
            opened, closed = opened + more, closed + fewer
        looked += len(points)
        if progress is not None:
            progress(looked)
    with transaction.atomic():
        closed += keeping.close([conflict for rest in known.values() for conflict in rest.values()])
    return Pass(looked, Conflict.objects.filter(is_open=True).count(), opened, closed)
