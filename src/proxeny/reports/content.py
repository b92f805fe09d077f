"""The content of an edition as plain data: what pages and files are made of, and what is frozen.

::

    {"kind": "yearly", "period": "2023", "mark": 1, "edition": {"number", "ordinal", "date", "reason"},
     "languages": {"vi": {"title", "subtitle", "notes", "chapters": [...], "annexes": [...]}, "en": ...},
     "figures": [{"n": 17, "key", "value", "unit", "qualifier", "origin", "statements": [ids],
                  "records": ["register:reference"], "texts": {"vi": "18"}, "how": {}, "remarks": {}, "disputed"}],
     "statements": {"311": {"quote", "publisher", "title", "published", "document", "url", "source": 3, ...}},
     "records": {"delegations:paris-2023": {"title", "register", "reference", "statements"},
                 "indicators:fdi-2023": {..., "titles": {"vi": "vốn FDI đăng ký, Hà Nội, 2023"}}},
     "sources": [{"n": 3, "title", "publisher", "published", "url", "document"}]}

A piece of text is ``{"text"}``, a figure in place ``{"text", "n", "disputed", "remark"}``, a figure that an officer
wrote into a sentence and that the record no longer gives ``{"text", "gone": key}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from proxeny.reports import evidence, parts
from proxeny.reports.parts import Figure

Content = dict[str, Any]
Paper = dict[str, Any]
Identity = tuple[Any, ...]


@dataclass(frozen=True)
class Gone:
    """A figure that an officer wrote into a sentence and that the record does not give any more."""

    key: str
    text: str


@dataclass
class Numbering:
    """Numbers figures in the order in which they stand; the same figure has one number in all languages.

    Same means: of one name and resting on the same. The first language decides on the order.
    """

    numbers: dict[Identity, int] = field(default_factory=dict)
    figures: list[dict[str, Any]] = field(default_factory=list)

    def number(self, figure: Figure, language: str) -> int:
        """The number of a figure, a new one where it was not met before."""
        identity = (figure.key, figure.value, figure.unit, figure.statements, figure.records)
        number = self.numbers.setdefault(identity, len(self.numbers) + 1)
        if number > len(self.figures):
            self.figures.append(
                {
                    "n": number,
                    "key": figure.key,
                    "value": f"{figure.value:f}" if figure.value is not None else "",
                    "unit": figure.unit,
                    "qualifier": figure.qualifier,
                    "origin": figure.origin,
                    "statements": list(figure.statements),
                    "records": list(figure.records),
                    "texts": {},
                    "how": {},
                    "remarks": {},
                    "disputed": False,
                }
            )
        row = self.figures[number - 1]
        row["texts"].setdefault(language, figure.text)
        if figure.how:
            row["how"].setdefault(language, figure.how)
        if figure.remark:
            row["remarks"].setdefault(language, figure.remark)
        row["disputed"] = row["disputed"] or figure.is_disputed
        return number


def made_of(reports: Mapping[str, parts.Report], *, visible_to: Any) -> Content:
    """The content of drafts of one report in several languages, with what its figures rest on as it is now."""
    numbering = Numbering()
    papers = {language: _paper(report, language, numbering) for language, report in reports.items()}
    first = next(iter(reports.values()))
    figures = numbering.figures
    records = evidence.records_as_they_are(
        (name for figure in figures for name in figure["records"]), visible_to=visible_to, languages=reports
    )
    keys = {key for figure in figures for key in figure["statements"]}
    keys |= {key for record in records.values() for key in record["statements"]}
    statements = evidence.statements_as_they_are(keys, visible_to=visible_to)
    content: Content = {
        "kind": first.kind,
        "period": first.period,
        "languages": papers,
        "figures": figures,
        "statements": {str(key): statements[key] for key in sorted(statements)},
        "records": {name: records[name] for name in sorted(records)},
        "sources": [],
    }
    for figure in figures:
        figure["statements"] = [key for key in figure["statements"] if key in statements]
        figure["records"] = [name for name in figure["records"] if name in records]
    _number_sources(content)
    return content


def statements_of(figure: Mapping[str, Any], content: Content) -> list[dict[str, Any]]:
    """The statements that a figure rests on: its own, else those of the records that were counted."""
    keys = list(figure["statements"])
    if not keys:
        keys = [key for name in figure["records"] for key in content["records"][name]["statements"]]
    return [content["statements"][str(key)] for key in dict.fromkeys(keys) if str(key) in content["statements"]]


def _number_sources(content: Content) -> None:
    """Numbers documents in the order in which figures cite them."""
    numbers: dict[str, int] = {}
    for figure in content["figures"]:
        for statement in statements_of(figure, content):
            reference = statement["document"]
            if reference not in numbers:
                numbers[reference] = len(numbers) + 1
                content["sources"].append(
                    {
                        "n": numbers[reference],
                        "document": reference,
                        **{name: statement[name] for name in ("title", "publisher", "published", "url")},
                    }
                )
            statement["source"] = numbers[reference]


def _paper(report: parts.Report, language: str, numbering: Numbering) -> Paper:
    def cell(one: parts.Cell) -> dict[str, Any]:
        return {
            "pieces": [piece(part) for part in one.pieces],
            "columns": one.columns,
            "rows": one.rows,
            "number": one.is_number,
        }

    def piece(one: Any) -> dict[str, Any]:
        if isinstance(one, Gone):
            return {"text": one.text, "gone": one.key}
        if isinstance(one, str):
            return {"text": one}
        made: dict[str, Any] = {"text": one.text, "n": numbering.number(one, language)}
        if one.is_disputed:
            made["disputed"] = True
        if one.remark:
            made["remark"] = one.remark
        return made

    def table(one: parts.Table) -> dict[str, Any]:
        return {
            "kind": "table",
            "key": one.key,
            "title": one.title,
            "head": [[cell(c) for c in row] for row in one.head],
            "rows": [[cell(c) for c in row] for row in one.rows],
            "total": [cell(c) for c in one.total],
            "widths": list(one.widths) if len(one.widths) == one.columns else [1] * one.columns,
            "wide": one.is_wide,
        }

    def block(one: parts.Block) -> dict[str, Any]:
        match one:
            case parts.Paragraph():
                return {"kind": "paragraph", "key": one.key, "pieces": [piece(p) for p in one.pieces]}
            case parts.Table():
                return table(one)
            case parts.Picture():
                return {
                    "kind": "picture",
                    "key": one.key,
                    "title": one.title,
                    "description": one.description,
                    "spec": one.spec,
                    "table": table(one.table) if one.table is not None else None,
                }

    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "notes": list(report.notes),
        "chapters": [
            {"key": c.key, "title": c.title, "missing": list(c.missing), "blocks": [block(b) for b in c.blocks]}
            for c in report.chapters
        ],
        "annexes": [
            {"key": a.key, "title": a.title, "missing": list(a.missing), "table": table(a.table)}
            for a in report.annexes
        ],
    }


def tables_of(paper: Paper) -> Iterator[dict[str, Any]]:
    """Every table, those of annexes last."""
    for chapter in paper["chapters"]:
        for block in chapter["blocks"]:
            if block["kind"] == "table":
                yield block
            elif block["kind"] == "picture" and block["table"]:
                yield block["table"]
    for annex in paper["annexes"]:
        yield annex["table"]


def pieces_of_blocks(blocks: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every piece of text of blocks, in reading order."""
    for block in blocks:
        if block["kind"] == "paragraph":
            yield from block["pieces"]
            continue
        table = block["table"] if block["kind"] == "picture" else block
        if table:
            for row in (*table["head"], *table["rows"], table["total"]):
                for cell in row:
                    yield from cell["pieces"]


def figure_numbers(part: dict[str, Any]) -> list[int]:
    """The numbers of the figures of a chapter or annex, each once."""
    blocks = part["blocks"] if "blocks" in part else [part["table"]]
    return list(dict.fromkeys(piece["n"] for piece in pieces_of_blocks(blocks) if "n" in piece))
