"""The numbers and bullets of a Word document's lists, which its text does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST = 4_000
_STYLES_DEEP = 20


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """Counts the lists of one document as its paragraphs go by."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # by number of the list
    of_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
        """What ``numbering.xml`` and ``styles.xml`` define; without the first no paragraph has a number."""
        if numbering is None:
            return cls()
        abstract: dict[str, dict[int, _Level]] = {}
        for each in numbering.findall(_W + "abstractNum"):
            levels = {}
            for level in each.findall(_W + "lvl"):
                start = _value(level, "start")
                levels[_integer(level.get(_W + "ilvl"), 0)] = _Level(
                    _value(level, "numFmt") or "decimal", _value(level, "lvlText"), _integer(start, 1)
                )
            abstract[each.get(_W + "abstractNumId", "")] = levels
        lists = {
            each.get(_W + "numId", ""): abstract.get(_value(each, "abstractNumId"), {})
            for each in numbering.findall(_W + "num")
        }
        return cls(levels=lists, of_style=_styles(styles))

    def next_of(self, paragraph: etree._Element) -> str:
        """The number or bullet of a paragraph, counted on; empty where it is in no list."""
        properties = paragraph.find(_W + "pPr")
        if properties is None or not self.levels:
            return ""
        number, level = self.of_style.get(_value(properties, "pStyle"), ("", 0))
        own = properties.find(_W + "numPr")
        if own is not None:
            number = _value(own, "numId") or number
            level = _integer(_value(own, "ilvl"), level)
        defined = self.levels.get(number, {}).get(level)
        if defined is None or defined.form == "none":
            return ""
        if defined.form == "bullet":
            return "-"
        counts = self.counted.setdefault(number, {})
        counts[level] = counts.get(level, defined.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        return _PLACE.sub(lambda match: self._written(number, int(match.group(1)) - 1), defined.text).strip()

    def _written(self, number: str, level: int) -> str:
        defined = self.levels[number].get(level)
        if defined is None:
            return ""
        return _figure(self.counted[number].get(level, defined.start), defined.form)


def _styles(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """The list and level of each style that has one, by itself or by the style it rests on."""
    if styles is None:
        return {}
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.findall(_W + "style"):
        name = style.get(_W + "styleId", "")
        based[name] = _value(style, "basedOn")
        properties = style.find(f"{_W}pPr/{_W}numPr")
        if properties is not None and _value(properties, "numId"):
            own[name] = (_value(properties, "numId"), _integer(_value(properties, "ilvl"), 0))
    found = {}
    for name in based:
        at = name
        for _ in range(_STYLES_DEEP):
            if at in own:
                found[name] = own[at]
                break
            at = based.get(at, "")
    return found


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(_W + name)
    return (child.get(_W + "val") or "") if child is not None else ""


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else otherwise


def _figure(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 % 4 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < _HIGHEST:
        letters = ""
        for value, letter in _ROMAN:
            letters += letter * (number // value)
            number %= value
        return letters.upper() if form == "upperRoman" else letters
    return f"{number:02d}" if form == "decimalZero" else str(number)
