"""What a row says, as its statement and the audit keep it: JSON written straight from the values."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from proxeny.audit import services as audit
from proxeny.exchange.checking import Judged
from proxeny.exchange.links import New
from proxeny.exchange.rows import ReadRow, RowReader
from proxeny.registers.services.records import WITHOUT_SOURCE


def json_of(value: Any) -> str:
    """A value of a field as canonical JSON of the audit; decimals and days as text."""
    kind = value.__class__
    if kind is str:
        return encode_basestring(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    if kind is Decimal:
        return f'"{value:f}"'
    if kind is New:
        return json_of(value.pk)
    return audit.canonical(value)


class Said:
    """Writes payloads and changes for the rows of one import."""

    def __init__(self, reader: RowReader) -> None:
        self._opening = f'{{"register":"{reader.register.name}","row":'
        self._sheet = encode_basestring(reader.table.sheet.name)
        self._endings: dict[tuple[str, ...], str] = {}
        self._plans: dict[tuple[str, ...], list[tuple[str, str, Callable[[Any], str]]]] = {}
        own = [name for name in reader.targets if "." not in name and name != "reference"]
        self._columns: list[tuple[str, str, Callable[[Any], str]]] = []
        for name in sorted([*own, "reference", *(children.name for children in reader.register.children)]):
            target = reader.targets.get(name)
            write: Callable[[Any], str] = json_of if target is not None else _parts_in_words
            if target is not None and target.kind == "links":
                write = self._names(reader, target)
            self._columns.append((name, f'"{name}":[null,', write))

    @staticmethod
    def _names(reader: RowReader, target: Any) -> Callable[[Any], str]:
        links = reader.links_of(target)
        assert links is not None
        label = links.label

        def names(keys: list[Any]) -> str:
            if len(keys) == 1:
                return f"[{encode_basestring(label(keys[0]))}]"
            return f"[{','.join(map(encode_basestring, sorted(map(label, keys))))}]"

        return names

    def payload(self, row: ReadRow) -> str:
        """Of the statement that is the row: register, sheet, row, and the fields that it states."""
        stated = (*row.content, *row.parts)
        ending = self._endings.get(stated)
        if ending is None:
            says = sorted({*stated} - {"reference"} - WITHOUT_SOURCE)
            ending = f',"sheet":{self._sheet},"says":{audit.canonical(says)}}}'
            self._endings[stated] = ending
        return f"{self._opening}{row.number}{ending}"

    def changes(self, one: Judged) -> str:
        """What a new record holds, as the audit keeps it."""
        content = one.row.content
        plan = self._plans.get(stated := (*content, *one.parts))
        if plan is None:
            plan = self._plans[stated] = [column for column in self._columns if column[0] in {"reference", *stated}]
        said = {**content, **one.parts, "reference": one.record.reference}
        return f"{{{','.join([f'{opening}{write(said[name])}]' for name, opening, write in plan])}}}"


def _parts_in_words(parts: list[dict[str, Any]]) -> str:
    return audit.canonical(["; ".join(str(audit.plain(value)) for value in part.values()) for part in parts])
