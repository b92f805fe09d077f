"""The state of an event follows its case."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from proxeny.accounts.models import User
from proxeny.audit import services as audit
from proxeny.events.models import Event
from proxeny.events.states import next_state
from proxeny.procedures.models import Case


@transaction.atomic
def follow(case: Case, *, by: User, is_opened: bool = False) -> Event | None:
    """Bring the state of a case's event up to what the case says; ``None`` where there is no event any more.

    The state is computed, so it rests on the audit entry of the step and needs no source of its own.
    """
    event = Event.objects.select_for_update().filter(pk=case.object_id).first()
    if event is None:
        return None
    state = next_state(event, case, is_opened=is_opened, today=timezone.localdate())
    if state == event.status:
        return event
    before, event.status = event.status, state
    event.version += 1
    event.save()
    audit.record("events.followed", event, by=by, changes={"status": [before, state]})
    return event
