"""What came of it: the investors' enquiries on the page of the event, visit or partner that they came from."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from proxeny.accounts.rights import can
from proxeny.core.records import Record
from proxeny.investments import origins
from proxeny.investments.models import Lead
from proxeny.partners.models import Partner
from proxeny.registers.panels import Panel
from proxeny.registers.register import Register

SHOWN = 10
_CHANNELS = {"events": "event", "delegations": "delegation", "missions": "mission", "partners": "partner"}


def panel_of(request: HttpRequest, register: Register, record: Record) -> Panel | None:
    """The enquiries that name a record as their origin or partner, and the way to enter one. One SQL query.

    The page of a partner says itself what is not on record yet.
    """
    if register.name not in _CHANNELS:
        return None
    person: Any = request.user
    key = origins.key_of(record)
    wanted = Q(origin=key) | Q(pk__in=Lead.partners.through.objects.filter(partner=record.pk).values("lead"))
    seen: Any = Lead.objects.visible_to(person)
    leads = list(
        seen.filter(wanted if isinstance(record, Partner) else Q(origin=key)).standing()
        .select_related("key_account").order_by("-received_latest", "-pk")[: SHOWN + 1]
    )  # fmt: skip
    may_change = can(person, "change")
    if not leads and (not may_change or isinstance(record, Partner)):
        return None
    new = f"{reverse('leads:new')}?origin={key}&channel={_CHANNELS[register.name]}"
    query = f"?partner={record.reference}" if register.name == "partners" else f"?origin={key}"
    every = reverse("leads:list") + query
    return Panel(
        "investments/panel.html",
        {
            "leads": leads[:SHOWN],
            "more": len(leads) > SHOWN,
            "all_url": every,
            "new_url": new if may_change else "",
        },
    )
