"""Records on a line of time, a lane for each kind: laid out here to the pixel, so that no label covers another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from proxeny.charts.axes import pixels
from proxeny.charts.naming import shortened, width_of
from proxeny.charts.specs import Spec, frame

WIDTH = 780
_LEFT, _RIGHT = 116, 14  # for the lanes' names, and beyond the last day
_LEVEL, _PADDING = 17, 7
_MOST_LEVELS = 9
_LETTERS = 30
_POINT = 6  # half a mark's width
_GAP = 6
_SPAN_DAYS = 8  # what lasts longer is drawn as long as it lasts


@dataclass(frozen=True)
class Occurrence:
    """A record in time: its first and last day as far as its source gives them."""

    first: date
    last: date
    title: str
    when: str
    url: str


@dataclass
class Lane:
    """A kind of record with its occurrences. ``color`` names one of the palette, ``shape`` a mark of Vega."""

    key: str
    label: str
    color: str
    shape: str = "circle"
    occurrences: list[Occurrence] = field(default_factory=list)


class _Scale:
    def __init__(self, first: date, last: date) -> None:
        self._first = first
        self._days = (last - first).days + 1

    def at(self, day: date, *, end: bool = False) -> float:
        """Pixels from the left at the beginning of a day, or at its end."""
        passed = min(max((day - self._first).days + end, 0), self._days)
        return _LEFT + passed / self._days * (WIDTH - _LEFT - _RIGHT)


@dataclass
class _Placed:
    """An occurrence with its mark's ends, its level, its words and whether these stand at its left."""

    occurrence: Occurrence
    left: float
    right: float
    is_span: bool
    level: int = 0
    words: str = ""
    is_left: bool = False


def _place(occurrences: Iterable[Occurrence], scale: _Scale) -> list[_Placed]:
    """Each on the highest level where it fits with its words, the earliest first.

    Words stand at the right, near the last day at the left. Where no level is free, a mark goes where it hides no other
    mark and the words before it give way.
    """
    levels: list[list[_Placed]] = [[] for _level in range(_MOST_LEVELS)]
    marks, words = [float("-inf")] * _MOST_LEVELS, [float("-inf")] * _MOST_LEVELS
    placed = []
    for one in sorted(occurrences, key=lambda one: (one.first, one.last, one.title)):
        found = _mark(one, scale)
        said = shortened(one.title, _LETTERS)
        needed = width_of(said, 10.5) + 3
        is_left = found.right + needed > WIDTH + 4
        begins, ends = (found.left - needed, found.right) if is_left else (found.left, found.right + needed)
        level = next((n for n in range(_MOST_LEVELS) if max(marks[n], words[n]) + _GAP <= begins), None)
        if level is not None and begins >= _LEFT:
            found.words, found.is_left, words[level] = said, is_left, ends
        else:
            level = next((n for n in range(_MOST_LEVELS) if max(marks[n], words[n]) + _GAP <= found.left), None)
        if level is None:
            level = min(range(_MOST_LEVELS), key=lambda n: (marks[n] > found.left, words[n], n))
            for other in levels[level]:
                if not other.is_left and other.right + 3 + width_of(other.words, 10.5) > found.left:
                    other.words = ""
            words[level] = found.right
        found.level, marks[level] = level, max(marks[level], found.right)
        levels[level].append(found)
        placed.append(found)
    return placed


def _mark(one: Occurrence, scale: _Scale) -> _Placed:
    """A span for what lasts, else a point in the middle of its days."""
    left, right = scale.at(one.first), scale.at(one.last, end=True)
    if (one.last - one.first).days >= _SPAN_DAYS and right - left >= 2 * _POINT:
        return _Placed(one, left, right, is_span=True)
    middle = (left + right) / 2
    return _Placed(one, middle - _POINT, middle + _POINT, is_span=False)


