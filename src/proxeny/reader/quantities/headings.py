"""Scales and units that a table gives once, in its heading or a row's label: ``Exports (USD million) | 3,011``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from proxeny.reader.document import Document
from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.mention import Mention
from proxeny.reader.quantities.nouns import counted

_BRACKET = re.compile(r"\(([^()\n]{1,160})\)")
_UNIT_LINE = re.compile(r"(?:unit|units|đơn vị(?: tính)?|đvt|satuan|unité|unités?) *: *([^\n.;)]{1,40})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_COLUMN = frozenset({"a", "mo", "d", "wk", "h", "min", "s", "m", "g"})  # "year 2022" in a heading measures nothing
_THOUSANDS = re.compile(r"(?<![\d.,])(?:'|1[.,' ]?)?(000(?:[.,' ]?000)?)(?![\d.,])")  # Population (1,000), ('000 t)
_SQUARED = re.compile(r"(?<!\w)k?m[23](?!\w)")
_MOST_BREAKS = 6  # lines that one heading row may be broken over
_MOST_COLUMNS = 1000  # headings of columns in one text; each is followed over two hundred rows at most
_LINE = 1000  # no row of a table is longer
_CAPTION_WORDS = 7  # a line that ends with a full stop and has more words is a sentence
_STOP = re.compile(r"[.!?] ")
_PART = re.compile(r"[;/|]")
_TOKEN = re.compile(r"us\$|k?m[23²³]|[^\W\d_]+\$?|[%$€£¥₫㎢㎡㏊]|m[€$]|[a-z]{3}")


@dataclass(frozen=True, slots=True)
class Measure:
    """A scale and a unit; a unit of ``None`` leaves counts as they are."""

    scale: Decimal | None
    unit: str | None


def apply_headings(document: Document, words: QuantityWords, found: list[Mention]) -> None:
    """Give bare numbers the scale and unit of their column, row or table; a number with a noun of its own has none."""
    lower = document.lower
    brackets = [match for match in _BRACKET.finditer(lower) if not _plain_aside(match.group(1), words)]
    brackets += list(_UNIT_LINE.finditer(lower))
    if not brackets:
        return
    brackets.sort(key=lambda match: match.start())
    _drop_thousands(brackets, found)
    bare = [
        mention
        for mention in found
        if _is_bare(mention) and (not mention.dropped or mention.rule == "name") and _is_cell(document, words, mention)
    ]
    if not bare:
        return
    starts = [mention.start for mention in bare]
    loose = [mention for mention in found if _is_bare(mention) and not mention.dropped]
    loose_starts = [mention.start for mention in loose]
    columns: list[tuple[re.Match[str], Measure | None, int, int]] = []
    rows: list[tuple[int, int, Measure | None]] = []
    tables: list[tuple[list[Measure | None], int]] = []
    lists: dict[int, list[Measure | None]] = {}
    for index, match in enumerate(brackets):
        parts = [_measure(part, words) for part in _PART.split(match.group(1))]
        if not any(parts):
            continue
        line_start = lower.rfind("\n", max(0, match.start() - _LINE), match.start()) + 1 or max(
            0, match.start() - _LINE
        )
        line_end = lower.find("\n", match.end(), match.end() + _LINE)
        line_end = min(len(lower), match.end() + _LINE) if line_end < 0 else line_end
        numbers_in_line = bare_between(starts, line_start, line_end)
        if "|" in lower[line_start:line_end] and numbers_in_line == (0, 0):
            columns.append((match, parts[0], line_start, line_end))
        elif bare_between(starts, match.end(), line_end) != (0, 0):
            following = brackets[index + 1].start() if index + 1 < len(brackets) else line_end
            stop = _STOP.search(lower, match.end(), min(line_end, following))
            rows.append((match.end(), stop.start() if stop else min(line_end, following), parts[0]))
        elif numbers_in_line == (0, 0) and not _is_sentence(lower, line_start, line_end):
            tables.append((parts, line_end))
            lists.setdefault(line_end, []).extend(parts)
    # the nearest heading holds: that of the column, then of the row, then of the table
    for match, measure, line_start, line_end in columns[:_MOST_COLUMNS]:
        _column(lower, bare, starts, match, measure, line_start, line_end)
    for start, end, measure in rows:
        first, last = bare_between(starts, start, end)
        for mention in bare[first:last]:
            _give(mention, measure)
    in_line = Counter(line_end for _, line_end in tables)
    for line_end in [end for end, count in in_line.items() if count > 1][:_MOST_COLUMNS]:
        _ordered(lower, loose, loose_starts, lists[line_end], line_end)
    tables = [table for table in tables if in_line[table[1]] == 1]
    reached = 0  # rows that a heading above has filled are not gone through again
    for parts, line_end in tables:
        if line_end >= reached:
            reached = _table(lower, bare, starts, parts, line_end)


def _drop_thousands(brackets: list[re.Match[str]], found: list[Mention]) -> None:
    """``Population (1,000)``: the number in the bracket is the scale of the column, and no quantity."""
    starts = [mention.start for mention in found]
    for match in brackets:
        if _THOUSANDS.fullmatch(match.group(1).strip()):
            first, last = bare_between(starts, match.start(), match.end())
            for mention in found[first:last]:
                mention.dropped = True


def _is_cell(document: Document, words: QuantityWords, mention: Mention) -> bool:
    """Whether a number stands alone, as in a table: no noun follows that it counts (``55 new projects``)."""
    lower, end = document.lower, mention.end
    return lower[end : end + 1] != " " or lower[end + 1 : end + 2] in "|" or counted(document, words, mention) is None


def _is_sentence(lower: str, start: int, end: int) -> bool:
    """Whether a line is prose and no caption or row."""
    line = lower[start:end].rstrip()
    return "|" not in line and line.endswith((".", "!", "?")) and line.count(" ") > _CAPTION_WORDS


def bare_between(starts: list[int], start: int, end: int) -> tuple[int, int]:
    """Indices of the bare numbers of a stretch; ``(0, 0)`` where there are none."""
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    return (first, last) if first < last else (0, 0)


def _plain_aside(inside: str, words: QuantityWords) -> bool:
    if _THOUSANDS.fullmatch(inside.strip()):
        return False
    return not any(token in words.headings or token in ("%", "m€", "m$") for token in _TOKEN.findall(inside))


def _is_bare(mention: Mention) -> bool:
    return mention.unit is None and mention.scale is None and mention.value is not None and not mention.spelt


def _measure(part: str, words: QuantityWords) -> Measure | None:
    """The scale and unit that the words of a heading name."""
    thousands = _THOUSANDS.search(part)
    scale = Decimal(10) ** thousands.group(1).count("0") if thousands else None
    if any(character.isdecimal() for character in _THOUSANDS.sub("", _YEAR.sub("", _SQUARED.sub("", part)))):
        return None
    unit: str | None = None
    tokens = _TOKEN.findall(part)
    index = 0
    while index < len(tokens):
        for width in (3, 2, 1):
            phrase = " ".join(tokens[index : index + width])
            found = words.headings.get(phrase)
            if found:
                kind, name = found
                if kind == "scale":
                    scale = (scale or Decimal(1)) * words.numbers.scales[name]
                elif unit is None and name not in _NO_COLUMN:
                    unit = name
                index += width - 1
                break
        else:
            token = tokens[index]
            if token in ("m€", "m$"):
                scale, unit = Decimal(10**6), "EUR" if token == "m€" else "USD"
            elif token == "m" and index + 1 < len(tokens) and tokens[index + 1] in "€$£":
                scale = Decimal(10**6)
            elif token in ("md", "mds", "bn", "mn", "mln") and token in words.numbers.short:
                scale = words.numbers.short[token]
        index += 1
    return Measure(scale, unit) if scale or unit else None


def _give(mention: Mention, measure: Measure | None) -> None:
    if measure is None or mention.value is None or mention.borrowed:
        return
    if measure.unit == "%":
        mention.unit = "%"
    else:
        if measure.scale is not None:
            mention.value *= measure.scale
            if mention.high is not None:
                mention.high *= measure.scale
            if mention.alternative is not None:
                mention.alternative *= measure.scale
            mention.scale = measure.scale
        mention.unit = measure.unit or "count"
    mention.borrowed, mention.dropped, mention.rule = True, False, "table heading"


def _column(
    lower: str,
    bare: list[Mention],
    starts: list[int],
    match: re.Match[str],
    measure: Measure | None,
    line_start: int,
    line_end: int,
) -> None:
    """A unit in the heading of one column, cells parted by ``|``."""
    column = lower.count("|", _heading_start(lower, bare, starts, line_start), match.start())
    alone = column == 0 and len(_BRACKET.findall(lower, line_start, line_end)) == 1  # the unit of all columns
    for row_start, row_end in _rows(lower, line_end):
        first, last = bare_between(starts, row_start, row_end)
        for mention in bare[first:last]:
            at = lower.count("|", row_start, mention.start)
            if at == column or (alone and at > 0):
                _give(mention, measure)


def _heading_start(lower: str, bare: list[Mention], starts: list[int], line_start: int) -> int:
    """The beginning of a heading row that is broken over lines, each of which ends with a bar and has no number."""
    for _ in range(_MOST_BREAKS):
        before = lower.rfind("\n", max(0, line_start - _LINE), max(0, line_start - 1)) + 1
        line = lower[before : max(before, line_start - 1)].rstrip()
        if not line.endswith("|") or "---" in line or bare_between(starts, before, line_start) != (0, 0):
            break
        line_start = before
    return line_start


def _table(lower: str, bare: list[Mention], starts: list[int], parts: list[Measure | None], line_end: int) -> int:
    """A unit, or one for each number of a row, above a table or list; gives the end of the last row."""
    row_end = line_end
    for row_start, row_end in _rows(lower, line_end):
        if _is_sentence(lower, row_start, row_end):
            break
        first, last = bare_between(starts, row_start, row_end)
        if len(parts) == 1:
            for mention in bare[first:last]:
                if mention.start > row_start or lower[mention.end : mention.end + 2] != " |":  # a row's number
                    _give(mention, parts[0])
        else:
            for mention, measure in zip(bare[first:last], parts, strict=False):
                _give(mention, measure)
    return row_end


def _ordered(
    lower: str, bare: list[Mention], starts: list[int], measures: list[Measure | None], line_end: int
) -> None:
    """A heading whose columns only spaces part, ``City Area (km2) Population (thousand)``: the numbers in order."""
    for row_start, row_end in _rows(lower, line_end):
        first, last = bare_between(starts, row_start, row_end)
        if last - first >= len(measures):
            for mention, measure in zip(bare[first:last], measures, strict=False):
                _give(mention, measure)


def _rows(lower: str, at: int) -> list[tuple[int, int]]:
    """The lines below a heading up to the next empty one, two hundred at most."""
    rows: list[tuple[int, int]] = []
    at += 1
    while at < len(lower) and len(rows) < 200:
        end = lower.find("\n", at)
        end = len(lower) if end < 0 else end
        if not lower[at:end].strip():
            break
        rows.append((at, end))
        at = end + 1
    return rows
