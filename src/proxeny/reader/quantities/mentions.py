"""Numbers of a text with the scale and unit written beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from proxeny.reader.document import Document
from proxeny.reader.numbers.digits import MOST_DIGITS, Habit, habit_of, read_digits
from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.measures import read_prefix, read_suffix
from proxeny.reader.quantities.mention import Mention

_WORD = re.compile(r"[^\W\d_]+")
_SPACE_GROUPS = re.compile(r"(?: \d{3})+(?!\d)(?:[.,]\d+(?![\d.,]*\d))?")
_BROKEN_DECIMAL = re.compile(r", {1,2}(\d{1,2})(?!\d)")
_BROKEN_GROUPS = re.compile(r"(?:\. \d{3}){2,}(?!\d)")  # 2. 467. 183
_YEAR = re.compile(r"(?:19|20)\d\d")


def mentions(document: Document, words: QuantityWords, dates: list[tuple[int, int]]) -> tuple[list[Mention], Habit]:
    """Every numeral of the text, digits or words, with its scale and unit, in text order; and the document's habit.

    Numbers within ``dates`` and clock times say nothing about separators.
    """
    spans = words.anchors.spans(document.lower, document.folded)
    lower = document.lower
    undated = _outside(spans, dates)
    habit = habit_of(
        (
            lower[start:end]
            for start, end in undated
            if end - start > 2 and lower[start].isdecimal() and not _is_time(lower, words, start, end)
        ),
        words.numbers.decimal,
    )
    return list(_mentions(document, words, spans, habit)), habit


def _mentions(
    document: Document, words: QuantityWords, spans: list[tuple[int, int]], habit: Habit
) -> Iterator[Mention]:
    lower, plain = document.lower, document.plain
    length, at = len(lower), 0
    previous: Mention | None = None
    for start, end in spans:
        if start < at:
            continue
        mention: Mention | None
        if lower[start].isdecimal():
            mention = _in_digits(document, words, habit, start, end)
        else:
            if (start and lower[start - 1].isalnum()) or (end < length and lower[end].isalnum()):
                continue
            mention = _in_words(lower, words, start, end)
        if mention is None:
            continue
        mention.number_end = mention.end
        if not mention.dropped:
            read_prefix(plain, words, mention, at)
            opened = previous is not None and previous.prefixed and plain[previous.end : mention.start].strip() == "-"
            read_suffix(plain, lower, words, mention, is_money=opened)
        at = mention.end
        previous = mention
        yield mention


def _outside(spans: list[tuple[int, int]], dates: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that begin outside every date; both lists are in text order."""
    index = 0
    for start, end in spans:
        while index < len(dates) and dates[index][1] <= start:
            index += 1
        if index == len(dates) or start < dates[index][0]:
            yield start, end


def _is_time(lower: str, words: QuantityWords, start: int, end: int) -> bool:
    """Whether digits with a dot are hours and minutes: ``pukul 19.30``, ``09.00-11.30``."""
    if end - start > 5 or lower[end - 3] != "." or lower[end - 2] > "5":
        return False
    before = lower[max(0, start - 12) : start].split()
    return (
        lower[start] == "0"
        or bool(before and before[-1] in words.clock)
        or lower.startswith(words.after_labels, end + 1)
    )


def _in_digits(document: Document, words: QuantityWords, habit: Habit, start: int, end: int) -> Mention:
    lower = document.lower
    raw = lower[start:end]
    if end - start <= 3 and lower[end : end + 1] == " " and raw.isdecimal() and raw[0] != "0":
        groups = _SPACE_GROUPS.match(lower, end)
        if groups and _are_groups(document, words, start, end, groups):
            whole = lower[start : groups.end()]
            return _grouped(whole, start, groups.end())
    if end - start <= 3 and lower.startswith(". ", end) and (broken := _BROKEN_GROUPS.match(lower, end)):
        return _grouped(lower[start : broken.end()].replace(". ", " "), start, broken.end())
    digits = read_digits(raw, habit, whole=raw.endswith("000") and not _is_scaled(lower, words, end))
    if digits is None:
        return Mention(start, end, start, None, "digits", raw=raw, dropped=True)
    mention = Mention(start, end, start, digits.value, "digits", raw=raw, alternative=digits.alternative)
    if habit.decimal == "," and lower.startswith(", ", end) and raw.isdecimal() and not _YEAR.fullmatch(raw):
        broken = _BROKEN_DECIMAL.match(lower, end)
        if broken and _is_scaled(lower, words, broken.end()):
            mention.value = Decimal(f"{raw}.{broken.group(1)}")
            mention.end, mention.alternative = broken.end(), None
            mention.rule = "broken decimal"
    return mention


def _are_groups(document: Document, words: QuantityWords, start: int, end: int, groups: re.Match[str]) -> bool:
    """Whether a space between digits groups thousands: a no-break or thin one, two of them, or the language's habit."""
    if groups.group().count(" ") > 1 or words.numbers.spaced:
        return not (start and document.lower[start - 1] in "+/-" and words.numbers.spaced is False)
    return document.text[document.origin(end)] != " " or groups.group().startswith(" 000")


def _grouped(whole: str, start: int, end: int) -> Mention:
    if len(whole) > MOST_DIGITS:
        return Mention(start, end, start, None, "digits", raw=whole, dropped=True)
    number = whole.replace(" ", "")
    rest = re.search(r"[.,]", number)
    value = Decimal(number.replace(",", ".")) if rest else Decimal(number)
    return Mention(start, end, start, value, "spaced digits", raw=whole)


def _is_scaled(lower: str, words: QuantityWords, at: int) -> bool:
    """Whether a scale word or a percent sign follows."""
    at += lower[at : at + 1] == " "
    if lower[at : at + 1] == "%":
        return True
    match = _WORD.match(lower, at)
    return bool(match and (match.group() in words.scales or match.group() in ("persen", "phần")))


def _in_words(lower: str, words: QuantityWords, start: int, end: int) -> Mention | None:
    kind, phrase = words.phrases[lower[start:end]]
    numbers = words.numbers
    if kind == "dozen":
        size, qualifier = numbers.dozens[phrase]
        return Mention(start, end, start, Decimal(size), "collective", qualifier=qualifier, spelt=True)
    if kind == "vague":
        return Mention(start, end, start, None, "vague", unit="count", optional=True, spelt=True)
    if kind == "proportion":
        return Mention(start, end, start, numbers.proportions[phrase], "proportion", spelt=True)
    spelt = numbers.spelt(lower, start)
    if spelt is None:
        return None
    limit, value, count = spelt
    mention = Mention(start, limit, start, value, "words", raw=lower[start:limit], spelt=True)
    if count > 1:
        mention.rule = "compound words"
    for half, part in numbers.halves.items():
        if lower.startswith(half, limit + 1) and lower[limit : limit + 1] == " ":
            mention.value, mention.end = value + part, limit + 1 + len(half)
    return mention
