"""What a counted noun makes of its number: the indicator by the noun and the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxeny.reader.facts.bounds import Bound, is_cumulative
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

_LISTED = 8  # markets up to which a number only tells how many are named


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
            return "partner_cities" if (amount.quantity.value or 0) > 2 else None
        case "city" if (amount.quantity.value or 0) > 2:
            lo, hi = max(passage.start, amount.start - 110), min(passage.end, amount.end + 70)
            ours = any(
                not binder.context.home.is_foreign(place) and 0 <= place.start - amount.end <= 40
                for place in passage.places
            )
            return "partner_cities" if not ours and passage.has("relations", start=lo, end=hi) else None
        case "market" | "country":
            lo = max(passage.start, amount.start - 120)
            # the office of exports in somebody's title sells nothing
            said = max([lo, *(person.end for person in passage.people if person.end <= amount.start)])
            traded = passage.has("exports", "exports_verb", start=said, end=amount.start)
            members = passage.has("bloc", start=max(passage.start, amount.start - 36), end=amount.start)
            return "export_markets" if traded and not members and (amount.quantity.value or 0) > _LISTED else None
        case "event":
            return "events_held" if passage.has("held", start=max(passage.start, left - 40), end=right) else None
        case "company":
            there = passage.index - binder.event_near <= 1 and passage.has("attended", "exhibit")
            return "event_exhibitors" if there and passage.has("exhibit") else None
        case "headcount":
            there = binder.event_near == passage.index and passage.has("event_context", end=amount.start)
            return "event_participants" if there else None
        case "participant":
            return "event_participants" if passage.index - binder.event_near <= 1 else None
        case "person":
            visits = passage.marks("visited", left, min(passage.end, amount.end + 40))
            if any(cue.end <= amount.start or cue.start >= amount.end for cue in visits):
                return "event_participants" if binder.is_at_event(passage, None) else "visitors"
            there = passage.has("attended", start=max(passage.start, amount.start - 90), end=amount.start)
            return "event_participants" if there and binder.event_near == passage.index else None
        case "exhibitor":
            return "event_exhibitors"
        case "goal":
            if denominator(binder, passage, amount) is not None:
                return "targets_met"
            if numerator(binder, passage, amount) is not None:
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
        if not inward and not outward:
            comma = passage.text.find(",", amount.end, passage.end)
            limit = min(amount.end + 90, comma if comma > 0 else passage.end)
            inward, outward = _direction(passage, amount, noun, limit)
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
    seen = passage.marks("visited", end, high)  # who came to see "the Vietnamese capital" need not be Vietnamese
    last = seen[0].start if seen else high
    ours = [place for place in passage.places if place.name is None and start - 24 <= place.start < last]
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
    return "event_participants" if binder.is_at_event(passage, noun) else "visitors"


def _project(
    binder: Binder, passage: Passage, amount: Amount, noun: Cue | None, left: int, right: int, after: int,
    partnered: bool,
) -> str | None:  # fmt: skip
    lo = max(passage.start, amount.start - 60)
    hi = min(right, amount.end + 80)
    if passage.has("called", start=lo, end=hi):
        return "investment_called_projects"
    if passage.has("revoked", start=amount.end, end=hi):
        return None
    if passage.has("handover", end=hi):
        return "investment_licensed_projects"
    if passage.has("aid_context", "aid", start=max(passage.start, amount.start - 120), end=hi):
        return "aid_programmes"
    foreign = passage.has("foreign", "fdi", start=lo, end=min(passage.end, amount.end + 60))
    if passage.has("domestic", start=amount.start - 2, end=min(hi, amount.end + 40)) and not foreign:
        return None
    event = passage.index - binder.event_near <= 1
    after_fdi = passage.index - binder.fdi_near <= 1 and passage.has("new", start=lo, end=hi)
    abroad = foreign or after_fdi or partnered or passage.has("fdi")
    if passage.has("licensed", start=lo, end=hi) and (event or not abroad):
        return "investment_licensed_projects"
    # "the US has 156 projects", "the US is the largest investor, with 156 projects"
    told = partnered and passage.has("stock", "standing", "new", "investor", start=lo, end=hi + 60)
    if not (foreign or told or passage.index - binder.fdi_near <= (6 if partnered else 2)):
        return None
    if passage.has("cumulative", start=lo, end=hi) or is_cumulative(passage):
        return "fdi_projects_stock"
    if binder.periods.from_new_year(passage, amount.start):
        return "fdi_projects_new"
    around = (max(left, amount.start - 40), min(right, amount.end + 46))
    if passage.has("adjusted", start=around[0], end=around[1]):
        return None
    if passage.has("new", "licensed", start=around[0], end=around[1]):
        return "fdi_projects_new"
    named = noun is not None and passage.has("fdi", "foreign", start=noun.start, end=noun.end + 40)
    if named and passage.has("licensed", start=amount.end) and not passage.has("standing", "as_of"):
        return "fdi_projects_new"
    timed = binder.periods.own(passage, amount, left, right) or binder.periods.shared(passage, amount.start)
    if named and not partnered and timed and not passage.has("standing", "as_of", "stock"):
        return "fdi_projects_new"
    if partnered and binder.topic.is_flow(passage) and not passage.has("standing", "as_of", end=hi):
        return "fdi_projects_new"
    worth = any(other.kind == "money" for other in passage.amounts)
    stock = binder.topic.bound is not None and binder.topic.bound.indicator in ("fdi_stock", "fdi_projects_stock")
    paid = binder.capital_of(passage, "fdi_projects_new") == "fdi_disbursed"
    if partnered and worth and paid and not stock and not passage.has("standing"):
        return "fdi_projects_new"
    if passage.has("stock", "as_of", start=passage.start, end=hi) or partnered:
        return "fdi_projects_stock"
    return "fdi_projects_new" if passage.has("attract", start=lo, end=amount.start) else None


def _agreement(binder: Binder, passage: Passage, amount: Amount, left: int, right: int) -> str | None:
    lo, hi = max(left, amount.start - 90), min(right, amount.end + 90)
    signed = passage.has("signed", start=lo, end=hi)
    comma = passage.text.find(",", amount.end, hi)
    since = any(date.edtf.endswith("/..") for date in passage.dates)
    if since or passage.has("total", "in_force", start=lo, end=comma if signed and comma > 0 else hi):
        return "agreements_total"
    if signed or passage.has("target", start=lo, end=hi):
        dated = binder.periods.own(passage, amount, left, right) or binder.periods.shared(
            passage, amount.start, days=True
        )
        partners_told = any(
            other.start > amount.end and other.kind == "count" and passage.has("city", "partner_city", "country",
            start=other.end, end=other.end + 30)
            for other in passage.amounts
        )  # fmt: skip
        owned = (passage.has("stock", start=lo, end=amount.start) or partners_told) and not dated
        new = passage.has("new", start=lo, end=hi)
        near = binder.periods.carried and binder.periods.carried_paragraph == passage.paragraph
        return "agreements_total" if owned and not new and (partners_told or not near) else "agreements_signed"
    return None


def _target(passage: Passage, amount: Amount, left: int, right: int) -> str:
    if passage.has("exceeded", start=amount.start - 20, end=right):
        return "targets_exceeded"
    if passage.has("met", start=max(left, amount.start - 40), end=right):
        return "targets_met"
    return "targets_total"


def denominator(binder: Binder, passage: Passage, amount: Amount) -> Amount | None:
    """The whole that a number is a part of: 24 in ``23/24 targets`` and in ``23 of the 24 targets``."""
    links = binder.context.lexicon.words.get("out_ofs", frozenset())
    for other in passage.amounts:
        if 0 < other.start - amount.end <= 14:
            gap = passage.between(amount.end, other.start).strip()
            return other if gap == "/" or gap in links else None
    return None


def numerator(binder: Binder, passage: Passage, amount: Amount) -> Amount | None:
    for other in passage.amounts:
        if other.end <= amount.start and denominator(binder, passage, other) is amount:
            return other
    return None
