"""What the database knows of how full its tables are."""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def count_anew() -> None:
    """Let PostgreSQL count the record's tables now, inside the transaction that filled them.

    Until it has counted, it plans for empty tables: joins over thousands of rows are then walked row by row, which
    turns milliseconds into minutes. Its own daemon counts within a minute of a commit, and cannot see what is not
    committed. The tables are named, since counting all would hold the catalogues that databases share. SQLite plans by
    its indexes alone, and has nothing to count.
    """
    if connection.vendor != "postgresql":
        return
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(connection.ops.quote_name(table) for table in tables))
