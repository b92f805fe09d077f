"""Engagements: visits, meetings, conferences, fairs and festivals with a partner or a date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, get_args

from proxeny.reader.facts.context import Context, Passage, When, Who
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, clauses, counterparts
from proxeny.reader.facts.periods import Periods, is_day
from proxeny.reader.facts.titles import title_of
from proxeny.reader.spans import Engagement

Kind = Literal[
    "visit_in", "visit_out", "meeting", "conference", "summit", "fair", "festival", "campaign", "talk", "other"
]
EVENTS = ("summit", "conference", "fair", "festival", "campaign", "talk", "other")
_CODES = frozenset(get_args(Kind))
_BODY = re.compile(r"\s+(?:of|de|du|des|của)\s+(?:the |la |le |l'|les )?([A-ZÀ-ÝĐ].*)")
_ORDINAL = re.compile(r"^\W*(?:the |les? |la )?(?:\d+\w* )?", re.IGNORECASE)
_LONGEST_BODY = 60
_KNOWN = 60  # engagements back to which a repetition is looked for
_SPAN = re.compile(r"\d{4}/\d{4}$")


def find(context: Context) -> list[Engagement]:
    """The engagements of a document in text order; one told in several sentences is one."""
    return Finder(context).find()


@dataclass
class Finder:
    """Reads the engagements of one document; ``recent`` is the last date told, which the next sentences may lean on."""

    context: Context
    recent: When | None = None
    recent_paragraph: int = -9

    def find(self) -> list[Engagement]:
        """The engagements in text order."""
        self.periods = Periods(self.context)
        found: list[Engagement] = []
        for passage in self.context.passages:
            acts = [cue for cue in passage.cues if cue.group == "acts"]
            for start, end in clauses(passage) if acts else ():
                inside = [cue for cue in acts if start <= cue.start and cue.end <= end]
                for engagement in self._of_clause(passage, start, end, inside) if inside else ():
                    _add(found, engagement)
            dates = [
                date for date in passage.dates
                if not date.optional and not date.edtf.endswith("/..") and not self.periods.compared(passage, date)
            ]  # fmt: skip
            if dates:
                self.recent, self.recent_paragraph = dates[-1], passage.paragraph
        return found

    def _of_clause(self, passage: Passage, start: int, end: int, acts: list[Cue]) -> list[Engagement]:
        context = self.context
        dated = _events_with_dates(passage, start, end, acts)
        if len(dated) > 1:
            return [engagement for low, high, act in dated for engagement in self._of_clause(passage, low, high, [act])]
        partners = counterparts(context, passage, start, end)
        if not partners and passage.start < start:
            partners = counterparts(context, passage, passage.start, start)[:3]
        kind, act = _kind(context, passage, start, end, acts, partners)
        if kind is None or act is None:
            return []
        date = _date(context, self.periods, passage, act, start, end)
        if date is None and self.recent is not None and passage.paragraph - self.recent_paragraph <= 1:
            leaning = bool(passage.people) or passage.has("high_level") or passage.paragraph == self.recent_paragraph
            date = self.recent if leaning and kind not in EVENTS else None
        named = kind in EVENTS and (_named(context, passage, act) or _held(context, passage, act))
        if not _worth(passage, kind, act, date, partners, named):
            return []
        people = [person for person in passage.people if start <= person.start < end]
        if kind == "visit_in" and passage.has("high_level") and len(partners) > 1 and len(people) >= len(partners):
            each = zip(partners, [partner.start for partner in partners[1:]] + [end], strict=True)
            return [
                self._build(
                    passage,
                    kind,
                    act,
                    date,
                    [partner],
                    [one for one in people if partner.start <= one.start < until],
                    end,
                )
                for partner, until in each
            ]
        return [self._build(passage, kind, act, date, partners, people, end)]

    def _build(
        self, passage: Passage, kind: Kind, act: Cue, date: When | None, partners: list[Partner],
        people: list[Who], end: int,
    ) -> Engagement:  # fmt: skip
        context = self.context
        given_start, given_end = context.folded.back(passage.start), context.folded.back(passage.end)
        labels = list(dict.fromkeys(label for partner in partners for label in partner.labels))
        title = title_of(context, passage, kind, act, partners, end)
        if not labels and kind in ("summit", "conference"):
            labels = _organiser(context, title, context.given(act.start, act.end))
        return Engagement(
            start=given_start,
            end=given_end,
            text=context.document.text[given_start:given_end],
            rule=f"engagement.{act.name}",
            language=context.language.tag,
            confidence=_confidence(kind, date, partners),
            type=kind,
            title=title,
            date=date.edtf if date is not None else None,
            place=_place(context, passage, kind, partners),
            partners=tuple(labels),
            people=tuple(dict.fromkeys(person.name for person in people)),
        )


def _worth(passage: Passage, kind: Kind, act: Cue, date: When | None, partners: list[Partner], named: bool) -> bool:
    """Whether enough is said to record an engagement: a partner and a date, or a named event with either."""
    if kind not in EVENTS:
        with_envoys = kind == "meeting" and date is not None and is_day(date.edtf)  # of missions abroad
        if kind == "meeting" and passage.has("negotiating"):
            return False
        return (bool(partners) or with_envoys) and date is not None
    exact = date is not None and not date.optional and "-" in date.edtf
    if partners:
        close = min(min(abs(partner.start - act.end), abs(act.start - partner.end)) for partner in partners) < 60
        return named or exact or close
    return exact or (named and date is not None and not date.optional)


def _events_with_dates(passage: Passage, start: int, end: int, acts: list[Cue]) -> list[tuple[int, int, Cue]]:
    """The stretches of a clause that lists events with a date behind each (``the expo in 2015, the 2019 summit``)."""
    events = [cue for cue in acts if cue.name in EVENTS]
    if len(events) < 2 or len(passage.dates) < 2:
        return []
    found = []
    low = start
    for at, event in enumerate(events):
        limit = events[at + 1].start if at + 1 < len(events) else end
        date = next((date for date in passage.dates if event.end <= date.start < limit), None)
        if date is None:
            return []
        found.append((low, min(limit, date.end + 2), event))
        low = date.end
    return found


def _organiser(context: Context, title: str, word: str) -> list[str]:
    """The body an event's name holds: ``132nd Assembly of the Inter-Parliamentary Union``, ``APEC Summit``."""
    before, _, after = title.partition(word if word in title else word[:1].upper() + word[1:])
    behind = _BODY.match(after)
    ahead = _ORDINAL.sub("", before).strip(" ,-–")
    name = behind.group(1).strip(" ,-–") if behind else ahead
    named = 3 <= len(name) <= _LONGEST_BODY and name[0].isupper() and name != context.home.name
    return [name] if named else []


