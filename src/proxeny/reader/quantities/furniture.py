"""Numbers of the page and not of the text: list numbers, page numbers, view counts."""

from __future__ import annotations

import re

from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.mention import Mention

_SECTION = re.compile(r" [A-ZÀ-Ỹ]")
_HOUSES = re.compile(r"-(\d{1,3})(?![\d%])")
_LINE = 200  # as much of a line as is looked at, so that a text without line ends stays linear
_ITEM_AHEAD = 900  # characters within which the second item of a list follows the first
_PAGES = frozenset(" |\n.\u2026\u00b7-\u00bb\u00ab<>")  # between the numbers of a row of pages
_FEWEST_PAGES = 3


def is_list_number(plain: str, mention: Mention) -> bool:
    """``2.1 Background`` at the start of a line, ``1) first, 2) second`` within one, ``50-11`` of an address."""
    raw, number, end = mention.raw, mention.number, mention.end
    if not raw.isdecimal():
        at_start = plain[max(0, number - 1) : number] in ("", "\n")
        return at_start and "." in raw and len(raw) <= 4 and bool(_SECTION.match(plain, end))
    if len(raw) <= 2 and plain[end : end + 1] == ")":
        opened = plain.rfind("(", max(0, number - _LINE), number)
        return opened < 0 or plain.rfind(")", opened, number) > opened
    houses = _HOUSES.match(plain, end)
    if houses and len(raw) <= 3 and int(houses.group(1)) < int(raw) and _ends_line(plain, houses.end()):
        mention.rule = "label"
        return True
    return False


def _ends_line(plain: str, at: int) -> bool:
    return plain[at : at + 1] in ("", "\n", ",", ".", ";", ")")


def is_item(plain: str, mention: Mention, last: int) -> bool:
    """``(1) promote; (2) build``, ``1. Apply 2. Pay``: the number of an item; ``last`` is that of the item before."""
    raw, number, end = mention.raw, mention.number, mention.end
    if not raw.isdecimal() or len(raw) > 2:
        return False
    if plain[number - 1 : number] == "(" and plain[end : end + 2] == ") " and plain[end + 2 : end + 3].isalpha():
        following = f"({int(raw) + 1})"
    elif plain[end : end + 2] == ". " and plain[end + 2 : end + 3].isupper() and plain[number - 1 : number] in " \n":
        following = f" {int(raw) + 1}. "
    else:
        return False
    return int(raw) == last + 1 and (last > 0 or plain.find(following, end, end + _ITEM_AHEAD) > 0)


def is_view_count(lower: str, words: QuantityWords, mention: Mention) -> bool:
    """``Views: 1,234``, ``Comments (0)``, and a line that is nothing but ``12 comments``."""
    start, end = mention.start, mention.end
    if mention.unit is not None:
        return False
    if start and lower[start - 1] not in ":(\n" and lower[start - 2 : start] != ": ":
        return False
    before = lower[max(0, start - 24) : start]
    label = before.rstrip(" :(")
    if label != before.rstrip(" ") and label.endswith(words.furniture):
        word = next(word for word in words.furniture if label.endswith(word))
        return not label[: -len(word)][-1:].isalpha()
    if start and lower[start - 1] != "\n":
        return False
    line = lower[end : end + 24].split("\n")[0].strip()
    return line in words.furniture


def drop_row_numbers(plain: str, found: list[Mention]) -> None:
    """Drop the numbers of the rows of a table, ``1 | Hanoi | 45`` above ``2 | Hue | 12``."""
    last: Mention | None = None
    for mention in found:
        if mention.unit is not None or not mention.raw.isdecimal() or len(mention.raw) > 3:
            continue
        if not plain.startswith((" |", "|"), mention.end):
            continue
        line = plain.rfind("\n", max(0, mention.start - 4), mention.start) + 1
        if (line == 0 and mention.start > 3) or plain[line : mention.start].strip(" |"):
            continue
        if last is not None and int(mention.raw) == int(last.raw) + 1:
            for each in (last, mention):
                each.dropped, each.rule = True, "row"
            last = mention
        elif mention.raw in ("1", "01"):
            last = mention


def drop_pages(plain: str, found: list[Mention]) -> None:
    """Drop the numbers of a row of pages: ``1 2 3 4 5 ... 10``."""
    row: list[Mention] = []
    for mention in found:
        ends = not mention.raw.isdecimal() or len(mention.raw) > 4 or mention.unit is not None
        if not ends and row:
            gap = plain[row[-1].end : mention.start]
            step = int(mention.raw) - int(row[-1].raw)
            stars = step == 0 and mention.raw == "0"  # the empty rating of an article: 0 0 0
            ends = not (len(gap) <= 8 and set(gap) <= _PAGES and (step == 1 or stars or ("." in gap and step > 0)))
            if ends:
                _drop(row)
                row = []
                ends = False
        if ends:
            _drop(row)
            row = []
        else:
            row.append(mention)
    _drop(row)


def _drop(row: list[Mention]) -> None:
    if len(row) >= _FEWEST_PAGES and all(mention.scale is None for mention in row):
        for mention in row:
            mention.dropped, mention.rule = True, "page"
