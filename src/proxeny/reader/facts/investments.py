"""Investments: a named investor or project with its capital; sums over many are observations."""

from __future__ import annotations

from typing import Literal

from proxeny.reader.facts import licences
from proxeny.reader.facts.context import Amount, Context, Passage
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, clauses, organisations, shortened
from proxeny.reader.spans import Investment, Observation

_NEVER = frozenset({"foreign", "foreign_invested", "body", "disbursed", "new", "stock", "licensed", "event_context"})
_LIST_GAP = 46  # characters between an investor's name and the capital in a list


def find(context: Context, observations: list[Observation]) -> list[Investment]:
    """The investments of a document in text order."""
    spoken = {(item.value_start, item.value_end) for item in observations if item.value_start is not None}
    found: list[Investment] = list(licences.find(context))
    rows = {investment.start for investment in found}
    near = licensing = -9
    for passage in context.passages:
        if context.folded.back(passage.start) in rows:
            continue
        if passage.has("invest", "licensed", "fdi"):
            near = passage.index
        if passage.has("licensed"):
            licensing = passage.index
        licensed = passage.index - licensing <= 1
        if passage.index - near > 1 or not any(amount.kind == "money" for amount in passage.amounts):
            continue
        for start, end in clauses(passage):
            for amount in passage.amounts:
                if amount.kind != "money" or not start <= amount.start < end:
                    continue
                if (amount.quantity.start, amount.quantity.end) in spoken:
                    continue
                investment = _investment(context, passage, amount, start, end, near == passage.index, licensed)
                if investment is not None and not any(
                    other.investor == investment.investor and other.start == investment.start for other in found[-20:]
                ):
                    found.append(investment)
    return found


def _investment(
    context: Context, passage: Passage, amount: Amount, start: int, end: int, said: bool, licensed: bool
) -> Investment | None:
    verbs = [cue for cue in passage.marks("invest", start, end) if abs(cue.start - amount.start) < 120]
    measures = [
        cue for cue in passage.cues
        if cue.group == "measures" and start <= cue.start and cue.end <= amount.start
        and cue.name not in ("capital", "fdi", "other")
    ]  # fmt: skip
    if measures or passage.has("give", start=start, end=end):
        return None
    later = [other for other in passage.amounts if other.kind == "money" and 0 <= other.start - amount.end <= 10]
    if later and later[0].quantity.unit == amount.quantity.unit:  # from 0.53 to 1.6 billion
        return None
    name = _investor(context, passage, amount, start, verbs, said)
    if name is None or name.name is None:
        return None
    given_start, given_end = context.folded.back(passage.start), context.folded.back(passage.end)
    quantity = amount.quantity
    place = next(
        (other for other in passage.places if other.start >= amount.end and other.end <= end
         and not context.home.is_foreign(other) and not context.home.is_home(other)), None
    )  # fmt: skip
    return Investment(
        start=given_start,
        end=given_end,
        text=context.document.text[given_start:given_end],
        rule="investment.verb" if verbs else "investment.list",
        language=context.language.tag,
        confidence=0.6 if verbs else 0.5,
        title=shortened(context.given(name.start, end)),
        investor=name.name,
        value=quantity.value,
        unit=quantity.unit,
        place=place.name if place is not None else None,
        status=_status(passage, start, end, licensed),
    )


def _investor(
    context: Context, passage: Passage, amount: Amount, start: int, verbs: list[Cue], said: bool
) -> Partner | None:
    """Who invests: the last name before the verb, or in a list the name that its country and capital follow."""
    names = [
        name
        for name in organisations(context, passage, start, amount.start)
        if not any(
            cue.start < name.end and name.start < cue.end and (cue.group in ("measures", "nouns") or cue.name in _NEVER)
            for cue in passage.cues
        )
        and not any(place.start < name.end and name.start < place.end for place in passage.places)
    ]
    for name in reversed(names):
        gap = passage.between(name.end, amount.start)
        bracketed = gap.lstrip().startswith("(")
        verb = next((cue for cue in verbs if cue.start - name.end >= 0), None)
        opening = name.start - start <= 2 and " " not in (name.name or "")
        if opening and not bracketed and not (verb is not None and verb.start - name.end <= 2):
            continue
        if len(name.name or "") < 3:
            continue
        if verb is not None or (len(gap) <= _LIST_GAP and (bracketed or said)):
            return name
    return None


def _status(passage: Passage, start: int, end: int, licensed: bool) -> Literal["licensed", "agreed", "proposed"]:
    if passage.has("proposed", start=start, end=end):
        return "proposed"
    return "licensed" if licensed or passage.has("licensed", "new") else "agreed"
