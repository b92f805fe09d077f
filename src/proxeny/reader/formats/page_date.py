"""When a web page says it was published: what it states as that comes before any date that merely stands on it."""

from __future__ import annotations

import re
from datetime import date

_STATED = (
    re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"'),
    re.compile(
        r"""<meta\b(?=[^<>]{0,600}\b(?:property|name|itemprop)\s*=\s*["']?(?:article:published_time|datepublished"""
        r"""|og:article:published_time|dc\.date\.issued|dcterms\.issued|dc\.date|pubdate|publishdate|publish_date"""
        r"""|publication_date|article\.published|date_published|parsely-pub-date|sailthru\.date)["'\s/>])"""
        r"""[^<>]{0,600}\bcontent\s*=\s*["']?([^"'<>]{8,40})""",
        re.IGNORECASE,
    ),
    re.compile(
        r"""<time\b(?=[^<>]{0,400}(?:pubdate|itemprop\s*=\s*["']?datePublished))[^<>]{0,400}\bdatetime\s*=\s*"""
        r"""["']?([^"'<>\s]{8,40})""",
        re.IGNORECASE,
    ),
)
_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_MODIFIED = re.compile(r'"dateModified"|article:modified_time|og:updated_time|last-modified', re.IGNORECASE)
_PUBLISHER = re.compile(r'"publisher"\s*:\s*\{[^{}]{0,500}?"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"')
_EARLIEST = 1990


def stated(source: str) -> str | None:
    """The day on which a page states it was published (EDTF), from its metadata; ``None`` where it states none."""
    for pattern in _STATED:
        for match in pattern.finditer(source):
            if day := _day(match.group(1)):
                return day
    return None


def is_only_modified(source: str, found: str | None) -> bool:
    """Whether a date that was found for a page is that of its last change, which says nothing of its publication."""
    if not found:
        return False
    return any(found in source[match.end() : match.end() + 120] for match in _MODIFIED.finditer(source))


def publisher(source: str) -> str | None:
    """The publisher that a page's structured data names."""
    match = _PUBLISHER.search(source)
    return re.sub(r"\\.", " ", match.group(1)).strip() or None if match and "\\u" not in match.group(1) else None


def _day(text: str) -> str | None:
    match = _DAY.match(text)
    if not match:
        return None
    try:
        day = date(*map(int, match.groups()))
    except ValueError:
        return None
    return day.isoformat() if day.year >= _EARLIEST else None
