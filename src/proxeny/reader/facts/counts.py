"""What a number counts: delegations, projects, visitors, agreements, partner cities, events, targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import partners
from proxeny.reader.facts.context import Amount, Passage
from proxeny.reader.facts.lexicon import Cue

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder, Bound

_NOUN_GAP = 60  # characters between a number and the noun it counts, adjectives between them
_PASSED_OVER = frozenset({"headcount", "city", "country"})
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_LABEL_GAP = 70
# Nouns that may stand before their number, after which only a verb or colon comes.
_BEFORE = frozenset({
    "visitor", "visitor_int", "visitor_dom", "delegation_out", "delegation_in", "delegation", "agreement",
    "partner_city", "participant", "project", "market",
})  # fmt: skip


def count(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    """The number bound to what it counts, or ``None`` where no noun claims it."""
    from proxeny.reader.facts.binding import OTHER, Bound

    noun = noun_after(binder, passage, _denominator(binder, passage, amount) or amount)
    name, rule, confidence = (noun.name if noun else None), "noun-after", 0.85
    last = next((bound for bound in reversed(done) if bound.noun and bound.noun not in ("person", "other")), None)
    if name is None:
        name, rule, confidence = _anaphora(passage, amount, left, right, last)
    if name is None and last is not None and last.amount.kind == "count":
        again = _again(binder, passage, amount, left, right, last)
        if again is not None:
            return again
    if name is None and not _counts_something_else(binder, passage, amount):
        noun = _label(passage, amount, left)
        name, rule, confidence = (noun.name if noun else None), "noun-before", 0.7
    if changed(passage, amount):
        return Bound(amount, OTHER, "change", 0.5, noun, name)
    if name in ("visitor", "headcount", "person"):
        earlier = [bound.amount.end for bound in done if bound.noun and bound.noun.startswith("visitor")]
        told = _told(passage, amount, noun, max([binder.clause_start(passage, amount.start), *earlier]))
        if told is not None:
            name, noun = told.name, told
    if name is None:
        return Bound(amount, OTHER, "no-noun", 0.3)
    after_from = noun.start if noun and noun.start >= amount.end else amount.end
    place = partners.of_amount(binder.context, passage, amount, left, right)
    if place is None and noun is not None:
        place = partners.of_cue(binder.context, passage, noun)
    indicator = classify(binder, passage, amount, name, noun, left, right, after_from, done, place is not None)
    if indicator is None:
        return Bound(amount, OTHER, rule, 0.4, noun, name)
    partner = place.label if place is not None and indicator in WITH_PARTNER else None
    if indicator.startswith("agreements_"):
        partner = _counterpart(binder, passage, amount, partner)
    period = binder.periods.of(passage, amount, indicator, left, right)
    return Bound(amount, indicator, rule, confidence, noun, name, partner, period)


def _counterpart(binder: Binder, passage: Passage, amount: Amount, partner: str | None) -> str | None:
    """The one partner of a number of agreements: the only one named, or the other of ``the two sides``."""
    labels = {place.label for place in partners.foreign(binder.context, passage)}
    countries = {place.country for place in partners.foreign(binder.context, passage)}
    if len(countries) > 1:
        return None
    cities = sorted(labels - countries)
    if len(cities) == 1 and not passage.has("target") and (partner is None or partner in countries):
        city = next(place for place in passage.places if place.label == cities[0])
        ands = binder.context.lexicon.words.get("ands", frozenset())
        apart = any(word in ands for word in partners._WORD.findall(passage.between(amount.end, city.start)))
        return partner if apart else cities[0]
    if partner is None and passage.has("both_sides"):
        return labels.pop() if len(labels) == 1 else binder.counterpart
    return partner


def _denominator(binder: Binder, passage: Passage, amount: Amount) -> Amount | None:
    """The whole that a number is a part of: 24 in ``23/24 targets`` and in ``23 of the 24 targets``."""
    links = binder.context.lexicon.words.get("out_ofs", frozenset())
    for other in passage.amounts:
        if 0 < other.start - amount.end <= 14:
            gap = passage.between(amount.end, other.start).strip()
            return other if gap == "/" or gap in links else None
    return None


def _numerator(binder: Binder, passage: Passage, amount: Amount) -> Amount | None:
    for other in passage.amounts:
        if other.end <= amount.start and _denominator(binder, passage, other) is amount:
            return other
    return None


WITH_PARTNER = frozenset({
    "fdi_projects_stock", "fdi_projects_new", "visitors_international", "agreements_total", "agreements_signed",
})  # fmt: skip


def noun_after(binder: Binder, passage: Passage, amount: Amount) -> Cue | None:
    """The noun a number counts, right after it but for adjectives: ``18 foreign working delegations``."""
    stops = binder.context.lexicon.words.get("stops", frozenset())
    limit = int(next(iter(binder.context.lexicon.words.get("noun_words", {"6"}))))
    links = binder.context.lexicon.words.get("noun_links", frozenset())
    for cue in passage.cues:
        if cue.group != "nouns" or cue.start < amount.end:
            continue
        gap = passage.between(amount.end, cue.start)
        if len(gap) > _NOUN_GAP or re.search(r"[,;:.()|\d\n]", gap):
            return None
        words = partners._WORD.findall(gap.replace("'", "' "))
        if words and words[0].rstrip("'") in links:
            words = words[1:]
        if len(words) > limit or any(word in stops for word in words):
            return None
        return cue
    return None


def changed(passage: Passage, amount: Amount) -> bool:
    """Whether an amount is by how much something rose or fell, not what it is (``giảm 44 dự án``)."""
    shares = passage.marks("share")
    return any(
        cue.name in ("up", "down")
        and 0 <= amount.start - cue.end <= 1
        and not any(share.start <= cue.start and cue.end <= share.end for share in shares)
        for cue in passage.cues
    )


def _counts_something_else(binder: Binder, passage: Passage, amount: Amount) -> bool:
    """Whether a small number is followed by a noun we do not know (``through three gates``)."""
    value = amount.quantity.value
    if value is None or value >= 100:
        return False
    following = _NEXT_WORD.match(passage.text, amount.end, passage.end)
    if following is None:
        return False
    words = binder.context.lexicon.words
    known = any(following.group(1) in words.get(name, ()) for name in ("stops", "ands", "joins", "subjects"))
    return not known and not any(cue.start == following.start(1) for cue in passage.cues)


def _told(passage: Passage, amount: Amount, noun: Cue | None, left: int) -> Cue | None:
    """Which visitors a bare count is of: ``khách quốc tế ước đạt 2,6 triệu lượt`` counts foreign ones."""
    generic = noun is not None and noun.name in ("headcount", "person")
    for cue in reversed(passage.cues):
        if cue.group != "nouns" or cue.start < left or cue.end > amount.start:
            continue
        if cue.name in ("visitor_int", "visitor_dom") or (generic and cue.name == "visitor"):
            return cue if amount.start - cue.end <= _LABEL_GAP else None
    return None


def _label(passage: Passage, amount: Amount, left: int) -> Cue | None:
    """A noun before its number: ``International arrivals topped 4.3 million``, ``Délégations accueillies : 212``."""
    for cue in reversed(passage.cues):
        if cue.group != "nouns" or cue.end > amount.start or cue.start < left or cue.name in _PASSED_OVER:
            continue
        gap = passage.between(cue.end, amount.start)
        fitting = cue.name in _BEFORE and len(gap) <= _LABEL_GAP and "(" not in gap.rstrip(" (")
        return cue if fitting and (":" in gap or cue.name.startswith("visitor") or "," not in gap) else None
    return None


def _anaphora(
    passage: Passage, amount: Amount, left: int, right: int, last: Bound | None
) -> tuple[str | None, str, float]:
    """``11 of them led by …``, ``dont trois officielles``, ``13 were met``: the noun counted before."""
    if last is None or last.noun is None:
        return None, "", 0.0
    of_them = passage.has("of_them", start=amount.end, end=min(right, amount.end + 16)) or passage.has(
        "of_them", "including", start=max(left, amount.start - 16), end=amount.start
    )
    if (
        last.noun == "visitor"
        and of_them
        and passage.has("visitor_int", start=amount.end, end=min(right, amount.end + 40))
    ):
        return "visitor_int", "of-them", 0.75
    told = passage.has("led", "accompany", "high_level", start=amount.end, end=right)
    close = passage.has("led", "accompany", start=amount.end, end=min(right, amount.end + 24))
    if last.noun.startswith("delegation") and ((of_them and told) or close):
        return "delegation", "of-them", 0.75
    if last.noun == "goal" and passage.has("met", "exceeded", start=amount.end, end=min(right, amount.end + 40)):
        return "goal", "of-them", 0.75
    if last.noun.startswith("project") and of_them and passage.has("new", start=amount.end, end=right):
        return "project", "of-them", 0.6
    return None, "", 0.0


def _again(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, last: Bound) -> Bound | None:
    """The same count at another time (``against 71 the year before``) or for another country (``Japan 666,000``)."""
    from proxeny.reader.facts.binding import Bound

    if last.indicator == "other":
        return None
    place = partners.of_amount(binder.context, passage, amount, left, right)
    indicator = "visitors_international" if place and last.indicator == "visitors" else last.indicator
    if place is not None and indicator in WITH_PARTNER and place.label != last.partner:
        return Bound(
            amount, indicator, "country-of-list", 0.7, last.cue, last.noun, place.label,
            binder.periods.own(passage, amount, left, right) or last.period,
        )  # fmt: skip
    own = binder.periods.own(passage, amount, left, right)
    gap = passage.between(last.amount.end, amount.start)
    compared = passage.has("previous", start=left, end=amount.start) or "(" in gap
    if own and own != last.period and compared and len(gap) < 70:
        return Bound(amount, last.indicator, "compared", 0.7, last.cue, last.noun, last.partner, own)
    return None


def classify(
    binder: Binder, passage: Passage, amount: Amount, name: str, noun: Cue | None, left: int, right: int,
    after: int, done: list[Bound], partnered: bool,
) -> str | None:  # fmt: skip
    """The indicator of a count by its noun and the words around it; ``None`` for what is not recorded."""
    match name:
        case "delegation" | "delegation_out" | "delegation_in":
            return _delegation(passage, amount, name, noun, left, right, after)
        case "visitor" | "visitor_int" | "visitor_dom":
            return _visitor(binder, passage, amount, name, noun, left, right, partnered)
        case "project":
            return _project(binder, passage, amount, noun, left, right, after, partnered)
        case "programme":
            return "aid_programmes" if passage.index - binder.aid_near <= 1 else None
        case "agreement":
            return _agreement(binder, passage, amount, left, right)
        case "partner_city":
            return "partner_cities"
        case "city":
            lo, hi = max(passage.start, amount.start - 110), min(passage.end, amount.end + 70)
            ours = any(
                not binder.context.home.is_foreign(place) and 0 <= place.start - amount.end <= 40
                for place in passage.places
            )
            return "partner_cities" if not ours and passage.has("relations", start=lo, end=hi) else None
        case "market" | "country":
            return "export_markets" if passage.has("exports", "exports_verb") else None
        case "event":
            return "events_held" if passage.has("held", start=max(passage.start, left - 40), end=right) else None
        case "participant":
            return "event_participants" if passage.index - binder.event_near <= 1 else None
        case "person":
            there = passage.has("attended", start=max(passage.start, amount.start - 90), end=amount.start)
            return "event_participants" if there and binder.event_near == passage.index else None
        case "exhibitor":
            return "event_exhibitors"
        case "goal":
            if _denominator(binder, passage, amount) is not None:
                return "targets_met"
            if _numerator(binder, passage, amount) is not None:
                return "targets_total"
            return _target(passage, amount, left, right)
    return None


def _delegation(
    passage: Passage, amount: Amount, name: str, noun: Cue | None, left: int, right: int, after: int
) -> str | None:
    cut = min([cue.start for cue in passage.marks("including", amount.end + 4, right)], default=right)
    more = cut < right
    inward = name == "delegation_in"
    outward = name == "delegation_out"
    if not inward and not outward:
        inward, outward = _direction(passage, amount, noun, right)
    if not inward and not more and not passage.has("inclusive", start=amount.end, end=right):
        if passage.has("accompany", start=amount.end, end=cut):
            return "delegations_out_accompanying"
        if passage.has("led", start=amount.end, end=cut):
            return "delegations_out_led"
    if inward:
        official = passage.has("high_level", start=max(left, amount.start - 20), end=min(cut, amount.end + 90))
        return "delegations_in_high_level" if official else "delegations_in"
    return "delegations_out" if outward else None


def _direction(passage: Passage, amount: Amount, noun: Cue | None, right: int) -> tuple[bool, bool]:
    """Whether delegations come in or go out, by the nearest word that says so."""
    best: tuple[int, str] | None = None
    for cue in passage.cues:
        kind = {"in": "in", "out": "out", "delegation_in": "in", "delegation_out": "out"}.get(cue.name)
        if kind is None or (noun is not None and cue.start == noun.start and cue.group == "nouns"):
            continue
        if cue.end <= amount.start:
            distance = amount.start - cue.end
        elif cue.start >= amount.end and cue.end <= right:
            distance = (cue.start - amount.end) + 12
        else:
            continue
        # a word of sending or receiving weighs more than "organised", which goes with either
        if best is None or distance < best[0]:
            best = (distance, kind)
    return (best is not None and best[1] == "in", best is not None and best[1] == "out")


def _visitor(
    binder: Binder, passage: Passage, amount: Amount, name: str, noun: Cue | None, left: int, right: int,
    partnered: bool,
) -> str | None:  # fmt: skip
    start = min(amount.start, noun.start if noun else amount.start)
    end = max(amount.end, noun.end if noun else amount.end)
    if name == "visitor_dom" or passage.has("not_counted", start=max(left, start - 30), end=min(right, end + 12)):
        return None
    if passage.has("delegation", "delegation_in", "delegation_out", start=start - 60, end=start):
        return None
    if noun is not None and any(cue.end == noun.end for cue in passage.marks("high_level", start=noun.start - 20)):
        return "delegations_in_high_level"  # four official visits
    if name == "visitor_int":
        return "visitors_international"
    comma = passage.text.find(",", end, right)
    high = min(right, end + 26, comma if comma >= 0 else right)
    near = [cue for cue in passage.cues if start - 24 <= cue.start and cue.end <= high]
    ours = [place for place in passage.places if place.name is None and start - 24 <= place.start < high]
    if any(not binder.context.home.is_foreign(place) for place in ours) and not partnered:
        return None
    if any(cue.name == "international" for cue in near) and not any(cue.name == "domestic" for cue in near):
        return "visitors_international"
    if any(cue.name == "domestic" for cue in near) and not any(cue.name == "international" for cue in near):
        return None
    if partnered:
        return "visitors_international"
    if passage.has("event_context", end=amount.start) or (
        binder.event_near == passage.index and passage.has("event_context", start=amount.end)
    ):
        return "event_participants"
    return "visitors"


def _project(
    binder: Binder, passage: Passage, amount: Amount, noun: Cue | None, left: int, right: int, after: int,
    partnered: bool,
) -> str | None:  # fmt: skip
    lo = max(passage.start, amount.start - 60)
    hi = min(right, amount.end + 80)
    if passage.has("called", start=lo, end=hi):
        return "investment_called_projects"
    if passage.has("aid_context", "aid", start=max(passage.start, amount.start - 120), end=hi):
        return "aid_programmes"
    foreign = passage.has("foreign", "fdi", start=lo, end=min(passage.end, amount.end + 60))
    if passage.has("domestic", start=amount.start - 2, end=min(hi, amount.end + 40)) and not foreign:
        return None
    event = passage.index - binder.event_near <= 1
    after_fdi = passage.index - binder.fdi_near <= 1 and passage.has("new", start=lo, end=hi)
    if passage.has("licensed", start=lo, end=hi) and (event or not (foreign or after_fdi or passage.has("fdi"))):
        return "investment_licensed_projects"
    told = partnered and passage.has("stock", "new", start=lo, end=hi)  # "the US has 156 projects"
    if not (foreign or told or passage.index - binder.fdi_near <= (6 if partnered else 2)):
        return None
    if passage.has("cumulative", start=lo, end=hi):
        return "fdi_projects_stock"
    around = (max(left, amount.start - 40), min(right, amount.end + 46))
    if passage.has("adjusted", start=around[0], end=around[1]):
        return None
    if passage.has("new", "licensed", start=around[0], end=around[1]):
        return "fdi_projects_new"
    if passage.has("stock", "as_of", start=passage.start, end=hi) or partnered:
        return "fdi_projects_stock"
    return "fdi_projects_new" if passage.has("attract", start=lo, end=amount.start) else None


def _agreement(binder: Binder, passage: Passage, amount: Amount, left: int, right: int) -> str | None:
    lo, hi = max(left, amount.start - 90), min(right, amount.end + 90)
    signed = passage.has("signed", start=lo, end=hi)
    if passage.has("total", "in_force", start=lo, end=hi) or any(date.edtf.endswith("/..") for date in passage.dates):
        return "agreements_total"
    if signed or passage.has("target", start=lo, end=hi):
        dated = binder.periods.own(passage, amount, left, right) or binder.periods.shared(
            passage, amount.start, days=True
        )
        new = passage.has("new", start=lo, end=hi)
        near = binder.periods.carried and binder.periods.carried_paragraph == passage.paragraph
        return "agreements_signed" if dated or new or near else "agreements_total"
    return None


def _target(passage: Passage, amount: Amount, left: int, right: int) -> str:
    if passage.has("exceeded", start=amount.start - 20, end=right):
        return "targets_exceeded"
    if passage.has("met", start=max(left, amount.start - 40), end=right):
        return "targets_met"
    return "targets_total"
