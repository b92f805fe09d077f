"""Investments: a named investor or project with its capital; sums over many are observations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from proxeny.reader.facts import licences
from proxeny.reader.facts.context import Context
from proxeny.reader.facts.investors import company, investor, owner
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, clauses, shortened
from proxeny.reader.facts.passages import Amount, Passage
from proxeny.reader.spans import Investment, Observation

_CAPITAL = frozenset({"capital", "investment", "fdi", "other", "economy"})  # measures that may stand before a sum
_KNOWN = 40  # investments back to which a repetition is looked for
_MOST_SUMS = 24  # sums of one clause; more are a table run together, and each costs a look at all its words
_VERB_REACH = 120  # characters between a word of investing and the capital
_POINTING = 3  # sentences over which "the company" points back
_CLOSE = 60  # characters between a company and its capital
_GENERAL = frozenset({  # totals for which the capital of one project may be taken by mistake
    "fdi_registered", "fdi_new_registered", "fdi_stock", "investment_licensed_capital", "other",
})  # fmt: skip
_CONVERTED = 12  # characters between a sum and its conversion in brackets


def find(context: Context, observations: list[Observation]) -> list[Investment]:
    """The investments of a document in text order, each investor and sum once."""
    spoken = {(item.value_start, item.value_end): item.indicator for item in observations}
    return Finder(context, spoken, list(licences.find(context))).find()


@dataclass
class Finder:
    """Reads the investments of one document; the last company named serves sentences that say ``the company``."""

    context: Context
    spoken: dict[tuple[int | None, int | None], str]  # the indicators of figures that are observations
    found: list[Investment]
    near: int = -9  # the last sentence on investing
    licensing: int = -9
    company: Partner | None = None
    company_index: int = field(default=-9)

    def find(self) -> list[Investment]:
        """The investments in text order."""
        rows = {investment.start for investment in self.found}
        for passage in self.context.passages:
            if self.context.folded.back(passage.start) in rows:
                continue
            if passage.has("invest", "licensed", "fdi"):
                self.near = passage.index
            if passage.has("licensed"):
                self.licensing = passage.index
            if passage.index - self.near > 1:
                continue
            for start, end in clauses(passage) if any(one.kind == "money" for one in passage.amounts) else ():
                self._of_clause(passage, start, end)
            named = company(self.context, passage) if passage.places or passage.has("firm") else None
            if named is not None:
                self.company, self.company_index = named, passage.index
        return self.found

    def _of_clause(self, passage: Passage, start: int, end: int) -> None:
        """Take the sums of capital of a clause, each with the names before it and behind the sum before."""
        sums = [one for one in passage.amounts if one.kind == "money" and start <= one.start < end][:_MOST_SUMS]
        low = start
        for at, amount in enumerate(sums):
            limit = sums[at + 1].start if at + 1 < len(sums) else end
            if not self._is_capital(passage, sums, at, start, end):
                continue
            verbs = [cue for cue in passage.marks("invest", start, end) if abs(cue.start - amount.start) < _VERB_REACH]
            name = self._investor(passage, amount, low, limit, end, verbs)
            counted = (amount.quantity.start, amount.quantity.end) in self.spoken
            if name is not None and not (counted and not self._is_listed(passage, name, amount)):
                self._add(self._built(passage, amount, name, start, end, bool(verbs)))
            low = amount.end

    def _is_capital(self, passage: Passage, sums: list[Amount], at: int, start: int, end: int) -> bool:
        """Whether a sum can be the capital of one project: no trade, no gift, no range's start, no conversion."""
        amount = sums[at]
        if self.spoken.get((amount.quantity.start, amount.quantity.end), "fdi_registered") not in _GENERAL:
            return False
        measured = any(
            cue.group == "measures" and start <= cue.start and cue.end <= amount.start
            and cue.name not in _CAPITAL
            for cue in passage.cues
        )  # fmt: skip
        given = passage.has("give", start=start, end=end) and not passage.has("invest", start=start, end=end)
        if measured or given:
            return False
        after = sums[at + 1] if at + 1 < len(sums) else None
        if after is not None and after.quantity.unit == amount.quantity.unit and after.start - amount.end <= 10:
            return "," in passage.between(amount.end, after.start)  # not from 0.5 to 1.6 billion
        if at and sums[at - 1].quantity.unit != amount.quantity.unit:
            gap = passage.between(sums[at - 1].end, amount.start)
            return not ("(" in gap and len(gap) <= _CONVERTED + 16 and ")" not in gap)
        return True

    def _investor(
        self, passage: Passage, amount: Amount, low: int, limit: int, end: int, verbs: list[Cue]
    ) -> Partner | None:
        context = self.context
        listed = self.near == passage.index and not _is_statistic(passage, low, end)
        name = investor(context, passage, low, amount.start, amount.start, verbs, listed)
        name = name or owner(context, passage, amount.end, min(limit, end))
        pointed = verbs and passage.has("pointed_company", start=max(passage.start, low - 1), end=amount.start)
        if name is None and pointed and listed:
            known = self.company is not None and passage.index - self.company_index <= _POINTING
            investing = context.lexicon.words.get("investing", frozenset())
            acting = any(passage.between(cue.start, cue.end) in investing for cue in verbs)
            unnamed = Partner(amount.start, amount.start, None, None) if acting else None
            name = self.company if known else unnamed
        return name

    def _is_listed(self, passage: Passage, name: Partner, amount: Amount) -> bool:
        """Whether a sum that also passes for a total belongs to a project all the same: its company stands close by."""
        close = min(abs(amount.start - name.end), abs(name.start - amount.end)) <= _CLOSE
        return close and passage.has("firm", start=max(passage.start, name.start - _CLOSE), end=name.end + 8)

    def _add(self, investment: Investment) -> None:
        """Append an investment unless its investor with this sum, or this sum in this sentence, stands there."""
        for other in self.found[-_KNOWN:]:
            same = other.value == investment.value and other.unit == investment.unit
            alike = investment.investor is None or _alike(other.investor, investment.investor)
            here = other.start == investment.start
            if (same and (alike or here)) or (alike and here and investment.investor is not None):
                return
        self.found.append(investment)

    def _built(
        self, passage: Passage, amount: Amount, name: Partner, start: int, end: int, said: bool
    ) -> Investment:
        context = self.context
        given_start, given_end = context.folded.back(passage.start), context.folded.back(passage.end)
        place = next(
            (other for other in passage.places if other.start >= amount.end and other.end <= end
             and not context.home.is_foreign(other) and not context.home.is_home(other)), None
        )  # fmt: skip
        begin = name.start if start <= name.start < end else max(start, amount.start - 60)
        return Investment(
            start=given_start,
            end=given_end,
            text=context.document.text[given_start:given_end],
            rule="investment.verb" if said else "investment.list",
            language=context.language.tag,
            confidence=0.6 if said else 0.5,
            title=shortened(context.given(begin, end)),
            investor=name.name,
            value=amount.quantity.value,
            unit=amount.quantity.unit,
            place=place.name if place is not None else None,
            status=_status(passage, start, end, passage.index - self.licensing <= 1),
        )


def _is_statistic(passage: Passage, start: int, end: int) -> bool:
    """Whether a stretch speaks of totals: foreign capital, what was realised, growth or shares."""
    if any(amount.kind == "%" and start <= amount.start < end for amount in passage.amounts):
        return True
    return passage.has("fdi", "disbursed", "domestic", start=start, end=end)


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two investors are one, by the whole name or a part of it."""
    if not one or not other:
        return False
    return one == other or one in other or other in one


def _status(passage: Passage, start: int, end: int, licensed: bool) -> Literal["licensed", "agreed", "proposed"]:
    if passage.has("proposed", start=start, end=end):
        return "proposed"
    return "licensed" if licensed or passage.has("licensed", "new", "begun") else "agreed"
