"""The chain as it is kept: acts in their order, and the columns of the agreement that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from proxeny.accounts.models import User
from proxeny.agreements import chain
from proxeny.agreements.models import Act, Agreement
from proxeny.agreements.states import Deed
from proxeny.audit import services as audit
from proxeny.documents import services as documents
from proxeny.documents.models import Statement

# What of an agreement follows from its acts.
FOLLOWS = ("status", "signed", "entry_into_force", "expires", "ended")
# The columns that an act read from them rests on.
_RESTS_ON = {Deed.SIGN: "signed", Deed.ENTER: "entry_into_force", Deed.TERMINATE: "ended", Deed.TELL: "status"}


def read_from_columns(agreement: Agreement) -> list[Act]:
    """The acts that an agreement without a chain tells of in its columns, not saved.

    Such a row was brought in from a list: its signature, entry into force and end, and its state where those do not
    explain it.
    """
    acts = []
    if agreement.signed:
        acts.append(Act(agreement=agreement, deed=Deed.SIGN, date=agreement.signed, expires=agreement.expires))
    if agreement.entry_into_force and agreement.signed:
        acts.append(entry_of(agreement.entry_into_force, agreement))
    if agreement.ended and agreement.signed:
        acts.append(Act(agreement=agreement, deed=Deed.TERMINATE, effective=agreement.ended))
    standing, today = chain.standing_of(acts), timezone.localdate()
    explained = {standing.state, chain.as_of(standing, today, agreement.running)}
    is_told = agreement.status not in explained or (agreement.expires and not agreement.signed)
    if is_told:
        ends = "" if agreement.signed else agreement.expires
        acts.append(Act(agreement=agreement, deed=Deed.TELL, told=agreement.status, expires=ends))
    for at, act in enumerate(acts):
        act.position = at
    return acts


def entry_of(since: str, agreement: Agreement | None = None) -> Act:
    """An entry into force, not saved; one that is still to come is no act of its day yet."""
    return Act(agreement=agreement, deed=Deed.ENTER, date=since if chain.has_begun(since) else "", effective=since)


def acts_of(agreement: Agreement) -> list[Act]:
    """The chain of an agreement in its order; read from the columns where none is kept. One SQL query."""
    return list(agreement.acts.all()) or read_from_columns(agreement)


@transaction.atomic
def adopt(agreement: Agreement) -> list[Act]:
    """The chain of an agreement, written down where it stands in the columns only; each act with their sources."""
    acts: list[Act] = list(agreement.acts.all())
    if acts:
        return acts
    acts = read_from_columns(agreement)
    cited: dict[str, list[Statement]] = {}
    if acts:
        for citation in documents.citations_of(agreement).select_related("statement"):
            cited.setdefault(citation.field, []).append(citation.statement)
    for act in acts:
        act.save()
        for statement in cited.get(_RESTS_ON[Deed(act.deed)]) or cited.get("", []):
            documents.cite(act, [""], statement)
    if acts and agreement.signed and (signatories := list(agreement.signed_by.all())):
        acts[0].signatories.set(signatories)
    return acts


def put_in_order(acts: Sequence[Act]) -> None:
    """Write the places of acts down where they moved."""
    for at, act in enumerate(acts):
        if act.position != at:
            act.position = at
            if act.pk is not None:
                Act.objects.filter(pk=act.pk).update(position=at)


def follow(agreement: Agreement, acts: Iterable[Act]) -> dict[str, list[Any]]:
    """Set the columns that follow from a chain, without saving; returns what changes, as the audit keeps it."""
    standing = chain.standing_of(acts)
    before = {name: getattr(agreement, name) for name in FOLLOWS}
    agreement.signed, agreement.entry_into_force = standing.signed, standing.in_force
    agreement.expires, agreement.ended = standing.expires, standing.ended
    agreement.status = chain.as_of(standing, timezone.localdate(), agreement.running)
    return {name: [was, getattr(agreement, name)] for name, was in before.items() if was != getattr(agreement, name)}


@transaction.atomic
def recount(keys: Iterable[int], *, by: User | None = None) -> int:
    """Bring agreements that were written past these services into step with their chains; returns how many moved.

    An import may give a signature, an entry into force or an end another day: the act that says so takes it over.
    """
    moved = 0
    for agreement in Agreement.objects.filter(pk__in=list(keys)).prefetch_related("acts"):
        acts = list(agreement.acts.all())
        if not acts:
            continue
        _take_over(agreement, acts)
        changes = follow(agreement, acts)
        if changes:
            agreement.save()
            audit.record("agreements.settled", agreement, by=by, changes=changes)
            moved += 1
    return moved


def _take_over(agreement: Agreement, acts: list[Act]) -> None:
    """Let the acts say what the columns were given: the day of the signature, of the entry into force, the last end."""
    standing = chain.standing_of(acts)
    for deed, field, held, given in (
        (Deed.SIGN, "date", standing.signed, agreement.signed),
        (Deed.ENTER, "effective", standing.in_force, agreement.entry_into_force),
    ):
        found = next((act for act in acts if act.deed == deed), None)
        if given and given != held:
            if found is None:
                found = Act(agreement=agreement, deed=deed)
                acts.insert(chain.place_for(acts, found) if deed == Deed.ENTER else 0, found)
            setattr(found, field, given)
            if deed == Deed.ENTER:
                found.date = given if chain.has_begun(given) else ""
            found.save()
    ending = next((act for act in reversed(acts) if act.expires), None) or next(
        (act for act in acts if act.deed == Deed.SIGN), None
    )
    if agreement.expires and ending is not None and agreement.expires != standing.expires:
        ending.expires = agreement.expires
        ending.save()
    put_in_order(acts)
