"""The cells of a column as values of their field: how the column is written is settled once, each text read once."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from proxeny.core.folding import fold
from proxeny.exchange import dates, numbers
from proxeny.exchange.errors import Wrong
from proxeny.exchange.links import Links
from proxeny.exchange.mapping import Column
from proxeny.exchange.tables import words
from proxeny.exchange.targets import Target
from proxeny.partners.queries import country_code

EMPTY = object()
_REMEMBERED = 20_000
_TEXTS_REMEMBERED = 200  # names and notes differ from row to row
_NOTHING = {"", "-", "–", "—", "n/a", "na", "null", "none", "…", "..."}
_LONGEST_TEXT = 1_000_000  # letters, of a field without a limit of its own
_LONGEST_NOTHING = max(map(len, _NOTHING))
_PIECE = re.compile(r'(?:^|[;\n])(\s*"(?:[^"]|"")*"[^\S\n]*(?=[;\n]|$)|[^;\n]*)')
_ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
_YES = {"yes", "y", "true", "1", "x", "✓", "✔", "co", "dung", "oui", "ya"}
_NO = {"no", "n", "false", "0", "khong", "sai", "non", "tidak"}
_UNITS = {"vnđ": "VND", "đồng": "VND", "đ": "VND", "₫": "VND", "$": "USD", "us$": "USD", "€": "EUR", "đô la mỹ": "USD",
          "percent": "%", "phần trăm": "%"}  # fmt: skip


class ColumnReader:
    """Reads the cells of one column. ``survey`` sees all its texts first; ``doubts`` then says what to look at."""

    def __init__(self, column: Column, target: Target, links: Links | None = None, *, language: str = "en") -> None:
        self.column, self.target, self.links, self.language = column, target, links, language
        self.doubts: list[str] = []
        self._habit = numbers.Habit(column.decimal or ".")
        self._month_first = False
        self._serial_days = 0
        self._kept: dict[Any, Any] = {}
        self._most = _TEXTS_REMEMBERED if target.kind == "text" else _REMEMBERED
        self._seen: dict[str, None] = {}
        self._read: Callable[[Any], Any] = getattr(self, f"_{target.kind}")
        field = target.field
        self._max = getattr(field, "max_length", None) or _LONGEST_TEXT
        self._validators = [
            check
            for check in ([] if field.many_to_many else field.validators)
            if not isinstance(check, MaxLengthValidator)
        ]
        self._is_plain = target.kind == "text" and target.children is None and not self._validators
        self._choices = _choices_of(field) if field.choices else {}
        self._allows = dict(field.flatchoices) if field.choices else {}

    @property
    def needs_survey(self) -> bool:
        """Whether the whole column decides how a cell is read."""
        return self.target.kind in {"amount", "integer", "number", "period"}

    def look(self, cell: Any) -> None:
        """One cell of the survey; a sample of distinct texts is enough."""
        if len(self._seen) < 5_000:
            self._seen[str(cell)] = None

    def decide(self) -> None:
        """Settle how the column is written."""
        texts = list(self._seen)
        kind = self.target.kind
        if kind in {"amount", "integer", "number"}:
            self._habit = numbers.habit_of(
                texts, is_whole=kind == "integer", given=self.column.decimal, language=self.language
            )
            if self._habit.doubt:
                self.doubts.append(self._habit.doubt)
        elif kind == "period":
            day_first, month_first = dates.order_of(texts)
            self._month_first = month_first and not day_first
            if self._month_first:
                self.doubts.append(_("Dates are written month first (as 04/14/2023) and read so."))
        self._seen.clear()

    def read(self, cell: Any) -> Any:
        """The value of a cell, ``EMPTY`` for none. Raises ``Wrong``."""
        if self._is_plain and cell.__class__ is str and _LONGEST_NOTHING < len(cell) <= self._max:
            cell = cell.strip().strip("\ufeff\u200b")  # most cells of a list are text, and most of that is as it is
            if len(cell) > _LONGEST_NOTHING and cell[0] != "#":
                return cell if cell.isascii() else unicodedata.normalize("NFC", cell)
        key = cell if cell.__class__ is str else (cell.__class__, cell)
        known = self._kept.get(key)
        if known is None:
            try:
                known = self._fresh(cell)
            except Wrong as wrong:
                known = wrong
            if len(self._kept) >= self._most:
                self._kept.clear()
            self._kept[key] = known
        if known.__class__ is Wrong:
            raise known
        return known

    def _fresh(self, cell: Any) -> Any:
        if cell is None or cell == "":
            return EMPTY
        if isinstance(cell, str):
            cell = unicodedata.normalize("NFC", cell.strip().strip("\ufeff\u200b"))
            if len(cell) <= _LONGEST_NOTHING and cell.lower() in _NOTHING:
                return EMPTY
            if cell[:1] == "#" and cell in _ERRORS:
                raise formula_error(cell)
        if self.target.children is not None and self.target.kind != "links":
            return [self._valid(self._read(part)) if part != "" else None for part in _parts(cell)]
        return self._valid(self._read(cell))

    def _valid(self, value: Any) -> Any:
        """By the rules of the model's field."""
        if value is EMPTY:
            return value
        if isinstance(value, str) and len(value) > self._max:
            raise Wrong(
                "text.too_long",
                _("%(found)s letters; the field holds %(most)s.") % {"found": len(value), "most": self._max},
                _("Shorten it, or put the rest into the note."),
            )
        try:
            for check in self._validators:
                if not isinstance(value, list):
                    check(value)
        except ValidationError as error:
            raise Wrong("value.not_allowed", " ".join(error.messages), _("Correct the cell.")) from error
        return value

    def _text(self, cell: Any) -> Any:
        return words(cell)

    def _words(self, cell: Any) -> Any:
        if self.target.children is not None:
            return [word.strip() for word in words(cell).split("|") if word.strip()]
        return [word for word in in_places(words(cell)) if word]

    def _period(self, cell: Any) -> Any:
        if isinstance(cell, datetime.datetime | datetime.date):
            return (cell.date() if isinstance(cell, datetime.datetime) else cell).isoformat()
        if isinstance(cell, bool | datetime.time | datetime.timedelta):
            return dates.from_text(words(cell))
        if isinstance(cell, int | float):
            found = dates.from_number(cell)
            if "-" in found and not self._serial_days:
                self._serial_days = 1
                self.doubts.append(
                    _("Numbers are read as days of the spreadsheet: %(number)s is %(day)s.")
                    % {"number": f"{cell:g}", "day": found}
                )
            return found
        return dates.from_text(cell, month_first=self._month_first)

    def _amount(self, cell: Any) -> Any:
        if isinstance(cell, bool | datetime.date | datetime.time | datetime.timedelta):
            raise _no_number()
        figure = numbers.from_text(cell, self._habit) if isinstance(cell, str) else numbers.from_number(cell)
        scaled = figure * self.column.scale
        return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled.normalize()

    def _integer(self, cell: Any) -> Any:
        figure = self._amount(cell)
        if figure != figure.to_integral_value():
            raise Wrong("number.not_whole", _("A whole number is expected."), _("Write it without a fraction."))
        return int(figure)

    def _number(self, cell: Any) -> Any:
        return float(self._amount(cell))

    def _yesno(self, cell: Any) -> Any:
        said = fold(words(cell))
        if said in _YES:
            return True
        if said in _NO:
            return False
        raise Wrong("yesno.unreadable", _("Yes or no is expected."), _("Write yes, no, có or không."))

    def _choice(self, cell: Any) -> Any:
        said = words(cell)
        if said in self._allows:
            return said
        found = self._choices.get(fold(said).strip(" ."))
        if found is None and isinstance(self.target.field, models.IntegerField) and said.isdigit():
            found = {int(said)} & set(self._allows) or None
        if found and len(found) == 1:
            return next(iter(found))
        known = ", ".join(str(words) for words in self._allows.values())
        raise Wrong(
            "choice.unknown" if not found else "choice.several",
            _("One of these is expected: %(known)s.") % {"known": known},
            _("Write one of them, in English or Vietnamese."),
        )

    def _unit(self, cell: Any) -> Any:
        said = words(cell)
        known = _UNITS.get(said.lower())
        if known:
            return known
        return said.upper() if len(said) == 3 and said.isascii() and said.isalpha() else said

    def _country(self, cell: Any) -> Any:
        said = words(cell)
        code = country_code(said) or country_code(said.upper() if len(said) == 2 else said)
        if code is None:
            raise Wrong(
                "country.unknown",
                _("A country is expected: its name in English, Vietnamese, French or Indonesian, or its code."),
                _("Write for example France, Pháp or FR."),
            )
        return code

    def _link(self, cell: Any) -> Any:
        assert self.links is not None
        return self.links.one(words(cell))

    def _links(self, cell: Any) -> Any:
        assert self.links is not None
        return self.links.several(words(cell))


