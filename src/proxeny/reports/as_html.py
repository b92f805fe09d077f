"""A report as one HTML file that needs nothing beside it: styles and pictures are inside."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from proxeny.reports.content import Content
from proxeny.reports.framing import frame
from proxeny.reports.paper_pictures import svg_of


def as_html(content: Content, language: str) -> bytes:
    """The file, in UTF-8; every figure number leads to the list of figures, and from there to its sources."""
    framed = frame(content, language)
    chapters = [
        {
            **chapter,
            "blocks": [_drawn(block) for block in chapter["blocks"]],
        }
        for chapter in framed.paper["chapters"]
    ]
    annexes = [{**annex, "heading": framed.annex_title(annex)} for annex in framed.paper["annexes"]]
    words = {
        name.replace("-", "_"): framed.words.text(f"frame-{name}")
        for name in ("contents", "figures", "sources", "gone")
    }
    context = {"frame": framed, "paper": framed.paper, "chapters": chapters, "annexes": annexes, "words": words}
    return render_to_string("reports/file.html", context).encode()


def _drawn(block: dict[str, Any]) -> dict[str, Any]:
    return {**block, "svg": svg_of(block)} if block["kind"] == "picture" else block
