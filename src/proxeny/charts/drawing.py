"""From Vega-Lite to what pages and papers show: compiled Vega for the browser, SVG and PNG for paper."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from proxeny.charts.specs import Spec
from proxeny.core.palette import in_light

VL_VERSION = "v5.20"
_OUTLINES = "vendor/world-atlas/countries-110m.json"
_FINE_OUTLINES = "vendor/world-atlas/countries-50m.json"


class NoOutlines(RuntimeError):
    """The map data did not come with the package."""


@lru_cache(maxsize=2)
def _read(name: str) -> Any:
    found = finders.find(name)
    if not found:
        raise NoOutlines(f"{name} is missing: install the package, or run `make assets` in a checkout.")
    return json.loads(Path(str(found)).read_text(encoding="utf-8"))


def outlines(*, on_page: bool, fine: bool = False) -> Spec:
    """The countries' outlines as a data source: an address for a page, the data itself for paper."""
    name = _FINE_OUTLINES if fine else _OUTLINES
    return {"url": static(name)} if on_page else {"values": _read(name)}


@lru_cache(maxsize=64)
def _vega(specification: str) -> str:
    return json.dumps(vl_convert.vegalite_to_vega(json.loads(specification), vl_version=VL_VERSION))


def _apart(part: Any, rows: dict[str, Any]) -> Any:
    """A specification whose data stand by name, and the rows that belong to each name in ``rows``."""
    if isinstance(part, list):
        return [_apart(item, rows) for item in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("values"), list) and part.keys() <= {"values", "name"}:
        name = f"rows_{len(rows)}"
        rows[name] = part["values"]
        return {"name": name}
    return {key: _apart(value, rows) for key, value in part.items()}


def vega(spec: Spec) -> dict[str, Any]:
    """Compiled Vega for a page; a strict content security policy allows no compiler there.

    A picture is compiled once for all data that it may show: 0.1 seconds the first time, a millisecond from then on.
    """
    rows: dict[str, Any] = {}
    bare = _apart(spec, rows)
    compiled: dict[str, Any] = json.loads(_vega(json.dumps(bare, sort_keys=True, ensure_ascii=False)))
    for source in compiled["data"]:
        if source.get("name") in rows and "source" not in source and "url" not in source:
            source["values"] = rows[source["name"]]
    return compiled


def wake() -> None:
    """Start the compiler, which takes half a second the first time, before somebody waits for a picture."""
    vega({"data": {"values": [{}]}, "mark": "point"})


def _without_links(part: Any) -> Any:
    """A specification without the addresses of its marks: from paper a link of the page leads nowhere."""
    if isinstance(part, list):
        return [_without_links(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value if key == "values" else _without_links(value)
        for key, value in part.items()
        if key not in {"href", "cursor"}
    }


def _on_paper(spec: Spec, *, links: bool) -> str:
    return in_light(json.dumps(spec if links else _without_links(spec), ensure_ascii=False))


def for_others(spec: Spec) -> str:
    """The specification as JSON for another program: in the colours of paper, without addresses."""
    return _on_paper(spec, links=False)


def svg(spec: Spec, *, links: bool = False) -> str:
    """The picture in the colours of paper, as SVG; ``links``: with the addresses of its marks."""
    drawn: str = vl_convert.vegalite_to_svg(_on_paper(spec, links=links), vl_version=VL_VERSION)
    return drawn


def png(spec: Spec, *, scale: float = 2.0) -> bytes:
    """The picture in the colours of paper, as PNG, ``scale`` dots to the point."""
    drawn: bytes = vl_convert.vegalite_to_png(_on_paper(spec, links=False), vl_version=VL_VERSION, scale=scale)
    return drawn
