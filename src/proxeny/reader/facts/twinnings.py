"""Twinnings: which city is the twin, and since when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.intervals import is_day
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, counterparts, organisations
from proxeny.reader.facts.passages import Amount, Passage, When

_APPOSED = re.compile(r"\s*[,(–—-]\s*\D{0,34}$")
_BULLET = re.compile(r"[\W\d_]*(?:[^\W\d_]{1,12}\s+(?:of|de|phố)?\s*)?")
_LONGEST_HEADING = 90  # characters of a line that heads a list
_MOST_BLANK = 3  # lines without a city after which a list is over
_ORIGIN = 4  # characters from a twin to its country: "Velmo (Poland)"
_NEAR = 30  # characters from the word to a city it names
_YEAR_NEAR = 28  # from a city or the word to its year
_SAID_NEAR = 36  # from the word to the years it has lasted


def rows(context: Context) -> Iterator[tuple[Passage, Cue, Partner, str | None]]:
    """The lines of a list under a heading such as ``Sister cities``: passage, heading, city, date."""
    heading: Cue | None = None
    last = -9
    for passage in context.passages:
        if heading is not None and passage.paragraph - last > _MOST_BLANK:
            heading = None
        headed = _heading(context, passage)
        if headed is not None:
            heading, last = headed, passage.paragraph
            continue
        city = _row(context, passage) if heading is not None else None
        if heading is None or city is None:
            continue
        last = passage.paragraph
        date = next((date for date in passage.dates if _is_one(date)), None)
        yield passage, heading, city, date.edtf.removesuffix("/..") if date is not None else None


def _heading(context: Context, passage: Passage) -> Cue | None:
    """The word of a short line without a verb or a foreign place that names the cities below."""
    if passage.end - passage.start > _LONGEST_HEADING or passage.text[passage.end - 1] in ".;!?":
        return None
    if any(context.home.is_foreign(place) for place in passage.places):
        return None
    named = (cue for cue in passage.cues if cue.name in ("twinning", "partner_city"))
    return next(named, None)


def _row(context: Context, passage: Passage) -> Partner | None:
    """The foreign city with which a line begins, behind a bullet, number or year; ``None`` for prose."""
    cities = [one for one in counterparts(context, passage, passage.start, passage.end) if one.name]
    if not cities:
        return None
    start, first = passage.start, passage.places[0]
    if first.name is None and first.country == cities[0].country and first.end <= cities[0].start:
        if not _BULLET.fullmatch(passage.between(start, first.start)):
            return None
        start = first.end  # a table that gives the country first
    if not _BULLET.fullmatch(passage.between(start, cities[0].start)):
        return None
    in_cells = "|" in passage.between(cities[0].end, passage.end)
    return cities[0] if len(cities) <= 2 or in_cells else None


def twins(passage: Passage, noun: Cue, cities: list[Partner], remembered: Partner | None) -> list[Partner]:
    """The sister cities of a clause: the one before the word in apposition, those after it, those with a year.

    ``remembered`` is the one city of the sentence before, for a clause that names none.
    """
    if not cities:
        pointed = passage.has("signing") and passage.dates
        return [remembered] if remembered is not None and pointed else []
    years = [date.start for date in passage.dates if _is_one(date)]
    dated = [city for city in cities if any(0 <= start - city.end <= _YEAR_NEAR for start in years)]
    after = [city for city in cities if city.start >= noun.start]
    before = [city for city in cities if city.end <= noun.start]
    if before and _APPOSED.fullmatch(passage.between(before[-1].end, noun.start)):
        listed = len(dated) > 1 and before[-1] in dated
        return dated if listed else [before[-1]]
    if after:  # "twinned with our city, namely Suwon and Daejeon": nearness counts from the words that lead to them
        low, first = noun.end, after[0].start
        steps = [place.end for place in passage.places if low <= place.end <= first and place.start != first]
        steps += [cue.end for cue in passage.marks("including", low, first)]
        if first - max([low, *steps]) <= _NEAR:
            return after
    return dated or ([before[-1]] if before else after[:1])


def unlisted(context: Context, passage: Passage, start: int, end: int, own: list[Partner]) -> Partner | None:
    """A twin that only the words around its name show to be a city: ``the town of Velmo, Poland``, ``Kota Tarano``.

    The clause names no other city and one foreign country, which is the twin's.
    """
    countries = {one.country for one in own if one.country}
    if len(countries) != 1:
        return None
    words = context.lexicon.words
    towns = words.get("towns", frozenset())
    known = words.get("offices", frozenset()) | words.get("authorities", frozenset())
    for body in organisations(context, passage, start, end):
        if any(cue.group == "deals" and cue.start < body.end and body.start < cue.end for cue in passage.cues):
            continue
        parts = (body.name or "").split()
        lead = max((at for at, part in enumerate(parts) if part.lower() in towns), default=-1)
        before = passage.between(max(start, body.start - 16), body.start).replace("'", " ").split()[-2:]
        country = next((one for one in own if 0 <= one.start - body.end <= _ORIGIN), None)
        if country is not None and not passage.between(body.end, country.start).strip():
            country = None  # "Ambassador Vietnam" is no city of it
        parts = parts[:lead] if lead == len(parts) - 1 else parts[lead + 1 :]
        name = " ".join(parts)
        if lead < 0 and country is None and not any(word in towns for word in before):
            continue
        if len(name) > 2 and name != context.home.name and not any(part.lower() in known for part in parts):
            at = body.start + (body.name or "").index(name)
            return Partner(at, at + len(name), name, countries.pop())
    return None


def since(
    context: Context, passage: Passage, noun: Cue, partner: Partner, dates: list[When], alone: bool
) -> str | None:
    """When a twinning began: the year behind the city, after ``since``, or the years it has lasted.

    Of several cities (``alone`` is false) each has only the year behind it.
    """
    behind = [date for date in dates if 0 <= date.start - partner.end <= _YEAR_NEAR and _is_one(date)]
    if not alone:
        return behind[0].edtf.removesuffix("/..") if behind else None
    opened = [date for date in dates if date.edtf.endswith("/..")]
    tied = [date for date in dates if 0 <= date.start - noun.end <= 2 * _YEAR_NEAR and _is_one(date)]
    signed = [date for date in dates if is_day(date.edtf)] if passage.has("signing") else []
    for found in (behind, opened, tied, signed, [date for date in dates if not is_day(date.edtf) and _is_one(date)]):
        if found:
            return min(found, key=lambda date: abs(date.start - noun.end)).edtf.removesuffix("/..")
    years = _lasted(passage, noun, partner)
    if years is not None and context.year is not None and years.quantity.value is not None:
        return str(context.year - int(years.quantity.value))
    return None


def _is_one(date: When) -> bool:
    """Whether a date is a day, month or year, or open at its end, rather than a period."""
    return "/" not in date.edtf or date.edtf.endswith("/..")


def _lasted(passage: Passage, noun: Cue, partner: Partner) -> Amount | None:
    """How many years a twinning is said to have lasted: ``sister cities for 30 years``."""
    low, high = min(noun.start, partner.start), max(noun.end, partner.end)
    return next(
        (
            amount for amount in passage.amounts
            if amount.quantity.unit == "a" and low - _SAID_NEAR <= amount.start <= high + _SAID_NEAR
        ),
        None,
    )  # fmt: skip
