"""A register as a file: every field and part that an import takes, row by row, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from proxeny.core.lists.exports import harmless
from proxeny.core.lists.workbooks import Workbook
from proxeny.exchange.errors import BadFile, BadMapping
from proxeny.exchange.links import name_fields
from proxeny.exchange.targets import Target, targets_of
from proxeny.registers.register import Register

FORMATS = ("csv", "xlsx", "jsonl")
_CHUNK = 5_000
_MOST_ROWS = 1_048_575  # of a sheet, below its headings


def columns_of(register: Register, names: Sequence[str] = ()) -> list[Target]:
    """The columns asked for, else all. Raises ``BadMapping`` naming those there are."""
    known = targets_of(register)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise BadMapping(
            _("%(register)s have no column “%(found)s”. They have: %(known)s.")
            % {"register": register.title, "found": ", ".join(unknown), "known": ", ".join(known)}
        )
    return [known[name] for name in names] if names else list(known.values())


def selected(register: Register, filters: Sequence[str], *, person: Any) -> Any:
    """The rows that a person may see and the filters of the list let through, each written ``key=value``."""
    rows = register.model._default_manager.visible_to(person)
    query = QueryDict(mutable=True)
    for one in filters:
        key, sign, value = one.partition("=")
        if not sign or key not in register.filters.base_filters:
            raise BadMapping(
                _("“%(found)s” is no filter of %(register)s. Write KEY=VALUE with one of: %(known)s.")
                % {"found": one, "register": register.title, "known": ", ".join(register.filters.base_filters)}
            )
        query.appendlist(key, value)
    if not query:
        return rows
    filtered = register.filters(query, queryset=register.visible_to(person), request=_Asking(person))
    if not filtered.is_valid():
        said = "; ".join(f"{name}: {' '.join(errors)}" for name, errors in filtered.errors.items())
        raise BadMapping(said)
    return rows.filter(pk__in=filtered.qs.order_by().values("pk"))


class _Asking:
    """What filters ask of a request."""

    def __init__(self, person: Any) -> None:
        self.user = person
        self.GET = QueryDict()


def headings_of(targets: Sequence[Target], *, in_words: bool = False) -> list[str]:
    """The headings of a file: names of fields, or their words in the active language."""
    return [str(capfirst(target.label)) if in_words else target.name for target in targets]


def records(
    register: Register, columns: Sequence[Target], rows: Any, *, person: Any, in_words: bool = False
) -> Iterator[list[Any]]:
    """Values in the order of the columns: text, numbers, yes or no, lists as lists. Links by name, and only those that
    the person may see. A handful of SQL queries for each few thousand rows."""
    model: Any = register.model
    own = [target for target in columns if target.children is None and target.kind != "links"]
    read = ["pk", *(target.field.attname for target in own)]
    places = {target.name: at for at, target in enumerate(own, start=1)}
    shown = {target.name: _shown(target, in_words) for target in own}
    names = {t.name: _names(t.field.related_model, person) for t in columns if t.kind in {"link", "links"}}
    source = rows.order_by("pk").values_list(*read)
    last = -1
    while chunk := list(source.filter(pk__gt=last)[:_CHUNK]):
        last = chunk[-1][0]
        keys = (chunk[0][0], last)
        lists = {t.name: _lists(model, t.name, keys, names[t.name]) for t in columns if t.kind == "links"}
        parts = _parts(model, [t for t in columns if t.children is not None], keys, names)
        getters: list[Callable[[Any], Any]] = []
        for target in columns:
            getters.append(_getter(target, places, shown, names, lists, parts))
        for row in chunk:
            yield [get(row) for get in getters]


def _getter(
    target: Target, places: dict[str, int], shown: Any, names: Any, lists: Any, parts: Any
) -> Callable[[Any], Any]:
    if target.children is not None:
        of_part = parts[target.name]
        return lambda row: of_part.get(row[0], [])
    if target.kind == "links":
        of_list = lists[target.name]
        return lambda row: of_list.get(row[0], [])
    place = places[target.name]
    if target.kind == "link":
        known = names[target.name]
        return lambda row: known.get(row[place], "")
    show = shown[target.name]
    return (lambda row: show(row[place])) if show is not None else (lambda row: row[place])


def _shown(target: Target, in_words: bool) -> Callable[[Any], Any] | None:
    if target.kind != "choice":
        return None
    choices = target.field.flatchoices
    words = {value: str(value) if isinstance(value, str) and not in_words else str(label) for value, label in choices}
    return lambda value: words.get(value, value)


def _names(model: Any, person: Any) -> dict[Any, str]:
    """Key → what an import finds the record by: its name where only one has it, else its reference."""
    rows = model._default_manager
    rows = rows.visible_to(person) if hasattr(rows, "visible_to") else rows.all()
    fields = {found.name for found in model._meta.concrete_fields}
    named, *_others = [*name_fields(model), "reference" if "reference" in fields else "pk"]
    reference = next(name for name in ("reference", "username", "pk") if name in fields or name == "pk")
    found = list(rows.order_by().values_list("pk", named, reference).iterator(chunk_size=_CHUNK))
    counted: dict[str, int] = defaultdict(int)
    for _pk, name, _reference in found:
        counted[name] += 1
    return {
        pk: name if counted[name] == 1 and not {";", ","} & set(str(name)) else reference
        for pk, name, reference in found
    }


def _lists(model: Any, name: str, keys: tuple[Any, Any], names: dict[Any, str]) -> dict[Any, list[str]]:
    field = model._meta.get_field(name)
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    found: dict[Any, list[str]] = defaultdict(list)
    pairs = field.remote_field.through._default_manager.filter(
        **{f"{own}__gte": keys[0], f"{own}__lte": keys[1]}
    ).order_by("pk")
    for pk, linked in pairs.values_list(own, other):
        if linked in names:
            found[pk].append(names[linked])
    return found


def _parts(model: Any, columns: Sequence[Target], keys: tuple[Any, Any], names: Any) -> dict[str, dict[Any, list[Any]]]:
    found: dict[str, dict[Any, list[Any]]] = {}
    by_kind: dict[str, list[Target]] = defaultdict(list)
    for target in columns:
        assert target.children is not None
        by_kind[target.children.name].append(target)
    for name, targets in by_kind.items():
        relation = model._meta.get_field(name)
        owner = relation.field
        between = {f"{owner.name}__gte": keys[0], f"{owner.name}__lte": keys[1]}
        rows = relation.related_model._default_manager.filter(**between).order_by("pk")
        for target in targets:
            found[target.name] = defaultdict(list)
        for pk, *values in rows.values_list(owner.attname, *(target.field.attname for target in targets)):
            for target, value in zip(targets, values, strict=True):
                if target.kind == "link":
                    value = names[target.name].get(value, "")
                found[target.name][pk].append(value)
    return found


def flat(value: Any) -> Any:
    """A value as one cell: lists joined with ``; ``, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_piece, value)) if any(one not in ("", None) for one in value) else ""
    return value


