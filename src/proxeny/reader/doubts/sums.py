"""Parts that come to more than their whole, or to something else than a whole that is said to be complete."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from proxeny.reader.document import Document
from proxeny.reader.doubts.passages import by_sentence, is_money, is_plain, words_between
from proxeny.reader.doubts.precision import margin
from proxeny.reader.doubts.wording import amount, doubt, printed
from proxeny.reader.doubts.words import DoubtWords, compares
from proxeny.reader.spans import Doubt, Quantity

_BEFORE_CUE = 48  # characters between a whole and the word that opens its parts
_BETWEEN = 90  # characters between two parts
_MOST = 24  # parts of one whole
_ENDS = (". ", "\n", ";")


def doubts(
    document: Document, words: DoubtWords, quantities: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Doubt]]:
    """The whole, or the part that is larger than it, with its doubt."""
    for sentence in by_sentence(document, quantities):
        for index, whole in enumerate(sentence[:-1]):
            if whole.value is None or whole.value <= 0 or not (is_money(whole) or whole.unit == "count"):
                continue
            if whole.qualifier not in ("exact", "nearly", "under", "up_to") or whole.high is not None:
                continue
            opened = _opened(document, words, whole, sentence[index + 1])
            if opened is None:
                continue
            is_complete, cue_end = opened
            parts, closed = _parts(document, words, whole, sentence[index + 1 :], cue_end)
            yield from _compare(whole, parts, is_complete and closed)


def _opened(
    document: Document, words: DoubtWords, whole: Quantity, following: Quantity
) -> tuple[bool, int] | None:
    """Whether a cue behind a whole opens its parts, and whether all of them."""
    gap = words_between(document, whole.end, following.start)
    for is_complete, pattern in ((True, words.complete), (False, words.partial)):
        match = pattern.search(gap)
        if match is None or match.start() - len(whole.of or "") > _BEFORE_CUE:
            continue
        before = gap[: match.start()]
        if compares(words, before) or any(end in before for end in _ENDS):
            continue
        return is_complete, whole.end + match.end()
    return None


def _parts(
    document: Document, words: DoubtWords, whole: Quantity, following: Sequence[Quantity], at: int
) -> tuple[list[Quantity], bool]:
    """The figures of the same unit and noun that follow a cue, and whether the list is closed by ``and``."""
    parts: list[Quantity] = []
    closed = False
    for quantity in following[: 3 * _MOST]:
        gap = words_between(document, at, quantity.start)
        ends = _ENDS if not parts else _ENDS[:2]  # a semicolon parts the parts, or ends a clause that had none
        if compares(words, gap) or len(gap) > _BETWEEN or any(end in gap for end in ends):
            break
        if quantity.unit != whole.unit:
            at = quantity.end
            continue
        if quantity.value is None or quantity.high is not None or quantity.optional:
            break
        if not _same_noun(words, whole, quantity):
            break
        if closed:  # something follows the last part: another statement
            break
        parts.append(quantity)
        closed = bool(words.last.search(gap)) and len(parts) > 1
        at = quantity.end + len(quantity.of or "")
        if len(parts) == _MOST:
            break
    return parts, closed


def _same_noun(words: DoubtWords, whole: Quantity, part: Quantity) -> bool:
    """Whether two counts count the same: the head stands last in English, first elsewhere."""
    if whole.unit != "count":
        return True
    if whole.of is None:
        return False
    if part.of is None:
        return True
    one, other = whole.of.lower().split(), part.of.lower().split()
    return one[-1] in other if words.tag == "en" else one[0] == other[0]


def _compare(whole: Quantity, parts: list[Quantity], is_complete: bool) -> Iterator[tuple[Quantity, Doubt]]:
    if not parts or whole.value is None:
        return
    for part in parts:
        if part.value is not None and part.value > whole.value + margin(whole) + margin(part):
            yield part, _larger(whole, part)
            return
    if len(parts) < 2 or not all(part.qualifier in ("exact", "over", "at_least") for part in parts):
        return
    total = sum((part.value for part in parts if part.value is not None), Decimal(0))
    allowed = margin(whole) + sum((margin(part) for part in parts), Decimal(0))
    if total > whole.value + allowed:
        yield whole, doubt("doubt.sum.exceeds", whole=printed(whole), sum=amount(total, whole.unit))
    elif is_complete and whole.value > total + allowed and is_plain(whole) and all(map(is_plain, parts)):
        yield whole, doubt("doubt.sum.differs", whole=printed(whole), sum=amount(total, whole.unit))


def _larger(whole: Quantity, part: Quantity) -> Doubt:
    """A part that is more than its whole; another reading of its digits, or a thousandth of it, may fit."""
    value, limit = part.value or Decimal(0), whole.value or Decimal(0)
    fits = [other for other in (*part.alternatives, value / 1000) if 0 < other <= limit]
    far = value > 20 * limit
    if fits and (part.alternatives or far):
        meant = amount(fits[0], part.unit)
        return doubt("doubt.part.exceeds", part=printed(part), whole=printed(whole), meant=meant)
    return doubt("doubt.part.exceeds.plain", part=printed(part), whole=printed(whole))
