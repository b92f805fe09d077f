"""Finding records by reference, whichever register keeps them: the outcomes of a visit, the origin of a promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from proxeny.core.records import Record
from proxeny.registers.register import REGISTERS, Register


@dataclass(frozen=True)
class Named:
    """A reference as it is written, with the record and register that it names; none for plain words."""

    words: str
    record: Record | None = None
    register: Register | None = None


def records_named(references: Iterable[str], *, visible_to: Any) -> list[Named]:
    """What references name, in their order; words that name no record come back as they are.

    The reference of a record that the person may not see is left out. At most two SQL queries a register.
    """
    wanted = [str(reference) for reference in references]
    open_ones, kept = {}, set()
    if wanted:
        for register in REGISTERS.values():
            known = set(
                register.model._default_manager.filter(reference__in=wanted).values_list("reference", flat=True)
            )
            kept |= known
            if known:
                for record in register.model._default_manager.visible_to(visible_to).filter(  # type: ignore[attr-defined]
                    reference__in=known
                ):
                    open_ones.setdefault(record.reference, Named(record.reference, record, register))
    return [open_ones.get(words) or Named(words) for words in wanted if words in open_ones or words not in kept]
