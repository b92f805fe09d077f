"""Where a name stands by a title: after it, before it behind a comma, or on its own under a family name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from proxeny.reader.people.lexicon import Titles

WINDOW = 140
# Words and signs between a title and the end of a name at most; keeps a run of titles linear.
MOST_TOKENS = 18
_TOKEN = re.compile(r"[^\W\d_](?:[\w'-]*\w)?\.?|[^\w\s]")
_CAPITAL = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸŠŽŁŚŻÇĆČĐŐŰŞĞİ"
_WORD = rf"[{_CAPITAL}][\w'-]*"
_BEFORE_COMMA = re.compile(
    rf"({_WORD}(?: (?:{_WORD}|[{_CAPITAL}]\.|bin|van|von|de|del|al|da))*) ?(?:\([^()\n]{{1,24}}\) ?)?"
    r"[,(] ?((?:[\w'-]+ ){0,2}|l')$"
)
_LINKS = re.compile(r"^(?:(?:(?:of|the|for|in|at|to|de|du|des|la|le|les|à|untuk|bidang)\b|l'|d'|,) ?)+", re.IGNORECASE)
_KOREAN_UNIT = re.compile(r"-(?:gu|si|do|gun|ku|shi)$", re.IGNORECASE)
_PART = re.compile(r"\S+")
_CLAUSE = re.compile(r"[^,.;:()\n]{3,90}")
# A run begins with a word, never inside one: looked for behind its first letter, so that the engine finds that quickly.
_RUN = re.compile(rf"[{_CAPITAL}](?<![\w'-][{_CAPITAL}])[\w'-]*+(?: {_WORD}){{1,11}}")
_ORGANISATION = re.compile(
    rf"(?: (?:of|for|at|de la|de l'|du|des|de|d'|the|untuk)(?![\w]))*[ ']?"
    rf"({_WORD}(?: (?:(?:of|and|for|the|de|du|des|et|dan) )?(?:the )?{_WORD})*)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name's span in the plain text with what stands beside it."""

    start: int
    end: int
    rule: str
    title: str | None = None
    organisation: str | None = None


