"""Pictures as Vega-Lite: one specification for page and paper, colours by name (``core.palette``).

Few marks, direct labels, zero baselines for bars. Map data are Natural Earth's (world-atlas); borders as drawn there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from proxeny.charts.places import small_countries
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
    strength: float


class Spot(TypedDict, total=False):
    """A place on the map."""

    name: str
    longitude: float
    latitude: float
    value: float
    shown: str
    url: str
    home: bool


_TIP: Spec = {"field": "tip"}


def _tip(*lines: str | None) -> str:
    """What is said of a mark on hover, a line for each thing."""
    return "\n".join(line for line in lines if line)


def frame(width: int | str, height: int) -> Spec:
    """What every drawing has: its size, no ground of its own, axes without ticks and grid."""
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "background": None,
        "config": {
            "view": {"stroke": None},
            "axis": {"grid": False, "ticks": False, "domainColor": "token(line)", "labelColor": "token(ink-2)"},
        },
    }


_LABEL_ROOM = 112  # for the newest value, written beside its point


def series(points: Sequence[Point], *, width: int = 420, height: int = 150) -> Spec:
    """Values of an indicator over its periods: sources as dots on a line, disagreement as a bar between the values.

    Years stand as far apart as they are, so that a gap in the record shows; the largest and the newest value
    are written beside their points.
    """
    in_years = all(point.get("period", "").isdecimal() for point in points)
    values = [
        {**point, "tip": _tip(point.get("period"), point.get("shown"), point.get("source"))}
        | ({"at": int(point["period"])} if in_years else {"at": point.get("period")})
        for point in points
    ]
    x: Spec = {
        "field": "at",
        "type": "quantitative" if in_years else "ordinal",
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": True},
        "scale": {"range": [14, width - _LABEL_ROOM]},
    }
    if in_years:
        x["scale"] |= {"zero": False, "nice": False}
        x["axis"] |= {"format": "d", "tickMinStep": 1, "tickCount": 7}
    y = {
        "field": "value",
        "type": "quantitative",
        "axis": {
            "title": None,
            "grid": True,
            "gridColor": "token(line)",
            "tickCount": 3,
            "labels": False,
            "domain": False,
        },
    }
    newest = {"mark": {"type": "text", "align": "left", "dx": 9, "fontWeight": 600, "color": "token(ink)"}}
    earlier = {"mark": {"type": "text", "align": "center", "dy": -12, "color": "token(ink-2)"}}
    return {
        **frame(width, height),
        "data": {"values": values},
        "transform": [
            {"window": [{"op": "row_number", "as": "n"}]},
            {
                "joinaggregate": [
                    {"op": "max", "field": "n", "as": "last"},
                    {"op": "max", "field": "value", "as": "top"},
                ]
            },
        ],
        "layer": [
            {"mark": {"type": "line", "color": "token(teal)", "strokeWidth": 2}, "encoding": {"x": x, "y": y}},
            {
                "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
                "mark": {"type": "rule", "color": "token(amber-line)", "strokeWidth": 6, "opacity": 0.6},
                "encoding": {"x": x, "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60, "color": "token(teal)", "opacity": 1},
                "encoding": {"x": x, "y": y, "tooltip": _TIP, "href": {"field": "url"}},
            },
            {
                "transform": [{"filter": "datum.n == datum.last"}],
                **newest,
                "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
            },
            {
                "transform": [{"filter": "datum.n != datum.last && datum.value == datum.top"}],
                **earlier,
                "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
            },
        ],
    }


def bars(rows: Sequence[Row], *, width: int = 360, color: str = "token(teal)", room: int = 0) -> Spec:
    """Amounts side by side, the label left and the amount at the end of its bar.

    ``room``: pixels of the width that are kept for the amount beside the longest bar.
    """
    across: Spec = {"zero": True, **({"range": [0, width - room]} if room else {})}
    y = {"field": "label", "type": "nominal", "sort": None, "axis": {"title": None, "labelLimit": 180, "domain": False}}
    return {
        **frame(width, max(40, 26 * len(rows))),
        "data": {"values": [{**row, "tip": _tip(row.get("label"), row.get("shown"))} for row in rows]},
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "bar", "color": color, "height": 14},
                "encoding": {
                    "x": {"field": "value", "type": "quantitative", "axis": None, "scale": across},
                    "href": {"field": "url"},
                    "tooltip": _TIP,
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "color": "token(ink-2)"},
                "encoding": {"x": {"field": "value", "type": "quantitative"}, "text": {"field": "shown"}},
            },
        ],
    }


class Shade(TypedDict):
    """The classes of a map: their labels and opacities, the lightest first."""

    labels: Sequence[str]
    strengths: Sequence[float]


_KEY_STEP = 17  # between the lines of a map's key


def _key(shades: Shade, height: int) -> Spec:
    """The map's key, over the south of the Pacific: a square and words for each class, the strongest on top."""
    rows = [
        {"label": label, "strength": strength, "at": height - 14 - _KEY_STEP * number}
        for number, (label, strength) in enumerate(zip(shades["labels"], shades["strengths"], strict=True))
    ]
    y = {"field": "at", "type": "quantitative", "scale": None, "axis": None}
    square = {"type": "square", "size": 130, "color": "token(teal)", "stroke": "token(teal)", "strokeWidth": 0.4}
    square |= {"filled": True, "opacity": 1}
    words = {"type": "text", "align": "left", "baseline": "middle", "dx": 10, "color": "token(ink-2)", "fontSize": 12}
    strength = {"field": "strength", "type": "quantitative", "scale": None, "legend": None}
    return {
        "data": {"values": rows},
        "layer": [
            {"mark": square, "encoding": {"x": {"value": 8}, "y": y, "fillOpacity": strength}},
            {"mark": words, "encoding": {"x": {"value": 8}, "y": y, "text": {"field": "label"}}},
        ],
    }


