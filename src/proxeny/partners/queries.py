"""Finding partners by the names that sources and people use for them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from babel import Locale
from django.db.models import Q, QuerySet

from proxeny.core.folding import fold
from proxeny.core.geography import is_country
from proxeny.partners.models import LANGUAGES, Partner

# Names that sources write and CLDR does not list, folded.
_ALSO: dict[str, str] = {
    "usa": "US",
    "america": "US",
    "united states of america": "US",
    "my": "US",
    "hoa ky": "US",
    "uk": "GB",
    "britain": "GB",
    "great britain": "GB",
    "england": "GB",
    "anh": "GB",
    "korea": "KR",
    "republic of korea": "KR",
    "rok": "KR",
    "han quoc": "KR",
    "russian federation": "RU",
    "lien bang nga": "RU",
    "lao pdr": "LA",
    "viet nam": "VN",
    "uc": "AU",
    "y": "IT",
    "czech republic": "CZ",
    "cong hoa sec": "CZ",
    "uae": "AE",
    "the netherlands": "NL",
    "holland": "NL",
}


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    """Folded name in any of the languages of our sources → ISO 3166-1 alpha-2."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if is_country(str(code)):
                names.setdefault(fold(name), str(code))
    return names | _ALSO


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country by its code or its name in any of our languages; else ``None``."""
    if len(name) == 2 and name.isupper() and is_country(name):
        return name
    return _country_names().get(fold(name))


def find(name: str, country: str | None = None, *, visible_to: Any = None) -> Partner | None:
    """The partner of a name: its own in any language, an alias, or a country's code or name; ``None`` for none.

    Case and diacritics do not matter. ``country`` (ISO 3166-1 alpha-2) decides between cities of one name. Left out,
    ``visible_to`` means all partners, for services that must not make one twice. At most three SQL queries.
    """
    words = fold(name)
    if not words:
        return None
    rows = Partner.objects.all() if visible_to is None else Partner.objects.visible_to(visible_to)
    code = country_code(name)
    if code is not None and country in (None, "", code):
        found = rows.filter(kind=Partner.Kind.COUNTRY, country=code).order_by("pk").first()
        if found is not None:
            return found
    named = [
        partner
        for partner in rows.filter(Q(folded__contains=words)).order_by("pk")
        if words in (fold(partner.name), fold(partner.name_vi), partner.reference)
    ]
    named += rows.filter(aliases__folded=words).order_by("pk")
    if country:
        named = [partner for partner in named if partner.country in ("", country)]
    return next(iter(sorted(named, key=_city_first)), None)


def _city_first(partner: Partner) -> bool:
    """Of a city and a company of one name, sources mean the city."""
    return partner.kind not in (Partner.Kind.CITY, Partner.Kind.COUNTRY, Partner.Kind.REGION)


def family(partner: Partner, *, visible_to: Any) -> QuerySet[Partner]:
    """A country with all its cities and organisations; any other partner by itself."""
    everyone = Partner.objects.visible_to(visible_to)
    if partner.kind == Partner.Kind.COUNTRY and partner.country:
        return everyone.filter(country=partner.country)
    return everyone.filter(pk=partner.pk)
