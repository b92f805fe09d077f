"""Full text with PostgreSQL's tsvector."""

from __future__ import annotations

from django.db import connection

from proxeny.search.words import Query

# Weights of D, C, B, A: bodies are D, titles A. 1 divides by the logarithm of the length.
_WEIGHTS = "'{0.1, 0.1, 0.1, 1.0}'"


class PostgreSQL:
    """Queries are built of quoted lexemes; words are letters and digits only, so nothing in them is syntax."""

    def matches(
        self, query: Query, *, clearance: int, register: str | None, limit: int, every_word: bool = True
    ) -> list[tuple[int, float]]:
        """Entries by rank."""
        exact = " & ".join(f"'{word}'" for word in query.exact) if query.has_diacritics else ""
        rank = f"ts_rank({_WEIGHTS}, folded, to_tsquery('simple', %s), 1)"
        parameters: list[object] = [expression(query, every_word=every_word)]
        if exact:
            rank += f" + 2 * ts_rank({_WEIGHTS}, exact, to_tsquery('simple', %s), 1)"
            parameters.append(exact)
        sql = (
            f"SELECT id, ({rank}) * weight AS score FROM search_searchentry"  # noqa: S608
            " WHERE folded @@ to_tsquery('simple', %s) AND mark <= %s"
        )
        parameters += [parameters[0], clearance]
        if register:
            sql += " AND register = %s"
            parameters.append(register)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} ORDER BY score DESC, id LIMIT %s", [*parameters, limit])
            return cursor.fetchall()

    def counts(self, query: Query, *, clearance: int) -> dict[str, int]:
        """Records and documents a register."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT register, count(*) FROM search_searchentry"
                " WHERE folded @@ to_tsquery('simple', %s) AND mark <= %s GROUP BY register",
                [expression(query), clearance],
            )
            return dict(cursor.fetchall())


def expression(query: Query, *, every_word: bool = True) -> str:
    """The tsquery of a query: ``('ha' | 'hanoi':*) & ('noi' | 'noi':* | 'hanoi':*)``."""
    needed = []
    for word, joined, is_last in query.alternatives():
        ways = [f"'{word}'", *([f"'{word}':*"] if is_last else []), *(f"'{name}':*" for name in joined)]
        needed.append(f"({' | '.join(ways)})")
    return (" & " if every_word else " | ").join(needed)
