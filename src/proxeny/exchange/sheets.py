"""Spreadsheets as rows: XLSX, XLS and ODS through calamine, CSV in whatever encoding and separator it comes."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import charset_normalizer
import python_calamine
from django.utils.translation import gettext as _

from proxeny.exchange.errors import BadFile
from proxeny.exchange.workbook_marks import Marks, demand_size, marks_of

Row = list[Any]
_SEPARATORS = (";", "\t", ",", "|")
_MERGED_LIMIT = 5_000


@dataclass(frozen=True)
class Sheet:
    """One table of a file. ``rows()`` gives all its rows from the first, any number of times; ``first_column`` is the
    column that their first cell stands in. ``merged`` are ranges of cells: ((row, column), (row, column)) from 0."""

    name: str
    rows: Callable[[], Iterator[Row]]
    first_column: int = 0
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    marks: Marks = field(default_factory=Marks)
    notes: tuple[str, ...] = ()


def open_sheet(data: bytes, file_name: str, *, sheet: str = "") -> Sheet:
    """The table of a file: the sheet named, else the first one shown that holds anything.

    Raises ``BadFile`` for what is no spreadsheet, is locked, is empty, or has no sheet of that name.
    """
    if not data.strip(b"\x00 \r\n\t"):
        raise BadFile(_("%(name)s is empty.") % {"name": file_name})
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _of_workbook(data, file_name, sheet)
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")):
        raise BadFile(
            _("%(name)s is no spreadsheet. Save the table as XLSX or CSV; other papers are added as documents.")
            % {"name": file_name}
        )
    return _of_text(data, file_name)


def _of_workbook(data: bytes, file_name: str, wanted: str) -> Sheet:
    demand_size(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise BadFile(
            _("%(name)s is locked with a password. Open it, save it without one, and bring it again.")
            % {"name": file_name}
        ) from error
    except python_calamine.CalamineError as error:
        raise BadFile(
            _("%(name)s cannot be read as a workbook (%(reason)s). Save it anew as XLSX or CSV.")
            % {"name": file_name, "reason": str(error)[:120]}
        ) from error
    known = [one for one in book.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
    shown = [one.name for one in known if one.visible == python_calamine.SheetVisibleEnum.Visible]
    hidden = [one.name for one in known if one.name not in shown]
    if wanted and wanted not in (one.name for one in known):
        raise BadFile(
            _("%(name)s has no sheet “%(sheet)s”. It has: %(sheets)s.")
            % {"name": file_name, "sheet": wanted, "sheets": ", ".join(one.name for one in known)}
        )
    filled = []
    for name in [wanted] if wanted else shown:
        try:
            read = book.get_sheet_by_name(name)
        except python_calamine.CalamineError as error:
            raise BadFile(
                _("Sheet “%(sheet)s” of %(name)s cannot be read (%(reason)s). Save the file anew.")
                % {"name": file_name, "sheet": name, "reason": str(error)[:120]}
            ) from error
        if read.start is not None:
            filled.append(read)
    if not filled:
        said = _("Sheets that are hidden: %(sheets)s; name one to read it.") % {"sheets": ", ".join(hidden)}
        raise BadFile(_("%(name)s holds no filled sheet.") % {"name": file_name} + (f" {said}" if hidden else ""))
    chosen = filled[0]
    marks = marks_of(data, chosen.name)
    assert chosen.start is not None
    return Sheet(
        chosen.name,
        chosen.iter_rows,
        first_column=chosen.start[1],
        merged=tuple((chosen.merged_cell_ranges or ())[:_MERGED_LIMIT]),
        marks=marks,
        notes=tuple(_notes(chosen.name, [one.name for one in filled[1:]], hidden, wanted, marks)),
    )


def _notes(name: str, others: list[str], hidden: list[str], wanted: str, marks: Marks) -> Iterator[str]:
    if others:
        yield _("Read is sheet “%(sheet)s”; not read: %(others)s.") % {"sheet": name, "others": ", ".join(others)}
    left = [one for one in hidden if one != wanted]
    if left:
        yield _("Hidden sheets are not read: %(sheets)s.") % {"sheets": ", ".join(left)}
    if marks.hidden_columns:
        yield _("The sheet has hidden columns; they are read like the others. Look at them in the mapping.")
    if marks.formulas:
        yield _("%(count)s cells hold formulas; what the spreadsheet last computed is taken.") % {
            "count": marks.formulas
        }


def decoded(data: bytes, file_name: str) -> str:
    """The text of a CSV file. Raises ``BadFile`` where no encoding makes text of it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise BadFile(_("%(name)s is damaged: %(reason)s") % {"name": file_name, "reason": error}) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data[:200_000]).best()
    if best is None or b"\x00" in data[:4_000]:
        raise BadFile(
            _("%(name)s is neither a workbook nor text in a known encoding. Save it as XLSX or as CSV in UTF-8.")
            % {"name": file_name}
        )
    return data.decode(best.encoding, "replace")


def _separator(text: str) -> str:
    """The sign that parts most lines into the same number of cells, more than one."""
    sample = text[:100_000].splitlines()[:60]
    best, best_score = ",", (0.0, 0)
    for sign in _SEPARATORS:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=sign) if len(row) > 1)
        if widths:
            width, number = widths.most_common(1)[0]
            score = (number / max(1, len(sample)), width)
            if score > best_score:
                best, best_score = sign, score
    return best


def _of_text(data: bytes, file_name: str) -> Sheet:
    text = decoded(data, file_name)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\x00" in text:
        text = text.replace("\x00", "")
    first, _end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[4], "\n" + rest
    else:
        separator = _separator(text)
    csv.field_size_limit(1_000_000)
    return Sheet("", partial(_rows_of_text, text, separator, file_name))


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one after another: a second copy of a large file is spared."""
    start, length = 0, len(text)
    while start < length:
        end = text.find("\n", start) + 1 or length
        yield text[start:end]
        start = end


def _rows_of_text(text: str, separator: str, file_name: str) -> Iterator[Row]:
    try:
        yield from csv.reader(_lines(text) if "\n" in text else io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise BadFile(_("%(name)s is not in order: %(reason)s.") % {"name": file_name, "reason": error}) from error
