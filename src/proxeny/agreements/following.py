"""The state follows the procedure: what a step, an opinion asked or a closing of a case means for the agreement."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.agreements import chain
from proxeny.agreements.models import Act, Agreement
from proxeny.agreements.services.acts import CASE, CLOSING, STEP_OF, SignatureMissing, record_act, remove_act
from proxeny.agreements.services.keeping import acts_of
from proxeny.agreements.states import BEFORE_SIGNATURE, Deed, State
from proxeny.procedures import signals
from proxeny.procedures.models import Case, Consultation, Step

# The steps of the rule packs that are acts, by their keys: a department's in Hanoi, a council's in France.
_DEEDS: dict[str, Deed] = {
    "draft": Deed.DRAFT,
    "revise": Deed.REVISE,
    "submit": Deed.SUBMIT,
    "convene": Deed.SUBMIT,
    "decide": Deed.APPROVE,
    "vote": Deed.APPROVE,
    "sign": Deed.SIGN,
    "transmit": Deed.ENTER,
}


def listen() -> None:
    """Follow the cases; called when the app is ready."""
    signals.step_recorded.connect(_step_recorded, dispatch_uid="agreements.step")
    signals.step_reopened.connect(_step_reopened, dispatch_uid="agreements.step_reopened")
    signals.consultation_changed.connect(_asked, dispatch_uid="agreements.asked")
    signals.case_closed.connect(_closed, dispatch_uid="agreements.closed")
    signals.case_reopened.connect(_reopened, dispatch_uid="agreements.reopened")


def _is_ours(case: Case, record: Any) -> bool:
    return isinstance(record, Agreement) and case.kind == CASE


def _deed_of(step: Step) -> Deed | None:
    """What a step does as it is recorded; nothing where it was waived or sent back to be mended."""
    deed = _DEEDS.get(step.key)
    if step.outcome == Step.Outcome.DONE:
        return deed
    return Deed.REFUSE if step.outcome == Step.Outcome.REFUSED and deed is not None else None


def _step_recorded(sender: Any, case: Case, record: Any, step: Step, by: User, **_more: Any) -> None:
    deed = _deed_of(step) if _is_ours(case, record) else None
    if deed is None or step.done_on is None:
        return
    if deed in STEP_OF:
        told = next((act for act in acts_of(record) if act.deed == deed), None)
        if told is not None and told.pk is not None:
            Act.objects.filter(pk=told.pk).update(case=case.pk, step=step.key)
            return
        if deed == Deed.SIGN:
            raise SignatureMissing(
                _(
                    "Record the signature itself on the agreement's page (“Record the signature”): its day, its "
                    "signatories and its source. The step “%(step)s” is recorded with it."
                )
                % {"step": step}
            )
    record_act(
        record,
        deed,
        date=step.done_on.isoformat(),
        summary=step.note,
        instrument=_paper(step, record),
        case=case,
        step=step.key,
        by=by,
    )


def _paper(step: Step, record: Agreement) -> str:
    """The paper of a step by its name, where whoever sees the agreement may see it."""
    paper = step.document
    return str(paper)[:400] if paper is not None and paper.mark <= record.mark else ""


def _step_reopened(sender: Any, case: Case, record: Any, step: Step, by: User, **_more: Any) -> None:
    if not _is_ours(case, record):
        return
    current = Agreement.objects.select_for_update().get(pk=record.pk)
    for act in current.acts.filter(case=case.pk, step=step.key).order_by("-position"):
        remove_act(current, act, reason=_("The step “%(step)s” was taken back.") % {"step": step}, by=by)


def _asked(sender: Any, case: Case, record: Any, consultation: Consultation, by: User, **_more: Any) -> None:
    if not _is_ours(case, record) or consultation.answered_on is not None:
        return
    acts = acts_of(record)
    standing = chain.standing_of(acts)
    if standing.is_signed or any(act.deed == Deed.CONSULT and act.case == case.pk for act in acts):
        return
    day = consultation.asked_on.isoformat()
    record_act(record, Deed.CONSULT, date=day, case=case, step=consultation.step, by=by)


def _closed(sender: Any, case: Case, record: Any, by: User, **_more: Any) -> None:
    ends = {Case.Outcome.REFUSED: Deed.REFUSE, Case.Outcome.WITHDRAWN: Deed.WITHDRAW}
    deed = ends.get(Case.Outcome(case.outcome))
    if not _is_ours(case, record) or deed is None or case.closed_on is None:
        return
    state = chain.standing_of(acts_of(record)).state
    if state in BEFORE_SIGNATURE or (state == State.REFUSED and deed == Deed.WITHDRAW):
        record_act(
            record,
            deed,
            date=case.closed_on.isoformat(),
            summary=case.reason,
            case=case,
            step=CLOSING,
            by=by,
        )


def _reopened(sender: Any, case: Case, record: Any, by: User, **_more: Any) -> None:
    if not _is_ours(case, record):
        return
    current = Agreement.objects.select_for_update().get(pk=record.pk)
    for act in current.acts.filter(case=case.pk, step=CLOSING):
        remove_act(current, act, reason=_("The procedure is open again."), by=by)
