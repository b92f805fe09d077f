"""The state of aid follows the case of its appraisal."""

from __future__ import annotations

from django.db import transaction

from proxeny.accounts.models import User
from proxeny.aid.models import Aid
from proxeny.aid.states import next_state
from proxeny.audit import services as audit
from proxeny.procedures.models import Case


@transaction.atomic
def follow(case: Case, *, by: User, is_opened: bool = False) -> Aid | None:
    """Bring the state of a case's aid up to what the case says; ``None`` where the aid is gone.

    The state is computed, so it rests on the audit entry of the step and needs no source of its own.
    """
    aid = Aid.objects.select_for_update().filter(pk=case.object_id).first()
    if aid is None:
        return None
    return set_state(aid, next_state(aid, case, is_opened=is_opened), by=by)


def set_state(aid: Aid, state: str, *, by: User) -> Aid:
    """Write a state that follows from something else that is on record."""
    if state == aid.status:
        return aid
    before, aid.status = aid.status, state
    aid.version += 1
    aid.save()
    audit.record("aid.followed", aid, by=by, changes={"status": [before, state]})
    return aid
