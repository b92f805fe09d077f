"""The whole reading of one text: language, date of publication, then every kind of finding in its turn."""

from __future__ import annotations

from proxeny.reader import dates, facts, language, languages, people, places, quantities
from proxeny.reader.confidence import calibrate
from proxeny.reader.document import Document
from proxeny.reader.doubts import raise_doubts
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
    reading = uncalibrated(text, language=language, published=published, home=home)
    for kind in ("quantities", "dates", "places", "people", "facts"):
        calibrate(kind, getattr(reading, kind))
    return reading


def uncalibrated(
    text: str, *, language: str | None = None, published: str | None = None, home: str | None = None
) -> Reading:
    """As ``read``, with the confidence that each rule says of itself, from which the calibration is made."""
    words = languages.load(language or _detect(text))
    document = Document(text=text, language=words.tag, published=published or guess_published(text), home=home)
    found_quantities = quantities.find(document, words)
    found_dates = dates.find(document, words)
    found_places = places.find(document, words)
    found_people = people.find(document, words, found_places)
    found_facts = facts.find(document, words, found_quantities, found_dates, found_places, found_people)
    found_quantities, found_dates, found_facts = raise_doubts(
        document, words, found_quantities, found_dates, found_facts
    )
    return Reading(
        language=words.tag,
        quantities=tuple(found_quantities),
        dates=tuple(found_dates),
        places=tuple(found_places),
        people=tuple(found_people),
        facts=tuple(found_facts),
    )


_detect = language.detect
