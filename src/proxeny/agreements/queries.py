"""Questions that the office asks of its agreements."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from proxeny.agreements.models import Agreement

_OVER = (Agreement.Status.EXPIRED, Agreement.Status.ENDED, Agreement.Status.TERMINATED)
# States in which a signed text binds, as far as the sources say.
_BINDING = (Agreement.Status.SIGNED, Agreement.Status.IN_FORCE)


def in_force(on: date, *, visible_to: Any) -> QuerySet[Agreement]:
    """Agreements in force on a day, the soonest to expire first. Two SQL queries, however many rows.

    An agreement whose sources give no entry into force counts from its signature. Days that a source leaves open
    ("2023") count in favour of the agreement.
    """
    begun = Q(entry_into_force_earliest__lte=on) | Q(entry_into_force="", signed_earliest__lte=on)
    return (
        Agreement.objects.visible_to(visible_to)
        .filter(begun, status__in=_BINDING)
        .exclude(expires_latest__lt=on)
        .order_by(F("expires_latest").asc(nulls_last=True), "reference")
        .prefetch_related("partners")
    )


def expiring(within: timedelta, *, visible_to: Any, on: date | None = None) -> QuerySet[Agreement]:
    """Agreements whose term ends between a day (today) and ``within`` after it, the soonest first. Two SQL queries."""
    start = on or timezone.localdate()
    return (
        Agreement.objects.visible_to(visible_to)
        .filter(expires_latest__gte=start, expires_latest__lte=start + within)
        .exclude(status__in=_OVER)
        .order_by("expires_latest", "reference")
        .prefetch_related("partners")
    )


def agreement_for(person: Any, reference: str) -> Agreement:
    """The only door to an agreement: 404 for what a person may not see."""
    found: Agreement = get_object_or_404(Agreement.objects.visible_to(person), reference=reference)
    return found
