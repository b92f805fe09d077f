"""Writing over a drafted paragraph: the text is free, a figure changes only with its source.

In a field for typing a figure stands as ``[[its name|its words]]``; its name is what counts, and its words must be the
record's own. A figure may be moved, left out, or taken from another place of the same report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError
from proxeny.reports import parts
from proxeny.reports.content import Gone
from proxeny.reports.parts import Figure

_TOKEN = re.compile(r"\[\[([^\[\]|]+?)(?:\|([^\[\]]*))?\]\]")
OWN_WORDS = ".own"  # what an officer adds at the end of a chapter is a paragraph of this name


class BadEdit(DomainError):
    """What was typed names a figure that the report does not have, or changes one."""

    code = "reports.bad_edit"


def as_typed(pieces: Iterable[Any]) -> str:
    """Pieces as they stand in the field: ``The city sent [[delegations.out.led|18]] delegations.``"""
    typed = []
    for piece in pieces:
        if isinstance(piece, Figure | Gone):
            typed.append(f"[[{piece.key}|{piece.text}]]")
        else:
            typed.append(piece)
    return "".join(typed)


def plain(pieces: Iterable[Any]) -> str:
    """Pieces as they are read."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def from_typed(typed: str, figures: Mapping[str, Figure]) -> list[Any]:
    """What was typed as pieces to be kept: texts, and ``{"figure": name, "text": words}``.

    Raises ``BadEdit`` for a figure that the report does not have, for other words than the record's, and for brackets
    that are left open.
    """
    pieces: list[Any] = []
    at = 0
    text = " ".join(typed.split())
    for match in _TOKEN.finditer(text):
        key, words = match[1].strip(), match[2]
        figure = figures.get(key)
        if figure is None:
            raise BadEdit(_unknown(key, figures))
        if words is not None and _bare(words) != _bare(figure.text):
            raise BadEdit(
                _(
                    "“%(typed)s” was written for a figure that the record gives as “%(text)s” (%(key)s). A figure "
                    "changes only with its source: correct the record, or write the sentence without it."
                )
                % {"typed": words, "text": figure.text, "key": key}
            )
        pieces += [text[at : match.start()], {"figure": key, "text": figure.text}]
        at = match.end()
    pieces.append(text[at:])
    if any(isinstance(piece, str) and ("[[" in piece or "]]" in piece) for piece in pieces):
        raise BadEdit(_("A figure is left open: it is written [[its name]], with two brackets on each side."))
    return [piece for piece in pieces if piece != ""]


def keys_in(typed: str) -> set[str]:
    """The names of the figures in what was typed."""
    return {match[1].strip() for match in _TOKEN.finditer(typed)}


def _bare(words: str) -> str:
    return "".join(words.split())


def _unknown(key: str, figures: Mapping[str, Figure]) -> str:
    near = get_close_matches(key, figures, n=3)
    said = _("This report has no figure called “%(key)s”.") % {"key": key}
    if near:
        said += " " + _("Did you mean: %(offer)s?") % {"offer": ", ".join(near)}
    return said


def figures_by_key(report: parts.Report) -> dict[str, Figure]:
    """The figures of a report by name, the first of each."""
    found: dict[str, Figure] = {}
    for figure in report.figures():
        found.setdefault(figure.key, figure)
    return found


def pieces_of(kept: Iterable[Any], figures: Mapping[str, Figure]) -> tuple[Any, ...]:
    """Kept pieces with the figures as the record gives them now; ``Gone`` for one that it gives no more."""
    return tuple(
        piece if isinstance(piece, str) else figures.get(piece["figure"]) or Gone(piece["figure"], piece["text"])
        for piece in kept
    )


# what was written by paragraph: the chapter that it belongs to, and the kept pieces
Written = Mapping[str, tuple[str, list[Any]]]


def applied(report: parts.Report, written: Written, more: Mapping[str, Figure] | None = None) -> parts.Report:
    """A draft with what officers wrote in the place of its paragraphs; ``more`` are figures that the draft has not.

    A paragraph without pieces is left out. Words of an officer's own, and those over a paragraph that is not drafted
    any more, stand at the end of their chapter.
    """
    if not written:
        return report
    figures = {**(more or {}), **figures_by_key(report)}
    placed: set[str] = set()
    chapters = []
    for chapter in report.chapters:
        blocks: list[parts.Block] = []
        for block in chapter.blocks:
            if not isinstance(block, parts.Paragraph) or block.key not in written:
                blocks.append(block)
                continue
            placed.add(block.key)
            if pieces := written[block.key][1]:
                blocks.append(replace(block, pieces=pieces_of(pieces, figures)))
        chapters.append(replace(chapter, blocks=tuple(blocks)))
    for number, chapter in enumerate(chapters):
        added = tuple(
            parts.Paragraph(key, pieces_of(pieces, figures))
            for key, (part, pieces) in written.items()
            if part == chapter.key and key not in placed and pieces
        )
        chapters[number] = replace(chapter, blocks=chapter.blocks + added)
    return replace(report, chapters=tuple(chapters))


def paragraphs(report: parts.Report) -> dict[str, tuple[str, parts.Paragraph]]:
    """The paragraphs of a draft by name, each with the name of its chapter; those for own words included, empty."""
    found: dict[str, tuple[str, parts.Paragraph]] = {}
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, parts.Paragraph):
                found[block.key] = (chapter.key, block)
        own = chapter.key + OWN_WORDS
        found.setdefault(own, (chapter.key, parts.Paragraph(own, ())))
    return found
