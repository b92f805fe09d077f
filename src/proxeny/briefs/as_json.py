"""A brief as plain data, for the PDF template and for programs."""

from __future__ import annotations

from typing import Any

from proxeny.briefs.parts import Block, Brief, Cell, Cited, Paragraph, Picture, Piece, Table


def _piece(piece: Piece) -> dict[str, Any]:
    if isinstance(piece, Cited):
        return {
            "text": piece.text,
            "numbers": list(piece.numbers),
            "disputed": piece.is_disputed,
            "remark": piece.remark,
        }
    return {"text": piece, "numbers": [], "disputed": False, "remark": ""}


def _cell(cell: Cell) -> list[dict[str, Any]]:
    return [_piece(piece) for piece in cell]


def _block(block: Block, pictures: list[Picture]) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "pieces": _cell(block.pieces)}
        case Table():
            return {
                "kind": "table",
                "columns": list(block.columns),
                "rows": [[_cell(cell) for cell in row] for row in block.rows],
                "numeric": list(block.numeric),
                "widths": list(block.widths),
            }
        case Picture():
            pictures.append(block)
            return {
                "kind": "picture",
                "title": block.title,
                "description": block.description,
                "file": f"picture-{len(pictures)}.svg",
            }


def as_json(brief: Brief) -> tuple[dict[str, Any], list[Picture]]:
    """The brief as JSON values, and its pictures in the order in which ``picture-N.svg`` names them."""
    pictures: list[Picture] = []
    data = {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "language": brief.language,
        "date": brief.date,
        "lead": _cell(brief.lead.pieces) if brief.lead else [],
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "blocks": [_block(block, pictures) for block in section.blocks],
            }
            for section in brief.sections
        ],
        "sources": [
            {
                "number": source.number,
                "title": source.title,
                "publisher": source.publisher,
                "published": source.published,
                "url": source.url,
            }
            for source in brief.sources
        ],
    }
    return data, pictures
