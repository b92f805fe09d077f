"""What the figures of a report rest on, as it is now: statements with their words, records with theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.registers.register import REGISTERS

AT_ONCE = 2000  # keys in one SQL query
PER_RECORD = 3  # statements of a counted record that a report names; the record's page has all


def portions(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Keys in lists that one SQL query takes."""
    left = iter(keys)
    while portion := list(islice(left, AT_ONCE)):
        yield portion


def statements_as_they_are(keys: Iterable[int], *, visible_to: Any) -> dict[int, dict[str, Any]]:
    """Each statement as it stands: its words, where they stand, and its document. One SQL query for 2,000 of them."""
    found: dict[int, dict[str, Any]] = {}
    for portion in portions(sorted(set(keys))):
        rows = Statement.objects.visible_to(visible_to).filter(pk__in=portion).select_related("document")
        for statement in rows:
            document = statement.document
            found[statement.pk] = {
                "id": statement.pk,
                "quote": statement.quote,
                "start": statement.start,
                "end": statement.end,
                "value": f"{statement.value:f}" if statement.value is not None else "",
                "unit": statement.unit,
                "qualifier": statement.qualifier,
                "status": statement.status,
                "language": statement.language or document.language,
                "document": document.reference,
                "title": document.title,
                "publisher": document.publisher,
                "published": document.published or "",
                "url": document.url,
                "kind": document.kind,
            }
    return found


def records_as_they_are(names: Iterable[str], *, visible_to: Any) -> dict[str, dict[str, Any]]:
    """Each record named ``register:reference``: its name and the statements behind it, at most three.

    Two SQL queries for each register among them.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for name in names:
        register, _colon, reference = name.partition(":")
        if register in REGISTERS:
            wanted[register].add(reference)
    found: dict[str, dict[str, Any]] = {}
    for register, references in sorted(wanted.items()):
        model: Any = REGISTERS[register].model
        for portion in portions(sorted(references)):
            linked = [field.name for field in model._meta.concrete_fields if field.many_to_one]
            rows = list(
                model._default_manager.visible_to(visible_to).filter(reference__in=portion).select_related(*linked)
            )
            behind = documents.evidence_of_many(rows, visible_to=visible_to)
            for row in rows:
                by_field = behind.get(row, {})
                stated = [*by_field.get("", []), *(one for field in by_field for one in by_field[field] if field)]
                standing = [one.pk for one in dict.fromkeys(stated) if one.status in STANDING]
                found[f"{register}:{row.reference}"] = {
                    "register": register,
                    "reference": row.reference,
                    "title": str(row),
                    "statements": standing[:PER_RECORD],
                }
    return found


STANDING = frozenset({Statement.Status.ACCEPTED, Statement.Status.CORRECTED})
