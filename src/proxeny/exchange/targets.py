"""What a column can fill: the fields of a register's form, its reference, and the parts of its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.folding import fold
from proxeny.core.records import Record, StatedValue
from proxeny.exchange.errors import BadFile
from proxeny.registers.children import Children
from proxeny.registers.register import REGISTERS, Register

# The kinds of content; ``values`` reads a column of each.
KINDS = (
    "text",
    "choice",
    "period",
    "amount",
    "integer",
    "number",
    "yesno",
    "words",
    "link",
    "links",
    "country",
    "unit",
)


@dataclass(frozen=True)
class Target:
    """Where the cells of a column go: ``title``, ``partners``, ``members.role``.

    ``children`` is set for a field of a part; its cells hold one value for each part, separated by ``;``.
    """

    name: str
    field: models.Field[Any, Any]
    kind: str
    is_needed: bool = False
    children: Children | None = None

    @property
    def label(self) -> str:
        """As the office reads it, in the active language."""
        own = str(self.field.verbose_name)
        return f"{self.children.title}: {own}" if self.children is not None else own

    @property
    def part(self) -> str:
        """The name of the field in its own table."""
        return self.name.rpartition(".")[2]


def kind_of(field: models.Field[Any, Any]) -> str:
    """How the cells of a field are read."""
    if field.many_to_many:
        return "links"
    if isinstance(field, models.ForeignKey):
        return "link"
    if isinstance(field, EdtfField):
        return "period"
    if isinstance(field, ExactDecimalField):
        return "amount"
    if isinstance(field, models.BooleanField):
        return "yesno"
    if isinstance(field, models.JSONField):
        return "words"
    if field.choices:
        return "choice"
    if isinstance(field, models.IntegerField):
        return "integer"
    if isinstance(field, models.FloatField):
        return "number"
    if field.name == "country":
        return "country"
    if _is_unit(field):
        return "unit"
    return "text"


def _is_unit(field: models.Field[Any, Any]) -> bool:
    """Whether a field keeps the unit of an amount beside it; a unit that receives a delegation is none."""
    names = {other.name for other in field.model._meta.concrete_fields}
    beside = f"{field.name.removesuffix('unit')}value"
    is_beside = field.name.endswith("_unit") and beside in names
    return field.name == "unit" or field.name.endswith("_currency") or is_beside


def _is_needed(register: Register, field: models.Field[Any, Any]) -> bool:
    if field.blank or field.has_default() or field.many_to_many:
        return field.name in _NEEDED_BESIDE.get(register.name, ())
    return True


# What the form of a register asks for beyond its model: a figure has a value and a period.
_NEEDED_BESIDE = {"indicators": ("value", "period")}


@lru_cache(maxsize=64)
def _targets(name: str) -> dict[str, Target]:
    register = REGISTERS[name]
    found: dict[str, Target] = {}
    for field_name in ("reference", *register.fields):
        try:
            field = register.model._meta.get_field(field_name)
        except FieldDoesNotExist:
            continue
        assert isinstance(field, models.Field)
        needed = field_name != "reference" and _is_needed(register, field)
        found[field_name] = Target(field_name, field, kind_of(field), needed)
    for children in register.children:
        for field_name in children.fields or children.columns:
            field = children.model._meta.get_field(field_name)
            assert isinstance(field, models.Field)
            target = Target(f"{children.name}.{field_name}", field, kind_of(field), children=children)
            found[target.name] = target
    return found


def targets_of(register: Register) -> dict[str, Target]:
    """Everything that a column can fill, by name, in the order of the form."""
    return _targets(register.name)


def register_named(name: str) -> Register:
    """The register of a name, that files can be brought into. Raises ``BadFile`` naming those there are."""
    register = REGISTERS.get(name)
    if register is None or register.form is None:
        known = ", ".join(sorted(one for one, there in REGISTERS.items() if there.form is not None))
        raise BadFile(_("There is no register “%(name)s”. There are: %(known)s.") % {"name": name, "known": known})
    return register


def label_target(register: Register) -> Target:
    """The field by which people call a record: the first text that it needs."""
    targets = targets_of(register)
    for target in targets.values():
        if target.kind == "text" and target.is_needed and target.children is None and target.name != "area":
            return target
    return next(iter(targets.values()))


def has_value(model: type[models.Model]) -> bool:
    """Whether rows of a model carry a stated value with its unit."""
    return issubclass(model, StatedValue)


def names_of(target: Target) -> Iterator[str]:
    """Every name by which a heading may call a target: its name, and its words in both languages; folded."""
    yield fold(target.name)
    yield fold(target.name.replace("_", " ").replace(".", " "))
    for language in ("en", "vi"):
        with override(language):
            words = str(target.field.verbose_name)
            if target.children is None:
                yield fold(words)
            else:
                for of in (target.children.singular, target.children.title):
                    yield fold(f"{of} {words}")
                    yield fold(f"{of}: {words}")
                    if target.part == (target.children.fields or target.children.columns)[0]:
                        yield fold(str(of))


def is_record(model: Any) -> bool:
    """Whether a linked model is kept in a register."""
    return isinstance(model, type) and issubclass(model, Record)
