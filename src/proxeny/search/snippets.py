"""The stretch of a text in which a query's words stand, with the words marked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from proxeny.search.words import WORD, Query, folded_word

LENGTH = 220  # letters shown
BEFORE = 60  # letters before the first match
ENOUGH = 40  # matches looked at in one text


@dataclass(frozen=True)
class Span:
    """A match in a text, and which word of the query it is."""

    start: int
    end: int
    word: int


def spans(text: str, query: Query, *, most: int = ENOUGH) -> list[Span]:
    """Where the words of a query stand in a text, spelled in any way, joined or apart."""
    wanted = list(query.alternatives())
    found: list[Span] = []
    previous: list[tuple[int, int, str]] = []
    for match in WORD.finditer(text):
        word = folded_word(match.group())
        hit = _which(word, wanted)
        start = match.start()
        if hit is None:
            # "Hà" and "Nội" are apart in the text and together in the query
            for length in (1, 2):
                before = previous[-length:]
                if len(before) == length and before[-1][1] + 1 == start:
                    joined = "".join(item[2] for item in before) + word
                    hit = next((at for at, (one, _names, _last) in enumerate(wanted) if one == joined), None)
                    if hit is not None:
                        start = before[0][0]
                        break
        previous = [*previous[-1:], (match.start(), match.end(), word)]
        if hit is not None:
            found.append(Span(start, match.end(), hit))
            if len(found) >= most:
                break
    return found


def _which(word: str, wanted: list[tuple[str, list[str], bool]]) -> int | None:
    for at, (one, names, is_last) in enumerate(wanted):
        if word == one or (is_last and word.startswith(one)) or any(word.startswith(name) for name in names):
            return at
    return None


def marked(text: str, query: Query) -> SafeString:
    """The whole text, escaped, with the query's words in ``<mark>``."""
    return _marked(text, spans(text, query), 0, len(text))


def snippet(text: str, query: Query) -> SafeString:
    """The stretch that holds most different words of the query, escaped and marked; nothing where it holds none."""
    if not text:
        return SafeString("")
    found = spans(text, query)
    if not found:
        return SafeString("")
    best = max(
        found,
        key=lambda one: (len({s.word for s in found if one.start <= s.start <= one.start + LENGTH}), -one.start),
    )
    start = max(0, best.start - BEFORE)
    if start:
        start = text.find(" ", start, best.start) + 1 or best.start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", max(best.end, start), end)
        end = space if space > best.end else max(end, best.end)
    body = _marked(text, found, start, end)
    return format_html("{}{}{}", "… " if start else "", body, " …" if end < len(text) else "")


def _marked(text: str, found: list[Span], start: int, end: int) -> SafeString:
    pieces, at = [], start
    for span in found:
        if span.start < at or span.end > end:
            continue
        pieces.append(escape(" ".join(text[at : span.start].split("\n"))))
        pieces.append(format_html("<mark>{}</mark>", text[span.start : span.end]))
        at = span.end
    pieces.append(escape(" ".join(text[at:end].split("\n"))))
    return mark_safe("".join(pieces))  # every piece is escaped above