@dataclass
class Text:
    """The plain text, its language's words and the spans of its places."""

    plain: str
    titles: Titles
    tag: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def mark(self, spans: list[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def in_place(self, position: int) -> bool:
        assert self.starts is not None
        assert self.ends is not None
        at = bisect_right(self.starts, position) - 1
        return at >= 0 and position < self.ends[at]

    def is_known(self, word: str, position: int) -> bool:
        """Whether a capitalised word belongs to a title, an organisation or a place rather than to a name."""
        return (
            word in self.titles.known
            or (bare := word.rstrip(".")) in self.titles.known
            or (len(bare) > 2 and word.isupper())
            or word.endswith("'s")
            or ("-" in word and _KOREAN_UNIT.search(word) is not None)
            or self.in_place(position)
        )


def after_title(text: Text, start: int, end: int, kind: str) -> Iterator[Found]:
    """The name after a title and its organisation: ``Chairman of the Hanoi People's Committee Nguyen Duc Chung``."""
    titles = text.titles
    name: list[tuple[int, int]] = []
    between_end = end
    lower_words = 0
    comma = False
    previous_end = end
    for match in islice(_TOKEN.finditer(text.plain, end, min(len(text.plain), end + WINDOW)), MOST_TOKENS):
        token, at = match.group(), match.start()
        gap = text.plain[previous_end:at]
        if "\n" in gap or len(gap) > 2:
            break
        previous_end = match.end()
        if not token[0].isalnum():
            if token == "," and not name and not comma and kind == "title":
                comma = True
                continue
            break
        if token[0].isupper():
            bare = token if len(token) == 2 or token in titles.known else token.rstrip(".")
            # once a Vietnamese family name has begun, "Chính" or "Trung" is the next part of it, not an organisation
            family = 0 < len(name) < 4 and text.plain[slice(*name[0])].lower() in titles.surnames
            if text.is_known(token, at) and not (family and not token.isupper() and not text.in_place(at)):
                if name or comma:
                    if not name or comma:
                        name = []
                        break
                    name = []
                between_end = at + len(token)
                if token.endswith(".") and len(token) > 4:
                    break  # the end of a sentence
                continue
            name.append((at, at + len(bare)))
            if token.endswith(".") and len(token) > 2:
                break
            continue
        if name:
            if token in titles.particles:
                continue
            if len(name) > 1 or not titles.stop:
                break
            name = []  # "Sở Kế hoạch": a capital and small letters are an organisation's word
            between_end = match.end()
        if kind != "title" or comma or token in titles.stop or (titles.connectors and token not in titles.connectors):
            break
        lower_words += 1
        between_end = at + len(token)
        if lower_words > 9:
            break
    if not name or (
        len(name) == 1 and (name[0][0] - end > 2 or kind == "led" or not gap_is_space(text.plain, end, name[0][0]))
    ):
        return
    if len(name) > 5 or (comma and len(name) < 2):
        return
    first, last = name[0][0], name[-1][1]
    if comma and between_end == end and not text.plain.startswith(",", last):
        return  # "the mayor, Christina Kitsos, said" but not "the mayor, Red Cross staff and others"
    title = text.plain[start:end] if kind == "title" else None
    between = text.plain[end:first].strip(" ,")
    organisation = _trim(between) if kind == "title" and between else None
    if len(name) == 1 and text.tag == "vi" and kind == "title":
        return
    yield Found(
        first,
        last,
        {"title": "people.title", "honorific": "people.honorific", "led": "people.led"}[kind],
        title,
        organisation,
    )


def gap_is_space(plain: str, start: int, end: int) -> bool:
    return plain[start:end].strip(" .") == ""


def _trim(words: str) -> str | None:
    """An organisation's words without the ``of the`` before them."""
    trimmed = _LINKS.sub("", words).strip(" ,'")
    return trimmed if any(map(str.isupper, trimmed)) else None


def before_title(text: Text, start: int, end: int) -> Iterator[Found]:
    """The name before a comma and a title: ``Ha Minh Hai, Vice Chairman of the Hanoi People's Committee``."""
    match = _BEFORE_COMMA.search(text.plain, max(0, start - 90), start)
    if not match:
        return
    if any(word.strip("'") not in text.titles.articles and f"{word.strip()}'" not in text.titles.articles
           for word in match.group(2).replace("'", "' ").split() if word.strip("'")):  # fmt: skip
        return
    first, name = match.start(1), match.group(1)
    words = list(_PART.finditer(name))
    while words and (text.is_known(words[0].group(), first + words[0].start())):
        words.pop(0)
    if len(words) < 2 or len(words) > 5:
        return
    if any(text.is_known(word.group(), first + word.start()) for word in words):
        return
    organisation = None
    if text.titles.stop:  # no capital marks where such an organisation ends: up to a verb
        clause = _CLAUSE.match(text.plain, end, min(len(text.plain), end + 90))
        words_after = clause.group().split() if clause else []
        size = next((at for at, word in enumerate(words_after) if word in text.titles.stop), len(words_after))
        organisation = _trim(" ".join(words_after[:size]))
    else:
        following = _ORGANISATION.match(text.plain, end, min(len(text.plain), end + 90))
        organisation = _trim(following.group(1).strip(" ,")) if following else None
    yield Found(first + words[0].start(), match.end(1), "people.apposition", text.plain[start:end], organisation)


def by_surname(text: Text) -> Iterator[Found]:
    """Runs of three or four words under a Vietnamese family name: ``Nguyen Manh Quyen``."""
    surnames = text.titles.surnames
    for match in _RUN.finditer(text.plain) if surnames else ():
        if surnames.isdisjoint(match.group().lower().split()):
            continue
        words = list(_PART.finditer(match.group()))
        for at, word in enumerate(words):
            if word.group().lower() not in surnames:
                continue
            rest = words[at : at + 5]
            size = 0
            for each in rest:
                if text.in_place(match.start() + each.start()) or (each.group() in text.titles.known and size > 2):
                    break
                size += 1
            phrase = text.plain[match.start() + word.start() : match.start() + rest[size - 1].end()] if size else ""
            if (
                3 <= size <= 4
                and phrase not in text.titles.phrases
                and (at == 0 or text.is_known(words[at - 1].group(), match.start() + words[at - 1].start()))
            ):
                yield Found(match.start() + word.start(), match.start() + rest[size - 1].end(), "people.surname")
                break
