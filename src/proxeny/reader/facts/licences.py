"""Investments in a table: a row for each project, its investor and capital in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.names import shortened, titled
from proxeny.reader.facts.passages import Passage
from proxeny.reader.facts.tables import cells, is_row
from proxeny.reader.spans import Investment


def find(context: Context) -> Iterator[Investment]:
    """The rows under a heading that names investors, up to the first line that is no row."""
    column: int | None = None
    before = -9
    for passage in context.passages:
        if not is_row(passage) or passage.paragraph - before > 1:
            column = None
        if is_row(passage):
            before = passage.paragraph
            headed = _column(passage)
            if headed is not None:
                column = headed
            elif column is not None:
                yield from _row(context, passage, column)


def _column(passage: Passage) -> int | None:
    """The column of the investor in a heading; ``None`` for any other line."""
    if any(amount.kind == "money" for amount in passage.amounts):
        return None
    for at, (start, end) in enumerate(cells(passage)):
        if passage.has("investor", start=start, end=end):
            return at
    return None


def _row(context: Context, passage: Passage, column: int) -> Iterator[Investment]:
    columns = cells(passage)
    money = next((amount for amount in passage.amounts if amount.kind == "money"), None)
    if money is None or column >= len(columns):
        return
    names = [" ".join(context.given(start, end).split()) for start, end in columns]
    place = next(
        (other for other in passage.places if other.name and not context.home.is_foreign(other)
         and not context.home.is_home(other) and columns[0][1] <= other.start), None
    )  # fmt: skip
    start, end = context.folded.back(passage.start), context.folded.back(passage.end)
    title = names[0] if column else names[1] if len(names) > 1 else names[0]
    yield Investment(
        start=start,
        end=end,
        text=context.document.text[start:end],
        rule="investment.table",
        language=context.language.tag,
        confidence=0.7,
        doubts=money.quantity.doubts,
        title=titled(shortened(title)),
        investor=names[column] or None,
        value=money.quantity.value,
        unit=money.quantity.unit,
        place=place.name if place is not None else None,
        status="licensed",
    )