def _confidence(kind: Kind, date: When | None, partners: list[Partner]) -> float:
    sure = 0.3 + (0.15 if date is not None else 0) + (0.15 if partners else 0)
    return round(sure + (0.05 if kind in ("visit_in", "visit_out", "meeting") else 0), 2)


def _kind(
    context: Context, passage: Passage, start: int, end: int, acts: list[Cue], partners: list[Partner]
) -> tuple[Kind | None, Cue | None]:
    """What sort of engagement a clause tells of, and the word that says so."""
    events = [cue for cue in acts if cue.name in EVENTS]
    visits = [cue for cue in acts if cue.name == "visit" and _is_visit(context, passage, cue)]
    hosts = [cue for cue in acts if cue.name == "host" and not _of_tourists(passage, cue)]
    meetings = [cue for cue in acts if cue.name == "meeting"]
    delegation = passage.has("delegation", "delegation_in", "delegation_out", start=start, end=end)
    counted = any(
        amount.kind == "count" and (amount.quantity.value or 0) > 3 and start <= amount.start < end and passage.has(
            "delegation", "delegation_in", "delegation_out", start=amount.end, end=min(end, amount.end + 40)
        )
        for amount in passage.amounts
    )  # fmt: skip
    if partners and visits and not counted:
        direction = _direction(context, passage, visits, hosts, partners, start, end)
        if direction is not None:
            return direction, visits[0]
    if partners and hosts and meetings and meetings[0].start < hosts[0].start:
        return "meeting", meetings[0]
    if partners and hosts and (not counted or passage.has("high_level", start=start, end=end)):
        return ("visit_in" if delegation or passage.has("visitor", start=start, end=end) else "meeting"), hosts[0]
    if events:
        strong = next((cue for kind in EVENTS for cue in events if cue.name == kind), events[0])
        if strong.name in _CODES:
            return strong.name, strong  # type: ignore[return-value]
    if meetings and (partners or passage.has("envoys", start=start, end=end)):
        return "meeting", meetings[0]
    return None, None


def _is_visit(context: Context, passage: Passage, cue: Cue) -> bool:
    """Whether a word tells of a visit: no price or count of one, no ``đến`` before a day, no visit told before."""
    if _of_amount(passage, cue) or any(
        other.group == "measures" and other.start < cue.start and cue.end <= other.end for other in passage.cues
    ):
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
    return not pointed or any(0 <= place.start - cue.end <= 30 for place in passage.places)


