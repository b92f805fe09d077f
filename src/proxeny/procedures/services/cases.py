"""Opening a case, moving the day it turns on, giving it to somebody, closing it and opening it again."""

from __future__ import annotations

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.core.records import Record
from proxeny.procedures import signals
from proxeny.procedures.models import Case, ChecklistItem, Step
from proxeny.procedures.office import NoRules, rules_in_force, said
from proxeny.procedures.rules import BadDay, Rules
from proxeny.procedures.rules.pack import ANCHOR
from proxeny.procedures.services.refusals import (
    DatesBackwards,
    demand_after,
    demand_past,
    demand_reason,
    locked,
    written,
)
from proxeny.procedures.services.timetables import recount
from proxeny.registers.services.records import check


@transaction.atomic
def open_case(
    record: Record, kind: str, *, by: User, anchor: date | None = None, opened_on: date | None = None
) -> Case:
    """Open a case of a record by the office's rules of the day, and keep a copy of them.

    ``anchor`` is the day it turns on, where it is known; ``opened_on`` is today if left out. Raises ``NoRules`` where
    the office's pack has none for the kind, the register or the day, ``WrongState`` where such a case is open already,
    ``DatesBackwards`` for a day to come or an anchor before the opening.
    """
    demand(by, "change")
    if record.mark > by.clearance:
        raise NotAllowed(_("This record is above your clearance."))
    day = opened_on or timezone.localdate()
    demand_past(day, _("Opening of the case"))
    rules = rules_in_force(kind, day)
    if rules.register != record.register():
        raise NoRules(
            _("“%(kind)s” is a procedure for %(register)s, not for %(other)s.")
            % {"kind": said(rules.title), "register": rules.register, "other": record.register()}
        )
    if Case.objects.about(record).filter(kind=kind, closed_on=None).exists():
        raise WrongState(
            _("“%(kind)s” is open for this record already. Go on with it, or close it first.")
            % {"kind": said(rules.title)}
        )
    _demand_anchor(rules, anchor, day)
    case = Case(
        register=record.register(),
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        pack=rules.pack,
        kind=kind,
        rules_from=rules.valid_from,
        rules=rules.to_json(),
        anchor=anchor,
        opened_on=day,
        opened_by=by,
        responsible=by,
    )
    check(case)
    case.save()
    Step.objects.bulk_create(
        Step(case=case, key=step.key, position=place) for place, step in enumerate(rules.steps, 1)
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(case=case, key=paper.key, position=place) for place, paper in enumerate(rules.papers, 1)
    )
    _recounted(case)
    about: dict[str, list[object]] = {
        "kind": [None, kind],
        "rules_from": [None, rules.valid_from],
        "anchor": [None, anchor],
        "opened_on": [None, day],
    }
    written(case, "case_opened", about, by=by)
    signals.case_opened.send(sender=Case, case=case, record=record, by=by)
    return case


def _demand_anchor(rules: Rules, anchor: date | None, opened: date) -> None:
    """Where days count back from the anchor, a case cannot be opened after it."""
    counts_back = any(step.start == ANCHOR and step.direction == "before" for step in rules.steps)
    if anchor is not None and counts_back:
        demand_after(anchor, opened, said(rules.anchor), _("Opening of the case"))


def _recounted(case: Case) -> dict[str, list[object]]:
    try:
        return recount(case)
    except BadDay as error:
        raise DatesBackwards(
            _("The days cannot be counted from %(day)s: no holidays are known for that time.") % {"day": case.anchor}
        ) from error


