"""What the pages of a programme, a participation and an offer add to those of the kit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from proxeny.accounts.rights import can
from proxeny.programmes import queries, services
from proxeny.programmes.ceilings import ceiling_of
from proxeny.programmes.models import Access, Offer, Participation, Programme
from proxeny.programmes.stall_plan import plans_of

P, T = Programme.Status, Participation.Status


def context_of_programme(request: HttpRequest, programme: Programme) -> dict[str, Any]:
    """Who takes part in numbers, the plan of the stalls, where it may go. Three SQL queries."""
    rows = queries.participations(programme, visible_to=request.user)
    return {
        "counts": queries.counts(rows),
        "ceiling": ceiling_of(programme),
        "plans": plans_of(programme, visible_to=request.user),
        "moves": [(state, P(state).label) for state in services.ONWARD[programme.status]] if programme.status else [],
        "moves_back": [(state, P(state).label) for state in services.BACK.get(programme.status, ())],
    }


def context_of_participation(request: HttpRequest, participation: Participation) -> dict[str, Any]:
    """Papers, offers, secret address and what an officer may do now. Three SQL queries."""
    may = can(request.user, "change")
    status = participation.status
    access = (
        Access.objects.filter(
            programme=participation.programme_id, business=participation.business_id, revoked_at=None
        ).first()
        if may
        else None
    )
    return {
        "papers": services.papers_of(participation),
        "offers": list(participation.offers.visible_to(request.user)[:100]),
        "access": access,
        "may_check": may and status == T.APPLIED,
        "may_admit": may and status in {T.APPLIED, T.CHECKING, T.REFUSED},
        "may_refuse": may and status in {T.APPLIED, T.CHECKING, T.ADMITTED},
        "drafts": participation.offers.filter(status=Offer.Status.DRAFT).count() if may else 0,
    }


def context_of_offer(request: HttpRequest, offer: Offer) -> dict[str, Any]:
    """Whether the public sees it, and if not why."""
    return {
        "ceiling": ceiling_of(offer.participation.programme),
        "is_open": queries.open_offers().filter(pk=offer.pk).exists(),
        "may_publish": can(request.user, "change") and offer.status != Offer.Status.PUBLISHED,
        "may_withdraw": can(request.user, "change") and offer.status == Offer.Status.PUBLISHED,
    }
