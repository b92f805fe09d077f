"""Which column fills what: guessed from headings, given in a TOML file, or remembered from the last file like it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from proxeny.core.folding import fold
from proxeny.exchange.errors import BadMapping
from proxeny.exchange.targets import Target, names_of, targets_of
from proxeny.registers.register import Register

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SIGNS = re.compile(r"[^\w/%;,]+")
# What a heading says of the figures below it: "(triệu USD)", "(VND million)".
_SCALES = {
    "nghin": 3, "ngan": 3, "thousand": 3, "trieu": 6, "million": 6, "millions": 6, "mn": 6,
    "ty": 9, "ti": 9, "billion": 9, "billions": 9, "bn": 9,
}  # fmt: skip
_CURRENCIES = {"usd": "USD", "vnd": "VND", "dong": "VND", "eur": "EUR", "euro": "EUR", "jpy": "JPY", "yen": "JPY",
               "krw": "KRW", "gbp": "GBP", "cny": "CNY", "sgd": "SGD", "%": "%"}  # fmt: skip
HABITS = ("", ",", ".")


@dataclass(frozen=True)
class Column:
    """One column and what it fills; ``target`` empty where it is left out.

    ``scale`` multiplies its figures and ``unit`` goes with them, where the heading gives them. ``decimal`` is the sign
    of fractions where somebody said so; left out, the column itself shows it.
    """

    heading: str
    target: str = ""
    scale: Decimal = Decimal(1)
    unit: str = ""
    decimal: str = ""


@dataclass(frozen=True)
class Mapping:
    """All columns of a file, and what is said once for every row."""

    columns: tuple[Column, ...]
    constants: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For the database."""
        return {
            "columns": [
                {"heading": one.heading, "target": one.target, "scale": str(one.scale), "unit": one.unit,
                 "decimal": one.decimal}
                for one in self.columns
            ],
            "constants": self.constants,
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Mapping:
        """Back from the database."""
        columns = (Column(**{**one, "scale": Decimal(one["scale"])}) for one in kept["columns"])
        return cls(tuple(columns), dict(kept["constants"]))


def normalised(heading: str) -> str:
    """A heading without case, diacritics, brackets and signs."""
    return " ".join(_SIGNS.sub(" ", fold(_BRACKETS.sub(" ", heading)).replace("*", " ")).split())


def shape_of(register: Register, headings: Sequence[str]) -> str:
    """What tells files of one shape: the register and the headings, in their order."""
    words = "\x1f".join([register.name, *(fold(heading) for heading in headings)])
    return hashlib.sha256(words.encode()).hexdigest()


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def _known(name: str) -> dict[str, str]:
    """Normalised heading → target of a register; a register's own words before those of all."""
    from proxeny.registers.register import REGISTERS

    register = REGISTERS[name]
    found: dict[str, str] = {}
    targets = targets_of(register)
    for name_of_target, words in _synonyms().get(name, {}).items():
        if name_of_target in targets:
            for one in words:
                found.setdefault(normalised(one), name_of_target)
    for own in (True, False):
        for target in targets.values():
            if (target.children is None) == own:
                for one in names_of(target):
                    found.setdefault(normalised(one), target.name)
    for target_name, words in _synonyms()["*"].items():
        if target_name in targets:
            for one in words:
                found.setdefault(normalised(one), target_name)
    return found


def target_of(register: Register, heading: str) -> str:
    """The target that a heading names by itself, or an empty string."""
    known = _known(register.name)
    words = normalised(heading)
    if not words:
        return ""
    found = known.get(words) or known.get(words.rstrip("0123456789 ").strip())
    if found is None and " / " in heading:
        found = known.get(normalised(heading.rpartition(" / ")[2]))
    return found or ""


def _figures_of(heading: str) -> tuple[Decimal, str]:
    """Scale and unit that a heading gives in brackets or behind a comma."""
    said = " ".join(_BRACKETS.findall(heading)) or heading.partition(",")[2]
    scale, unit = Decimal(1), ""
    for word in re.findall(r"[\w%]+", fold(said)):
        if word in _SCALES:
            scale *= Decimal(10) ** _SCALES[word]
        elif word in _CURRENCIES:
            unit = _CURRENCIES[word]
    return scale, unit


def guess(register: Register, headings: Sequence[str]) -> Mapping:
    """The mapping that headings suggest; a target is given to the first column that names it, but for lists."""
    targets, taken = targets_of(register), set()
    columns = []
    for heading in headings:
        name = target_of(register, heading)
        if name and name in taken and not _repeats(targets[name]):
            name = ""
        taken.add(name)
        column = Column(heading, name)
        if name and targets[name].kind == "amount":
            scale, unit = _figures_of(heading)
            column = replace(column, scale=scale, unit=unit)
        columns.append(column)
    return Mapping(tuple(columns))


def _repeats(target: Target) -> bool:
    return target.children is not None or target.kind in {"links", "words"}


def from_toml(text: str, register: Register, headings: Sequence[str], *, name: str) -> Mapping:
    """The mapping that a file gives, over what the headings suggest.

    ``[columns]`` maps a heading to a target, to ``""`` for none, or to ``{field, scale, unit, decimal}``;
    ``[constants]`` a target to what stands in every row. Raises ``BadMapping`` for anything that is not there.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(_("%(name)s is no TOML: %(reason)s.") % {"name": name, "reason": error}) from error
    unknown = set(given) - {"columns", "constants"}
    if unknown:
        raise BadMapping(
            _("%(name)s: [%(found)s] means nothing here; write [columns] and [constants].")
            % {"name": name, "found": ", ".join(sorted(unknown))}
        )
    by_heading = {fold(heading): at for at, heading in enumerate(headings)}
    columns = list(guess(register, headings).columns)
    for heading, what in given.get("columns", {}).items():
        at = by_heading.get(fold(heading))
        if at is None:
            raise BadMapping(
                _("%(name)s names a column “%(heading)s”; the file has: %(known)s.")
                % {"name": name, "heading": heading, "known": ", ".join(headings)}
            )
        columns[at] = _column(columns[at], what, name)
    mapping = Mapping(tuple(columns), {key: str(value) for key, value in given.get("constants", {}).items()})
    check(mapping, register, name=name)
    return mapping


def _column(column: Column, what: Any, name: str) -> Column:
    if isinstance(what, str):
        return column if what == column.target else Column(column.heading, what)
    if not isinstance(what, dict) or set(what) - {"field", "scale", "unit", "decimal"}:
        raise BadMapping(
            _("%(name)s: “%(heading)s” takes a field's name, or a table of field, scale, unit and decimal.")
            % {"name": name, "heading": column.heading}
        )
    try:
        scale = Decimal(str(what.get("scale", 1)))
    except InvalidOperation as error:
        raise BadMapping(
            _("%(name)s: the scale of “%(heading)s” is a number, as 1000000.")
            % {"name": name, "heading": column.heading}
        ) from error
    return Column(
        column.heading, str(what.get("field", column.target)), scale, str(what.get("unit", "")),
        str(what.get("decimal", "")),
    )  # fmt: skip


def check(mapping: Mapping, register: Register, *, name: str = "") -> None:
    """Raises ``BadMapping`` for a target that is none, one given twice, or a habit of numbers that is none."""
    targets = targets_of(register)
    seen: set[str] = set()
    for target, heading, decimal in [
        *((one.target, one.heading, one.decimal) for one in mapping.columns if one.target),
        *((target, "", "") for target in mapping.constants),
    ]:
        if target not in targets:
            raise BadMapping(
                _("%(register)s have no field “%(target)s”. They have: %(known)s.")
                % {"register": register.title, "target": target, "known": ", ".join(targets)}
            )
        if target in seen and heading and not _repeats(targets[target]):
            raise BadMapping(
                _("Two columns fill “%(target)s”. Leave one of them out.") % {"target": targets[target].label}
            )
        if decimal not in HABITS:
            raise BadMapping(_("The sign of fractions is “,” or “.”, not “%(found)s”.") % {"found": decimal})
        seen.add(target)


def missing(mapping: Mapping, register: Register) -> list[Target]:
    """What every new record needs and neither a column nor a constant gives."""
    given = {one.target for one in mapping.columns} | set(mapping.constants)
    return [target for target in targets_of(register).values() if target.is_needed and target.name not in given]
