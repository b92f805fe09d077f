"""Agreements: one for each partner, signed, under negotiation or proposed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.intervals import is_day
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, clauses, counterparts, listed_bodies, nearest
from proxeny.reader.facts.parties import BODY_NEAR, PAIR, named, named_partner, title
from proxeny.reader.facts.passages import Passage, When
from proxeny.reader.facts.periods import Periods
from proxeny.reader.facts.signing import (
    BULLETS,
    Status,
    coarseness,
    is_bullet,
    is_counted,
    is_frame,
    is_loose,
    is_pointed_to,
    is_vague,
    main_noun,
    start_of,
    status_of,
)  # fmt: skip
from proxeny.reader.facts.stays import Stays
from proxeny.reader.facts.twinnings import rows, since, twins, unlisted
from proxeny.reader.spans import Agreement

Kind = Literal["mou", "cooperation_agreement", "contract", "lease", "twinning", "other"]
_KINDS: dict[str, Kind] = {
    "mou": "mou", "twinning": "twinning", "lease": "lease", "contract": "contract",
    "cooperation_agreement": "cooperation_agreement", "loi": "other",
}  # fmt: skip
_NEAR_NOUN = 24  # characters between two words for one agreement (``sister province cooperation``)
_DATE_NEAR = 48  # characters from an agreement to its own date
_KNOWN = 200  # agreements back to which a repetition is looked for
_SIGNING_NEAR = 70  # characters between signing and what is signed
_ENGAGED_NEAR = 700  # characters from a visit to what its sides signed
_NUMBERED = 14  # sentences after "signed four agreements" in which the first … fourth are told
_MOST = 40  # partners that one sentence may list


def find(context: Context, stays: Stays) -> list[Agreement]:
    """The agreements of a document in text order, each partner and status once.

    One signed without a date of its own has that of the visit or meeting with the same partner.
    """
    finder = Finder(context, Periods(context), stays)
    found = [
        finder.build(passage, heading, city, date, "signed", passage.end, 0.6)
        for passage, heading, city, date in rows(context)
    ]
    listed = {context.folded.to(agreement.start) for agreement in found}
    for passage in context.passages:
        deals = [cue for cue in passage.cues if cue.group == "deals"]
        for agreement in finder.of_passage(passage, deals) if deals and passage.start not in listed else ():
            own_line = agreement.date is None and agreement.text[:1] in BULLETS
            own_line = own_line or agreement.start in finder.numbered
            if not own_line and any(_same(agreement, other) for other in found[-_KNOWN:]):
                continue
            for at in range(max(0, len(found) - _KNOWN), len(found)):
                if found[at].date is None and found[at].text[:1] not in BULLETS and _same(found[at], agreement):
                    del found[at]  # a headline's; the sentence with the date says more
                    break
            found.append(agreement)
        finder.remember(passage, deals)
    return [_dated(agreement, stays) for agreement in found]


def _dated(agreement: Agreement, stays: Stays) -> Agreement:
    """An agreement without a date with that of the nearest engagement told before it with the same partner."""
    if agreement.date is not None or agreement.status == "negotiating" or agreement.type == "twinning":
        return agreement
    if agreement.text[:1] in BULLETS:
        return agreement
    return replace(agreement, date=stays.date(agreement.end - 1, agreement.partners))


def _same(agreement: Agreement, other: Agreement) -> bool:
    """Whether an agreement was told before; one without a date adds nothing to one with it."""
    partners = agreement.partners
    return (
        (other.partners[0] == partners[0] or (len(partners) == 1 and partners[0] == other.partners[-1]))
        and other.status == agreement.status
        and (agreement.date is None or other.date == agreement.date)
        and (agreement.type == other.type or agreement.type == "cooperation_agreement")
    )


@dataclass
class Finder:
    """Reads the agreements of one document; what was named last serves sentences that only point back."""

    context: Context
    periods: Periods
    stays: Stays
    spoken: int = -9  # the last passage that named an agreement
    partner: Partner | None = None  # the one city named in the passage before
    partner_paragraph: int = -9
    cities: dict[str, Partner] = field(default_factory=dict)  # the last city named of each country
    open: set[str] = field(default_factory=set)  # the countries with which something is proposed or negotiated
    counted: tuple[Partner, str | None, int] | None = None  # whom several agreements are with, when, which passage
    numbered: set[int] = field(default_factory=set)  # where sentences on the first, second … of them begin
    day: str | None = None  # the last day told, which a signing in the next sentences may be of
    day_paragraph: int = -9

    def remember(self, passage: Passage, deals: list[Cue]) -> None:
        """Keep what the next sentences may point back to."""
        if any(cue.name in _KINDS for cue in deals) or passage.has("agreement"):
            self.spoken = passage.index
        if not (passage.places or passage.dates):
            return
        named = counterparts(self.context, passage, passage.start, passage.end)
        cities = [one for one in named if one.name]
        self.cities |= {one.country: one for one in cities if one.country}
        if len(named) == 1 or len(cities) == 1:
            self.partner, self.partner_paragraph = (cities or named)[0], passage.paragraph
        days = [
            date for date in passage.dates
            if is_day(date.edtf) and not date.optional and not self.context.is_page_date(date)
        ]  # fmt: skip
        if days:
            self.day, self.day_paragraph = days[-1].edtf, passage.paragraph

    def of_passage(self, passage: Passage, deals: list[Cue]) -> list[Agreement]:
        """The agreements of one sentence or line."""
        one = self._of_several(passage, deals)
        if one is not None:
            return [one]
        found: list[Agreement] = []
        before: Cue | None = None
        partners: list[Partner] = []
        status_before: Status | None = None
        for start, end in clauses(passage):
            inside = [cue for cue in deals if start <= cue.start and cue.end <= end]
            nouns = [cue for cue in inside if cue.name in _KINDS]
            if len(nouns) > 1:
                nouns = [cue for cue in nouns if not is_frame(self.context, passage, cue)] or nouns
            noun = main_noun(nouns, {cue.start for cue in nouns if is_loose(self.context, passage, cue)})
            if noun is not None and noun.name == "mou":
                nouns = [cue for cue in nouns if cue.name != "twinning" or not is_loose(self.context, passage, cue)]
            if noun is not None and noun.name == "loi":
                nouns = [noun, *[cue for cue in nouns if cue.name == "mou"]]
            status = status_of(inside, noun)
            if status is None and noun is not None and self._is_signed(passage, noun):
                status = "signed"
            own = counterparts(self.context, passage, start, end)
            others = [cue for cue in nouns if cue.name != "twinning"]
            if noun is not None and noun.name == "twinning" and others and status is not None and own:
                beside = self._twinned_before(passage, start, end, noun, own)
                if beside:
                    found += beside
                    noun, nouns = others[0], others
                    status = status_of(inside, noun)
                elif others[0] is noun or noun.end <= others[0].start:
                    nouns = [noun]  # "twinning agreement", "memorandum on sister city cooperation"
            apart = self._dated_apart(passage, start, end, nouns, own) if status == "signed" else []
            if apart:
                found += apart
                continue
            if noun is None and before is not None and before.name == "twinning" and not inside and own:
                noun, status = before, "signed"  # the next of several sister cities
            if noun is None and status is not None:
                noun = self._pointed(passage, inside, before, own)
                if noun is not None and not own and (status == "signed" or status_before in ("negotiating", None)):
                    noun = None
                own = own or partners
                if noun is not before and any(one.country in self.open for one in own):
                    continue  # what is already told to be on its way
            if noun is None or (status == "signed" and self._is_wished(passage, start, noun, own)):
                continue
            if status is None:
                if named_partner(self.context, passage, noun, end) is None:
                    continue
                status, own = "signed", []
            new = self._of_clause(passage, start, end, noun, nouns or [noun], status, own, inside)
            if new:
                before, partners, status_before = noun, own, status
            if new and status != "signed":
                self.open |= {one.country for one in own if one.country}
            found += new
        return found

    def _dated_apart(
        self, passage: Passage, start: int, end: int, nouns: list[Cue], own: list[Partner]
    ) -> list[Agreement]:
        """The agreements of a clause that dates each: ``signed a letter of intent in 2016, an MoU in 2018``."""
        dated = []
        for at, noun in enumerate(nouns):
            until = min(nouns[at + 1].start if at + 1 < len(nouns) else end, noun.end + _DATE_NEAR)
            date = next((one for one in passage.dates if noun.end <= one.start < until and "/" not in one.edtf), None)
            if date is not None:
                dated.append((noun, date))
        if len(dated) < 2 or not passage.has("signing", start=start, end=end):
            return []
        partners = [one for one in own if one.name] or own or self._last_partner(passage, nouns[0], True)
        if len(partners) != 1:
            return []
        return [self.build(passage, noun, partners[0], date.edtf, "signed", end, 0.65) for noun, date in dated]

    def _is_wished(self, passage: Passage, start: int, noun: Cue, own: list[Partner]) -> bool:
        """Whether a word that also means cooperation at large is only hoped for, or has no partner beside it."""
        words = self.context.lexicon.words
        if not is_loose(self.context, passage, noun):
            return False
        before = passage.between(start, noun.end + _SIGNING_NEAR // 2).split()
        return not own or any(word.strip("\"“,.") in words.get("wishes", ()) for word in before)

    def _of_several(self, passage: Passage, deals: list[Cue]) -> Agreement | None:
        """The agreement that a sentence tells as the first, second … of those counted before."""
        if self.counted is None or not 0 < passage.index - self.counted[2] <= _NUMBERED:
            return None
        words = passage.between(passage.start, min(passage.end, passage.start + 32)).split()[:3]
        lexicon = self.context.lexicon.words
        known = {word.split("=")[0] for word in lexicon.get("ordinals", ())}
        leads = lexicon.get("ordinal_leads", frozenset())
        at = next((at for at, word in enumerate(words) if word.strip(",:") in known), None)
        if at is None or (leads and (at == 0 or words[at - 1] not in leads)):
            return None
        nouns = [cue for cue in deals if cue.name in _KINDS]
        if not nouns:
            return None
        self.numbered.add(self.context.folded.back(passage.start))
        return self.build(passage, nouns[-1], self.counted[0], self.counted[1], "signed", passage.end, 0.6)

    def _is_signed(self, passage: Passage, noun: Cue) -> bool:
        """Whether the words for an agreement say that it was signed: ``ký kết hợp tác``, ``menjalin kerja sama``."""
        return passage.between(noun.start, noun.end) in self.context.lexicon.words.get("signed_deals", ())

    def _twinned_before(self, passage: Passage, start: int, end: int, noun: Cue, own: list[Partner]) -> list[Agreement]:
        """The twinning that a sentence on another agreement mentions with its year (``twinned since 1965``)."""
        dates = [date for date in passage.dates if start <= date.start < end and date.edtf.endswith("/..")]
        cities = [one for one in own if one.name]
        if not dates or not cities:
            return []
        twin = twins(passage, noun, cities, None)[:1]
        return [self.build(passage, noun, one, start_of(dates[0].edtf), "signed", end, 0.65) for one in twin]

    def _pointed(self, passage: Passage, deals: list[Cue], before: Cue | None, own: list[Partner]) -> Cue | None:
        """The noun that a clause without one leans on: the clause's before it, or that of a sentence just read."""
        if before is not None:
            return before
        cue = next((cue for cue in deals if cue.name == "negotiating"), None)
        near = passage.index - self.spoken <= 2
        return Cue(cue.start, cue.end, "deals", "cooperation_agreement") if cue and near and own else None

    def _of_clause(
        self, passage: Passage, start: int, end: int, noun: Cue, nouns: list[Cue], status: Status,
        own: list[Partner], deals: list[Cue],
    ) -> list[Agreement]:  # fmt: skip
        partners = self._partners(passage, start, end, noun, own)
        if partners and status == "signed" and is_counted(passage, noun):
            told = min((date for date in passage.dates if not date.optional), key=coarseness, default=None)
            self.counted = (partners[0], start_of(told.edtf) if told else self.day, passage.index)
        if not partners or is_vague(passage, noun, partners):
            return []
        dates = [
            date
            for date in passage.dates
            if start <= date.start < end
            and not self.periods.compared(passage, date)
            and not self.context.is_page_date(date)
            and not (date.optional and len(date.edtf) > 4)
            and not (len(date.edtf) == 9 and date.edtf[4] == "/")
        ]
        signings = [cue for cue in deals if cue.name == "signing"]
        found = []
        if len(partners) == 1:
            dated = [(cue, date) for cue in signings for date in dates if 0 <= date.start - cue.end <= 14]
            if dated and (len(dated) > 1 or status != "signed"):
                for _, signed_on in dated:
                    found.append(self.build(passage, noun, partners[0], start_of(signed_on.edtf), "signed", end, 0.65))
                dates = [date for date in dates if date not in [pair[1] for pair in dated]]
                if status == "signed":
                    return found
        for at, partner in enumerate(partners[:_MOST]):
            following = partners[at + 1].start if at + 1 < len(partners) else end
            kind = next((cue for cue in reversed(nouns) if cue.end <= partner.start), noun)
            if noun.name == "twinning" and kind.name == "cooperation_agreement" and kind.start - noun.end <= _NEAR_NOUN:
                kind = noun
            after = [date for date in dates if partner.end <= date.start < following]
            own_date = min(after, key=coarseness, default=None)
            date: When | None = own_date
            shared = len(partners) == 1 or not any(other.start > partners[0].end for other in dates)
            if date is None and shared:
                date = min(dates, key=lambda other: (coarseness(other), nearest(partner, other.start)), default=None)
            if kind.name == "twinning":  # pacts of friendship begin in a year and last
                if own_date is not None and "/" in own_date.edtf and not own_date.edtf.endswith("/.."):
                    continue
                alone = len(partners) == 1
                edtf = since(self.context, passage, kind, partner, dates, alone)
                if status != "signed":
                    edtf = start_of(date.edtf) if date else None
            else:
                edtf = start_of(date.edtf) if date else self._day_before(passage, status)
            sure = 0.7 if own_date is not None or len(partners) == 1 else 0.55
            found.append(self.build(passage, kind, partner, edtf, status, end, sure))
        return found

    def _day_before(self, passage: Passage, status: Status) -> str | None:
        """The day told in this paragraph or the one before, for a signing without a date."""
        near = passage.paragraph - self.day_paragraph <= 1
        return self.day if status == "signed" and near and not is_bullet(passage) else None

    def _partners(self, passage: Passage, start: int, end: int, noun: Cue, own: list[Partner]) -> list[Partner]:
        """Those an agreement is with: the places tied to it, else the organisation after ``with``."""
        partners = own
        if noun.name == "twinning":
            near = passage.paragraph - self.partner_paragraph <= 1
            cities = [partner for partner in own if partner.name]
            other = unlisted(self.context, passage, start, end, own) if own and not cities else None
            if other is None and own and not cities and len(own) == 1:  # only the country of a city named before
                other = self.cities.get(own[0].country or "")
            return [other] if other else twins(passage, noun, cities, self.partner if near else None)
        if start <= noun.start < end:
            bodies = listed_bodies(self.context, passage, noun.end, end)
            if bodies and not any(one.name for one in own):
                return bodies
            body, lead = named(self.context, passage, noun, end)
            sides = passage.has("firm", start=lead - BODY_NEAR, end=lead + PAIR)
            if body is not None and lead != body.start and not sides:
                inside = [one for one in own if lead <= one.start <= lead + PAIR and not self._is_venue(passage, one)]
                body = None if inside else body
            if body is not None and lead - noun.end <= 24:
                countries = {partner.country for partner in own}
                return [replace(body, country=countries.pop() if len(countries) == 1 else None)]
            after = counterparts(self.context, passage, noun.start, end)
            partners = [one for one in after if not self._is_venue(passage, one)]
            partners = partners or [one for one in own if not self._is_venue(passage, one)] or own
        if not partners:
            body = named_partner(self.context, passage, noun, end)
            partners = [body] if body else []
        signing = [cue for cue in passage.marks("signing", start, end) if abs(cue.start - noun.start) <= _SIGNING_NEAR]
        both = passage.has("both_sides", start=start, end=end)
        if not partners and (both or signing):
            partners = self._last_partner(passage, noun, both)
        return partners

    def _last_partner(self, passage: Passage, noun: Cue, both: bool) -> list[Partner]:
        """Whom ``the two sides`` points to: the city just named, the guests, or the country the text is about."""
        near = passage.paragraph - self.partner_paragraph <= 1
        if both and self.partner is not None and near:
            return [self.partner]
        if not both and is_pointed_to(self.context, passage, noun):
            return []
        position = self.context.folded.back(noun.start)
        told = [one for one in self.stays.before(position) if one.partners]
        if told and position - told[-1].end <= _ENGAGED_NEAR:
            code = next((label for label in told[-1].partners if len(label) == 2 and label.isupper()), None)
            name = next((label for label in told[-1].partners if label != code), None)
            return [Partner(noun.start, noun.end, name, code)]
        country = self.context.counterpart
        return [Partner(noun.start, noun.end, None, country.country)] if country is not None else []

    def _is_venue(self, passage: Passage, partner: Partner) -> bool:
        """Whether a city is only where something was signed: ``in Suwon``, ``di kota Medan``."""
        words = self.context.lexicon.words
        before = passage.between(max(passage.start, partner.start - 18), partner.start).split()
        while before and before[-1] in words.get("articles", ()):
            before.pop()
        return bool(before) and before[-1] in words.get("venues", ())

    def build(
        self, passage: Passage, noun: Cue, partner: Partner, date: str | None, status: Status, end: int, sure: float
    ) -> Agreement:
        context = self.context
        given_start, given_end = context.folded.back(passage.start), context.folded.back(passage.end)
        return Agreement(
            start=given_start,
            end=given_end,
            text=context.document.text[given_start:given_end],
            rule=f"agreement.{noun.name}",
            language=context.language.tag,
            confidence=sure,
            type=_KINDS[noun.name],
            title=title(context, noun, partner, end),
            date=date,
            partners=partner.labels,
            status=status,
        )
