"""The days of a case's steps, counted anew whenever one of them is done or the anchor moves."""

from __future__ import annotations

from proxeny.procedures import rules
from proxeny.procedures.models import Case, Step
from proxeny.procedures.office import calendar_for


def timetable(case: Case) -> list[rules.Deadline]:
    """Every line of a case's timetable as it stands, steps and bodies. One SQL query if the steps are not fetched."""
    done = {step.key: step.done_on for step in case.steps.all() if step.outcome == Step.Outcome.DONE and step.done_on}
    return rules.deadlines(
        case.rulebook, anchor=case.anchor, opened=case.opened_on, done=done, calendar=calendar_for(case.rulebook)
    )


def recount(case: Case) -> dict[str, list[object]]:
    """Set the days of the steps still to be done; gives those that moved, for the audit."""
    due = {line.step: line.due for line in timetable(case) if not line.body}
    moved: dict[str, list[object]] = {}
    for step in case.steps.all():
        if step.is_to_do and step.due != due.get(step.key):
            moved[f"due: {step.key}"] = [step.due, due.get(step.key)]
            step.due = due.get(step.key)
            step.save(update_fields=["due"])
    return moved
