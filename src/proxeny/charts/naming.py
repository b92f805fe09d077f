"""Names of indicators and partners in the language of a picture, which need not be that of the page."""

from __future__ import annotations

import re

from proxeny.charts.captions import captions
from proxeny.core.wording import country_name
from proxeny.indicators.models import Indicator
from proxeny.partners.models import Partner


def indicator_name(indicator: Indicator, language: str) -> str:
    """An indicator's name: Vietnamese and English as the catalogue has them, others where there is a caption."""
    say = captions(language)
    if say.language == "vi" and indicator.name_vi:
        return str(indicator.name_vi)
    key = f"indicator-{indicator.code}"
    return say.say(key) if say.has(key) else str(indicator.name)


# Letters that only Vietnamese has: hardly a title of more than a word is written without one.
_VIETNAMESE = re.compile("[ĂĐƠƯăđơư\u1ea0-\u1ef9]")


def is_written_in(title: str, language: str) -> bool:
    """Whether an office's own title is in a language, as far as its letters tell Vietnamese from English."""
    return language in ("vi", "en") and bool(_VIETNAMESE.search(title)) == (language == "vi")


def partner_name(partner: Partner, language: str) -> str:
    """A partner's name: of a country as CLDR has it, of others as the record has it."""
    if partner.kind == Partner.Kind.COUNTRY and partner.country:
        return country_name(partner.country, language)
    return str(partner.name_vi if language.startswith("vi") and partner.name_vi else partner.name)


def shortened(text: str, most: int) -> str:
    """A text of at most so many letters, cut at a word where one ends in its second half."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:–-(") + "…"


def width_of(text: str, size: float = 11) -> float:
    """About how many pixels a text takes in our sans at a size, measured on Vietnamese and English: rather too many."""
    return len(text) * size * 0.56
