"""What a language calls the places of the world, ready for one pass over a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import ahocorasick

from proxeny.reader import gazetteer
from proxeny.reader.errors import BadLanguageData
from proxeny.reader.gazetteer import Entry
from proxeny.reader.gazetteer.folding import fold
from proxeny.reader.languages import Language, complain


@dataclass(frozen=True, slots=True)
class Sense:
    """One place that a name may mean, the name as it is spelled, and where the name comes from.

    ``source`` is ``language`` for names from the language's tables, ``world`` for the gazetteer's, ``country`` for a
    country's English name in another language, ``phrase`` for longer phrases that are no place (``Thái Bình Dương``).
    """

    entry: Entry | None
    form: str
    source: str
    prior: float | None = field(default=None, init=False, compare=False, repr=False)  # see ``resolve.prior``


@dataclass(frozen=True)
class Names:
    """An automaton over folded names, each between spaces, and the senses of each name."""

    automaton: Any
    senses: tuple[tuple[Sense, ...], ...]
    lengths: tuple[int, ...]


def _names(senses: dict[str, list[Sense]]) -> Names:
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for index, key in enumerate(senses):
        automaton.add_word(key, index)
    if senses:
        automaton.make_automaton()
    return Names(automaton, tuple(map(tuple, senses.values())), tuple(len(key) - 2 for key in senses))


def _add(senses: dict[str, list[Sense]], sense: Sense) -> None:
    """File a sense under its folded name, dots with and without the space that follows them in print."""
    forms = [sense.form]
    if "." in sense.form.rstrip("."):
        forms += [sense.form.replace(". ", "."), sense.form.replace(".", ". ").replace("  ", " ").strip()]
    for form in forms:
        each = senses.setdefault(f" {fold(form)} ".replace("   ", "  "), [])
        if all(known.entry != sense.entry or known.form != sense.form for known in each):
            each.append(sense)


@cache
def world() -> Names:
    """Regions and cities by their English and local names, the same for every language."""
    senses: dict[str, list[Sense]] = {}
    for form, entry in gazetteer.named():
        each = senses.setdefault(f" {fold(form)} ", [])
        each.append(Sense(entry, form, "world"))
    return _names(senses)


@dataclass(frozen=True)
class Words:
    """The words around a name that say what it is; see ``places.toml`` for each."""

    names: Names
    announce: frozenset[str]
    announce_weakly: frozenset[str]
    unit_before: frozenset[str]
    unit_in_title: frozenset[str]
    unit_after: frozenset[str]
    named_unit_before: frozenset[str]
    named_unit_after: frozenset[str]
    named_units: frozenset[str]
    own_units: frozenset[str]
    street_before: frozenset[str]
    street_after: frozenset[str]
    no_place_before: frozenset[str]
    person_before: frozenset[str]
    person_between: frozenset[str]
    currency_after: frozenset[str]
    brand_after: frozenset[str]
    organisation: frozenset[str]
    titles: frozenset[str]
    surnames: frozenset[str]
    middle_names: frozenset[str]
    articles: frozenset[str]
    direction: frozenset[str]
    named_skip: frozenset[str]
    generic: frozenset[str]
    aside: frozenset[str]
    common: frozenset[str]
    demonyms: dict[str, str]
    persons: frozenset[str]
    welded: dict[str, frozenset[str]]
    title_before_place: bool
    home_country: str | None


def place_of(language: Language, name: str, target: str) -> list[Entry]:
    """The places that ``"CC/English name"`` stands for, alternatives split by ``|``; without name the country."""
    entries = []
    for each in target.split("|"):
        country, _, usual = each.partition("/")
        if country not in gazetteer.countries():
            raise complain(
                language,
                "places",
                f"cities.{name}",
                f"'{each}' names no country",
                "begin with an ISO 3166-1 code and '/'",
            )
        if not usual:
            entries.append(gazetteer.countries()[country])
            continue
        known = gazetteer.find(usual, country)
        if known is None:
            entries.append(Entry(country, usual, "city", None, None, 100))
        else:
            entries.append(known._replace(name=usual, thousands=max(known.thousands, 100)))
    return entries


@lru_cache(maxsize=16)
def words(language: Language) -> Words:
    """The tables ``places.toml`` and ``people.toml`` of a language, compiled; raises ``BadLanguageData``."""
    table = language.table("places")
    people = language.table("people")
    senses: dict[str, list[Sense]] = {}
    for code, name in gazetteer.country_names(language.tag).items():
        for form in {name, name.split(" (")[0]}:
            _add(senses, Sense(gazetteer.countries()[code], form, "language"))
    for code, forms in table.get("countries", {}).items():
        if code not in gazetteer.countries():
            raise complain(language, "places", f"countries.{code}", "is no country", "give an ISO 3166-1 alpha-2 code")
        for form in forms:
            _add(senses, Sense(gazetteer.countries()[code], form, "language"))
    for code, name in gazetteer.country_names("en").items():
        key = f" {fold(name)} "
        if key not in senses:
            _add(senses, Sense(gazetteer.countries()[code], name, "country"))
    for form, target in table.get("cities", {}).items():
        for entry in place_of(language, form, target):
            _add(senses, Sense(entry, form, "language"))
    for form in table.get("phrases", {}).get("none", []):
        _add(senses, Sense(None, form, "phrase"))
    near = table.get("near", {})
    if table and not near:
        raise BadLanguageData(f"languages/{language.tag}/places.toml: [near] is missing; give the words around a name.")

    def listed(key: str, where: dict[str, Any] = near) -> frozenset[str]:
        return frozenset(where.get(key, ()))

    generic = listed("unit_before") | listed("unit_after") | listed("direction") | listed("announce")
    generic |= listed("words", table.get("organisation", {})) | listed("last_words", people.get("titles", {}))
    return Words(
        names=_names(senses),
        announce=listed("announce"),
        announce_weakly=listed("announce_weakly"),
        unit_before=listed("unit_before"),
        unit_in_title=listed("unit_in_title"),
        unit_after=listed("unit_after"),
        named_unit_before=listed("named_unit_before") | listed("named_units"),
        named_unit_after=listed("named_unit_after"),
        named_units=listed("named_units"),
        own_units=listed("own_units"),
        street_before=listed("street_before"),
        street_after=listed("street_after"),
        no_place_before=listed("street_before") | listed("language_before") | listed("currency_before"),
        person_before=listed("person_before"),
        person_between=listed("between", people.get("names", {})),
        currency_after=listed("currency_after"),
        brand_after=listed("brand_after"),
        organisation=listed("words", table.get("organisation", {})),
        titles=listed("last_words", people.get("titles", {})),
        surnames=listed("surnames", people.get("names", {})) | listed("chinese_surnames", people.get("names", {})),
        middle_names=listed("middle", people.get("names", {})),
        articles=listed("articles"),
        direction=listed("direction"),
        named_skip=listed("named_skip"),
        generic=generic,
        aside=listed("words", table.get("organisation", {})) | listed("last_words", people.get("titles", {}))
        | listed("direction") | listed("named_skip"),
        persons=frozenset(fold(name) for name in table.get("words", {}).get("persons", ())),
        common=frozenset(fold(name) for name in table.get("words", {}).get("names", ())) | gazetteer.ordinary(),
        demonyms={
            word.lower(): code
            for code, forms in language.table("facts").get("demonyms", {}).items()
            for word in forms
            if " " not in word
        },
        welded={name: frozenset(after) for name, after in table.get("welded", {}).items()},
        title_before_place=bool(near.get("title_before_place", False)),
        home_country=table.get("home", {}).get("country"),
    )
