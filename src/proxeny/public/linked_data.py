"""What search engines read: schema.org descriptions as data in the page, not script."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from proxeny.programmes.models import Business, Offer, Programme

# What could end the element that the data stands in, or be taken for markup.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_block(data: dict[str, Any]) -> SafeString:
    """JSON that may stand inside a ``script`` element of type ``application/ld+json``."""
    said = {"@context": "https://schema.org", **{name: value for name, value in data.items() if value}}
    return mark_safe(json.dumps(said, ensure_ascii=False).translate(_ESCAPES))


def of_business(business: Business, url: str = "") -> dict[str, Any]:
    """An ``Organization`` with its address; nothing of contact or telephone."""
    place = {"@type": "PostalAddress", "streetAddress": business.address, "addressLocality": business.ward}
    said = {"@type": "Organization", "name": business.name, "url": url, "sameAs": business.website, "address": place}
    return {name: value for name, value in said.items() if value}


def of_offer(offer: Offer, url: str, picture: str) -> dict[str, Any]:
    """A ``Product`` with its ``Offer``."""
    business: Business = offer.participation.business
    price = {
        "@type": "Offer",
        "url": url,
        "price": f"{offer.price_after:f}" if offer.price_after is not None else "",
        "priceCurrency": offer.price_currency if offer.price_after is not None else "",
        "validFrom": str(offer.dates_earliest or ""),  # type: ignore[attr-defined]
        "priceValidUntil": str(offer.dates_latest or ""),  # type: ignore[attr-defined]
        "seller": of_business(business),
    }
    return {
        "@type": "Product",
        "name": offer.title,
        "description": offer.description,
        "image": picture,
        "category": str(offer.get_category_display()),
        "offers": {name: value for name, value in price.items() if value},
    }


def of_programme(programme: Programme, url: str) -> dict[str, Any]:
    """An ``Event``."""
    place = {"@type": "Place", "name": programme.place, "address": programme.place} if programme.place else {}
    return {
        "@type": "SaleEvent" if programme.kind.startswith("promotion") else "Event",
        "name": str(programme),
        "description": programme.local_description,
        "url": url,
        "startDate": str(programme.dates_earliest or ""),  # type: ignore[attr-defined]
        "endDate": str(programme.dates_latest or ""),  # type: ignore[attr-defined]
        "location": place,
        "organizer": {"@type": "Organization", "name": programme.organiser} if programme.organiser else {},
    }
