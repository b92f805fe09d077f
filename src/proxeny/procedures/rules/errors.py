"""Errors of rule packs; each says what was found, what was expected and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class RulesError(Exception):
    """Something about rules that a person can put right; ``code`` is stable."""

    code = "rules.error"


@dataclass(frozen=True)
class Problem:
    """One fault of a pack: the file, its line (from 1; 0 for the file as a whole) and what to do about it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class BadPack(RulesError):
    """A pack that does not hold together; ``problems`` has every fault found, file by file."""

    code = "rules.bad_pack"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class UnknownPack(RulesError):
    """A name that is neither a pack on board nor a folder."""

    code = "rules.unknown_pack"


class UnknownCase(RulesError):
    """A case that the pack has no rules for, or none on that day."""

    code = "rules.unknown_case"


class BadDay(RulesError):
    """A day out of the range that holidays are known for."""

    code = "rules.bad_day"
