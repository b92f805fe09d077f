"""What an enquiry came from: a record of a neighbouring register, kept as ``register:reference`` and found when shown.

Investments know neither events nor delegations; they ask whatever registers there are by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from proxeny.core.folding import fold
from proxeny.core.lists.choosing import chosen_first
from proxeny.core.records import Record
from proxeny.registers.register import REGISTERS

# The registers that investors come from, where the house has them.
SOURCES = ("events", "delegations", "partners", "missions", "programmes", "calls", "agreements")
OFFERED = 8


def key_of(record: Record) -> str:
    """How an enquiry names a record."""
    return f"{record.register()}:{record.reference}"


def named(keys: Iterable[str], *, visible_to: Any) -> dict[str, Record]:
    """The records that keys name, as far as a person may see them. One SQL query for each register named."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for key in set(keys):
        register, _colon, reference = key.partition(":")
        if reference and register in REGISTERS:
            wanted[register].append(reference)
    found = {}
    for register, references in wanted.items():
        rows: Any = REGISTERS[register].model._default_manager
        for record in rows.visible_to(visible_to).filter(reference__in=references):
            found[f"{register}:{record.reference}"] = record
    return found


def offered(words: str, *, visible_to: Any) -> list[tuple[str, str, str]]:
    """(key, name, register in words) of what a few letters may mean. One SQL query for each register."""
    found = []
    for name in SOURCES:
        register = REGISTERS.get(name)
        if register is None:
            continue
        rows: Any = register.model._default_manager
        visible = rows.visible_to(visible_to)
        for word in fold(words).split():
            visible = visible.filter(folded__contains=word)
        for record in chosen_first(visible, words)[:OFFERED]:
            found.append((f"{name}:{record.reference}", str(record), str(register.singular)))
    return found
