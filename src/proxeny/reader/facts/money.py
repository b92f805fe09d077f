"""What an amount of money measures, and whether it is the figure itself or one that it is compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import counts, listed, measures, partners
from proxeny.reader.facts.bounds import CAPITAL_OF, OTHER, THEMES, Bound
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage, Where

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder


def money(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    if is_conversion(binder, passage, amount, done):
        return None
    if passage.has("exchange", start=max(passage.start, amount.start - 24), end=amount.start):
        return None  # at 14,400 rupiah to the dollar
    if amount.start in binder.series.blocs:
        return Bound(amount, OTHER, "bloc", 0.5)
    if amount.start in binder.series.places:
        told = listed.of_place(binder, passage, amount, left, right, done)
        if told is not None:
            return told
    cue = measures.measure_after(binder, passage, amount) or measures.measure_before(binder, passage, amount)
    if cue is None and left > passage.start:
        again = elliptic(binder, passage, amount, left, right, done)
        if again is not None:
            return again
    if cue is None:
        compared = measures.compared_with(binder, passage, amount, done)
        if compared is not None:
            base, then = compared
            return Bound(amount, base.indicator, "compared", 0.65, base.cue, None, base.partner, then)
        return listed.unnamed(binder, passage, amount, left, right, done)
    behind = measures.measure_before(binder, passage, amount)
    if cue.start > amount.end and behind is not None and measures.is_balance(binder, passage, behind, amount):
        cue = behind  # a surplus of 3.6 billion from exports
    if cue.name == "capital":  # exports to Vietnam were worth 1.6 billion
        cue = measures.worth(passage, cue, done) or cue
    if counts.changed(binder.context, passage, amount):
        return Bound(amount, OTHER, "change", 0.5, cue)
    own = binder.periods.own(passage, amount, left, right)
    if own is None and not reached(binder, passage, amount):
        back = passage.marks("earlier", max(left, amount.start - 50, cue.start), amount.start)
        if back:
            return earlier(binder, passage, amount, cue, back[-1], done)
    indicator, rule, confidence = measures.indicator(binder, passage, amount, cue, done)
    if indicator == OTHER and rule == "capital":
        invested = listed.invested(binder, passage, amount, left) or listed.by_investor(
            binder, passage, amount, cue, left, right
        )
        if invested is not None:
            return invested
    if rule == "capital" and not passage.has("project", end=amount.start):
        again = listed.by_country(binder, passage, amount, left, right)
        if again is not None:
            return again
    paired = listed.respectively(binder.context, passage, amount, cue)
    if amount.start in binder.series.measures:
        measure = binder.series.measures[amount.start]
        paired = measure, partners.of_cue(binder.context, passage, measure)
    if paired is not None:
        measure, place = paired
        named = measures.indicator(binder, passage, amount, measure, done)[0]
        period = binder.periods.of(passage, amount, named, left, right)
        label = place.label if place is not None else None
        return Bound(amount, named, "respectively", 0.75, measure, None, label, period)
    if by_how_much(binder, passage, amount, done):
        return Bound(amount, OTHER, "change", 0.5, cue)
    parts = [bound for bound in done if bound.cue is cue and bound.rule == "part" and bound.amount.kind == "money"]
    if parts and parts[-1] is done[-1]:
        return Bound(amount, OTHER, "part", 0.5, cue)
    if indicator in ("exports", "imports") and _of_the_same(binder, passage, cue, done):
        return Bound(amount, OTHER, "part", 0.5, cue)
    side = side_of_change(binder, passage, amount)
    if side == "from" and indicator != OTHER:
        before = binder.periods.before(passage, amount)
        partner = partner_of(binder, passage, amount, cue, left, right, False)
        label = partner.label if partner is not None else None
        return Bound(amount, indicator if before else OTHER, "compared", 0.6, cue, None, label, before)
    used = [
        bound for bound in done
        if bound.cue is cue and bound.amount.kind == "money" and bound.rule != "earlier"
        and not (side and bound.rule == "compared")
    ]  # fmt: skip
    if rule == "capital-of-projects" or indicator.startswith("fdi_"):
        used = [bound for bound in used if bound.indicator == indicator]
    partner = partner_of(binder, passage, amount, cue, left, right, bool(used))
    if used and indicator != OTHER and passage.has("year_to_date", start=used[-1].amount.end, end=amount.start):
        period = binder.periods.of(passage, amount, indicator, left, right)
        return Bound(amount, indicator, "year-to-date", 0.75, cue, None, used[-1].partner, period)
    if used and indicator != OTHER:
        if indicator == "aid_received" and (partner is None or partner.name):
            return Bound(amount, OTHER, "second-amount", 0.5, cue)
        aimed = passage.has("target", start=used[-1].amount.end, end=amount.start)
        if partner is None and aimed and amount.start - used[-1].amount.end < 40:
            year = (used[-1].period or "")[:4] or None
            period = binder.periods.own(passage, amount, left, right) or year
            return Bound(amount, indicator, "target-of", 0.65, cue, None, used[-1].partner, period, target=True)
        if partner is None and not is_comparison(binder, passage, amount, used[-1], left, right):
            return Bound(amount, OTHER, "second-amount", 0.5, cue)
        rule, confidence = "compared", min(confidence, 0.75)
        if partner is None:
            period = binder.periods.own(passage, amount, left, right)
            return Bound(amount, used[-1].indicator, rule, confidence, cue, None, used[-1].partner, period)
    if cue.start > amount.end:
        right = max(right, cue.end)
    label = (
        partner.label if partner is not None else listed.shared_partner(binder.context, passage, indicator, cue, done)
    )
    two_sided = indicator == "trade_turnover" and (
        passage.has("bilateral", start=cue.start, end=amount.start) or passage.has("both_sides", end=amount.start)
    )
    if label is None and indicator in ("exports", "imports", "trade_turnover") and (
        two_sided or passage.has("there", end=amount.start)
    ):
        label = binder.counterpart
    if label is None and indicator in ("exports", "imports"):
        label = listed.of_two(binder, passage)
    if partner is not None and indicator in ("exports", "imports") and (
        partners.towards_us(binder.context, passage, cue, partner)
        or (partner.optional and any(
            bound.indicator == "trade_turnover" and bound.partner == partner.label for bound in done
        ))
    ):  # their exports are our imports
        indicator = "imports" if indicator == "exports" else "exports"
    period = binder.periods.of(passage, amount, indicator, left, right)
    if rule == "capital-of-projects":
        projects = [
            bound for bound in done
            if bound.indicator in CAPITAL_OF and binder.capital_of(passage, bound.indicator) == indicator
        ]  # fmt: skip
        label = label or (projects[-1].partner if projects else None)
        if label is not None and indicator.startswith("fdi_"):
            binder.subject, binder.subject_index = indicator, passage.index
        period = binder.periods.own(passage, amount, left, right) or (projects[-1].period if projects else period)
    if label is not None and indicator in listed.LISTED:
        binder.subject, binder.subject_index = indicator, passage.index
    return Bound(amount, indicator, rule, confidence, cue, None, label, period)


def _of_the_same(binder: Binder, passage: Passage, cue: Cue, done: list[Bound]) -> bool:
    """Whether a second verb of trade has the subject of the first, only a part: ``exported 3 and imported 2``."""
    last = next((bound for bound in reversed(done) if bound.amount.kind == "money"), None)
    if last is None or last.rule != "part" or last.cue is None or {last.cue.name, cue.name} != {"exports", "imports"}:
        return False
    words = partners._WORD.findall(passage.between(max(last.amount.end, cue.start - 8), cue.start))
    return bool(words) and words[-1] in binder.context.lexicon.words.get("ands", ())


def side_of_change(binder: Binder, passage: Passage, amount: Amount) -> str:
    """``from`` for the first and ``to`` for the second of ``fell from 1.87 to 1.64 billion``, else nothing."""
    words = binder.context.lexicon.words
    money = [other for other in passage.amounts if other.kind == "money"]
    at = money.index(amount)
    for first, second in ((at, at + 1), (at - 1, at)):
        if first < 0 or second >= len(money):
            continue
        start = max(passage.start, money[first].start - 14)
        opening = partners._WORD.findall(passage.between(start, money[first].start))
        gap = passage.between(money[first].end, money[second].start)
        closing = [word.rstrip("'") for word in partners._WORD.findall(gap.replace("'", "' "))]
        left = {word.rstrip("'") for word in opening[-2:]} & words.get("rises_from", frozenset())
        right = set(closing[-3:]) & words.get("rises_to", frozenset())
        if left and right and len(gap) <= 60:
            return "from" if first == at else "to"
    return ""


def by_how_much(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> bool:
    """Whether an amount says a rate of growth in money: ``up 13.6% or 64.7 million USD``."""
    if not done or done[-1].amount.kind != "%" or not done[-1].indicator.endswith("_growth"):
        return False
    words = partners._WORD.findall(passage.between(done[-1].amount.end, amount.start))
    ors = binder.context.lexicon.words.get("ors", frozenset())
    return bool(words) and words[0] in ors and len(words) <= 3


def earlier(binder: Binder, passage: Passage, amount: Amount, cue: Cue, told: Cue, done: list[Bound]) -> Bound:
    """The same measure one month, quarter or year before, where the text speaks of a period to count back from."""
    now = next((bound for bound in reversed(done) if bound.cue is cue and bound.period), None)
    period = now.period if now is not None else binder.periods.carried
    words = set(partners._WORD.findall(passage.between(told.start, told.end).replace("'", " ")))
    before = binder.periods.one_back(period, words) if period else None
    indicator = measures.indicator(binder, passage, amount, cue, done)[0] if before else OTHER
    return Bound(amount, indicator, "earlier", 0.6, cue, None, now.partner if now is not None else None, before)


def reached(binder: Binder, passage: Passage, amount: Amount) -> bool:
    """Whether an amount is what something came to: ``from the year before to 4.2 trillion``."""
    words = partners._WORD.findall(passage.between(max(passage.start, amount.start - 12), amount.start))
    return bool(words) and words[-1].rstrip("'") in binder.context.lexicon.words.get("rises_to", frozenset())


def elliptic(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]
) -> Bound | None:
    """The measure of the clause before, where a clause opens with its own date: ``; in ten months 15 billion``."""
    last = next((bound for bound in reversed(done) if bound.amount.kind == "money"), None)
    counted_on = passage.has("year_to_date", start=left, end=amount.start)
    dated = counted_on or any(left <= date.start and date.end <= amount.start for date in passage.dates)
    if last is None or last.indicator == OTHER or not dated or passage.has("project", start=left, end=amount.start):
        return None
    own = binder.periods.own(passage, amount, left, right)
    if counted_on:
        own = binder.periods.of(passage, amount, last.indicator, left, right)
    if own is None or own == last.period:
        return None
    return Bound(amount, last.indicator, "elliptic", 0.65, last.cue, None, last.partner, own)


def partner_of(
    binder: Binder, passage: Passage, amount: Amount, cue: Cue, left: int, right: int, again: bool
) -> Where | None:
    if not again:
        tied = partners.of_cue(binder.context, passage, cue)
        if tied is not None:
            return tied
    place = partners.of_amount(binder.context, passage, amount, left if again else max(left, cue.end), right)
    if place is None and not again:
        place = partners.leading(binder.context, passage, amount)
    if place is None and not again:  # exports of 30 billion, which makes us first in exports to America
        limit = min((other.start for other in passage.amounts if other.start >= amount.end), default=passage.end)
        told = any(other.kind == amount.kind and other.start >= amount.end for other in passage.amounts)
        others = [other for other in passage.cues if other.name == cue.name and amount.end < other.start < limit]
        others = [] if told else others  # the figure behind is the part of that country
        tied = partners.of_cue(binder.context, passage, others[0]) if others and cue.name in THEMES else None
        place = tied if tied is not None and len(others) == 1 else None
    return place


def is_conversion(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> bool:
    """Whether an amount repeats the one before it in another currency."""
    money = [other for other in passage.amounts if other.kind == "money" and other.end <= amount.start]
    if not money or money[-1].quantity.unit == amount.quantity.unit:
        return False
    gap = passage.between(money[-1].end, amount.start)
    if len(gap) > 40:
        return False
    words = partners._WORD.findall(gap)
    known = binder.context.lexicon.words.get("conversions", frozenset())
    if not all(word in known for word in words):
        return False
    return bool(re.search(r"[(\[/=≈~]", gap)) or bool(words)


def is_comparison(binder: Binder, passage: Passage, amount: Amount, before: Bound, left: int, right: int) -> bool:
    """Whether a second amount of a measure is the same at another time."""
    own = binder.periods.own(passage, amount, left, right)
    if own is None or own == before.period:
        return False
    gap = passage.between(before.amount.end, amount.start)
    return len(gap) < 120
