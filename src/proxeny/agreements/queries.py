"""Questions that the office asks of its agreements."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from proxeny.agreements import chain
from proxeny.agreements.models import Agreement
from proxeny.agreements.services.keeping import acts_of
from proxeny.agreements.states import BINDING, OVER, RUNNING, State

_IS_TACIT = Q(renewal=Agreement.Renewal.TACIT)


def state_on(agreement: Agreement, day: date) -> str:
    """The state on any day, past ones included, that follows from the chain of acts. One SQL query."""
    return chain.state_of(acts_of(agreement), day, agreement.running)


def in_state(*states: str, visible_to: Any, on: date | None = None) -> QuerySet[Agreement]:
    """Agreements in one of some states on a day (today), as the days since their last act have left them."""
    rows: QuerySet[Agreement] = Agreement.objects.visible_to(visible_to).with_state(on).filter(state_now__in=states)
    return rows


def in_force(on: date, *, visible_to: Any) -> QuerySet[Agreement]:
    """Agreements in force on a day, the soonest to expire first. Two SQL queries, however many rows.

    An agreement whose sources give no entry into force counts from its signature. Days that a source leaves open
    ("2023") count in favour of the agreement. One that ended later than the day, or whose end is dated, counts until
    then; for one that is over without a date nobody can say so.
    """
    begun = Q(entry_into_force_earliest__lte=on) | Q(entry_into_force="", signed_earliest__lte=on)
    bound = Q(status__in=BINDING) | Q(status=State.EXPIRED, expires_latest__gte=on) | Q(
        status=State.TERMINATED, ended_earliest__gt=on
    )  # fmt: skip
    return (
        Agreement.objects.visible_to(visible_to)
        .filter(begun, bound)
        .exclude(ended_earliest__lte=on)
        .exclude(~_IS_TACIT & Q(expires_latest__lt=on))
        .order_by(F("expires_latest").asc(nulls_last=True), "reference")
        .prefetch_related("partners")
    )


def expiring(within: timedelta, *, visible_to: Any, on: date | None = None) -> QuerySet[Agreement]:
    """Agreements whose term ends between a day (today) and ``within`` after it, the soonest first. Two SQL queries.

    Those that are renewed tacitly do not end by themselves and are left to ``notice_due``.
    """
    start = on or timezone.localdate()
    return (
        Agreement.objects.visible_to(visible_to)
        .filter(expires_latest__gte=start, expires_latest__lte=start + within)
        .exclude(_IS_TACIT | Q(status__in=(*OVER, State.REFUSED, State.WITHDRAWN)) | Q(ended_earliest__lte=start))
        .order_by("expires_latest", "reference")
        .prefetch_related("partners")
    )


def ended_lately(within: timedelta, *, visible_to: Any, on: date | None = None) -> QuerySet[Agreement]:
    """Agreements whose term ended in the time before a day (today) without a renewal, the last to end first."""
    day = on or timezone.localdate()
    return (
        Agreement.objects.visible_to(visible_to)
        .filter(expires_latest__lt=day, expires_latest__gte=day - within, status__in=(*RUNNING, State.EXPIRED))
        .exclude(_IS_TACIT | Q(ended_earliest__lte=day) | Q(signed=""))
        .order_by("-expires_latest", "reference")
    )


def with_notice(visible_to: Any, on: date) -> QuerySet[Agreement]:
    """Agreements that run on a day and have a period of notice before their end, with what telling its day needs."""
    return (
        Agreement.objects.visible_to(visible_to)
        .filter(notice__isnull=False, expires_latest__isnull=False, status__in=RUNNING)
        .filter(_IS_TACIT | Q(expires_latest__gte=on))
        .exclude(ended_earliest__lte=on)
        .only(
            "reference", "title", "mark", "status", "expires", "expires_latest", "renewal", "renewal_months", "notice",
            "notice_unit",
        )
    )  # fmt: skip


def notice_due(within: timedelta, *, visible_to: Any, on: date | None = None) -> list[tuple[date, Agreement]]:
    """The last days to give notice between a day (today) and ``within`` after it, the soonest first. One SQL query.

    A day of notice moves with every tacit renewal, so it is counted for the agreements that have one, not stored.
    """
    start = on or timezone.localdate()
    found = [
        (day, agreement)
        for agreement in with_notice(visible_to, start)
        if (day := agreement.running.last_day_of_notice(start)) is not None and start <= day <= start + within
    ]
    return sorted(found, key=lambda one: (one[0], one[1].reference))


def agreement_for(person: Any, reference: str) -> Agreement:
    """The only door to an agreement: 404 for what a person may not see."""
    found: Agreement = get_object_or_404(Agreement.objects.visible_to(person), reference=reference)
    return found
