"""How a proposed fact becomes part of a register: each register says which facts it takes and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from proxeny.accounts.models import User
from proxeny.core.records import Record
from proxeny.documents.models import Statement

Content = dict[str, Any]


@dataclass(frozen=True)
class Candidate:
    """An existing record that a fact may be about, with why it matches (sentences) and how well (0 to 1)."""

    record: Record
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disagreement:
    """A field in which a fact differs from what the record holds; both as shown to a person, and why in a sentence."""

    field: str
    label: str
    stated: str
    recorded: str
    kind: str = "plain"
    sentence: str = ""


@dataclass(frozen=True)
class Written:
    """What acceptance wrote: the record, whether it is new, and its content before (for undo)."""

    record: Record
    is_new: bool
    before: dict[str, Any] | None = None
    fields: tuple[str, ...] = field(default=())


class Acceptor(Protocol):
    """One register's side of the acceptance of facts."""

    register: str

    def takes(self, kind: str, content: Content) -> bool:
        """Whether a fact of this kind and content belongs to this register."""
        ...

    def candidates(self, statement: Statement, *, visible_to: Any) -> list[Candidate]:
        """Records that the fact may be about, the best first; those above 0.8 are linked unless a person chooses."""
        ...

    def disagreements(self, statement: Statement, record: Record) -> list[Disagreement]:
        """Where the fact differs from what the record holds."""
        ...

    def preview(self, statement: Statement) -> list[tuple[str, str]]:
        """What a new record would hold: (label, value as shown)."""
        ...

    def accept(self, statement: Statement, record: Record | None, *, by: User) -> Written:
        """Link the fact to a record, or make one (``None``), through the register's services."""
        ...


_ACCEPTORS: list[Acceptor] = []


def enrol(acceptor: Acceptor) -> None:
    """Add a register's acceptor; called when its app is ready."""
    if all(known.register != acceptor.register for known in _ACCEPTORS):
        _ACCEPTORS.append(acceptor)


def acceptor_for(statement: Statement) -> Acceptor | None:
    """The acceptor of the register that takes a statement, or ``None`` where no register does."""
    for acceptor in _ACCEPTORS:
        if acceptor.takes(statement.kind, statement.content):
            return acceptor
    return None
