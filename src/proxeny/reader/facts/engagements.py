"""Engagements: visits, meetings, conferences, fairs and festivals with a partner or a date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from proxeny.reader.facts import acts
from proxeny.reader.facts.acts import EVENTS, Kind
from proxeny.reader.facts.context import Context
from proxeny.reader.facts.gathering import Event, Gathering
from proxeny.reader.facts.intervals import is_day
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, clauses, counterparts
from proxeny.reader.facts.passages import Passage, When
from proxeny.reader.facts.periods import Periods
from proxeny.reader.facts.titles import title_of
from proxeny.reader.spans import Engagement

_BODY = re.compile(r"\s+(?:of|de|du|des|của)\s+(?:the |la |le |l'|les )?([A-ZÀ-ÝĐ].*)")
_ORDINAL = re.compile(r"^\W*(?:the |les? |la )?(?:\d+\w* )?", re.IGNORECASE)
_LONGEST_BODY = 60
_LEAD = 4  # sentences at the head of a text that tell its day
_LEAD_REACH = 12  # sentences to which that day reaches
_SIGNED = 48  # characters from a word of signing to its date
_SAID = 90  # characters from a word of saying to the day on which it was said
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
    cities: dict[str, Partner] = field(default_factory=dict)  # the foreign cities named so far
    guest: Partner | None = None

    def find(self) -> list[Engagement]:
        """The engagements in text order."""
        self.periods = Periods(self.context)
        gathering = Gathering()
        for passage in self.context.passages:
            found = [cue for cue in passage.cues if cue.group == "acts"]
            for start, end in _stretches(passage, found) if found else ():
                inside = [cue for cue in found if start <= cue.start and cue.end <= end]
                for event in self._of_clause(passage, start, end, inside) if inside else ():
                    if not gathering.add(event) and self.guest is not None and passage.has("delegation"):
                        gathering.add(replace(event, partners=[self.guest], pointed=False))
            self._remember(passage)
            dates = [
                date for date in passage.dates
                if not date.optional and not date.edtf.endswith("/..") and not self.periods.compared(passage, date)
            ]  # fmt: skip
            if dates and not self._stays(passage, dates[-1]):
                self.recent, self.recent_paragraph = dates[-1], passage.paragraph
        events = _dated_by_stay(gathering.events)
        lead = self._lead()
        for event in events:
            if event.date is None and event.kind not in EVENTS and event.passage.index <= _LEAD_REACH:
                event.date = lead
        return [self._built(event) for event in events]

    def _remember(self, passage: Passage) -> None:
        """Keep the one foreign city that the text has named so far, whose delegation ``the delegation`` is."""
        for place in passage.places:
            if place.name and self.context.home.is_foreign(place) and not place.optional:
                self.cities.setdefault(place.name, Partner(place.start, place.end, place.name, place.country))
        self.guest = next(iter(self.cities.values())) if len(self.cities) == 1 else None

    def _lead(self) -> When | None:
        """The one day that the first sentences tell, which the acts of a short report are of."""
        for low, high in ((0, _LEAD), (_LEAD, 2 * _LEAD)):
            days = [
                date
                for passage in self.context.passages[low:high]
                for date in passage.dates
                if is_day(date.edtf) and not self.context.is_page_date(date)
            ]
            if days:
                return days[0] if len({date.edtf for date in days}) == 1 else None
        return None

    def _stays(self, passage: Passage, date: When) -> bool:
        """Whether a day told shortly before still holds: a period or year named after it says nothing of the acts."""
        near = passage.paragraph - self.recent_paragraph <= 1
        return near and self.recent is not None and "-" in self.recent.edtf and "-" not in date.edtf

    def _of_clause(self, passage: Passage, start: int, end: int, found: list[Cue]) -> list[Event]:
        context = self.context
        dated = _events_with_dates(passage, start, end, found)
        if len(dated) > 1:
            return [event for low, high, act in dated for event in self._of_clause(passage, low, high, [act])]
        behind = max(start, acts.behind_dateline(passage))
        partners = counterparts(context, passage, behind, end) or counterparts(context, passage, start, end)
        if not partners and passage.start < start:
            partners = counterparts(context, passage, passage.start, start)[:3]
        kind, act = acts.kind_of(context, passage, start, end, found, partners)
        taking_part = bool(partners) and passage.has("attended", "including")
        told = next((cue for cue in found if cue.name == "event"), None)
        if kind is None and told is not None and taking_part:
            return [Event(passage, "fair", told, end, None, False, partners, [], True, addition=True)]
        if kind is None or act is None:
            return self._pointing_back(passage, start, end, found) if not partners else []
        date = _date(context, self.periods, passage, act, start, end)
        leaning = date is not None and context.is_page_date(date)
        if (date is None or leaning) and self.recent is not None and passage.paragraph - self.recent_paragraph <= 1:
            close = bool(passage.people) or passage.has("high_level") or passage.paragraph == self.recent_paragraph
            if close and kind not in EVENTS:
                date, leaning = self.recent, True
        if not acts.is_worth(context, passage, kind, act, date, partners, start, end, leaning):
            if kind in EVENTS and taking_part and acts.is_pointed_to(context, passage, act):
                return [Event(passage, kind, act, end, None, False, partners, [], True, addition=True)]
            return []
        people = [person for person in passage.people if start <= person.start < end]
        if kind == "visit_in" and passage.has("high_level") and len(partners) > 1 and len(people) >= len(partners):
            each = zip(partners, [partner.start for partner in partners[1:]] + [end], strict=True)
            return [
                Event(passage, kind, act, end, date, leaning, [one], [
                    who for who in people if one.start <= who.start < until
                ])
                for one, until in each
            ]  # fmt: skip
        pointed = kind in EVENTS and acts.is_pointed_to(context, passage, act)
        further = kind in ("meeting", "visit_in") and acts.is_further(context, passage, act, start)
        return [Event(passage, kind, act, end, date, leaning, partners, people, pointed, further)]

    def _pointing_back(self, passage: Passage, start: int, end: int, found: list[Cue]) -> list[Event]:
        """What a clause without a partner adds to an engagement told before: ``The visit took place from …``."""
        stays = [cue for cue in found if cue.name in ("visit", "host", "meeting")]
        if not stays:
            return []
        date = _date(self.context, self.periods, passage, stays[0], start, end)
        if date is None or self.context.is_page_date(date) or acts.of_figures(passage, start, end):
            return []
        kind: Kind = "meeting" if stays[0].name == "meeting" else "visit_in"
        return [Event(passage, kind, stays[0], end, date, False, [], [], True)]

    def _built(self, event: Event) -> Engagement:
        context, passage = self.context, event.passage
        given_start, given_end = context.folded.back(passage.start), context.folded.back(passage.end)
        labels = event.labels
        title = title_of(context, passage, event.kind, event.act, event.own, event.end)
        if not labels and event.kind in ("summit", "conference"):
            labels = _organiser(context, title, context.given(event.act.start, event.act.end))
        if event.kind in EVENTS:
            labels = list(dict.fromkeys([*labels, *_blocs(context, title)]))
        return Engagement(
            start=given_start,
            end=given_end,
            text=context.document.text[given_start:given_end],
            rule=f"engagement.{event.act.name}",
            language=context.language.tag,
            confidence=_confidence(event.kind, event.date, event.partners),
            type=event.kind,
            title=title,
            date=event.date.edtf if event.date is not None else None,
            place=_place(context, passage, event.kind, event.partners),
            partners=tuple(labels),
            people=tuple(dict.fromkeys(person.name for person in event.people)),
        )


def _dated_by_stay(events: list[Event]) -> list[Event]:
    """The events, those without a date with that of the stay before them in the same city or country."""
    stay: Event | None = None
    for event in events:
        if event.kind in ("visit_in", "visit_out") and event.date is not None:
            stay = event
        elif event.date is None and stay is not None and event.countries & stay.countries:
            event.date, event.leaning = stay.date, True
    return events


def _stretches(passage: Passage, found: list[Cue]) -> list[tuple[int, int]]:
    """The clauses of a passage between semicolons, and between dashes where each tells of places of its own.

    Dashes also set titles apart from names (``the chairman – a doctor – received …``).
    """
    parts = clauses(passage)
    if len(parts) == 1:
        return parts
    joined = [parts[0]]
    for start, end in parts[1:]:
        before, between = joined[-1], passage.between(joined[-1][1], start)
        apart = ";" in between or (_tells(passage, *before, found) and _tells(passage, start, end, found))
        joined[-1:] = [before, (start, end)] if apart else [(before[0], end)]
    return joined


def _tells(passage: Passage, start: int, end: int, found: list[Cue]) -> bool:
    return any(start <= cue.start and cue.end <= end for cue in found) and any(
        start <= place.start < end for place in passage.places
    )


def _events_with_dates(passage: Passage, start: int, end: int, found: list[Cue]) -> list[tuple[int, int, Cue]]:
    """The stretches of a clause that lists events with a date behind each (``the expo in 2015, the 2019 summit``)."""
    events = [cue for cue in found if cue.name in EVENTS]
    if len(events) < 2 or len(passage.dates) < 2:
        return []
    stretches = []
    low = start
    for at, event in enumerate(events):
        limit = events[at + 1].start if at + 1 < len(events) else end
        date = next((date for date in passage.dates if event.end <= date.start < limit), None)
        if date is None:
            return []
        stretches.append((low, min(limit, date.end + 2), event))
        low = date.end
    return stretches


def _organiser(context: Context, title: str, word: str) -> list[str]:
    """The body an event's name holds: ``132nd Assembly of the Inter-Parliamentary Union``, ``APEC Summit``."""
    before, _, after = title.partition(word if word in title else word[:1].upper() + word[1:])
    behind = _BODY.match(after)
    ahead = _ORDINAL.sub("", before).strip(" ,-–")
    name = behind.group(1).strip(" ,-–") if behind else ahead
    if behind is None:  # only an acronym is the body itself: "APEC Summit", but not "Investment Summit"
        name = next((word for word in name.split() if len(word) > 2 and word.isalpha() and word.isupper()), "")
    named = 3 <= len(name) <= _LONGEST_BODY and name[0].isupper() and name != context.home.name
    return [name] if named else []


def _blocs(context: Context, title: str) -> list[str]:
    """The group of states in an event's name: ``China-ASEAN Expo``."""
    known = context.lexicon.words.get("blocs", frozenset())
    return [word for word in re.split(r"[\s–-]+", title) if word.isupper() and word.lower() in known][:1]


def _confidence(kind: Kind, date: When | None, partners: list[Partner]) -> float:
    sure = 0.3 + (0.15 if date is not None else 0) + (0.15 if partners else 0)
    return round(sure + (0.05 if kind in ("visit_in", "visit_out", "meeting") else 0), 2)


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
            and not _is_of_signing(passage, act, date)
        ]
        if usable:
            return min(
                usable,
                key=lambda date: (
                    context.is_page_date(date) or _is_of_saying(context, passage, act, date),
                    _coarse(date),
                    min(abs(date.start - act.end), abs(act.start - date.end)),
                ),
            )
    return None


def _is_of_saying(context: Context, passage: Passage, act: Cue, date: When) -> bool:
    """Whether a day is when something was said: ``… , kata Budi kepada wartawan, Selasa (19/10)``."""
    if date.start <= act.end:
        return False
    words = context.lexicon.words.get("sayings", frozenset())
    low = max(act.end, date.start - _SAID)
    return any(word.strip(",.:;\"”") in words for word in passage.between(low, date.start).split())


def _is_of_signing(passage: Passage, act: Cue, date: When) -> bool:
    """Whether a date behind an act is that of an agreement: ``the first visit since the memorandum signed in 2020``."""
    low = max(act.end, date.start - _SIGNED)
    return any(cue.end <= date.start for cue in passage.marks("signing", low, date.start)) and act.name != "meeting"


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