def _piece(value: Any) -> str:
    """One item of a list, in quotation marks where it holds what separates the items."""
    text = plain_text(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if {";", "\n"} & set(text) or text.startswith('"') else text


def plain_text(value: Any) -> str:
    """One item of a list."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return " | ".join(map(str, value))
    return "" if value is None else str(value)


def export(
    register: Register,
    path: Path,
    *,
    format: str,
    person: Any,
    filters: Sequence[str] = (),
    columns: Sequence[str] = (),
    language: str = "",
) -> int:
    """Write what a person may see of a register; returns the number of rows. The file appears when it is whole.

    Headings are the names of the fields; with a ``language`` (``en``, ``vi``) its words for them, as the annexes of a
    report have them, and choices in words too. An import knows either.
    """
    if format not in FORMATS:
        raise BadMapping(_("There is no format “%(found)s”: use csv, xlsx or jsonl.") % {"found": format})
    targets = columns_of(register, columns)
    rows = selected(register, filters, person=person)
    if format == "xlsx" and rows.count() > _MOST_ROWS:
        raise BadFile(_("A sheet holds %(most)s rows; use csv or jsonl, or filter.") % {"most": _MOST_ROWS})
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror or error}") from error
    try:
        with os.fdopen(handle, "wb") as file, override(language) if language else nullcontext():
            found = records(register, targets, rows, person=person, in_words=bool(language))
            headings = headings_of(targets, in_words=bool(language))
            count = _WRITERS[format](file, register.name, headings, found)
        os.chmod(name, 0o640)
        os.replace(name, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise
    return count


def as_csv(file: IO[bytes], _name: str, headings: Sequence[str], rows: Iterator[list[Any]]) -> int:
    """UTF-8 with a byte order mark; text that a spreadsheet would run gets an apostrophe."""
    stream = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(stream)
    writer.writerow([harmless(heading) for heading in headings])
    count = 0
    for row in rows:
        writer.writerow([harmless(plain_text(cell) if isinstance(cell, Decimal) else cell) for cell in map(flat, row)])
        count += 1
    stream.flush()
    stream.detach()
    return count


def as_jsonl(file: IO[bytes], _name: str, headings: Sequence[str], rows: Iterator[list[Any]]) -> int:
    """One object a line; decimals as text, so that none loses a digit."""
    encode = json.JSONEncoder(ensure_ascii=False, default=plain_text).encode
    count = 0
    for row in rows:
        file.write(encode(dict(zip(headings, row, strict=True))).encode() + b"\n")
        count += 1
    return count


def as_xlsx(file: IO[bytes], name: str, headings: Sequence[str], rows: Iterator[list[Any]]) -> int:
    """One sheet, written row by row; text stays text whatever it begins with, numbers are numbers."""
    with Workbook(file, name[:31]) as book:
        book.headings(headings)
        for row in rows:
            book.row([flat(cell) for cell in row])
    return book.count


_WRITERS = {"csv": as_csv, "jsonl": as_jsonl, "xlsx": as_xlsx}
