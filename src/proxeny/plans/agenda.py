"""The days of commitments in the calendar: when each is due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from proxeny.plans.models import Commitment
from proxeny.registers.agenda import Asked, Occasion

_TOLD = (
    "reference", "what", "mark", "by", "status", "owner", "settled", "next_due_earliest", "next_due_latest",
)  # fmt: skip


def occasions(asked: Asked) -> Iterator[Occasion]:
    """Due dates known to the day; of what comes again, the next. One SQL query.

    What is done is there without reminding; what was dropped is not.
    """
    rows: Any = (
        Commitment.objects.visible_to(asked.person)
        .filter(next_due_earliest__gte=asked.first, next_due_latest__lte=asked.last)
        .filter(next_due_earliest=F("next_due_latest"))
        .exclude(status=Commitment.Status.DROPPED)
    )
    if asked.is_for_late:
        rows = rows.filter(status__in=Commitment.UNFINISHED)
    for row in rows.only(*_TOLD).order_by("next_due_latest"):
        yield Occasion(
            key=f"commitments:{row.reference}:due-{row.settled}",
            register="commitments",
            sort="deadline",
            title=str(row),
            first=row.next_due_earliest,
            last=row.next_due_latest,
            url=row.get_absolute_url(),
            mark=row.mark,
            what=row.by,
            is_done=not row.is_unfinished,
            responsible=frozenset({row.owner_id} if row.owner_id else ()),
        )
