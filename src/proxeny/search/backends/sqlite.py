"""Full text with SQLite's FTS5."""

from __future__ import annotations

from django.db import connection

from proxeny.search.words import Query

# Titles count ten times a body; the exact spelling adds to the folded one.
_RANK = "bm25(search_fulltext, 10.0, 1.0, 6.0, 1.5) * e.weight"


class SQLite:
    """Queries are built of words in double quotes; words are letters and digits only, so nothing in them is syntax."""

    def matches(
        self, query: Query, *, clearance: int, register: str | None, limit: int, every_word: bool = True
    ) -> list[tuple[int, float]]:
        """Entries by rank; bm25 is the smaller the better, and negative."""
        sql = (
            f"SELECT e.id, {_RANK} AS score FROM search_fulltext JOIN search_searchentry e ON e.id = search_fulltext.rowid"  # noqa: S608
            " WHERE search_fulltext MATCH %s AND e.mark <= %s"
        )
        parameters: list[object] = [expression(query, every_word=every_word), clearance]
        if register:
            sql += " AND e.register = %s"
            parameters.append(register)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} ORDER BY score, e.id LIMIT %s", [*parameters, limit])
            return [(entry, -score) for entry, score in cursor.fetchall()]

    def counts(self, query: Query, *, clearance: int) -> dict[str, int]:
        """Records and documents a register, parts of one document counted once."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.register, count(*) FROM search_fulltext JOIN search_searchentry e"
                " ON e.id = search_fulltext.rowid"
                " WHERE search_fulltext MATCH %s AND e.mark <= %s GROUP BY e.register",
                [expression(query, boosted=False), clearance],
            )
            return dict(cursor.fetchall())


def expression(query: Query, *, every_word: bool = True, boosted: bool = True) -> str:
    """The FTS5 expression of a query: ``{folded_title folded_body} : (("ha" OR "hanoi"*) AND …)``.

    Where the person typed diacritics, the same words in the exact columns are an alternative that finds nothing more,
    and lets those entries rank higher.
    """
    needed = []
    for word, joined, is_last in query.alternatives():
        ways = [f'"{word}"', *([f'"{word}"*'] if is_last else []), *(f'"{name}"*' for name in joined)]
        needed.append(f"({' OR '.join(ways)})")
    folded = f"{{folded_title folded_body}} : ({(' AND ' if every_word else ' OR ').join(needed)})"
    if not boosted or not query.has_diacritics:
        return folded
    exact = " AND ".join(f'"{word}"' for word in query.exact)
    return f"({folded}) OR ({{exact_title exact_body}} : ({exact}))"
