"""A promise is followed up: taken up, handed over, kept in part or in full, missed, dropped, opened again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, NoEvidence, WrongState
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.missions.models import Mission
from proxeny.plans.models import Commitment, Fulfilment
from proxeny.plans.recurrence import is_over, occurrence
from proxeny.registers import services as registers
from proxeny.registers.services.records import check, demand_version

State = Commitment.Status


def _locked(commitment: Commitment, by: User, version: int | None) -> tuple[Commitment, audit.Snapshot]:
    demand(by, "change")
    current = Commitment.objects.select_for_update().get(pk=commitment.pk)
    demand_version(current, version)
    return current, audit.snapshot(current)


def _demand_unfinished(commitment: Commitment) -> None:
    if not commitment.is_unfinished:
        raise WrongState(
            _("“%(commitment)s” is %(state)s already. Open it again if that is wrong.")
            % {"commitment": commitment, "state": commitment.get_status_display()}
        )


def _demand_reason(reason: str) -> str:
    if not reason.strip():
        raise DomainError(_("Give the reason: a later reader must be able to follow it."))
    return reason.strip()


def _demand_day(on: str) -> None:
    if not on:
        raise DomainError(_("Give the day it was done, or the month or year as far as the source says."))


def _demand_evidence(evidence: Iterable[Statement]) -> list[Statement]:
    statements = list(evidence)
    if not statements:
        raise NoEvidence(_("This needs a source: choose the document that says so, or write a note to file."))
    return statements


def _written(
    commitment: Commitment,
    before: audit.Snapshot,
    action: str,
    by: User,
    *,
    reason: str = "",
    evidence: Iterable[Statement] = (),
    besides: Mapping[str, list[Any]] | None = None,
) -> Commitment:
    """Save what an act changed, with its evidence and its entry."""
    check(commitment)
    commitment.version += 1
    commitment.save()
    changed = audit.difference(before, audit.snapshot(commitment)) | dict(besides or {})
    cited = [name for name in changed if "." not in name and name not in registers.WITHOUT_SOURCE]
    for statement in evidence:
        documents.cite(commitment, ["fulfilments", *cited] if besides else cited, statement)
    audit.record(f"commitments.{action}", commitment, by=by, changes=changed, reason=reason)
    return commitment


def _report(
    commitment: Commitment, kind: str, on: str, note: str, by: User, statements: list[Statement]
) -> Mapping[str, list[Any]]:
    """A fulfilment, cited; what it says, as the audit keeps it."""
    row = Fulfilment(commitment=commitment, kind=kind, on=on, occurrence=commitment.next_due, note=note, by=by)
    check(row)
    row.save()
    for statement in statements:
        documents.cite(row, ["", "on"], statement)
    said = {"kind": kind, "on": on, "occurrence": row.occurrence, "note": note}
    return {f"fulfilments.{name}": [None, value] for name, value in said.items() if value}


def _go_on(commitment: Commitment, on: str) -> None:
    """An occurrence is behind it: what comes again waits for the next one, all else is done."""
    if not commitment.every:
        commitment.status, commitment.fulfilled = State.DONE, on
        return
    commitment.settled += 1
    following = occurrence(commitment.due, commitment.every, commitment.settled)
    over = is_over(commitment.until, following)
    commitment.status = State.DONE if over else State.OPEN
    if over and on:
        commitment.fulfilled = on


@transaction.atomic
def fulfil(
    commitment: Commitment,
    *,
    on: str,
    evidence: Iterable[Statement],
    by: User,
    note: str = "",
    version: int | None = None,
) -> Commitment:
    """Report a commitment done, citing what says so; of one that comes again, its next occurrence.

    ``on`` is EDTF, as precise as the source. Raises ``WrongState`` where it is done or dropped, ``NoEvidence`` without
    a source, ``DomainError`` without a day.
    """
    current, before = _locked(commitment, by, version)
    _demand_unfinished(current)
    _demand_day(on)
    statements = _demand_evidence(evidence)
    told = _report(current, Fulfilment.Kind.FULL, on, note.strip(), by, statements)
    _go_on(current, on)
    return _written(current, before, "fulfilled", by, evidence=statements, besides=told)


@transaction.atomic
def report_part(
    commitment: Commitment,
    *,
    on: str,
    note: str,
    evidence: Iterable[Statement],
    by: User,
    version: int | None = None,
) -> Commitment:
    """Report that part of a commitment was kept: what was done and what remains, citing what says so.

    It is in progress then. Errors as of ``fulfil``, and ``DomainError`` without the note.
    """
    current, before = _locked(commitment, by, version)
    _demand_unfinished(current)
    _demand_day(on)
    if not note.strip():
        raise DomainError(_("Say what was done and what remains."))
    statements = _demand_evidence(evidence)
    told = _report(current, Fulfilment.Kind.PART, on, note.strip(), by, statements)
    current.status = State.IN_PROGRESS
    return _written(current, before, "part_fulfilled", by, evidence=statements, besides=told)


@transaction.atomic
def miss(
    commitment: Commitment, *, reason: str, evidence: Iterable[Statement], by: User, version: int | None = None
) -> Commitment:
    """Note that an occurrence of what comes again was not kept, with the reason; the next one is waited for.

    Raises ``WrongState`` for a commitment that does not come again: drop that one.
    """
    current, before = _locked(commitment, by, version)
    _demand_unfinished(current)
    if not current.every:
        raise WrongState(_("“%(commitment)s” is due once only. Drop it instead.") % {"commitment": current})
    reason, statements = _demand_reason(reason), _demand_evidence(evidence)
    told = _report(current, Fulfilment.Kind.MISSED, "", reason, by, statements)
    _go_on(current, "")
    return _written(current, before, "missed", by, reason=reason, evidence=statements, besides=told)


@transaction.atomic
def drop(
    commitment: Commitment, *, reason: str, evidence: Iterable[Statement], by: User, version: int | None = None
) -> Commitment:
    """Note that a commitment will not be kept, refused or overtaken, with the reason and what says so.

    Raises ``WrongState`` where it is done or dropped, ``NoEvidence`` without a source.
    """
    current, before = _locked(commitment, by, version)
    _demand_unfinished(current)
    reason, statements = _demand_reason(reason), _demand_evidence(evidence)
    current.status, current.dropped_because = State.DROPPED, reason
    return _written(current, before, "dropped", by, reason=reason, evidence=statements)


@transaction.atomic
def take_up(commitment: Commitment, *, by: User, version: int | None = None) -> Commitment:
    """Note that somebody is at work on it. The office's own act: its entry is its source.

    Raises ``WrongState`` unless it is open.
    """
    current, before = _locked(commitment, by, version)
    if current.status != State.OPEN:
        raise WrongState(
            _("“%(commitment)s” is %(state)s already.")
            % {"commitment": current, "state": current.get_status_display()}
        )
    current.status = State.IN_PROGRESS
    if current.owner is None:
        current.owner = by
    return _written(current, before, "taken_up", by)


@transaction.atomic
def hand_over(
    commitment: Commitment,
    *,
    by: User,
    to: User | None = None,
    body: str = "",
    mission: Mission | None = None,
    reason: str = "",
    version: int | None = None,
) -> Commitment:
    """Give a commitment to somebody else: a colleague, a body outside the office, or another mission.

    The office's own act: its entry is its source. Raises ``DomainError`` where nobody is named, where it has somebody
    already and no reason is given, and for a colleague who may not see the record; ``WrongState`` where it is done or
    dropped.
    """
    current, before = _locked(commitment, by, version)
    _demand_unfinished(current)
    body = body.strip()
    if to is None and not body and mission is None:
        raise DomainError(_("Say who is to see to it: a colleague, a body, or another mission."))
    if to is not None and to.clearance < current.mark:
        raise DomainError(
            _("%(person)s may not see this record. Choose somebody with the clearance.") % {"person": to}
        )
    if current.owner_id or current.owner_body or (mission is not None and current.mission_id):
        reason = _demand_reason(reason)
    if to is not None or body:
        current.owner, current.owner_body = to, body
    if mission is not None:
        current.mission = mission
    if audit.snapshot(current) == before:
        raise WrongState(_("It is with them already."))
    return _written(current, before, "handed_over", by, reason=reason.strip())


@transaction.atomic
def reopen(commitment: Commitment, *, reason: str, by: User, version: int | None = None) -> Commitment:
    """Open a commitment again that was reported done, dropped or taken up, with the reason.

    The last report of its fulfilment is taken back with it; the history keeps what it said. Raises ``WrongState``
    where it is open.
    """
    current, before = _locked(commitment, by, version)
    reason = _demand_reason(reason)
    if current.status == State.OPEN:
        raise WrongState(_("“%(commitment)s” is open.") % {"commitment": current})
    besides: dict[str, list[Any]] = {}
    if current.status == State.DONE:
        last = current.fulfilments.exclude(kind=Fulfilment.Kind.PART).last()
        if last is not None:
            documents.citations_of(last).delete()
            besides = {"fulfilments.kind": [last.kind, None], "fulfilments.on": [last.on, None]}
            last.delete()
            current.settled = max(0, current.settled - 1) if current.every else 0
    current.status, current.fulfilled, current.dropped_because = State.OPEN, "", ""
    return _written(current, before, "reopened", by, reason=reason, besides=besides)
