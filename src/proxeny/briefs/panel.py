"""The panel on the page of a delegation: the briefs that can be made of it, and those that were kept."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.briefs.queries import kept
from proxeny.core.records import Record
from proxeny.delegations.models import Delegation
from proxeny.registers.panels import Panel
from proxeny.registers.register import Register
from proxeny.reports.models import Report

Kinds = Report.Kinds


def panel_of(request: HttpRequest, register: Register, record: Record) -> Panel | None:
    """Links to the visit file and the meeting brief; nothing on the pages of other registers. Two SQL queries."""
    if not isinstance(record, Delegation):
        return None
    here = reverse("briefs:delegation", args=[record.reference])
    offered = [
        (_("Visit file"), f"{here}?kind={Kinds.VISIT_FILE}"),
        (_("Meeting brief"), f"{here}?kind={Kinds.MEETING_BRIEF}"),
    ]
    found = kept(visible_to=request.user).filter(delegation=record)
    return Panel("briefs/_panel.html", {"offered": offered, "kept": list(found[:10])})
