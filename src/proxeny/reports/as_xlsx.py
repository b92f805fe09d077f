"""The annexes of a report as a workbook: a sheet for each, numbers as numbers, and where every figure comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from proxeny.core import wording
from proxeny.core.word_papers import without_times
from proxeny.reports.content import Content
from proxeny.reports.framing import Frame, frame

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - a property of the file without zone
_DIGITS = re.compile(r"\D")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
PRECISE = 15  # digits that a spreadsheet keeps


def as_xlsx(content: Content, language: str) -> bytes:
    """The workbook: annexes, then the list of figures and the list of sources. The same content, the same bytes."""
    framed = frame(content, language)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": framed.paper["title"], "author": framed.office, "created": _NO_TIME})
    sheets = _Sheets(book, framed)
    for annex in framed.paper["annexes"]:
        sheets.annex(annex)
    sheets.figures()
    sheets.sources()
    book.close()
    return without_times(buffer.getvalue())


def number_shown(figure: dict[str, Any], text: str, language: str) -> tuple[Decimal, str] | None:
    """The number of a figure as a cell shows it, and the unit to say beside it; ``None`` for what is no number.

    Where the words are digits alone, the number is the one that they show (``2,940`` under “million USD” is 2940).
    Where they say a scale or unit, it is the whole value, and the unit is said (``USD 2.94 bn`` is 2940000000 USD).
    """
    if not figure["value"]:
        return None
    value = Decimal(figure["value"])
    bare = "".join(text.split())
    said = _DIGITS.sub("", bare)
    for power in (0, 3, 6, 9, 12):
        shown = value.scaleb(-power)
        for decimals in (None, 0, 1, 2, 3):
            digits = abs(shown if decimals is None else round(shown, decimals))
            if _DIGITS.sub("", f"{digits:f}") != said:  # the words of a number take a hundred times as long
                continue
            if "".join(wording.number(shown, language, decimals=decimals).split()) == bare.lstrip("~<>≥≤"):
                rounded = shown if decimals is None else round(shown, decimals)
                return rounded, ""
    unit = "" if figure["unit"] in {"", "count", "1"} else figure["unit"].strip("{}")
    return value, unit


class _Sheets:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any, framed: Frame) -> None:
        self.book, self.framed = book, framed
        self.by_number = {figure["n"]: figure for figure in framed.content["figures"]}
        line = {"border": 1, "border_color": "#C9BFA8", "valign": "top", "text_wrap": True}
        self.plain = book.add_format(line)
        self.head = book.add_format(
            {**line, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EEF3F2"}
        )
        self.bold = book.add_format({**line, "bold": True})
        self.title = book.add_format({"bold": True, "font_size": 13, "font_color": "#0A5560"})
        self.line = line
        self._formats: dict[tuple[str, bool], Any] = {}
        self._names: set[str] = set()

    def _number_format(self, value: Decimal, unit: str, bold: bool) -> Any:
        exponent = value.as_tuple().exponent
        places = min(6, max(0, -exponent)) if isinstance(exponent, int) else 0
        pattern = "#,##0" + ("." + "0" * places if places else "")
        if unit:
            pattern += f'" {unit}"' if unit != "%" else '"%"'
        key = (pattern, bold)
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**self.line, "num_format": pattern, "bold": bold})
        return self._formats[key]

    def _sheet(self, name: str) -> Any:
        base = _NOT_IN_NAMES.sub(" ", name).strip()[:31] or "–"
        number, free = 2, base
        while free.lower() in self._names:
            free = f"{base[:27]} {number}"
            number += 1
        self._names.add(free.lower())
        sheet = self.book.add_worksheet(free)
        if self.framed.mark:
            sheet.set_header(f"&R&B{self.framed.mark}")
        return sheet

    def annex(self, annex: dict[str, Any]) -> None:
        """One annex: its title, its merged head, its rows, and in the last column the numbers of the row's figures."""
        table = annex["table"]
        sheet = self._sheet(f"{annex['key']} {annex['title']}")
        sheet.write_string(0, 0, self.framed.annex_title(annex), self.title)
        sheet.write_string(1, 0, " · ".join(filter(None, (self.framed.mark, self.framed.office, self.framed.dated))))
        if table["wide"]:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        columns = len(table["widths"])
        total_width = sum(table["widths"]) or 1
        for column, share in enumerate(table["widths"]):
            sheet.set_column(column, column, max(7, min(50, round(130 * share / total_width))))
        sheet.set_column(columns, columns, 14)
        top = 3
        grid = _Grid(columns)
        for row in table["head"]:
            self._row(sheet, top, grid.place(row), self.head, is_head=True)
            top += 1
        if table["head"]:
            label = self.framed.words.text("frame-sheet-figures")
            if len(table["head"]) > 1:
                sheet.merge_range(3, columns, top - 1, columns, label, self.head)
            else:
                sheet.write_string(3, columns, label, self.head)
            sheet.repeat_rows(3, top - 1)
        sheet.freeze_panes(top, 0)
        for row in table["rows"]:
            self._row(sheet, top, grid.place(row), self.plain)
            self._numbers(sheet, top, columns, row)
            top += 1
        if table["total"]:
            self._row(sheet, top, grid.place(table["total"]), self.bold, is_total=True)
            self._numbers(sheet, top, columns, table["total"])
            top += 1
        for words in annex["missing"]:
            top += 1
            sheet.write_string(top, 0, words)

    def _numbers(self, sheet: Any, top: int, column: int, row: Sequence[dict[str, Any]]) -> None:
        numbers = dict.fromkeys(piece["n"] for cell in row for piece in cell["pieces"] if "n" in piece)
        sheet.write_string(top, column, ", ".join(str(number) for number in numbers), self.plain)

    def _row(
        self,
        sheet: Any,
        top: int,
        placed: list[tuple[int, dict[str, Any]]],
        style: Any,
        *,
        is_head: bool = False,
        is_total: bool = False,
    ) -> None:
        for column, cell in placed:
            words = "".join(self._words(piece) for piece in cell["pieces"])
            if cell["columns"] > 1 or cell["rows"] > 1:
                bottom, right = top + cell["rows"] - 1, column + cell["columns"] - 1
                sheet.merge_range(top, column, bottom, right, "", style)
            number = None if is_head else self._only_number(cell)
            if number is None:
                sheet.write_string(top, column, words, style)
            else:
                sheet.write_number(top, column, float(number[0]), self._number_format(*number, bold=is_total))

    @staticmethod
    def _words(piece: dict[str, Any]) -> str:
        return piece["text"] + (f" ({piece['remark']})" if piece.get("remark") else "")

    def _only_number(self, cell: dict[str, Any]) -> tuple[Decimal, str] | None:
        """The number of a cell that holds one exact figure and nothing else; a qualified figure stays in words."""
        pieces = [piece for piece in cell["pieces"] if piece["text"].strip()]
        if len(pieces) != 1 or "n" not in pieces[0] or pieces[0].get("remark"):
            return None
        figure = self.by_number[pieces[0]["n"]]
        if figure["qualifier"] != "exact":
            return None
        shown = number_shown(figure, pieces[0]["text"], self.framed.language)
        if shown is None or len(shown[0].normalize().as_tuple().digits) > PRECISE:
            return None
        return shown

    def figures(self) -> None:
        """Every figure: number, words, value, unit, how it came about, its sources and their words."""
        say = self.framed.words.text
        sheet = self._sheet(say("frame-sheet-figures"))
        names = ("number", "text", "value", "unit", "origin", "source", "words", "remark")
        for column, (name, width) in enumerate(zip(names, (12, 18, 18, 9, 40, 9, 80, 30), strict=True)):
            sheet.write_string(0, column, say(f"frame-{name}"), self.head)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for top, note in enumerate(self.framed.notes(), start=1):
            figure = self.by_number[note.number]
            sheet.write_string(top, 0, note.label, self.plain)
            sheet.write_string(top, 1, note.text, self.plain)
            value = Decimal(figure["value"]) if figure["value"] else None
            if value is not None and len(value.normalize().as_tuple().digits) <= PRECISE:
                sheet.write_number(top, 2, float(value), self._number_format(value, "", False))
            else:
                sheet.write_string(top, 2, figure["value"], self.plain)
            sheet.write_string(top, 3, figure["unit"], self.plain)
            sheet.write_string(top, 4, note.words or say(f"frame-{figure['origin']}"), self.plain)
            sheet.write_string(top, 5, ", ".join(dict.fromkeys(str(number) for number, _q in note.quotes)), self.plain)
            sheet.write_string(top, 6, " | ".join(quote for _n, quote in note.quotes if quote), self.plain)
            sheet.write_string(top, 7, figure["remarks"].get(self.framed.language, ""), self.plain)

    def sources(self) -> None:
        """The list of sources."""
        say = self.framed.words.text
        sheet = self._sheet(say("frame-sheet-sources"))
        headings = (("number", 8), ("name", 70), ("publisher", 40), ("address", 70))
        for column, (name, width) in enumerate(headings):
            sheet.write_string(0, column, say(f"frame-{name}"), self.head)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for top, source in enumerate(self.framed.sources(), start=1):
            sheet.write_number(top, 0, source.number, self.plain)
            for column, words in enumerate((source.title, source.said, source.url), start=1):
                sheet.write_string(top, column, words, self.plain)


class _Grid:
    """Finds the column of each cell where cells of rows above reach down."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.filled: dict[int, int] = {}

    def place(self, cells: Sequence[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
        """The cells of the next row with their columns."""
        placed, column, reaching = [], 0, dict(self.filled)
        for cell in cells:
            while reaching.get(column):
                column += 1
            placed.append((column, cell))
            if cell["rows"] > 1:
                for reached in range(column, column + cell["columns"]):
                    self.filled[reached] = cell["rows"]
            column += cell["columns"]
        self.filled = {at: left - 1 for at, left in self.filled.items() if left > 1}
        return placed
