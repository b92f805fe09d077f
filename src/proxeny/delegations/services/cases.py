"""The state of a delegation follows its case: what is recorded of the steps says where it stands."""

from __future__ import annotations

from typing import Any

from proxeny.accounts.models import User
from proxeny.audit import services as audit
from proxeny.delegations.models import Delegation
from proxeny.procedures.models import Case, Step

# The keys that the packs give to the steps of a trip; a pack may lack any of them, and its decision is found by rule.
FILE, EXAMINE, DEPART, RETURN, REPORT = "file", "examine", "depart", "return", "report"
_BEFORE_DECISION = ("convene", EXAMINE)

State = Delegation.Status


def case_of(delegation: Delegation) -> Case | None:
    """The case that a delegation goes through: the open one, else the one opened last. Two SQL queries."""
    cases = Case.objects.about(delegation).prefetch_related("steps", "consultations")
    found = sorted(cases, key=lambda case: (case.is_open, case.opened_on, case.pk))
    return found[-1] if found else None


def state_by_case(case: Case) -> str:
    """Where a delegation stands by what is recorded of its case.

    A closed case says how it ended. In an open one the furthest step that is settled counts; a decision refused stands
    until it is taken back, a dossier returned puts the delegation back to where it was proposed from.
    """
    endings = {
        Case.Outcome.REFUSED: State.REFUSED,
        Case.Outcome.WITHDRAWN: State.CANCELLED,
        Case.Outcome.COMPLETED: State.CLOSED,
    }
    if case.outcome in endings:
        return endings[Case.Outcome(case.outcome)]
    steps = {step.key: step for step in case.steps.all()}
    decisions = [steps[rule.key] for rule in case.rulebook.steps if rule.is_decision and rule.key in steps]
    if any(step.outcome == Step.Outcome.REFUSED for step in steps.values()):
        return State.REFUSED
    for key, state in ((REPORT, State.REPORTED), (RETURN, State.RETURNED), (DEPART, State.UNDER_WAY)):
        if key in steps and steps[key].outcome == Step.Outcome.DONE:
            return state
    if decisions and all(step.is_settled for step in decisions):
        return State.APPROVED
    if any(key in steps and steps[key].is_settled for key in _BEFORE_DECISION) or case.consultations.exists():
        return State.OPINIONS
    return State.PROPOSED if FILE in steps and steps[FILE].is_settled else State.PLANNED


def follow(case: Case, *, by: User, taken_back: str = "") -> Delegation | None:
    """Bring the delegation of a case to where its steps say it stands; called after each act on the case.

    ``taken_back`` is the key of a step that is to be done again. Computed from acts that have their own audit entries
    and papers, so it needs no source of its own; the change has its entry. ``None`` where the case is not about a
    delegation.
    """
    record: Any = case.record
    if not isinstance(record, Delegation):
        return None
    current = Delegation.objects.select_for_update().get(pk=record.pk)
    before = audit.snapshot(current)
    current.status = state_by_case(case)
    if taken_back == REPORT:
        current.reported = ""
    _follow_report(current, case)
    changed = audit.difference(before, audit.snapshot(current))
    if changed:
        current.version += 1
        current.save()
        audit.record("delegations.state_followed", current, by=by, changes=changed)
    return current


def _follow_report(delegation: Delegation, case: Case) -> None:
    """When the report is due by the case, and when it was filed, where nobody has said so before."""
    report = next((step for step in case.steps.all() if step.key == REPORT), None)
    if report is None or not delegation.is_out:
        return
    if report.due is not None:
        delegation.report_due, delegation.report_due_by_rule = report.due.isoformat(), False
    if report.outcome == Step.Outcome.DONE and report.done_on is not None and not delegation.reported:
        delegation.reported = report.done_on.isoformat()
