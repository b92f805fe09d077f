"""What the database knows of how full its tables are."""

from __future__ import annotations

from django.db import connection


def count_anew() -> None:
    """Let PostgreSQL count its tables now, inside the transaction that filled them.

    Until it has counted, it plans for empty tables: joins over thousands of rows are then walked row by row, which
    turns milliseconds into minutes. Its own daemon counts within a minute of a commit, and cannot see what is not
    committed. SQLite plans by its indexes alone, and has nothing to count.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
