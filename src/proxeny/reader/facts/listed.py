"""Amounts in lists by country: told ``respectively``, or after a sentence that names what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxeny.reader.facts import measures, partners
from proxeny.reader.facts.bounds import CAPITAL_OF, OTHER, PLAIN, Bound
from proxeny.reader.facts.context import Amount, Context, Passage, Where
from proxeny.reader.facts.lexicon import Cue

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

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


def of_place(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]
) -> Bound | None:
    """The part of one place in a list of places with amounts; ``None`` where the list does not tell the measure."""
    place, start = binder.series.places[amount.start], binder.series.starts[amount.start]
    if done and done[-1].indicator in CAPITAL_OF and done[-1].amount.start >= place.start:
        return None  # Japan with 10 projects worth 179 million
    cues = [cue for cue in passage.cues if cue.group == "measures" and cue.end <= amount.start]
    own = [cue for cue in cues if cue.start >= left]
    if own and not binder.context.home.is_foreign(place) and partners.of_cue(binder.context, passage, own[-1]):
        return None  # imports from Korea to Da Nang
    if own and own[-1].name == "capital" and measures.of_one_project(binder, passage, amount, own[-1]):
        return Bound(amount, OTHER, "project", 0.4, own[-1])
    told = _told(binder, passage, amount, cues, start, done)
    if told is None:
        return None
    indicator, cue = told
    abroad = binder.context.home.is_foreign(place)
    if indicator == OTHER or (abroad and indicator not in _TRADED | _INVESTED | {"fdi_new_registered", "aid_received"}):
        return Bound(amount, OTHER, "list-of-places", 0.4, cue)
    period = binder.periods.of(passage, amount, indicator, left, right)
    again = any(bound.cue is cue and bound.partner == place.label for bound in done if bound.indicator == indicator)
    if again and abroad:
        return None
    binder.subject_index = passage.index
    return Bound(
        amount, indicator, "list-of-places", 0.75, cue, None, place.label if abroad else None, period,
        area=None if abroad else place.label,
    )  # fmt: skip


def _told(
    binder: Binder, passage: Passage, amount: Amount, cues: list[Cue], start: int, done: list[Bound]
) -> tuple[str, Cue | None] | None:
    """What a list of places measures, by its own sentence, else by what the text speaks of."""
    traded = [mark for mark in passage.cues if mark.name in ("customer", "supplier") and mark.end <= amount.start]
    for cue in reversed(cues):
        if traded and traded[-1].start > cue.start:
            break
        if cue.name in PLAIN:
            return measures.indicator(binder, passage, amount, cue, done)[0], cue
        if cue.name == "fdi":
            fresh = passage.has("new", start=passage.start, end=start) and not passage.has("adjusted", end=amount.start)
            kind = measures.fdi(binder, passage, amount, cue)
            return ("fdi_new_registered" if fresh and kind == "fdi_registered" else kind), cue
        if cue.name not in ("capital", "investment", "economy"):
            return OTHER, cue
    if traded:
        return ("exports" if traded[-1].name == "customer" else "imports"), None
    if any(cue.name == "investment" for cue in cues) and passage.has("licensed"):
        return "investment_licensed_capital", None
    if any(cue.name == "investment" for cue in cues):
        foreign = all(binder.context.home.is_foreign(place) for place in binder.series.places.values())
        return (binder.fdi_kind(passage), None) if foreign else None
    abroad = all(binder.context.home.is_foreign(place) for place in binder.series.places.values())
    if any(cue.name == "capital" for cue in cues) and abroad and passage.has("disbursed", end=amount.start):
        return binder.fdi_kind(passage), None
    reach = _FURTHER + (2 * len(binder.series.places) if len(binder.series.places) > 2 else 0)
    if binder.theme is None or passage.index - binder.theme_index > reach:
        return None
    if binder.theme.name == "fdi":
        return binder.fdi_kind(passage), None
    if any(cue.name == "capital" for cue in cues):
        return None
    return (binder.theme.name, None) if binder.theme.name in _TRADED else None


def _paired(context: Context, passage: Passage, start: int, end: int) -> bool:
    """Whether only ``and`` stands between two things."""
    return passage.between(start, end).strip() in context.lexicon.words.get("ands", ())


def unnamed(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    """An amount without a measure of its own: the capital of projects just counted, or one country's part."""
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
    return by_country(binder, passage, amount, left, right) or _of_topic(binder, passage, amount, left, right, done)


