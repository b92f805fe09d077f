"""What a clause tells of an engagement: its kind, which way a visit goes, and whether it is told at all."""

from __future__ import annotations

import re
from typing import Literal, get_args

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.intervals import is_day
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner
from proxeny.reader.facts.passages import Passage, When

Kind = Literal[
    "visit_in", "visit_out", "meeting", "conference", "summit", "fair", "festival", "campaign", "talk", "other"
]
EVENTS = ("summit", "conference", "fair", "festival", "campaign", "talk", "other")
_CODES = frozenset(get_args(Kind))
_DELEGATIONS = ("delegation", "delegation_in", "delegation_out")
_BODY = re.compile(r"\s+(?:of|de|du|des|của)\s+(?:the |la |le |l'|les )?([A-ZÀ-ÝĐ].*)")
_DATELINE = re.compile(r"[^.!?]{0,60}?\s[-–—]+\s")
_REACH = 110  # characters from a word of receiving to those received
_GUEST = 40  # characters from a word of receiving to the title of the guest
_SENT = 60  # characters between a word of sending and those sent
_VISITOR = 48  # characters from "the visit" to the title of who comes
_INVITED = 60  # characters from an invitation to the visit it is for


def kind_of(
    context: Context, passage: Passage, start: int, end: int, acts: list[Cue], partners: list[Partner]
) -> tuple[Kind | None, Cue | None]:
    """What sort of engagement a clause tells of, and the word that says so."""
    events = [cue for cue in acts if cue.name in EVENTS]
    visits = [cue for cue in acts if cue.name == "visit" and _is_visit(context, passage, cue)]
    hosts = [cue for cue in acts if cue.name == "host" and _has_guests(passage, cue)]
    meetings = [cue for cue in acts if cue.name == "meeting"]
    delegation = passage.has(*_DELEGATIONS, start=start, end=end)
    counted = any(
        amount.kind == "count" and (amount.quantity.value or 0) > 3 and start <= amount.start < end
        and passage.has(*_DELEGATIONS, start=amount.end, end=min(end, amount.end + 40))
        and not _of_members(context, passage, amount.end)
        for amount in passage.amounts
    )  # fmt: skip
    if partners and visits and not counted:
        direction = _direction(context, passage, visits, hosts, partners, start, end)
        if direction is not None:
            return direction, visits[0]
    if partners and hosts and meetings and meetings[0].start < hosts[0].start:
        return "meeting", meetings[0]
    if partners and hosts and (not counted or passage.has("high_level", start=start, end=end)):
        guests = delegation or passage.has("visitor", start=start, end=end)
        comes = guests or _comes(context, passage, hosts[0], start, end)
        return ("visit_in" if comes else "meeting"), hosts[0]
    if partners and meetings and all(cue.name == "talk" and cue.start > meetings[0].end for cue in events):
        events = []  # "a meeting with the director for dialogue"
    if events:
        strong = next((cue for kind in EVENTS for cue in events if cue.name == kind), events[0])
        named = [cue for cue in events if context.given(cue.start, cue.end)[:1].isupper()]
        strong = named[0] if len(named) > 1 else strong  # "The 9th Expo and the concurrent Forum"
        if strong.name in _CODES:
            return strong.name, strong  # type: ignore[return-value]
    if meetings and (partners or passage.has("envoys", start=start, end=end)):
        abroad = partners and _is_abroad(context, passage, meetings[0], partners, start)
        return ("visit_out" if abroad else "meeting"), meetings[0]
    return None, None


def _comes(context: Context, passage: Passage, host: Cue, start: int, end: int) -> bool:
    """Whether those received have travelled: a mayor or minister, while ambassadors and consuls live in the country."""
    words = context.lexicon.words
    said = passage.between(host.start, host.end).split()
    if any(word in words.get("visit_words", ()) for word in said):
        return True
    passive = said[-1] in words.get("bys", ())
    low, high = (max(start, host.start - _REACH), host.start) if passive else (host.end, min(end, host.end + _GUEST))
    titles = [passage.between(cue.start, cue.end) for cue in passage.marks("dignitary", low, high)]
    travellers = words.get("travellers", frozenset())
    return any(title in travellers or title.split()[-1] in travellers for title in (titles if passive else titles[:1]))


def _is_abroad(context: Context, passage: Passage, act: Cue, partners: list[Partner], start: int) -> bool:
    """Whether a meeting is one that the city's own delegation has in another country (``with LG in South Korea``)."""
    words = context.lexicon.words
    ours = passage.has("ourselves", start=start, end=act.start) or any(
        start <= place.start < act.start and not context.home.is_foreign(place) for place in passage.places
    )
    if not ours or not passage.has(*_DELEGATIONS, start=start, end=act.start):
        return False
    before = passage.between(max(act.end, partners[-1].start - 16), partners[-1].start).split()
    while before and before[-1] in words.get("articles", ()):
        before.pop()
    return bool(before) and before[-1] in words.get("venues", ())


