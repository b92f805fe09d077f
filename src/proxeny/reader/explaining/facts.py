"""Why a sentence states a fact: the words that set it off, the figure, and where each of its parts was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proxeny.reader.explaining.derivation import Case, Reason
from proxeny.reader.explaining.sources import line
from proxeny.reader.facts.folded import Folded, fold
from proxeny.reader.facts.lexicon import Cue, forms, lexicon
from proxeny.reader.spans import Fact, Finding, Observation

_ROLES = {
    "Engagement": ("date", "place", "partners", "people"),
    "Agreement": ("date", "partners"),
    "Investment": ("investor", "place", "value"),
    "Aid": ("partner", "value", "date"),
}
_GROUPS = {
    "Engagement": ("acts",), "Agreement": ("deals", "acts"), "Investment": ("acts", "measures", "nouns", "marks"),
    "Aid": ("acts", "measures", "nouns", "marks"),
}  # fmt: skip
_MOST = 4  # trigger words told


def reasons(case: Case, fact: Fact) -> Iterator[Reason]:
    """The trigger words with their positions, then the parts of the fact with the span of each."""
    folded = fold(case.document.text)
    if isinstance(fact, Observation):
        yield from _observation(case, fact, folded)
    else:
        groups = _GROUPS[type(fact).__name__]
        cues = [cue for cue in _cues(case, folded, fact.start, fact.end) if cue.group in groups]
        for cue in cues[:_MOST]:
            yield _trigger(case, folded, cue)
        if not cues:
            yield Reason("trigger", "the words beside the name and the figure, as the rule says")
        for role in _ROLES[type(fact).__name__]:
            yield from _part(case, fact, role)
    yield Reason("confidence", f"{fact.confidence:.0%}: how often this rule was right on texts kept aside")


def _cues(case: Case, folded: Folded, start: int, end: int) -> list[Cue]:
    return [
        cue for cue in lexicon(case.language).find(folded.text)
        if start <= folded.back(cue.start) and folded.back(cue.end) <= end
    ]  # fmt: skip


def _trigger(case: Case, folded: Folded, cue: Cue) -> Reason:
    start, end = folded.back(cue.start), folded.back(cue.end)
    written = folded.text[cue.start : cue.end]
    phrases = case.language.table("facts").get(cue.group, {}).get(cue.name, [])
    phrase = next((each for each in phrases if written in forms(each)), None)
    source = line(case.language, "facts", f"{cue.group}.{cue.name}", phrase)
    return Reason("trigger", f"{cue.group}.{cue.name}", case.words(start, end), start, end, source)


def _observation(case: Case, fact: Observation, folded: Folded) -> Iterator[Reason]:
    bound = next(
        (bound for bound, made in case.seen.bounds
         if (made.value_start, made.indicator, made.start) == (fact.value_start, fact.indicator, fact.start)), None,
    )  # fmt: skip
    if bound is not None and bound.cue is not None:
        yield _trigger(case, folded, bound.cue)
    elif bound is not None and bound.noun:
        yield Reason("trigger", "the counted noun", bound.noun)
    else:
        near = [cue for cue in _cues(case, folded, fact.start, fact.end) if cue.group in ("measures", "nouns", "marks")]
        for cue in near[:2]:
            yield _trigger(case, folded, cue)
        if not near:
            yield Reason("trigger", "the heading of the table, or the figure or list that it goes on with")
    if fact.value_start is not None and fact.value_end is not None:
        words = case.words(fact.value_start, fact.value_end)
        yield Reason("figure", f"{fact.value:f} {fact.unit}", words, fact.value_start, fact.value_end)
    for role in ("area", "partner", "period"):
        yield from _part(case, fact, role)
    if fact.status != "actual":
        yield Reason("status", f"{fact.status}, by the words beside the figure or a year still to come")


def _part(case: Case, fact: Fact, role: str) -> Iterator[Reason]:
    """A part of a fact with the span that has its value: in the evidence, else nearest before it, else elsewhere."""
    value = getattr(fact, role)
    for each in value if isinstance(value, tuple) else (value,):
        if each is None:
            continue
        label = "partner" if role == "partners" else "person" if role == "people" else role
        found = _nearest(fact, _having(case, str(each), label))
        is_home = label == "area" and each == case.document.home
        if found is None or (is_home and not fact.start <= found.start < fact.end):
            yield Reason(label, f"{each}: {_unprinted(case, label, str(each))}")
            continue
        where = "in the sentence itself" if fact.start <= found.start < fact.end else "in another sentence"
        yield Reason(label, f"{each}, {where}", found.text, found.start, found.end)


def _having(case: Case, value: str, role: str) -> list[Finding]:
    """The findings that say a value."""
    reading = case.reading
    if role in ("period", "date"):
        return [each for each in reading.dates if each.edtf == value]
    if role == "value":
        return [each for each in reading.quantities if each.value is not None and format(each.value, "f") == value]
    if role == "person":
        return [each for each in reading.people if each.name == value]
    places: list[Finding] = [
        each for each in reading.places if value == (each.name or each.country) or value == each.country
    ]
    if places or role not in ("partner", "investor"):
        return places
    # an organisation is no finding of its own: its name where it stands
    return [
        Finding(start=each.start(), end=each.end(), text=value, rule="", language=case.language.tag)
        for each in re.finditer(re.escape(value), case.document.text)
    ]


def _nearest(fact: Fact, found: Iterable[Finding]) -> Finding | None:
    """The one in the evidence, else the nearest before it, else the first."""
    listed = sorted(found, key=lambda each: each.start)
    inside = [each for each in listed if fact.start <= each.start < fact.end]
    before = [each for each in listed if each.start < fact.start]
    return inside[0] if inside else before[-1] if before else listed[0] if listed else None


def _unprinted(case: Case, role: str, value: str) -> str:
    if role == "area" and value == case.document.home:
        return "the city that keeps the record, for no other is named beside the measure"
    if role == "area":
        return "the city that the text is about, for no other is named beside the measure"
    if role in ("period", "date"):
        return "joined from several dates, or counted from one of them or from the day of publication"
    if role == "partner":
        return "by an adjective, a people or an organisation named there"
    return "not printed as such"


