"""What the pages of commitments and of other records show of them: origins and reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.rights import can
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.missions.models import Briefing, Mission
from proxeny.partners.models import Partner
from proxeny.plans import origins, queries
from proxeny.plans.models import Commitment, Fulfilment
from proxeny.registers.panels import Panel
from proxeny.registers.register import Register

PANEL_ROWS = 25


def tabs(current: str) -> dict[str, Any]:
    """List and board."""
    pages = [("commitments:list", _("List")), ("commitments:board", _("Board"))]
    return {"tabs": [{"label": label, "url": reverse(name), "current": name == current} for name, label in pages]}


@dataclass(frozen=True)
class Reported:
    """A report on a commitment with the statements that it rests on."""

    fulfilment: Fulfilment
    statements: list[Statement]


def of_commitment(request: HttpRequest, commitment: Commitment) -> dict[str, Any]:
    """Where it was promised, what was reported, whether it is late. Five SQL queries."""
    origin = origins.seen_origin(commitment, visible_to=request.user)
    fulfilments = list(commitment.fulfilments.select_related("by"))
    evidence = documents.evidence_of_many(fulfilments, visible_to=request.user)
    reported = [Reported(row, list(evidence.get(row, {}).get("", []))) for row in fulfilments]
    return {
        "origin": origin,
        "origin_register": origins.register_of(origin) if origin is not None else None,
        "part": origins.words_of_part(origin, commitment.part) if origin is not None else commitment.part,
        "reported": reported,
        "is_late": queries.is_late(commitment, timezone.localdate()),
        "may_act": can(request.user, "change"),
    }


def panel_of(request: HttpRequest, register: Register, record: Record) -> Panel | None:
    """The commitments that came from a record, and the way to enter more. One SQL query, two where there are many."""
    if register.name in origins.NO_ORIGIN:
        return None
    may_change = can(request.user, "change")
    found = queries.from_record(record, visible_to=request.user)
    rows = list(found[: PANEL_ROWS + 1])
    if not rows and not may_change:
        return None
    today = timezone.localdate()
    key = origins.key_of(record)
    named = {"mission": record.reference} if isinstance(record, Mission) else {"origin": key}
    if isinstance(record, Partner):
        named = {"partner": record.reference}
    return Panel(
        "plans/panel.html",
        {
            "rows": [(row, queries.is_late(row, today)) for row in rows[:PANEL_ROWS]],
            "count": found.count() if len(rows) > PANEL_ROWS else len(rows),
            "unfinished": sum(row.is_unfinished for row in rows[:PANEL_ROWS]),
            "list_url": reverse("commitments:list", query=named),
            "new_url": reverse("commitments:new", query=_new_query(record, key)) if may_change else "",
            "several_url": reverse("commitments:several", query={"origin": key}) if may_change else "",
            "asks_missions": isinstance(record, Briefing),
            "names_missions": not isinstance(record, Mission),
            "today": today,
        },
    )


def _new_query(record: Record, key: str) -> dict[str, str]:
    """What the form for a new commitment is opened with."""
    if isinstance(record, Mission):
        return {"mission": str(record.reference), "side": Commitment.Side.MISSION}
    if isinstance(record, Partner):
        return {"partners": str(record.reference)}
    return {"origin": key}
