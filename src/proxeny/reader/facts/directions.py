"""Which way a percentage goes: up or down by the words or signs beside it, or by those told for a list before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import partners
from proxeny.reader.facts.bounds import Bound
from proxeny.reader.facts.passages import Amount, Passage

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

_BEFORE = 42  # characters between "up" and its percentage
_AFTER = 16  # characters between a percentage and "higher"
_JOINED = 10  # characters from the measure of the rate before to the next one: "of exports and of 8.4 per cent of"


def sign_of(passage: Passage, amount: Amount) -> int:
    """1 or -1 where a word or sign of growth belongs to a percentage, else 0."""
    printed = passage.text[amount.start : amount.end]
    before = passage.text[max(passage.start, amount.start - 3) : amount.start]
    value = amount.quantity.value
    if value is not None and value < 0:
        return 1
    if printed.startswith("+") or re.search(r"\+\s*$", before):
        return 1
    if re.search(r"\(\s+$", before) and re.match(r"\s*\)", passage.text[amount.end : amount.end + 3]):
        return 1  # "( 10.1%)", a page that lost its plus sign
    if re.match(r"[-–−]", printed):
        return -1 if value is not None and value > 0 else 1
    nearest: tuple[int, int] | None = None
    for cue in passage.cues:
        if cue.name not in ("up", "down"):
            continue
        if any(other.name == "share" and other.start <= cue.start and cue.end <= other.end for other in passage.cues):
            continue
        sign = 1 if cue.name == "up" else -1
        reach = _BEFORE + (24 if any(cue.end <= date.start < amount.start for date in passage.dates) else 0)
        if 0 <= amount.start - cue.end <= reach:
            gap = passage.between(cue.end, amount.start)
            distance = len(gap)
            if re.search(r"[;|(]", gap) or crossed(passage, cue.end, amount.start):
                continue
        elif 0 <= cue.start - amount.end <= _AFTER:
            gap = passage.between(amount.end, cue.start)
            distance = len(gap) + 3
            if re.search(r"[,;:|().]", gap) or passage.has("plan", start=amount.end, end=cue.start):
                continue
        else:
            continue
        if nearest is None or distance < nearest[0]:
            nearest = (distance, sign)
    return nearest[1] if nearest else 0


def is_bracketed(passage: Passage, change: Amount, amount: Amount) -> bool:
    """Whether a percentage stands in brackets right behind what something rose or fell by."""
    return bool(re.fullmatch(r"[^().,;]{0,16}\(\s*", passage.between(change.end, amount.start)))


def crossed(passage: Passage, start: int, end: int) -> bool:
    """Whether another figure or a word of sharing stands between two positions."""
    figures = [other for other in passage.amounts if other.kind != "measure"]
    return any(start <= other.start and other.end <= end for other in figures) or any(
        start <= cue.start < end for cue in passage.marks("share")
    )


def listed_sign(binder: Binder, passage: Passage, amount: Amount) -> int:
    """The direction told before a list of rates: ``some markets grew strongly: China (69%), Korea (84%)``."""
    start = binder.series.starts[amount.start]
    rated = [other for other in passage.amounts if other.kind in ("%", "money")]
    first = min(other.start for other in rated if other.start >= start)
    # "India rose by 59 per cent, Japan 4.7": told of the first for all
    moves = [cue for cue in passage.cues if cue.name in ("up", "down") and start - 60 <= cue.end <= first]
    moves = [cue for cue in moves if not any(cue.end <= other.start < start for other in rated)]
    again = [cue for cue in passage.cues if cue.name in ("up", "down") and first < cue.start < cue.end <= amount.start]
    again = [cue for cue in again if "(" not in passage.between(cue.start - 2, cue.start)]
    moves += again  # "rose by 41 per cent to Algeria, but fell by 20 to Libya and 18 to Morocco"
    return 0 if not moves else 1 if moves[-1].name == "up" else -1


def is_elliptic(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> bool:
    return bool(done) and done[-1].rule.startswith("growth")


def carried_sign(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> int:
    """The direction of the growth before, for ``exports rose by 19.3 per cent, and imports by 8.4``."""
    if not is_elliptic(binder, passage, amount, done):
        return 0
    words = partners._WORD.findall(passage.between(max(done[-1].amount.end, amount.start - 16), amount.start))
    named = any(
        cue.group == "measures" and done[-1].amount.end <= cue.start and 0 <= amount.start - cue.end <= _JOINED
        for cue in passage.cues
    )
    return done[-1].value_sign if named and words and words[-1] in binder.context.lexicon.words.get("bys", ()) else 0


def is_joined(binder: Binder, words: str) -> bool:
    """Whether only a comma or ``and`` stands in some words."""
    ands = binder.context.lexicon.words.get("ands", frozenset())
    return len(words) <= 8 and all(word in ands for word in partners._WORD.findall(words))
