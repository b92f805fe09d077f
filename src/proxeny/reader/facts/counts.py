"""What a number counts: delegations, projects, visitors, agreements, partner cities, events, targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import classes, measures, partners
from proxeny.reader.facts.bounds import OTHER, WITH_PARTNER, Bound
from proxeny.reader.facts.context import Context
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

_NOUN_GAP = 60  # characters between a number and the noun it counts, adjectives between them
_PASSED_OVER = frozenset({"headcount", "city", "country"})
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_LABEL_GAP = 70
_BY = 10  # characters of "by" between "grew" and how much
_ITEM = 4  # characters of a number or bullet before the country of an item
_FEW = 12  # visitors below which they are guests, not tourists counted
# Nouns that may stand before their number, after which only a verb or colon comes.
_BEFORE = frozenset({
    "visitor", "visitor_int", "visitor_dom", "delegation_out", "delegation_in", "delegation", "agreement",
    "partner_city", "participant", "project", "market",
})  # fmt: skip


def count(binder: Binder, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
    """The number bound to what it counts, or ``None`` where no noun claims it."""
    if amount.start in binder.series.blocs:
        return Bound(amount, OTHER, "bloc", 0.4)
    noun = noun_after(binder, passage, classes.denominator(binder, passage, amount) or amount)
    name, rule, confidence = (noun.name if noun else None), "noun-after", 0.85
    last = next(
        (
            bound for bound in reversed(done)
            if bound.noun and bound.noun not in ("person", "other", "company") and bound.amount.kind == "count"
        ),
        None,
    )  # fmt: skip
    if name is None:
        name, rule, confidence = _anaphora(binder, passage, amount, left, right, last)
    if name is None and last is not None and last.amount.kind == "count":
        again = _again(binder, passage, amount, left, right, last)
        if again is not None:
            return again
    if name is None and not _counts_something_else(binder, passage, amount):
        noun = _label(passage, amount, left)
        before = [other for other in passage.amounts if other.kind == "count" and other.end <= amount.start]
        if noun is not None and not noun.name.startswith("visitor") and before:
            noun = None if noun_after(binder, passage, before[-1]) is noun else noun
        name, rule, confidence = (noun.name if noun else None), "noun-before", 0.7
    if changed(binder.context, passage, amount):
        return Bound(amount, OTHER, "change", 0.5, noun, name)
    compared = measures.compared_with(binder, passage, amount, done)
    if name == "foreigner":
        name = "visitor_int" if last is not None and last.indicator.startswith("visitors") else None
    listed = binder.series.places.get(amount.start)
    abroad = listed is not None and binder.context.home.is_foreign(listed)
    if abroad and name in (None, "headcount", "person", "market", "country", "city", "foreigner"):
        governing = _governing(binder, passage, binder.series.starts[amount.start])
        if governing is not None:
            name, rule, confidence = governing, "list-of-places", 0.75
            noun = None
    if name in (None, "person", "headcount", "visitor") and compared is not None:
        base, then = compared
        return Bound(amount, base.indicator, "compared", 0.65, base.cue, base.noun, base.partner, then)
    if name is None and noun is None and _of_listed_visitors(binder, passage, amount, left, right):
        name, rule, confidence = "visitor_int", "country-of-list", 0.65
    if name in ("visitor", "headcount", "person"):
        earlier = [bound.amount.end for bound in done if bound.noun and bound.noun.startswith("visitor")]
        told = _told(passage, amount, noun, max([binder.clause_start(passage, amount.start), *earlier]))
        if told is not None:
            name, noun = told.name, told
    if name == "visitor" and noun is not None and noun.start >= amount.end and any(
        not binder.context.home.is_foreign(other) and other.name is None and 0 < other.start - noun.end <= 2
        for other in passage.places
    ):
        name = "visitor_dom"  # 19 million Vietnamese tourists
    if name == "visitor" and (
        _continued(binder, passage, amount, left, last) or _joined(binder, passage, amount, noun, last)
    ):
        name = "visitor_int"
    if name is None:
        return Bound(amount, OTHER, "no-noun", 0.3)
    after_from = noun.start if noun and noun.start >= amount.end else amount.end
    place = listed if listed is not None and binder.context.home.is_foreign(listed) else None
    place = place or partners.of_amount(binder.context, passage, amount, left, right)
    if name.startswith("visitor"):
        subjects = [
            cue for cue in passage.cues
            if cue.name.startswith("visitor") and left <= cue.start and cue.end <= amount.start and cue is not noun
        ]  # fmt: skip
        if place is None and subjects:
            place = partners.of_cue(binder.context, passage, subjects[-1])
        if place is None and name == "visitor":
            place = partners.subject(binder.context, passage, amount)
        spoken = [cue for cue in (noun, *subjects[-1:]) if cue is not None]
        if place is None and any(partners.of_several(binder.context, passage, cue) for cue in spoken):
            return Bound(amount, OTHER, rule, 0.4, noun, name)
    if place is None and noun is not None:
        place = partners.of_cue(binder.context, passage, noun)
    if place is None and name == "project" and passage.has("investor", end=amount.start):
        place = partners.sole(binder.context, passage, amount.start)
    if place is None and name == "project":
        place = partners.leading(binder.context, passage, amount)
        place = place or partners.next_in_list(binder.context, passage, amount)
    invested = done[-1] if done and done[-1].amount.kind == "money" and name == "project" and place is None else None
    if invested is not None and invested.indicator.startswith("fdi_") and invested.partner and (
        re.fullmatch(r"[^,;:.()]{1,32}", passage.between(invested.amount.end, amount.start))
    ):  # 596 million through 1,250 projects
        place = next((other for other in passage.places if other.label == invested.partner), None)
    official = noun is not None and passage.has("high_level", start=noun.start - 20, end=noun.end)
    few = name.startswith("visitor") and (amount.quantity.value or 0) < _FEW and not official
    if _one_of(binder, passage, amount) or few:
        return Bound(amount, OTHER, rule, 0.4, noun, name)
    indicator = classes.classify(binder, passage, amount, name, noun, left, right, after_from, done, place is not None)
    if indicator is None:
        return Bound(amount, OTHER, rule, 0.4, noun, name)
    partner = place.label if place is not None and indicator in WITH_PARTNER else None
    if indicator.startswith("agreements_"):
        partner = _counterpart(binder, passage, amount, partner)
    period = binder.periods.of(passage, amount, indicator, left, right)
    return Bound(amount, indicator, rule, confidence, noun, name, partner, period)


def _one_of(binder: Binder, passage: Passage, amount: Amount) -> bool:
    """Whether a number only says out of how many: ``one of the two projects``."""
    phrases = binder.context.lexicon.words.get("one_of", frozenset())
    before = passage.between(max(passage.start, amount.start - 24), amount.start).rstrip()
    return any(before.endswith(phrase) for phrase in phrases)


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
    if partner is None and len(labels) == 1 and not passage.has("target") and binder.context.home.country is not None:
        return labels.pop()
    return partner


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
        one = binder.context.lexicon.words.get("one_partner", frozenset())
        if cue.name in ("partner_city", "city") and passage.between(cue.start, cue.end) in one:
            return None  # the number of a line in a list: "7 ... Springfield Sister City"
        return cue
    return None


def changed(context: Context, passage: Passage, amount: Amount) -> bool:
    """Whether an amount is by how much something rose or fell, not what it is (``giảm 44 dự án``)."""
    behind = passage.text[amount.end : min(passage.end, amount.end + 16)]
    if amount.kind == "count" and behind[:1] == " " and behind[1:].startswith(
        tuple(f"{word} " for word in context.lexicon.words.get("by_more", ()))
    ):
        return True  # two million more than in 2023
    shares = passage.marks("share")
    bys = context.lexicon.words.get("rises_by", frozenset())
    return any(
        cue.name in ("up", "down")
        and 0 <= amount.start - cue.end <= _BY
        and all(word.rstrip("'") in bys for word in partners._WORD.findall(passage.between(cue.end, amount.start)))
        and not any(share.start <= cue.start and cue.end <= share.end for share in shares)
        for cue in passage.cues
    )


def _counts_something_else(binder: Binder, passage: Passage, amount: Amount) -> bool:
    """Whether a small number is followed by a noun we do not know (``through three gates``)."""
    if amount.quantity.value is None:
        return False
    following = _NEXT_WORD.match(passage.text, amount.end, passage.end)
    if following is None:
        return False
    words = binder.context.lexicon.words
    known = any(
        following.group(1) in words.get(name, ())
        for name in ("stops", "ands", "joins", "subjects", "ties", "noun_links", "conversions")
    )
    known = known or any(following.start(1) <= date.start <= following.end(1) + 3 for date in passage.dates)
    return not known and not any(cue.start == following.start(1) for cue in passage.cues)


def _told(passage: Passage, amount: Amount, noun: Cue | None, left: int) -> Cue | None:
    """Which visitors a bare count is of: ``khách quốc tế ước đạt 2,6 triệu lượt`` counts foreign ones."""
    generic = noun is not None and noun.name in ("headcount", "person")
    unit = noun is not None and noun.name == "visitor" and noun.start >= amount.end
    for cue in reversed(passage.cues):
        if cue.group != "nouns" or cue.start < left or cue.end > amount.start:
            continue
        if cue.name in ("visitor_int", "visitor_dom") or (generic and cue.name == "visitor"):
            return cue if amount.start - cue.end <= (3 * _LABEL_GAP if unit else _LABEL_GAP) else None
        if unit and cue.name == "visitor" and passage.text[cue.start - 1] != "(":
            return None
    return None


def _continued(binder: Binder, passage: Passage, amount: Amount, left: int, last: Bound | None) -> bool:
    """Whether a bare count of visitors goes on with foreign ones told before: ``this number reached``."""
    named = [cue.name for cue in passage.cues if cue.name.startswith("visitor") and left <= cue.start < amount.start]
    if "visitor_dom" in named:
        return False
    of_whom = [cue for cue in passage.marks("including", amount.end) if cue.start - amount.end <= _LABEL_GAP]
    if of_whom and passage.has("visitor_int", start=of_whom[0].end):
        return False  # 29 million in all, including 7 million foreigners
    parted = passage.has("including", end=min(amount.start, passage.start + 14))
    if last is not None and last.indicator == "visitors_international" and last.partner is None:
        return parted or passage.has("compare", "previous", "than", start=last.amount.end, end=amount.start)
    if passage.index - binder.topic.foreign_index > 1:
        return False
    return parted or passage.has("anaphor", start=left, end=amount.start)


def _joined(binder: Binder, passage: Passage, amount: Amount, noun: Cue | None, last: Bound | None) -> bool:
    """Whether bare visits are joined to those of foreigners: ``44 wisman melalui bandara dan 3 kunjungan``."""
    if last is None or last.indicator != "visitors_international" or last.partner is not None or noun is None:
        return False
    ands = binder.context.lexicon.words.get("ands", frozenset())
    words = partners._WORD.findall(passage.between(last.amount.end, amount.start))
    if ands.isdisjoint(words) or ";" in passage.between(last.amount.end, amount.start):
        return False
    noun_words = partners._WORD.findall(passage.between(noun.start, noun.end).replace("'", "' "))
    return binder.context.lexicon.words.get("tourist_words", frozenset()).isdisjoint(noun_words)


def _governing(binder: Binder, passage: Passage, start: int) -> str | None:
    """What the numbers of a list of countries count: the noun before the list, else that of the sentence before."""
    for cue in reversed(passage.cues):
        if cue.group == "nouns" and cue.end <= start:
            if cue.name.startswith("visitor") and cue.name != "visitor_dom":
                return "visitor_int"
            if cue.name in ("country", "market", "person", "headcount"):
                continue
            return "project" if cue.name == "project" else None
    if binder.theme is not None and binder.theme.name.startswith("visitor") and passage.index - binder.theme_index <= 3:
        return "visitor_int"
    return None


def _of_listed_visitors(binder: Binder, passage: Passage, amount: Amount, left: int, right: int) -> bool:
    """Whether a bare number is one country's part of the visitors just told: ``followed by Japan with 192,400``."""
    itemed = bool(passage.places) and passage.places[0].start - passage.start <= _ITEM
    topic = binder.topic.near(passage, 2 * _ITEM if itemed else 2)
    if topic is None or not topic.indicator.startswith("visitors") or amount.kind != "count":
        return False
    value = amount.quantity.value
    if value is None or value < 100:
        return False
    return partners.of_amount(binder.context, passage, amount, left, right) is not None


