"""Date expressions in the plain text: found by the patterns of a language, resolved, joined and opened."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proxeny.reader.dates.lexicon import DateWords, Rule, date_words
from proxeny.reader.dates.resolve import (
    Anchor,
    Point,
    interval,
    months,
    parse_point,
    shifted,
    weekday,
    year_spoken_of,
)
from proxeny.reader.document import Document
from proxeny.reader.languages import Language

_WORDS_BEFORE = re.compile(r"[^\s(\[\"“«:;,|]+")


@dataclass(slots=True)
class Expression:
    """A date as it stands in ``document.plain``; ``left`` and ``right`` are its ends as far as stated."""

    start: int
    end: int
    name: str
    rule: Rule
    match: re.Match[str]
    left: Point | None = None
    right: Point | None = None
    edtf: str | None = None
    optional: bool = False
    confidence: float = 0.95
    alternatives: tuple[str, ...] = ()


def expressions(document: Document, language: Language) -> list[Expression]:
    """All date expressions of a document, resolved, in text order and not overlapping."""
    words = date_words(language)
    found = _matches(document, words)
    anchor = Anchor(parse_point(document.published), year_spoken_of(_years(found)))
    joined = _joined(document, words, found)
    last_interval: str | None = None
    last_year: int | None = None
    for expression in joined:
        _resolve(document, words, anchor, expression, last_interval, last_year)
        _open(document, words, expression)
        if expression.edtf:
            if "/" in expression.edtf and ".." not in expression.edtf:
                last_interval = expression.edtf
            if expression.edtf[:4].isdecimal() and not expression.optional:
                last_year = int(expression.edtf[:4])
    return joined


def _matches(document: Document, words: DateWords) -> list[Expression]:
    lower, plain = document.lower, document.plain
    found: list[Expression] = []
    at = 0
    rules_of, length = words.rules, len(lower)
    digit_rules = rules_of.get("#", ())
    for start, end in document.matches(words.anchors):
        if start < at:
            continue
        before = lower[start - 1] if start else " "
        first = lower[start]
        if "0" <= first <= "9":
            size = end - start
            # no date begins with more than four digits, and none inside a word, a decimal or a code
            inside = (
                size > 4 or size == 3 or before.isalnum() or (before in ".,/'-+" and lower[max(0, start - 2)].isalnum())
            )
            if inside and not (before == "'" or (size == 4 and before in "-/")):
                continue
            if size < 4 and end < length and lower[end] not in " /.-stnred'qhm,":
                continue
            rules = digit_rules
        else:
            if before.isalnum() or (end < length and lower[end].isalpha() and not lower[end - 1].isdecimal()):
                continue
            if before == "-" and start > 1 and lower[start - 2].isdecimal():
                continue  # boulevard du 7-Décembre
            rules = rules_of.get(first if lower[end - 1].isdecimal() else lower[start:end], ())
        best: tuple[int, Rule, re.Match[str]] | None = None
        for rule in rules:
            match = rule.pattern.match(lower, start)
            if match and (best is None or match.end() > best[0]) and _holds(plain, lower, words, rule, match):
                best = (match.end(), rule, match)
        if best:
            at, rule, match = best
            found.append(
                Expression(start=start, end=at, name=rule.name, rule=rule, match=match, optional=rule.optional)
            )
    return found


def _holds(plain: str, lower: str, words: DateWords, rule: Rule, match: re.Match[str]) -> bool:
    """Whether a pattern's words are a date here: not a count of 2000 people, a decree's number, the verb ``may``."""
    start, end = match.span()
    groups = match.groupdict()
    if rule.kind == "date":
        if (
            groups.get("month")
            and not groups.get("d")
            and not groups.get("y")
            and words.month_capital
            and not plain[start].isupper()
        ):
            return False
        if words.capital_months and (
            (groups.get("month") in words.capital_months and not plain[match.end("month") - 3].isupper())
            or (groups.get("month2") in words.capital_months and not plain[match.end("month2") - 3].isupper())
        ):
            return False
        if groups.get("month") in words.verbs and not groups.get("d") and not groups.get("y"):
            previous = _before(lower, start, 1)
            if previous not in words.modifiers and previous not in words.markers:
                return False
        if rule.name == "year":
            return _is_year(plain, lower, words, int(match["y"]), start, end)
    if rule.kind == "weekday" and words.capital and not any(map(str.isupper, plain[start:end])):
        return False
    if "m" in groups and not groups.get("y") and not groups.get("y2") and end < len(lower) and lower[end] in "/-%.":
        following = lower[end + 1 : end + 2]
        if lower[end] == "%" or following.isalnum():
            return False
    if (
        end < len(lower) - 1
        and lower[end] in "/-"
        and "y" in groups
        and lower[end + 1].isalpha()
        and rule.name != "year"
    ):
        return False
    if groups.get("d2") and groups.get("d") and not _is_span(lower, words, match):
        return False
    if rule.weak:
        return _is_marked(lower, words, start) and _before(lower, start, 1) not in words.document_words
    if rule.name.startswith("years") and groups.get("y2"):
        return int(match["y2"]) > int(match["y"]) and _before(lower, start, 1) not in words.document_words
    if rule.name.startswith("years") and groups.get("yy2"):
        return int(match["yy2"]) == (int(match["y"]) + 1) % 100 and _before(lower, start, 1) not in words.document_words
    return True


def _is_span(lower: str, words: DateWords, match: re.Match[str]) -> bool:
    """Whether two days joined by ``and`` follow each other, so that they are one stretch: 12 and 13 March."""
    between = lower[match.end("d") : match.start("d2")].split()
    if not any(word in words.ands for word in between) or int(match["d2"]) - int(match["d"]) <= between.count(",") + 2:
        return True
    return any(_before(lower, match.start(), count) in words.openers for count in (1, 2))


def _is_year(plain: str, lower: str, words: DateWords, year: int, start: int, end: int) -> bool:
    before = lower[start - 1] if start else " "
    after = lower[end] if end < len(lower) else " "
    if before in "$€£¥₫+#" or (before in "/.,-'" and start > 1 and lower[start - 2].isalnum()):
        return False
    if after in ".,'" and lower[end + 1 : end + 2].isdecimal():
        return False
    if after in "/-" and lower[end + 1 : end + 2].isalnum():
        return False
    if after in "%$€£¥₫°²" or (after == " " and lower[end + 1 : end + 2] in ("%", "€", "$", "£", "°")):
        return False
    if (
        after == " "
        and lower[end + 1 : end + 4].isdecimal()
        and not lower[end + 1 : end + 5].isdecimal()
        and before == " "
    ):
        return False
    previous = _before(lower, start, 1)
    if previous in words.document_words or previous in words.not_years:
        return False
    counted = words.counted.match(lower, end + 1) if after == " " or after == "-" else None
    if counted and not (previous in words.modifiers and counted.group() in words.soft_counted):
        return previous in words.year_words
    if not 1900 <= year <= 2100:
        return previous in words.modifiers or previous in words.year_words
    return True


def _is_marked(lower: str, words: DateWords, start: int) -> bool:
    if start and lower[start - 1] in "([":
        return True
    for count in (1, 2):
        phrase = _before(lower, start, count)
        if phrase in words.markers or phrase in words.weekdays or (count == 1 and phrase.rstrip(",") in words.weekdays):
            return True
    return False


def _before(lower: str, at: int, count: int) -> str:
    """The ``count`` words before a position, joined by single spaces; ``""`` where there are fewer on the line."""
    window = lower[max(0, at - 14 * count - 6) : at]
    line = max(window.rfind("\n"), window.rfind("("), window.rfind("["), window.rfind('"'), window.rfind("|"))
    parts = window[line + 1 :].split()
    return " ".join(parts[-count:]) if len(parts) >= count else ""


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
            and _grain(previous.left) == _grain(expression.left)
        ):
            gap = lower[previous.end : expression.start].strip()
            meaning = words.joiners.get(gap)
            opened = words.openers and any(_before(lower, previous.start, count) in words.openers for count in (1, 2))
            if meaning == "always" or (meaning == "opened" and opened):
                previous.end, previous.right = expression.end, expression.left
                previous.name = "range"
                continue
        kept.append(expression)
    return kept


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


def _resolve(
    document: Document,
    words: DateWords,
    anchor: Anchor,
    expression: Expression,
    last_interval: str | None,
    last_year: int | None,
) -> None:
    rule, groups = expression.rule, expression.match.groupdict()
    kind = rule.kind
    year = int(groups["y"]) if groups.get("y") else None
    needs_future = kind in ("date", "weekday") or year is None
    future, context = (False, None)
    if needs_future and (
        kind in ("months", "quarter", "half", "weekday", "season") or (expression.left and expression.left.year is None)
    ):
        future, context = _setting(document, words, expression)
    if kind == "date":
        _resolve_date(anchor, expression, future, context)
    elif kind == "months":
        count = _number(words, groups.get("n"))
        if count is None or not 1 <= count <= 12:
            expression.edtf, expression.optional = (str(year) if year else None), True
            return
        first, last = (13 - count, 12) if rule.shift == 12 else (1, count)
        year = year or context or (anchor.year if rule.shift else anchor.period_year(last, future))
        expression.edtf = months(year, first, last) if year else None
    elif kind in ("quarter", "half"):
        table, size = (words.quarters, 3) if kind == "quarter" else (words.halves, 6)
        first = table[(groups.get("q") or groups.get("half") or "").strip()]
        last = words.quarters[groups["q2"]] if groups.get("q2") else first
        year = year or context or anchor.period_year(last * size, future)
        expression.edtf = months(year, first * size - size + 1, last * size) if year else None
    elif kind == "decade":
        expression.edtf = f"{groups['decade']}X" if len(groups["decade"] or "") == 3 else None
    elif kind == "season":
        year = year or anchor.year
        expression.edtf = f"{year}-{words.seasons[groups['season'] or '']}" if year else None
    elif kind == "past":
        count = _number(words, groups.get("n"))
        base = year or anchor.year
        expression.edtf = f"{base - count}/{base}" if base and count and count < 1000 else None
    elif kind == "same_period":
        expression.edtf = _year_before(last_interval, year) or (str(anchor.year - 1) if anchor.year else None)
    elif kind == "shifted":
        base = last_year or anchor.year
        expression.edtf = f"{base + rule.shift:04d}" if base else None
    elif kind == "weekday":
        expression.edtf = weekday(anchor, words.weekdays[groups["wd"] or ""], bool(rule.shift) or future)
    else:
        expression.edtf = shifted(anchor, rule.unit, rule.shift)
        if not anchor.published:
            expression.optional = expression.optional or rule.shift != 0 or rule.unit != "year"
            expression.confidence = 0.7


def _resolve_date(anchor: Anchor, expression: Expression, future: bool, context: int | None) -> None:
    left, right, rule = expression.left, expression.right, expression.rule
    if left is None:
        return
    if left.year is None:
        expression.confidence = 0.85
        month = left.month
        if rule.name in ("month next year", "month last year", "month this year"):
            year = anchor.year + rule.shift if anchor.year else None
        elif month is None and left.day and anchor.published:
            published = anchor.published
            month = published.month
            year = published.year
            if month and published.day and left.day > published.day and not future:
                month, year = (month - 1, year) if month > 1 else (12, (year or 1) - 1)
        else:
            year = anchor.year_of(month or 1, left.day, future, context)
        if rule.name == "month last" and anchor.published and anchor.published.month and month:
            year = (anchor.published.year or 0) - (month >= anchor.published.month)
        if rule.name == "month next" and anchor.published and anchor.published.month and month:
            year = (anchor.published.year or 0) + (month <= anchor.published.month)
        left = Point(year, month, left.day)
        if right is not None:
            second = right.year or year
            if second and not right.year and right.month and month and right.month < month:
                second += 1
            right = Point(second, right.month or (month if right.day else None), right.day)
    if (
        right is not None
        and left.year
        and right.year
        and left.month
        and right.month
        and left.year == right.year
        and left.month > right.month
    ):
        left = Point(left.year - 1, left.month, left.day)
    expression.edtf = interval(left, right) if right else left.edtf()
    if (
        right is None
        and expression.match.groupdict().get("m")
        and left.day
        and left.month
        and left.day <= 12
        and left.day != left.month
        and rule.name != "iso"
    ):
        other = Point(left.year, left.day, left.month).edtf()
        expression.alternatives = (other,) if other else ()
    if expression.edtf is None and left.year is None:
        expression.optional = True


def _setting(document: Document, words: DateWords, expression: Expression) -> tuple[bool, int | None]:
    """Whether the sentence looks ahead, and the year it opens with (``In 2019, ... on 5 March``)."""
    start, end = document.plain_sentence_at(expression.start)
    left, right = max(start, expression.start - 160), min(end, expression.end + 80)
    future = bool(words.future.search(document.lower, left, right)) or any(
        words.modifiers.get(_before(document.lower, expression.start, count)) in ("until", "before") for count in (1, 2)
    )
    opening = words.opening_year.match(document.lower, start, min(end, start + 40))
    context = int(opening["y"]) if opening and opening.end() <= expression.start else None
    return future, context


def _number(words: DateWords, text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdecimal() else words.numbers.get(text)


def _year_before(edtf: str | None, year: int | None) -> str | None:
    """The months of an interval a year earlier, or in the year given."""
    if not edtf or not edtf[:4].isdecimal():
        return str(year) if year else None
    shift = (year - int(edtf[:4])) if year else -1
    return "/".join(f"{int(part[:4]) + shift:04d}{part[4:]}" for part in edtf.split("/"))


def _open(document: Document, words: DateWords, expression: Expression) -> None:
    """Apply the words before a date: ``since`` opens its end, ``until`` and ``before`` its start, ``early`` only widens."""
    lower = document.lower
    for _ in range(3):
        for count in range(words.modifier_words, 0, -1):
            phrase = _before(lower, expression.start, count)
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
