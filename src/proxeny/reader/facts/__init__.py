"""Record candidates: observations, engagements, agreements, investments and aid that a text states."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.reader.document import Document
from proxeny.reader.facts import agreements, aid, engagements, investments, observations
from proxeny.reader.facts.context import Context
from proxeny.reader.facts.stays import Stays
from proxeny.reader.languages import Language
from proxeny.reader.spans import Date, Fact, Person, Place, Quantity


def find(
    document: Document,
    language: Language,
    quantities: Sequence[Quantity],
    dates: Sequence[Date],
    places: Sequence[Place],
    people: Sequence[Person],
) -> list[Fact]:
    """The facts of a document in text order, each with its evidence sentence, built on what was found before."""
    context = Context(document, language, quantities, dates, places, people)
    if not context.cues:
        return []
    observed = observations.find(context)
    engaged = engagements.find(context)
    stays = Stays(engaged)
    facts: list[Fact] = [
        *observed,
        *engaged,
        *agreements.find(context, stays),
        *investments.find(context, observed),
        *aid.find(context, observed, stays),
    ]
    return sorted(facts, key=lambda fact: (fact.start, fact.end))
