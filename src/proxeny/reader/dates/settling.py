"""The value of a date expression: from its own words, from its sentence, or from the day of publication."""

from __future__ import annotations

from proxeny.reader.dates.lexicon import DateWords
from proxeny.reader.dates.matching import Expression, words_before
from proxeny.reader.dates.resolve import Anchor, Point, interval, months, months_up_to, shifted, stated_year, weekday
from proxeny.reader.document import Document


def resolve(
    document: Document,
    words: DateWords,
    anchor: Anchor,
    expression: Expression,
    last_interval: str | None,
    last_year: int | None,
) -> None:
    """Set the EDTF string of an expression, ``None`` where nothing anchors it; ``last_*`` are those found before."""
    rule, groups = expression.rule, expression.match.groupdict()
    kind = rule.kind
    year = stated_year(groups)
    if year is None and anchor.year and (groups.get("this") or groups.get("last")):
        year = anchor.year - bool(groups.get("last"))
    needs_future = kind in ("date", "weekday") or year is None
    future, context = (False, None)
    if needs_future and (
        kind in ("months", "quarter", "half", "weekday", "season", "rolling")
        or (expression.left and expression.left.year is None)
    ):
        future, context = _setting(document, words, anchor, expression)
    if kind == "date":
        _resolve_date(anchor, expression, future, context)
    elif kind == "months":
        count = _number(words, groups.get("n"))
        if count and rule.unit == "quarter":
            count *= 3
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
        year = year or context or anchor.period_year(last * size - size + 1, future)
        expression.edtf = months(year, first * size - size + 1, last * size) if year else None
    elif kind == "rolling":
        month = words.months[groups["month"]] if groups.get("month") else int(groups["m"] or 0)
        year = year or context or anchor.year_of(month, None, future, None)
        count = _number(words, groups.get("n")) or (3 if rule.unit == "quarter" else 12)
        expression.edtf = months_up_to(Point(year, month), count) if year and count <= 60 else None
    elif kind == "ago":
        count = _number(words, groups.get("n"))
        expression.edtf = shifted(anchor, rule.unit, -count) if count and count < 1000 else None
    elif kind == "decade":
        decade = groups.get("decade") or f"19{groups.get('dec2')}"
        expression.edtf = f"{decade}X"
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
        if rule.name in ("month last", "day last") and anchor.published and anchor.published.month and month:
            ahead = (month, left.day or 31) > (anchor.published.month, anchor.published.day or 31)
            year = (anchor.published.year or 0) - (ahead or (left.day is None and month == anchor.published.month))
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


def _setting(document: Document, words: DateWords, anchor: Anchor, expression: Expression) -> tuple[bool, int | None]:
    """Whether the sentence looks ahead, and the year it opens with (``In 2019, ... on 5 March``)."""
    start, end = document.plain_sentence_at(expression.start)
    left, right = max(start, expression.start - 160), min(end, expression.end + 80)
    future = bool(words.future.search(document.lower, left, right)) or any(
        words.modifiers.get(words_before(document.lower, expression.start, count)) in ("until", "before")
        for count in (1, 2)
    )
    opening = words.opening_year.match(document.lower, start, min(end, start + 40))
    context = int(opening["y"]) if opening and opening.end() <= expression.start else None
    if context and anchor.year and context > anchor.year + 1:
        context = None
    return future, context


def _number(words: DateWords, text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdecimal() else words.numbers.get(text)


def _year_before(edtf: str | None, year: int | None) -> str | None:
    """The months of an interval a year earlier, or in the year given."""
    if not edtf or ".." in edtf or not edtf[:4].isdecimal():
        return str(year) if year else None
    shift = (year - int(edtf[:4])) if year else -1
    return "/".join(f"{int(part[:4]) + shift:04d}{part[4:]}" for part in edtf.split("/"))
