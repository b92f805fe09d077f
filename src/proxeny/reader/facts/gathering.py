"""One engagement out of the sentences that tell of it: headline, lead, body and caption."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from proxeny.reader.facts.acts import EVENTS, Kind
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner
from proxeny.reader.facts.passages import Passage, When, Who

_MOST_PARTNERS = 8  # of one engagement that several sentences add up to
_MOST_PEOPLE = 24
_FOLLOWS = 16  # sentences after an event in which its participants are told
_KNOWN = 60  # engagements back to which a repetition is looked for


@dataclass
class Event:
    """An engagement as one sentence tells it, later with what other sentences add."""

    passage: Passage
    kind: Kind
    act: Cue
    end: int
    date: When | None
    leaning: bool  # whether the date is that of a sentence before
    partners: list[Partner]
    people: list[Who]
    pointed: bool = False  # whether an event is only pointed to (``the fair``)
    further: bool = False  # whether the sentence says that it is one more (``he also received …``)
    addition: bool = False  # whether the sentence only says who takes part in an event told before
    own: list[Partner] = field(init=False)  # the partners of the sentence that is the evidence

    def __post_init__(self) -> None:
        self.own = list(self.partners)

    @property
    def labels(self) -> list[str]:
        """What goes into ``partners``: names and codes, each once."""
        return list(dict.fromkeys(label for partner in self.partners for label in partner.labels))

    @property
    def names(self) -> set[str]:
        """The cities, regions and organisations among the partners."""
        return {partner.name for partner in self.partners if partner.name}

    @property
    def countries(self) -> set[str]:
        """The codes of the partners' countries."""
        return {partner.country for partner in self.partners if partner.country}


class Gathering:
    """The engagements of a document, each told once."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def add(self, told: Event) -> bool:
        """Take a telling in: as a new engagement, or for what it adds to one told before; whether it found a place."""
        for at in range(len(self.events) - 1, max(-1, len(self.events) - 1 - _KNOWN), -1):
            if told.further and _is_another(self.events[at], told):
                self.events[at] = _without(self.events[at], told)
                continue
            if _is_same(self.events[at], told):
                self.events[at] = _joined(self.events[at], told)
                return True
        if told.addition or not (told.partners or told.kind in EVENTS or not told.pointed):
            return False
        self.events.append(told)
        return True


def _is_same(known: Event, told: Event) -> bool:
    """Whether a telling is of an engagement told before."""
    if told.addition:
        fits = known.kind == told.kind or (told.act.name == "event" and known.kind in EVENTS)
        return fits and not known.addition and told.passage.index - known.passage.index <= _FOLLOWS
    if (known.kind in EVENTS) != (told.kind in EVENTS) or (known.kind in EVENTS and known.kind != told.kind):
        return False
    if not _dates_agree(known, told):
        return False
    if known.kind in EVENTS:
        if told.pointed and _near(known, told):
            return True
        return set(told.labels) <= set(known.labels) and (bool(told.labels) or not known.labels or _near(known, told))
    turned = {known.kind, told.kind} == {"visit_in", "visit_out"}
    if turned and known.date is not None and told.date is not None and not told.leaning and not _near(known, told):
        return False
    if not told.partners:
        return not told.pointed or ((known.date is None or known.leaning) and _near(known, told))
    if not (known.countries & told.countries) and not (known.names & told.names):
        return False
    if known.names and told.names:
        return bool(known.names & told.names)
    # a meeting with one city on a tour of its country is one of its own
    return not (told.names and known.kind in ("visit_in", "visit_out") and told.kind == "meeting")


def _is_another(known: Event, told: Event) -> bool:
    """Whether one more meeting is not the one known: with another of several guests, or with other people."""
    if known.kind not in ("meeting", "visit_in") or not told.countries:
        return False
    if len(known.countries) > 1 and told.countries < known.countries:
        return True
    before, now = {one.name for one in known.people}, {one.name for one in told.people}
    return known.kind == told.kind and bool(before - now) and bool(now - before)


def _without(known: Event, told: Event) -> Event:
    """An engagement that a headline told with several guests, without the one whose own meeting is told later."""
    if not told.countries < known.countries:
        return known
    rest = replace(known, partners=[one for one in known.partners if one.country not in told.countries])
    rest.own = [one for one in known.own if one.country not in told.countries] or rest.partners
    return rest


def _near(known: Event, told: Event) -> bool:
    return told.passage.index - known.passage.index <= 8


def _dates_agree(known: Event, told: Event) -> bool:
    """Whether two tellings can be of one day or one stay."""
    if known.date is None or told.date is None or known.date.edtf == told.date.edtf or told.leaning or known.leaning:
        return True
    one, other = known.date.edtf, told.date.edtf
    return _within(one, other) or _within(other, one)


def _within(date: str, wider: str) -> bool:
    """Whether a date lies in another: a day in an interval, a day or month in its month or year."""
    if "/" in wider:
        first, last = wider.split("/", 1)
        if "/" in date or ".." in (first, last):
            return False
        return len(date) == len(first) == len(last) and first <= date <= last
    return date.startswith(wider) and len(date) > len(wider)


def _joined(known: Event, told: Event) -> Event:
    """An engagement with what a further telling adds: a date, an interval for a day, names, people."""
    better = told.date is not None and not told.leaning and (
        known.date is None
        or known.leaning
        or known.date.optional
        or ("/" in told.date.edtf and _within(known.date.edtf, told.date.edtf))
        or ("/" not in known.date.edtf and _within(told.date.edtf, known.date.edtf))
    )  # fmt: skip
    lead = told if (better and known.date is None) or (told.people and not known.people and not known.date) else known
    joined = replace(lead, kind=_kind(known, told))
    joined.date, joined.leaning = (told.date, False) if better else (known.date or told.date, known.leaning)
    countries = known.countries
    added = [
        one for one in told.partners
        if one.name not in known.names and (one.name is not None or one.country not in countries)
    ]  # fmt: skip
    joined.own = lead.own
    fresh = [one for one in known.partners if one.name or one.country not in {new.country for new in added}]
    joined.partners = [*fresh, *added] if len(known.partners) + len(added) <= _MOST_PARTNERS else known.partners
    taken = {person.name for person in known.people}
    fresh_people = [person for person in told.people if person.name not in taken]
    joined.people = [*known.people, *fresh_people][:_MOST_PEOPLE]
    return joined


def _kind(known: Event, told: Event) -> Kind:
    """The kind that the fuller telling gives: that with the date, the first where both or neither have one."""
    if known.kind in EVENTS or known.date is not None or told.date is None:
        return known.kind
    return told.kind
