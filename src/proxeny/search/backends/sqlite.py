"""Full text with SQLite's FTS5."""

from __future__ import annotations

from django.db import connection

from proxeny.search.words import Query

Match = tuple[int, float]

# Titles count ten times a body; the exact spelling adds to the folded one.
_RANK = "bm25(search_fulltext, 10.0, 1.0, 6.0, 1.5) * e.weight"


class SQLite:
    """Queries are built of words in double quotes; words are letters and digits only, so nothing in them is syntax."""

    def matches(
        self, query: Query, *, clearance: int, register: str | None, limit: int, every_word: bool = True
    ) -> list[Match]:
        """Entries by rank, then the newest; bm25 is the smaller the better, and negative."""
        narrowed = " AND e.register = %s" if register else ""
        # The rank must be settled before the window is laid over it: bm25 is only known inside the full-text query.
        sql = (
            f"WITH found AS MATERIALIZED (SELECT e.id, e.register, e.date_latest AS latest, {_RANK} AS score"
            " FROM search_fulltext JOIN search_searchentry e ON e.id = search_fulltext.rowid"
            f" WHERE search_fulltext MATCH %s AND e.mark <= %s{narrowed}),"
            " placed AS (SELECT id, score, row_number() OVER (PARTITION BY register"
            " ORDER BY score, latest DESC NULLS LAST, id) AS place FROM found)"
            " SELECT id, -score FROM placed WHERE place <= %s ORDER BY score, place, id"
        )
        parameters: list[str | int] = [
            expression(query, every_word=every_word),
            clearance,
            *([register] if register else []),
            limit,
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [(entry, score) for entry, score in cursor.fetchall()]

    def newest(
        self, query: Query, *, clearance: int, register: str | None, limit: int, every_word: bool = True
    ) -> list[Match]:
        """Entries with the words in the title first, then by weight and date; bm25 costs ten times as much."""
        narrowed = " AND e.register = %s" if register else ""
        sql = (
            "WITH named AS MATERIALIZED (SELECT rowid AS id FROM search_fulltext WHERE search_fulltext MATCH %s),"
            " placed AS (SELECT e.id AS id, (e.id IN named) + e.weight / 10.0 AS score, row_number() OVER (PARTITION BY"
            " e.register ORDER BY (e.id IN named) DESC, e.weight DESC, e.date_latest DESC NULLS LAST, e.id) AS place"
            " FROM search_fulltext JOIN search_searchentry e ON e.id = search_fulltext.rowid"
            f" WHERE search_fulltext MATCH %s AND e.mark <= %s{narrowed})"
            " SELECT id, score FROM placed WHERE place <= %s ORDER BY score DESC, place, id"
        )
        parameters: list[str | int] = [
            expression(query, every_word=every_word, boosted=False, columns="folded_title"),
            expression(query, every_word=every_word, boosted=False),
            clearance,
            *([register] if register else []),
            limit,
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [(entry, score) for entry, score in cursor.fetchall()]

    def counts(self, query: Query, *, clearance: int, every_word: bool = True) -> dict[str, int]:
        """Records and documents a register, parts of one document counted once."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.register, count(DISTINCT e.object_id) FROM search_fulltext JOIN search_searchentry e"
                " ON e.id = search_fulltext.rowid"
                " WHERE search_fulltext MATCH %s AND e.mark <= %s GROUP BY e.register",
                [expression(query, every_word=every_word, boosted=False), clearance],
            )
            return dict(cursor.fetchall())


def expression(
    query: Query, *, every_word: bool = True, boosted: bool = True, columns: str = "folded_title folded_body"
) -> str:
    """The FTS5 expression of a query: ``{folded_title folded_body} : (("ha" OR "hanoi"*) AND …)``.

    Where the person typed diacritics, the same words in the exact columns are an alternative that finds nothing more,
    and lets those entries rank higher.
    """
    needed = []
    for word, joined, is_last in query.alternatives():
        ways = [f'"{word}"', *([f'"{word}"*'] if is_last else []), *(f'"{name}"*' for name in joined)]
        needed.append(f"({' OR '.join(ways)})")
    folded = f"{{{columns}}} : ({(' AND ' if every_word else ' OR ').join(needed)})"
    if not boosted or not query.has_diacritics:
        return folded
    exact = " AND ".join(f'"{word}"' for word in query.exact)
    return f"({folded}) OR ({{exact_title exact_body}} : ({exact}))"