def world(
    values: Mapping[str, Row],
    spots: Sequence[Spot],
    *,
    outlines: Spec,
    shades: Shade | None = None,
    width: int = 760,
    height: int = 360,
    dot: int = 34,
) -> Spec:
    """A world map: countries shaded by the ``strength`` of ``values`` (ISO alpha-2 → row), cities as points, home red.

    ``outlines`` is the data source of the countries (``drawing.outlines``: an address on a page). Countries without a
    value keep the colour of no data; those too small to draw are shaded points.
    """
    shaded, points = [], []
    for country, row in values.items():
        place = small_countries().get(country)
        said = {"country": country, "strength": 1.0, **row, "tip": _tip(row.get("label"), row.get("shown"))}
        if place is not None:
            points.append({**said, "longitude": place[0], "latitude": place[1]})
        elif numeric_code(country):
            shaded.append({**said, "id": numeric_code(country)})
    away = [{**spot, "tip": _tip(spot.get("name"), spot.get("shown"))} for spot in spots if not spot.get("home")]
    home = [{**spot, "tip": spot.get("name", "")} for spot in spots if spot.get("home")]
    countries = {**outlines, "format": {"type": "topojson", "feature": "countries"}}
    by_class = {"fillOpacity": {"field": "strength", "type": "quantitative", "scale": None, "legend": None}}
    layers = [
        _land(countries),
        _shaded_countries(shaded, countries, by_class) if shaded else None,
        _dots(points, by_class, size=90, color="token(teal)", stroke="token(teal)") if points else None,
        _dots(away, {}, color="token(ink)", size=dot, opacity=0.8) if away else None,
        _dots(home, {}, shape="diamond", color="token(red)", size=150) if home else None,
        _home_name(home) if home and shades is not None else None,
        _key(shades, height) if shades is not None else None,
    ]
    return {
        **frame(width, height),
        "projection": {"type": "equalEarth"},
        "layer": [layer for layer in layers if layer is not None],
    }


def _land(countries: Spec) -> Spec:
    return {
        "data": countries,
        "transform": [{"filter": "datum.id != '010'"}],
        "mark": {"type": "geoshape", "fill": "token(no-data)", "stroke": "token(sheet)", "strokeWidth": 0.5},
    }


def _shaded_countries(rows: list[dict[str, Any]], countries: Spec, by_class: Spec) -> Spec:
    return {
        "data": {"values": rows},
        "transform": [
            {"lookup": "id", "from": {"data": countries, "key": "id"}, "as": "shape"},
            {"filter": "isValid(datum.shape)"},
        ],
        "mark": {
            "type": "geoshape",
            "fill": "token(teal)",
            "stroke": "token(sheet)",
            "strokeWidth": 0.5,
            "cursor": "pointer",
        },
        "encoding": {
            "shape": {"field": "shape", "type": "geojson"},
            **by_class,
            "tooltip": _TIP,
            "href": {"field": "url"},
        },
    }


def _home_name(rows: list[dict[str, Any]]) -> Spec:
    """The home city's name beside its mark, set off from the land."""
    place = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
        "text": {"field": "name"},
    }
    letters: Spec = {"type": "text", "align": "left", "dx": 10, "dy": 1, "fontWeight": 600, "fontSize": 12}
    halo = {**letters, "stroke": "token(sheet)", "strokeWidth": 3, "strokeJoin": "round", "color": "token(sheet)"}
    return {
        "data": {"values": rows},
        "layer": [
            {"mark": halo, "encoding": place},
            {"mark": {**letters, "color": "token(red)"}, "encoding": place},
        ],
    }


def _dots(
    rows: list[dict[str, Any]],
    encoding: Spec,
    *,
    size: int,
    color: str,
    shape: str = "circle",
    stroke: str = "token(sheet)",
    opacity: float = 1.0,
) -> Spec:
    """Places as points; those that have an address lead there."""
    mark: Spec = {"type": "point", "filled": True, "shape": shape, "size": size, "opacity": opacity, "color": color}
    mark |= {"stroke": stroke, "strokeWidth": 0.8}
    leads: Spec = {"href": {"field": "url"}} if any("url" in row for row in rows) else {}
    return {
        "data": {"values": rows},
        "mark": mark | ({"cursor": "pointer"} if leads else {}),
        "encoding": {
            "longitude": {"field": "longitude", "type": "quantitative"},
            "latitude": {"field": "latitude", "type": "quantitative"},
            "tooltip": _TIP,
            **leads,
            **encoding,
        },
    }


def locator(country: str, spots: Sequence[Spot], *, outlines: Spec, width: int = 300, height: int = 150) -> Spec:
    """Where a partner lies: its country in teal on a small world, with points for it and for home."""
    return world(
        {country: {"value": 1.0, "label": country}} if country else {},
        spots,
        outlines=outlines,
        width=width,
        height=height,
        dot=10,
    )
