"""Why a date has its value: the pattern, its parts, and what supplied the parts that the text leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from proxeny.reader.dates.matching import Expression
from proxeny.reader.explaining.derivation import Case, Reason
from proxeny.reader.explaining.sources import line, rule_line
from proxeny.reader.spans import Date

_PARTS = {
    "y": "year", "y2": "year of the end", "yy": "year in two digits", "yy2": "year of the end", "m": "month in digits",
    "m2": "month of the end", "d": "day", "d2": "day of the end", "month": "month", "month2": "month of the end",
    "q": "quarter", "q2": "quarter of the end", "half": "half", "wd": "weekday", "season": "season", "n": "number",
    "decade": "decade", "dec2": "decade", "this": "this year", "last": "the year before",
}  # fmt: skip
_TABLES = {
    "month": "months", "month2": "months", "q": "quarters", "q2": "quarters", "half": "halves", "wd": "weekdays",
    "season": "seasons",
}  # fmt: skip


def reasons(case: Case, date: Date) -> Iterator[Reason]:
    """The pattern, its parts in text order, modifiers before it, what was supplied, the confidence."""
    start = case.document.plain_position(date.start)
    expression = next((each for each in case.seen.expressions if each.start == start), None)
    if expression is None:
        return
    rule = expression.rule
    number = int(rule.key[len("rules[") : -1])
    said = f"'{rule.name}', a pattern of the kind '{rule.kind}'"
    yield Reason("pattern", said, source=rule_line(case.language, number))
    yield from _parts(case, expression)
    yield from _modifiers(case, expression)
    yield from _supplied(case, expression, date)
    why = "nothing anchors it, so it has no value" if date.edtf is None else "the words settle it"
    if date.edtf is not None and any(_supplied(case, expression, date)):
        why = "a part of it is supplied"
    if date.alternatives:
        why = "the digits can be read in two orders"
    yield Reason("value", f"EDTF {date.edtf}" if date.edtf else "none")
    yield Reason("confidence", f"{date.confidence:.0%}: {why}")


def _parts(case: Case, expression: Expression) -> Iterator[Reason]:
    match, document = expression.match, case.document
    groups = [(match.start(name), name) for name, words in match.groupdict().items() if words]
    for at, name in sorted(groups):
        start, end = document.origin(at), document.origin_end(match.end(name))
        words = match.group(name)
        said, source = f"the {_PARTS.get(name, name)}", None
        table = _TABLES.get(name)
        if table:
            for key, listed in case.language.table("dates").get(table, {}).items():
                if words in listed:
                    said = f"the {_PARTS[name]}, number {key}"
                    source = line(case.language, "dates", f"{table}.{key}", words)
        yield Reason("part", said, case.words(start, end), start, end, source)


def _modifiers(case: Case, expression: Expression) -> Iterator[Reason]:
    """The words before the pattern that belong to the date: since, until, the end of."""
    before = case.document.lower[expression.start : expression.match.start()].strip()
    if not before:
        return
    for meaning, listed in case.language.table("dates").get("modifiers", {}).items():
        for word in sorted(listed, key=len, reverse=True):
            if before == word or before.startswith(f"{word} ") or before.endswith(f" {word}"):
                said = {
                    "since": "opens the end", "from": "opens the end", "until": "opens the start",
                    "before": "opens the start", "up_to": "names the date itself", "itself": "names the date itself",
                    "soft": "leaves the value as it is",
                }.get(meaning, meaning)  # fmt: skip
                yield Reason("modifier", said, word, source=line(case.language, "dates", f"modifiers.{meaning}", word))
                return
    if expression.name == "range":
        yield Reason("modifier", "the beginning of a range that the words behind it end", before)


def _supplied(case: Case, expression: Expression, date: Date) -> Iterator[Reason]:
    """Where a year, month or day that the words do not have comes from."""
    anchor, groups = case.seen.anchor, expression.match.groupdict()
    stated = any(groups.get(name) for name in ("y", "y2", "yy", "yy2", "decade", "dec2"))
    if date.edtf is None or stated or anchor is None:
        return
    if anchor.published is not None:
        told = "given" if case.published_given else "found at the head of the text"
        said = f"counted from the day of publication, {anchor.published.edtf()} ({told})"
    elif anchor.spoken_of is not None:
        said = f"counted from {anchor.spoken_of}, the year that the text speaks of, for no day of publication is known"
    else:
        said = "taken from the dates beside it"
    year = date.edtf.lstrip("./")[:4]
    if anchor.year is not None and year.isdigit() and int(year) != anchor.year:
        said += f"; the words or the year named beside it make it {year}"
    yield Reason("resolved", said)
