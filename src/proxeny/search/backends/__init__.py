"""Full text in the two databases: SQLite's FTS5 and PostgreSQL's tsvector, behind one door."""

from __future__ import annotations

from typing import Protocol

from django.db import connection

from proxeny.search.backends.postgresql import PostgreSQL
from proxeny.search.backends.sqlite import SQLite
from proxeny.search.words import Query


class Backend(Protocol):
    """What a database does for search; the only raw SQL of the app, with parameters throughout."""

    def matches(
        self, query: Query, *, clearance: int, register: str | None, limit: int, every_word: bool = True
    ) -> list[tuple[int, float]]:
        """(entry, rank), the best first, at most ``limit`` a register, of the entries that hold every word, or any.

        One SQL query.
        """
        ...

    def newest(
        self, query: Query, *, clearance: int, register: str | None, limit: int, every_word: bool = True
    ) -> list[tuple[int, float]]:
        """As ``matches``, for words that thousands of entries hold: titles first, then by date, without a rank."""
        ...

    def counts(self, query: Query, *, clearance: int, every_word: bool = True) -> dict[str, int]:
        """Register → how many records or documents hold every word, or any. One SQL query."""
        ...


def backend() -> Backend:
    """The one of the database in use."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
