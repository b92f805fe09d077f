"""A promise enters the record: from where, with the words of its source; one, or several from one page of minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import NoEvidence, NotAllowed
from proxeny.core.records import Mark, Record
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.partners.models import Partner
from proxeny.plans.models import Commitment
from proxeny.registers import services as registers
from proxeny.registers.services.records import check


@dataclass(frozen=True)
class Promise:
    """One of several promises that are entered together: what, and the words that say it."""

    commitment: Commitment
    evidence: Sequence[Statement]
    partners: Sequence[Partner] = field(default=())


def _demand_seen(origin: Record, by: User) -> None:
    if origin.mark > getattr(by, "clearance", Mark.PUBLIC):
        raise NotAllowed(_("This record is above your clearance."))


def _named(origin: Record | None) -> str:
    """An origin as the audit keeps it: by register and key, for its name may be closed to who reads the audit."""
    return f"{origin.register()} {origin.pk}" if origin is not None else ""


@transaction.atomic
def promise(
    commitment: Commitment,
    *,
    by: User,
    evidence: Iterable[Statement],
    partners: Iterable[Partner] = (),
    origin: Record | None = None,
) -> Commitment:
    """Enter a commitment, with the record that it came from and the words that say so.

    Raises ``NoEvidence`` without a source, ``NotAllowed`` for an origin above the person's clearance, ``BadContent``
    for content that does not hold.
    """
    demand(by, "change")
    statements = list(evidence)
    if origin is not None:
        _demand_seen(origin, by)
        commitment.origin_type = ContentType.objects.get_for_model(origin)
        commitment.origin_id = origin.pk
    made = registers.create(commitment, by=by, evidence=statements, many={"partners": list(partners)})
    if origin is not None:
        for statement in statements:
            documents.cite(made, ["origin"], statement)
        audit.record("commitments.placed", made, by=by, changes={"origin": [None, _named(origin)]})
    return made


@transaction.atomic
def promise_several(
    promises: Iterable[Promise], *, by: User, origin: Record | None = None
) -> list[Commitment]:
    """Enter several commitments from one origin, all or none."""
    return [
        promise(one.commitment, by=by, evidence=one.evidence, partners=one.partners, origin=origin)
        for one in promises
    ]


@transaction.atomic
def place(
    commitment: Commitment, origin: Record | None, *, by: User, evidence: Iterable[Statement], part: str | None = None
) -> Commitment:
    """Correct where a commitment came from; nothing with ``None``. Raises ``NoEvidence`` without a source."""
    demand(by, "change")
    current = Commitment.objects.select_for_update().get(pk=commitment.pk)
    kind = ContentType.objects.get_for_model(origin) if origin is not None else None
    key = origin.pk if origin is not None else None
    if (current.origin_type, current.origin_id) == (kind, key) and part in (None, current.part):
        return current
    statements = list(evidence)
    if not statements:
        raise NoEvidence(_("These changes need a source: %(fields)s.") % {"fields": _("where it was promised")})
    if origin is not None:
        _demand_seen(origin, by)
    held: Record | None = current.origin
    changes = {"origin": [_named(held), _named(origin)]}
    if part is not None and part != current.part:
        changes["part"] = [current.part, part]
        current.part = part
    current.origin_type, current.origin_id = kind, key
    check(current)
    current.version += 1
    current.save()
    for statement in statements:
        documents.cite(current, ["origin"], statement)
    audit.record("commitments.placed", current, by=by, changes=changes)
    return current
