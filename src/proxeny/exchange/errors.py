"""What can be wrong with a file, and with one cell of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError


class BadFile(DomainError):
    """A file that is no table, or a table that nothing can be taken from."""

    code = "import.unreadable"


class BadMapping(DomainError):
    """A mapping that names what the file or the register does not have."""

    code = "import.bad_mapping"


class NotWritten(DomainError):
    """An import that was to be written whole and has errors."""

    code = "import.has_errors"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row: where, what was found, what was expected, how to mend it.

    ``row`` is the number beside the row in the spreadsheet, ``column`` its heading, ``cell`` as ``C12``; both empty
    where the row as a whole is meant. ``code`` is stable.
    """

    row: int
    column: str
    cell: str
    code: str
    found: str
    expected: str
    repair: str

    @property
    def sentence(self) -> str:
        """All of it, in one line."""
        where = _("row %(row)s") % {"row": self.row}
        if self.column:
            where += f", {self.column} ({self.cell})"
        found = f"{where}: “{self.found}”" if self.found else where
        return f"{found}: {self.expected} {self.repair}".strip()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


class Wrong(Exception):
    """A cell that cannot be read; the reader of the row adds where it stands."""

    def __init__(self, code: str, expected: str, repair: str) -> None:
        super().__init__(expected)
        self.code, self.expected, self.repair = code, expected, repair
