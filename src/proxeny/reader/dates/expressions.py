"""Date expressions in the plain text: found by the patterns of a language, resolved, joined and opened."""

from __future__ import annotations

import re

from proxeny.reader.dates.lexicon import DateWords, date_words
from proxeny.reader.dates.matching import Expression, matches, may_end, words_before
from proxeny.reader.dates.resolve import Anchor, Point, parse_point, stated_year, year_spoken_of
from proxeny.reader.dates.settling import resolve
from proxeny.reader.document import Document
from proxeny.reader.languages import Language
from proxeny.reader.watching import watched


def expressions(document: Document, language: Language) -> list[Expression]:
    """All date expressions of a document, resolved, in text order and not overlapping."""
    words = date_words(language)
    found = matches(document, words)
    published = parse_point(document.published)
    anchor = Anchor(published, None if published else year_spoken_of(*_years(document, words, found)))
    joined = _joined(document, words, found)
    last_interval: str | None = None
    last_year: int | None = None
    reach = 0
    for expression in joined:
        resolve(document, words, anchor, expression, last_interval, last_year)
        _open(document, words, anchor, expression)
        expression.start = max(expression.start, reach)  # its words before may be a date of their own: "year end"
        reach = expression.end
        if expression.edtf:
            if "/" in expression.edtf and expression.edtf.count("-") > 1 and expression.rule.kind != "same_period":
                last_interval = expression.edtf
            if expression.edtf[:4].isdecimal() and not expression.optional:
                last_year = int(expression.edtf[:4])
    kept = [expression for expression in joined if expression.start < expression.end]
    if (seen := watched()) is not None:
        seen.anchor, seen.expressions = anchor, kept
    return kept


def _years(document: Document, words: DateWords, found: list[Expression]) -> tuple[list[int], list[int]]:
    """Years stated in full: those of which the text tells, and those to which it looks ahead.

    The far end of a period, years in names and the base year of prices count for nothing; the same period of a year is
    told in the year after it.
    """
    lower = document.lower
    years: list[int] = []
    ahead: list[int] = []
    for expression in found:
        groups = expression.match.groupdict()
        far = groups.get("y2") if groups.get("d2") or groups.get("month2") else None
        year = stated_year(groups) or int(far or 0)
        if year and expression.rule.kind == "same_period":  # "the same period of 2023" is told in 2024
            years.append(year + 1)
            continue
        if not 1900 <= year <= 2100 or expression.optional:
            continue
        at = expression.start
        if may_end(lower, at, words.base_year_ends) and any(
            words_before(lower, at, count) in words.base_years for count in (1, 2, 3)
        ):
            continue
        start, _ = document.plain_sentence_at(expression.start)
        looks_ahead = words.future.search(lower, max(start, expression.start - 100), expression.start)
        (ahead if looks_ahead else years).append(year)
    return years, ahead


def _joined(document: Document, words: DateWords, found: list[Expression]) -> list[Expression]:
    """Neighbours that are the two ends of a range made one: ``from 5 March 2023 to 7 April 2024``."""
    lower = document.lower
    kept: list[Expression] = []
    for expression in found:
        _points(words, expression)
        previous = kept[-1] if kept else None
        if (
            previous
            and previous.left
            and expression.left
            and not previous.right
            and not expression.right
            and expression.start - previous.end < 30
        ):
            meaning = words.joiners.get(lower[previous.end : expression.start].strip())
            if _grain(previous.left) == _grain(expression.left) or _completes(previous.left, expression.left):
                if meaning == "always" or (meaning and _opens_range(words, lower, previous.start)):
                    previous.end, previous.right = expression.end, expression.left
                    previous.name = "range"
                    continue
            elif meaning and _opens_range(words, lower, previous.start):
                left = _beginning(words, lower, previous, expression.left)
                if left is not None:
                    kept.pop()
                    expression.start, expression.name = previous.start, "range"
                    expression.left, expression.right = left, expression.left
        kept.append(expression)
    return kept


def _opens_range(words: DateWords, lower: str, start: int) -> bool:
    """Whether ``from`` or ``between`` stands before a date, or before ``the beginning of`` it."""
    for _ in range(2):
        for count in (3, 2, 1):
            phrase = words_before(lower, start, count)
            if phrase and phrase in words.openers:
                return True
            if phrase and words.modifiers.get(phrase) == "soft":
                start = _start_of(lower, phrase, start)
                break
        else:
            return False
    return False


