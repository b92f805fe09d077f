"""Aid: one gift or grant, given by the city or received by it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.donors import Direction, direction
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, clauses, counterparts, organisation, organisations, shortened
from proxeny.reader.facts.passages import Amount, Passage
from proxeny.reader.facts.periods import Periods
from proxeny.reader.facts.stays import Stays
from proxeny.reader.facts.tables import is_row
from proxeny.reader.spans import Aid, Observation

_SPANS = frozenset({"a", "mo", "wk", "d", "h", "km", "1"})
_KNOWN = 40  # gifts back to which a repetition is looked for
_VALUED = 3  # sentences after a gift in which its value is told
_HEADLINES = 2  # sentences at the head of a text that may tell a gift without what is given
_STAY = 900  # characters from a visit to what was given at it
_CONVERTED = 24  # characters between a sum and its conversion
_SUBJECT = 14  # characters from the body that gives to the word of giving
_BESIDE = 4  # characters between a city and its country: "Paris (France)"
_MOST = 4  # partners of one gift


def find(context: Context, observations: list[Observation], stays: Stays) -> list[Aid]:
    """The gifts of a document in text order, each told once."""
    summed = {(item.value_start, item.value_end) for item in observations if item.indicator != "other"}
    return Finder(context, summed, stays).find()


@dataclass
class Finder:
    """Reads the gifts of one document; the last one may get its value from the sentences behind it."""

    context: Context
    summed: set[tuple[int | None, int | None]]
    stays: Stays
    found: list[Aid] = field(default_factory=list)
    unsure: set[tuple[str, str]] = field(default_factory=set)  # partners and directions only headlines tell
    told: int = -9  # the last sentence with a gift
    date: str | None = None
    date_paragraph: int = -9

    def find(self) -> list[Aid]:
        """The gifts in text order."""
        self.periods = Periods(self.context)
        for passage in self.context.passages:
            if passage.has("give", "get") and not is_row(passage):
                for start, end in clauses(passage):
                    verbs = sorted(
                        [*passage.marks("give", start, end), *passage.marks("get", start, end)],
                        key=lambda cue: (cue.start, -cue.end),
                    )
                    if verbs:
                        self._of_clause(passage, start, end, _joined(verbs))
            if self.found and 0 < passage.index - self.told <= _VALUED:
                self._value(passage)
            dates = [date for date in passage.dates if not date.optional and not self.context.is_page_date(date)]
            if dates:
                self.date, self.date_paragraph = dates[-1].edtf, passage.paragraph
        return [
            one for one in self.found if one.value is not None or (one.partner, one.direction) not in self.unsure
        ]  # fmt: skip

    def _of_clause(self, passage: Passage, start: int, end: int, verbs: list[Cue]) -> None:
        context = self.context
        licences = [  # "handed certificates", but not "handed over"
            cue for cue in passage.marks("licensed", start, end)
            if not any(verb.start <= cue.start and cue.end <= verb.end for verb in verbs)
        ]  # fmt: skip
        if licences or passage.has("loan", start=start, end=end):
            return
        gifts = [one for one in passage.amounts if start <= one.start < end and self._is_gift(passage, one)]
        gifts = [one for one in gifts if not _is_conversion(passage, one)]
        strong = passage.has("aid_context", "aid", start=start, end=end) or any(
            passage.between(cue.start, cue.end) in context.lexicon.words.get("gifting", ()) for cue in verbs
        )
        partners = [
            _named_body(passage, context, _at_home(context, passage, one))
            for one in counterparts(context, passage, start, end)
        ]
        if not partners and strong and gifts:
            named = _organisation(context, passage, verbs[0], end) or _giver(context, passage, start, verbs[0])
            partners = [named] if named else self._counterpart(verbs[0], gifts)
        if not partners or not (gifts or strong) or not (strong or _is_given(passage, gifts, verbs)):
            return
        roles: list[tuple[Partner, Cue, Direction]] = []
        for partner in partners:
            verb = min(verbs, key=lambda cue: max(partner.start - cue.end, cue.start - partner.end))
            role = direction(context, passage, verb, partner, start, end)
            if partner.end <= partner.start + 1:  # the country the text is about, not named here
                role = next((one.direction for one in reversed(self.found) if one.partner == partner.label), role)
            if role is not None:
                roles.append((partner, verb, role))
        for partner, verb, role in roles[:_MOST]:
            beside = [one for one, other, same in roles if same == role and other == verb]
            mine = _gifts_of(passage, partner, verb, [one for one, _, _ in roles], verbs, gifts, start, end)
            mine = mine or (gifts if len(roles) == 1 else [])
            own = _own_gifts(partner, beside, mine) if len(beside) > 1 else mine
            joint = len(beside) > 1 and own is mine
            if mine or (strong and passage.index <= _HEADLINES):
                self._add(self._built(passage, partner, role, own, end, joint, strong), passage, bool(mine))

    def _counterpart(self, verb: Cue, gifts: list[Amount]) -> list[Partner]:
        """The country a text is about, for a grant of money that names no giver."""
        country = self.context.counterpart
        if country is None or not any(gift.kind == "money" for gift in gifts):
            return []
        return [Partner(max(0, verb.start - 1), verb.start, None, country.country)]

    def _is_gift(self, passage: Passage, amount: Amount) -> bool:
        """Whether an amount can be what is given: money or things, not people, projects or stretches of time."""
        span = (amount.quantity.start, amount.quantity.end)
        if span in self.summed or amount.quantity.unit in _SPANS or amount.kind == "%":
            return False
        noun = next((cue for cue in passage.cues if cue.group == "nouns" and 0 <= cue.start - amount.end <= 24), None)
        stops = self.context.lexicon.words.get("stops", frozenset())
        if noun is not None and any(word in stops for word in passage.between(amount.end, noun.start).split()):
            noun = None  # 20 tents to the people of ...
        return amount.kind == "money" or noun is None or noun.name in ("other", "exhibitor")

    def _value(self, passage: Passage) -> None:
        """The value that a sentence behind a gift tells (``The total amount is …``)."""
        last = self.found[-1]
        money = [amount for amount in passage.amounts if amount.kind == "money"]
        if last.value is not None or not money or counterparts(self.context, passage, passage.start, passage.end)[1:]:
            return
        opens = passage.has("worth", "aid", start=passage.start, end=money[0].start)
        if opens or any(cue.name == "capital" and cue.end <= money[0].start for cue in passage.cues):
            self.found[-1] = replace(last, value=money[0].quantity.value, unit=money[0].quantity.unit)

    def _add(self, aid: Aid, passage: Passage, sure: bool) -> None:
        """Append a gift, or complete one of the same partner and direction told before.

        One that only a headline tells, without what is given (``sure`` is false), waits for the sentence that does.
        """
        for at in range(len(self.found) - 1, max(-1, len(self.found) - 1 - _KNOWN), -1):
            other = self.found[at]
            if other.partner != aid.partner or other.direction != aid.direction:
                continue
            both = other.value is not None and aid.value is not None
            differs = both and not _is_rounded(other, aid)
            apart = other.items is not None and aid.items is not None and other.items != aid.items
            if differs or (apart and other.start != aid.start):
                continue
            exact = both and len(str(aid.value).rstrip("0")) > len(str(other.value).rstrip("0"))
            fuller = aid if aid.value is not None and (other.value is None or exact) else other
            self.found[at] = replace(
                fuller,
                items=other.items or aid.items,
                date=other.date or aid.date,
            )
            self.told = passage.index
            self.unsure.discard((other.partner, other.direction))
            return
        self.found.append(aid)
        self.told = passage.index
        if not sure:
            self.unsure.add((aid.partner, aid.direction))

    def _built(
        self, passage: Passage, partner: Partner, role: Direction, gifts: list[Amount], end: int, joint: bool,
        strong: bool,
    ) -> Aid:  # fmt: skip
        context = self.context
        money = next((gift for gift in gifts if gift.kind == "money"), None) if not joint else None
        things = [gift for gift in gifts if gift.kind != "money"]
        given_start, given_end = context.folded.back(passage.start), context.folded.back(passage.end)
        return Aid(
            start=given_start,
            end=given_end,
            text=context.document.text[given_start:given_end],
            rule="aid.money" if money is not None else "aid.items",
            language=context.language.tag,
            confidence=0.5 if strong else 0.4,
            direction=role,
            partner=partner.label,
            value=money.quantity.value if money is not None else None,
            unit=money.quantity.unit if money is not None else None,
            items=_listed(context, [_items(context, passage, thing, end) for thing in things]) if things else None,
            date=self._date(passage, partner, given_start),
        )

    def _date(self, passage: Passage, partner: Partner, position: int) -> str | None:
        """The date of the sentence, else of the visit of the same partner, else the last one of the paragraph."""
        days = [
            date for date in passage.dates
            if not date.optional and not self.periods.compared(passage, date) and not self.context.is_page_date(date)
        ]  # fmt: skip
        if days:
            return days[0].edtf
        stay = self.stays.date(position, [partner.label], _STAY)
        if stay is not None:
            return stay
        return self.date if passage.paragraph == self.date_paragraph else None


def _is_rounded(one: Aid, other: Aid) -> bool:
    """Whether two sums are the same, or one the other rounded (``7.12 billion``, ``7,123,600,000``)."""
    if one.unit != other.unit or one.value is None or other.value is None:
        return False
    return abs(one.value - other.value) * 200 <= max(abs(one.value), abs(other.value))


def _at_home(context: Context, passage: Passage, partner: Partner) -> Partner:
    """A partner, its country instead of the city where a gift is only handed over (``a ceremony in Vientiane``)."""
    before = passage.between(max(passage.start, partner.start - 8), partner.start).split()
    if partner.name is None or not before or before[-1] not in context.lexicon.words.get("venues", ()):
        return partner
    for place in passage.places:
        if place.name is None and place.country == partner.country and place.end < partner.start - _BESIDE:
            return Partner(place.start, place.end, None, place.country)
    return partner


def _is_conversion(passage: Passage, amount: Amount) -> bool:
    """Whether a sum in brackets is another one in a different currency."""
    before = [one for one in passage.amounts if one.kind == "money" and 0 <= amount.start - one.end <= _CONVERTED]
    return amount.kind == "money" and bool(before) and "(" in passage.between(before[-1].end, amount.start)


def _is_given(passage: Passage, gifts: list[Amount], verbs: list[Cue]) -> bool:
    """Whether a sum or a count of things stands close behind a word of giving or receiving."""
    return any(-60 <= gift.start - cue.end <= 60 for gift in gifts for cue in verbs)


def _gifts_of(
    passage: Passage, partner: Partner, verb: Cue, partners: list[Partner], verbs: list[Cue], gifts: list[Amount],
    start: int, end: int,
) -> list[Amount]:  # fmt: skip
    """The amounts between a verb and the next, else the last one before the verb."""
    limit = next((other.start for other in verbs if other.start > verb.start), end)
    before = next((other for other in reversed(verbs) if other.end <= verb.start), None)
    low = before.end if before is not None else start
    mine = [gift for gift in gifts if verb.start <= gift.start < limit]
    ahead = [gift for gift in gifts if low <= gift.start and gift.end <= verb.start][-1:]
    if before is not None and before.name == "give" and ahead and ahead[0].start - low < verb.start - ahead[0].end:
        ahead = []  # the other verb's, but not in "received masks donated by"
    return mine or ahead


def _own_gifts(partner: Partner, partners: list[Partner], gifts: list[Amount]) -> list[Amount]:
    """The money that goes to one of several (``1 million to Lyon, 2 million to Oslo``), else all gifts."""
    sums = [gift for gift in gifts if gift.kind == "money"]
    if len(sums) != len(partners) or len(sums) < 2:
        return gifts
    return [sums[partners.index(partner)]]


def _joined(verbs: list[Cue]) -> list[Cue]:
    """Verbs that overlap or follow each other closely as one: ``memberikan hibah``, ``donated a grant``."""
    joined: list[Cue] = []
    for verb in verbs:
        if joined and verb.start - joined[-1].end <= 3:
            last = joined[-1]
            kept = verb if verb.name == "get" and last.name != "get" and verb.start <= last.start else last
            joined[-1] = Cue(kept.start, max(kept.end, last.end) if kept is last else kept.end, kept.group, kept.name)
        else:
            joined.append(verb)
    return joined


def _organisation(context: Context, passage: Passage, verb: Cue, limit: int) -> Partner | None:
    """The body after a preposition of giving: ``from East Meets West``."""
    words = passage.text[verb.start : limit]
    for word in sorted(context.lexicon.words.get("froms", frozenset())):
        at = words.find(f" {word} ")
        if at >= 0:
            low = verb.start + at + len(word) + 2
            found = organisation(context, passage, low, min(limit, low + 50))
            if found is not None and found.start - low <= 4:
                return found
    return None


def _giver(context: Context, passage: Passage, start: int, verb: Cue) -> Partner | None:
    """The body that a clause opens with as the subject of giving: ``Tổ chức Save the Children tài trợ …``."""
    words = context.lexicon.words
    ours = words.get("offices", frozenset()) | words.get("authorities", frozenset())
    for body in organisations(context, passage, start, verb.start):
        parts = (body.name or "").split()
        near = verb.start - body.end <= _SUBJECT
        if near and len(parts) > 1 and not any(part.lower() in ours for part in parts):
            return body
    return None


def _named_body(passage: Passage, context: Context, partner: Partner) -> Partner:
    """The body of a country that stands in brackets behind its name: ``… of the United States (USAID)``."""
    for cue in passage.marks("world_body", partner.end, partner.end + 24):
        if "(" in passage.between(partner.end, cue.start) and cue.start - partner.end <= 3:
            return Partner(cue.start, cue.end, context.given(cue.start, cue.end), None)
    return partner


def _listed(context: Context, items: list[str]) -> str:
    """Several gifts of one sentence as one line: ``100,000 face masks and 50,000 medical masks``."""
    if len(items) == 1:
        return items[0]
    word = sorted(context.lexicon.words.get("and", {"&"}))[0]
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def _items(context: Context, passage: Passage, item: Amount, end: int) -> str:
    noun = item.quantity.of
    if noun:
        return shortened(f"{item.quantity.text} {noun}")
    words = context.given(item.start, min(end, item.end + 60))
    for mark in ",;.(":
        words = words.split(mark)[0] if mark in words[len(item.quantity.text) :] else words
    return shortened(words)
