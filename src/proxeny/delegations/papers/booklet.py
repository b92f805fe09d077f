"""The programme booklet: A5, cover, members, day by day, useful facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import translation

from proxeny.agreements.models import Agreement
from proxeny.core.home import home_name
from proxeny.core.typesetting import pdf
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.delegations.papers import content
from proxeny.delegations.papers.words import words_of
from proxeny.delegations.tables import countries_of

TEMPLATE = Path(__file__).with_name("booklet.typ")
MOST_AGREEMENTS = 8


def as_pdf(delegation: Delegation, language: str, *, visible_to: Any) -> bytes:
    """The PDF."""
    with translation.override(language):
        found = content.loaded(delegation, visible_to=visible_to)
        people = content.travellers(found, language, visible_to=visible_to)
        words = words_of("booklet", language)
        data = {
            "language": language,
            "title": found.title,
            "kind": words["out"] if found.is_out else words["in"],
            "home": home_name(language),
            "dates": content.dates_in_words(found, language) if found.dates else "",
            "where": content.where_in_words(found, language) if found.is_out else ", ".join(map(str, found.places)),
            "head": content.head_of(people, found, visible_to=visible_to),
            "purpose": found.purpose,
            "content": found.content,
            "people": [{"name": one.name, "office": one.office or one.role} for one in people],
            "contacts": [{"name": one.name, "contact": one.contact} for one in people if one.contact],
            "legs": content.legs_in_words(found, language),
            "days": content.days_of(found, language),
            "countries": [content.facts_of_country(code, language) for code in countries_of(found)],
            "agreements": _agreements(found, language, visible_to),
        }
    return pdf(TEMPLATE, data, words)


def _agreements(delegation: Delegation, language: str, visible_to: Any) -> list[list[str]]:
    """The latest agreements with the partners: title and day of signature. One SQL query."""
    partners = [partner for partner in delegation.partners.all() if partner.kind != "country"]
    partners = partners or list(delegation.partners.all())
    found = (
        Agreement.objects.visible_to(visible_to)
        .filter(partners__in=partners)
        .exclude(signed="")
        .order_by("-signed_earliest", "pk")
        .distinct()[:MOST_AGREEMENTS]
    )
    return [[one.title, edtf_in_words(one.signed, language)] for one in found]
