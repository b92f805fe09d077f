"""How a person wants to be reminded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.calendar.models import ReminderChoice


def choice_of(person: User) -> ReminderChoice:
    """A person's choice, or the defaults for somebody who has not chosen. One SQL query."""
    return ReminderChoice.objects.filter(person=person).first() or ReminderChoice(person=person)


@transaction.atomic
def choose_reminders(changes: Mapping[str, Any], *, by: User) -> ReminderChoice:
    """Set one's own rhythm, scope and days ahead. Nothing is written when nothing changes."""
    demand(by, "see")
    chosen = choice_of(by)
    before = audit.snapshot(chosen) if chosen.pk else None
    for name in ("rhythm", "scope", "lead_days"):
        if name in changes:
            setattr(chosen, name, changes[name])
    chosen.full_clean()
    if before is None or audit.difference(before, audit.snapshot(chosen)):
        chosen.save()
        audit.record("calendar.reminders_changed", chosen, by=by, before=before)
    return chosen
