"""Asking a body for its opinion, and its answer: one clock for each body asked."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents.models import Document
from proxeny.procedures import signals
from proxeny.procedures.models import Case, Consultation
from proxeny.procedures.office import calendar_for, said
from proxeny.procedures.rules import Body, due_of_answer
from proxeny.procedures.services.refusals import demand_after, demand_past, demand_visible, locked, written
from proxeny.registers.services.records import check


@transaction.atomic
def ask(case: Case, body: str, *, on: date, by: User, step: str = "", name: str = "") -> Consultation:
    """Note that a body was asked on a day; its clock runs from then.

    ``body`` is a key of the case's rules. Any other body is asked by its ``name``: no rule gives it a day. ``step`` may
    be left out where only one step consults. Raises ``WrongState`` while the body owes an answer to that step,
    ``DatesBackwards`` for a day to come or before the opening.
    """
    current = locked(case, by=by)
    key, rule = _place(current, step, body)
    words = name.strip() or (said(rule.title) if rule is not None else "")
    if not words:
        raise DomainError(_("Name the body that is asked."))
    demand_past(on, words)
    demand_after(on, current.opened_on, words, _("Opening of the case"))
    same = current.consultations.filter(step=key, answered_on=None)
    same = same.filter(body=rule.key) if rule is not None else same.filter(body="", name=words)
    if same.exists():
        raise WrongState(_("%(body)s was asked already and has not answered yet.") % {"body": words})
    made = Consultation(
        case=current,
        step=key,
        body=rule.key if rule is not None else "",
        name=words[:200],
        asked_on=on,
        due=due_of_answer(current.rulebook, rule, on, calendar=calendar_for(current.rulebook)),
    )
    check(made)
    made.save()
    about: dict[str, list[object]] = {"body": [None, words], "asked_on": [None, on], "due": [None, made.due]}
    written(current, "consultation_asked", about, by=by)
    signals.consultation_changed.send(
        sender=Consultation, case=current, record=current.record, consultation=made, by=by
    )
    return made


def _place(case: Case, step: str, body: str) -> tuple[str, Body | None]:
    """The step that consults, and the rule for the body, if it has one."""
    consulting = [one for one in case.rulebook.steps if one.bodies]
    chosen = [one for one in case.rulebook.steps if one.key == step] if step else []
    if step and not chosen:
        raise DomainError(_("“%(key)s” is no step of this case.") % {"key": step})
    for one in chosen or consulting:
        for rule in one.bodies:
            if rule.key == body:
                return one.key, rule
    if chosen or len(consulting) == 1:
        return (chosen or consulting)[0].key, None
    raise DomainError(_("Say at which step the body is asked."))


@transaction.atomic
def answer(
    consultation: Consultation,
    *,
    on: date,
    answer: str,
    by: User,
    summary: str = "",
    document: Document | None = None,
) -> Consultation:
    """Record a body's answer. After its day it is accepted all the same, and marked late.

    Raises ``DatesBackwards`` for a day to come or before it was asked, ``WrongState`` where it has answered; a later
    word of the same body is a consultation of its own.
    """
    case = locked(consultation.case, by=by)
    current: Consultation = case.consultations.select_for_update().get(pk=consultation.pk)
    demand_visible(document, by)
    if current.answered_on is not None:
        raise WrongState(
            _("%(body)s answered on %(day)s already. Ask again to record another answer.")
            % {"body": current, "day": current.answered_on.isoformat()}
        )
    if answer not in Consultation.Answer.values:
        raise DomainError(_("Say what the body answered."))
    if answer == Consultation.Answer.OBJECTS and not summary.strip():
        raise DomainError(_("Say what the body objects to."))
    demand_past(on, str(current))
    demand_after(on, current.asked_on, _("Answer of %(body)s") % {"body": current}, _("asked"))
    current.answered_on, current.answer, current.summary, current.document = on, answer, summary.strip(), document
    current.is_late = current.due is not None and on > current.due
    check(current)
    current.save()
    about: dict[str, list[object]] = {
        "body": [None, str(current)],
        "answered_on": [None, on],
        "answer": [None, answer],
        "is_late": [None, current.is_late],
        "summary": [None, current.summary],
        "document_id": [None, current.document_id],
    }
    written(case, "consultation_answered", about, by=by)
    signals.consultation_changed.send(
        sender=Consultation, case=case, record=case.record, consultation=current, by=by
    )
    return current
