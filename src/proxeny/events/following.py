"""Listening to the cases of events."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from proxeny.accounts.models import User
from proxeny.events.models import Event
from proxeny.events.services import follow
from proxeny.procedures import signals
from proxeny.procedures.models import Case

_STEPS = [
    signals.step_recorded, signals.step_reopened, signals.consultation_changed, signals.case_closed,
    signals.case_reopened,
]  # fmt: skip


@receiver(signals.case_opened)
def _opened(case: Case, record: Any, by: User, **_more: Any) -> None:
    if isinstance(record, Event):
        follow(case, by=by, is_opened=True)


@receiver(_STEPS)
def _changed(case: Case, record: Any, by: User, **_more: Any) -> None:
    if isinstance(record, Event):
        follow(case, by=by)