@transaction.atomic
def move_anchor(case: Case, anchor: date, *, reason: str, by: User) -> Case:
    """Move the day that a case turns on; the steps still to be done get their new days, those done keep theirs.

    Raises ``DomainError`` without a reason where a day was set before, ``WrongState`` where what happens on that day is
    done already, ``DatesBackwards`` where it would lie before the opening.
    """
    current = locked(case, by=by)
    if current.anchor == anchor:
        return current
    why = reason.strip()
    if current.anchor is not None:
        why = demand_reason(reason, _("Give the reason for moving the day."))
    for step in current.steps.all():
        rule = current.rulebook.step(step.key)
        if step.outcome == Step.Outcome.DONE and rule is not None and rule.start == ANCHOR and rule.span is None:
            raise WrongState(
                _("“%(step)s” was done on %(day)s: the day can no longer be moved. Take that step back first.")
                % {"step": step, "day": step.done_on}
            )
    _demand_anchor(current.rulebook, anchor, current.opened_on)
    changes: dict[str, list[object]] = {"anchor": [current.anchor, anchor]}
    current.anchor = anchor
    current.save(update_fields=["anchor"])
    changes |= _recounted(current)
    written(current, "case_moved", changes, by=by, reason=why)
    return current


@transaction.atomic
def assign(case: Case, person: User | None, *, by: User) -> Case:
    """Say who is responsible for a case. Raises ``NotAllowed`` for somebody who may not see its record."""
    current = locked(case, by=by)
    if person is not None and person.clearance < current.mark:
        raise NotAllowed(_("%(person)s may not see this record.") % {"person": person})
    if current.responsible == person:
        return current
    changes: dict[str, list[object]] = {
        "responsible": [str(current.responsible or ""), str(person or "")],
    }
    current.responsible = person
    current.save(update_fields=["responsible"])
    written(current, "case_assigned", changes, by=by)
    return current


@transaction.atomic
def close(case: Case, *, outcome: str, by: User, on: date | None = None, reason: str = "") -> Case:
    """Close a case: completed, refused or withdrawn.

    Completed means that no step is left to do; refused and withdrawn need a reason. Raises ``WrongState`` for a
    completed case with open steps, ``DatesBackwards`` for a day before what was recorded last.
    """
    current, day = locked(case, by=by), on or timezone.localdate()
    if outcome not in Case.Outcome.values:
        raise DomainError(_("Say how the case ends: completed, refused or withdrawn."))
    steps = list(current.steps.all())
    left = [step for step in steps if not step.is_settled]
    if outcome == Case.Outcome.COMPLETED and left:
        raise WrongState(
            _("Steps are left to do: %(steps)s. Record or waive them, or close the case as refused or withdrawn.")
            % {"steps": ", ".join(map(str, left))}
        )
    why = reason.strip()
    if outcome != Case.Outcome.COMPLETED:
        why = demand_reason(reason, _("Give the reason: a later reader must be able to follow it."))
    demand_past(day, _("Closing of the case"))
    demand_after(day, current.opened_on, _("Closing of the case"), _("Opening of the case"))
    for step in steps:
        if step.done_on is not None:
            demand_after(day, step.done_on, _("Closing of the case"), str(step))
    current.closed_on, current.outcome, current.reason = day, outcome, why
    current.save(update_fields=["closed_on", "outcome", "reason"])
    written(current, "case_closed", {"closed_on": [None, day], "outcome": [None, outcome]}, by=by, reason=why)
    signals.case_closed.send(sender=Case, case=current, record=current.record, by=by)
    return current


@transaction.atomic
def reopen(case: Case, *, reason: str, by: User) -> Case:
    """Open a closed case again, with a reason; what it was closed with stays in the audit."""
    current = locked(case, by=by, act="accept", is_closed=True)
    if current.is_open:
        raise WrongState(_("This case is open."))
    why = demand_reason(reason, _("Give the reason for opening it again."))
    if Case.objects.filter(
        content_type=current.content_type, object_id=current.object_id, kind=current.kind, closed_on=None
    ).exists():
        raise WrongState(_("Another case of this kind is open for the record: close that one first."))
    changes: dict[str, list[object]] = {
        "closed_on": [current.closed_on, None],
        "outcome": [current.outcome, None],
        "reason": [current.reason, None],
    }
    current.closed_on, current.outcome, current.reason = None, "", ""
    current.save(update_fields=["closed_on", "outcome", "reason"])
    changes |= _recounted(current)
    written(current, "case_reopened", changes, by=by, reason=why)
    signals.case_reopened.send(sender=Case, case=current, record=current.record, by=by)
    return current
