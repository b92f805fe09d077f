"""Offers: entered by a business or the office, checked against the ceiling, put on the open pages, taken off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents import originals
from proxeny.programmes import deadlines, pictures
from proxeny.programmes.ceilings import ceiling_of
from proxeny.programmes.errors import DiscountTooHigh, NotNow
from proxeny.programmes.models import Access, Offer, Participation
from proxeny.programmes.services import handed_in
from proxeny.programmes.services.acts import locked, needed, write
from proxeny.programmes.services.participations import participation_of
from proxeny.registers.services.records import check, free_reference

MOST = 300  # offers of one business in one programme
CONTENT = (
    "title", "category", "price_before", "price_after", "price_currency", "discount", "dates", "address", "ward",
    "also_at", "ocop_stars", "url", "description",
)  # fmt: skip
S = Offer.Status


def _pictured(offer: Offer, data: bytes | None) -> None:
    if data is None:
        return
    picture = pictures.read(data)
    offer.picture = originals.keep(picture.data)
    offer.picture_type, offer.picture_width, offer.picture_height = picture.media_type, picture.width, picture.height


@transaction.atomic
def enter(
    access: Access, content: Mapping[str, Any], *, picture: bytes | None = None, offer: Offer | None = None
) -> Offer:
    """A business enters an offer at its secret address, or changes one; it is a draft until an officer publishes it.

    Raises ``NotNow``, ``BadContent``, ``BadPicture``; and ``DiscountTooHigh`` at once, so that it can be mended there.
    """
    participation = participation_of(access)
    deadlines.demand_offers(access, participation, timezone.localdate())
    assert participation is not None
    said = {name: content[name] for name in CONTENT if name in content}
    title = _("Offer for %(programme)s") % {"programme": access.programme}
    if offer is None:
        if participation.offers.count() >= MOST:
            raise NotNow(_("%(count)s offers are entered already; ask the organisers.") % {"count": MOST})
        offer = Offer(participation=participation, mark=max(access.business.mark, access.programme.mark), **said)
        offer.dates = offer.dates or access.programme.dates
        offer.reference = free_reference(Offer, offer.title)
        check(offer)
        _pictured(offer, picture)
        demand_ceiling(offer)
        offer.save()
        audit.record("offers.entered", offer, by=None, reason=_("at its secret address"))
    else:
        offer = participation.offers.select_for_update(of=("self",)).get(pk=offer.pk)
        _pictured(offer, picture)
        write(offer, {**said, "status": S.DRAFT}, act="entered_again", by=None, reason=_("at its secret address"))
        demand_ceiling(offer)
    handed_in.keep(access, offer, CONTENT, title=title)
    return offer


@transaction.atomic
def set_picture(offer: Offer, data: bytes, *, by: User) -> Offer:
    """Put a picture to an offer. Raises ``BadPicture``."""
    demand(by, "change")
    current = locked(offer)
    _pictured(current, data)
    return write(current, {}, act="pictured", by=by)


def demand_ceiling(offer: Offer) -> None:
    """Raises ``DiscountTooHigh`` above the programme's greatest discount, naming the rule."""
    ceiling = ceiling_of(offer.participation.programme)
    if ceiling is not None and offer.discount is not None and offer.discount > ceiling.percent:
        raise DiscountTooHigh(
            _("“%(title)s”: a discount of %(found)s%% is above %(most)s%% (%(rule)s).")
            % {
                "title": offer.title,
                "found": f"{offer.discount.normalize():f}",
                "most": f"{ceiling.percent.normalize():f}",
                "rule": ceiling.basis,
            }
        )


@transaction.atomic
def publish(offer: Offer, *, by: User, override_reason: str = "") -> Offer:
    """Put an offer on the open pages.

    Raises ``WrongState`` where its business is not admitted, ``DiscountTooHigh`` above the ceiling without a reason,
    ``DomainError`` where it says neither price nor discount.
    """
    current = locked(offer)
    if current.participation.status != Participation.Status.ADMITTED:
        raise WrongState(
            _("%(business)s is not admitted to %(programme)s; admit it first.")
            % {"business": current.participation.business, "programme": current.participation.programme}
        )
    if current.discount is None and current.price_after is None:
        raise DomainError(_("“%(title)s” says neither a price nor a discount.") % {"title": current.title})
    if not override_reason.strip():
        demand_ceiling(current)
    return write(current, {"status": S.PUBLISHED}, act="published", by=by, reason=override_reason.strip())


@transaction.atomic
def publish_all(participation: Participation, *, by: User) -> tuple[int, list[str]]:
    """Publish every draft of a business; returns how many, and for the others why not."""
    demand(by, "change")
    done, refused = 0, []
    for offer in participation.offers.filter(status=S.DRAFT):
        try:
            with transaction.atomic():
                publish(offer, by=by)
        except DomainError as error:
            refused.append(str(error))
        else:
            done += 1
    return done, refused


@transaction.atomic
def withdraw_offer(offer: Offer, *, by: User | None, reason: str) -> Offer:
    """Take an offer off the open pages."""
    current = locked(offer)
    return write(current, {"status": S.WITHDRAWN}, act="withdrawn", by=by, reason=needed(reason))


