"""What a percentage says: growth of the measure it follows, a share of it, or a part of the plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import directions, measures, partners, rates
from proxeny.reader.facts.bounds import GROWTH_OF, OTHER, Bound
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage, Where

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

LEVEL_OF = {
    "exports_growth": "exports", "imports_growth": "imports", "trade_turnover_growth": "trade_turnover",
    "fdi_growth": "fdi_registered", "visitors_growth": "visitors",
}  # fmt: skip
# Measures without an indicator for their growth, which an amount may still rise to.
_LEVELS = {name: name for name in ("tourism_revenue", "grdp", "budget_revenue")}
_TO = 64  # characters from "rose 8.8%" to the amount that it rose to


def share_or_growth(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]
) -> Bound | None:
    """The percentage bound to its measure, or ``None`` where it is said of nothing we record."""
    planned = [cue for cue in passage.cues if cue.name == "plan" and 0 <= cue.start - amount.end <= 32]
    if planned and not re.search(r"[,;.(]|\d", passage.between(amount.end, planned[0].start)):
        return rates.plan(binder, passage, amount, left, right, done)
    printed = amount.quantity.text.casefold()
    if any(word in printed for word in binder.context.lexicon.words.get("points", ())):
        return None
    sign = directions.sign_of(passage, amount)
    if sign == 0 and amount.start in binder.series.heads:
        sign = directions.sign_of(passage, binder.series.heads[amount.start])
    if (sign == 0 and done and done[-1].indicator != "other") or directions.is_elliptic(binder, passage, amount, done):
        sign = sign or directions.carried_sign(binder, passage, amount, done)
    if sign == 0 and done and done[-1].rule == "change" and directions.is_bracketed(passage, done[-1].amount, amount):
        sign = directions.sign_of(passage, done[-1].amount)  # fell by 124 thousand (13.3 per cent)
    if sign == 0 and amount.start in binder.series.places and not passage.has("share"):
        sign = directions.listed_sign(binder, passage, amount)
    if sign == 0 and amount.start in binder.series.places and rates.is_of_areas(binder, passage, amount):
        place = binder.series.places[amount.start]
        period = binder.periods.of(passage, amount, "grdp_growth", left, right)
        return Bound(amount, "grdp_growth", "list-of-places", 0.65, None, None, None, period, area=place.label)
    if sign == 0 and done and _listed(binder, passage, amount) is not None:
        sign = done[-1].value_sign if done[-1].indicator.endswith("_growth") else 0
    against = passage.has("compare", "than", start=amount.end, end=min(right, amount.end + 40))
    if sign == 0 and not against and passage.has("plan", start=max(left, amount.start - 30), end=amount.start):
        return rates.plan(binder, passage, amount, left, right, done)
    if sign == 0:
        part = rates.share(binder, passage, amount, left, right, done)
        return part or rates.rate(binder, passage, amount, left, right, done)
    return _growth(binder, passage, amount, left, right, done, sign)


def _subject(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> Cue | Bound | None:
    """What a percentage is said of: the measure named last before it, be it as a cue or as an amount."""
    after = [
        cue for cue in passage.cues
        if cue.name in GROWTH_OF and 0 <= cue.start - amount.end <= 40
    ]  # fmt: skip
    for cue in after:  # a 12% increase in exports
        gap = passage.between(amount.end, cue.start)
        words = partners._WORD.findall(gap)
        links = binder.context.lexicon.words.get("right_links", frozenset())
        growing = {form for word in ("up", "down") for form in _texts(passage, word, amount.end, cue.start)}
        rest = [word for word in words if word not in links and word not in growing]
        if words and not rest and not re.search(r"[,;:.()]", gap):
            return cue
    last = next(
        (
            bound for bound in reversed(done)
            if (bound.rule == "list-of-places" or not _bracketed(passage, bound.amount, amount))
            and bound.rule not in ("plan", "share", "change")
        ),
        None,
    )  # fmt: skip
    # An amount between the measure and the percentage that was bound to nothing takes the growth with it.
    loose = [
        other for other in passage.amounts
        if other.end <= amount.start and (last is None or other.start > last.amount.start)
        and other.kind in ("money", "count")
        and not _bracketed(passage, other, amount) and not _converted(passage, other)
        and not any(bound.rule == "change" and bound.amount is other for bound in done)
    ]  # fmt: skip
    floor = last.amount.end if last is not None else passage.start
    cues = [
        cue
        for cue in passage.cues
        if (cue.group == "measures" or cue.name.startswith("visitor") or cue.name in ("sector", "product"))
        and floor <= cue.start
        and cue.end <= amount.start
    ]
    cues = [cue for cue in cues if not _of_share(passage, cue)]
    if last is not None and last.noun == "project":  # 3,247 foreign investment projects
        cues = [cue for cue in cues if cue.name != "fdi" or cue.start - last.amount.end > 24]
    against = [mark for mark in passage.cues if mark.name in ("compare", "than")]
    kept = [cue for cue in cues if not any(0 <= cue.start - mark.end <= 4 for mark in against)]
    cues = kept or cues
    if cues and cues[-1].name == "growth_rate":
        ahead = [other for other in passage.amounts if 0 <= cues[-1].start - other.end <= 16 and other.kind != "%"]
        if ahead:  # 26 billion USD, at a growth rate of 8.4%
            return next((bound for bound in done if bound.amount.start == ahead[-1].start), None)
    if cues and cues[-1].name in ("capital", "investment"):
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


def _of_share(passage: Passage, cue: Cue) -> bool:
    """Whether a measure is only what a share is of: ``19.4% of all exports``."""
    return any(
        other.kind == "%" and 0 <= cue.start - other.end <= 30
        and not re.search(r"[,;:.()]", passage.between(other.end, cue.start))
        and not passage.has("up", "down", start=other.end, end=cue.start)
        and passage.has("share", start=max(passage.start, other.start - 40), end=other.start)
        for other in passage.amounts
    )  # fmt: skip


def _again(binder: Binder, passage: Passage, before: Amount, amount: Amount) -> bool:
    """Whether a second rate is of the same thing on another base, with no word of something else before it."""
    moves = [cue for cue in passage.cues if cue.name in ("up", "down") and before.end <= cue.start < amount.start]
    if not moves:
        return False
    gap = passage.between(before.end, moves[-1].start)
    cut = max(gap.rfind(mark) for mark in ",;:()")
    segment_start = before.end + cut + 1
    words = binder.context.lexicon.words
    known = frozenset().union(
        *(
            words.get(name, frozenset())
            for name in ("stops", "ands", "joins", "subjects", "ties", "articles", "conversions", "rate_words")
        )
    )
    covered = [(date.start, date.end) for date in passage.dates] + [
        (cue.start, cue.end) for cue in passage.cues if cue.group == "marks" and cue.name not in ("product", "sector")
    ]
    for match in partners._WORD.finditer(passage.text, segment_start, moves[-1].start):
        if any(start <= match.start() < end for start, end in covered):
            continue
        if match.group().rstrip("'") not in known:
            return False
    return True


def _converted(passage: Passage, amount: Amount) -> bool:
    """Whether a sum in brackets only says that before it in another currency: ``6.2 billion USD (Rp98 trillion)``."""
    before = [other for other in passage.amounts if other.kind == "money" and other.end <= amount.start]
    if amount.kind != "money" or not before or before[-1].quantity.unit == amount.quantity.unit:
        return False
    gap = passage.between(before[-1].end, amount.start)
    return len(gap) <= 40 and bool(re.fullmatch(r"\s*[(\[][^()\d]*", gap))


def _bracketed(passage: Passage, aside: Amount, amount: Amount) -> bool:
    """Whether an amount stands in brackets that are closed before another: ``exports (171 million in May), up 4%``."""
    opening = passage.text.rfind("(", passage.start, aside.start)
    if opening < 0 or passage.text.find(")", opening, aside.start) >= 0:
        return False
    closing = passage.text.find(")", aside.end, amount.start)
    told = any(
        (cue.group == "measures" or cue.name.startswith("visitor")) and cue.end <= opening for cue in passage.cues
    )
    if closing >= 0 and told and not any(other.start < opening for other in passage.amounts):
        return True
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

    if amount.start in binder.series.blocs:
        return Bound(amount, OTHER, "bloc", 0.4)
    ordered = _ordered(binder, passage, amount, left, right, done, sign)
    if ordered is not None:
        return ordered
    subject = _subject(binder, passage, amount, done)
    moved = {bound.amount.start for bound in done if bound.rule == "change"}
    if subject is None and not any(
        other.kind != "%" and other.end <= amount.start and other.start not in moved for other in passage.amounts
    ):
        subject = binder.topic.referred(passage, amount)
        of_country = partners.leading(binder.context, passage, amount)
        subject = subject or (binder.topic.near(passage, 1) if of_country is not None else None)
        if subject is not None and not subject.indicator.endswith("_growth"):
            indicator = GROWTH_OF.get(subject.indicator, OTHER)
            own = binder.periods.own(passage, amount, left, right)
            label = of_country.label if of_country is not None else subject.partner
            return Bound(
                amount, indicator, "growth-of-topic", 0.7, subject.cue, subject.noun, label,
                own or subject.period, sign,
            )  # fmt: skip
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
            if not _again(binder, passage, subject.amount, amount):
                return Bound(amount, OTHER, "growth", 0.4)
            own = _dated(passage, amount) or binder.periods.own(passage, amount, left, amount.start)
            return Bound(
                amount, subject.indicator, "growth-again", 0.6, subject.cue, subject.noun, subject.partner,
                own or subject.period, sign,
            )  # fmt: skip
        indicator = GROWTH_OF.get(subject.indicator, OTHER)
        period = subject.period
        if subject.rule in ("compared", "earlier"):  # 6.7 billion against 6.3 the year before, up 5.8%
            now = [bound for bound in done if bound.indicator == subject.indicator and bound.rule != subject.rule]
            topic = binder.topic.near(passage)
            period = now[-1].period if now else topic.period if topic is not None else None
        return Bound(amount, indicator, "growth", 0.85, subject.cue, subject.noun, subject.partner, period, sign)
    indicator, rule = GROWTH_OF.get(subject.name, OTHER), "growth-of-cue"
    if subject.group == "measures" and indicator != OTHER and measures.is_product(binder, passage, subject):
        indicator = OTHER
    paid_in = "paid" in binder.context.lexicon.words.get("unsaid_capital", ())
    if subject.name == "fdi" and not paid_in and measures.fdi(binder, passage, amount, subject) == "fdi_disbursed":
        indicator, rule = OTHER, "growth-of-paid"  # recorded only of what was registered
    place = (
        _listed(binder, passage, amount)
        or partners.of_cue(binder.context, passage, subject)
        or partners.leading(binder.context, passage, amount)
    )
    period = binder.periods.of(passage, amount, indicator, left, right)
    label = place.label if place is not None else None
    return Bound(amount, indicator, rule, 0.75, subject, None, label, period, sign)


def risen_to(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> Bound | None:
    """The amount that something rose or fell to: ``exports rose 8.8% to 4.2 trillion``; ``other`` if it was a part."""
    last = done[-1] if done else None
    if last is None or last.amount.kind != "%" or amount.start - last.amount.end > _TO:
        return None
    gap = passage.between(last.amount.end, amount.start)
    words = [word.rstrip("'") for word in partners._WORD.findall(gap.replace("'", "' "))]
    known = binder.context.lexicon.words
    passed = (known.get("conversions", frozenset()) | known.get("articles", frozenset())) - known.get(
        "rises_to", frozenset()
    )
    closing = [word for word in words if word not in passed]
    if not closing or closing[-1] not in known.get("rises_to", ()) or re.search(r"[;()|]", gap):
        return None
    between = [cue for cue in passage.cues if last.amount.end <= cue.start and cue.end <= amount.start]
    if any(cue.group == "measures" or cue.name.startswith(("visitor", "estimate_of")) for cue in between):
        return None
    levels = _LEVELS
    if last.indicator == OTHER and last.rule == "growth-of-cue" and last.cue is not None and last.cue.name in levels:
        return Bound(amount, levels[last.cue.name], "risen-to", 0.7, last.cue, None, last.partner, last.period)
    if last.indicator == OTHER and last.rule in ("growth", "bloc", "part", "growth-of-cue"):
        return Bound(amount, OTHER, "risen-to", 0.5, last.cue, last.noun)
    indicator = "fdi_registered" if last.rule == "growth-of-paid" else LEVEL_OF.get(last.indicator)
    if indicator is None or last.rule == "growth-again":
        return None
    if indicator == "visitors":
        foreign = last.partner is not None or (last.cue is not None and last.cue.name == "visitor_int")
        indicator = "visitors_international" if foreign else "visitors"
    counted = amount.kind == "count"
    if counted != indicator.startswith("visitors"):
        return None
    if indicator == "fdi_registered" and last.cue is not None:
        indicator = measures.fdi(binder, passage, amount, last.cue)
    return Bound(
        amount, indicator, "risen-to", 0.75, last.cue, "visitor" if counted else None, last.partner, last.period
    )


def _ordered(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound], sign: int
) -> Bound | None:
    """Growth told ``respectively`` of measures or amounts named before, or of one country of a list."""
    lists = binder.series
    if amount.start in lists.earlier:
        earlier = lists.earlier[amount.start]
        bound = next((other for other in done if other.amount.start == earlier.start), None)
        if bound is None:
            return Bound(amount, OTHER, "growth", 0.4)
        indicator = GROWTH_OF.get(bound.indicator, OTHER)
        return Bound(
            amount, indicator, "respectively", 0.75, bound.cue, bound.noun, bound.partner, bound.period, sign
        )
    if amount.start in lists.measures:
        cue = lists.measures[amount.start]
        indicator = GROWTH_OF.get(cue.name, OTHER)
        period = binder.periods.of(passage, amount, indicator, left, right)
        return Bound(amount, indicator, "respectively", 0.75, cue, None, None, period, sign)
    place = lists.places.get(amount.start)
    if place is None:
        return None
    start = lists.starts[amount.start]
    cues = [
        cue for cue in passage.cues
        if (cue.group == "measures" or cue.name.startswith("visitor")) and cue.end <= amount.start
    ]  # fmt: skip
    spoken = cues[-1] if cues else binder.theme if passage.index - binder.theme_index <= 2 else None
    if spoken is None or (cues and cues[-1].start > start and len(cues) > 1 and cues[-1].name == "other"):
        return None
    indicator = GROWTH_OF.get(spoken.name, OTHER)
    kinds = ("exports", "imports", "trade", "visitors", "fdi")
    if not indicator.startswith(kinds if binder.context.home.is_foreign(place) else (*kinds, "grdp")):
        return None
    abroad = binder.context.home.is_foreign(place)
    period = binder.periods.of(passage, amount, indicator, left, right)
    return Bound(
        amount, indicator, "list-of-places", 0.7, spoken, None, place.label if abroad else None, period, sign,
        area=None if abroad else place.label,
    )  # fmt: skip
