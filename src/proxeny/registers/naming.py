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

    The reference of a record that the person may not see is left out. One SQL query, and one for each register named.
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
        for record in register.model._default_manager.filter(reference__in=here):
            found.setdefault(record.reference, Named(record.reference, record, register))
    return [found.get(words) or Named(words) for words in wanted if words in found or words not in known]


def _kept(references: list[str]) -> QuerySet[Any, Any]:
    """Register, reference and mark of the records that have one of the references, in whichever register."""
    parts = []
    for name, register in REGISTERS.items():
        rows: Any = register.model._default_manager
        kept = rows.filter(reference__in=references).order_by().annotate(kept_in=Value(name, output_field=CharField()))
        parts.append(kept.values_list("kept_in", "reference", "mark"))
    return parts[0].union(*parts[1:], all=True)  # type: ignore[no-any-return]
