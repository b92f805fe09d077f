"""Names in proposals: what a payload gives as a code is shown as a person reads it."""

from __future__ import annotations

from django import template
from django.template.context import Context

from proxeny.core.templatetags.proxeny import country_name
from proxeny.indicators.models import Indicator

register = template.Library()


@register.simple_tag(takes_context=True)
def indicator_name(context: Context, code: str) -> str:
    """An indicator's name in the reader's language; the names are fetched once a page."""
    store = context.render_context
    if "indicator_names" not in store:
        store["indicator_names"] = {indicator.code: indicator.local_name for indicator in Indicator.objects.all()}
    names: dict[str, str] = store["indicator_names"]
    return names.get(code, code)


@register.simple_tag
def partner_name(partner: str | None) -> str:
    """A country's name for its code, anything else as it stands."""
    if partner and len(partner) == 2 and partner.isupper():
        return str(country_name(partner))
    return partner or ""
