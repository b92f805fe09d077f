"""Agreements: one for each partner, signed, under negotiation or proposed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from proxeny.reader.facts.context import Context, Passage, When
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, clauses, counterparts, nearest, organisation, shortened, titled
from proxeny.reader.facts.periods import Periods, is_day
from proxeny.reader.spans import Agreement

Kind = Literal["mou", "cooperation_agreement", "contract", "lease", "twinning", "other"]
Status = Literal["signed", "negotiating", "proposed"]
_KINDS: dict[str, Kind] = {
    "mou": "mou", "twinning": "twinning", "lease": "lease", "contract": "contract",
    "cooperation_agreement": "cooperation_agreement", "loi": "other",
}  # fmt: skip
_NEAR_PARTNER = 48
_APART = re.compile(r"[,;:.(]|\d")
_KNOWN = 200  # agreements back to which a repetition is looked for
_MOST = 12  # partners that one sentence may list


def find(context: Context) -> list[Agreement]:
    """The agreements of a document in text order, each partner and status once."""
    finder = Finder(context, Periods(context))
    found: list[Agreement] = []
    for passage in context.passages:
        deals = [cue for cue in passage.cues if cue.group == "deals"]
        for agreement in finder.of_passage(passage, deals) if deals else ():
            if any(_same(agreement, other) for other in found[-_KNOWN:]):
                continue
            undated = [other for other in found[-_KNOWN:] if other.date is None and _same(other, agreement)]
            for other in undated[:1]:  # a headline's; the sentence with the date says more
                found.remove(other)
            found.append(agreement)
        finder.remember(passage, deals)
    return found


def _same(agreement: Agreement, other: Agreement) -> bool:
    """Whether an agreement was told before; one without a date adds nothing to one with it."""
    return (
        other.partners[0] == agreement.partners[0]
        and other.status == agreement.status
        and (agreement.date is None or other.date == agreement.date)
        and (agreement.type == other.type or agreement.type == "cooperation_agreement")
    )


@dataclass
class Finder:
    """Reads the agreements of one document; what was named last serves sentences that only point back."""

    context: Context
    periods: Periods
    spoken: int = -9  # the last passage that named an agreement
    partner: Partner | None = None  # the one city named in the passage before
    partner_paragraph: int = -9

    def remember(self, passage: Passage, deals: list[Cue]) -> None:
        """Keep what the next sentences may point back to."""
        if any(cue.name in _KINDS for cue in deals) or passage.has("agreement"):
            self.spoken = passage.index
        cities = [one for one in counterparts(self.context, passage, passage.start, passage.end) if one.name]
        if len(cities) == 1:
            self.partner, self.partner_paragraph = cities[0], passage.paragraph

    def of_passage(self, passage: Passage, deals: list[Cue]) -> list[Agreement]:
        """The agreements of one sentence or line."""
        found: list[Agreement] = []
        before: Cue | None = None
        partners: list[Partner] = []
        status_before: Status | None = None
        for start, end in clauses(passage):
            inside = [cue for cue in deals if start <= cue.start and cue.end <= end]
            nouns = [cue for cue in inside if cue.name in _KINDS]
            noun = next((cue for cue in nouns if cue.name != "cooperation_agreement"), nouns[0] if nouns else None)
            status = _status(inside, noun)
            own = counterparts(self.context, passage, start, end)
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
            and not (date.optional and len(date.edtf) > 4)
            and not (len(date.edtf) == 9 and date.edtf[4] == "/")
        ]
        signings = [cue for cue in deals if cue.name == "signing"]
        found = []
        if len(partners) == 1:
            dated = [(cue, date) for cue in signings for date in dates if 0 <= date.start - cue.end <= 14]
            if dated and (len(dated) > 1 or status != "signed"):
                for _, signed_on in dated:
                    found.append(self._build(passage, noun, partners[0], _one(signed_on.edtf), "signed", end, 0.65))
                dates = [date for date in dates if date not in [pair[1] for pair in dated]]
                if status == "signed":
                    return found
        for at, partner in enumerate(partners[:_MOST]):
            following = partners[at + 1].start if at + 1 < len(partners) else end
            kind = next((cue for cue in reversed(nouns) if cue.end <= partner.start), noun)
            after = [date for date in dates if partner.end <= date.start < following]
            own_date = min(after, key=_rank, default=None)
            date: When | None = own_date
            shared = len(partners) == 1 or not any(other.start > partners[0].end for other in dates)
            if date is None and shared:
                date = min(dates, key=lambda other: (_rank(other), nearest(partner, other.start)), default=None)
            if kind.name == "twinning" and date is not None and "/" in date.edtf and not date.edtf.endswith("/.."):
                if own_date is not None:
                    continue
                date = None
            sure = 0.7 if own_date is not None or len(partners) == 1 else 0.55
            found.append(self._build(passage, kind, partner, _one(date.edtf) if date else None, status, end, sure))
        return found

    def _partners(self, passage: Passage, start: int, end: int, noun: Cue, own: list[Partner]) -> list[Partner]:
        """Those an agreement is with: the places tied to it, else the organisation after ``with``."""
        partners = own
        if noun.name == "twinning":
            return self._twins(passage, noun, [partner for partner in own if partner.name])
        if start <= noun.start < end:
            named = self._named_partner(passage, noun, end)
            if named is not None and named.start - noun.end <= 24:
                countries = {partner.country for partner in own}
                return [replace(named, country=countries.pop() if len(countries) == 1 else None)]
            after = counterparts(self.context, passage, noun.start, end)
            partners = [one for one in after if not self._is_venue(passage, one)]
            partners = partners or [one for one in own if not self._is_venue(passage, one)] or own
        if any(partner.name for partner in partners) and len(partners) > 1:
            partners = [partner for partner in partners if partner.name]
        if not partners:
            named = self._named_partner(passage, noun, end)
            partners = [named] if named else []
        near = passage.paragraph - self.partner_paragraph <= 1
        if not partners and self.partner is not None and near and passage.has("both_sides", start=start, end=end):
            partners = [self.partner]
        return partners

    def _is_venue(self, passage: Passage, partner: Partner) -> bool:
        """Whether a city is only where something was signed: ``in Suwon``."""
        before = passage.between(max(passage.start, partner.start - 10), partner.start).split()
        return bool(before) and before[-1] in self.context.lexicon.words.get("venues", ())

    def _twins(self, passage: Passage, noun: Cue, cities: list[Partner]) -> list[Partner]:
        """The sister cities: those listed after the word, those with a year of their own, else the one before it."""
        if not cities:
            pointed = passage.has("signing") and passage.paragraph == self.partner_paragraph and passage.dates
            return [self.partner] if self.partner is not None and pointed else []
        dated = [
            city for city in cities
            if any(0 <= date.start - city.end <= 28 and len(date.edtf) <= 10 for date in passage.dates)
        ]  # fmt: skip
        after = [city for city in cities if city.start >= noun.start]
        if after and after[0].start - noun.end <= 30:
            return after
        before = [city for city in cities if city.end <= noun.start]
        return dated or ([before[-1]] if before else after[:1])

    @staticmethod
    def _vague(passage: Passage, noun: Cue, partners: list[Partner]) -> bool:
        """Whether several agreements are only counted or mentioned in the lump."""
        if passage.has("vague", start=max(passage.start, noun.start - 26), end=noun.start):
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

    def _build(
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
        """The organisation an agreement is said to be with (``agreement with Sumitomo Group``)."""
        withs = self.context.lexicon.words.get("withs", frozenset())
        words = passage.text[noun.end : end]
        for word in sorted(withs, key=len, reverse=True):
            at = words.find(f" {word} ")
            if 0 <= at <= 80:
                low = noun.end + at + len(word) + 1
                found = organisation(self.context, passage, low, min(end, low + 60))
                if found is not None and found.start - low < 12:
                    return found
        return None


def _status(deals: list[Cue], noun: Cue | None) -> Status | None:
    names = {cue.name for cue in deals}
    if "proposed" in names:
        return "proposed"
    if "negotiating" in names:
        return "negotiating"
    if "signing" in names or (noun is not None and noun.name == "twinning"):
        return "signed"
    return None


def _rank(date: When) -> int:
    """Days before months before years before spans."""
    if is_day(date.edtf):
        return 0
    return 1 if len(date.edtf) == 7 else 2 if len(date.edtf) == 4 or date.edtf.endswith("/..") else 3


def _one(edtf: str) -> str:
    """The start of an open interval: ``since 1960`` is an agreement of 1960."""
    return edtf[:-3] if edtf.endswith("/..") else edtf


def _title(context: Context, noun: Cue, partner: Partner, end: int) -> str:
    """The agreement's words up to its partner where they are short, else its kind and the partner."""
    words = context.given(noun.start, noun.end)
    tail = context.given(noun.end, min(end, noun.end + _NEAR_PARTNER))
    name = context.given(partner.start, partner.end)
    head = tail[: tail.index(name) + len(name)] if name in tail else ""
    if head and not _APART.search(head):
        return titled(shortened(words + head))
    pattern = context.lexicon.cased(next(iter(context.lexicon.words.get("title_agreement", {"{}: {partner}"}))))
    return titled(shortened(pattern.replace("{}", words).replace("{partner}", name)))