def _of_topic(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]
) -> Bound | None:
    """An amount that goes on with what was spoken of: ``this figure reached 3 billion``."""
    if any(cue.group == "measures" or cue.name in ("sector", "bloc", "single") for cue in passage.cues):
        return None
    topic = binder.topic.near(passage)
    spoken = passage.has("anaphor", "year_to_date", start=left, end=amount.start)
    if topic is not None and topic.indicator in _TRADED | _INVESTED and spoken:
        period = binder.periods.of(passage, amount, topic.indicator, left, right)
        return Bound(amount, topic.indicator, "topic", 0.6, topic.cue, None, topic.partner, period)
    drawn = passage.has("attract", start=max(left, amount.start - 40), end=amount.start)
    about = binder.theme is not None and binder.theme.name == "fdi" and passage.index - binder.theme_index <= 2
    if about and drawn and not done:
        period = binder.periods.of(passage, amount, "fdi_registered", left, right)
        return Bound(amount, "fdi_registered", "topic", 0.6, None, None, None, period)
    return None


def by_country(binder: Binder, passage: Passage, amount: Amount, left: int, right: int) -> Bound | None:
    """One country's part of what the sentences before measured: ``Singapore led with 620 million USD``."""
    place = (
        partners.of_amount(binder.context, passage, amount, left, right)
        or partners.leading(binder.context, passage, amount)
        or partners.trailing(binder.context, passage, amount)
    )
    if place is None:
        return None
    buying = passage.has("customer")
    if not buying and passage.index - binder.subject_index > _FURTHER:
        return None
    cue = binder.last_subject if binder.subject in _TRADED or buying else None
    told = "exports" if buying else binder.subject
    if told in _INVESTED and passage.has("project", start=left, end=right):
        return None
    if told in _INVESTED and passage.has("invest", start=left, end=right) and not passage.has("ranked_partner"):
        return None
    if told is None or told not in _TRADED | _INVESTED:
        return None
    binder.subject_index = passage.index
    period = binder.periods.of(passage, amount, told, left, right)
    return Bound(amount, told, "country-of-list", 0.7, cue, None, place.label, period)


def by_investor(
    binder: Binder, passage: Passage, amount: Amount, cue: Cue, left: int, right: int
) -> Bound | None:
    """What the only foreign country of a sentence has invested: ``investment from Singapore came to 2.6 billion``."""
    if passage.has("project", end=amount.start) and any(
        other.kind == "count" and other.end <= amount.start for other in passage.amounts
    ):
        return None
    ours = passage.places[0] if passage.places else None
    if (
        ours is not None and ours.start - passage.start <= 8 and not binder.context.home.is_foreign(ours)
        and passage.has("ranked_partner", start=ours.end, end=amount.start) and binder.theme_near(passage, 2) == "fdi"
    ):  # fmt: skip
        told = binder.fdi_kind(passage)
        when = binder.periods.of(passage, amount, told, left, right)
        return Bound(amount, told, "ranked-area", 0.65, cue, None, None, when, area=ours.label)
    place = partners.sole(binder.context, passage, amount.end)
    spoken = binder.theme is not None and binder.theme.name == "fdi" and passage.index - binder.theme_index <= 5
    tied = cue.name == "investment" and partners.of_cue(binder.context, passage, cue) is not None
    if place is None or not (spoken or tied or passage.has("investor")) or place.optional:
        return None
    bracketed = passage.between(passage.start, place.start).rstrip().endswith("(")
    if bracketed or measures.of_one_project(binder, passage, amount, cue):
        return None  # a company (Britain), one plant
    if passage.has("loan", "aid", "aid_context"):
        return None
    indicator = binder.fdi_kind(passage)
    if not spoken and passage.has("investor"):
        indicator = "fdi_stock"
    period = binder.periods.of(passage, amount, indicator, left, right)
    return Bound(amount, indicator, "investor", 0.65, cue, None, place.label, period)


def shared_partner(context: Context, passage: Passage, indicator: str, cue: Cue, done: list[Bound]) -> str | None:
    """The country of the trade figure before, for one joined to it: ``exported 44 million to Japan, imported 5``."""
    last = next((bound for bound in reversed(done) if bound.indicator in _TRADED), None)
    if last is None or last.partner is None or indicator not in _TRADED or indicator == last.indicator:
        return None
    words = partners._WORD.findall(passage.between(last.amount.end, cue.start))
    joined = any(word in context.lexicon.words.get("ands", ()) for word in words) or "," in passage.between(
        last.amount.end, cue.start
    )
    return last.partner if joined and not passage.has("total", start=last.amount.end, end=cue.start) else None
