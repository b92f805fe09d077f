"""A report as PDF, set by typst; tagged for screen readers (PDF/UA-1). The same content gives the same bytes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from proxeny.core.typesetting import pdf
from proxeny.reports.content import Content, figure_numbers, statements_of
from proxeny.reports.framing import NAMED, Frame, frame
from proxeny.reports.paper_pictures import is_wide, svg_of

TEMPLATE = Path(__file__).with_name("report.typ")
_WORDS = ("contents", "figures", "sources", "gone", "figures-short")
MANY = 3000  # figures from which those of annexes are listed by number and source alone


def as_pdf(content: Content, language: str) -> bytes:
    """The PDF: every figure number leads to the list of figures, and from there to its sources."""
    framed = frame(content, language)
    pictures: dict[str, str] = {}
    data = data_of(framed, pictures)
    words = {name: framed.words.text(f"frame-{name}") for name in _WORDS}
    return pdf(TEMPLATE, data, words, pictures=pictures)


def data_of(framed: Frame, pictures: dict[str, str]) -> dict[str, Any]:
    """What the template draws; the drawings of pictures are put into ``pictures`` by the names of their files."""
    paper = framed.paper

    def block(one: dict[str, Any]) -> dict[str, Any]:
        if one["kind"] != "picture":
            return one
        name = f"picture-{len(pictures) + 1}.svg"
        pictures[name] = svg_of(one)
        kept = {key: one[key] for key in ("kind", "title", "description", "table")}
        return {**kept, "file": name, "wide": is_wide(one)}

    full, short = _listed(framed)
    return {
        "title": paper["title"],
        "subtitle": paper["subtitle"],
        "language": framed.language,
        "office": framed.office,
        "dated": framed.dated,
        "mark": framed.mark,
        "reason": framed.reason,
        "notes": paper["notes"],
        "lead": framed.lead,
        "chapters": [{**chapter, "blocks": [block(one) for one in chapter["blocks"]]} for chapter in paper["chapters"]],
        "annexes": [{**annex, "title": framed.annex_title(annex)} for annex in paper["annexes"]],
        "list": [asdict(note) for note in framed.notes(full)],
        "short": short,
        "told": dict.fromkeys(map(str, sorted(full)), True),
        "sources": [asdict(source) for source in framed.sources()],
    }


def _listed(framed: Frame) -> tuple[set[int], list[dict[str, str]]]:
    """The figures listed with the words of their sources; of very many those of annexes only by number and source.

    Such a row names its record, and ``[3]`` the source; the words stand in the Word file, the page and the workbook.
    """
    every = {figure["n"]: figure for figure in framed.content["figures"] if framed.language in figure["texts"]}
    if len(every) <= MANY:
        return set(every), []
    full = {number for chapter in framed.paper["chapters"] for number in figure_numbers(chapter)}
    told, short = set(full), []
    for annex in framed.paper["annexes"]:
        entries = []
        for number in figure_numbers(annex):
            if number not in told:
                told.add(number)
                sources = dict.fromkeys(one["source"] for one in statements_of(every[number], framed.content)[:NAMED])
                entries.append(f"{number}\u00a0[{', '.join(map(str, sources)) or '–'}]")
        if entries:
            short.append({"title": framed.annex_title(annex), "text": "  ".join(entries)})
    return full, short
