"""Bands between two columns, whose width is an amount: laid out here, drawn by any Vega-Lite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from proxeny.charts.axes import pixels
from proxeny.charts.naming import shortened
from proxeny.charts.specs import Spec, frame
from proxeny.core.wording import in_words

WIDTH = 780
_LEFT, _RIGHT, _BAR = 220, 560, 12  # where the columns stand, and how wide they are
_LEAST = 3.0  # pixels of an end, so that it can be seen and met
_APART = 9.0
_LABEL = 26.0  # what an end's name on two lines needs
_STEPS = 20
_HUES = ("teal", "blue", "plum", "ink-2", "ink-3")  # amber is for what is disputed


@dataclass(frozen=True)
class Band:
    """From an end at the left to one at the right."""

    origin: str
    target: str
    amount: Decimal
    url: str = ""


@dataclass
class _End:
    name: str
    amount: Decimal
    top: float = 0.0
    height: float = 0.0
    used: float = 0.0


def _ends(bands: Sequence[Band], side: str, below: Sequence[str]) -> list[_End]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for band in bands:
        sums[getattr(band, side)] += band.amount
    return [_End(name, sums[name]) for name in sorted(sums, key=lambda name: (name in below, -sums[name], name))]


def _stack(ends: list[_End], total: Decimal, height: float) -> float:
    """Heights by amount, one under the other with room for names; returns where the last one ends."""
    at = 0.0
    for end in ends:
        end.height = max(_LEAST, float(end.amount / total) * height)
        room = max(end.height, _LABEL)
        end.top = at + (room - end.height) / 2
        at += room + _APART
    return at - _APART


def drawn(bands: Sequence[Band], unit: str, language: str, *, below: Sequence[str] = ()) -> Spec:
    """The bands with both columns, each end with its name and amount, the largest on top, those of ``below`` last."""
    origins, targets = _ends(bands, "origin", below), _ends(bands, "target", below)
    total = sum((band.amount for band in bands), Decimal(0))
    height = max(240.0, 30.0 * max(len(origins), len(targets)))
    tall = max(_stack(origins, total, height), _stack(targets, total, height))
    for ends in (origins, targets):
        missing = (tall - (ends[-1].top + max(ends[-1].height, _LABEL))) / 2
        for end in ends:
            end.top += max(0.0, missing)
    left, right = {end.name: end for end in origins}, {end.name: end for end in targets}
    hue = {end.name: _HUES[min(number, len(_HUES) - 1)] for number, end in enumerate(origins)}
    ribbons: list[dict[str, Any]] = []
    order = {end.name: number for number, end in enumerate(targets)}
    sources = {end.name: number for number, end in enumerate(origins)}
    starts: dict[int, float] = {}
    for number, band in sorted(enumerate(bands), key=lambda one: (sources[one[1].origin], order[one[1].target])):
        end = left[band.origin]
        starts[number] = end.top + end.used
        end.used += float(band.amount / end.amount) * end.height
    for number, band in sorted(enumerate(bands), key=lambda one: (order[one[1].target], sources[one[1].origin])):
        begin, end = left[band.origin], right[band.target]
        first = float(band.amount / begin.amount) * begin.height
        last = float(band.amount / end.amount) * end.height
        finish = end.top + end.used
        end.used += last
        words = in_words(band.amount, unit, language).text
        said = {
            "band": number,
            "color": f"token({hue[band.origin]})",
            "tip": f"{band.origin} → {band.target}\n{words}",
            "url": band.url,
        }
        ribbons += _ribbon(starts[number], first, finish, last, said)
    columns = [_end_row(end, _LEFT - _BAR, unit, language, f"token({hue[end.name]})", "left") for end in origins]
    columns += [_end_row(end, _RIGHT, unit, language, "token(ink-2)", "right") for end in targets]
    return {
        **frame(WIDTH, int(tall) + 8),
        "layer": [_ribbons(ribbons), _bars(columns), *_names(columns, "left"), *_names(columns, "right")],
    }


def _ribbon(start: float, first: float, finish: float, last: float, said: dict[str, Any]) -> list[dict[str, Any]]:
    """Points of a band that leaves and arrives level."""
    points = []
    for step in range(_STEPS + 1):
        part = step / _STEPS
        bent = part * part * (3 - 2 * part)
        top = start + (finish - start) * bent
        points.append(
            {
                **said,
                "x": round(_LEFT + (_RIGHT - _LEFT) * part, 1),
                "y": round(top, 2),
                "y2": round(top + first + (last - first) * bent, 2),
            }
        )
    return points


def _end_row(end: _End, x: int, unit: str, language: str, color: str, side: str) -> dict[str, Any]:
    middle = end.top + end.height / 2
    return {
        "side": side,
        "x": x,
        "x2": x + _BAR,
        "y": end.top,
        "y2": end.top + end.height,
        "name_at": middle - 6,
        "amount_at": middle + 8,
        "label": shortened(end.name, 32),
        "amount": in_words(end.amount, unit, language).text,
        "color": color,
        "tip": f"{end.name}\n{in_words(end.amount, unit, language).text}",
    }


def _ribbons(rows: list[dict[str, Any]]) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "opacity": 0.42, "cursor": "pointer", "interpolate": "linear"},
        "encoding": {
            "x": pixels("x"),
            "y": {**pixels("y"), "stack": None},
            "y2": {"field": "y2"},
            "detail": {"field": "band", "type": "nominal"},
            "color": {"field": "color", "type": "nominal", "scale": None, "legend": None},
            "tooltip": {"field": "tip"},
            "href": {"field": "url"},
        },
    }


def _bars(rows: list[dict[str, Any]]) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "rect"},
        "encoding": {
            "x": pixels("x"),
            "x2": {"field": "x2"},
            "y": pixels("y"),
            "y2": {"field": "y2"},
            "color": {"field": "color", "type": "nominal", "scale": None, "legend": None},
            "tooltip": {"field": "tip"},
        },
    }


def _names(rows: list[dict[str, Any]], side: str) -> list[Spec]:
    """Names and amounts outside the columns."""
    is_left = side == "left"
    mine = [row for row in rows if row["side"] == side]
    letters: Spec = {"type": "text", "baseline": "middle", "align": "right" if is_left else "left",
                     "dx": -8 if is_left else 8}  # fmt: skip
    x = pixels("x" if is_left else "x2")
    return [
        {
            "data": {"values": mine},
            "mark": {**letters, "fontSize": 12, "fontWeight": 600, "color": "token(ink)"},
            "encoding": {"x": x, "y": pixels("name_at"), "text": {"field": "label"}},
        },
        {
            "data": {"values": mine},
            "mark": {**letters, "fontSize": 11, "color": "token(ink-2)"},
            "encoding": {"x": x, "y": pixels("amount_at"), "text": {"field": "amount"}},
        },
    ]
