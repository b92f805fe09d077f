"""A record as it stood before a service changed it, so that undoing an import can put it back."""

from __future__ import annotations

from typing import Any

from proxeny.audit import services as audit
from proxeny.registers.register import Register


class Held:
    """Fields, lists and the keys of the parts of a record."""

    def __init__(self, record: Any, register: Register) -> None:
        self.register = register
        self.fields = _fields(record)
        self.lists = _lists(record)
        self.parts = _parts(record, register)

    def difference(self, record: Any) -> tuple[dict[str, Any], list[list[Any]] | None]:
        """What to put back, and the parts that were added, as ``ImportedRecord`` keeps both."""
        now, lists = _fields(record), _lists(record)
        before = {
            "fields": {name: value for name, value in self.fields.items() if now[name] != value},
            "lists": {name: keys for name, keys in self.lists.items() if sorted(lists[name]) != sorted(keys)},
        }
        added = [[name, key] for name, keys in _parts(record, self.register).items() for key in keys
                 if key not in self.parts[name]]  # fmt: skip
        return before, added or None


def _fields(record: Any) -> dict[str, Any]:
    return {
        field.attname: audit.plain(getattr(record, field.attname))
        for field in record._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in audit.NOT_CONTENT
    }


def _lists(record: Any) -> dict[str, list[Any]]:
    return {many.name: list(getattr(record, many.name).values_list("pk", flat=True))
            for many in record._meta.many_to_many}  # fmt: skip


def _parts(record: Any, register: Register) -> dict[str, set[Any]]:
    return {children.name: set(getattr(record, children.name).values_list("pk", flat=True))
            for children in register.children}  # fmt: skip
