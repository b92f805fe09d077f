"""Full text with PostgreSQL's tsvector."""

from __future__ import annotations

from django.db import connection

from proxeny.search.words import Query

Match = tuple[int, float]

# Weights of D, C, B, A: bodies are D, titles A. 1 divides by the logarithm of the length.
_WEIGHTS = "'{0.1, 0.1, 0.1, 1.0}'"


class PostgreSQL:
    """Queries are built of quoted lexemes; words are letters and digits only, so nothing in them is syntax."""

    def matches(
        self, query: Query, *, clearance: int, register: str | None, limit: int, every_word: bool = True
    ) -> list[Match]:
        """Entries by rank: eight times as high where the last word is whole, and again where all are as spelled."""
        asked = expression(query, every_word=every_word)
        rank = (
            f"ts_rank({_WEIGHTS}, folded, to_tsquery('simple', %s), 1)"
            " * CASE WHEN folded @@ to_tsquery('simple', %s) THEN 8 ELSE 1 END"
        )
        parameters: list[str | int] = [asked, _all_of(query.folded)]
        if query.has_diacritics:
            rank += " * CASE WHEN exact @@ to_tsquery('simple', %s) THEN 8 ELSE 1 END"
            parameters.append(_all_of(query.exact))
        narrowed = " AND register = %s" if register else ""
        sql = (
            f"WITH found AS (SELECT id, register, date_latest, ({rank}) * weight AS score FROM search_searchentry"
            f" WHERE folded @@ to_tsquery('simple', %s) AND mark <= %s{narrowed}),"
            " placed AS (SELECT id, score, row_number() OVER (PARTITION BY register"
            " ORDER BY score DESC, date_latest DESC NULLS LAST, id) AS place FROM found)"
            " SELECT id, score FROM placed WHERE place <= %s ORDER BY score DESC, place, id"
        )
        parameters += [asked, clearance, *([register] if register else []), limit]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [(entry, score) for entry, score in cursor.fetchall()]

    def newest(
        self, query: Query, *, clearance: int, register: str | None, limit: int, every_word: bool = True
    ) -> list[Match]:
        """Entries with the words in the title first, then by weight and date."""
        narrowed = " AND register = %s" if register else ""
        sql = (
            "WITH found AS (SELECT id, register, weight, date_latest,"
            " (folded @@ to_tsquery('simple', %s))::int AS named FROM search_searchentry"
            f" WHERE folded @@ to_tsquery('simple', %s) AND mark <= %s{narrowed}),"
            " placed AS (SELECT id, named + weight / 10.0 AS score, row_number() OVER (PARTITION BY register"
            " ORDER BY named DESC, weight DESC, date_latest DESC NULLS LAST, id) AS place FROM found)"
            " SELECT id, score FROM placed WHERE place <= %s ORDER BY score DESC, place, id"
        )
        parameters: list[str | int] = [
            expression(query, every_word=every_word, label="A"),
            expression(query, every_word=every_word),
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
                "SELECT register, count(DISTINCT object_id) FROM search_searchentry"
                " WHERE folded @@ to_tsquery('simple', %s) AND mark <= %s GROUP BY register",
                [expression(query, every_word=every_word), clearance],
            )
            return dict(cursor.fetchall())


def _all_of(words: tuple[str, ...]) -> str:
    return " & ".join(f"'{word}'" for word in words)


def expression(query: Query, *, every_word: bool = True, label: str = "") -> str:
    """The tsquery of a query: ``('ha' | 'hanoi':*) & ('noi' | 'noi':* | 'hanoi':*)``; label A looks in titles only."""
    whole = f":{label}" if label else ""
    needed = []
    for word, joined, is_last in query.alternatives():
        begun = [*([word] if is_last else []), *joined]
        ways = [f"'{word}'{whole}", *(f"'{name}':*{label}" for name in begun)]
        needed.append(f"({' | '.join(ways)})")
    return (" & " if every_word else " | ").join(needed)
