"""The office's protocol: ranks of guests in their order, and what each is given. One TOML file for each rule pack."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from proxeny.procedures import office
from proxeny.procedures.office import said
from proxeny.procedures.rules.pack import TO_CHECK, Words

FOLDER = Path(__file__).parent
GENERAL = "general"
# What a rank is given, named as the fields of a visit sheet.
GIVEN = ("met_by", "received_by", "cars", "banquet", "gift", "lodging")


class BadProtocol(ValueError):
    """A protocol file that does not hold; the message names file, rank and key."""


@dataclass(frozen=True)
class Rank:
    """One rank of guests. ``order`` counts from 0, the highest first."""

    key: str
    order: int
    title: Words
    given: dict[str, Words]
    is_verified: bool

    def __str__(self) -> str:
        return said(self.title)


@dataclass(frozen=True)
class Protocol:
    """The ranks of an office, the highest first, and where they are said to stand."""

    ranks: tuple[Rank, ...]
    source: Words

    def rank(self, key: str) -> Rank | None:
        """The rank of a key, if the office has it."""
        return next((rank for rank in self.ranks if rank.key == key), None)

    def order_of(self, key: str) -> int:
        """The place of a rank; one that is not known comes after all others."""
        found = self.rank(key)
        return found.order if found is not None else len(self.ranks)

    def choices(self) -> list[tuple[str, str]]:
        """The ranks for a form, in the active language."""
        return [("", "–"), *((rank.key, str(rank)) for rank in self.ranks)]


def protocol() -> Protocol:
    """The protocol of the office's rule pack; the general one where there is none for it."""
    name = office.pack().name
    return load(name if (FOLDER / f"{name}.toml").is_file() else GENERAL)


@lru_cache(maxsize=8)
def load(name: str) -> Protocol:
    """A protocol by the name of its file. Raises ``BadProtocol`` for a file that does not hold."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    ranks: list[Rank] = []
    for order, row in enumerate(table.get("rank", ())):
        ranks.append(_rank(name, row, order))
    keys = [rank.key for rank in ranks]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if not ranks or twice:
        raise BadProtocol(f"{name}.toml: " + (f"rank '{twice}' is listed twice; keep one." if twice else "no rank."))
    return Protocol(tuple(ranks), table.get("source", {}).get("title", {}))


def _rank(name: str, row: dict[str, Any], order: int) -> Rank:
    key = row.get("key", "")
    known = {"key", "title", "status", *GIVEN}
    unknown = sorted(set(row) - known)
    if not key or not row.get("title") or unknown:
        found = f"has an unknown key '{unknown[0]}'" if unknown else "has no key or no title"
        raise BadProtocol(f"{name}.toml: rank {order + 1} ('{key}') {found}. It takes: {', '.join(sorted(known))}.")
    given = {field: row[field] for field in GIVEN if field in row}
    return Rank(key, order, row["title"], given, row.get("status", TO_CHECK) != TO_CHECK)


__all__ = ["GIVEN", "BadProtocol", "Protocol", "Rank", "load", "protocol"]
