"""The full-text index over the searched columns, in each database's own way.

SQLite: an FTS5 table without content of its own, kept by triggers. A later migration that alters a column of
``search_searchentry`` rebuilds that table on SQLite and loses the triggers; it must call ``build`` again.
PostgreSQL: generated tsvector columns with GIN indexes.
"""

from typing import Any

from django.db import migrations

COLUMNS = ("folded_title", "folded_body", "exact_title", "exact_body")


def build(apps: Any, schema_editor: Any) -> None:
    """Make the index and fill it from what is there."""
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    """Take the index away; the entries stay."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_searchentry DROP COLUMN folded, DROP COLUMN exact")
        return
    for name in ("added", "removed", "changed"):
        schema_editor.execute(f"DROP TRIGGER search_entry_{name}")
    schema_editor.execute("DROP TABLE search_fulltext")


_NAMES = ", ".join(COLUMNS)
_NEW = ", ".join(f"new.{name}" for name in COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in COLUMNS)
_ADD = f"INSERT INTO search_fulltext(rowid, {_NAMES}) VALUES (new.id, {_NEW});"
_REMOVE = f"INSERT INTO search_fulltext(search_fulltext, rowid, {_NAMES}) VALUES ('delete', old.id, {_OLD});"

_SQLITE = (
    f"CREATE VIRTUAL TABLE search_fulltext USING fts5({_NAMES}, content='search_searchentry', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')",
    f"CREATE TRIGGER search_entry_added AFTER INSERT ON search_searchentry BEGIN {_ADD} END",
    f"CREATE TRIGGER search_entry_removed AFTER DELETE ON search_searchentry BEGIN {_REMOVE} END",
    f"CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_searchentry BEGIN {_REMOVE} {_ADD} END",
    "INSERT INTO search_fulltext(search_fulltext) VALUES ('rebuild')",
)


def _vector(kind: str) -> str:
    return (
        f"ALTER TABLE search_searchentry ADD COLUMN {kind} tsvector GENERATED ALWAYS AS ("
        f"setweight(to_tsvector('simple'::regconfig, {kind}_title), 'A') || "
        f"setweight(to_tsvector('simple'::regconfig, {kind}_body), 'D')) STORED"
    )


_POSTGRESQL = (
    _vector("folded"),
    _vector("exact"),
    "CREATE INDEX search_entry_folded ON search_searchentry USING gin (folded)",
)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(build, drop)]