def formula_error(found: str) -> Wrong:
    """For a formula that has no value, or an error for one."""
    if found == "formula":
        return Wrong(
            "formula.no_value",
            _("The cell holds a formula, and the file does not say what it comes to."),
            _("Open the file in a spreadsheet, let it calculate, and save it."),
        )
    return Wrong("formula.error", _("The formula in this cell ends with %(error)s.") % {"error": found},
                 _("Mend the formula, or write its value."))  # fmt: skip


def _no_number() -> Wrong:
    return Wrong("number.unreadable", _("A number is expected."), _("Write digits only, as 2940000000."))


def _parts(cell: Any) -> list[Any]:
    return in_places(cell) if isinstance(cell, str) else [cell]


def in_places(text: str) -> list[str]:
    """What a cell says of each of several parts, separated by ``;`` or line breaks, an empty text where of one it says
    nothing. A piece that holds a separator stands in quotation marks, a mark in it twice."""
    return [
        piece[1:-1].replace('""', '"') if piece.startswith('"') and piece.endswith('"') and len(piece) > 1 else piece
        for piece in (found[1].strip() for found in _PIECE.finditer(text))
    ]


def _choices_of(field: models.Field[Any, Any]) -> dict[str, set[Any]]:
    """Folded words of a choice, in both languages and as kept → what they may mean."""
    found: dict[str, set[Any]] = {}
    for language in ("en", "vi"):
        with override(language):
            for value, label in field.flatchoices:
                for said in (str(value), str(value).replace("_", " "), str(label)):
                    found.setdefault(fold(said), set()).add(value)
    return found
