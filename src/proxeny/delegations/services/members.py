"""Many members at once, from a list that somebody has already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, NoEvidence
from proxeny.delegations.models import Delegation, Member
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.registers.services.records import check

AT_ONCE = 2_000


@transaction.atomic
def add_members(
    delegation: Delegation, members: Sequence[Member], *, by: User, evidence: Iterable[Statement]
) -> list[Member]:
    """Add members in their order, all or none, resting on at least one statement. One audit entry for all.

    Raises ``NoEvidence`` without a statement, ``BadContent`` for a member that does not hold, ``DomainError`` for none
    or for more than ``AT_ONCE``.
    """
    demand(by, "change")
    statements = list(evidence)
    if not statements:
        raise NoEvidence(_("The list of members needs a source: choose the letter that sends them, or write a note."))
    if not members:
        raise DomainError(_("Nobody is in this list. Write one person a line."))
    if len(members) > AT_ONCE:
        raise DomainError(
            _("These are %(found)s people; at most %(most)s are taken in at once. Split the list.")
            % {"found": len(members), "most": AT_ONCE}
        )
    current = Delegation.objects.select_for_update().get(pk=delegation.pk)
    for member in members:
        member.delegation = current
        member.clean_fields(exclude=["delegation", "person"])
        member.clean()
    check(members[0])
    made = Member.objects.bulk_create(members, batch_size=500)
    for statement in statements:
        documents.cite(current, ["members"], statement)
    current.version += 1
    current.save()
    audit.record(
        "delegations.members_added",
        current,
        by=by,
        changes={"members": [None, [member.name for member in made]], "number": [None, len(made)]},
    )
    return list(made)
