"""Places: countries, regions and cities named in a text, each with the place of the gazetteer that it means."""

from __future__ import annotations

from proxeny.reader import gazetteer
from proxeny.reader.document import Document
from proxeny.reader.gazetteer import Entry
from proxeny.reader.languages import Language
from proxeny.reader.places import context, resolve
from proxeny.reader.places.lexicon import words as words_of
from proxeny.reader.places.lists import by_list
from proxeny.reader.places.mentions import scan
from proxeny.reader.places.units import by_unit
from proxeny.reader.spans import Place
from proxeny.reader.watching import watched


def find(document: Document, language: Language) -> list[Place]:
    """Places in text order, not overlapping; names inside names of organisations, events and persons' titles count.

    Names inside organisations and the like are ``optional``. Adjectives, languages, currencies, streets and the names
    of persons give none. ``country`` is ISO 3166-1 alpha-2 (``EU`` for the European Union); ``alternatives`` are other
    places of the name as ``CC/Name``. Offsets are those of the text as given.
    """
    words = words_of(language)
    text = document.plain
    mentions = scan(text, words, language.tag, document.folded)
    starts = {mention.start: mention for mention in mentions}
    ends = {mention.end: mention for mention in mentions}
    headlines: dict[int, bool] = {}
    for mention in mentions:
        context.judge(mention, text, words, starts, ends, headlines)
    live = [mention for mention in mentions if not mention.vetoed]
    context.neighbours(live, text)
    resolve.one_sense(live)
    resolve.without_persons(mentions)
    counts = resolve.evident_countries(live, words, gazetteer.country_of(document.home) if document.home else None)
    found: list[Place] = []

    def place(
        start: int, end: int, entry: Entry, score: float, rule: str, optional: bool, also: tuple[str, ...]
    ) -> None:
        first, last = document.origin(start), document.origin_end(end)
        found.append(
            Place(
                start=first, end=last, text=document.text[first:last], rule=rule, language=language.tag,
                confidence=resolve.confidence(score), optional=optional, country=entry.country, name=entry.name,
                latitude=entry.latitude, longitude=entry.longitude, alternatives=also,
            )
        )  # fmt: skip

    if (seen := watched()) is not None:
        seen.countries = counts
    taken = []
    for mention in live:
        scored = resolve.weigh(mention, words, counts)
        if seen is not None:
            seen.weighed.append((mention, scored))
        if not scored or scored[0][0] < resolve.ENOUGH:
            continue
        entry = scored[0][1].entry
        assert entry is not None
        if mention.longer:
            entry = entry._replace(name=mention.text)
        taken.append((mention.start, mention.end))
        place(
            mention.start, mention.end, entry, scored[0][0], f"places.{entry.kind}",
            mention.optional or entry.country == "EU", resolve.alternatives(scored, entry),
        )  # fmt: skip
    known = [(*span, each.country, each.name is None) for span, each in zip(taken, found, strict=True)]
    main = counts.most_common(1)[0][0] if counts else None
    for unit in by_unit(text, words, language.tag, taken, [each.country for each in found], main):
        if unit.country is not None:
            entry = gazetteer.find(unit.name, unit.country) or Entry(unit.country, unit.name, "unit", None, None, 1)
            place(unit.start, unit.end, entry, resolve.ENOUGH, "places.unit", unit.optional, ())
            known.append((unit.start, unit.end, unit.country, False))
    for start, end, name, country in by_list(text, words, sorted(known)):
        entry = gazetteer.find(name, country) or Entry(country, name, "list", None, None, 1)
        place(start, end, entry, resolve.ENOUGH, "places.list", False, ())
    found.sort(key=lambda each: each.start)
    return found
