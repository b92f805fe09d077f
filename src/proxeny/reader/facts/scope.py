"""Whether a figure is only of a part: one industry, a bloc of countries, an average for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import partners
from proxeny.reader.facts.passages import Amount, Passage

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

_BY_INDUSTRY = ("fdi_", "exports", "imports", "trade_turnover", "grdp_growth", "budget_revenue")
_BY_BLOC = ("fdi_", "exports", "imports", "trade_turnover", "visitors")
_EACH_BEFORE = 45  # characters between "on average" and its amount
_EACH_AFTER = 18
_TIED = 30  # characters between an amount or measure and the bloc it is said of


def is_partial(
    binder: Binder, passage: Passage, amount: Amount, left: int, right: int, indicator: str
) -> bool:
    """Whether the words between ``left`` and ``right`` make a figure one of a part, which we do not record."""
    if amount.kind != "%" and indicator != "grdp_per_capita" and _each(passage, amount, left, right):
        return True
    if indicator.startswith(_BY_INDUSTRY) and _of_industry(binder, passage, amount, left):
        return True
    return indicator.startswith(_BY_BLOC) and _of_bloc(binder, passage, amount, left, right)


def _of_industry(binder: Binder, passage: Passage, amount: Amount, left: int) -> bool:
    """Whether an industry is named before an amount, other than in somebody's title."""
    regions = binder.context.lexicon.words.get("region_words", frozenset())
    return any(
        not any(cue.start <= person.start < amount.start for person in passage.people)
        and not (  # "khu vực Đồng bằng sông Hồng" is a part of the country
            passage.between(cue.start, cue.end) in regions and binder.context.given(cue.end, cue.end + 2)[1:].isupper()
        )
        for cue in passage.marks("sector", left, amount.start)
    )


def _each(passage: Passage, amount: Amount, left: int, right: int) -> bool:
    """Whether an amount is an average or said of each one: ``7.3 million USD per project``."""
    before = max(left, amount.start - _EACH_BEFORE)
    for cue in passage.cues:
        if cue.name != "per_unit":
            continue
        if before <= cue.start and cue.end <= amount.start:
            return True
        close = 0 <= cue.start - amount.end <= _EACH_AFTER and cue.end <= right
        if close and not re.search(r"[,;:.(]", passage.between(amount.end, cue.start)):
            return True
    return False


def _of_bloc(binder: Binder, passage: Passage, amount: Amount, left: int, right: int) -> bool:
    """Whether a figure is of a continent or union and no country stands nearer: ``exports to ASEAN reached 90``."""
    words_of = binder.context.lexicon.words
    ties = words_of.get("ties", frozenset()) - words_of.get("venues", frozenset())
    countries = partners.foreign(binder.context, passage)
    for cue in passage.marks("bloc", left, right):
        if any(place.start < cue.end and cue.start < place.end for place in passage.places):
            continue
        if cue.end <= amount.start:
            gap = passage.between(cue.end, amount.start)
            if any(cue.end <= place.start and place.end <= amount.start for place in countries):
                continue
            words = partners._WORD.findall(passage.between(max(left, cue.start - 24), cue.start).replace("'", "' "))
            tied = any(word.rstrip("'") in ties for word in words[-3:])
            if len(gap) <= 3 * _TIED and (tied or len(gap) <= 4 or cue.start - left <= 8):
                return True
        elif cue.start - amount.end <= _TIED:
            gap = passage.between(amount.end, cue.start)
            words = partners._WORD.findall(gap.replace("'", "' "))
            if not re.search(r"[,;:.(]", gap) and words and words[0].rstrip("'") in ties:
                return True
    return False
