"""What every annex is set with: cells of records, sums by currency, the annex itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from proxeny.core.records import Record
from proxeny.partners.models import Partner
from proxeny.reports.chapters.desk import Desk, Pieces
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.parts import Annex, Cell, Figure, Table

Content = Pieces | Figure | str
LISTED = 300  # rows that an office prints of A5 and A10; the others are summed in one, and the register has them all
_NARROW = 11  # what an empty column keeps of 200 shares, so that its heading has room
# columns of numbers, whose headings stand above them on the right
_OF_NUMBERS = frozenset(
    {"people", "cost", "home-delegates", "resident", "abroad", "countries", "registered", "disbursed", "number",
     "amount",
     "records", "committed", "stated", "in-kind", "period", "change",
     "planned", "reached", "observed"}
)  # fmt: skip


class Sheet:
    """One annex in the making: its number, its desk, its rows."""

    def __init__(self, desk: Desk, key: str) -> None:
        self.desk = desk
        self.key = key

    def title(self, row: Record, text: str, behind: Behind) -> Figure:
        """The cell by which a row leads to its record and sources."""
        return self.desk.stated(f"{self.key}.{row.reference}", text.strip(), row, behind.of(row))

    def number(self, row: Record, name: str, value: int | None, behind: Behind) -> Content:
        """A number that the record gives; nothing where it gives none."""
        if value is None:
            return ""
        return self.desk.stated(
            f"{self.key}.{row.reference}.{name}", self.desk.number(value), row, behind.of(row, name),
            value=Decimal(value), unit="count",
        )  # fmt: skip

    def amount(
        self, row: Record, name: str, value: Decimal | None, unit: str, behind: Behind, *,
        high: Decimal | None = None, qualifier: str = "exact",
    ) -> Content:  # fmt: skip
        """An amount that the record gives; nothing where it gives none."""
        if value is None:
            return ""
        text = self.desk.amount(value, unit, high=high, qualifier=qualifier)
        return self.desk.stated(
            f"{self.key}.{row.reference}.{name}", text, row, behind.of(row, name), value=value, unit=unit,
            qualifier=qualifier,
        )  # fmt: skip

    def sums(
        self, name: str, amounts: Iterable[tuple[str, Decimal, Iterable[Record | str], str]], *, of: str = "total"
    ) -> Pieces:
        """The total of amounts in each currency by itself: of ``(unit, value, records, qualifier)``.

        ``of`` names what is summed. A total of figures that are not all exact is about so much.
        """
        by_unit: dict[str, list[tuple[Decimal, Iterable[Record | str], str]]] = {}
        for unit, value, records, qualifier in amounts:
            by_unit.setdefault(unit, []).append((value, records, qualifier))
        pieces: list[Figure | str] = []
        for unit, found in sorted(by_unit.items()):
            if pieces:
                pieces.append("; ")
            pieces.append(
                self.desk.summed(
                    f"{self.key}.{of}.{name}.{unit}",
                    sum((value for value, _records, _qualifier in found), Decimal(0)),
                    unit,
                    [record for _value, records, _qualifier in found for record in records],
                    qualifier=exactness_of([qualifier for _value, _records, qualifier in found]),
                )
            )
        return tuple(pieces)

    def names(self, partners: Iterable[Partner]) -> str:
        """Partners by name; countries are left to the column of countries."""
        return ", ".join(self.desk.name_of(one) for one in partners if one.kind != Partner.Kind.COUNTRY)

    def yes_or_no(self, value: bool | None) -> str:
        """A stated yes or no; nothing where it is not stated."""
        return "" if value is None else self.desk.term("yes" if value else "no")

    def cell(self, content: Content, columns: int = 1) -> Cell:
        """A cell."""
        if isinstance(content, Figure):
            return Cell((content,), columns=columns, is_number=content.value is not None)
        if isinstance(content, str):
            return Cell((content,) if content else (), columns=columns)
        figures = [piece for piece in content if isinstance(piece, Figure)]
        return Cell(content, columns=columns, is_number=bool(figures) and all(one.value is not None for one in figures))

    def head(self, *rows: Sequence[str | tuple[str, int, int]]) -> tuple[tuple[Cell, ...], ...]:
        """Heading rows of terms, or ``(term, columns, rows)`` for a merged one."""
        return tuple(
            tuple(
                Cell((self.desk.term(f"h-{one}"),), is_number=one in _OF_NUMBERS)
                if isinstance(one, str)
                else Cell(
                    (self.desk.term(f"h-{one[0]}"),), columns=one[1], rows=one[2], is_number=one[0] in _OF_NUMBERS
                )
                for one in row
            )
            for row in rows
        )

    def counted_rows(self, rows: Iterable[Sequence[Content]]) -> tuple[tuple[Cell, ...], ...]:
        """Rows with their number in front."""
        return tuple(
            (Cell((str(number),), is_number=True), *(self.cell(content) for content in row))
            for number, row in enumerate(rows, 1)
        )

    def total(self, rows: Iterable[Record | str], lines: int, span: int, *contents: Content) -> tuple[Cell, ...]:
        """The last row: how many lines of which records, over the first ``span`` columns, then the sums."""
        figure = self.desk.count(f"{self.key}.total.rows", rows, number=lines)
        label = Cell(self.desk.say("total-of", figure=figure), columns=span)
        return (label, *(self.cell(content) for content in contents))

    def fitted(self, widths: Sequence[int], rows: Sequence[tuple[Cell, ...]]) -> tuple[int, ...]:
        """Widths of columns where those that no row fills give half of theirs to the others."""
        filled: set[int] = set()
        for row in rows:
            column = 0
            for cell in row:
                if cell.pieces:
                    filled.update(range(column, column + cell.columns))
                column += cell.columns
        if not filled:
            return tuple(2 * width for width in widths)
        return tuple(2 * width if column in filled else max(width, _NARROW) for column, width in enumerate(widths))

    def annex(self, table: Table, missing: Iterable[str] = ()) -> Annex:
        """The annex, saying so where it is empty."""
        said = tuple(one for one in missing if one)
        if not table.rows:
            said = (self.desk.text("no-rows"), *said)
        table = replace(table, widths=self.fitted(table.widths, table.rows))
        return Annex(self.key, self.desk.text(f"annex-{self.key.lower()}"), table, said)


def exactness_of(qualifiers: Sequence[str]) -> str:
    """How exact a sum is: of one amount as that is, of several about so much where one of them is not exact."""
    if len(qualifiers) == 1:
        return qualifiers[0]
    return "exact" if all(one in ("", "exact") for one in qualifiers) else "about"