def _of_tourists(passage: Passage, cue: Cue) -> bool:
    """Whether those received are counted tourists: ``welcomed 1.2 million visitors``."""
    counted = [amount for amount in passage.amounts if 0 <= amount.start - cue.end <= 16 and amount.kind == "count"]
    return any(
        other.name.startswith("visitor") and 0 <= other.start - amount.end <= 24
        for amount in counted
        for other in passage.cues
    )


def _of_amount(passage: Passage, cue: Cue) -> bool:
    """Whether a word is counted or followed by a price rather than an act (``20 million visits``, ``spent £5m``)."""
    return any(
        0 <= cue.start - amount.end <= 2 or (amount.kind == "money" and 0 <= amount.start - cue.end <= 12)
        for amount in passage.amounts
    )


def _direction(
    context: Context, passage: Passage, visits: list[Cue], hosts: list[Cue], partners: list[Partner],
    start: int, end: int,
) -> Kind | None:  # fmt: skip
    """``visit_out`` where a foreign place follows the visiting, ``visit_in`` where home does or guests are foreign."""
    abroad = [place for place in passage.places if start <= place.start < end and context.home.is_foreign(place)]
    visit = next(
        (cue for cue in reversed(visits) if any(0 <= place.start - cue.end <= 40 for place in abroad)), visits[0]
    )
    home = [place for place in passage.places if start <= place.start < end and not context.home.is_foreign(place)]
    home_after = [place.start for place in home if place.start >= visit.end]
    foreign_after = [place.start for place in abroad if place.start >= visit.end]
    foreign_before = [place for place in abroad if place.end <= visit.start]
    if hosts and hosts[0].start < visit.start and foreign_after:
        return "visit_in"
    if foreign_after and not (home_after and home_after[0] < foreign_after[0]):
        if foreign_before and not home and foreign_before[0].country != partners[-1].country:
            return "visit_in"
        guests = passage.has("from", start=visit.end, end=foreign_after[0] + 1) and foreign_after[0] - visit.end > 8
        return "visit_in" if guests else "visit_out"
    if home_after or foreign_before:
        return "visit_in"
    return None


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


def _date(context: Context, periods: Periods, passage: Passage, act: Cue, start: int, end: int) -> When | None:
    """The date of an act: the nearest in its clause, days before months before years; else the passage's."""
    for low, high in ((start, end), (passage.start, passage.end)):
        usable = [
            date
            for date in passage.dates
            if low <= date.start < high
            and not _SPAN.match(date.edtf)
            and not periods.compared(passage, date)
            and not _anniversary(passage, date)
        ]
        if usable:
            return min(
                usable, key=lambda date: (_coarse(date), min(abs(date.start - act.end), abs(act.start - date.end)))
            )
    return None


def _coarse(date: When) -> int:
    if date.optional:
        return 3
    if is_day(date.edtf):
        return 0
    return 1 if "-" in date.edtf else 2


def _anniversary(passage: Passage, date: When) -> bool:
    return date.edtf.endswith("/..") and not passage.has("visit")


def _place(context: Context, passage: Passage, kind: Kind, partners: list[Partner]) -> str | None:
    if kind == "visit_out":
        cities = [partner.name for partner in partners if partner.name]
        return cities[0] if len(cities) == 1 else None
    if any(context.home.is_home(place) for place in passage.places) or kind == "visit_in":
        return context.home.name
    return None


def _add(found: list[Engagement], engagement: Engagement) -> None:
    """Append an engagement unless one of its kind, partners and dates stands there already."""
    for at, other in enumerate(found[-_KNOWN:], start=max(0, len(found) - _KNOWN)):
        same_partners = set(engagement.partners) <= set(other.partners) and (
            bool(engagement.partners) or not other.partners or engagement.type in EVENTS
        )
        if not same_partners or other.type != engagement.type:
            continue
        if other.date == engagement.date or engagement.date is None:
            return
        if other.date and "/" in engagement.date and _inside(other.date, engagement.date):
            found[at] = replace(other, date=engagement.date)
            return
        if other.date is None or (engagement.date.startswith(other.date) and len(engagement.date) > len(other.date)):
            found[at] = engagement
            return
    found.append(engagement)


def _inside(date: str, interval: str) -> bool:
    """Whether a date lies in an interval of the same precision."""
    first, last = interval.split("/")
    return len(date) == len(first) == len(last) and first <= date <= last