def _label(passage: Passage, amount: Amount, left: int) -> Cue | None:
    """A noun before its number: ``International arrivals topped 4.3 million``, ``Délégations accueillies : 212``."""
    for cue in reversed(passage.cues):
        if cue.group != "nouns" or cue.end > amount.start or cue.start < left or cue.name in _PASSED_OVER:
            continue
        gap = passage.between(cue.end, amount.start)
        reach = 2 * _LABEL_GAP if cue.name == "visitor_int" else _LABEL_GAP
        fitting = cue.name in _BEFORE and len(gap) <= reach and "(" not in gap.rstrip(" (")
        return cue if fitting and (":" in gap or cue.name.startswith("visitor") or "," not in gap) else None
    return None


def _anaphora(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, last: Bound | None
) -> tuple[str | None, str, float]:
    """``11 of them led by …``, ``dont trois officielles``, ``13 were met``: the noun counted before."""
    if last is None or last.noun is None:
        topic = binder.topic.near(passage)
        opening = passage.has("of_them", "including", end=min(amount.start, passage.start + 20))
        foreign = passage.has("visitor_int", start=amount.end, end=min(right, amount.end + 40))
        if opening and foreign and topic is not None and topic.indicator == "visitors":
            return "visitor_int", "of-them", 0.65
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
    if own is not None and last.period:
        own = binder.periods.back_from(passage, amount, last.period) or own
    compared = passage.has("previous", start=left, end=amount.start) or "(" in gap
    if own and own != last.period and compared and len(gap) < 70:
        return Bound(amount, last.indicator, "compared", 0.7, last.cue, last.noun, last.partner, own)
    return None
