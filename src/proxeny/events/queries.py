"""Questions about events and awards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from proxeny.events.models import Award, Event
from proxeny.partners.models import Partner

NOT_HELD = (Event.Status.IDEA, Event.Status.REFUSED, Event.Status.CANCELLED)


def _within(year: int, field: str) -> Q:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (
        Q(**{f"{field}_earliest__lte": last, f"{field}_latest__gte": first})
        | Q(**{f"{field}_latest": None, f"{field}_earliest__range": (first, last)})
        | Q(**{f"{field}_earliest": None, f"{field}_latest__range": (first, last)})
    )


def in_year(year: int, *, visible_to: Any, kind: str | None = None) -> QuerySet[Event]:
    """Events held or planned with a day in a year, the earliest first; ideas, refused and cancelled ones left out.

    Three SQL queries with partners and counts, however many rows.
    """
    found = Event.objects.visible_to(visible_to).exclude(status__in=NOT_HELD).filter(_within(year, "dates"))
    if kind is not None:
        found = found.filter(kind=kind)
    return (  # type: ignore[no-any-return]
        found.order_by("dates_earliest", "title").prefetch_related(
            Prefetch("partners", Partner.objects.visible_to(visible_to)), "counts"
        )
    )


def coming(on: date, *, visible_to: Any) -> QuerySet[Event]:
    """Events that are not over on a day, the soonest first. One SQL query."""
    return (  # type: ignore[no-any-return]
        Event.objects.visible_to(visible_to)
        .exclude(status__in=NOT_HELD)
        .filter(dates_latest__gte=on)
        .order_by("dates_earliest", "title")
    )


def with_partner(partner: Partner, *, visible_to: Any) -> QuerySet[Event]:
    """Events with a partner, the latest first."""
    return (  # type: ignore[no-any-return]
        Event.objects.visible_to(visible_to)
        .filter(partners=partner)
        .order_by(F("dates_earliest").desc(nulls_last=True), "title")
    )


def awards_in_year(year: int, *, visible_to: Any) -> QuerySet[Award]:
    """Awards received or given in a year, the earliest first. One SQL query."""
    return Award.objects.visible_to(visible_to).filter(_within(year, "date")).order_by("date_earliest", "title")  # type: ignore[no-any-return]
