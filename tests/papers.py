"""A small report made by hand, as drafting gives one, and what tests do with it."""

from __future__ import annotations

from decimal import Decimal

from proxeny.charts import specs
from proxeny.reports.parts import Annex, Cell, Chapter, Figure, Paragraph, Picture, Report, Table


def figure(key: str, text: str, value: str | None, *statements: int, unit: str = "count", **more) -> Figure:
    """A stated figure unless said otherwise."""
    origin = more.pop("origin", "stated")
    return Figure(
        key, text, origin, Decimal(value) if value is not None else None, unit, statements=statements, **more
    )


def words(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((text,)) for text in texts)


def number(one: Figure) -> Cell:
    return Cell((one,), is_number=True)


def small_report(led: Figure, fdi: Figure, *, language: str = "en", rows: int = 2, **more) -> Report:
    """Two chapters, a picture and a wide annex with two heading rows and a total."""
    table = Table(
        "A6",
        head=(
            (Cell(("No.",), rows=2), Cell(("Partner",), rows=2), Cell(("Projects",), columns=2)),
            (Cell(("new",), is_number=True), Cell(("capital",), is_number=True)),
        ),
        rows=tuple(
            (
                Cell((str(n),)),
                Cell((f"Partner <{n}> & co",)),
                number(figure(f"A6.{n}.new", str(n), str(n), *led.statements, origin="counted")),
                number(fdi),
            )
            for n in range(1, rows + 1)
        ),
        total=(
            Cell(("Total",), columns=2),
            number(figure("A6.total", "3", "3", origin="computed", how="1 + 2")),
            Cell(),
        ),
        widths=(1, 4, 2, 3),
        is_wide=True,
    )
    bars = specs.bars([{"label": "Japan", "value": 3.0, "shown": "3"}])
    picture = Picture("fdi.bars", "Capital", bars, "Japan has 3.")
    chapters = (
        Chapter(
            "delegations",
            "Delegations",
            (
                Paragraph("delegations.out", ("The city sent ", led, " delegations abroad.")),
                Paragraph("delegations.plain", ("Nothing here has a figure.",)),
            ),
            missing=("the cost of visits",),
        ),
        Chapter("economy", "Economy", (Paragraph("economy.fdi", ("Capital came to ", fdi, ".")), picture)),
    )
    annexes = (Annex("A6", "Capital", table),)
    return Report("yearly", "2023", language, "Report on 2023", "Yearly", chapters, annexes, **more)
