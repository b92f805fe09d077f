"""An agreement comes onto the record, is signed, and is edited beside its acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.agreements import chain
from proxeny.agreements.models import Act, Agreement
from proxeny.agreements.services.acts import record_act
from proxeny.agreements.services.keeping import FOLLOWS, acts_of, entry_of, follow
from proxeny.agreements.states import Deed
from proxeny.core.errors import DomainError
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.partners.models import Person
from proxeny.registers import services as registers
from proxeny.registers.services.records import check, demand_version


@transaction.atomic
def enter_agreement(
    agreement: Agreement,
    *,
    by: User,
    evidence: Iterable[Statement],
    many: Mapping[str, Iterable[models.Model]] | None = None,
    first: Act | None = None,
    act: str = "change",
) -> Agreement:
    """Add an agreement to the register; its signature, entry into force and end, where given, begin its chain.

    ``first`` is an act that the same source tells of, not saved, where it is no signature. Errors as of
    ``registers.create`` and ``record_act``; nothing is written then.
    """
    statements = list(evidence)
    acts = acts_of(agreement) if agreement.pk else _acts_given(agreement, first)
    chain.check(acts, agreement.running, subject=str(agreement))
    follow(agreement, acts)
    created = registers.create(agreement, by=by, evidence=statements, many=many, act=act)
    if acts:
        _keep(created, acts, statements)
    return created


def _acts_given(agreement: Agreement, first: Act | None) -> list[Act]:
    acts = []
    if first is not None:
        acts.append(first)
    if agreement.signed and (first is None or first.deed != Deed.SIGN):
        acts.append(Act(deed=Deed.SIGN, date=agreement.signed, expires=agreement.expires))
    if agreement.entry_into_force:
        acts.append(entry_of(agreement.entry_into_force))
    return acts


def _keep(agreement: Agreement, acts: list[Act], statements: list[Statement]) -> None:
    for at, one in enumerate(acts):
        one.agreement, one.position = agreement, at
        one.save()
        if one.deed == Deed.SIGN:
            one.signatories.set(agreement.signed_by.all())
        for statement in statements:
            documents.cite(one, [""], statement)
            documents.cite(agreement, ["acts"], statement)


@transaction.atomic
def record_signature(
    agreement: Agreement,
    *,
    signed_on: str,
    evidence: Iterable[Statement],
    by: User,
    entry_into_force: str = "",
    expires: str = "",
    place: str = "",
    instrument: str = "",
    signatories: Iterable[Person] = (),
    override_reason: str = "",
    version: int | None = None,
    act: str = "change",
) -> Agreement:
    """Record the signature, and the entry into force where the source gives it too.

    ``signed_on``, ``entry_into_force`` and ``expires`` are EDTF, as precise as the source and no more: ``2023-04-14``,
    ``2023-04``. Errors as of ``record_act``.
    """
    if not signed_on:
        raise DomainError(_("Give the day, month or year of the signature, as precise as the source."))
    statements = list(evidence)
    made = record_act(
        agreement,
        Deed.SIGN,
        date=signed_on,
        expires=expires,
        place=place,
        instrument=instrument,
        signatories=signatories,
        evidence=statements,
        override_reason=override_reason,
        version=version,
        by=by,
        act=act,
    )
    if entry_into_force:
        since = entry_of(entry_into_force)
        record_act(
            made.agreement, Deed.ENTER, date=since.date, effective=since.effective, evidence=statements, by=by, act=act
        )
    return Agreement.objects.get(pk=agreement.pk)


@transaction.atomic
def change_agreement(
    agreement: Agreement,
    changes: Mapping[str, Any],
    *,
    by: User,
    evidence: Iterable[Statement] = (),
    many: Mapping[str, Iterable[models.Model]] | None = None,
    version: int | None = None,
) -> Agreement:
    """Change what is on record beside the acts; the state follows a change of the rule of renewal.

    What follows from acts that are kept is left out of ``changes``: it is corrected there. Where none are kept yet, as
    in a row that was brought in from a list, dates are changed here. Errors as of ``registers.change``.
    """
    current: Agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    is_kept = current.acts.exists()
    own = {name: value for name, value in changes.items() if not (is_kept and name in FOLLOWS)}
    held = {name: getattr(current, name) for name in own}
    for name, value in own.items():
        setattr(current, name, value)
    if held != own and {"renewal", "renewal_months", *FOLLOWS} & set(own):
        demand_version(Agreement.objects.get(pk=agreement.pk), version)
        check(current)
        acts = acts_of(current)
        chain.check(acts, current.running, subject=str(current))
        follow(current, acts)
        own["status"] = current.status
    return registers.change(agreement, own, by=by, evidence=evidence, many=many, version=version)
