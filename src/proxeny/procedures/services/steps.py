"""Recording what became of a step, and taking it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents.models import Document
from proxeny.procedures import signals
from proxeny.procedures.models import Case, ChecklistItem, Step
from proxeny.procedures.office import said
from proxeny.procedures.rules import Step as Rule
from proxeny.procedures.services.overriding import override
from proxeny.procedures.services.refusals import (
    ACT_OF,
    DossierIncomplete,
    OutOfOrder,
    demand_after,
    demand_past,
    demand_reason,
    demand_visible,
    locked,
    written,
)
from proxeny.procedures.services.timetables import recount
from proxeny.registers.services.records import check


def _step(case: Case, key: str) -> tuple[Step, Rule]:
    step = case.steps.filter(key=key).first()
    rule = case.rulebook.step(key)
    if step is None or rule is None:
        known = ", ".join(one.key for one in case.rulebook.steps)
        raise DomainError(_("“%(key)s” is no step of this case. It has: %(known)s.") % {"key": key, "known": known})
    return step, rule


def step_rule(case: Case, key: str) -> tuple[Step, Rule]:
    """A step of a case with its rule. Raises ``DomainError`` where it has none of the key."""
    return _step(case, key)


@transaction.atomic
def record_step(
    case: Case,
    key: str,
    *,
    on: date,
    by: User,
    outcome: str = Step.Outcome.DONE,
    note: str = "",
    document: Document | None = None,
    override_reason: str = "",
) -> Step:
    """Record what became of a step on a day: done, refused, waived, or returned for repair.

    A step returned stays to be done. After its day it is accepted and marked late. Raises ``OutOfOrder`` where steps
    before it or answers are open and ``DossierIncomplete`` where needed papers are missing, unless
    ``override_reason`` says why, which is recorded; ``DatesBackwards`` for a day to come or before that of a step it
    depends on; ``NotAllowed`` where the pack gives the step to a higher role; ``WrongState`` where it is settled.
    """
    current = locked(case, by=by)
    step, rule = _step(current, key)
    locked(current, by=by, act=ACT_OF[rule.recorded_by])
    demand_visible(document, by)
    if outcome not in set(Step.Outcome.values) - {""}:
        raise DomainError(_("Say what became of the step: done, refused, waived or returned."))
    if not step.is_to_do:
        raise WrongState(
            _("“%(step)s” is recorded already (%(outcome)s, %(day)s). Take that back first if it is wrong.")
            % {"step": step, "outcome": step.get_outcome_display(), "day": step.done_on}
        )
    if outcome != Step.Outcome.DONE:
        demand_reason(note, _("Say why in the note: the step was not simply done."))
    demand_past(on, str(step))
    demand_after(on, current.opened_on, str(step), _("Opening of the case"))
    if step.done_on is not None:  # it was returned that day
        demand_after(on, step.done_on, str(step), step.get_outcome_display())
    for other in current.steps.filter(key__in=rule.after):
        if other.done_on is not None:
            demand_after(on, other.done_on, str(step), str(other))
    if outcome == Step.Outcome.DONE:
        for asked in current.consultations.filter(step=key):
            if asked.answered_on is not None:
                demand_after(on, asked.answered_on, str(step), str(asked))
        _demand_order(current, step, rule, override_reason, by)
    before = {name: getattr(step, name) for name in ("outcome", "done_on", "is_late", "note", "document_id")}
    step.outcome, step.done_on, step.note, step.document, step.by = outcome, on, note.strip(), document, by
    step.is_late = outcome == Step.Outcome.DONE and step.due is not None and on > step.due
    check(step)
    step.save()
    changes: dict[str, list[object]] = {"step": [None, key]}
    changes |= {name: [was, getattr(step, name)] for name, was in before.items() if was != getattr(step, name)}
    changes |= recount(current)
    written(current, "step_recorded", changes, by=by, reason=note.strip() if outcome != Step.Outcome.DONE else "")
    signals.step_recorded.send(sender=Step, case=current, record=current.record, step=step, by=by)
    return step


def _demand_order(case: Case, step: Step, rule: Rule, reason: str, by: User) -> None:
    """Refuse a step out of order or without its papers, or record the reason for it."""
    citation = said(rule.citation.words)
    open_steps = [other for other in case.steps.filter(key__in=rule.after) if not other.is_settled]
    waiting = list(case.consultations.filter(step=step.key, answered_on=None))
    if open_steps or waiting:
        names = ", ".join([*map(str, open_steps), *map(str, waiting)])
        found = _("“%(step)s” while these are open: %(open)s") % {"step": step, "open": names}
        if not reason.strip():
            raise OutOfOrder(
                _("%(found)s. Record those first, or give the reason for going on without them.") % {"found": found}
            )
        says = _("“%(step)s” comes after: %(before)s") % {"step": step, "before": names}
        override(case, rule=f"order:{step.key}", found=found, says=says, citation=citation, reason=reason, by=by)
    missing = _missing_papers(case) if rule.needs_papers else []
    if missing:
        names = ", ".join(map(str, missing))
        found = _("“%(step)s” without these papers: %(papers)s") % {"step": step, "papers": names}
        if not reason.strip():
            raise DossierIncomplete(
                _("%(found)s. Tick them off first, or give the reason for going on without them.") % {"found": found}
            )
        says = _("The dossier has: %(papers)s") % {"papers": names}
        override(case, rule=f"papers:{step.key}", found=found, says=says, citation=citation, reason=reason, by=by)


def _missing_papers(case: Case) -> list[ChecklistItem]:
    needed = {paper.key for paper in case.rulebook.papers if paper.is_required}
    return [item for item in case.papers.all() if item.key in needed and item.state == ChecklistItem.State.NEEDED]


@transaction.atomic
def reopen_step(case: Case, key: str, *, reason: str, by: User) -> Step:
    """Take back what was recorded of a step, with a reason; the audit keeps it.

    Raises ``WrongState`` where nothing is recorded, or where a step that depends on it is settled.
    """
    current = locked(case, by=by)
    step, rule = _step(current, key)
    locked(current, by=by, act=ACT_OF[rule.recorded_by])
    if step.outcome == Step.Outcome.OPEN:
        raise WrongState(_("Nothing is recorded of “%(step)s” yet.") % {"step": step})
    why = demand_reason(reason, _("Give the reason for taking it back."))
    later = [one.key for one in current.rulebook.steps if key in one.after]
    settled = [other for other in current.steps.filter(key__in=later) if not other.is_to_do]
    if settled:
        raise WrongState(
            _("These came after it and are recorded: %(steps)s. Take those back first.")
            % {"steps": ", ".join(map(str, settled))}
        )
    changes: dict[str, list[object]] = {
        "step": [None, key],
        "outcome": [step.outcome, None],
        "done_on": [step.done_on, None],
        "note": [step.note, None],
        "document_id": [step.document_id, None],
    }
    step.outcome, step.done_on, step.is_late, step.note, step.document, step.by = "", None, False, "", None, None
    step.save()
    changes |= recount(current)
    written(current, "step_reopened", changes, by=by, reason=why)
    signals.step_reopened.send(sender=Step, case=current, record=current.record, step=step, by=by)
    return step
