"""What the office does with missions abroad that the kit cannot do by itself: enter one with the partner that it is.

Heads are parts of a mission (``registers.services.add_part``); briefings and reports are records like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents.models import Statement
from proxeny.missions.models import Mission
from proxeny.partners.models import Partner
from proxeny.partners.services import partner_for
from proxeny.registers import services as registers


@transaction.atomic
def enter(
    *,
    by: User,
    evidence: Iterable[Statement],
    name: str = "",
    name_vi: str = "",
    partner: Partner | None = None,
    **content: Any,
) -> Mission:
    """Enter a mission in the register, as the partner that it is or as a new one of the given name.

    ``content`` are the fields of ``Mission``. Raises ``DomainError`` without partner and name, ``WrongState`` where the
    partner has its mission already, and what ``registers.create`` raises.
    """
    demand(by, "change")
    statements = list(evidence)
    if partner is None:
        if not name.strip():
            raise DomainError(_("Choose the partner that is this mission, or write the name of a new one."))
        partner = partner_for(
            name, by=by, evidence=statements, country=settings.PROXENY_HOME_COUNTRY, kind=Partner.Kind.MISSION
        )
        if name_vi and not partner.name_vi:
            partner = registers.change(partner, {"name_vi": name_vi}, by=by, evidence=statements)
    there = Mission.objects.filter(partner=partner).first()
    if there is not None:
        raise WrongState(_("“%(mission)s” is in the register already. Change that record.") % {"mission": there})
    return registers.create(Mission(partner=partner, **content), by=by, evidence=statements)
