"""Passports and visas of members: seen and written only with the clearance for what is confidential."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import can, demand
from proxeny.audit import services as audit
from proxeny.core.errors import NotAllowed
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation, Member, TravelDocument
from proxeny.registers.services.records import check

WITHHELD = "…"


class PassportsWithheld(NotAllowed):
    """Passports and visas asked for without the clearance."""

    code = "delegations.passports_withheld"


def may_see_passports(person: User) -> bool:
    """Whether somebody works with passports: an officer or higher, cleared for what is confidential."""
    return can(person, "change") and person.clearance >= Mark.CONFIDENTIAL


@transaction.atomic
def write_travel_document(
    member: Member, *, number: str = "", expires: str = "", visa: str = "", visa_note: str = "", by: User
) -> TravelDocument:
    """Write down a member's passport and visa; the paper itself is the source, shown to the person who writes.

    The audit says that it was written, by whom and which parts, never what: the history of a delegation is read by
    many. Raises ``PassportsWithheld`` without the clearance, ``BadContent`` for a date that is none.
    """
    demand(by, "change")
    if not may_see_passports(by):
        raise PassportsWithheld(
            _("Passports and visas are confidential: your clearance does not reach them. Ask an administrator.")
        )
    delegation = Delegation.objects.select_for_update().get(pk=member.delegation_id)
    if delegation.mark > by.clearance:
        raise PassportsWithheld(_("This delegation is above your clearance."))
    found = TravelDocument.objects.filter(member=member).first() or TravelDocument(member=member)
    wanted = {"number": number.strip().upper(), "expires": expires, "visa": visa, "visa_note": visa_note.strip()}
    changed = {name for name, value in wanted.items() if getattr(found, name) != value}
    if not changed:
        return found
    for name, value in wanted.items():
        setattr(found, name, value)
    check(found)
    found.save()
    changes: dict[str, list[object]] = {
        "members.name": [None, member.name],
        "members.travel_document": [None, f"{', '.join(sorted(changed))}: {WITHHELD}"],
    }
    audit.record("delegations.travel_document_changed", delegation, by=by, changes=changes)
    return found
