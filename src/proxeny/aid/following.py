"""Listening to the cases of aid."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from proxeny.accounts.models import User
from proxeny.aid.models import Aid
from proxeny.aid.services import follow
from proxeny.procedures import signals
from proxeny.procedures.models import Case

_STEPS = [signals.step_recorded, signals.step_reopened, signals.case_closed, signals.case_reopened]


@receiver(signals.case_opened)
def _opened(case: Case, record: Any, by: User, **_more: Any) -> None:
    if isinstance(record, Aid):
        follow(case, by=by, is_opened=True)


@receiver(_STEPS)
def _changed(case: Case, record: Any, by: User, **_more: Any) -> None:
    if isinstance(record, Aid):
        follow(case, by=by)
