"""What is arranged for a visit: the sheet by rank, and who sits where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, NotAllowed
from proxeny.delegations.models import Delegation, Seating, VisitSheet
from proxeny.registers.services.records import check

Seat = Mapping[str, str]
MOST_SEATS = 100


def _locked(delegation: Delegation, by: User) -> Delegation:
    demand(by, "change")
    current: Delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if current.mark > by.clearance:
        raise NotAllowed(_("This record is above your clearance."))
    return current


@transaction.atomic
def write_visit_sheet(delegation: Delegation, arranged: Mapping[str, str], *, by: User) -> VisitSheet:
    """Write what is arranged for a visit; the fields of ``VisitSheet`` that are given. The office's own arrangement,
    which has no source but the person who makes it."""
    current = _locked(delegation, by)
    sheet = VisitSheet.objects.filter(delegation=current).first() or VisitSheet(delegation=current)
    before = audit.snapshot(sheet) if sheet.pk else {}
    for name, value in arranged.items():
        setattr(sheet, name, value)
    check(sheet)
    after = audit.snapshot(sheet)
    changed = {
        f"visit_sheet.{name}": values
        for name, values in audit.difference(before, after).items()
        if name not in {"id", "delegation"}
    }
    if changed:
        sheet.save()
        audit.record("delegations.visit_sheet_changed", current, by=by, changes=changed)
    return sheet


@transaction.atomic
def arrange_seating(delegation: Delegation, *, ours: Sequence[Seat], theirs: Sequence[Seat], by: User) -> Seating:
    """Set who sits on each side, in order of protocol, the head first. Raises ``DomainError`` for too long a table."""
    current = _locked(delegation, by)
    if max(len(ours), len(theirs)) > MOST_SEATS:
        raise DomainError(
            _("A side of the table has at most %(most)s seats here; make several tables of it.") % {"most": MOST_SEATS}
        )
    seating = Seating.objects.filter(delegation=current).first() or Seating(delegation=current)
    before = {"ours": seating.ours, "theirs": seating.theirs}
    seating.ours = [_seat(seat) for seat in ours if seat.get("name")]
    seating.theirs = [_seat(seat) for seat in theirs if seat.get("name")]
    changed: dict[str, list[object]] = {
        f"seating.{side}": [_names(was), _names(getattr(seating, side))]
        for side, was in before.items()
        if was != getattr(seating, side)
    }
    if changed:
        seating.save()
        audit.record("delegations.seating_changed", current, by=by, changes=changed)
    return seating


def _seat(seat: Seat) -> dict[str, str]:
    return {"name": seat["name"].strip()[:200], "post": seat.get("post", "").strip()[:200]}


def _names(seats: Sequence[Seat]) -> list[str]:
    return [seat["name"] for seat in seats]
