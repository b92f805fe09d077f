"""Recording an act, correcting it and taking it back: the chain stays one that can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.agreements import chain
from proxeny.agreements.errors import ActIncomplete, DatesBackwards
from proxeny.agreements.models import Act, Agreement
from proxeny.agreements.services.keeping import adopt, follow, put_in_order
from proxeny.agreements.states import Deed
from proxeny.audit import services as audit
from proxeny.core import period
from proxeny.core.errors import DomainError, NoEvidence, NotAllowed, WrongState
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Statement
from proxeny.partners.models import Person
from proxeny.procedures import queries as procedures
from proxeny.procedures import services as cases
from proxeny.procedures.models import Case
from proxeny.registers.services.records import check, demand_version

# What an act says of itself.
FIELDS = ("date", "effective", "expires", "instrument", "summary", "place", "told")
# Acts that a step of a case records, by the key of the step, in whichever pack it stands.
STEP_OF = {Deed.SIGN: "sign", Deed.ENTER: "transmit"}
# The case of an agreement in the rule packs, and what closed one in place of a step.
CASE, CLOSING = "agreement", "closing"
_ACTIONS = {Deed.SIGN: "signed", Deed.AMEND: "amended"}


class SignatureMissing(DomainError):
    """A step "sign" without the signature itself: its day, its signatories, its source."""

    code = "agreement.signature_without_source"


def _locked(agreement: Agreement, by: User, act: str, version: int | None = None) -> Agreement:
    demand(by, act)
    current: Agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if current.mark > by.clearance:
        raise NotAllowed(_("This record is above your clearance."))
    demand_version(current, version)
    return current


def _demand_past(act: Act) -> None:
    first = period.days(act.date)[0] if act.date else None
    if first is not None and first > timezone.localdate():
        raise DatesBackwards(
            _("%(act)s: that day is still to come. Record the act when it is done; from when it holds may be later.")
            % {"act": chain.in_words(act)}
        )


@transaction.atomic
def record_act(
    agreement: Agreement,
    deed: str,
    *,
    by: User,
    date: str = "",
    evidence: Iterable[Statement] = (),
    signatories: Iterable[Person] = (),
    successor: Agreement | None = None,
    version: int | None = None,
    act: str = "change",
    case: Case | None = None,
    step: str = "",
    override_reason: str = "",
    **says: str,
) -> Act:
    """Record an act in the chain of an agreement; the state follows.

    ``deed`` is one of ``Deed``, ``date`` the EDTF day of the act (empty where no source gives it); ``says`` are
    ``effective``, ``expires`` (both EDTF), ``instrument``, ``summary``, ``place`` and ``told``. An act of a ``case``
    rests on the step, any other on ``evidence``. A signature records the step of an open case with it, for which
    ``override_reason`` may be needed.

    Raises ``CannotFollow`` where the state of that day does not allow it, ``DatesBackwards``, ``ActIncomplete``,
    ``NoEvidence``, ``ChangedMeanwhile``, and what the case refuses (``OutOfOrder`` where it was not approved).
    """
    current = _locked(agreement, by, act, version)
    statements = list(evidence)
    made = Act(agreement=current, deed=deed, date=date, successor=successor, step=step, **says)
    made.case = case.pk if case is not None else None
    check(made)
    if not statements and case is None:
        raise NoEvidence(
            _("“%(act)s” needs a source: choose a document, or write a note to file: what you know, and from where.")
            % {"act": made}
        )
    _demand_past(made)
    acts = adopt(current)
    acts.insert(chain.place_for(acts, made), made)
    chain.check(acts, current.running, subject=str(current), new=made)
    made.save()
    put_in_order(acts)
    Act.objects.filter(pk=made.pk).update(position=made.position)
    made.signatories.set(signatories)
    if deed == Deed.SIGN:
        current.signed_by.add(*made.signatories.all())
    changes = _said(None, made) | follow(current, acts)
    _rest(current, made, statements, changes)
    _written(current, _ACTIONS.get(Deed(deed), "act_recorded"), changes, by=by)
    if case is None and deed in STEP_OF:
        _record_step(current, made, by=by, override_reason=override_reason)
    return made


def _said(before: Mapping[str, Any] | None, act: Act | None) -> dict[str, list[Any]]:
    """What an act says, before and after, as the audit keeps it."""
    after = audit.snapshot(act) if act is not None else {}
    names = (*FIELDS, "deed", "signatories", "successor")
    held, now = before or {}, after
    return {
        f"acts.{name}": [held.get(name), now.get(name)]
        for name in names
        if (held.get(name) or None) != (now.get(name) or None) and (held.get(name) or now.get(name))
    }


def _rest(current: Agreement, act: Act, statements: list[Statement], changes: Mapping[str, Any]) -> None:
    columns = [name for name in changes if not name.startswith("acts.")]
    for statement in statements:
        documents.cite(act, ["", *(name for name in FIELDS if getattr(act, name))], statement)
        documents.cite(current, ["acts", *columns], statement)


def _written(
    current: Agreement, action: str, changes: Mapping[str, list[Any]], *, by: User | None, reason: str = ""
) -> None:
    current.version += 1
    current.save()
    audit.record(f"agreements.{action}", current, by=by, changes=dict(changes), reason=reason)


def _record_step(current: Agreement, act: Act, *, by: User, override_reason: str) -> None:
    """The step of an open case that this act is."""
    case = procedures.open_case_of(current, CASE)
    step = case.steps.filter(key=STEP_OF[Deed(act.deed)]).first() if case is not None else None
    if case is None or step is None or not step.is_to_do:
        return
    first, last = period.days(act.date) if act.date else (None, None)
    if first is None or first != last:
        raise ActIncomplete(
            _("The procedure “%(case)s” is open: give the day of “%(step)s”, not only the month or year.")
            % {"case": case, "step": step}
        )
    cases.record_step(case, step.key, on=first, by=by, override_reason=override_reason)


@transaction.atomic
def correct_act(
    act: Act,
    changes: Mapping[str, Any],
    *,
    by: User,
    evidence: Iterable[Statement] = (),
    signatories: Iterable[Person] | None = None,
    version: int | None = None,
    right: str = "change",
) -> Act:
    """Correct what is on record of an act: its day, its words, its end. Nothing is written when nothing changes.

    Raises what ``record_act`` raises; the act takes its place by the new day.
    """
    current = _locked(act.agreement, by, right, version)
    acts = [one for one in adopt(current) if one.pk != act.pk]
    fresh: Act = current.acts.get(pk=act.pk)
    before = audit.snapshot(fresh)
    for name, value in changes.items():
        setattr(fresh, name, value)
    if fresh.step and before["date"] != fresh.date:
        raise WrongState(
            _("“%(act)s” has its day from a step of the procedure. Take the step back there and record it anew.")
            % {"act": act}
        )
    check(fresh)
    _demand_past(fresh)
    acts.insert(chain.place_for(acts, fresh) if before["date"] != fresh.date else min(act.position, len(acts)), fresh)
    chain.check(acts, current.running, subject=str(current), new=fresh)
    fresh.save()
    if signatories is not None:
        fresh.signatories.set(signatories)
    said = _said(before, fresh)
    if not said:
        return fresh
    statements = list(evidence)
    if not statements:
        raise NoEvidence(_("A correction needs the source that it follows: choose it, or write a note to file."))
    put_in_order(acts)
    said |= follow(current, acts)
    _rest(current, fresh, statements, said)
    _written(current, "act_corrected", said, by=by)
    return fresh


@transaction.atomic
def take_back(act: Act, *, reason: str, by: User, version: int | None = None, right: str = "change") -> Agreement:
    """Take a wrong act out of the chain, with a reason; the audit keeps what it said.

    An act that a step made goes with the step, which is to be done again. Raises ``DomainError`` without a reason,
    ``WrongState`` where a later act could not stand without it.
    """
    current = _locked(act.agreement, by, right, version)
    if not reason.strip():
        raise DomainError(_("Give the reason for taking it back."))
    adopt(current)
    fresh: Act = current.acts.get(pk=act.pk) if act.pk else current.acts.get(deed=act.deed, position=act.position)
    if fresh.step == CLOSING:
        raise WrongState(
            _("“%(act)s” came with the closing of the procedure: open that again instead.") % {"act": fresh}
        )
    case = Case.objects.filter(pk=fresh.case, closed_on=None).first() if fresh.case and fresh.step else None
    if case is not None and case.steps.filter(key=fresh.step).exclude(outcome="").exists():
        cases.reopen_step(case, fresh.step, reason=reason, by=by)  # whose signal takes the act out
        return Agreement.objects.get(pk=current.pk)
    return remove_act(current, fresh, reason=reason, by=by)


def remove_act(current: Agreement, act: Act, *, reason: str, by: User | None) -> Agreement:
    """Take an act out of a locked agreement's chain, where the rest of the chain can be without it."""
    acts = [one for one in current.acts.all() if one.pk != act.pk]
    try:
        chain.check(acts, current.running, subject=str(current))
    except WrongState as error:
        raise WrongState(
            _("Without “%(act)s” a later act could not stand: %(why)s Take that one back first.")
            % {"act": act, "why": error}
        ) from error
    said = _said({}, None) | {name: [values[1], None] for name, values in _said(None, act).items()}
    _leave(current, act)
    people = set(act.signatories.all()) if act.deed == Deed.SIGN else set()
    act.delete()
    put_in_order(acts)
    if people:
        current.signed_by.remove(*people)
    _written(current, "act_taken_back", said | follow(current, acts), by=by, reason=reason.strip())
    return current


def _leave(current: Agreement, act: Act) -> None:
    """The agreement's line rests no longer on the words that only this act rested on."""
    citations = documents.citations_of(act)
    statements = list(citations.values_list("statement", flat=True))
    citations.delete()
    others = Citation.objects.filter(
        statement__in=statements,
        content_type=ContentType.objects.get_for_model(Act),
        object_id__in=current.acts.exclude(pk=act.pk).values("pk"),
    ).values("statement")
    names = ["acts", "status", "signed", "entry_into_force", "expires", "ended"]
    documents.citations_of(current).filter(field__in=names, statement__in=statements).exclude(
        statement__in=others
    ).delete()
