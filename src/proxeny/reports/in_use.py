"""Which statements the frozen editions of reports rest on, so that conflicts about them come first in the review."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, Subquery

from proxeny.reports.models import Edition, FrozenFigure
from proxeny.review.uses import Use

_FROZEN = (Edition.State.APPROVED, Edition.State.PUBLISHED)


def statements_in_use(person: Any) -> dict[int, tuple[Use, ...]]:
    """Statement key → the reports whose newest frozen edition rests on it and that a person may see.

    One SQL query, two where an edition is new to this process: a frozen figure never changes.
    """
    newest = Edition.objects.filter(report=OuterRef("report"), state__in=_FROZEN).order_by("-ordinal").values("pk")[:1]
    seen = Edition.objects.visible_to(person).filter(state__in=_FROZEN, pk=Subquery(newest)).order_by("number")
    found: dict[int, tuple[Use, ...]] = {}
    for edition in seen.defer("content"):
        use = Use(edition.number, edition.get_absolute_url())
        for key in _statements_of(edition.pk, edition.seal):
            found[key] = (*found.get(key, ()), use)
    return found


@lru_cache(maxsize=256)
def _statements_of(edition: int, _seal: str) -> frozenset[int]:
    rows = FrozenFigure.objects.filter(edition=edition).values_list("statements", flat=True)
    return frozenset(key for statements in rows for key in statements)
