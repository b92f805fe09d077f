"""The numbers of delegates, taken over from the list of participants."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.core.errors import DomainError
from proxeny.documents import services as documents
from proxeny.documents.models import Document, Statement
from proxeny.events.attendance import attendance_of
from proxeny.events.models import Count, Event
from proxeny.registers import services as registers


@transaction.atomic
def record_counts(event: Event, *, document: Document, by: User) -> list[Count]:
    """Record the delegates who came, as the list of participants counts them, resting on the file of that list.

    Where nobody was checked in, those on the list are counted. Numbers that are on record are changed, others stay.
    Raises ``DomainError`` for an empty list.
    """
    demand(by, "change")
    rows = attendance_of(event).rows
    if not any(row.listed for row in rows):
        raise DomainError(_("Nobody is on the list of participants yet. Bring the list in first."))
    counted = {row.of: row.counted for row in rows}
    said: Statement = documents.state(document, kind=Statement.Kind.RECORD, payload={"counts": counted}, by=by)
    known = {count.of: count for count in event.counts.filter(is_planned=False)}
    written = []
    for of, number in counted.items():
        value = {"value": Decimal(number), "high": None, "unit": "count", "qualifier": "exact"}
        if of in known:
            written.append(registers.change_part(event, "counts", known[of], value, by=by, evidence=[said]))
        else:
            written.append(registers.add_part(event, "counts", Count(of=of, **value), by=by, evidence=[said]))
    return written
