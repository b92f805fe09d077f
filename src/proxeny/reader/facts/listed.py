"""Amounts in lists by country: told ``respectively``, or after a sentence that names what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxeny.reader.facts import measures, partners
from proxeny.reader.facts.bounds import CAPITAL_OF, OTHER, PLAIN, Bound, is_cumulative
from proxeny.reader.facts.context import Context
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage, Where

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

_TRADED = frozenset({"exports", "imports", "trade_turnover"})
_INVESTED = frozenset({"fdi_registered", "fdi_disbursed", "fdi_stock"})
_SAID = 80  # characters from a country to what it has invested
LISTED = _TRADED | _INVESTED
_FURTHER = 2  # sentences over which a list goes on


def respectively(context: Context, passage: Passage, amount: Amount, cue: Cue) -> tuple[Cue, Where | None] | None:
    """The measure and country of an amount in a list told ``respectively``, if it stands in one."""
    amounts = [other for other in passage.amounts if other.kind == amount.kind]
    both = _both_ways(context, passage, amount, amounts, cue)
    if both is not None:
        return both, partners.of_cue(context, passage, cue)
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


def _both_ways(
    context: Context, passage: Passage, amount: Amount, amounts: list[Amount], cue: Cue
) -> Cue | None:
    """The half of ``exports and imports`` that an amount is of: ``exports and imports were 53 and 48 billion``."""
    if cue.name != "trade_turnover" or cue.end > amount.start:
        return None
    behind = [other for other in amounts if other.start >= cue.end][:2]
    if amount not in behind or len(behind) < 2 or not _paired(context, passage, behind[0].end, behind[1].start):
        return None
    words = passage.text[cue.start : cue.end].split()
    cuts = [at for at, word in enumerate(words) if word in context.lexicon.words.get("ands", ())]
    if len(cuts) != 1:
        return None
    half = words[: cuts[0]] if amount is behind[0] else words[cuts[0] + 1 :]
    named = [other for other in context.lexicon.find(" ".join(half)) if other.name in ("exports", "imports")]
    return Cue(cue.start, cue.end, cue.group, named[0].name) if len(named) == 1 else None


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
    own = [cue for cue in cues if cue.name not in ("capital", "investment")]
    for cue in reversed(cues):
        if traded and traded[-1].start > cue.start:
            break
        if cue.name in PLAIN:
            return measures.indicator(binder, passage, amount, cue, done)[0], cue
        if cue.name == "fdi":
            fresh = passage.has("new", start=passage.start, end=start) and not is_cumulative(passage)
            fresh = fresh and not passage.has("adjusted", end=amount.start)
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
    going_on = binder.subject is not None and passage.index - binder.subject_index <= _FURTHER
    if going_on and abroad and binder.subject in _INVESTED and not any(cue.group == "measures" for cue in own):
        return str(binder.subject), None
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
            if measures.is_added(passage, bound.amount, amount) or _of_one(passage, bound.amount, amount):
                return Bound(amount, OTHER, "part", 0.4)
            if passage.has("disbursed", start=bound.amount.end, end=amount.start):
                period = binder.periods.own(passage, amount, left, right) or bound.period
                return Bound(amount, "fdi_disbursed", "fdi", 0.7, None, None, bound.partner, period)
            indicator = binder.capital_of(passage, bound.indicator)
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
    return (
        by_country(binder, passage, amount, left, right)
        or invested(binder, passage, amount, left)
        or _of_topic(binder, passage, amount, left, right, done)
    )


def invested(binder: Binder, passage: Passage, amount: Amount, left: int) -> Bound | None:
    """What a country has invested here in all: ``Hàn Quốc đã đầu tư vào Việt Nam gần 82 tỷ USD``."""
    place = partners.sole(binder.context, passage, amount.start)
    if place is None or place.name is not None or place.optional or place.start < left:
        return None
    verbs = passage.marks("invest", place.end, amount.start)
    firms = passage.has("firm", "company", "single", "pointed_company", "target", "loan", "aid")
    if not verbs or amount.start - place.end > _SAID or firms or not passage.has("standing"):
        return None
    return Bound(amount, "fdi_stock", "invested", 0.6, None, None, place.label, None)


def _of_one(passage: Passage, projects: Amount, amount: Amount) -> bool:
    """Whether an amount is of one project of several: ``6 projects, including a factory of 25 million``."""
    including = passage.marks("including", projects.end, amount.start)
    return bool(including) and passage.has("single", start=including[0].end, end=amount.start)


def _of_topic(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]
) -> Bound | None:
    """An amount that goes on with what was spoken of: ``this figure reached 3 billion``."""
    besides = ("growth_rate", "economy")
    if any(
        (cue.group == "measures" and cue.name not in besides and (cue.name != "capital" or cue.start < amount.end))
        or cue.name in ("sector", "bloc", "single")
        for cue in passage.cues
    ):
        return None
    topic = binder.topic.near(passage)
    spoken = passage.has("anaphor", "year_to_date", start=left, end=amount.start)
    named = binder.topic.named if passage.index - binder.topic.named_index == 1 else None
    if named is not None and binder.topic.bound_index >= binder.topic.named_index:
        named = None
    if spoken and named is not None and not done:
        indicator = PLAIN[named.name]
        period = binder.periods.of(passage, amount, indicator, left, right)
        return Bound(amount, indicator, "topic", 0.55, None, None, None, period)
    if topic is not None and topic.indicator in _TRADED | _INVESTED and spoken:
        period = binder.periods.of(passage, amount, topic.indicator, left, right)
        return Bound(amount, topic.indicator, "topic", 0.6, topic.cue, None, topic.partner, period)
    drawn = passage.has("attract", start=max(left, amount.start - 40), end=amount.start)
    about = binder.theme is not None and binder.theme.name == "fdi" and passage.index - binder.theme_index <= 2
    about = about or passage.index - binder.fdi_near <= 1
    if about and drawn and not done:
        period = binder.periods.of(passage, amount, "fdi_registered", left, right)
        return Bound(amount, "fdi_registered", "topic", 0.6, None, None, None, period)
    if not spoken or done:
        return None
    if topic is None and binder.theme_near(passage, 1) == "fdi":
        kind = binder.fdi_kind(passage)
        period = binder.periods.of(passage, amount, kind, left, right)
        return Bound(amount, kind, "topic", 0.55, None, None, None, period)
    return None


def by_country(binder: Binder, passage: Passage, amount: Amount, left: int, right: int) -> Bound | None:
    """One country's part of what the sentences before measured: ``Singapore led with 620 million USD``."""
    place = (
        partners.of_amount(binder.context, passage, amount, left, right)
        or partners.leading(binder.context, passage, amount)
        or partners.trailing(binder.context, passage, amount)
        or partners.next_in_list(binder.context, passage, amount)
    )
    if place is None:
        return None
    buying = passage.has("customer")
    leads = passage.has("investor", start=place.end, end=amount.start)  # "Singapore is the largest investor, with"
    if not (buying or leads) and passage.index - binder.subject_index > _FURTHER:
        return None
    cue = binder.last_subject if binder.subject in _TRADED or buying else None
    told = "exports" if buying else binder.subject
    if leads and (told not in _INVESTED or passage.index - binder.subject_index > _FURTHER):
        told = "fdi_registered" if "/" in (binder.periods.own(passage, amount, left, right) or "") else "fdi_stock"
        cue = None
    if told in _INVESTED and passage.has("project", start=left, end=right):
        return None
    said = {word.rstrip("'") for word in partners._WORD.findall(passage.between(place.end, amount.start))}
    words = binder.context.lexicon.words
    known = words.get("subjects", frozenset()) | words.get("conversions", frozenset())
    direct = place.end <= amount.start and said <= known  # Singapore has invested 6.7 billion
    if told in _INVESTED and passage.has("invest", start=left, end=right) and not (
        direct or passage.has("ranked_partner")
    ):
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
    paid = passage.has("disbursed", end=amount.start) and passage.has("foreign", end=amount.start)
    if place is None or not (spoken or tied or paid or passage.has("investor")) or place.optional:
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
    binder.subject, binder.subject_index = indicator, passage.index
    return Bound(amount, indicator, "investor", 0.65, cue, None, place.label, period)


def of_two(binder: Binder, passage: Passage) -> str | None:
    """The partner of exports or imports told right after the trade with one country: both are parts of it."""
    whole = binder.topic.near(passage, 1)
    if whole is None or whole.indicator != "trade_turnover" or whole.partner is None or passage.has("total", "bloc"):
        return None
    if any(place.label != whole.partner for place in partners.foreign(binder.context, passage)):
        return None
    return whole.partner


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
