"""A row of the file as content of a record: every cell read, the rules of the row kept, its parts put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError
from proxeny.core.records import Mark
from proxeny.exchange.errors import BadMapping, Fault, Wrong
from proxeny.exchange.links import Links
from proxeny.exchange.mapping import Column, Mapping
from proxeny.exchange.tables import Numbered, Table, words
from proxeny.exchange.targets import Target, has_value, targets_of
from proxeny.exchange.values import EMPTY, ColumnReader, formula_error
from proxeny.indicators.models import Indicator, Observation
from proxeny.indicators.services import check_figure
from proxeny.registers.register import Register


@dataclass(slots=True)
class ReadRow:
    """What a row says: values by field, parts by kind, and what is wrong."""

    number: int
    content: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class RowReader:
    """Reads the rows of a table by a mapping. ``survey`` goes through all of them once before the first is read."""

    def __init__(
        self, table: Table, mapping: Mapping, register: Register, *, by: User, mark: int, makes: bool, language: str
    ) -> None:
        self.table, self.register, self.by, self.mark = table, register, by, mark
        self.targets = targets_of(register)
        self.links: dict[type[models.Model], Links] = {}
        self.makes = makes
        self.columns: list[tuple[int, ColumnReader]] = []
        for place, column in enumerate(mapping.columns):
            if column.target:
                self.columns.append((place, self._reader(column, language)))
        self._repeated = {
            name for name in (one.target.name for _place, one in self.columns)
            if sum(other.target.name == name for _p, other in self.columns) > 1
        }  # fmt: skip
        self.constants = self._constants(mapping, language)
        self._needed = [target for target in self.targets.values() if target.is_needed]
        self._units = self._units_of_columns()
        self._filled = {reader.target.name for _place, reader in self.columns} | {*self.constants, *self._units}
        self._has_value = has_value(register.model)
        self._checks_row = register.model.clean is not models.Model.clean
        self._indicators: dict[str, Any] = {}

    def _reader(self, column: Column, language: str) -> ColumnReader:
        target = self.targets[column.target]
        return ColumnReader(column, target, self.links_of(target), language=language)

    @property
    def has_new_links(self) -> bool:
        """Whether names came up that records are to be made for."""
        return any(links.new for links in self.links.values())

    def fills(self, name: str) -> bool:
        """Whether a column, a constant or the unit of a heading says something of a field."""
        return name in self._filled

    def links_of(self, target: Target) -> Links | None:
        """The dictionary of what a field links to, loaded once."""
        if target.kind not in {"link", "links"}:
            return None
        model: Any = target.field.related_model
        if model not in self.links:
            makes = self.makes and model.__name__ in {"Partner", "Person"}
            self.links[model] = Links(model, visible_to=self.by, makes=makes)
        return self.links[model]

    def _constants(self, mapping: Mapping, language: str) -> dict[str, Any]:
        found = {}
        for name, text in mapping.constants.items():
            reader = self._reader(Column(name, name), language)
            reader.look(text)
            reader.decide()
            try:
                value = reader.read(text)
            except Wrong as wrong:
                raise BadMapping(
                    _("The constant “%(text)s” for “%(target)s”: %(expected)s %(repair)s")
                    % {"text": text, "target": reader.target.label, "expected": wrong.expected, "repair": wrong.repair}
                ) from wrong
            if value is not EMPTY:
                found[name] = value
        return found

    def _units_of_columns(self) -> dict[str, str]:
        """The units that headings give, by the field that keeps them."""
        found = {}
        for _place, reader in self.columns:
            unit, name = reader.column.unit, reader.target.name
            if unit:
                beside = f"{name.removesuffix('value')}unit" if name.endswith("value") else f"{name}_currency"
                if beside in self.targets:
                    found[beside] = unit
        return found

    def survey(self) -> int:
        """Look at every row so that each column is read in one habit; returns how many rows there are."""
        looking = [(place, reader) for place, reader in self.columns if reader.needs_survey]
        count = 0
        for row in self.table.rows():
            count += 1
            cells = row.cells
            for place, reader in looking:
                if cells[place].__class__ is str:
                    reader.look(cells[place])
        for _place, reader in looking:
            reader.decide()
        return count

    @property
    def doubts(self) -> Iterator[tuple[str, str]]:
        """(heading, doubt) of the columns."""
        for _place, reader in self.columns:
            for doubt in dict.fromkeys(reader.doubts):
                yield reader.column.heading, doubt

    def read(self, row: Numbered) -> ReadRow:
        """One row, with its faults."""
        found = ReadRow(row.number)
        content, faults, cells = found.content, found.faults, row.cells
        wrong_cells = self.table.sheet.marks.cells
        aligned: dict[str, dict[str, list[Any]]] = {}
        for place, reader in self.columns:
            cell, target = cells[place], reader.target
            try:
                if wrong_cells and (known := wrong_cells.get(self.table.cell_name(row.number, place))):
                    raise formula_error(known)
                value = reader.read(cell)
            except Wrong as wrong:
                faults.append(self._fault(row.number, place, reader.column.heading, cell, wrong))
                continue
            if value is EMPTY and target.children is None:
                continue
            if target.children is not None:
                values = aligned.setdefault(target.children.name, {}).setdefault(target.part, [])
                if value is not EMPTY:
                    values.extend(value if isinstance(value, list) else [value])
                elif target.name in self._repeated:
                    values.append(None)
            else:
                if self._repeated and target.name in self._repeated and isinstance(value, list):
                    held = content.get(target.name, [])
                    value = [*held, *(one for one in value if one not in held)]
                content[target.name] = value
        found.said = [cell.strip() if cell.__class__ is str else words(cell) for cell in cells]
        for name, value in self.constants.items():
            if "." not in name:
                content.setdefault(name, value)
        if aligned:
            self._parts(found, aligned)
        self._rules(found)
        return found

    def _fault(self, number: int, place: int, heading: str, cell: Any, wrong: Wrong) -> Fault:
        return Fault(
            number,
            heading,
            self.table.cell_name(number, place),
            wrong.code,
            words(cell)[:200],
            wrong.expected,
            wrong.repair,
        )

    def fault(self, number: int, wrong: Wrong, name: str = "") -> Fault:
        """Of a row, or of one field that it lacks."""
        for place, reader in self.columns:
            if reader.target.name == name:
                return self._fault(number, place, reader.column.heading, "", wrong)
        heading = self.targets[name].label if name in self.targets else ""
        return Fault(number, heading, "", wrong.code, "", wrong.expected, wrong.repair)

    def lacking(self, content: dict[str, Any], number: int) -> list[Fault]:
        """What a new record needs and the row does not say."""
        return [
            self.fault(
                number,
                Wrong("value.missing", _("A new record needs “%(field)s”.") % {"field": target.label},
                      _("Fill the cell, map a column to it, or give a constant.")),
                target.name,
            )
            for target in self._needed
            if content.get(target.name) in (None, "", [])
        ]  # fmt: skip

    def _parts(self, found: ReadRow, aligned: dict[str, dict[str, list[Any]]]) -> None:
        for children in self.register.children:
            lists = aligned.get(children.name)
            if not lists or not any(value is not None for values in lists.values() for value in values):
                continue
            lists = {name: values for name, values in lists.items() if any(value is not None for value in values)}
            longest = max(len(values) for values in lists.values())
            while longest > 1 and all(values[-1] is None for values in lists.values() if len(values) == longest):
                lists = {name: values[: longest - 1] for name, values in lists.items()}
                longest -= 1
            uneven = {name for name, values in lists.items() if len(values) not in (1, longest)}
            if uneven:
                found.faults.append(
                    self.fault(
                        found.number,
                        Wrong("parts.uneven", _("The lists of “%(what)s” differ in length.") % {"what": children.title},
                              _("Write one value for each, separated by “;”, in every column of it.")),
                    )
                )  # fmt: skip
                continue
            fixed = {
                name.rpartition(".")[2]: value[0] if isinstance(value, list) and value else value
                for name, value in self.constants.items()
                if name.startswith(f"{children.name}.")
            }
            rows = []
            for at in range(longest):
                part = {
                    name: values[at] if len(values) == longest else values[0]
                    for name, values in lists.items()
                    if (values[at] if len(values) == longest else values[0]) is not None
                }
                if all(values[at] is None for values in lists.values() if len(values) == longest):
                    continue  # what one column says of all of them makes no part by itself
                for beside, unit in self._units.items():
                    kind, _dot, name = beside.rpartition(".")
                    if kind == children.name:
                        part.setdefault(name, unit)
                if part:
                    rows.append({**fixed, **part})
            found.parts[children.name] = rows

    def _rules(self, found: ReadRow) -> None:
        content, number, faults = found.content, found.number, found.faults
        for name, unit in self._units.items():
            if "." not in name and content.get(name.removesuffix("unit") + "value", content.get(
                name.removesuffix("_currency"))) is not None:  # fmt: skip
                content.setdefault(name, unit)
        if self._has_value and content.get("value") is not None:
            if not content.get("unit"):
                wrong = Wrong(
                    "unit.missing",
                    _("A value needs its unit: a currency as USD, % or count."),
                    _("Map a column to it, or give it as a constant."),
                )
                faults.append(self.fault(number, wrong, "unit"))
            high = content.get("high")
            if high is not None and high < content["value"]:
                faults.append(
                    self.fault(number, Wrong("value.range", _("The upper end is below the value."),
                                             _("Exchange the two.")), "high")
                )  # fmt: skip
        mark = content.get("mark")
        if mark is not None and mark > min(self.mark, self.by.clearance):
            faults.append(self.fault(number, self._too_closed(mark), "mark"))
        if self.register.model is Observation:
            self._rule_of_figure(found)

    def _too_closed(self, mark: int) -> Wrong:
        if mark > self.by.clearance:
            return Wrong("mark.above_clearance", _("The mark is above your clearance."), _("Ask somebody who has it."))
        return Wrong(
            "mark.above_file",
            _("The row is %(mark)s, but the file would be kept as %(file)s, and it holds the row's words.")
            % {"mark": Mark(mark).label, "file": Mark(self.mark).label},
            _("Bring the file in with the higher mark."),
        )

    def _rule_of_figure(self, found: ReadRow) -> None:
        content = found.content
        key = content.get("indicator")
        if key is None or content.get("value") is None or not content.get("unit"):
            return
        if not self._indicators:
            self._indicators = dict(Indicator.objects.in_bulk())
        try:
            check_figure(self._indicators[key], period=content.get("period", ""), unit=content["unit"], has_value=True)
        except DomainError as error:
            found.faults.append(self.fault(found.number, Wrong(error.code, str(error), _("Correct the row.")), "unit"))

    def _owner(self, found: ReadRow) -> Any:
        """The record that parts belong to, as far as the row says it; not saved."""
        names = {f.attname for f in self.register.model._meta.concrete_fields if not f.is_relation}
        return self.register.model(**{name: value for name, value in found.content.items() if name in names})

    def check_parts(self, found: ReadRow) -> None:
        """The rules of the parts' own models, as of a movement of capital that is negative."""
        owner = self._owner(found)
        for children in self.register.children:
            belongs = self.register.model._meta.get_field(children.name).field.name  # type: ignore[union-attr]
            for part in found.parts.get(children.name, ()):
                plain = {name: value for name, value in part.items() if not isinstance(value, list)}
                model = children.model
                links = {f.name for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)}
                made = model(**{name: value for name, value in plain.items() if name not in links})
                setattr(made, belongs, owner)
                names = set(children.fields or children.columns)
                try:
                    left_out = [f.name for f in model._meta.concrete_fields if f.name not in names or f.name in links]
                    made.clean_fields(exclude=left_out)
                    made.clean()
                except ValidationError as error:
                    for name, messages in error.message_dict.items():
                        label = f"{children.name}.{name}"
                        wrong = Wrong("part.not_allowed", " ".join(messages), _("Correct the cell."))
                        found.faults.append(self.fault(found.number, wrong, label))
