"""Linked records by whatever a cell calls them: one dictionary for each kind of record, asked in memory."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.folding import fold
from proxeny.core.records import Record
from proxeny.core.wording import country_name
from proxeny.exchange.errors import Wrong
from proxeny.exchange.targets import is_record
from proxeny.partners.models import LANGUAGES, Alias, NameOfPerson, Partner, Person
from proxeny.partners.queries import country_code
from proxeny.registers.naming import merged_references

_PLACED = re.compile(r"(.+?)\s*(?:\(([^()]+)\)|,\s*([^,]+))$")
_NAMES = ("name", "name_vi", "title", "code")
# What has no name of its own is called by that of its partner, as a mission is, and a colleague by the name of the
# account; whoever writes a list calls a colleague by first and last name, in either order.
_NAMES_OF_OTHERS = {"partner": ("partner__name", "partner__name_vi")}


def name_fields(model: type[models.Model]) -> list[str]:
    """The fields, of a model or of what it belongs to, that people call its records by; the first one leads."""
    known = {field.name for field in model._meta.concrete_fields}
    if model is User:
        return ["username", "first_name", "last_name"]
    named = [name for name in _NAMES if name in known]
    return named or [name for other, names in _NAMES_OF_OTHERS.items() if other in known for name in names]


class Links:
    """The records of one model that a person may see, by reference, name, other name, country.

    ``makes`` allows names that nothing answers to: they come back as ``New`` and are made when the row is written.
    """

    def __init__(self, model: type[models.Model], *, visible_to: Any, makes: bool = False) -> None:
        self.model, self.makes = model, makes
        self.names: dict[Any, str] = {}
        self._found: dict[str, set[Any]] = defaultdict(set)
        self._countries: dict[str, Any] = {}
        self._placed: dict[Any, str] = {}
        self.new: dict[str, New] = {}
        self._load(visible_to)

    def _load(self, visible_to: Any) -> None:
        rows: Any = self.model._default_manager
        rows = rows.visible_to(visible_to) if hasattr(rows, "visible_to") else rows.all()
        known = {field.name for field in self.model._meta.concrete_fields}
        named = name_fields(self.model)
        extra = ["reference"] if "reference" in known else []
        placed = [name for name in ("kind", "country") if name in known] if self.model is Partner else []
        for pk, *values in rows.order_by().values_list("pk", *extra, *named, *placed).iterator(chunk_size=5_000):
            self._know(pk, values[: len(extra) + len(named)])
            if self.model is User:
                self._know(pk, [" ".join(values[1:]), " ".join(reversed(values[1:]))])
            self.names[pk] = next(value for value in [*values[len(extra) :], pk] if value)
            if placed:
                kind, country = values[-2:]
                self._placed[pk] = country
                if kind == Partner.Kind.COUNTRY and country:
                    self._know_country(pk, country)
        if is_record(self.model):
            for reference, pk in merged_references(self.model, visible_to=visible_to).items():
                self._know(pk, [reference])
        if self.model in (Partner, Person):
            names, of = (Alias, "partner") if self.model is Partner else (NameOfPerson, "person")
            for pk, folded in names.objects.filter(**{f"{of}__in": rows.values("pk")}).values_list(of, "folded"):
                self._found[folded].add(pk)

    def _know(self, pk: Any, words: Iterable[Any]) -> None:
        for word in words:
            if word:
                self._found[fold(str(word))].add(pk)

    def _know_country(self, pk: Any, country: str) -> None:
        self._countries.setdefault(country, pk)
        self._know(pk, [country, *(country_name(country, language) for language in LANGUAGES)])

    def label(self, pk: Any) -> str:
        """The name of a record that was found."""
        return pk.name if isinstance(pk, New) else str(self.names.get(pk, pk))

    def find(self, words: str) -> set[Any]:
        """Everything that answers to some words."""
        key = fold(words)
        found = self._found.get(key, set())
        if found or self.model is not Partner:
            return found
        code = country_code(words)
        if code is not None and code in self._countries:
            return {self._countries[code]}
        placed = _PLACED.fullmatch(words)
        if placed:
            country = country_code((placed[2] or placed[3]).strip())
            here = self._found.get(fold(placed[1]), set())
            if country and here:
                return {pk for pk in here if self._placed.get(pk) in ("", country)}
        return set()

    def one(self, words: str) -> Any:
        """The key of the only record that answers. Raises ``Wrong`` for none and for several."""
        found = self.find(words)
        if len(found) == 1:
            return next(iter(found))
        what = str(self.model._meta.verbose_name)
        if found:
            raise Wrong(
                "link.several",
                _("%(count)s records answer to this name (%(what)s): %(which)s.")
                % {"count": len(found), "what": what, "which": ", ".join(self._references(found))},
                _("Write the reference of the one that is meant."),
            )
        if self.makes:
            return self.new.setdefault(fold(words), New(words))
        raise Wrong(
            "link.unknown",
            _("No record answers to this name (%(what)s).") % {"what": what},
            _("Correct the name, add it to the register, or let the import make what is missing."),
        )

    def several(self, words: str) -> list[Any]:
        """The keys of records separated by ``;`` or line breaks; by commas where every piece is known."""
        found = []
        for piece in re.split(r"[;\n]", words):
            piece = piece.strip()
            if not piece:
                continue
            pieces = [part.strip() for part in piece.split(",") if part.strip()]
            if len(pieces) > 1 and not self.find(piece) and all(self.find(part) for part in pieces):
                found += [self.one(part) for part in pieces]
            else:
                found.append(self.one(piece))
        return list(dict.fromkeys(found))

    def _references(self, keys: set[Any]) -> list[str]:
        if issubclass(self.model, Record):
            rows = self.model._default_manager.filter(pk__in=list(keys)[:6])
            return sorted(rows.values_list("reference", flat=True))
        return sorted(map(str, keys))

    def learn(self, new: New, record: Any) -> None:
        """A record that was made for a name."""
        new.pk = record.pk
        self.names[record.pk] = new.name


class New:
    """A name that no record answers to, to be made; ``pk`` once it is."""

    __slots__ = ("name", "pk")

    def __init__(self, name: str) -> None:
        self.name = name
        self.pk: Any = None

    def __repr__(self) -> str:
        return f"New({self.name!r})"
