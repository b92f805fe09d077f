"""Pictures as Vega-Lite: one specification for page and paper, colours by name (``core.palette``).

Few marks, direct labels, zero baselines for bars. Map data are Natural Earth's (world-atlas); borders as drawn there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from proxeny.core.geography import numeric_code

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


class Point(TypedDict, total=False):
    """One value of a series; ``low`` and ``high`` where sources disagree, ``shown`` as written for people."""

    period: str
    value: float
    low: float
    high: float
    shown: str
    source: str
    url: str


class Row(TypedDict, total=False):
    """One bar."""

    label: str
    value: float
    shown: str
    url: str


class Spot(TypedDict, total=False):
    """A place on the map."""

    name: str
    longitude: float
    latitude: float
    value: float
    shown: str
    url: str
    home: bool


def _frame(width: int | str, height: int) -> Spec:
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "background": None,
        "config": {"view": {"stroke": None}, "axis": {"grid": False, "ticks": False, "domainColor": "token(line)"}},
    }


def series(points: Sequence[Point], *, width: int = 420, height: int = 150) -> Spec:
    """Values of an indicator over its periods: sources as dots on a line, disagreement as a bar between the values."""
    values = [dict(point) for point in points]
    tooltip = [{"field": "period", "title": " "}, {"field": "shown", "title": "="}, {"field": "source", "title": "←"}]
    x = {"field": "period", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}}
    y = {
        "field": "value",
        "type": "quantitative",
        "axis": {
            "title": None,
            "grid": True,
            "gridColor": "token(line)",
            "tickCount": 4,
            "labels": False,
            "domain": False,
        },
    }
    return {
        **_frame(width, height),
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "line", "color": "token(teal)", "strokeWidth": 2}, "encoding": {"x": x, "y": y}},
            {
                "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
                "mark": {"type": "rule", "color": "token(amber-line)", "strokeWidth": 6, "opacity": 0.6},
                "encoding": {"x": x, "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60, "color": "token(teal)", "opacity": 1},
                "encoding": {"x": x, "y": y, "tooltip": tooltip, "href": {"field": "url"}},
            },
            {
                "transform": [
                    {"window": [{"op": "row_number", "as": "n"}]},
                    {"joinaggregate": [{"op": "max", "field": "n", "as": "last"}]},
                    {"filter": "datum.n == datum.last"},
                ],
                "mark": {"type": "text", "align": "right", "dy": -12, "fontWeight": 600, "color": "token(ink)"},
                "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
            },
        ],
    }


def bars(rows: Sequence[Row], *, width: int = 360, color: str = "token(teal)") -> Spec:
    """Amounts side by side, the label left and the amount at the end of its bar."""
    y = {"field": "label", "type": "nominal", "sort": None, "axis": {"title": None, "labelLimit": 180, "domain": False}}
    return {
        **_frame(width, max(40, 26 * len(rows))),
        "data": {"values": [dict(row) for row in rows]},
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "bar", "color": color, "height": 14},
                "encoding": {
                    "x": {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}},
                    "href": {"field": "url"},
                    "tooltip": [{"field": "label", "title": " "}, {"field": "shown", "title": "="}],
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "color": "token(ink-2)"},
                "encoding": {"x": {"field": "value", "type": "quantitative"}, "text": {"field": "shown"}},
            },
        ],
    }


def world(
    values: dict[str, Row],
    spots: Sequence[Spot],
    *,
    outlines: Spec,
    width: int = 760,
    height: int = 400,
) -> Spec:
    """A world map: countries shaded by ``values`` (ISO alpha-2 → row), cities as points, home in red.

    ``outlines`` is the data source of the countries (``drawing.outlines`` on paper, an address on a page). Countries
    without a value keep the colour of no data.
    """
    shaded = [
        {"id": numeric_code(country), "country": country, **row}
        for country, row in values.items()
        if numeric_code(country)
    ]
    countries = {**outlines, "format": {"type": "topojson", "feature": "countries"}}
    point = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    layers: list[Spec] = [
        {
            "data": countries,
            "transform": [{"filter": "datum.id != '010'"}],
            "mark": {"type": "geoshape", "fill": "token(no-data)", "stroke": "token(sheet)", "strokeWidth": 0.5},
        },
    ]
    if shaded:
        layers.append(
            {
                "data": {"values": shaded},
                "transform": [
                    {"lookup": "id", "from": {"data": countries, "key": "id"}, "as": "shape"},
                    {"filter": "isValid(datum.shape)"},
                ],
                "mark": {"type": "geoshape", "stroke": "token(sheet)", "strokeWidth": 0.5, "cursor": "pointer"},
                "encoding": {
                    "shape": {"field": "shape", "type": "geojson"},
                    "color": {
                        "field": "value",
                        "type": "quantitative",
                        "scale": {"type": "sqrt", "zero": True, "range": ["token(teal-wash)", "token(teal)"]},
                        "legend": None,
                    },
                    "tooltip": [{"field": "label", "title": " "}, {"field": "shown", "title": "="}],
                    "href": {"field": "url"},
                },
            }
        )
    away = [dict(spot) for spot in spots if not spot.get("home")]
    home = [dict(spot) for spot in spots if spot.get("home")]
    if away:
        layers.append(
            {
                "data": {"values": away},
                "mark": {
                    "type": "circle",
                    "size": 36,
                    "color": "token(ink)",
                    "opacity": 0.75,
                    "stroke": "token(sheet)",
                    "strokeWidth": 0.8,
                    "cursor": "pointer",
                },
                "encoding": {
                    **point,
                    "tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": "="}],
                    "href": {"field": "url"},
                },
            }
        )
    if home:
        layers.append(
            {
                "data": {"values": home},
                "mark": {
                    "type": "point",
                    "shape": "diamond",
                    "filled": True,
                    "size": 130,
                    "color": "token(red)",
                    "opacity": 1,
                },
                "encoding": {**point, "tooltip": [{"field": "name", "title": " "}]},
            }
        )
    return {
        **_frame(width, height),
        "projection": {"type": "equalEarth"},
        "layer": layers,
    }


def locator(country: str, spots: Sequence[Spot], *, outlines: Spec, width: int = 300, height: int = 150) -> Spec:
    """Where a partner lies: its country in teal on a small world, with points for it and for home."""
    return world(
        {country: {"value": 1.0, "label": country}} if country else {},
        spots,
        outlines=outlines,
        width=width,
        height=height,
    )
