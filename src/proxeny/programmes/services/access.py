"""Secret addresses: issued, used, kept open late, taken back."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.programmes.errors import AddressRevoked, NoSuchAddress, TooOften
from proxeny.programmes.models import Access, Business, Programme
from proxeny.programmes.services.acts import needed

# So many acts in so long a time: far above what a person does, far below what harms.
MOST_ACTS = 60
WINDOW = timedelta(minutes=10)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_address(programme: Programme, business: Business, *, by: User) -> tuple[Access, str]:
    """A new secret for a business; one it had before is taken back. The secret is told once and kept as a hash."""
    demand(by, "change")
    for old in Access.objects.select_for_update().filter(programme=programme, business=business, revoked_at=None):
        old.revoked_at = timezone.now()
        old.save(update_fields=["revoked_at"])
    token = secrets.token_urlsafe(24)
    access = Access.objects.create(
        programme=programme, business=business, token_hash=_hash(token), issued_by=by
    )
    audit.record("programmes.address_issued", programme, by=by, changes={"business": [None, str(business)]})
    return access, token


@transaction.atomic
def issue_missing(programme: Programme, *, by: User) -> list[tuple[Business, str]]:
    """A secret for every business that the person sees and that has none yet; each is told once."""
    demand(by, "change")
    has_one = Access.objects.filter(programme=programme, revoked_at=None).values("business")
    made, issued = [], []
    for business in Business.objects.visible_to(by).exclude(pk__in=has_one).order_by("name"):
        token = secrets.token_urlsafe(24)
        made.append(Access(programme=programme, business=business, token_hash=_hash(token), issued_by=by))
        issued.append((business, token))
    Access.objects.bulk_create(made, batch_size=500)
    audit.record("programmes.addresses_issued", programme, by=by, changes={"businesses": [None, len(issued)]})
    return issued


@transaction.atomic
def revoke_address(access: Access, *, by: User, reason: str) -> Access:
    """Take a secret address back; whoever opens it is told so."""
    demand(by, "change")
    access.revoked_at = access.revoked_at or timezone.now()
    access.save(update_fields=["revoked_at"])
    changes = {"business": [str(access.business), None]}
    audit.record("programmes.address_revoked", access.programme, by=by, changes=changes, reason=needed(reason))
    return access


@transaction.atomic
def allow_late(access: Access, *, until: date, reason: str, by: User) -> Access:
    """Keep the door open for one business after the programme's last days, with the reason on record."""
    demand(by, "change")
    access.late_until, access.late_reason = until, needed(reason)
    access.save(update_fields=["late_until", "late_reason"])
    changes = {"business": [None, str(access.business)], "late_until": [None, until.isoformat()]}
    audit.record("programmes.late_allowed", access.programme, by=by, changes=changes, reason=reason)
    return access


def access_for(token: str) -> Access:
    """The address of a secret. Raises ``NoSuchAddress`` or ``AddressRevoked``. One SQL query."""
    if not 20 <= len(token) <= 64:
        raise NoSuchAddress(_("This address is not known. Check that it was copied whole, or ask the organisers."))
    access = (
        Access.objects.select_related("programme", "business", "issued_by").filter(token_hash=_hash(token)).first()
    )
    if access is None:
        raise NoSuchAddress(_("This address is not known. Check that it was copied whole, or ask the organisers."))
    if access.revoked_at is not None:
        raise AddressRevoked(_("This address was taken back. Ask the organisers for a new one."))
    return access


@transaction.atomic
def count_act(access: Access) -> None:
    """Count one act. Raises ``TooOften`` where there were more than a person does."""
    current, now = Access.objects.select_for_update().get(pk=access.pk), timezone.now()
    if current.acts_since is None or now - current.acts_since > WINDOW:
        current.acts_since, current.acts = now, 0
    if current.acts >= MOST_ACTS:
        raise TooOften(_("Too much at once from this address. Wait ten minutes and go on."))
    current.acts += 1
    current.last_used_at = now
    current.save(update_fields=["acts_since", "acts", "last_used_at"])
