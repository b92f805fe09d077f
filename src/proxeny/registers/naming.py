"""Finding records by reference, whichever register keeps them: the outcomes of a visit, the origin of a promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, QuerySet, Value

from proxeny.core.records import Mark, Record
from proxeny.registers.register import REGISTERS, Register


@dataclass(frozen=True)
class Named:
    """A reference as it is written, with the record and register that it names; none for plain words."""

    words: str
    record: Record | None = None
    register: Register | None = None


def records_named(references: Iterable[str], *, visible_to: Any) -> list[Named]:
    """What references name, in their order; words that name no record come back as they are.

    The reference of a record that the person may not see is left out; that of a record which was merged into another
    names the one that stands. One SQL query, one for each register named, and one for each step of a merge.
    """
    wanted = list(dict.fromkeys(str(reference) for reference in references))
    if not wanted:
        return []
    clearance = getattr(visible_to, "clearance", Mark.PUBLIC)
    seen: dict[str, set[str]] = defaultdict(set)
    known = set()
    for name, reference, mark in _kept(wanted):
        known.add(reference)
        if mark <= clearance:
            seen[name].add(reference)
    found: dict[str, Named] = {}
    for name, here in seen.items():
        register = REGISTERS[name]
        for record in _rows_of(register.model).filter(reference__in=here):
            stands = _that_stands(record, clearance)
            if stands is not None:
                found.setdefault(record.reference, Named(stands.reference, stands, register))
    return [found.get(words) or Named(words) for words in wanted if words in found or words not in known]


def merged_references(model: Any, *, visible_to: Any) -> dict[str, Any]:
    """The references of merged records → the key of the record that stands for each. One query; two of any merge."""
    if not hasattr(model, "with_merged"):
        return {}
    rows: Any = model.with_merged.visible_to(visible_to)
    merged = list(rows.exclude(merged_into=None).values_list("pk", "reference", "merged_into"))
    leads = {pk: into for pk, _reference, into in merged}
    found = {}
    for _pk, reference, into in merged:
        while into in leads:
            into = leads[into]
        found[reference] = into
    standing = set(rows.filter(pk__in=set(found.values()), merged_into=None).values_list("pk", flat=True))
    return {reference: pk for reference, pk in found.items() if pk in standing}


def _rows_of(model: type[Record]) -> Any:
    """The rows of a register, those that were merged into others included."""
    return getattr(model, "with_merged", model._default_manager)


def _that_stands(record: Any, clearance: int) -> Any:
    """The record that a merged one leads to; ``None`` where the person may not see it."""
    while getattr(record, "merged_into_id", None) is not None:
        record = _rows_of(type(record)).get(pk=record.merged_into_id)
    return record if record.mark <= clearance else None


def _kept(references: list[str]) -> QuerySet[Any, Any]:
    """Register, reference and mark of the records that have one of the references, in whichever register."""
    parts = []
    for name, register in REGISTERS.items():
        rows = _rows_of(register.model).filter(reference__in=references).order_by()
        kept = rows.annotate(kept_in=Value(name, output_field=CharField()))
        parts.append(kept.values_list("kept_in", "reference", "mark"))
    return parts[0].union(*parts[1:], all=True)  # type: ignore[no-any-return]
