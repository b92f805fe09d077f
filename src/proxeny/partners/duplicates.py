"""Records that look like the same partner or person, each pair with why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from proxeny.core.folding import fold
from proxeny.partners.models import Alias, NameOfPerson, NotTheSame, Partner, Person, StandingRecord

_WORD = re.compile(r"[^\W_]+")

# What a name may have or lack and still be the same name, folded: forms of companies, kinds of places, titles.
_WORDS_BESIDE = """
the of city capital municipality metropolitan province prefecture region state republic
thanh pho tinh thu do quan ville de la du des kota provinsi
co ltd limited company corp corporation inc plc llc gmbh ag sa group holdings jsc pte cong ty tnhh cp tap doan
"""
_BESIDE_PARTNER = frozenset(_WORDS_BESIDE.split())
_BESIDE_PERSON = frozenset(["mr", "mrs", "ms", "dr", "prof", "ong", "ba", "sir", "dame", "mme"])
_PLACES = {Partner.Kind.COUNTRY, Partner.Kind.CITY, Partner.Kind.REGION}
_TOO_MANY = 12  # records that share a key: it tells nothing then


@dataclass(frozen=True)
class Called:
    """A name of a record; ``is_own`` for its own, not one of its other names."""

    name: str
    is_own: bool


@dataclass
class Pair:
    """Two records that may be the same; ``why`` in sentences, the clearest first."""

    one: StandingRecord
    other: StandingRecord
    why: list[str] = field(default_factory=list)

    @property
    def both(self) -> tuple[StandingRecord, StandingRecord]:
        """The two."""
        return self.one, self.other

    @property
    def key(self) -> str:
        """For forms: the two keys, the smaller first."""
        return f"{self.one.pk}-{self.other.pk}"


@dataclass(frozen=True)
class _Row:
    country: str
    kind: str


def pairs(model: type[StandingRecord], *, visible_to: Any, limit: int = 200) -> list[Pair]:
    """Pairs of records of a register that a person may see, without those told apart; the surest first.

    Three SQL queries and one for the records shown. It reads every name of the register: some tenths of a second for
    twenty thousand people.
    """
    rows, names = _names(model, visible_to)
    found: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    for rank, sentence, groups in _groups(model, rows, names):
        for together in groups:
            for low, high in combinations(sorted(together), 2):
                if _may_be_one(rows[low], rows[high]):
                    found[low, high].setdefault(rank, sentence(together[low], together[high]))
    kind = ContentType.objects.get_for_model(model)
    for pair in NotTheSame.objects.filter(content_type=kind).values_list("low", "high"):
        found.pop(pair, None)
    chosen = sorted(found, key=lambda pair: (min(found[pair]), pair))[:limit]
    there: Any = model._default_manager.in_bulk({key for pair in chosen for key in pair})
    return [
        Pair(there[low], there[high], list(dict.fromkeys(why for _rank, why in sorted(found[low, high].items()))))
        for low, high in chosen
    ]


def _names(model: type[StandingRecord], person: Any) -> tuple[dict[int, _Row], dict[int, list[Called]]]:
    seen: Any = model._default_manager.visible_to(person).order_by()  # type: ignore[attr-defined]
    is_partner = issubclass(model, Partner)
    rows: dict[int, _Row] = {}
    names: dict[int, list[Called]] = defaultdict(list)
    extra = ("kind", "name_vi") if is_partner else ()
    for key, country, name, *rest in seen.values_list("pk", "country", "name", *extra).iterator(chunk_size=5_000):
        rows[key] = _Row(country, rest[0] if rest else "")
        names[key] += [Called(each, is_own=True) for each in (name, *rest[1:]) if each]
    aliases: Any = Alias.objects if is_partner else NameOfPerson.objects
    of = "partner" if is_partner else "person"
    for key, name in aliases.filter(**{f"{of}__in": seen.values("pk")}).values_list(of, "name"):
        names[key].append(Called(name, is_own=False))
    return rows, names


def _groups(
    model: type[StandingRecord], rows: dict[int, _Row], names: dict[int, list[Called]]
) -> Iterator[tuple[int, Any, Iterable[dict[int, Called]]]]:
    """(rank, sentence of two names, groups of key → the name by which it belongs): the surest sort first."""
    same: dict[str, dict[int, Called]] = defaultdict(dict)
    alike: dict[tuple[str, ...], dict[int, Called]] = defaultdict(dict)
    countries: dict[str, dict[int, Called]] = defaultdict(dict)
    left_out = _BESIDE_PARTNER if issubclass(model, Partner) else _BESIDE_PERSON
    for key, called in names.items():
        for each in called:
            folded = fold(each.name)
            same[folded].setdefault(key, each)
            words = tuple(sorted(word for word in _WORD.findall(folded) if word not in left_out))
            if words and (len(words) > 1 or len(words[0]) > 3):
                alike[words].setdefault(key, each)
        if rows[key].kind == Partner.Kind.COUNTRY and rows[key].country:
            countries[rows[key].country][key] = called[0]
    yield 0, _same_country, (group for group in countries.values() if len(group) > 1)
    yield 1, _same_name, (group for group in same.values() if 1 < len(group) <= _TOO_MANY)
    yield 2, _same_words, (group for group in alike.values() if 1 < len(group) <= _TOO_MANY)


def _may_be_one(one: _Row, other: _Row) -> bool:
    """Not two countries' cities of one name, nor a city and a company called after it."""
    if one.country and other.country and one.country != other.country:
        return False
    if one.kind == other.kind:
        return True
    return one.kind not in _PLACES and other.kind not in _PLACES


def _same_country(one: Called, other: Called) -> str:
    return _("Both are the same country.")


def _same_name(one: Called, other: Called) -> str:
    if one.is_own and other.is_own:
        if one.name == other.name:
            return _("Both are called %(name)s.") % {"name": one.name}
        return _("%(one)s and %(other)s differ by capitals or accents only.") % {"one": one.name, "other": other.name}
    if one.is_own or other.is_own:
        return _("%(name)s is the name of one and another name of the other.") % {"name": one.name}
    return _("%(name)s is another name of both.") % {"name": one.name}


def _same_words(one: Called, other: Called) -> str:
    if fold(one.name) == fold(other.name):
        return _same_name(one, other)
    return _("%(one)s and %(other)s have the same telling words.") % {"one": one.name, "other": other.name}


def model_of(register: str) -> type[Partner] | type[Person] | None:
    """The model of a register whose records can be merged."""
    return {"partners": Partner, "people": Person}.get(register)  # type: ignore[return-value]
