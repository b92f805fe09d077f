"""Running heads and feet and page numbers: what stands at the edge of page after page and belongs to none."""

from __future__ import annotations

import re
from collections import Counter

from proxeny.reader.formats.page_text import Page
from proxeny.reader.formats.pdf_lines import Line

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page|trang|halaman|hal\.?|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|sur|dari|trên)\s*\d{1,4})?[-–—\s|]*",
    re.IGNORECASE,
)
_EDGE_LINES = 3
_EDGE = 0.12  # of the page's height
_SAME_HEIGHT = 4.0  # points between the places of one head on two pages
_LONGEST = 200


def leave_out(pages: list[Page]) -> bool:
    """Take away first and last lines that pages repeat, and page numbers; whether there were any.

    A line repeats where half of the pages have it, or where it stands at the same height on three pages or on every
    other one, as the heads of left and right pages do.
    """
    seen: Counter[str] = Counter()
    placed: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edges = _edges(page)
        seen.update({_key(line) for line in edges})
        placed.update({(_key(line), _level(page, line)) for line in edges if not line.is_row})
    needed = max(2, (len(pages) + 1) // 2)
    alternate = 2 if len(pages) <= 5 else 3
    heights = sorted(line.height for page in pages for line in page.lines)
    usual = heights[len(heights) // 2] if heights else 0.0
    found = False
    for page in pages:
        for line in _edges(page):
            key = _key(line)
            at_the_edge = line.box[1] < _EDGE * page.height or line.box[3] > (1 - _EDGE) * page.height
            level = _level(page, line)
            often = seen[key] >= needed or sum(placed[key, level + off] for off in (-1, 0, 1)) >= alternate
            repeated = len(pages) > 1 and often and len(line.text) < _LONGEST
            is_title = line.height > 1.25 * usual
            if (
                at_the_edge
                and not is_title
                and (repeated or (_PAGE_NUMBER.fullmatch(line.text) and len(page.lines) > 1))
            ):
                page.lines.remove(line)
                found = True
    return found


def _edges(page: Page) -> list[Line]:
    ordered = sorted(page.lines, key=lambda line: line.box[1])
    return ordered[:_EDGE_LINES] + [line for line in ordered[-_EDGE_LINES:] if line not in ordered[:_EDGE_LINES]]


def _level(page: Page, line: Line) -> int:
    """How high a line stands, from the edge that is nearer."""
    from_foot = line.box[3] > page.height / 2
    return -1 - round((page.height - line.box[3]) / _SAME_HEIGHT) if from_foot else round(line.box[1] / _SAME_HEIGHT)


def _key(line: Line) -> str:
    if len(line.pieces) > 1 and (line.pieces[0].text.isdigit() or line.pieces[-1].text.isdigit()):
        return "chapter and page number"
    return _DIGITS.sub("#", line.text)
