"""Amounts in lists by country: told ``respectively``, or after a sentence that names what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxeny.reader.facts import partners
from proxeny.reader.facts.context import Amount, Context, Passage, Where
from proxeny.reader.facts.lexicon import Cue

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder, Bound

_TRADED = frozenset({"exports", "imports", "trade_turnover"})
_INVESTED = frozenset({"fdi_registered", "fdi_disbursed", "fdi_stock"})
_FURTHER = 2  # sentences over which a list goes on


def respectively(context: Context, passage: Passage, amount: Amount, cue: Cue) -> tuple[Cue, Where | None] | None:
    """The measure and country of an amount in a list told ``respectively``, if it stands in one."""
    amounts = [other for other in passage.amounts if other.kind == amount.kind]
    if not passage.has("respectively"):
        if len(amounts) != 2 or not _paired(context, passage, amounts[0].end, amounts[1].start):
            return None
        before = [other for other in passage.cues if other.group == "measures" and other.end <= amounts[0].start]
        if len(before) != 2 or not _paired(context, passage, before[0].end, before[1].start):
            return None
    at = amounts.index(amount)
    first = amounts[0].start
    places = [place for place in partners.foreign(context, passage) if place.end <= first]
    if len(places) == len(amounts) > 1:
        return cue, places[at]
    measures = [other for other in passage.cues if other.group == "measures" and other.end <= first]
    if len(measures) == len(amounts) > 1 and len({other.name for other in measures}) == len(measures):
        place = partners.of_cue(context, passage, measures[-1])
        return measures[at], place
    return None


def _paired(context: Context, passage: Passage, start: int, end: int) -> bool:
    """Whether only ``and`` stands between two things."""
    return passage.between(start, end).strip() in context.lexicon.words.get("ands", ())


def unnamed(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    """An amount without a measure of its own: the capital of projects just counted, or one country's part."""
    from proxeny.reader.facts.binding import CAPITAL_OF, OTHER, Bound

    for bound in reversed(done):
        near = amount.start - bound.amount.end < 90 and ";" not in passage.between(bound.amount.end, amount.start)
        if bound.indicator in CAPITAL_OF and near:
            indicator = CAPITAL_OF[bound.indicator]
            return Bound(
                amount, indicator, "capital-of-projects", 0.8, bound.cue, None, bound.partner,
                binder.periods.own(passage, amount, left, right) or bound.period,
            )  # fmt: skip
        if bound.amount.kind == "money":
            break
    if any(0 <= other.start - amount.end <= 32 for other in passage.amounts if other.kind == "count"):
        return Bound(amount, OTHER, "unnamed", 0.3)
    place = partners.of_amount(binder.context, passage, amount, left, right)
    last = next((bound for bound in reversed(done) if bound.amount.kind == "money"), None)
    if place is not None and last is not None and last.indicator != OTHER:
        period = binder.periods.own(passage, amount, left, right) or last.period
        if last.indicator == "aid_received" and place.name:
            return None
        return Bound(amount, last.indicator, "country-of-list", 0.7, last.cue, None, place.label, period)
    own = binder.periods.own(passage, amount, left, right)
    recorded = last is not None and last.indicator != OTHER and own and own != last.period
    if last is not None and recorded and amount.start - last.amount.end < 24:
        return Bound(amount, last.indicator, "compared", 0.7, last.cue, None, last.partner, own)
    return by_country(binder, passage, amount, left, right)


def by_country(binder: Binder, passage: Passage, amount: Amount, left: int, right: int) -> Bound | None:
    """One country's part of what the sentences before measured: ``Singapore led with 620 million USD``."""
    from proxeny.reader.facts.binding import Bound

    place = partners.of_amount(binder.context, passage, amount, left, right)
    if place is None:
        return None
    buying = passage.has("customer")
    if not buying and passage.index - binder.subject_index > _FURTHER:
        return None
    cue = binder.last_subject if binder.subject in _TRADED or buying else None
    told = "exports" if buying else binder.subject
    if told in _INVESTED and passage.has("project", "invest", start=left, end=right):
        return None
    if told is None or told not in _TRADED | _INVESTED:
        return None
    binder.subject_index = passage.index
    period = binder.periods.of(passage, amount, told, left, right)
    return Bound(amount, told, "country-of-list", 0.7, cue, None, place.label, period)


def shared_partner(context: Context, passage: Passage, indicator: str, cue: Cue, done: list[Bound]) -> str | None:
    """The country of the trade figure before, for one joined to it: ``exported 44 million to Japan, imported 5``."""
    last = next((bound for bound in reversed(done) if bound.indicator in _TRADED), None)
    if last is None or last.partner is None or indicator not in _TRADED or indicator == last.indicator:
        return None
    words = partners._WORD.findall(passage.between(last.amount.end, cue.start))
    joined = any(word in context.lexicon.words.get("ands", ()) for word in words)
    return last.partner if joined and not passage.has("total", start=last.amount.end, end=cue.start) else None
