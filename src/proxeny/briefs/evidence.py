"""The statements behind many records at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Statement


class Evidence:
    """What a list of records rests on, as far as a person may see; one SQL query for each kind of record."""

    def __init__(self, records: Iterable[Record], *, visible_to: Any) -> None:
        self._found = documents.evidence_of_many(records, visible_to=visible_to)

    def of(self, record: Record, field: str = "") -> list[Statement]:
        """The standing statements behind a field, or behind the record as a whole where none is for the field."""
        by_field = self._found.get(record, {})
        stated = by_field.get(field) or (by_field.get("") if field != "value" else by_field.get("value")) or []
        if not stated and not field:
            stated = [statement for statements in by_field.values() for statement in statements]
        standing = (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)
        return [statement for statement in dict.fromkeys(stated) if statement.status in standing]
