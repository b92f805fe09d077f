"""By what a document is told from others: what the reader found in it, as keys that are the same in every language.

A person's name without diacritics, the English name of a place, an ISO code, a day, a figure in base units: two pages
on one event share such keys whatever language they are in. What stands in the opening of a text, where news say what
happened, weighs more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from proxeny.core import period
from proxeny.core.errors import BadPeriod
from proxeny.core.folding import fold
from proxeny.watching.models import Trait

OPENING = 600  # characters
_OPENING_COUNTS = 2.0
_LONGEST_EVENT = 10  # days; a longer stretch is no event
_MOST = 60  # traits of a document
_TITLES = {"ong", "ba", "mr", "mrs", "ms", "mme", "bapak", "ibu"}
_PLAIN_UNITS = {"%", "count", "1"}

# How much one trait of a kind says about which event a page is on, judged on texts by hand.
WEIGHTS = {
    Trait.Kind.PERSON: 2.0,
    Trait.Kind.DAY: 1.6,
    Trait.Kind.PLACE: 1.6,
    Trait.Kind.COUNTRY: 1.2,
    Trait.Kind.FIGURE: 1.0,
    Trait.Kind.ACT: 0.5,
}


@dataclass(frozen=True)
class Key:
    """One trait by its kind, key and country."""

    kind: str
    key: str
    country: str = ""


def traits_of(reading: Any, *, published: str) -> tuple[date | None, dict[Key, float]]:
    """The day of a document and its traits with their weights, from all that the reader found in it."""
    counts: dict[Key, float] = defaultdict(float)
    for key, start in _keys(reading):
        counts[key] += _OPENING_COUNTS if start < OPENING else 1.0
    weighed = {key: _weight(key, count) for key, count in counts.items()}
    most = sorted(weighed.items(), key=lambda pair: (-pair[1], pair[0].kind, pair[0].key))[:_MOST]
    return _day(published, reading), dict(most)


def _weight(key: Key, count: float) -> float:
    """What a trait says by its kind, more where it is said again, twice as much at most."""
    weight = WEIGHTS[Trait.Kind(key.kind)] * (1.0 if count <= 1 else min(1.0 + count / 4, 2.0))
    return weight * _distinctness(key.key) if key.kind == Trait.Kind.FIGURE else weight


def _keys(reading: Any) -> Any:
    home, home_country = fold(settings.PROXENY_HOME), settings.PROXENY_HOME_COUNTRY
    for place in reading.places:
        if place.name and fold(place.name) != home:
            yield Key(Trait.Kind.PLACE, fold(place.name)[:120], place.country or ""), place.start
        if place.country and place.country != home_country:
            yield Key(Trait.Kind.COUNTRY, place.country), place.start
    for person in reading.people:
        name = _without_title(fold(person.name))
        if " " in name:
            yield Key(Trait.Kind.PERSON, name[:120]), person.start
    for found in reading.dates:
        for day in _days(found.edtf):
            yield Key(Trait.Kind.DAY, day.isoformat()), found.start
    for quantity in reading.quantities:
        if quantity.value is not None and _is_telling(quantity.value, quantity.unit):
            yield Key(Trait.Kind.FIGURE, f"{quantity.value.normalize():f} {quantity.unit}"[:120]), quantity.start
    for fact in reading.facts:
        if fact.kind in ("engagement", "agreement", "aid", "investment"):
            yield Key(Trait.Kind.ACT, f"{fact.kind}.{getattr(fact, 'type', '')}".rstrip(".")), fact.start


def _without_title(name: str) -> str:
    first, _blank, rest = name.partition(" ")
    return rest if first in _TITLES and " " in rest else name


def _is_telling(value: Decimal, unit: str) -> bool:
    """Whether a figure says anything: two pages with a "3" or a "2023" in them need not be on one thing."""
    return unit not in _PLAIN_UNITS or (unit == "%" and value != value.to_integral()) or value >= 10


def _distinctness(key: str) -> float:
    digits = key.partition(" ")[0].strip("-").replace(".", "").strip("0")
    return min(len(digits), 4) / 4


def _days(edtf: str | None) -> list[date]:
    """The days of a date that is known to the day, or of a few days together; none for months and years."""
    if not edtf:
        return []
    first, slash, last = edtf.partition("/")
    if len(first) != 10 or (slash and len(last) != 10):
        return []
    try:
        begins = date.fromisoformat(first)
        ends = date.fromisoformat(last) if slash else begins
    except ValueError:
        return []
    if not 0 <= (ends - begins).days <= _LONGEST_EVENT:
        return []
    return [begins + timedelta(days=n) for n in range((ends - begins).days + 1)]


def _day(published: str, reading: Any) -> date | None:
    if published:
        try:
            return period.days(published)[0]
        except BadPeriod:
            return None
    told = Counter(day for found in reading.dates for day in _days(found.edtf))
    return max(told, key=lambda day: (told[day], day)) if told else None


def normed(traits: dict[Key, float]) -> dict[Key, float]:
    """Traits of length one, so that a likeness is a sum of products."""
    length = sum(weight * weight for weight in traits.values()) ** 0.5 or 1.0
    return {key: weight / length for key, weight in traits.items()}


def likeness(one: dict[Key, float], other: dict[Key, float]) -> float:
    """How much two documents have in common, from 0 to 1: the cosine of their weights, given ``normed``.

    Nothing where they share no day or no partner, person or two figures: pages of one fortnight on one country are
    many, those on one event name its day.
    """
    shared = one.keys() & other.keys()
    if not shared:
        return 0.0
    kinds = Counter(key.kind for key in shared)
    who = kinds[Trait.Kind.PERSON] + kinds[Trait.Kind.PLACE] + kinds[Trait.Kind.COUNTRY]
    figures = kinds[Trait.Kind.FIGURE]
    if not (kinds[Trait.Kind.DAY] or figures >= 2) or not (who or figures >= 2):
        return 0.0
    return sum(one[key] * other[key] for key in shared)
