"""Which place a name means, weighed from its size, the words around it and the countries that the text speaks of."""

from __future__ import annotations

from collections import Counter
from math import exp, log10

from proxeny.reader import gazetteer
from proxeny.reader.gazetteer import Entry
from proxeny.reader.gazetteer.folding import fold
from proxeny.reader.places.lexicon import Sense, Words
from proxeny.reader.places.mentions import Mention

# A name is taken from this score on; the parts of the score below were chosen on two thirds of the gold passages.
ENOUGH = 2.3
COUNTRY_PRIOR = 5.0
FOREIGN_COUNTRY_NAME = 4.2
CAPITAL = 0.8


def prior(sense: Sense) -> float:
    """What speaks for a sense whatever stands around it; worked out when it is first asked for."""
    if sense.prior is None:
        object.__setattr__(sense, "prior", _prior(sense))
    assert sense.prior is not None
    return sense.prior


def _prior(sense: Sense) -> float:
    entry = sense.entry
    assert entry is not None
    if entry.kind == "country":
        return FOREIGN_COUNTRY_NAME if sense.source == "country" else COUNTRY_PRIOR
    weight = log10(max(entry.thousands, 1))
    if entry.kind == "region":
        weight = weight * 0.9 + 0.1
    if entry.name and (entry.country, fold(entry.name)) in gazetteer.capitals():
        weight = weight + CAPITAL if entry.thousands >= 100 else max(weight + 0.3, 2.1)
    if entry.country == "VN":
        weight += 0.3
    if sense.source == "language":
        weight = max(weight, 2.3) + 0.8
    return weight


def weigh(mention: Mention, words: Words, countries: Counter[str]) -> list[tuple[float, Sense]]:
    """The senses of a mention with their scores, best first."""
    scored = []
    common = mention.key in words.common
    for sense in mention.senses:
        entry = sense.entry
        if entry is None:
            continue
        score = prior(sense) + mention.evidence + mention.bonus.get(entry.country, 0.0)
        if mention.bonus and entry.country not in mention.bonus and entry.kind != "country":
            score -= 1.0
        if entry.kind != "country":
            if countries[entry.country]:
                score += 1.0 + min(0.5, 0.1 * countries[entry.country])
            elif countries and len(mention.text) < 8:
                score -= 0.3
        elif mention.unit and len(mention.senses) > 1:
            score -= 3.0  # "state of Georgia"
        if mention.key in words.persons:
            score -= 4.0
        if common and mention.article and entry.kind == "region":
            score += 1.0  # "dans le Var"
        if common:
            large = entry.thousands >= 200 and entry.kind != "country" and not mention.opens
            score -= 1.5 if large else 2.5
        if len(mention.text) <= 3 and entry.kind != "country":
            score -= 1.0
        scored.append((score, sense))
    scored.sort(key=lambda pair: -pair[0])
    return scored


def confidence(score: float) -> float:
    """A score as a probability: near the threshold an even chance, four above it nearly sure."""
    return round(1 / (1 + exp(-1.1 * (score - ENOUGH + 0.6))), 3)


def evident_countries(mentions: list[Mention], words: Words, home: str | None) -> Counter[str]:
    """How often each country is plainly spoken of: by its name, or by a city that no other place rivals."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.vetoed or mention.key in words.common:
            continue
        if mention.evidence > -1:
            own = _evident(mention)
            if own is not None:
                counts[own] += 1
        for country in mention.bonus:
            counts[country] += 1
    for own in (home, words.home_country):
        if own:
            counts[own] += 1
    return counts


def _evident(mention: Mention) -> str | None:
    """The country that a name alone speaks of."""
    for sense in mention.senses:
        if sense.entry is not None and sense.entry.kind == "country" and sense.source != "country":
            return sense.entry.country
    entries = [sense.entry for sense in mention.senses if sense.entry is not None]
    if not entries or entries[-1].thousands < 300:
        return None
    country = entries[-1].country
    return country if len(entries) == 1 or all(entry.country == country for entry in entries) else None


def one_sense(mentions: list[Mention]) -> None:
    """A name explained once (``Kochi, Japan``) keeps that sense wherever the text has it."""
    explained: dict[str, dict[str, float]] = {}
    for mention in mentions:
        if mention.bonus:
            explained.setdefault(mention.key, {}).update(mention.bonus)
    for mention in mentions:
        if not mention.bonus and mention.key in explained:
            mention.bonus = {country: value / 2 for country, value in explained[mention.key].items()}


def without_persons(mentions: list[Mention]) -> None:
    """A city's name that the text gives to a person (``Governor Ken Lusaka``) is a person's where it stands bare."""
    persons = {mention.key for mention in mentions if mention.person and not mention.is_country()}
    if persons:
        for mention in mentions:
            if mention.key in persons and not mention.unit and not mention.bonus and mention.evidence < 1:
                mention.evidence -= 4.0


def alternatives(scored: list[tuple[float, Sense]], chosen: Entry) -> tuple[str, ...]:
    """Other places of the same name that score nearly as high, as ``CC/Name``."""
    best = scored[0][0]
    found = []
    for score, sense in scored[1:]:
        entry = sense.entry
        if entry and (entry.country, entry.name) != (chosen.country, chosen.name) and best - score < 1.5:
            label = f"{entry.country}/{entry.name}" if entry.name else entry.country
            if label not in found:
                found.append(label)
    return tuple(found[:4])
