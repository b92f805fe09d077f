"""Where a commitment came from: any record of any register, and the part of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError
from proxeny.core.records import Mark, Record
from proxeny.plans.models import Commitment
from proxeny.registers.naming import records_named
from proxeny.registers.register import REGISTERS, Register

# Parts of a record by which a promise is found again, where a register declares such children.
_PARTS_ASKED = ("clauses", "sessions", "items")
_SHOWN = 200

Part = tuple[str, str]
Parts = Callable[[Record], Iterable[Part]]
_PROVIDERS: dict[str, Parts] = {}

# Registers whose records promise nothing themselves.
NO_ORIGIN = frozenset({"commitments", "plans", "targets", "indicators", "awards"})


class NoSuchOrigin(DomainError):
    """Words that name no record that the person may see, or several."""

    code = "commitment.no_such_origin"


def add_parts(register: str, provider: Parts) -> None:
    """Let a register say which parts of its records something can come from: (what is kept, as it is shown)."""
    _PROVIDERS[register] = provider


def parts_of_origin(record: Record) -> list[Part]:
    """The parts of a record that a promise may stand in: clauses of an agreement, sessions, items of minutes.

    Those that its register has told of by ``add_parts``, else the children of these names that it declares. One SQL
    query for each kind.
    """
    if record.register() in _PROVIDERS:
        return list(_PROVIDERS[record.register()](record))
    register = REGISTERS.get(record.register())
    found: list[Part] = []
    for kind in register.children if register is not None else ():
        if kind.name in _PARTS_ASKED:
            found += [(_key_of(part), str(part)) for part in getattr(record, kind.name).all()[:_SHOWN]]
    return found


def _key_of(part: Any) -> str:
    """The number by which people call a clause or session, else its words."""
    number = next((getattr(part, name) for name in ("number", "key", "no") if getattr(part, name, None)), "")
    return str(number or part)[:200]


def words_of_part(record: Record, part: str) -> str:
    """A part as it is shown: the words of the clause whose number is kept; the part itself where it has none."""
    return dict(parts_of_origin(record)).get(part, part) if part else ""


def key_of(record: Record) -> str:
    """How an address names a record of any register: ``delegations/del-minsk``."""
    return f"{record.register()}/{record.reference}"


_NAMED = re.compile(r"(?:^|.*/)([a-z_]+)/([-\w]+)/?(?:[?#].*)?$")


def origin_named(words: str, *, visible_to: Any) -> Record:
    """The record that somebody means: by ``register/reference``, the address of its page, or its reference alone.

    Raises ``NoSuchOrigin``, for a record that the person may not see as for one that does not exist.
    """
    words = words.strip()
    match = _NAMED.fullmatch(words)
    if match and match[1] in REGISTERS:
        rows = REGISTERS[match[1]].model._default_manager.visible_to(visible_to)  # type: ignore[attr-defined]
        found = rows.filter(reference=match[2]).first()
    else:
        found = next((named.record for named in records_named([words], visible_to=visible_to)), None)
    if found is None:
        raise NoSuchOrigin(
            _("“%(words)s” names no record. Open the record that it came from and paste its address, or its reference.")
            % {"words": words[:120]}
        )
    return found  # type: ignore[no-any-return]


def seen_origin(commitment: Commitment, *, visible_to: Any) -> Record | None:
    """The origin of a commitment as far as a person may see it. No SQL query where it is prefetched."""
    origin: Record | None = commitment.origin  # type: ignore[assignment]
    if origin is None or origin.mark > getattr(visible_to, "clearance", Mark.PUBLIC):
        return None
    register = REGISTERS.get(origin.register())
    partner = getattr(origin, "partner", None) if register is not None and register.name == "missions" else None
    return None if partner is not None and partner.mark > getattr(visible_to, "clearance", Mark.PUBLIC) else origin


def register_of(record: Record) -> Register | None:
    """The register that keeps a record."""
    return REGISTERS.get(record.register())


def kind_of(register: str) -> ContentType | None:
    """The content type of a register's records."""
    found = REGISTERS.get(register)
    return ContentType.objects.get_for_model(found.model) if found is not None else None


def registers_with_origins() -> list[tuple[str, Any]]:
    """The registers that commitments may come from, by name and title."""
    return [(name, register.title) for name, register in REGISTERS.items() if name not in NO_ORIGIN]
