"""Many rows into a table at once, past the signals: for services that write tens of thousands and index them after.

On PostgreSQL by COPY, elsewhere by one prepared statement. Keys are given out beforehand, so that rows can name each
other before they are written. Call it inside a transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models
from django.utils import timezone

from proxeny.core.fields import EdtfField, ExactDecimalField

BATCH = 5_000


def give_keys(model: type[models.Model], number: int) -> range | list[int]:
    """Keys that no row has or had, for rows to be inserted in this transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', str(model._meta.pk.column), number],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(f'SELECT COALESCE(MAX("{model._meta.pk.column}"), 0) FROM "{table}"')
        last = cursor.fetchone()[0]
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        first = max(last, cursor.fetchone()[0]) + 1
    return range(first, first + number)


_json = json.JSONEncoder(ensure_ascii=False).encode


def _remembered(plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same for few values that come again and again, as days and moments do."""
    known: dict[Any, Any] = {}

    def remembered(value: Any) -> Any:
        if value is None:
            return None
        found = known.get(value)
        if found is None:
            found = known[value] = plain(value)
        return found

    return remembered


def _plain(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How a value becomes what the driver takes; ``None`` where it is that already."""
    if isinstance(field, models.JSONField) and connection.vendor == "sqlite":
        return lambda value: None if value is None else _json(value)
    if isinstance(field, models.DateField):
        return _remembered(lambda value: field.get_db_prep_save(value, connection))
    if isinstance(field, models.JSONField | models.DecimalField | ExactDecimalField):
        return lambda value: None if value is None else field.get_db_prep_save(value, connection)
    return None


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows given as values of the fields ``names``, in their order; returns how many.

    Text that is JSON already may be given for a JSON field as ``str``. Fields that are left out need a default in the
    database, so name them all but those that may be null.
    """
    fields: list[models.Field[Any, Any]] = [model._meta.get_field(name) for name in names]  # type: ignore[misc]
    changes = [(at, plain) for at, field in enumerate(fields) if (plain := _plain(field)) is not None]
    prepared = (_prepared(row, changes) for row in rows) if changes else iter(rows)
    return _write(model, [str(field.column) for field in fields], prepared)


def _prepared(row: Sequence[Any], changes: list[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    values = list(row)
    for at, plain in changes:
        if values[at].__class__ is not str:
            values[at] = plain(values[at])
    return values


def _write(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    quoted = ", ".join(f'"{column}"' for column in columns)
    table = f'"{model._meta.db_table}"'
    count, source = 0, iter(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in source:
                    copy.write_row(row)
                    count += 1
            return count
        statement = f"INSERT INTO {table} ({quoted}) VALUES ({', '.join(['%s'] * len(columns))})"
        while batch := list(islice(source, BATCH)):
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def insert_instances(records: Iterable[models.Model], model: type[models.Model]) -> int:
    """Insert instances whose keys are set; computed fields (folded words, days of a period) follow as on a save."""
    fields = list(model._meta.concrete_fields)
    now = timezone.now()
    steps: list[tuple[str, models.Field[Any, Any] | None, Callable[[Any], Any] | None]] = []
    for field in fields:
        own = type(field).pre_save is not models.Field.pre_save and not isinstance(field, models.DateField)
        own = own or isinstance(field, EdtfField)
        steps.append((field.attname, field if own else None, _plain(field)))

    moments = [
        field.attname
        for field in fields
        if isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add)
    ]

    def values() -> Iterable[list[Any]]:
        for record in records:
            row = []
            held = record.__dict__
            for name in moments:
                held[name] = now
            for attname, computed, plain in steps:
                value = computed.pre_save(record, True) if computed is not None else held[attname]
                row.append(plain(value) if plain is not None and value is not None else value)
            yield row

    return _write(model, [str(field.column) for field in fields], values())


def update_instances(records: Iterable[models.Model], model: type[models.Model]) -> int:
    """Write all columns of instances that are there already; computed fields follow as on a save."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    assignments = ", ".join(f'"{field.column}" = %s' for field in fields)
    statement = f'UPDATE "{model._meta.db_table}" SET {assignments} WHERE "{model._meta.pk.column}" = %s'
    rows = [
        [*(field.get_db_prep_save(field.pre_save(record, False), connection) for field in fields), record.pk]
        for record in records
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            cursor.executemany(statement, rows[start : start + BATCH])
    return len(rows)
