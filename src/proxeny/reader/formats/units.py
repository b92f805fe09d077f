"""The unit that a table gives once, in a heading, a row's label, a column of units or the line above it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]\s*[*:.]?\s*$")
_SPLIT = re.compile(r"[\s:,;/]+")
_ELISION = re.compile(r"^(?:d|l)['’](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"[-+−(]?\s*\d[\d\s\u00a0\u202f.,]*\)?")
_DIGITS = re.compile(r"\d")
_LONGEST = 60


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    source = resources.files("proxeny.reader.formats").joinpath("heading_units.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(source).items()}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    def any_of(name: str) -> str:
        return "(?:" + "|".join(sorted(map(re.escape, _words()[name]), key=len, reverse=True)) + ")"

    labels = any_of("labels")
    return {
        "label": re.compile(rf"(?:^|[\s(\[]){labels}\s*[:=]\s*([^()\[\]|\n]{{1,{_LONGEST}}})", re.I),
        "heading": re.compile(rf"\s*{labels}\s*", re.I),
        "apart": re.compile(rf"(?<![^\W\d_]){any_of('apart')}(?![^\W\d_])|%", re.I),
        "dates": re.compile(rf"(?<![^\W\d_]){any_of('dates')}(?![^\W\d_])", re.I),
        "tail": re.compile(rf"(?:^|[\s,;:–—-])((?:in|dalam|en|tính bằng|bằng)\s+[^,;:()]{{1,{_LONGEST}}})$", re.I),
    }


@lru_cache(maxsize=2_000)
def plain(words: str) -> str | None:
    """A stretch that is nothing but a unit, as it is said after a figure; ``None`` where it is something else.

    ``USD million`` gives ``million USD``, ``en millions d'euros`` gives ``millions d'euros``.
    """
    known = _words()
    kept: list[str] = []
    kinds: list[str] = []
    for word in _SPLIT.split(words.strip(" .*")):
        lower = _ELISION.sub("", word.lower())
        kind = next((kind for kind in ("scales", "units", "counted") if lower in known[kind]), None)
        if kind:
            kinds.append(kind)
            kept.append(_spelt(word))
        elif lower and lower not in known["links"]:
            return None
        elif kept and lower and kinds[-1] == "scales":
            kept.append(word)
            kinds.append("links")
    while kinds and kinds[-1] == "links":
        kinds.pop()
        kept.pop()
    if not kinds:
        return None
    if kinds[0] != "scales" and "scales" in kinds:
        scales = [word for word, kind in zip(kept, kinds, strict=True) if kind == "scales"]
        return " ".join(scales + [word for word, kind in zip(kept, kinds, strict=True) if kind in ("units", "counted")])
    return " ".join(kept)


def _spelt(word: str) -> str:
    """Thousands as they are said."""
    return "thousand" if word in ("'000", "000") else word


def of_heading(heading: str) -> str | None:
    """The unit of a column or row: in brackets at its end, behind a comma or colon, or all that the heading is."""
    heading = heading.strip()
    if match := _BRACKET.search(heading):
        return plain(match.group(1)) or _labelled(match.group())
    if match := _patterns()["tail"].search(heading):
        return plain(match.group(1))
    for mark in (",", ":", ";", " - ", " – "):
        before, found, after = heading.rpartition(mark)
        if found and before.strip() and (unit := plain(after)):
            return unit
    return None if all(word.lower() in _words()["counted"] for word in heading.split()) else plain(heading)


def of_caption(caption: str) -> str | None:
    """The unit that a line above a table gives for all of it: ``Unit: USD million``, ``Exports (triệu USD)``."""
    if unit := _labelled(caption):
        return unit
    return of_heading(caption) if len(caption) < 300 else None


def _labelled(text: str) -> str | None:
    match = _patterns()["label"].search(text)
    return plain(match.group(1)) if match else None


def heads_units(heading: str) -> bool:
    """Whether a column holds the unit of each row."""
    return bool(_patterns()["heading"].fullmatch(heading))


def stands_apart(heading: str) -> bool:
    """Whether a column has no part in the unit of the whole table: it counts, ranks, compares or dates."""
    return heading.strip().lower() in _words()["years"] or bool(_patterns()["apart"].search(heading))


def heads_dates(heading: str) -> bool:
    """Whether a column holds days."""
    return bool(_patterns()["dates"].search(heading)) and not of_heading(heading)


def is_figure(text: str) -> bool:
    """Whether a cell is a bare number."""
    return bool(_FIGURE.fullmatch(text))


def is_year(text: str) -> bool:
    """Whether a cell is a bare year."""
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100


def beside(text: str, unit: str | None) -> str:
    """A figure with its unit; other text as it is. ``%`` stands close, as it is printed."""
    if not unit or not is_figure(text):
        return text
    return f"{text}%" if unit == "%" else f"{text} {unit}"
