"""Name cards: ten a page, with cut marks; name, post and workplace, in both languages where they are entered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import translation

from proxeny.core.home import home_name
from proxeny.core.typesetting import pdf
from proxeny.delegations.models import Delegation
from proxeny.delegations.papers import content

TEMPLATE = Path(__file__).with_name("cards.typ")


def as_pdf(delegation: Delegation, language: str, *, visible_to: Any) -> bytes:
    """The PDF, A4; an empty sheet of one blank card for a delegation without people."""
    with translation.override(language):
        people = content.travellers(delegation, language, visible_to=visible_to)
    cards = [
        {
            "name": one.name,
            "honorific": one.honorific,
            "post": one.post or one.role,
            "workplace": one.workplace,
            "post_translated": one.post_translated,
            "workplace_translated": one.workplace_translated,
        }
        for one in people
    ]
    data = {"language": language, "title": delegation.title, "home": home_name(language), "cards": cards}
    return pdf(TEMPLATE, data, {})
