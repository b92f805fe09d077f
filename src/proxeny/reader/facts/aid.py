"""Aid: one gift or grant, given by the city or received by it."""

from __future__ import annotations

from typing import Literal

from proxeny.reader.facts.context import Amount, Context, Passage
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, clauses, counterparts, organisation, shortened
from proxeny.reader.facts.periods import Periods
from proxeny.reader.facts.tables import is_row
from proxeny.reader.spans import Aid, Observation

_SPANS = frozenset({"a", "mo", "wk", "d", "h", "km", "1"})


def find(context: Context, observations: list[Observation]) -> list[Aid]:
    """The gifts of a document in text order."""
    periods = Periods(context)
    summed = {(item.value_start, item.value_end) for item in observations}
    found: list[Aid] = []
    for passage in context.passages:
        if not passage.amounts or not passage.has("give", "get") or is_row(passage):
            continue
        for start, end in clauses(passage):
            verbs = sorted(
                [*passage.marks("give", start, end), *passage.marks("get", start, end)], key=lambda cue: cue.start
            )
            if verbs:
                found += _of_clause(context, periods, passage, start, end, verbs, summed)
    return found


def _of_clause(
    context: Context, periods: Periods, passage: Passage, start: int, end: int, verbs: list[Cue],
    summed: set[tuple[int | None, int | None]],
) -> list[Aid]:  # fmt: skip
    partners = counterparts(context, passage, start, end)
    gifts = [
        amount
        for amount in passage.amounts
        if start <= amount.start < end and _is_gift(context, passage, amount, summed)
    ]
    strong = passage.has("aid_context", "aid", "get", start=start, end=end)
    if not gifts or not (partners or strong):
        return []
    found: list[Aid] = []
    verbs = _joined(verbs)
    for at, verb in enumerate(verbs):
        limit = verbs[at + 1].start if at + 1 < len(verbs) else end
        low = verbs[at - 1].end if at else start
        mine = [gift for gift in gifts if verb.start <= gift.start < limit]
        if not mine:
            mine = [gift for gift in gifts if low <= gift.start and gift.end <= verb.start][-1:]
        receivers = [partner for partner in partners if verb.start <= partner.start < limit]
        givers = [partner for partner in partners if low <= partner.start and partner.end <= verb.start]
        if not receivers and not givers and strong and mine:
            named = _organisation(context, passage, verb, limit)
            receivers = [named] if named else []
        joint = len(receivers or givers) > 1
        for partner in (receivers or givers)[:4] if mine else ():
            own = _own_gifts(passage, partner, receivers, mine) if joint else mine
            found.append(
                _build(context, periods, passage, verb, partner, own, start, end, joint and own is mine, strong)
            )
    return found


def _own_gifts(passage: Passage, partner: Partner, receivers: list[Partner], gifts: list[Amount]) -> list[Amount]:
    """The money that goes to one of several receivers (``1 million to Lyon, 2 million to Oslo``), else all gifts."""
    sums = [gift for gift in gifts if gift.kind == "money"]
    if len(sums) != len(receivers) or len(sums) < 2:
        return gifts
    return [sums[receivers.index(partner)]]


def _joined(verbs: list[Cue]) -> list[Cue]:
    """Verbs that follow each other closely as one: ``memberikan hibah``, ``donated a grant``."""
    joined: list[Cue] = []
    for verb in verbs:
        if joined and verb.start - joined[-1].end <= 3:
            last = joined[-1]
            joined[-1] = Cue(last.start, max(last.end, verb.end), last.group, last.name)
        else:
            joined.append(verb)
    return joined


def _is_gift(context: Context, passage: Passage, amount: Amount, summed: set[tuple[int | None, int | None]]) -> bool:
    """Whether an amount can be what is given: money or things, not people, projects or stretches of time."""
    if (amount.quantity.start, amount.quantity.end) in summed or amount.quantity.unit in _SPANS:
        return False
    if amount.kind == "%":
        return False
    noun = next((cue for cue in passage.cues if cue.group == "nouns" and 0 <= cue.start - amount.end <= 24), None)
    stops = context.lexicon.words.get("stops", frozenset())
    if noun is not None and any(word in stops for word in passage.between(amount.end, noun.start).split()):
        noun = None  # 20 tents to the people of ...
    return amount.kind == "money" or noun is None or noun.name in ("other", "exhibitor")


def _organisation(context: Context, passage: Passage, verb: Cue, limit: int) -> Partner | None:
    froms = context.lexicon.words.get("froms", frozenset())
    words = passage.text[verb.start : limit]
    for word in sorted(froms):
        at = words.find(f" {word} ")
        if at >= 0:
            low = verb.start + at + len(word) + 2
            found = organisation(context, passage, low, min(limit, low + 50))
            if found is not None and found.start - low <= 4:
                return found
    return None


def _build(
    context: Context, periods: Periods, passage: Passage, verb: Cue, partner: Partner, gifts: list[Amount],
    start: int, end: int, joint: bool, strong: bool,
) -> Aid:  # fmt: skip
    money = next((gift for gift in gifts if gift.kind == "money"), None) if not joint else None
    things = [gift for gift in gifts if gift.kind != "money"]
    days = [date for date in passage.dates if not date.optional and not periods.compared(passage, date)]
    given_start, given_end = context.folded.back(passage.start), context.folded.back(passage.end)
    return Aid(
        start=given_start,
        end=given_end,
        text=context.document.text[given_start:given_end],
        rule="aid.money" if money is not None else "aid.items",
        language=context.language.tag,
        confidence=0.5 if strong else 0.4,
        direction=_direction(context, passage, verb, partner, start),
        partner=partner.label,
        value=money.quantity.value if money is not None else None,
        unit=money.quantity.unit if money is not None else None,
        items=_listed(context, [_items(context, passage, thing, end) for thing in things]) if things else None,
        date=days[0].edtf if days else None,
    )


def _direction(
    context: Context, passage: Passage, verb: Cue, partner: Partner, start: int
) -> Literal["given", "received"]:
    """``received`` where the partner gives: it stands before the verb of giving, or after one of receiving."""
    froms = context.lexicon.words.get("froms", frozenset())
    before = passage.between(max(start, partner.start - 24), partner.start).split()
    if verb.name == "get" or any(word in froms for word in before[-3:]):
        return "received"
    before_partner = min(verb.start, partner.start - 1)
    ours = any(
        cue.name == "ourselves" and start <= cue.start and cue.end < before_partner for cue in passage.cues
    ) or any(start <= place.start < before_partner and context.home.is_home(place) for place in passage.places)
    return "received" if partner.end <= verb.start and not ours else "given"


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
