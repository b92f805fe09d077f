"""Where an event stands by its case: computed from the steps, so that a step taken back takes the state back."""

from __future__ import annotations

from datetime import date

from proxeny.events.models import Event
from proxeny.procedures.models import Case, Step

# The states that a case gives; the others are set by hand or by an act of their own.
GIVEN_BY_A_CASE = (
    Event.Status.AGREED, Event.Status.FILED, Event.Status.CONSULTING, Event.Status.PERMITTED, Event.Status.REFUSED,
    Event.Status.HELD, Event.Status.REPORTED,
)  # fmt: skip
# The steps of the rule packs that an event's state follows; a pack may lack any of them.
AGREE, FILE, OPINIONS, SUBMIT, HOLD, REPORT = "agree-in-principle", "file", "opinions", "submit", "hold", "report"


def state_of(case: Case) -> str | None:
    """The state that a case gives its event; ``None`` while nothing is recorded. Two SQL queries if not fetched."""
    steps = {step.key: step for step in case.steps.all()}
    done = {key for key, step in steps.items() if step.outcome == Step.Outcome.DONE}
    if REPORT in done:
        return Event.Status.REPORTED
    if HOLD in done:
        return Event.Status.HELD
    if case.outcome == Case.Outcome.WITHDRAWN:
        return Event.Status.CANCELLED
    decisions = [steps[rule.key] for rule in case.rulebook.steps if rule.is_decision and rule.key in steps]
    refusals = {step.key for step in decisions if step.outcome == Step.Outcome.REFUSED}
    if refusals or case.outcome == Case.Outcome.REFUSED or steps.get(AGREE, Step()).outcome == Step.Outcome.REFUSED:
        return Event.Status.REFUSED
    if any(step.key in done for step in decisions):
        return Event.Status.PERMITTED
    if done & {OPINIONS, SUBMIT} or (FILE in done and any(True for _one in case.consultations.all())):
        return Event.Status.CONSULTING
    if FILE in done:
        return Event.Status.FILED
    return Event.Status.AGREED if AGREE in done else None


def next_state(event: Event, case: Case, *, is_opened: bool, today: date) -> str:
    """The state of an event after something happened in its case; as it is where the case has nothing to say.

    A postponed event stays postponed until its new day is set, whatever paper comes in; what was refused, cancelled or
    postponed is an idea again when a new case is opened, and so is what was called held before its day.
    """
    given = state_of(case)
    present: str = event.status
    if given is None:
        ahead = case.anchor is not None and case.anchor > today
        if is_opened and (
            present in (Event.Status.REFUSED, Event.Status.CANCELLED, Event.Status.POSTPONED)
            or (ahead and present in Event.OVER)
        ):
            return Event.Status.IDEA
        return Event.Status.IDEA if not is_opened and present in GIVEN_BY_A_CASE else present
    if present == Event.Status.POSTPONED and given in Event.TO_COME:
        return present
    return given
