"""What the page of a partner or person shows of its merges, and the ways to merge, split and ask for posts."""

from __future__ import annotations

from django.http import HttpRequest

from proxeny.accounts.rights import can
from proxeny.core.records import Record
from proxeny.partners.models import Partner, StandingRecord
from proxeny.partners.views import merges_of
from proxeny.registers.panels import Panel
from proxeny.registers.register import Register


def panel_of(request: HttpRequest, register: Register, record: Record) -> Panel | None:
    """One SQL query; nothing for records of other registers."""
    if not isinstance(record, StandingRecord):
        return None
    may_merge = can(request.user, "accept")
    merges = merges_of(record)
    if not may_merge and not isinstance(record, Partner):
        return None
    content = {
        "record": record,
        "register": register.name,
        "is_partner": isinstance(record, Partner),
        "may_merge": may_merge,
        "merges": merges if may_merge else [],
    }
    return Panel("partners/_panel.html", content)
