"""What a percentage says: growth of the measure it follows, a share of it, or a part of the plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import partners
from proxeny.reader.facts.context import Amount, Passage, Where
from proxeny.reader.facts.lexicon import Cue

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder, Bound

GROWTH_OF = {
    "grdp": "grdp_growth", "growth_rate": "grdp_growth", "economy": "grdp_growth",
    "exports": "exports_growth", "imports": "imports_growth", "trade_turnover": "trade_turnover_growth",
    "fdi": "fdi_growth", "fdi_registered": "fdi_growth", "fdi_new_registered": "other",
    "visitor": "visitors_growth", "visitor_int": "visitors_growth",
    "visitors": "visitors_growth", "visitors_international": "visitors_growth",
}  # fmt: skip
_BEFORE = 42  # characters between "up" and its percentage
_AFTER = 16  # characters between a percentage and "higher"


def share_or_growth(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]
) -> Bound | None:
    """The percentage bound to its measure, or ``None`` where it is said of nothing we record."""
    planned = [cue for cue in passage.cues if cue.name == "plan" and 0 <= cue.start - amount.end <= 32]
    if planned and not re.search(r"[,;.(]|\d", passage.between(amount.end, planned[0].start)):
        return _plan(binder, passage, amount, left, right, done)
    printed = amount.quantity.text.casefold()
    if any(word in printed for word in binder.context.lexicon.words.get("points", ())):
        return None
    sign = _sign(passage, amount)
    if sign == 0 and done and _listed(binder, passage, amount) is not None:
        sign = done[-1].value_sign if done[-1].indicator.endswith("_growth") else 0
    if sign == 0 and passage.has("plan", start=max(left, amount.start - 30), end=amount.start):
        return _plan(binder, passage, amount, left, right, done)
    if sign == 0:
        return _share(binder, passage, amount, left, right, done) or _rate(binder, passage, amount, left, right, done)
    return _growth(binder, passage, amount, left, right, done, sign)


def _sign(passage: Passage, amount: Amount) -> int:
    """1 or -1 where a word or sign of growth belongs to a percentage, else 0."""
    printed = passage.text[amount.start : amount.end]
    before = passage.text[max(passage.start, amount.start - 3) : amount.start]
    value = amount.quantity.value
    if value is not None and value < 0:
        return 1
    if printed.startswith("+") or re.search(r"\+\s*$", before):
        return 1
    if re.match(r"[-–−]", printed):
        return -1 if value is not None and value > 0 else 1
    nearest: tuple[int, int] | None = None
    for cue in passage.cues:
        if cue.name not in ("up", "down"):
            continue
        if any(other.name == "share" and other.start <= cue.start and cue.end <= other.end for other in passage.cues):
            continue
        sign = 1 if cue.name == "up" else -1
        reach = _BEFORE + (24 if any(cue.end <= date.start < amount.start for date in passage.dates) else 0)
        if 0 <= amount.start - cue.end <= reach:
            gap = passage.between(cue.end, amount.start)
            distance = len(gap)
            if re.search(r"[;|(]", gap) or _crossed(passage, cue.end, amount.start):
                continue
        elif 0 <= cue.start - amount.end <= _AFTER:
            gap = passage.between(amount.end, cue.start)
            distance = len(gap) + 3
            if re.search(r"[,;:|().]", gap):
                continue
        else:
            continue
        if nearest is None or distance < nearest[0]:
            nearest = (distance, sign)
    return nearest[1] if nearest else 0


def _crossed(passage: Passage, start: int, end: int) -> bool:
    return any(start <= other.start and other.end <= end for other in passage.amounts) or any(
        cue.name == "share" and start <= cue.start < end for cue in passage.cues
    )


def _subject(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> Cue | Bound | None:
    """What a percentage is said of: the measure named last before it, be it as a cue or as an amount."""
    after = [
        cue for cue in passage.cues
        if cue.group == "measures" and 0 <= cue.start - amount.end <= 40 and cue.name in GROWTH_OF
    ]  # fmt: skip
    for cue in after:  # a 12% increase in exports
        gap = passage.between(amount.end, cue.start)
        words = partners._WORD.findall(gap)
        links = binder.context.lexicon.words.get("right_links", frozenset())
        growing = {form for word in ("up", "down") for form in _texts(passage, word, amount.end, cue.start)}
        rest = [word for word in words if word not in links and word not in growing]
        if words and not rest and not re.search(r"[,;:.()]", gap):
            return cue
    last = next((bound for bound in reversed(done) if not _bracketed(passage, bound.amount, amount)), None)
    # An amount between the measure and the percentage that was bound to nothing takes the growth with it.
    loose = [
        other for other in passage.amounts
        if other.end <= amount.start and (last is None or other.start > last.amount.start) and other.kind != "%"
        and not _bracketed(passage, other, amount)
    ]  # fmt: skip
    floor = last.amount.end if last is not None else passage.start
    cues = [
        cue
        for cue in passage.cues
        if (cue.group == "measures" or cue.name.startswith("visitor"))
        and floor <= cue.start
        and cue.end <= amount.start
    ]
    if cues and cues[-1].name == "capital":
        cues.pop()
    if last is not None and last.noun is not None and last.noun.startswith(("visitor", "headcount")):
        cues = [cue for cue in cues if cue.group != "nouns" or cue.start - last.amount.end > 24]
    if cues and (not loose or cues[-1].start > loose[-1].start):
        chosen = cues[-1]
        if chosen.name in ("economy", "other") and len(cues) > 1 and cues[-2].name in ("growth_rate", "grdp"):
            chosen = cues[-2]
        return chosen
    if loose:
        return None
    return last


def _bracketed(passage: Passage, aside: Amount, amount: Amount) -> bool:
    """Whether an amount stands in brackets that are closed before another: ``exports (171 million in May), up 4%``."""
    opening = passage.text.rfind("(", passage.start, aside.start)
    if opening < 0 or passage.text.find(")", opening, aside.start) >= 0:
        return False
    closing = passage.text.find(")", aside.end, amount.start)
    return (
        closing >= 0
        and bool(passage.text[closing + 1 : amount.start].lstrip().startswith(","))
        and any(other.end <= opening for other in passage.amounts)
    )


def _dated(passage: Passage, amount: Amount) -> str | None:
    """The date that closely follows a second rate: ``higher than the 5.97% of 2023``."""
    for date in passage.dates:
        if not 0 <= date.start - amount.end <= 12 or re.search(r"[,;(]", passage.between(amount.end, date.start)):
            continue
        if not passage.has("compare", "from", "previous", "than", start=amount.end, end=date.start):
            return date.edtf
    return None


def _listed(binder: Binder, passage: Passage, amount: Amount) -> Where | None:
    """The country of a percentage in a list told ``respectively``."""
    if not passage.has("respectively"):
        return None
    rates = [other for other in passage.amounts if other.kind == "%"]
    places = [place for place in partners.foreign(binder.context, passage) if place.end <= rates[0].start]
    return places[rates.index(amount)] if len(places) == len(rates) > 1 else None


def _texts(passage: Passage, name: str, start: int, end: int) -> set[str]:
    return {
        word
        for cue in passage.marks(name, start, end)
        for word in partners._WORD.findall(passage.text[cue.start : cue.end])
    }


def _growth(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound], sign: int
) -> Bound | None:
    from proxeny.reader.facts.binding import OTHER, Bound

    subject = _subject(binder, passage, amount, done)
    if subject is None:
        return Bound(amount, OTHER, "growth", 0.4)
    if isinstance(subject, Bound):
        listed = _listed(binder, passage, amount)
        if subject.indicator.endswith("_growth") and listed is not None:
            return Bound(
                amount, subject.indicator, "respectively", 0.7, subject.cue, subject.noun, listed.label,
                subject.period, sign,
            )  # fmt: skip
        if subject.indicator.endswith("_growth"):
            if subject.indicator == "grdp_growth" and subject.rule == "rate":
                return Bound(amount, OTHER, "growth", 0.4)
            own = _dated(passage, amount) or binder.periods.own(passage, amount, left, amount.start)
            return Bound(
                amount, subject.indicator, "growth-again", 0.6, subject.cue, subject.noun, subject.partner,
                own or subject.period, sign,
            )  # fmt: skip
        indicator = GROWTH_OF.get(subject.indicator, OTHER)
        return Bound(
            amount, indicator, "growth", 0.85, subject.cue, subject.noun, subject.partner, subject.period, sign
        )
    indicator = GROWTH_OF.get(subject.name, OTHER)
    if subject.group == "measures" and indicator != OTHER and binder.is_product(passage, subject):
        indicator = OTHER
    place = _listed(binder, passage, amount) or partners.of_cue(binder.context, passage, subject)
    period = binder.periods.of(passage, amount, indicator, left, right)
    label = place.label if place is not None else None
    return Bound(amount, indicator, "growth-of-cue", 0.75, subject, None, label, period, sign)


def _rate(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    """A growth rate named as such, or the same compared with another period."""
    from proxeny.reader.facts.binding import Bound

    last = done[-1] if done else None
    if last is not None and last.amount.kind == "%" and last.indicator.endswith("_growth"):
        own = binder.periods.own(passage, amount, left, right)
        gap = passage.between(last.amount.end, amount.start)
        dated = any(0 <= amount.start - date.end <= 3 for date in passage.dates)
        compared = dated or passage.has("previous", start=last.amount.end, end=amount.start)
        if own and own != last.period and len(gap) < 60 and compared:
            return Bound(amount, last.indicator, "rate-compared", 0.7, last.cue, None, last.partner, own)
        return None
    for cue in passage.cues:
        if (
            cue.name == "growth_rate"
            and 0 <= amount.start - cue.end <= 80
            and not _crossed(passage, cue.end, amount.start)
        ):
            if binder.is_product(passage, cue):
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


def _plan(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    from proxeny.reader.facts.binding import OTHER, Bound

    cues = [cue for cue in passage.cues if cue.group == "measures" and cue.end <= amount.start]
    last = next((bound for bound in reversed(done) if bound.amount.kind == "money"), None)
    if last is not None and (not cues or last.cue is cues[-1]):
        budget = last.indicator == "budget_revenue"
        period = last.period
    else:
        budget = bool(cues) and cues[-1].name == "budget_revenue"
        period = binder.periods.of(passage, amount, "budget_revenue_vs_plan", left, right)
    if not budget or _sign(passage, amount) != 0:
        return Bound(amount, OTHER, "plan", 0.6)
    return Bound(amount, "budget_revenue_vs_plan", "plan", 0.85, last.cue if last else None, None, None, period)


def _share(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    """A partner's part of all exports; other shares are not recorded."""
    from proxeny.reader.facts.binding import OTHER, Bound

    marked = passage.has("share", start=max(passage.start, amount.start - 50), end=min(right, amount.end + 40))
    if not marked:
        return None
    exports = passage.has("exports")
    last = next((bound for bound in reversed(done) if bound.indicator == "exports"), None)
    place = partners.of_amount(binder.context, passage, amount, left, right)
    partner = place.label if place else (last.partner if last else None)
    if (exports or (binder.last_subject is not None and binder.last_subject.name == "exports")) and partner:
        period = last.period if last else binder.periods.of(passage, amount, "exports_share", left, right)
        return Bound(amount, "exports_share", "share", 0.75, last.cue if last else None, None, partner, period)
    return Bound(amount, OTHER, "share", 0.5)