def drawn(lanes: Sequence[Lane], first: date, last: date, marks: Sequence[tuple[date, str]]) -> Spec:
    """The lanes between two days, with ``marks`` of time: (day, words) of the lines across."""
    scale = _Scale(first, last)
    points: list[dict[str, Any]] = []
    spans: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    rules: list[dict[str, Any]] = []
    top = 24.0
    for lane in lanes:
        placed = _place(lane.occurrences, scale)
        levels = max((one.level for one in placed), default=0) + 1
        middle = top + _PADDING + _LEVEL / 2
        beside = width_of(lane.label, 12.5) + 6
        names.append({"x": 0, "y": middle, "label": lane.label, "count": str(len(placed)), "count_at": beside})
        for one in placed:
            row = {
                "x": one.left if one.is_span else (one.left + one.right) / 2,
                "x2": one.right,
                "y": middle + one.level * _LEVEL,
                "words_at": one.left - 3 if one.is_left else one.right + 3,
                "is_left": one.is_left,
                "words": one.words,
                "color": f"token({lane.color})",
                "lane": lane.label,
                "tip": f"{one.occurrence.when}\n{one.occurrence.title}\n{lane.label}",
                "url": one.occurrence.url,
                "shape": lane.shape,
            }
            (spans if one.is_span else points).append(row)
        top += 2 * _PADDING + levels * _LEVEL
        rules.append({"y": top, "x": 0, "x2": WIDTH})
    height = int(top) + 4
    lines = [{"x": scale.at(day), "label": label, "y": 24, "y2": height} for day, label in marks]
    return {
        **frame(WIDTH, height),
        "layer": [
            _rules(rules), _lines(lines), *([_spans(spans)] if spans else []), *([_points(points)] if points else []),
            _words([*points, *spans], is_left=False), _words([*points, *spans], is_left=True), _names(names),
        ],
    }  # fmt: skip


def _rules(rows: list[dict[str, Any]]) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": "token(line)"},
        "encoding": {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y")},
    }


def _lines(rows: list[dict[str, Any]]) -> Spec:
    """The years or months: a line down, its name above."""
    return {
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "rule", "color": "token(line)", "strokeDash": [2, 3]},
                "encoding": {"x": pixels("x"), "y": pixels("y"), "y2": {"field": "y2"}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 2, "dy": -9, "color": "token(ink-3)"},
                "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "label"}},
            },
        ],
    }


_LINKED: Spec = {"tooltip": {"field": "tip"}, "href": {"field": "url"}}


def _spans(rows: list[dict[str, Any]]) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "bar", "height": 9, "cornerRadius": 3, "opacity": 0.5, "cursor": "pointer"},
        "encoding": {
            "x": pixels("x"),
            "x2": {"field": "x2"},
            "y": pixels("y"),
            "color": {"field": "color", "type": "nominal", "scale": None, "legend": None},
            **_LINKED,
        },
    }


def _points(rows: list[dict[str, Any]]) -> Spec:
    shape = {"field": "shape", "type": "nominal", "scale": None, "legend": None}
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 62, "opacity": 0.9, "cursor": "pointer"},
        "encoding": {
            "x": pixels("x"),
            "y": pixels("y"),
            "shape": shape,
            "color": {"field": "color", "type": "nominal", "scale": None, "legend": None},
            **_LINKED,
        },
    }


def _words(rows: list[dict[str, Any]], *, is_left: bool) -> Spec:
    align = "right" if is_left else "left"
    return {
        "data": {"values": [row for row in rows if row["words"] and row["is_left"] == is_left]},
        "mark": {"type": "text", "align": align, "baseline": "middle", "fontSize": 10.5, "color": "token(ink-2)"},
        "encoding": {"x": pixels("words_at"), "y": pixels("y"), "text": {"field": "words"}},
    }


def _names(rows: list[dict[str, Any]]) -> Spec:
    """The lanes' names at the left, with the number of their records."""
    at = {"x": pixels("x"), "y": pixels("y")}
    letters: Spec = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 12}
    return {
        "data": {"values": rows},
        "layer": [
            {
                "mark": {**letters, "fontWeight": 600, "color": "token(ink)", "limit": _LEFT - 8},
                "encoding": {**at, "text": {"field": "label"}},
            },
            {
                "mark": {**letters, "color": "token(ink-3)", "fontSize": 11},
                "encoding": {**at, "x": pixels("count_at"), "text": {"field": "count"}},
            },
        ],
    }
