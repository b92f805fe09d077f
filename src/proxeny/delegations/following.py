"""Listening to the cases of delegations, so that their state follows."""

from __future__ import annotations

from typing import Any

from proxeny.delegations.models import Delegation
from proxeny.delegations.reporting import TRIP
from proxeny.delegations.services import follow
from proxeny.procedures import office, signals

State = Delegation.Status
# A case opened late, for a trip that is on record as made, does not make it a plan again; its first step will tell.
_OPENING_TELLS = (State.PLANNED, State.PROPOSED, State.OPINIONS, State.REFUSED, State.CANCELLED)


def _opened(case: Any, record: Any, by: Any, **_signal: Any) -> None:
    if isinstance(record, Delegation) and record.status in _OPENING_TELLS:
        follow(case, by=by)


def _recorded(case: Any, record: Any, by: Any, **_signal: Any) -> None:
    if isinstance(record, Delegation):
        follow(case, by=by)


def _taken_back(case: Any, record: Any, by: Any, step: Any, **_signal: Any) -> None:
    if isinstance(record, Delegation):
        follow(case, by=by, taken_back=step.key)


def connect() -> None:
    """Listen, and say which delegations go abroad; called when the app is ready."""
    office.suits(TRIP, lambda record: isinstance(record, Delegation) and record.is_out)
    signals.case_opened.connect(_opened, dispatch_uid="delegations.opened")
    signals.step_reopened.connect(_taken_back, dispatch_uid="delegations.taken_back")
    for signal in (signals.step_recorded, signals.case_closed, signals.case_reopened, signals.consultation_changed):
        signal.connect(_recorded, dispatch_uid="delegations.followed")
