"""Agreements: one for each partner, signed, under negotiation or proposed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from proxeny.reader.facts.context import Context, Passage, When
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import (
    Partner,
    clauses,
    counterparts,
    listed_bodies,
    nearest,
    organisation,
    organisations,
    shortened,
    titled,
)  # fmt: skip
from proxeny.reader.facts.periods import Periods, is_day
from proxeny.reader.facts.signing import Status, coarseness, main_noun, start_of, status_of
from proxeny.reader.facts.stays import Stays
from proxeny.reader.facts.twinnings import rows, since, twins
from proxeny.reader.spans import Agreement

Kind = Literal["mou", "cooperation_agreement", "contract", "lease", "twinning", "other"]
_KINDS: dict[str, Kind] = {
    "mou": "mou", "twinning": "twinning", "lease": "lease", "contract": "contract",
    "cooperation_agreement": "cooperation_agreement", "loi": "other",
}  # fmt: skip
_NEAR_NOUN = 24  # characters between two words for one agreement (``sister province cooperation``)
_BULLETS = "•-*–·▪"  # marks of a line in a list: each its own agreement, with its own date or none
_NEAR_PARTNER = 48
_APART = re.compile(r"[,;:.(]|\d")
_KNOWN = 200  # agreements back to which a repetition is looked for
_SIGNING_NEAR = 70  # characters between signing and what is signed
_ENGAGED_NEAR = 700  # characters from a visit to what its sides signed
_NAME_NEAR = 12  # characters from "with" to the name of a body
_BODY_NEAR = 28  # the same where a word for companies stands between: "avec la société chinoise Velmo"
_MOST = 12  # partners that one sentence may list


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
            own_line = agreement.date is None and agreement.text[:1] in _BULLETS
            if not own_line and any(_same(agreement, other) for other in found[-_KNOWN:]):
                continue
            for at in range(max(0, len(found) - _KNOWN), len(found)):
                if found[at].date is None and found[at].text[:1] not in _BULLETS and _same(found[at], agreement):
                    del found[at]  # a headline's; the sentence with the date says more
                    break
            found.append(agreement)
        finder.remember(passage, deals)
    return [_dated(agreement, stays) for agreement in found]


def _dated(agreement: Agreement, stays: Stays) -> Agreement:
    """An agreement without a date with that of the nearest engagement told before it with the same partner."""
    if agreement.date is not None or agreement.status == "negotiating" or agreement.type == "twinning":
        return agreement
    if agreement.text[:1] in _BULLETS:
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
        found: list[Agreement] = []
        before: Cue | None = None
        partners: list[Partner] = []
        status_before: Status | None = None
        for start, end in clauses(passage):
            inside = [cue for cue in deals if start <= cue.start and cue.end <= end]
            nouns = [cue for cue in inside if cue.name in _KINDS]
            noun = main_noun(nouns)
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
            if noun is None and before is not None and before.name == "twinning" and not inside and own:
                noun, status = before, "signed"  # the next of several sister cities
            if noun is None and status is not None:
                noun = self._pointed(passage, inside, before, own)
                if noun is not None and not own and (status == "signed" or status_before in ("negotiating", None)):
                    noun = None
                own = own or partners
            if noun is None:
                continue
            if status is None:
                if self._named_partner(passage, noun, end) is None:
                    continue
                status, own = "signed", []
            new = self._of_clause(passage, start, end, noun, nouns or [noun], status, own, inside)
            if new:
                before, partners, status_before = noun, own, status
            found += new
        return found

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
        if not partners or self._vague(passage, noun, partners):
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
        return self.day if status == "signed" and near and not _is_bullet(passage) else None

    def _partners(self, passage: Passage, start: int, end: int, noun: Cue, own: list[Partner]) -> list[Partner]:
        """Those an agreement is with: the places tied to it, else the organisation after ``with``."""
        partners = own
        if noun.name == "twinning":
            near = passage.paragraph == self.partner_paragraph
            return twins(passage, noun, [partner for partner in own if partner.name], self.partner if near else None)
        if start <= noun.start < end:
            bodies = listed_bodies(self.context, passage, noun.end, end)
            if bodies and not any(one.name for one in own):
                return bodies
            named = self._named_partner(passage, noun, end)
            if named is not None and named.start - noun.end <= 24:
                countries = {partner.country for partner in own}
                return [replace(named, country=countries.pop() if len(countries) == 1 else None)]
            after = counterparts(self.context, passage, noun.start, end)
            partners = [one for one in after if not self._is_venue(passage, one)]
            partners = partners or [one for one in own if not self._is_venue(passage, one)] or own
        if not partners:
            named = self._named_partner(passage, noun, end)
            partners = [named] if named else []
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

    @staticmethod
    def _vague(passage: Passage, noun: Cue, partners: list[Partner]) -> bool:
        """Whether several agreements are only counted or mentioned in the lump."""
        told = passage.marks("including", noun.start, partners[0].start)
        if passage.has("vague", start=max(passage.start, noun.start - 26), end=noun.start) and not told:
            return True
        counted = [
            amount for amount in passage.amounts
            if amount.kind == "count" and 0 <= noun.start - amount.end <= 14 and (amount.quantity.value or 0) > 1
        ]  # fmt: skip
        if not counted:
            return False
        listed = passage.marks("including", noun.start, partners[0].start) or ":" in passage.between(
            noun.end, partners[0].start
        )
        return not listed and len(partners) < 2

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
            title=_title(context, noun, partner, end),
            date=date,
            partners=partner.labels,
            status=status,
        )

    def _named_partner(self, passage: Passage, noun: Cue, end: int) -> Partner | None:
        """The organisation an agreement is said to be with (``agreement with Sumitomo Group``, ``between A and B``)."""
        lexicon = self.context.lexicon.words
        words = passage.text[noun.end : end]
        for word in sorted(lexicon.get("withs", ()), key=len, reverse=True):
            at = words.find(f" {word} ")
            if 0 <= at <= 80:
                low = noun.end + at + len(word) + 1
                for cue in passage.marks("world_body", low, low + 60)[:1]:
                    return Partner(cue.start, cue.end, self.context.given(cue.start, cue.end), None)
                found = organisation(self.context, passage, low, min(end, low + 60))
                if found is None or self._is_unit(found):
                    continue
                reach = _BODY_NEAR if passage.has("firm", start=low, end=found.start) else _NAME_NEAR
                if found.start - low < reach:
                    return found
        for word in sorted(lexicon.get("betweens", ())):
            at = words.find(f" {word} ")
            if 0 <= at <= 40:
                low = noun.end + at + len(word) + 1
                bodies = organisations(self.context, passage, low, min(end, low + 140))
                pair = list(islice((one for one in bodies if not self._is_unit(one)), 2))
                return pair[-1] if pair else None
        return None

    def _is_unit(self, partner: Partner) -> bool:
        """Whether a capitalised word is only that for a city or its government: ``Kota``, ``Pemkot``."""
        words = self.context.lexicon.words
        known = [words.get(name, frozenset()) for name in ("units", "articles", "authorities")]
        return all(any(word in each for each in known) for word in (partner.name or "").lower().split())


def _is_bullet(passage: Passage) -> bool:
    """Whether a line is one of a list, whose dates are not those of its neighbours."""
    return passage.text[passage.start] in _BULLETS


def _title(context: Context, noun: Cue, partner: Partner, end: int) -> str:
    """The agreement's words up to its partner where they are short, else its kind and the partner."""
    words = context.given(noun.start, noun.end)
    tail = context.given(noun.end, min(end, noun.end + _NEAR_PARTNER))
    name = context.given(partner.start, partner.end) if partner.start != noun.start else partner.label
    head = tail[: tail.index(name) + len(name)] if name in tail else ""
    if head and not _APART.search(head):
        return titled(shortened(words + head))
    pattern = context.lexicon.cased(next(iter(context.lexicon.words.get("title_agreement", {"{}: {partner}"}))))
    return titled(shortened(pattern.replace("{}", words).replace("{partner}", name)))
