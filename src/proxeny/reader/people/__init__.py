"""People: names with the title and the organisation that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.reader.document import Document
from proxeny.reader.languages import Language
from proxeny.reader.people.lexicon import titles_of
from proxeny.reader.people.names import Found, Text, after_title, before_title, by_surname
from proxeny.reader.spans import Person, Place

CONFIDENCE = {
    "people.title": 0.95,
    "people.apposition": 0.9,
    "people.honorific": 0.9,
    "people.led": 0.85,
    "people.surname": 0.8,
}


def find(document: Document, language: Language, places: Sequence[Place]) -> list[Person]:
    """Named people in text order, not overlapping.

    The span is the name alone, without title or honorific; ``title`` and ``organisation`` are as written beside it
    (``Chairman``, ``Hanoi People's Committee``), ``None`` where the text gives none. A name is taken where a title, an
    honorific or words such as ``led by`` announce it, where a title follows it, or where it begins with a Vietnamese
    family name and goes on as such names do.
    """
    titles = titles_of(language)
    if titles is None:
        return []
    composed = document.origin(len(document.plain)) == len(document.plain)
    text = Text(document.plain, titles, language.tag)
    text.mark([(place.start, place.end) for place in places] if composed else _in_plain(document, places))
    found: list[Found] = []
    for start, end, kind in titles.scan(document.lower):
        found += after_title(text, start, end, kind)
        if kind == "title":
            found += before_title(text, start, end)
    found += by_surname(text)
    found = [each for each in found if each.title or not _is_thing(text, each)]
    best: list[Found] = []
    for candidate in sorted(found, key=lambda each: (each.start, -CONFIDENCE[each.rule], -(each.end - each.start))):
        if best and candidate.start < best[-1].end:
            if (candidate.title and not best[-1].title and candidate.end >= best[-1].end) or (
                candidate.end - candidate.start > best[-1].end - best[-1].start and not best[-1].title
            ):
                best[-1] = candidate
            continue
        best.append(candidate)
    people = []
    for each in best:
        start, end = document.origin(each.start), document.origin_end(each.end)
        people.append(
            Person(
                start=start, end=end, text=document.text[start:end], rule=each.rule, language=language.tag,
                confidence=CONFIDENCE[each.rule], name=document.plain[each.start : each.end], title=each.title,
                organisation=each.organisation,
            )
        )  # fmt: skip
    return people


def _is_thing(text: Text, found: Found) -> bool:
    """Whether a name without a title is that of a pagoda, street, lake or festival, by the word beside or in it."""
    things = text.titles.things
    before = text.plain[max(0, found.start - 16) : found.start].lower().split()
    after = text.plain[found.end : found.end + 20].lower().split()
    last = text.plain[found.start : found.end].lower().split()[-1]
    beside = {last, before[-1] if before else "", after[0].strip(".,;:)") if after else ""}
    two = " ".join(before[-2:])
    return not things.isdisjoint(beside) or two in things


def _in_plain(document: Document, places: Sequence[Place]) -> list[tuple[int, int]]:
    """Spans of places in ``plain``, from their spans in the text as given."""
    return [(document.plain_position(place.start), document.plain_position(place.end)) for place in places]
