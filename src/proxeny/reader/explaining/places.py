"""Why a name is this place and not another of the name; and what makes words a person's name."""

from __future__ import annotations

from collections.abc import Iterator

from proxeny.reader.explaining.derivation import Case, Reason
from proxeny.reader.explaining.sources import line
from proxeny.reader.gazetteer import Entry
from proxeny.reader.gazetteer.folding import fold
from proxeny.reader.places.lexicon import Sense
from proxeny.reader.places.mentions import Mention
from proxeny.reader.places.resolve import ENOUGH
from proxeny.reader.spans import Person, Place

_MOST = 4  # candidates told


def reasons(case: Case, place: Place) -> Iterator[Reason]:
    """The name and its source, the candidates with their scores, what spoke for the one taken, the confidence."""
    start = case.document.plain_position(place.start)
    weighed = next(((each, scored) for each, scored in case.seen.weighed if each.start == start), None)
    if weighed is None:
        yield Reason("name", "not in the gazetteer: the words beside it make it a place", place.text)
        yield Reason("confidence", f"{place.confidence:.0%}")
        return
    mention, scored = weighed
    best, sense = scored[0]
    said, source = _origin(case, sense)
    yield Reason("name", said, place.text, place.start, place.end, source)
    yield from _evidence(case, mention, sense)
    for score, other in scored[1:_MOST]:
        same = other.entry is not None and (other.entry.country, other.entry.name) == (place.country, place.name)
        if other.entry is not None and not same:
            yield Reason("not taken", f"{_label(other.entry)}: score {score:.1f} against {best:.1f}")
    yield Reason("confidence", f"{place.confidence:.0%}: score {best:.1f}, a name is taken from {ENOUGH} on")


def _label(entry: Entry) -> str:
    where = f"{entry.name}, {entry.country}" if entry.name else entry.country
    size = f" ({entry.thousands:,} thousand inhabitants)" if entry.kind != "country" and entry.thousands > 1 else ""
    return f"{where}{size}"


def _origin(case: Case, sense: Sense) -> tuple[str, str | None]:
    entry = sense.entry
    assert entry is not None
    table = case.language.table("places")
    if sense.form in table.get("cities", {}):
        return f"{_label(entry)}, by its name in this language", line(case.language, "places", f"cities.{sense.form}")
    if sense.form in table.get("countries", {}).get(entry.country, []):
        source = line(case.language, "places", f"countries.{entry.country}", sense.form)
        return f"the country {entry.country}", source
    if entry.kind == "country":
        return f"the country {entry.country}, by its CLDR name", "gazetteer/countries.tsv"
    kind = "regions" if entry.kind == "region" else "vietnam" if entry.country == "VN" else "cities"
    return f"{_label(entry)}, in the gazetteer", f"gazetteer/{kind}.tsv"


def _evidence(case: Case, mention: Mention, sense: Sense) -> Iterator[Reason]:
    entry = sense.entry
    assert entry is not None
    near = case.language.table("places").get("near", {})
    before = case.document.plain[max(0, mention.start - 40) : mention.start].rstrip()
    for key in ("unit_before", "announce", "announce_weakly"):
        word = max((each for each in near.get(key, []) if _ends(before, each)), key=len, default=None)
        if word:
            source = line(case.language, "places", f"near.{key}", word)
            yield Reason("evidence", "a word behind which a place is likely", word, source=source)
            break
    bonus = mention.bonus.get(entry.country)
    if bonus:
        yield Reason("evidence", f"{entry.country} is named beside it (+{bonus:.1f})")
    elif case.seen.countries.get(entry.country) and entry.kind != "country":
        times = case.seen.countries[entry.country]
        yield Reason("evidence", f"the text speaks of {entry.country} {times} time{'s' if times > 1 else ''}")
    if mention.evidence:
        yield Reason("evidence", f"the words around it weigh {mention.evidence:+.1f}")


def _ends(before: str, word: str) -> bool:
    return before.endswith(word) and not before[: -len(word)][-1:].isalnum()


def of_person(case: Case, person: Person) -> Iterator[Reason]:
    """The title or honorific beside a name, and the organisation."""
    if person.title:
        source = next(
            (line(case.language, "people", "titles.phrases", phrase)
             for phrase in case.language.table("people").get("titles", {}).get("phrases", [])
             if fold(phrase) == fold(person.title)), None,
        )  # fmt: skip
        yield Reason("title", "the title beside the name", person.title, source=source)
    if person.organisation:
        yield Reason("organisation", "the organisation beside the title", person.organisation)
    yield Reason("confidence", f"{person.confidence:.0%}")
