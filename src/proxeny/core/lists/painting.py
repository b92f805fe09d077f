"""Rows of a list as cells, for a page or a file.

django-tables2 works out anew for every cell how its column wants to be called; here that is settled once for a list,
which makes a page four times and a file ten times as quick. Columns are declared and behave as in its documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from inspect import Parameter, signature
from typing import Any

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_tables2.rows import BoundRow

CHUNK = 1000
_EMPTY = (None, "", "—")

Cell = Callable[[Any], Any]


def cells_of(table: tables.Table, *, as_file: bool) -> list[Cell]:
    """For each column shown, how to get a record's cell: its markup, or for a file its value."""
    return [_cell(table, bound, as_file) for bound in table.columns]


def _cell(table: tables.Table, bound: Any, as_file: bool) -> Cell:
    column, get = bound.column, _getter(table, bound)
    paint = bound.value if as_file else bound.render
    asked = signature(paint).parameters
    takes_all = any(parameter.kind is Parameter.VAR_KEYWORD for parameter in asked.values())
    link = None if as_file else bound.link
    known = {"column": column, "bound_column": bound, "table": table}
    fixed = {name: value for name, value in known.items() if takes_all or name in asked}
    wants_row = takes_all or "bound_row" in asked
    wants_value, wants_record = takes_all or "value" in asked, takes_all or "record" in asked

    def cell(record: Any) -> Any:
        value = get(record)
        if column.empty_values and (value is None or value == ""):
            return None
        arguments = dict(fixed)
        if wants_value:
            arguments["value"] = value
        if wants_record:
            arguments["record"] = record
        if wants_row:
            arguments["bound_row"] = BoundRow(record, table)
        content = paint(**arguments)
        return link(content, value=value, record=record, bound_row=None, **known) if link else content

    return cell


def _getter(table: tables.Table, bound: Any) -> Cell:
    """How to get a column's value from a record: a choice in words, rows already fetched, else its attribute."""
    bits = tuple(bound.accessor.bits)
    field = _field(table, bits)
    if isinstance(field, models.ManyToManyField):
        return lambda record: fetched(record, bits[0])
    if field is not None and field.choices:
        return _choice(field)
    if len(bits) == 1 and field is not None:
        name = bits[0]
        return lambda record: getattr(record, name)

    def get(record: Any) -> Any:
        value = record
        for bit in bits:
            value = getattr(value, bit, None)
            if callable(value) and not hasattr(value, "all"):
                value = value()
            if value is None:
                return None
        return value

    return get


def _choice(field: Any) -> Cell:
    words, name = dict(field.flatchoices), field.attname

    def get(record: Any) -> Any:
        value = getattr(record, name)
        return value if value is None or value == "" else words.get(value, value)

    return get


def _field(table: tables.Table, bits: tuple[str, ...]) -> models.Field[Any, Any] | None:
    model = getattr(table.data, "model", None)
    if model is None or len(bits) != 1:
        return None
    try:
        found = model._meta.get_field(bits[0])
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


class Fetched(list[Any]):
    """Linked rows that were fetched with the record, asked for as the related manager would be."""

    def all(self) -> list[Any]:
        """All of them."""
        return self

    def exists(self) -> bool:
        """Whether there are any."""
        return bool(self)


def fetched(record: Any, name: str) -> Any:
    """The linked rows of a record without a new query set, if they were prefetched; else its related manager."""
    rows = getattr(record, "_prefetched_objects_cache", {}).get(name)
    return getattr(record, name) if rows is None else Fetched(rows)


def _prepare(table: tables.Table, records: list[Any]) -> list[Any]:
    prepare = getattr(table, "prepare", None)
    if prepare is not None:
        prepare(records)
    return records


def body(table: tables.Table, records: Iterable[Any]) -> SafeString:
    """The rows of a page as markup. A cell with nothing in it says so to those who listen."""
    none = format_html('<span class="none" aria-label="{}">–</span>', _("not stated"))
    starts = [
        format_html(
            '<td class="{}{}" data-col="{}" data-label="{}">',
            bound.attrs["td"].get("class", ""),
            "" if number else " table-main",
            bound.name,
            capfirst(bound.header),
        )
        for number, bound in enumerate(table.columns)
    ]
    cells = list(zip(starts, cells_of(table, as_file=False), strict=True))
    lines = []
    for record in _prepare(table, list(records)):
        line = ["<tr>"]
        for start, cell in cells:
            content = cell(record)
            line += (start, none if content in _EMPTY else _markup(content), "</td>")
        lines.append("".join([*line, "</tr>"]))
    return mark_safe("".join(lines))


def _markup(content: Any) -> str:
    return conditional_escape(content if isinstance(content, str) else localize(content))


def head(table: tables.Table, address: Callable[[str], str]) -> SafeString:
    """The headings; those by which the list can be ordered lead to ``address`` of the order."""
    cells = []
    for bound in table.columns:
        words, order = capfirst(bound.header), ""
        if bound.orderable:
            alias = bound.order_by_alias
            state = "none" if not bound.is_ordered else "descending" if alias.is_descending else "ascending"
            words = format_html('<a href="{}">{}</a>', address(str(alias.next)), words)
            order = format_html(' aria-sort="{}"', state)
        cells.append((bound.name, bound.attrs["th"].get("class", ""), order, words))
    return format_html_join("", '<th scope="col" data-col="{}" class="{}"{}>{}</th>', cells)


def values(table: tables.Table) -> Iterator[list[Any]]:
    """A heading and every row for a file, a thousand records at a time."""
    yield [str(bound.header) for bound in table.columns]
    cells = cells_of(table, as_file=True)
    for records in _chunks(table.data.data):
        for record in _prepare(table, records):
            yield [_plain(cell(record)) for cell in cells]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float) or hasattr(value, "as_tuple") else str(value)


def _chunks(rows: Any) -> Iterator[list[Any]]:
    found = rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else iter(rows)
    chunk: list[Any] = []
    for record in found:
        chunk.append(record)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk
