"""What delegations put on the pages of the records below them."""

from __future__ import annotations

from django.http import HttpRequest

from proxeny.agreements.models import Agreement
from proxeny.core.records import Record
from proxeny.registers.panels import Panel
from proxeny.registers.register import Register


def visits_behind(request: HttpRequest, register: Register, record: Record) -> Panel | None:
    """On the page of an agreement, the visits that it came of. One SQL query."""
    if not isinstance(record, Agreement):
        return None
    visits = list(record.delegations.visible_to(request.user).only("title", "reference", "dates"))
    return Panel("delegations/visits_behind.html", {"visits": visits}) if visits else None
