"""A report as one HTML file that needs nothing beside it: styles and pictures are inside.

The frame is a template; what stands there by the thousands (cells, figures, sources) is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from proxeny.reports.content import Content
from proxeny.reports.framing import Frame, frame
from proxeny.reports.paper_pictures import svg_of


def as_html(content: Content, language: str) -> bytes:
    """The file, in UTF-8; every figure number leads to the list of figures, and from there to its sources."""
    framed = frame(content, language)
    words = {
        name.replace("-", "_"): framed.words.text(f"frame-{name}")
        for name in ("contents", "figures", "sources", "gone")
    }
    gone = words["gone"]
    chapters = [
        {**chapter, "blocks": [_drawn(block, gone) for block in chapter["blocks"]]}
        for chapter in framed.paper["chapters"]
    ]
    annexes = [
        {**annex, "heading": framed.annex_title(annex), "drawn": _table(annex["table"], gone)}
        for annex in framed.paper["annexes"]
    ]
    context = {
        "frame": framed, "paper": framed.paper, "chapters": chapters, "annexes": annexes, "words": words,
        "figures": _joined(_figures(framed)), "sources": _joined(_sources(framed)),
    }  # fmt: skip
    return render_to_string("reports/file.html", context).encode()


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # every word in it went through escape


def _drawn(block: dict[str, Any], gone: str) -> dict[str, Any]:
    """A block with what the template puts in its place."""
    match block["kind"]:
        case "paragraph":
            return {"kind": "paragraph", "drawn": _joined(_pieces(block["pieces"], gone))}
        case "table":
            return {"kind": "table", "drawn": _table(block, gone)}
        case _:
            below = _table(block["table"], gone) if block["table"] else ""
            return {**block, "svg": svg_of(block), "drawn": below}


def _pieces(pieces: Iterable[dict[str, Any]], gone: str) -> Iterator[str]:
    """Text with its figures, each with its number."""
    for piece in pieces:
        text = escape(piece["text"])
        if "n" in piece:
            disputed = ' class="disputed"' if piece.get("disputed") else ""
            number = piece["n"]
            yield f'<span{disputed}>{text}</span><a class="mark" href="#figure-{number}">{number}</a>'
        else:
            yield text
        if "gone" in piece:
            yield f" <small>({escape(gone)})</small>"
        if piece.get("remark"):
            yield f" <small>({escape(piece['remark'])})</small>"


def _table(table: dict[str, Any], gone: str) -> SafeString:
    """A table with merged heading cells and its total."""
    caption = f"<caption>{escape(table['title'])}</caption>" if table["title"] else ""

    def row(cells: Iterable[dict[str, Any]], *, is_head: bool = False) -> Iterator[str]:
        yield "<tr>"
        tag = "th" if is_head else "td"
        for cell in cells:
            wide = f' colspan="{cell["columns"]}"' if cell["columns"] > 1 else ""
            scope = (' scope="colgroup"' if wide else ' scope="col"') if is_head else ""
            tall = f' rowspan="{cell["rows"]}"' if cell["rows"] > 1 else ""
            number = ' class="num"' if cell["number"] else ""
            yield f"<{tag}{wide}{scope}{tall}{number}>{''.join(_pieces(cell['pieces'], gone))}</{tag}>"
        yield "</tr>"

    def whole() -> Iterator[str]:
        yield f'<div class="wide"><table>{caption}<thead>'
        for cells in table["head"]:
            yield from row(cells, is_head=True)
        yield "</thead><tbody>"
        for cells in table["rows"]:
            yield from row(cells)
        yield "</tbody>"
        if table["total"]:
            yield from ("<tfoot>", *row(table["total"]), "</tfoot>")
        yield "</table></div>"

    return _joined(whole())


def _figures(framed: Frame) -> Iterator[str]:
    """The list of figures: what each is, how it was made, the words of its sources."""
    for note in framed.notes():
        words = f" · {escape(note.words)}" if note.words else ""
        quotes = "".join(
            f' · <a href="#source-{number}">[{number}]</a> ' + (f"<q>{escape(quote)}</q>" if quote else "")
            for number, quote in note.quotes
        )
        yield f'<li id="figure-{note.number}" value="{note.number}"><strong>{escape(note.text)}</strong>'
        yield f"{words}{quotes}</li>\n"


def _sources(framed: Frame) -> Iterator[str]:
    """The list of sources."""
    for source in framed.sources():
        title = escape(source.title)
        named = f'<a href="{escape(source.url)}">{title}</a>' if source.url else title
        said = f". {escape(source.said)}" if source.said else ""
        yield f'<li id="source-{source.number}" value="{source.number}">{named}{said}</li>\n'
