"""The rows of a file of participants: CSV as Indico and spreadsheets write it, XLSX, XLS or ODS.

Values only: a formula is what the spreadsheet last computed, and nothing in a file is ever run.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import charset_normalizer
import python_calamine
from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError

LARGEST = 10_000_000  # bytes
MOST_ROWS = 20_000
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NO_SHEETS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")


class BadSheet(DomainError):
    """A file that is no list; the message says what to do with it."""

    code = "participants.bad_file"


def rows_of(data: bytes, file_name: str) -> list[list[str]]:
    """Every row from the first on, each cell as text. Raises ``BadSheet``."""
    if len(data) > LARGEST:
        raise BadSheet(
            _("%(name)s has %(size)s MB; %(most)s are the most. Keep only the list in it.")
            % {"name": file_name, "size": len(data) // 1_000_000, "most": LARGEST // 1_000_000}
        )
    if not data.strip(b"\x00 \r\n\t"):
        raise BadSheet(_("%(name)s is empty.") % {"name": file_name})
    if data.startswith(_NO_SHEETS):
        raise BadSheet(_("%(name)s is no list. Save the table as XLSX or CSV.") % {"name": file_name})
    found = list(_of_workbook(data, file_name) if data.startswith(_WORKBOOKS) else _of_text(data, file_name))
    if len(found) > MOST_ROWS:
        raise BadSheet(
            _("%(name)s has more than %(most)s rows. Split it, or take out what is no participant.")
            % {"name": file_name, "most": MOST_ROWS}
        )
    return found


def _of_workbook(data: bytes, file_name: str) -> Iterator[list[str]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            one.name for one in book.sheets_metadata if one.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        sheets = (book.get_sheet_by_name(name) for name in shown)
        sheet = next((one for one in sheets if one.start is not None), None)
    except python_calamine.PasswordError as error:
        raise BadSheet(
            _("%(name)s is locked with a password. Save it without one, and bring it again.") % {"name": file_name}
        ) from error
    except python_calamine.CalamineError as error:
        raise BadSheet(
            _("%(name)s cannot be read as a workbook (%(reason)s). Save it anew as XLSX or CSV.")
            % {"name": file_name, "reason": str(error)[:120]}
        ) from error
    if sheet is None:
        raise BadSheet(_("%(name)s has no sheet with anything on it.") % {"name": file_name})
    for row in sheet.iter_rows():
        yield [_as_text(cell) for cell in row]


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return _clean(str(cell))


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text.replace("\x00", "")).split())


def _of_text(data: bytes, file_name: str) -> Iterator[list[str]]:
    text = _decoded(data, file_name)
    first, _end, rest = text.partition("\n")
    separator = ""
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[4], rest
    csv.field_size_limit(1_000_000)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text)):
            yield [_clean(cell) for cell in row]
    except csv.Error as error:
        raise BadSheet(_("%(name)s is not in order: %(reason)s.") % {"name": file_name, "reason": error}) from error


def _decoded(data: bytes, file_name: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data[:200_000]).best()
    if best is None or b"\x00" in data[:4_000]:
        raise BadSheet(
            _("%(name)s is neither a workbook nor text in a known encoding. Save it as XLSX, or as CSV in UTF-8.")
            % {"name": file_name}
        )
    return data.decode(best.encoding, "replace")


def _separator(text: str) -> str:
    """The sign that is most often in the first lines."""
    head = "\n".join(text.splitlines()[:20])
    return max((";", "\t", ",", "|"), key=lambda sign: (head.count(sign), sign == ","))