def is_worth(
    context: Context, passage: Passage, kind: Kind, act: Cue, date: When | None, partners: list[Partner],
    start: int, end: int, leaning: bool,
) -> bool:  # fmt: skip
    """Whether enough is said to record an engagement: who with and who, or a named event with a date or partner."""
    if kind in EVENTS:
        dated = date is not None and is_day(date.edtf)
        if not dated and of_figures(passage, start, end) and not passage.has("held", "attended"):
            return False  # "data of the Exporters Assembly show …"
        named = _named(context, passage, act) or _held(context, passage, act)
        exact = date is not None and not date.optional and "-" in date.edtf and (kind != "talk" or bool(partners))
        if partners:
            close = min(min(abs(partner.start - act.end), abs(act.start - partner.end)) for partner in partners) < 60
            told = passage.has("held", "attended")
            return (named and close and told) or exact or (named and date is not None)
        return exact or (named and date is not None and not date.optional)
    if kind == "meeting" and passage.has("negotiating"):
        return False
    if not partners:  # of missions abroad
        return kind == "meeting" and date is not None and is_day(date.edtf) and passage.has("envoys")
    if not any(partner.country for partner in partners):  # the World Bank also reports and lends
        exact = date is None or "-" in date.edtf
        return exact and not of_figures(passage, start, end) and _by_someone(passage, act, start, end)
    if date is not None and not leaning and not of_figures(passage, start, end):
        return True
    if kind == "visit_out" and any(
        start <= place.start < act.start and not context.home.is_foreign(place) for place in passage.places
    ):
        return True
    return _by_someone(passage, act, start, end)


def of_figures(passage: Passage, start: int, end: int) -> bool:
    """Whether a clause is of tourists, or of shares or sums of trade or capital, rather than of a stay."""
    cues = [cue for cue in passage.cues if start <= cue.start < end]
    if any(cue.name.startswith("visitor_") for cue in cues):
        return True
    return any(amount.kind in ("%", "money") and start <= amount.start < end for amount in passage.amounts) and any(
        cue.group == "measures" or cue.name.startswith("visitor") for cue in cues
    )


def _by_someone(passage: Passage, act: Cue, start: int, end: int) -> bool:
    """Whether officials, a delegation or named people stand near the word of an act."""
    low, high = max(start, act.start - _REACH), min(end, act.end + _REACH)
    if any(low <= person.start < high for person in passage.people):
        return True
    return passage.has(*_DELEGATIONS, "dignitary", "envoys", start=low, end=high)


def _is_visit(context: Context, passage: Passage, cue: Cue) -> bool:
    """Whether a word tells of a visit: no price or count of one, no ``đến`` before a day, no visit told before."""
    if _of_amount(passage, cue) or any(
        other.group == "measures" and other.start < cue.start and cue.end <= other.end for other in passage.cues
    ):
        return False
    if passage.between(cue.start, cue.end) in context.lexicon.words.get("sendings", ()):
        low, high = max(passage.start, cue.start - _SENT), min(passage.end, cue.end + _SENT)
        someone = any(low <= person.start < high for person in passage.people)
        if not someone and not passage.has(*_DELEGATIONS, "dignitary", start=low, end=high):
            return False
    if passage.has("invited", start=max(passage.start, cue.start - _INVITED), end=cue.start + 1):
        return False
    tourists = [other for other in passage.cues if other.name.startswith("visitor") and other.end <= cue.start]
    if any(0 <= other.start - amount.end <= 24 for other in tourists for amount in passage.amounts):
        return False
    words = context.lexicon.words
    after = passage.between(cue.end, min(passage.end, cue.end + 12)).split()
    if after and after[0].strip(",.;:") in words.get("no_visits", ()):
        return False
    before = passage.between(max(passage.start, cue.start - 12), cue.start).split()
    pointed = bool(before) and before[-1] in words.get("definites", ())
    guest = next(iter(passage.marks("dignitary", cue.end, min(passage.end, cue.end + _VISITOR))), None)
    if pointed and guest is not None and not any(
        cue.end <= other.start < guest.start and (other.group == "acts" or other.name in _DELEGATIONS)
        for other in passage.cues
    ):
        return True  # "the visit of the minister"
    return not pointed or any(
        0 <= place.start - cue.end <= 30 and "," not in passage.between(cue.end, place.start)
        for place in passage.places
    )


def _of_members(context: Context, passage: Passage, position: int) -> bool:
    """Whether a count is of the members of one delegation: ``20-member delegation``."""
    words = passage.between(position, min(passage.end, position + 16)).replace("-", " ").split()
    return bool(words) and words[0] in context.lexicon.words.get("members", ())


def _has_guests(passage: Passage, cue: Cue) -> bool:
    """Whether people are received, rather than counted tourists, money or goods."""
    counted = [amount for amount in passage.amounts if 0 <= amount.start - cue.end <= 16]
    for amount in counted:
        if amount.kind == "money":
            return False
        if amount.kind == "count":
            guests = passage.has(*_DELEGATIONS, "dignitary", start=amount.end, end=amount.end + 40)
            tourists = any(
                other.name.startswith("visitor") and 0 <= other.start - amount.end <= 24 for other in passage.cues
            )
            if tourists or not guests:
                return False
    return True


