"""The content of a record as a page shows it: each field that is set, how to set it in type, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.lists.columns import language
from proxeny.core.money import Qualifier
from proxeny.core.records import Record
from proxeny.core.wording import country_name
from proxeny.documents import services as documents
from proxeny.documents.models import DocumentText, Statement

# The rule of statements that are whole rows of a table: they say which fields they state in ``says`` of their payload.
IMPORTED = "row of a table"

# How a record is kept, and what is shown together with the figure that it belongs to.
_KEPT = {"id", "reference", "version", "folded", "created_at", "updated_at", "mark", "sources"}


@dataclass(frozen=True)
class Shown:
    """One field: ``kind`` says how the templates set ``value`` in type."""

    name: str
    label: str
    value: Any
    kind: str
    unit: str = ""
    qualifier: str = Qualifier.EXACT
    high: Any = None
    statements: list[Statement] = field(default_factory=list)


def _companions(model: type[models.Model]) -> set[str]:
    """Unit, exactness, upper end and currency: shown beside their figure."""
    names = {found.name for found in model._meta.concrete_fields}
    found = set()
    for amount in (f.name for f in model._meta.concrete_fields if isinstance(f, ExactDecimalField)):
        stem = amount.removesuffix("value")
        if amount.endswith("value"):
            found |= {f"{stem}unit", f"{stem}qualifier", f"{stem}high"}
        found.add(f"{amount}_currency")
    return found & names


def shown(record: models.Model, name: str, *, visible_to: Any) -> Shown | None:
    """A field of a record, or of one of its parts; ``None`` where it is not set or leads to what is hidden."""
    described = record._meta.get_field(name)
    assert isinstance(described, models.Field)
    label = str(described.verbose_name)
    if described.many_to_many:
        rows = getattr(record, name).all()
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(visible_to)
        items = list(rows)
        return Shown(name, label, items, "links") if items else None
    value = getattr(record, name)
    if value is None or value in ("", []):
        return None
    if isinstance(described, models.ForeignKey):
        if getattr(value, "mark", 0) > getattr(visible_to, "clearance", 0):
            return None
        return Shown(name, label, value, "link" if hasattr(value, "get_absolute_url") else "plain")
    if isinstance(described, EdtfField):
        return Shown(name, label, value, "period")
    if isinstance(described, ExactDecimalField):
        return _figure(record, name, label, value)
    if name == "country":
        return Shown(name, label, country_name(value, language()), "plain")
    if described.choices:
        return Shown(name, label, getattr(record, f"get_{name}_display")(), "plain")
    if isinstance(value, bool):
        return Shown(name, label, _("yes") if value else _("no"), "plain")
    if isinstance(value, list):
        return Shown(name, label, [str(item).replace("_", " ") for item in value], "list")
    kinds = {models.TextField: "text", models.URLField: "address"}
    return Shown(name, label, value, kinds.get(type(described), "plain"))


def _figure(record: models.Model, name: str, label: str, value: Any) -> Shown:
    stem = name.removesuffix("value") if name.endswith("value") else f"{name}_"
    return Shown(
        name,
        label,
        value,
        "figure",
        unit=getattr(record, f"{stem}unit", "") or getattr(record, f"{name}_currency", ""),
        qualifier=getattr(record, f"{stem}qualifier", Qualifier.EXACT) or Qualifier.EXACT,
        high=getattr(record, f"{stem}high", None),
    )


def fields_of(model: type[models.Model]) -> list[str]:
    """The names of the fields that say what is known, in the model's order."""
    left_out = _KEPT | _companions(model)
    return [
        found.name
        for found in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if found.editable and found.name not in left_out and not found.name.endswith(("_earliest", "_latest"))
    ]


def cells_of_row(statement: Statement) -> list[tuple[str, str]]:
    """The (heading, cell) pairs of a statement that is a row of a table; none where they cannot be told apart.

    The first line of such a document's text are its headings. One SQL query.
    """
    opening = DocumentText.objects.filter(document=statement.document_id).annotate(opening=Substr("text", 1, 8_000))
    headings = (opening.values_list("opening", flat=True).first() or "").partition("\n")[0].split(" | ")
    cells = [cell.strip() for cell in statement.quote.split("|")]
    if len(cells) > len(headings):
        return []
    return [(heading, cell) for heading, cell in zip(headings, cells, strict=False) if cell]


def numbered(statements: list[Statement]) -> list[Statement]:
    """Statements with ``number`` set to that of their document, counted in order of appearance: the notes of a page."""
    numbers: dict[int, int] = {}
    for statement in statements:
        statement.number = numbers.setdefault(statement.document_id, len(numbers) + 1)  # type: ignore[attr-defined]
    return statements


def content_of(record: Record, visible_to: Any, *, first: Sequence[str] = ()) -> list[Shown]:
    """The fields of a record that are set, each with the statements behind it; those named ``first`` before the others.

    Two SQL queries, and one for every list of linked records.
    """
    cited: dict[str, list[Statement]] = {}
    for citation in documents.evidence_of(record, visible_to=visible_to):
        statement = citation.statement
        cited.setdefault(citation.field, []).append(statement)
        if not citation.field and statement.rule == IMPORTED:
            for name in statement.payload.get("says", ()):
                cited.setdefault(name, []).append(statement)
    known = fields_of(type(record))
    names = dict.fromkeys([*(name for name in first if name in known), *known])
    found = [row for name in sorted(names, key="note".__eq__) if (row := shown(record, name, visible_to=visible_to))]
    for row in found:
        row.statements.extend(_one_a_document(cited.get(row.name, [])))
    numbered([statement for row in found for statement in row.statements])
    return found


def _one_a_document(statements: list[Statement]) -> list[Statement]:
    """A document that says it twice is one mark."""
    return list({statement.document_id: statement for statement in reversed(statements)}.values())[::-1]


def sources_of(content: list[Shown]) -> list[Statement]:
    """One statement for each numbered document of a page, in the order of their numbers."""
    first: dict[int, Statement] = {}
    for row in content:
        for statement in row.statements:
            first.setdefault(statement.number, statement)  # type: ignore[attr-defined]
    return [first[number] for number in sorted(first)]
