"""What happens to aid beside its appraisal: work begins, stops, ends; it is closed, lapses, is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.accounts.models import User
from proxeny.aid.models import Aid
from proxeny.aid.states import START
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents.models import Statement
from proxeny.procedures import services as procedures
from proxeny.procedures.models import Case, Step
from proxeny.registers import services as registers

_S = Aid.Status


@dataclass(frozen=True)
class Act:
    """One act: its words, the states it starts from, the state it leads to, the field that takes its day."""

    words: str | Promise
    starts: tuple[str, ...]
    state: str
    day: str = ""
    needs_reason: bool = False


ACTS: dict[str, Act] = {
    "begin": Act(gettext_lazy("work begins"), (_S.APPROVED, _S.RECEIVING), _S.IMPLEMENTING, "began"),
    "suspend": Act(
        gettext_lazy("it is suspended"), (_S.APPROVED, _S.RECEIVING, _S.IMPLEMENTING), _S.SUSPENDED, needs_reason=True
    ),
    "resume": Act(gettext_lazy("it goes on"), (_S.SUSPENDED,), _S.IMPLEMENTING),
    "wind_up": Act(gettext_lazy("work ends"), (_S.RECEIVING, _S.IMPLEMENTING), _S.FINALISING, "ended"),
    "close": Act(gettext_lazy("it is closed"), (_S.RECEIVING, _S.IMPLEMENTING, _S.FINALISING), _S.CLOSED),
    "lapse": Act(
        gettext_lazy("the approval or offer lapses"),
        (_S.OFFER, _S.DOSSIER, _S.APPRAISAL, _S.APPROVED, _S.SUSPENDED),
        _S.LAPSED,
        needs_reason=True,
    ),
    "refuse": Act(
        gettext_lazy("it is refused"), (_S.OFFER, _S.DOSSIER, _S.APPRAISAL), _S.REFUSED, needs_reason=True
    ),
}  # fmt: skip


def acts_for(aid: Aid) -> list[tuple[str, Act]]:
    """The acts that the present state of aid allows. No SQL query."""
    return [(key, act) for key, act in ACTS.items() if aid.status in act.starts]


@transaction.atomic
def record_act(
    aid: Aid,
    act: str,
    *,
    by: User,
    evidence: Iterable[Statement],
    on: str = "",
    result: str = "",
    reason: str = "",
    version: int | None = None,
) -> Aid:
    """Record what happened to aid, resting on the paper that says so. ``act`` is a key of ``ACTS``, ``on`` EDTF.

    Aid that lapses or is refused takes its open appraisal along, closed with the reason. Where the appraisal still
    waits for the work to begin, that step is to be recorded, so that its clock stops: ``WrongState`` says so, as for a
    state that does not allow the act. Raises ``DomainError`` where a reason is needed, or a result for the closing.
    """
    known = ACTS.get(act)
    if known is None:
        raise DomainError(_("“%(act)s” is none of: %(acts)s.") % {"act": act, "acts": ", ".join(ACTS)})
    current: Aid = Aid.objects.select_for_update().get(pk=aid.pk)
    if current.status not in known.starts:
        raise WrongState(
            _("“%(aid)s” is at “%(state)s”; from there “%(act)s” cannot be recorded.")
            % {"aid": current, "state": current.get_status_display(), "act": known.words}
        )
    if known.needs_reason and not reason.strip():
        raise DomainError(_("Give the reason: a later reader must be able to follow it."))
    if act == "close" and not (result.strip() or current.result):
        raise DomainError(_("Say what came of it: closed aid is reported with its result."))
    if act == "begin" and waits_for_work(current):
        raise WrongState(
            _("The appraisal waits for the work to begin: record that step there, so that its clock stops.")
        )
    changes: dict[str, str] = {"status": known.state}
    if known.day and on:
        changes[known.day] = on
    if result.strip():
        changes["result"] = result.strip()
    done = registers.change(
        current, changes, by=by, evidence=evidence, version=version, action="state_recorded", reason=reason.strip()
    )
    if known.state in (_S.LAPSED, _S.REFUSED):
        outcome = Case.Outcome.REFUSED if known.state == _S.REFUSED else Case.Outcome.WITHDRAWN
        for case in Case.objects.about(current).filter(closed_on=None):
            procedures.close(case, outcome=outcome, by=by, reason=reason)
    return done


def waits_for_work(aid: Aid) -> bool:
    """Whether an open case of the aid has the beginning of work still to be recorded. One SQL query."""
    return Step.objects.filter(
        case__in=Case.objects.about(aid).filter(closed_on=None),
        key=START,
        outcome__in=(Step.Outcome.OPEN, Step.Outcome.RETURNED),
    ).exists()
