"""Addresses of open pages in templates: ``{% open_page "offer" reference %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import get_language

from proxeny.public import addresses
from proxeny.public.views import address_of_picture

register = template.Library()


@register.simple_tag(takes_context=True)
def open_page(context: Context, name: str, reference: str = "") -> str:
    """The address of an open page in the language of the page in hand."""
    language = context.get("language") or get_language() or "en"
    return addresses.address(name, language, **({"reference": reference} if reference else {}))


@register.simple_tag
def picture_of(offer: Any) -> str:
    """The address of an offer's picture."""
    return address_of_picture(offer)


@register.simple_tag
def asked_with(asked: Any, name: str, value: Any) -> str:
    """The catalogue as asked for, with one thing changed and from its first page."""
    return str(asked.query(**{name: value, "page": ""}))
