"""Percentages that are no growth from one period to another: rates named as such, shares, parts of the plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import directions, measures, partners
from proxeny.reader.facts.bounds import GROWTH_OF, OTHER, Bound
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

_NEAR = 24  # characters from the last amount of a list of countries to its share, and not that of them all


def rate(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    """A growth rate named as such, or the same compared with another period."""
    last = done[-1] if done else None
    if last is not None and last.amount.kind == "%" and last.indicator.endswith("_growth"):
        own = binder.series.dates.get(amount.start) or binder.periods.own(passage, amount, left, right)
        gap = passage.between(last.amount.end, amount.start)
        dated = any(
            last.amount.end <= date.start and date.end <= amount.start
            and directions.is_joined(binder, passage.between(date.end, amount.start))
            for date in passage.dates
        )  # fmt: skip
        listed = amount.start in binder.series.dates
        apart = left > last.amount.end and not any(
            cue.group == "measures" and left <= cue.start < amount.start for cue in passage.cues
        )  # "; in the third quarter alone it came to 8.5 per cent"
        compared = dated or listed or apart or passage.has("previous", start=last.amount.end, end=amount.start)
        if own and own != last.period and len(gap) < (120 if listed or apart else 60) and compared:
            return Bound(amount, last.indicator, "rate-compared", 0.7, last.cue, None, last.partner, own)
        return None
    for cue in passage.cues:
        if (
            cue.name == "growth_rate"
            and 0 <= amount.start - cue.end <= 80
            and not directions.crossed(passage, cue.end, amount.start)
        ):
            if measures.is_product(binder, passage, cue):
                return None
            named = [
                other for other in passage.cues
                if other.group == "measures" and other.name in GROWTH_OF and other.name != "growth_rate"
                and 0 <= other.start - cue.end <= 12
            ]  # fmt: skip
            indicator = GROWTH_OF[named[0].name] if named else "grdp_growth"
            period = binder.periods.of(passage, amount, indicator, left, right)
            return Bound(amount, indicator, "rate", 0.75, cue, None, None, period)
    return None


def plan(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:

    cues = [cue for cue in passage.cues if cue.group == "measures" and cue.end <= amount.start]
    last = next((bound for bound in reversed(done) if bound.amount.kind == "money"), None)
    if last is not None and (not cues or last.cue is cues[-1]):
        budget = last.indicator == "budget_revenue"
        period = last.period
    else:
        budget = bool(cues) and cues[-1].name == "budget_revenue"
        period = binder.periods.of(passage, amount, "budget_revenue_vs_plan", left, right)
    if not budget or directions.sign_of(passage, amount) != 0:
        return Bound(amount, OTHER, "plan", 0.6)
    return Bound(amount, "budget_revenue_vs_plan", "plan", 0.85, last.cue if last else None, None, None, period)


def share(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    """A partner's part of all exports; other shares are not recorded."""
    marked = passage.has("share", start=max(passage.start, amount.start - 50), end=min(right, amount.end + 40))
    part = part_of(binder, passage, amount)
    if part is not None and part.name != "exports":
        return Bound(amount, OTHER, "share", 0.5)
    if part is not None:
        client = partners.of_amount(binder.context, passage, amount, left, right)
        client = client or partners.sole(binder.context, passage, amount.start)
        if client is None:
            return Bound(amount, OTHER, "share", 0.5)
        period = binder.periods.of(passage, amount, "exports_share", left, right)
        return Bound(amount, "exports_share", "share", 0.7, part, None, client.label, period)
    if not marked:
        return None
    exports = passage.has("exports")
    last = next((bound for bound in reversed(done) if bound.indicator == "exports"), None)
    place = partners.of_amount(binder.context, passage, amount, left, right)
    several = last is not None and last.rule == "list-of-places" and amount.start - last.amount.end > _NEAR
    partner = place.label if place else (last.partner if last and not several else None)
    if (exports or (binder.last_subject is not None and binder.last_subject.name == "exports")) and partner:
        period = last.period if last else binder.periods.of(passage, amount, "exports_share", left, right)
        return Bound(amount, "exports_share", "share", 0.75, last.cue if last else None, None, partner, period)
    return Bound(amount, OTHER, "share", 0.5)
def part_of(binder: Binder, passage: Passage, amount: Amount) -> Cue | None:
    """The trade a percentage is a part of, where it follows at once: ``3% of the region's exports``."""
    links = binder.context.lexicon.words.get("ties", frozenset()) | binder.context.lexicon.words.get(
        "articles", frozenset()
    )
    for cue in passage.cues:
        if cue.name not in ("exports", "imports", "trade_turnover", "fdi") or not 0 < cue.start - amount.end <= 24:
            continue
        gap = passage.between(amount.end, cue.start)
        words = [word.rstrip("'") for word in partners._WORD.findall(gap.replace("'", "' "))]
        known = links | binder.context.lexicon.words.get("right_links", frozenset())
        if words and not re.search(r"[,;:.()]", gap) and all(word in known for word in words):
            return cue
        return None
    return None


def is_of_areas(binder: Binder, passage: Passage, amount: Amount) -> bool:
    """Whether a rate is one of our own regions' in a list under the growth of the economy."""
    if binder.context.home.is_foreign(binder.series.places[amount.start]) or passage.has("share"):
        return False
    start = binder.series.starts[amount.start]
    measures = [cue for cue in passage.cues if cue.group == "measures" and cue.end <= start]
    if measures:
        return measures[-1].name in ("growth_rate", "grdp", "economy")
    return 0 < passage.index - binder.growth_index <= 2 and not any(cue.group == "measures" for cue in passage.cues)
