"""The whole reading of one text: language, date of publication, then every kind of finding in its turn."""

from __future__ import annotations

from proxeny.reader import dates, facts, language, languages, people, places, quantities
from proxeny.reader.document import Document
from proxeny.reader.facts import doubts
from proxeny.reader.published import guess_published
from proxeny.reader.spans import Reading


def read(text: str, *, language: str | None = None, published: str | None = None, home: str | None = None) -> Reading:
    """Find quantities, dates, places, people and record candidates in a text.

    Offsets count Unicode code points of ``text`` as given, before any normalisation. ``language`` is a BCP 47 tag;
    left out, it is detected from the text. ``published`` is an EDTF date that anchors ``last year``; left out, it is
    taken from the dateline of the text where there is one, and otherwise such dates resolve against the year that the
    text speaks of. ``home`` is the English name of the city that keeps the record.

    Money is a ``Decimal`` in units of its ISO 4217 currency (4.6 billion USD is 4600000000), shares are in percent,
    other units carry UCUM codes, dates are EDTF (ISO 8601-2, levels 0 and 1). Findings come in text order and do not
    overlap within a kind (facts may); a text without any gives an empty ``Reading``.

    Raises ``UnknownLanguage`` for a tag without a folder under ``languages``.
    """
    words = languages.load(language or _detect(text))
    document = Document(text=text, language=words.tag, published=published or guess_published(text), home=home)
    found_quantities = quantities.find(document, words)
    found_dates = dates.find(document, words)
    found_places = places.find(document, words)
    found_people = people.find(document, words, found_places)
    found_facts = facts.find(document, words, found_quantities, found_dates, found_places, found_people)
    return Reading(
        language=words.tag,
        quantities=tuple(doubts.on_quantities(found_quantities, found_facts)),
        dates=tuple(found_dates),
        places=tuple(found_places),
        people=tuple(found_people),
        facts=tuple(found_facts),
    )


_detect = language.detect
