"""Many rows into a table at once, past the signals: for services that write tens of thousands and index them after.

On PostgreSQL by COPY, elsewhere by one prepared statement. Keys are given out beforehand, so that rows can name each
other before they are written. Call it inside a transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connection, models
from django.utils import timezone

from proxeny.core import period
from proxeny.core.fields import EdtfField, ExactDecimalField

BATCH = 5_000
_REMEMBERED = 20_000
_COPIED_TOGETHER = 5000
_TOGETHER = 50  # rows of one statement on SQLite: a fifth quicker than one by one, and no quicker with more


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


def _remembered(plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same for few values that come again and again, as days and moments do."""
    known: dict[Any, Any] = {}

    def remembered(value: Any) -> Any:
        if value is None:
            return None
        found = known.get(value)
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[value] = plain(value)
        return found

    return remembered


def _plain(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How a value becomes what the driver takes; ``None`` where it is that already."""
    if isinstance(field, models.JSONField):  # text that is JSON goes into both databases
        write = json.JSONEncoder(ensure_ascii=False).encode if field.encoder is None else field.encoder().encode
        return lambda value: None if value is None else write(value)
    if isinstance(field, models.DateField):
        return _remembered(lambda value: field.get_db_prep_save(value, connection))
    if isinstance(field, models.DecimalField | ExactDecimalField):
        return _remembered(lambda value: field.get_db_prep_save(value, connection))
    return None


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows given as values of the fields ``names``, in their order; returns how many.

    Text that is JSON already may be given for a JSON field as ``str``. Fields that are left out take the default of the
    model, the same in every row; the key is given by the database.
    """
    fields: list[models.Field[Any, Any]] = [model._meta.get_field(name) for name in names]  # type: ignore[misc]
    changes = [(at, plain) for at, field in enumerate(fields) if (plain := _plain(field)) is not None]
    others = _defaults(model, set(names))
    beside = [value for _column, value in others]
    prepared = (_prepared(row, changes, beside) for row in rows) if changes or beside else iter(rows)
    return _write(model, [*(str(field.column) for field in fields), *(column for column, _value in others)], prepared)


def _defaults(model: type[models.Model], named: set[str]) -> list[tuple[str, Any]]:
    """(column, value) of the fields that are not named and may not be empty."""
    found = []
    for field in model._meta.concrete_fields:
        if field.name in named or (field.primary_key and isinstance(field, models.AutoField)):
            continue
        is_moment = isinstance(field, models.DateField) and (field.auto_now or field.auto_now_add)
        value = timezone.now() if is_moment else field.get_default()
        if value is not None:
            plain = _plain(field)
            found.append((str(field.column), plain(value) if plain is not None else value))
    return found


def _prepared(row: Sequence[Any], changes: list[tuple[int, Callable[[Any], Any]]], beside: list[Any]) -> list[Any]:
    values = [*row, *beside]
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
            # Made before they are sent: while a COPY is open, the connection answers no query that makes a row.
            while batch := list(islice(source, _COPIED_TOGETHER)):
                with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                    for row in batch:
                        copy.write_row(row)
                count += len(batch)
            return count
        one = f"({', '.join('?' * len(columns))})"
        opening, together = f"INSERT INTO {table} ({quoted}) VALUES ", max(1, min(_TOGETHER, 900 // len(columns)))
        statement = opening + ", ".join([one] * together)
        execute = cursor.connection.execute  # the driver's own: rewriting long statements takes as long as running them
        while batch := list(islice(source, together)):
            if len(batch) < together:
                statement = opening + ", ".join([one] * len(batch))
            with connection.wrap_database_errors:
                execute(statement, list(chain.from_iterable(batch)))
            count += len(batch)
    return count


def _has_own_save(model: type[models.Model]) -> bool:
    return model.save is not models.Model.save


def settle(record: models.Model) -> None:
    """Let a model's own ``save`` set what it computes, without writing the record."""
    record.__dict__["save_base"] = lambda **_how: None
    try:
        record.save()
    finally:
        del record.__dict__["save_base"]


class InstanceRows:
    """Rows of a table made of instances that are alike but for some fields: the rest is taken from a template once.

    ``varying`` names the fields that may differ from the template's; keys and what is computed of them (the days of a
    period, the folded words) follow as on a save. For tens of thousands of instances of a model with many columns this
    takes a third of the time of asking each for all of them.
    """

    def __init__(self, model: type[models.Model], template: models.Model, varying: Iterable[str]) -> None:
        self.model = model
        self.fields: list[models.Field[Any, Any]] = list(model._meta.concrete_fields)
        self._has_own_save = _has_own_save(model)
        names = {*varying, str(model._meta.pk.name)}
        if self._has_own_save:
            names = {field.name for field in self.fields}
        at = {field.name: place for place, field in enumerate(self.fields)}
        now = timezone.now()
        periods = [field.name for field in self.fields if isinstance(field, EdtfField)]
        of_periods = {f"{name}_{end}" for name in periods for end in ("earliest", "latest")}
        self._base: list[Any] = []
        self._plain: list[tuple[int, str, Callable[[Any], Any] | None, Any]] = []
        self._periods: list[tuple[int, int, int, str]] = []
        self._computed: list[tuple[int, models.Field[Any, Any]]] = []
        self._moments: list[tuple[str, Any]] = []
        for place, field in enumerate(self.fields):
            value, plain = template.__dict__.get(field.attname), _plain(field)
            if isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add):
                value = now
                self._moments.append((field.attname, now))
            elif isinstance(field, EdtfField):
                if field.name in names:
                    earliest, latest = at[f"{field.name}_earliest"], at[f"{field.name}_latest"]
                    self._periods.append((place, earliest, latest, field.attname))
            elif field.name in of_periods:
                pass
            elif type(field).pre_save is not models.Field.pre_save and not isinstance(field, models.DateField):
                self._computed.append((place, field))
            elif field.name in names:
                self._plain.append((place, field.attname, plain, value))
            self._base.append(plain(value) if plain is not None and value is not None else value)
        self._days: dict[str, tuple[Any, Any]] = {}

    def _days_of(self, edtf: str) -> tuple[Any, Any]:
        found = self._days.get(edtf)
        if found is None:
            if len(self._days) >= 100_000:
                self._days.clear()
            day = models.DateField()
            first, last = period.days(edtf)
            found = self._days[edtf] = (day.get_db_prep_save(first, connection), day.get_db_prep_save(last, connection))
        return found

    def row(self, record: models.Model) -> list[Any]:
        """The columns of one instance, as the driver takes them."""
        if self._has_own_save:
            settle(record)
        row, held = self._base.copy(), record.__dict__
        for name, now in self._moments:
            held[name] = now
        for place, attname, plain, usual in self._plain:
            value = held[attname]
            if value is not usual:
                row[place] = value if plain is None or value is None else plain(value)
        for place, earliest, latest, attname in self._periods:
            edtf = held[attname]
            if edtf:
                row[place] = edtf
                row[earliest], row[latest] = self._days_of(edtf)
        for place, field in self._computed:
            row[place] = field.pre_save(record, True)
        return row

    def insert(self, records: Iterable[models.Model]) -> int:
        """Insert instances whose keys are set; returns how many."""
        return _write(self.model, [str(field.column) for field in self.fields], map(self.row, records))


def insert_instances(records: Iterable[models.Model], model: type[models.Model]) -> int:
    """Insert instances whose keys are set; computed fields (folded words, days of a period) follow as on a save."""
    return InstanceRows(model, model(), [field.name for field in model._meta.concrete_fields]).insert(records)


def update_instances(records: Iterable[models.Model], model: type[models.Model]) -> int:
    """Write all columns of instances that are there already; computed fields follow as on a save."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    assignments = ", ".join(f'"{field.column}" = %s' for field in fields)
    statement = f'UPDATE "{model._meta.db_table}" SET {assignments} WHERE "{model._meta.pk.column}" = %s'
    records = list(records)
    if _has_own_save(model):
        for record in records:
            settle(record)
    rows = [
        [*(field.get_db_prep_save(field.pre_save(record, False), connection) for field in fields), record.pk]
        for record in records
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            cursor.executemany(statement, rows[start : start + BATCH])
    return len(rows)
