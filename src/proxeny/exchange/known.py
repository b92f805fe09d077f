"""Which record a row is about: by its reference, by a number that is its own, else by name, links and date."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core import period
from proxeny.core.fields import EdtfField
from proxeny.core.folding import fold
from proxeny.exchange.errors import Wrong
from proxeny.exchange.targets import label_target
from proxeny.registers.matching import words_of
from proxeny.registers.naming import merged_references
from proxeny.registers.register import Register

# Numbers that one record alone has, wherever a register keeps such a field.
OWN_NUMBERS = ("licence_number",)
# What may tell two of one name apart; where either says nothing, they are taken for the same.
_BESIDE = ("kind", "country", "direction")
_BETWEEN = re.compile(r"[\s.\-–—_]+")
_RESERVED = {"new", "choices", "export"}


@dataclass(frozen=True)
class Match:
    """What a row is about: a record (``pk``) or none; ``doubt`` names records that look like it."""

    pk: Any = None
    doubt: str = ""


class Known:
    """The records of a register, as far as a person may see them; loaded once, asked in memory.

    ``key`` names a field that tells records apart here; left out, a number of its own, or name, links and date.
    """

    def __init__(self, register: Register, *, visible_to: User, key: str = "") -> None:
        model: Any = register.model
        names = {field.name: field for field in model._meta.concrete_fields}
        self.label = label_target(register).name
        self.is_chosen = bool(key) and key != "reference"
        self.number = key if self.is_chosen else next((name for name in OWN_NUMBERS if name in names), "")
        self.points = () if self.is_chosen else _points(model)
        self.firm = [f.name for f in names.values() if isinstance(f, models.ForeignKey) and not f.null and f.editable]
        dated = [name for name in register.fields if isinstance(names.get(name), EdtfField)]
        self.soft = [*(name for name in _BESIDE if name in names and name in register.fields), *dated[:1]]
        self._dated = dated[:1]
        self.references: dict[str, Any] = {}
        self.taken: set[str] = set(model._base_manager.values_list("reference", flat=True))
        self._by_number: dict[str, list[Any]] = defaultdict(list)
        self._by_key: dict[Any, list[tuple[Any, tuple[Any, ...]]]] = defaultdict(list)
        self._by_words: dict[frozenset[str], list[tuple[str, str]]] = defaultdict(list)
        self._last: tuple[Any, tuple[Any, ...]] = (None, ())
        self._load(model._default_manager.visible_to(visible_to))
        self.references = {**merged_references(model, visible_to=visible_to), **self.references}
        self._defaults = {name: field.get_default() for name, field in names.items() if name in self.points}

    def _load(self, rows: Any) -> None:
        if self.points:
            for pk, reference, *values in rows.order_by().values_list("pk", "reference", *self.points).iterator(5_000):
                self.references[reference] = pk
                self._by_key[self._point(dict(zip(self.points, values, strict=True)))].append((pk, ()))
            return
        read = ["pk", "reference", self.label, *([self.number] if self.number else []), *self.firm, *self.soft]
        for row in rows.order_by().values_list(*read).iterator(chunk_size=5_000):
            found = dict(zip(read, row, strict=True))
            pk = found["pk"]
            self.references[found["reference"]] = pk
            if self.number and found[self.number]:
                self._by_number[own_number(found[self.number])].append(pk)
            key = (fold(found[self.label]), *(found[name] for name in self.firm))
            self._by_key[key].append((pk, tuple(found[name] for name in self.soft)))
            told = words_of(found[self.label])
            if len(told) > 2:
                self._by_words[told].append((found["reference"], found[self._dated[0]] if self._dated else ""))

    def _point(self, content: dict[str, Any]) -> tuple[Any, ...]:
        """A point of a series: every field of it, an area or period in one way of writing."""
        values = []
        for name in self.points:
            value = content.get(name)
            if value in (None, "") and hasattr(self, "_defaults"):
                value = self._defaults.get(name)
            if isinstance(value, str) and "/" in value and period.is_edtf(value):
                value = period.days(value)
            elif isinstance(value, str) and value[:4].isdigit() and not set("?~%X") & set(value):
                value = period.days(value) if period.is_edtf(value) else value
            values.append(value or "")
        return tuple(values)

    def key_of(self, content: dict[str, Any]) -> Any:
        """What makes a row the same as another row of the file."""
        if content.get("reference"):
            return ("reference", content["reference"])
        if number := self.number_of(content):
            return ("number", number)
        if self.points:
            return ("point", self._point(content))
        return ("key", self._named(content), *[content.get(name) or "" for name in self.soft])

    def number_of(self, content: dict[str, Any]) -> str:
        """The number of its own that a row gives, in one way of writing; empty for none."""
        return own_number(content[self.number]) if self.number and content.get(self.number) else ""

    def _named(self, content: dict[str, Any]) -> tuple[Any, ...]:
        """The name of a record, folded, and what it belongs to; the same content is asked for twice in a row."""
        if self._last[0] is not content:
            name = fold(str(content.get(self.label, "")))
            self._last = (content, (name, *[content.get(name) for name in self.firm]))
        return self._last[1]

    def match(self, content: dict[str, Any]) -> Match:
        """The record that a row is about. Raises ``Wrong`` where several could be, or a reference is not free."""
        reference = content.get("reference")
        if reference:
            if reference in self.references:
                return Match(self.references[reference])
            if reference in self.taken or reference in _RESERVED:
                raise Wrong(
                    "reference.taken", _("This reference cannot be given."), _("Leave it empty, or write another.")
                )
        if self.number and content.get(self.number):
            found = self._by_number.get(own_number(content[self.number]), [])
            if len(found) == 1:
                return Match(found[0])
            if len(found) > 1:
                raise self._several(found)
        if self.is_chosen:
            if not reference and not content.get(self.number):
                raise Wrong(
                    "key.missing",
                    _("The rows are told apart by this column, and it is empty here."),
                    _("Fill it, or tell the rows apart by another column."),
                )
            return Match()
        if self.points:
            here = self._by_key.get(self._point(content), [])
            return Match(here[0][0]) if here and not reference else Match()
        if reference:
            return Match()
        alike = self._by_key.get(self._named(content), ())
        found = [pk for pk, soft in alike if self._agree(content, soft)] if alike else []
        if len(found) > 1:
            raise self._several(found)
        if found:
            return Match(found[0])
        return Match(doubt=self._doubt(content, bool(alike)))

    def _agree(self, content: dict[str, Any], soft: tuple[Any, ...]) -> bool:
        for name, held in zip(self.soft, soft, strict=True):
            stated = content.get(name)
            if not stated or not held or stated == held:
                continue
            if name not in self._dated or not period.meet(stated, held):
                return False
        return True

    def _doubt(self, content: dict[str, Any], is_named: bool) -> str:
        if is_named:
            return _("A record of this name is there, with another date or kind; this row makes a new one.")
        if not self._by_words:
            return ""
        told = words_of(str(content.get(self.label, "")))
        for reference, dated in self._by_words.get(told, ()) if len(told) > 2 else ():
            stated = content.get(self._dated[0]) if self._dated else ""
            if not stated or not dated or period.meet(stated, dated):
                return _("It looks like %(reference)s; this row makes a new one.") % {"reference": reference}
        return ""

    def _several(self, keys: list[Any]) -> Wrong:
        names = [reference for reference, pk in self.references.items() if pk in set(keys)]
        return Wrong(
            "record.several",
            _("Several records answer to this row: %(which)s.") % {"which": ", ".join(sorted(names)[:6])},
            _("Write the reference of the one that is meant in a column of its own."),
        )


def own_number(value: Any) -> str:
    """A number or name that tells records apart, however it is spaced and written."""
    return _BETWEEN.sub("", fold(str(value)))


def _points(model: type[models.Model]) -> tuple[str, ...]:
    """The fields of a series point, where the model says that one row stands for each."""
    longest = max(
        (one.fields for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)), key=len, default=()
    )
    return tuple(longest) if len(longest) > 1 else ()
