"""Columns side by side: so many or so much in each month or year, beside those of another year as ticks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from proxeny.charts.specs import SCHEMA, Spec


class Bar(TypedDict, total=False):
    """One column, or one part of a column: ``part`` stands upon the parts before it. ``before`` is drawn as a tick."""

    period: str
    value: float
    part: str
    before: float
    label: str
    tip: str
    url: str


COLOURS = ("token(teal)", "token(blue)", "token(plum)")


def columns(bars: Sequence[Bar], *, parts: Sequence[str] = (), width: int = 560, height: int = 170) -> Spec:
    """Columns from a zero baseline, as far apart as periods are; ``parts`` name the colours, in order."""
    periods = list(dict.fromkeys(bar["period"] for bar in bars))
    x: Spec = {
        "field": "period",
        "type": "ordinal",
        "sort": periods,
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": True},
    }
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"title": None, "grid": True, "gridColor": "token(line)", "tickCount": 3, "labels": False,
                 "domain": False},
    }  # fmt: skip
    colour: Spec = {"value": COLOURS[0]}
    if parts:
        colour = {
            "field": "part",
            "type": "nominal",
            "scale": {"domain": list(parts), "range": list(COLOURS[: len(parts)])},
            "legend": {"title": None, "orient": "top", "symbolType": "square"},
        }
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "cursor": "pointer"},
            "encoding": {"x": x, "y": y, "color": colour, "tooltip": {"field": "tip"}, "href": {"field": "url"}},
        }
    ]
    if any("before" in bar for bar in bars):
        layers.append(
            {
                "transform": [{"filter": "isValid(datum.before)"}],
                "mark": {"type": "tick", "color": "token(ink)", "thickness": 2},
                "encoding": {"x": x, "y": {"field": "before", "type": "quantitative"}, "tooltip": {"field": "tip"}},
            }
        )
    if any(bar.get("label") for bar in bars):
        layers.append(
            {
                "transform": [{"filter": "isValid(datum.label)"}],
                "mark": {"type": "text", "dy": -7, "color": "token(ink-2)"},
                "encoding": {"x": x, "y": {"field": "value", "type": "quantitative"}, "text": {"field": "label"}},
            }
        )
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "background": None,
        "config": {"view": {"stroke": None}, "axis": {"grid": False, "ticks": False, "domainColor": "token(line)"}},
        "data": {"values": list(bars)},
        "layer": layers,
    }
