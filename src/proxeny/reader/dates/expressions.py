"""Date expressions in the plain text: found by the patterns of a language, resolved, joined and opened."""

from __future__ import annotations

import re

from proxeny.reader.dates.lexicon import DateWords, date_words
from proxeny.reader.dates.matching import Expression, matches, words_before
from proxeny.reader.dates.resolve import Anchor, Point, parse_point, year_spoken_of
from proxeny.reader.dates.settling import resolve
from proxeny.reader.document import Document
from proxeny.reader.languages import Language


def expressions(document: Document, language: Language) -> list[Expression]:
    """All date expressions of a document, resolved, in text order and not overlapping."""
    words = date_words(language)
    found = matches(document, words)
    anchor = Anchor(parse_point(document.published), year_spoken_of(_years(found)))
    joined = _joined(document, words, found)
    last_interval: str | None = None
    last_year: int | None = None
    for expression in joined:
        resolve(document, words, anchor, expression, last_interval, last_year)
        _open(document, words, expression)
        if expression.edtf:
            if "/" in expression.edtf and expression.edtf.count("-") > 1 and expression.rule.kind != "same_period":
                last_interval = expression.edtf
            if expression.edtf[:4].isdecimal() and not expression.optional:
                last_year = int(expression.edtf[:4])
    return joined


def _years(found: list[Expression]) -> list[int]:
    """Years stated in full: what the text speaks of. The far end of a period and years in names count for nothing."""
    years = []
    for expression in found:
        groups = expression.match.groupdict()
        year = groups.get("y") or (groups.get("y2") if groups.get("d2") or groups.get("month2") else None)
        if year and 1900 <= int(year) <= 2100 and not expression.optional:
            years.append(int(year))
    return years


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
            and (_grain(previous.left) == _grain(expression.left) or _completes(previous.left, expression.left))
        ):
            gap = lower[previous.end : expression.start].strip()
            meaning = words.joiners.get(gap)
            opened = words.openers and any(
                words_before(lower, previous.start, count) in words.openers for count in (1, 2)
            )
            if meaning == "always" or (meaning == "opened" and opened):
                previous.end, previous.right = expression.end, expression.left
                previous.name = "range"
                continue
        kept.append(expression)
    return kept


def _completes(left: Point, right: Point) -> bool:
    """Whether a month without year is the start of what ends on a day: January to 23 November 2016."""
    return left.year is None and left.month is not None and left.day is None and right.day is not None


def _grain(point: Point) -> int:
    return 3 if point.day else 2 if point.month else 1


def _points(words: DateWords, expression: Expression) -> None:
    """The ends that a pattern states, the left one completed from the right."""
    groups = expression.match.groupdict()
    if expression.rule.kind != "date":
        return

    def month(name: str, digits: str) -> int | None:
        if groups.get(name):
            return words.months[re.sub(" +", " ", groups[name] or "")]
        return int(groups[digits]) if groups.get(digits) else None

    year = int(groups["y"]) if groups.get("y") else None
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


def _open(document: Document, words: DateWords, expression: Expression) -> None:
    """Apply the words before a date: ``since`` opens its end, ``until`` its start, ``early`` only widens the span."""
    lower = document.lower
    for _ in range(3):
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
