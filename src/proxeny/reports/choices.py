"""Another source's value in the place of the record's own, for one edition: said beside the figure, with the reason.

What the record holds stays as it is; to change that, one rules on the disagreement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from proxeny.core import wording
from proxeny.core.records import Mark
from proxeny.documents.models import Statement
from proxeny.reports import parts
from proxeny.reports.evidence import STANDING
from proxeny.reports.models import Choice, Edition
from proxeny.reports.parts import Figure
from proxeny.reports.sentences import Words


def stands(choice: Choice, mark: int) -> bool:
    """Whether the chosen statement may still be printed in a report of a mark."""
    statement = choice.statement
    return statement.status in STANDING and statement.document.mark <= mark and statement.value is not None


def void(edition: Edition) -> list[Choice]:
    """The choices whose statement does not stand any more: the record's own value is printed. One SQL query."""
    rows = edition.choices.select_related("statement__document", "by").order_by("pk")
    return [choice for choice in rows if not stands(choice, edition.report.mark)]


def with_choices(report: parts.Report, choices: Iterable[Choice], *, mark: int = Mark.CONFIDENTIAL) -> parts.Report:
    """A draft with chosen values in the place of the record's. What was computed of a replaced value says so."""
    chosen = {choice.key: choice for choice in choices if stands(choice, mark)}
    if not chosen:
        return report
    words = Words(report.language)
    replaced = {
        statement: figure
        for figure in report.figures()
        if figure.key in chosen and figure.origin == "stated"
        for statement in figure.statements
    }

    def figure(one: Figure) -> Figure:
        if one.key in chosen and one.origin == "stated":
            return _chosen(one, chosen[one.key], words)
        own = next((replaced[key] for key in one.statements if key in replaced), None)
        if one.origin == "computed" and own is not None:
            return replace(one, remark=words.text("choice-computed", value=own.text))
        return one

    return _mapped(report, figure)


def _chosen(figure: Figure, choice: Choice, words: Words) -> Figure:
    statement: Statement = choice.statement
    said = wording.in_words(
        statement.value, statement.unit, words.language, high=statement.high, qualifier=statement.qualifier  # type: ignore[arg-type]
    ).sentence
    publisher = str(statement.document.publisher or statement.document)
    others = tuple(key for key in figure.statements if key != statement.pk)
    return replace(
        figure, text=said, value=statement.value, unit=statement.unit, qualifier=statement.qualifier,
        statements=(statement.pk, *others),
        remark=words.text("choice-remark", publisher=publisher, reason=choice.reason),
    )  # fmt: skip


def _mapped(report: parts.Report, figure: Any) -> parts.Report:
    """A report with every figure put through a function."""

    def pieces(given: tuple[parts.Piece, ...]) -> tuple[parts.Piece, ...]:
        return tuple(figure(piece) if isinstance(piece, Figure) else piece for piece in given)

    def row(cells: tuple[parts.Cell, ...]) -> tuple[parts.Cell, ...]:
        return tuple(replace(cell, pieces=pieces(cell.pieces)) for cell in cells)

    def table(one: parts.Table) -> parts.Table:
        return replace(one, rows=tuple(row(cells) for cells in one.rows), total=row(one.total))

    def block(one: parts.Block) -> parts.Block:
        match one:
            case parts.Paragraph():
                return replace(one, pieces=pieces(one.pieces))
            case parts.Table():
                return table(one)
            case parts.Picture():
                return replace(one, table=table(one.table)) if one.table is not None else one

    return replace(
        report,
        chapters=tuple(replace(one, blocks=tuple(block(each) for each in one.blocks)) for one in report.chapters),
        annexes=tuple(replace(one, table=table(one.table)) for one in report.annexes),
    )
