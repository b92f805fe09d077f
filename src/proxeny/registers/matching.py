"""Whether a stated fact and a record are about the same thing: clues, each with its weight and its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.core import period
from proxeny.core.folding import fold
from proxeny.core.wording_of_dates import edtf_in_words

# Words that many titles share and that tell nothing about which event it was, folded; four languages.
_COMMON_WORDS = """
the and for with from into its his her of on in at to by an as a
visit visits trip delegation delegations working official meeting meetings project
va cua tai voi cho cac ve tu den doan tham chuyen cong tac lam viec hoi du an
dan dari untuk dengan di ke kunjungan delegasi proyek
les des une aux dans pour avec par sur visite projet du de la le et en
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W_]{2,}")
_NARROW = timedelta(days=45)


@dataclass(frozen=True)
class Clue:
    """One thing that speaks for, or with a negative weight against, a match."""

    weight: float
    sentence: str


def words_of(text: str) -> frozenset[str]:
    """The telling words of a title, folded."""
    return frozenset(word for word in _WORD.findall(fold(text)) if word not in _COMMON)


def share_of_words(one: str, other: str) -> float:
    """How much of the shorter title the other one has, 0 to 1; a single word in common proves little."""
    first, second = words_of(one), words_of(other)
    common = first & second
    if not common:
        return 0.0
    share = len(common) / min(len(first), len(second))
    return share if len(common) > 1 else share * 0.4


def clue_of_title(stated: str, held: str, *, weight: float) -> Clue | None:
    """Titles with words in common."""
    share = share_of_words(stated, held)
    if share < 0.25:
        return None
    common = ", ".join(sorted(words_of(stated) & words_of(held)))
    return Clue(weight * share, _("The titles share words: %(words)s.") % {"words": common})


def clue_of_dates(stated: str, held: str, *, weight: float) -> Clue | None:
    """Dates that are the same, meet, or lie within days of each other; dates that are far apart speak against."""
    if not stated or not held:
        return None
    first, last = period.days(stated)
    held_first, held_last = period.days(held)
    said = {"stated": in_words(stated), "held": in_words(held)}
    if (first, last) == (held_first, held_last) and last is not None and first is not None and last - first < _NARROW:
        return Clue(weight, _("Both are dated %(stated)s.") % said)
    if period.meet(stated, held):
        is_narrow = all(
            a is not None and b is not None and b - a < _NARROW for a, b in ((first, last), (held_first, held_last))
        )
        return Clue(weight * (0.85 if is_narrow else 0.45), _("The dates meet: %(stated)s and %(held)s.") % said)
    gap = days_between(stated, held)
    if gap is not None and gap <= 3:
        return Clue(weight * 0.3, _("The dates lie %(gap)s days apart.") % {"gap": gap})
    return Clue(-1.0, _("The dates are apart: %(stated)s and %(held)s.") % said)


def days_between(one: str, other: str) -> int | None:
    """Days between the end of the earlier of two dates and the beginning of the later one; ``None`` where they meet."""
    if period.meet(one, other):
        return None
    first, last = period.days(one)
    other_first, other_last = period.days(other)
    if last is not None and other_first is not None and last < other_first:
        return (other_first - last).days
    if other_last is not None and first is not None and other_last < first:
        return (first - other_last).days
    return None


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case, diacritics and the order of their parts."""
    return bool(one) and sorted(fold(one).split()) == sorted(fold(other).split())


def clue_of_names(stated: Iterable[str], held: Iterable[str], *, weight: float) -> Clue | None:
    """People named in both."""
    known = list(held)
    common = [name for name in stated if any(same_name(name, other) for other in known)]
    if not common:
        return None
    return Clue(weight, _("Both name %(names)s.") % {"names": ", ".join(common)})


def score_of(clues: Iterable[Clue | None]) -> tuple[float, tuple[str, ...]]:
    """The sum of the weights between 0 and 0.99, and the sentences, the weightiest first."""
    found = sorted((clue for clue in clues if clue is not None), key=lambda clue: -clue.weight)
    total = sum(clue.weight for clue in found)
    return max(0.0, min(0.99, total)), tuple(clue.sentence for clue in found)


def in_words(edtf: str) -> str:
    """A date in the active language."""
    return edtf_in_words(edtf, get_language() or "en") if edtf else ""
