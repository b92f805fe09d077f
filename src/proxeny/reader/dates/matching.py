"""Date expressions as the patterns of a language find them, and what makes a number no date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proxeny.reader.dates.lexicon import DateWords, Rule
from proxeny.reader.dates.resolve import Point
from proxeny.reader.document import Document

_LONG = 15  # letters of a word that may be cut where ``words_before`` looks for one word only
# A whole date hangs on the word before it: a byline that lost its line end.
_FULL = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)\d\d(?!\w)")
# A capitalised word directly before a month that is a given name, too.
_WORD_BEFORE = re.compile(r"([^\W\d_a-zà-öø-ÿ]\w+) $")


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


def matches(document: Document, words: DateWords) -> list[Expression]:
    """What the patterns find, the longest first, in text order and not overlapping; nothing is resolved yet."""
    lower, plain = document.lower, document.plain
    found: list[Expression] = []
    at = 0
    rules_of, length = words.rules, len(lower)
    for start, end in words.anchors.spans(lower, document.folded):
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
            if inside and not (
                before == "'"
                or (size == 4 and before in "-/")
                or _is_glued(lower, words, start)
                or (before.isalpha() and _FULL.match(lower, start))
            ):
                continue
            if size < 4 and end < length and lower[end] not in " /.-stnredè'qhm,":
                continue
            rules = words.year_rules if size == 4 else words.digit_rules
        else:
            if before.isalnum() or (end < length and lower[end].isalpha() and not lower[end - 1].isdecimal()):
                continue
            if before == "-" and start > 1 and lower[start - 2].isdecimal():
                continue  # boulevard du 7-Décembre
            known = rules_of.get(lower[start : end - lower[end - 1].isdecimal()])
            if known is None:
                continue
            rules = known
        if not rules.any.match(lower, start):
            continue
        best: tuple[int, Rule, re.Match[str]] | None = None
        for rule in rules.each:
            match = rule.pattern.match(lower, start)
            if match and (best is None or match.end() > best[0]) and _holds(plain, lower, words, rule, match):
                best = (match.end(), rule, match)
        if best:
            at, rule, match = best
            found.append(
                Expression(start=start, end=at, name=rule.name, rule=rule, match=match, optional=rule.optional)
            )
    return found


def _is_glued(lower: str, words: DateWords, start: int) -> bool:
    """Whether digits hang on a word that announces a date, its space lost: ``ngày20/9``, ``au31 décembre``."""
    at = start
    while at and start - at < 8 and lower[at - 1].isalpha():
        at -= 1
    word = lower[at:start]
    return len(word) > 1 and (word in words.markers or word in words.modifiers or word in words.year_words)


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
        if (
            rule.name == "month alone"
            and groups.get("month") in words.given
            and (name := _WORD_BEFORE.search(plain, max(0, start - 20), start))
            and name.group(1).lower() not in words.modifiers
            and name.group(1).lower() not in words.markers
        ):
            return False
        if (
            rule.name == "month alone"
            and groups.get("month") in words.verbs
            and not groups.get("d")
            and not groups.get("y")
        ):
            previous = words_before(lower, start, 1)
            if previous not in words.modifiers and previous not in words.markers:
                return False
        if rule.name == "year":
            return _is_year(plain, lower, words, int(match["y"]), start, end)
    # "5 năm tới", "2 tahun depan": so many years, not next year
    if lower[start - 2 : start - 1].isdecimal() and lower[start - 1] == " " and rule.counted_before:
        return False
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
    if groups.get("month2") and not groups.get("d2") and not _are_months_in_a_row(lower, words, match):
        return False
    if groups.get("d2") and groups.get("d") and not _is_span(lower, words, match):
        return False
    if rule.name == "months in a row" and groups.get("m2"):
        between = lower[match.start("m") : match.start("m2")]
        if int(match["m2"]) - int(match["m"]) != between.count(",") + 1 or lower.startswith(" tháng", end):
            return False
    if rule.weak:
        return _is_marked(lower, words, start) and words_before(lower, start, 1) not in words.document_words
    if rule.name == "iso month":
        return int(match["m"]) != (int(match["y"]) + 1) % 100  # 2011-12: a year of account
    if rule.name.startswith("years") and groups.get("y2"):
        return int(match["y2"]) > int(match["y"]) and words_before(lower, start, 1) not in words.document_words
    if rule.name.startswith("years") and groups.get("yy2"):
        first, last = int(match["y"]) % 100, int(match["yy2"])
        in_a_row = last == (first + 1) % 100
        return (in_a_row or last > max(first, 12)) and words_before(lower, start, 1) not in words.document_words
    return True


def _is_year(plain: str, lower: str, words: DateWords, year: int, start: int, end: int) -> bool:
    before = lower[start - 1] if start else " "
    after = lower[end] if end < len(lower) else " "
    if before in "$€£¥₫+#":
        return False
    if before in "/.,-'" and start > 1 and lower[start - 2].isalnum() and not lower.endswith(words.hyphened, 0, start):
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
    previous = words_before(lower, start, 1)
    if previous in words.document_words or previous in words.not_years:
        return False
    counted = words.counted.match(lower, end + 1) if after == " " or after == "-" else None
    if counted and not (previous in words.modifiers and counted.group() in words.soft_counted):
        return previous in words.year_words
    if not 1900 <= year <= 2100:
        return previous in words.modifiers or previous in words.year_words
    return True


def _are_months_in_a_row(lower: str, words: DateWords, match: re.Match[str]) -> bool:
    """Whether two months joined by ``and`` make one stretch: they follow each other, or ``between`` opens them."""
    between = lower[match.end("month") : match.start("month2")].split()
    if between and between != [","] and not any(word in words.ands for word in between):
        return True
    if words.months.get(match["month2"], 0) - words.months.get(match["month"], 0) == 1:
        return True
    return any(words_before(lower, match.start(), count) in words.openers for count in (1, 2))


def _is_span(lower: str, words: DateWords, match: re.Match[str]) -> bool:
    """Whether two days joined by ``and`` follow each other, so that they are one stretch: 12 and 13 March."""
    between = lower[match.end("d") : match.start("d2")].split()
    if not any(word in words.ands for word in between) or int(match["d2"]) - int(match["d"]) <= between.count(",") + 2:
        return True
    return any(words_before(lower, match.start(), count) in words.openers for count in (1, 2))


def _is_marked(lower: str, words: DateWords, start: int) -> bool:
    if start and lower[start - 1] in "([":
        return True
    for count in (1, 2):
        phrase = words_before(lower, start, count)
        if phrase in words.markers or phrase in words.weekdays or (count == 1 and phrase.rstrip(",") in words.weekdays):
            return True
    return False


def may_end(lower: str, at: int, last_words: frozenset[str]) -> bool:
    """Whether the word before a position may be the last of a phrase; so where a plain look does not tell."""
    last = words_before(lower, at, 1)
    return last in last_words or not 0 < len(last) < _LONG or lower.endswith("  ", 0, at)


def words_before(lower: str, at: int, count: int) -> str:
    """The ``count`` words before a position, joined by single spaces; ``""`` where there are fewer on the line."""
    window = lower[max(0, at - 14 * count - 6) : at]
    line = max(window.rfind("\n"), window.rfind("("), window.rfind("["), window.rfind('"'), window.rfind("|"))
    parts = window[line + 1 :].split()
    return " ".join(parts[-count:]) if len(parts) >= count else ""
