"""Which way a percentage goes: up or down by the words or signs beside it, or by those told for a list before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import partners
from proxeny.reader.facts.bounds import Bound
from proxeny.reader.facts.context import Amount, Passage

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

_BEFORE = 42  # characters between "up" and its percentage
_AFTER = 16  # characters between a percentage and "higher"


def sign_of(passage: Passage, amount: Amount) -> int:
    """1 or -1 where a word or sign of growth belongs to a percentage, else 0."""
    printed = passage.text[amount.start : amount.end]
    before = passage.text[max(passage.start, amount.start - 3) : amount.start]
    value = amount.quantity.value
    if value is not None and value < 0:
        return 1
    if printed.startswith("+") or re.search(r"\+\s*$", before):
        return 1
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


def crossed(passage: Passage, start: int, end: int) -> bool:
    """Whether another figure or a word of sharing stands between two positions."""
    figures = [other for other in passage.amounts if other.kind != "measure"]
    return any(start <= other.start and other.end <= end for other in figures) or any(
        start <= cue.start < end for cue in passage.marks("share")
    )


def listed_sign(binder: Binder, passage: Passage, amount: Amount) -> int:
    """The direction told before a list of rates: ``some markets grew strongly: China (69%), Korea (84%)``."""
    start = binder.series.starts[amount.start]
    moves = [cue for cue in passage.cues if cue.name in ("up", "down") and 0 <= start - cue.end <= 60]
    rated = [other for other in passage.amounts if other.kind in ("%", "money")]
    moves = [cue for cue in moves if not any(cue.end <= other.start < start for other in rated)]
    return 0 if not moves else 1 if moves[-1].name == "up" else -1


def is_elliptic(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> bool:
    return bool(done) and done[-1].rule.startswith("growth")


def carried_sign(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> int:
    """The direction of the growth before, for ``exports rose by 19.3 per cent, and imports by 8.4``."""
    if not is_elliptic(binder, passage, amount, done):
        return 0
    words = partners._WORD.findall(passage.between(max(done[-1].amount.end, amount.start - 16), amount.start))
    named = any(
        cue.group == "measures" and done[-1].amount.end <= cue.start and 0 <= amount.start - cue.end <= 6
        for cue in passage.cues
    )
    return done[-1].value_sign if named and words and words[-1] in binder.context.lexicon.words.get("bys", ()) else 0


def is_joined(binder: Binder, words: str) -> bool:
    """Whether only a comma or ``and`` stands in some words."""
    ands = binder.context.lexicon.words.get("ands", frozenset())
    return len(words) <= 8 and all(word in ands for word in partners._WORD.findall(words))