def _of_amount(passage: Passage, cue: Cue) -> bool:
    """Whether a word is counted or followed by a price rather than an act (``20 million visits``, ``spent £5m``)."""
    return any(
        (amount.kind != "measure" and 0 <= cue.start - amount.end <= 2)
        or (amount.kind == "money" and 0 <= amount.start - cue.end <= 12)
        for amount in passage.amounts
    )


def _direction(
    context: Context, passage: Passage, visits: list[Cue], hosts: list[Cue], partners: list[Partner],
    start: int, end: int,
) -> Literal["visit_in", "visit_out"] | None:  # fmt: skip
    """``visit_out`` where a foreign place follows the visiting, ``visit_in`` where home does or guests are foreign."""
    abroad = [place for place in passage.places if start <= place.start < end and context.home.is_foreign(place)]
    visit = next(
        (cue for cue in reversed(visits) if any(0 <= place.start - cue.end <= 40 for place in abroad)), visits[0]
    )
    dateline = behind_dateline(passage)
    home = [
        place for place in passage.places
        if max(start, dateline) <= place.start < end and not context.home.is_foreign(place)
    ]  # fmt: skip
    home_after = [place.start for place in home if place.start >= visit.end]
    after = [place for place in abroad if place.start >= visit.end]
    foreign_after = [place.start for place in after if home_after == [] or place.name or not place.optional]
    foreign_before = [place for place in abroad if place.end <= visit.start]
    if hosts and hosts[0].start < visit.start and foreign_after:
        return "visit_in"
    if foreign_after and not (home_after and home_after[0] < foreign_after[0]):
        if foreign_before and not home and foreign_before[0].country != partners[-1].country:
            return "visit_in"
        return "visit_in" if _by_guests(context, passage, visit.end, foreign_after[0]) else "visit_out"
    if home_after or foreign_before:
        return "visit_in"
    return None


def _by_guests(context: Context, passage: Passage, start: int, place: int) -> bool:
    """Whether the words from a visit to a place name who comes (``visit by``, ``visite du président``), not where."""
    words = context.lexicon.words
    articles, guests = words.get("articles", frozenset()), words.get("guests", frozenset())
    between = passage.between(start, place).replace("'", "' ").split()
    first = between[0] if between else ""
    while len(between) > 1 and (between[-1] in articles or (between[-1] in guests and between[-2] in articles)):
        between.pop()  # "the city of", "la ville de"
    last = between[-1] if between else ""
    named = passage.has("dignitary", "delegation", start=start, end=place)
    if first in words.get("destinations", ()) and first not in guests and not named:
        return False  # "s'est rendu en République de …"
    if last in words.get("destinations", ()):
        return first in guests and named
    return first in guests or last in guests or named


def behind_dateline(passage: Passage) -> int:
    """Where the sentence begins behind a dateline (``KARACHI - Iranian Ambassador …``)."""
    if passage.paragraph < 0:
        return passage.start
    match = _DATELINE.match(passage.text, passage.start, min(passage.end, passage.start + 80))
    return match.end() if match and any(place.start < match.end() for place in passage.places[:1]) else passage.start


def _named(context: Context, passage: Passage, act: Cue) -> bool:
    """Whether an event's word is part of a name: capitalised in the text, or beside quotation marks."""
    first = context.given(act.start, act.end)[:1]
    around = passage.text[max(passage.start, act.start - 3) : act.end + 3]
    body = _BODY.match(context.given(act.end, min(passage.end, act.end + 40)))  # assembly of the Union of Cities
    return first.isupper() or body is not None or any(mark in around for mark in '“”"«»')


def _held(context: Context, passage: Passage, act: Cue) -> bool:
    """Whether one event was held on a subject, though it has no name: ``held its conference on investment``."""
    after = passage.between(act.end, min(passage.end, act.end + 10)).split()
    counted = any(0 <= act.start - amount.end <= 24 for amount in passage.amounts if amount.kind == "count")
    topic = bool(after) and after[0] in context.lexicon.words.get("topics", ())
    return topic and not counted and passage.has("held", start=max(passage.start, act.start - 40), end=act.start)


def is_further(context: Context, passage: Passage, act: Cue, start: int) -> bool:
    """Whether an act is one more of several: ``on the same day, he also received …``."""
    words = context.lexicon.words.get("further", frozenset())
    return any(word.strip(",") in words for word in passage.between(start, act.end).split())


def is_pointed_to(context: Context, passage: Passage, act: Cue) -> bool:
    """Whether an event is one told before: ``the fair``, ``hội chợ này``, ``cette foire``."""
    if context.given(act.start, act.end)[:1].isupper():
        return False
    definites = context.lexicon.words.get("definites", frozenset())
    before = passage.between(max(passage.start, act.start - 12), act.start).split()
    after = passage.between(act.end, min(passage.end, act.end + 8)).split()
    years = context.lexicon.words.get("year_words", frozenset())
    if len(before) > 1 and before[-1].removesuffix("'s") in years:
        before.pop()  # "this year's fair"
    return bool((before and before[-1] in definites) or (after and after[0].strip(",.") in definites))
