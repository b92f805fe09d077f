"""What was measured as tables, on the screen and in docs/reference/reading-quality.md, and as a chart."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import vl_convert
from bench.reading import gold
from bench.reading.quality import KINDS, Row

PAGE = gold.ROOT / "docs" / "reference" / "reading-quality.md"
CHARTS = gold.ROOT / "docs" / "images"
HOSTILE_SHOWN = 12
_BETWEEN = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

Table = tuple[list[str], list[list[str]]]


@dataclass
class Report:
    """The figures of one run."""

    machine: str
    peers: list[tuple[str, str]]
    rows: list[Row]
    facts: list[Row]
    speeds: dict[str, dict[str, float]] = field(default_factory=dict)
    dense: dict[str, float] = field(default_factory=dict)
    hostile: list[tuple[str, str, float]] = field(default_factory=list)
    growth: list[dict[str, float]] = field(default_factory=list)

    def quality(self) -> Table:
        """Strict and lenient F1 by texts, kind and reader, a column a language."""
        head = ["texts", "kind", "reader", *gold.LANGUAGES, "all"]
        lines: dict[tuple[str, str, str], dict[str, str]] = {}
        for texts, kind, language, reader, strict, lenient, _ in [*self.rows, *self.facts]:
            lines.setdefault((texts, kind, reader), {})[language] = f"{_f1(strict)} / {_f1(lenient)}"
        return head, [[*key, *(cells.get(language, "–") for language in head[3:])] for key, cells in lines.items()]

    def speed(self) -> Table:
        """Characters a second, a column a language, and the ratio to the pass with re2 that looks for numbers."""
        names = list(dict.fromkeys(name for measured in self.speeds.values() for name in measured))
        lines = [
            [name, *(_thousands(self.speeds[language].get(name)) for language in self.speeds), self._ratio(name)]
            for name in names
        ]
        dense = [_thousands(self.dense.get(language)) for language in self.speeds]
        lines.append(["proxeny on the cases as they are", *dense, ""])
        return ["1,000 characters a second", *self.speeds, "of re2: numbers"], lines

    def _ratio(self, name: str) -> str:
        parts = [measured[name] / measured["re2: numbers"] for measured in self.speeds.values() if name in measured]
        return f"{sum(parts) / len(parts):.3g}" if parts else ""

    def hostility(self) -> Table:
        """The families that take longest."""
        return ["family", "language", "times an ordinary text"], [
            [name, language, f"{multiple:.1f}"] for name, language, multiple in self.hostile[:HOSTILE_SHOWN]
        ]

    def grown(self) -> Table:
        """Documents that grow tenfold."""
        return ["characters", "seconds", "1,000 characters a second", "memory, MB", "bytes a character", "findings"], [
            [
                f"{each['characters']:,.0f}", f"{each['seconds']:.1f}",
                f"{each['characters'] / each['seconds'] / 1000:,.0f}", f"{each['memory']:,.0f}",
                f"{(each['memory'] - each['memory before']) * 1024**2 / each['characters']:.0f}",
                f"{each['findings']:,.0f}",
            ]
            for each in self.growth
        ]  # fmt: skip


def _f1(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _thousands(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value / 1000:,.0f}" if value >= 10_000 else f"{value / 1000:.2g}"


def show(table: Table) -> None:
    """A table on the screen."""
    head, lines = table
    widths = [max(map(len, column)) for column in zip(head, *lines, strict=True)]
    for line in (head, *lines):
        cells = [f"{cell:<{width}}" if at == 0 else f"{cell:>{width}}" for at, (cell, width) in
                 enumerate(zip(line, widths, strict=True))]  # fmt: skip
        print("  ".join(cells).rstrip())
    print()


def _markdown(table: Table) -> str:
    head, lines = table
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *lines)) + "\n"


def write(report: Report) -> list[Path]:
    """Put the tables between the marks of the page and draw its charts; the words around them stay."""
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    peers = ", ".join(f"{name} {version}" for name, version in report.peers)
    tables = {
        "run": f"Measured on {day}: {report.machine}. Peers: {peers}.\n",
        "quality": _markdown(report.quality()),
        "speed": _markdown(report.speed()),
        "hostile": _markdown(report.hostility()),
        "growth": _markdown(report.grown()),
    }
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(
        _BETWEEN.sub(lambda match: match[1] + tables.get(match[2], "") + match[3], page), encoding="utf-8"
    )
    written = [PAGE]
    charts = {"reading-quality": _quality_chart(report.rows), "reading-speed": _speed_chart(report.speeds)}
    for name, chart in charts.items():
        path = CHARTS / f"{name}.svg"
        path.write_text(vl_convert.vegalite_to_svg(json.dumps(chart)), encoding="utf-8")
        written.append(path)
    return written


_FONT = "Liberation Sans, Arial, sans-serif"
_CONFIG = {"font": _FONT, "view": {"stroke": None}, "axis": {"grid": False, "domain": False}}
_SLOWEST_SHOWN = 1000  # characters a second at which the bars of the logarithmic chart begin
_OURS, _THEIRS = "#0b5a6e", "#b9c4c9"


def _colour(of: str) -> dict[str, Any]:
    return {"condition": {"test": f"datum.{of} === 'proxeny'", "value": _OURS}, "value": _THEIRS}


def _quality_chart(rows: Sequence[Row]) -> dict[str, Any]:
    values = [
        {"kind": kind, "language": language, "reader": reader, "f1": strict}
        for texts, kind, language, reader, strict, _, _ in rows
        if texts == "annotated" and language != "all"
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": _CONFIG, "background": "white",
        "data": {"values": values}, "title": "Strict F1 on the annotated texts",
        "facet": {
            "row": {
                "field": "kind", "title": None, "sort": list(KINDS), "header": {"labelAngle": 0, "labelAlign": "left"},
            },
            "column": {"field": "language", "title": None, "sort": list(gold.LANGUAGES)},
        },
        "resolve": {"scale": {"y": "independent"}},
        "spec": {
            "width": 130, "height": {"step": 15},
            "layer": [
                {"mark": {"type": "bar", "height": 10}, "encoding": {"color": _colour("reader")}},
                {"mark": {"type": "text", "align": "left", "dx": 3, "fontSize": 10},
                 "encoding": {"text": {"field": "f1", "format": ".2f"}}},
            ],
            "encoding": {
                "y": {"field": "reader", "sort": {"field": "f1", "order": "descending"}, "title": None},
                "x": {"field": "f1", "type": "quantitative", "scale": {"domain": [0, 1.15]}, "axis": None},
            },
        },
    }  # fmt: skip


def _speed_chart(speeds: dict[str, dict[str, float]]) -> dict[str, Any]:
    values = [
        {"reader": name, "speed": sum(listed) / len(listed)}
        for name, listed in _by_name(speeds.values()).items()
        if not name.startswith("room: ") and name != "decoding the bytes"
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": _CONFIG, "background": "white",
        "data": {"values": values}, "title": "Characters a second on one core, all languages (logarithmic)",
        "width": 420, "height": {"step": 18},
        "layer": [
            {"mark": {"type": "bar", "height": 12}, "encoding": {"color": _colour("reader")}},
            {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
             "encoding": {"text": {"field": "speed", "format": ",.3~s"}}},
        ],
        "encoding": {
            "y": {"field": "reader", "sort": {"field": "speed", "order": "descending"}, "title": None,
                  "axis": {"labelLimit": 260}},
            "x": {"field": "speed", "type": "quantitative", "scale": {"type": "log", "domainMin": _SLOWEST_SHOWN},
                  "axis": None},
            "x2": {"datum": _SLOWEST_SHOWN},
        },
    }  # fmt: skip


def _by_name(measured: Iterable[dict[str, float]]) -> dict[str, list[float]]:
    names: dict[str, list[float]] = {}
    for each in measured:
        for name, value in each.items():
            names.setdefault(name, []).append(value)
    return names