def _beginning(words: DateWords, lower: str, previous: Expression, right: Point) -> Point | None:
    """The start of a range that ends more exactly than it begins: ``from 2016 to June 2021``.

    The beginning of a year is its first month, or its first day where the end is a day.
    """
    left = previous.left
    if left is None or (left.month is not None and (left.year is None or right.day is None)):
        return None
    if left.month is None and (previous.rule.kind == "vague" or _begins(words, lower, previous.start)):
        return Point(left.year or right.year, 1, 1 if right.day else None)
    return left if right.month else None


def _begins(words: DateWords, lower: str, start: int) -> bool:
    return any(words_before(lower, start, count) in words.beginnings for count in (1, 2, 3))


def _completes(left: Point, right: Point) -> bool:
    """Whether a month without year is the start of what ends on a day: January to 23 November 2016."""
    return left.year is None and left.month is not None and left.day is None and right.day is not None


def _grain(point: Point) -> int:
    return 3 if point.day else 2 if point.month else 1


def _points(words: DateWords, expression: Expression) -> None:
    """The ends that a pattern states, the left one completed from the right."""
    groups = expression.match.groupdict()
    if expression.rule.name == "beginning of the year":
        expression.left = Point(None)
    if expression.rule.kind != "date":
        return

    def month(name: str, digits: str) -> int | None:
        if groups.get(name):
            return words.months[re.sub(" +", " ", groups[name] or "")]
        return int(groups[digits]) if groups.get(digits) else None

    year = stated_year(groups)
    day = int(groups["d"]) if groups.get("d") else None
    first_month = month("month", "m")
    if any(groups.get(name) for name in ("d2", "m2", "month2", "y2", "yy2")):
        second_year = int(groups["y2"]) if groups.get("y2") else None
        if groups.get("yy2"):
            second_year = (year or 0) // 100 * 100 + int(groups["yy2"])
        second_month = month("month2", "m2") or (first_month if groups.get("d2") else None)
        first_month = first_month or (second_month if day else None)
        expression.left = Point(year if year else (second_year if first_month else None), first_month, day)
        expression.right = Point(
            second_year or (year if second_month else None),
            second_month,
            int(groups["d2"]) if groups.get("d2") else None,
        )
    else:
        expression.left = Point(year, first_month, day)


def _open(document: Document, words: DateWords, anchor: Anchor, expression: Expression) -> None:
    """Apply the words before a date: ``since`` opens its end, ``until`` its start, ``early`` only widens the span."""
    lower = document.lower
    for _ in range(3):
        if not may_end(lower, expression.start, words.modifier_ends):
            return
        for count in range(words.modifier_words, 0, -1):
            phrase = words_before(lower, expression.start, count)
            meaning = words.modifiers.get(phrase) if phrase else None
            if meaning:
                break
        else:
            return
        start = (
            lower.rfind(phrase.split(" ")[0], 0, expression.start)
            if count == 1
            else _start_of(lower, phrase, expression.start)
        )
        if meaning == "from":
            onward = words.onward.match(lower, expression.end)
            if onward and expression.edtf and "/" not in expression.edtf:
                expression.start, expression.end = start, onward.end()
                expression.edtf += "/.."
            return
        if meaning == "up_to":
            ahead = _lies_ahead(document, words, anchor, expression)
            meaning = "until" if ahead else "itself"
        if meaning == "itself":
            return
        expression.start = start
        if meaning == "soft":
            continue
        if expression.edtf:
            first, _, last = expression.edtf.partition("/")
            if meaning == "since" and not last:
                expression.edtf = f"{first}/.."
            elif not last:
                expression.edtf = f"../{first}"
        return


def _lies_ahead(document: Document, words: DateWords, anchor: Anchor, expression: Expression) -> bool:
    """Whether a date is after publication; without that, whether its sentence looks ahead."""
    published = anchor.published.edtf() if anchor.published else None
    if published and expression.edtf:
        return expression.edtf.split("/")[-1][: len(published)] > published
    start, end = document.plain_sentence_at(expression.start)
    left, right = max(start, expression.start - 120), min(end, expression.end + 60)
    return bool(words.future.search(document.lower, left, right))


def _start_of(lower: str, phrase: str, end: int) -> int:
    first = phrase.split(" ")[0]
    at = end
    for _ in range(4):
        at = lower.rfind(first, 0, at)
        if at < 0:
            return end
        if " ".join(lower[at:end].split()) == phrase:
            return at
    return end
