"""The few of many records that a person most likely means by a few letters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from proxeny.core.folding import fold

SHOWN = 20
_LOOKED_AT = 200


def chosen_first(found: QuerySet[Any], words: str) -> list[Any]:
    """At most twenty rows: those whose name begins with the letters first, then those with a word that does."""
    letters = fold(words)
    if not letters:
        return list(found[:SHOWN])

    def rank(row: Any) -> tuple[bool, bool, bool]:
        name = fold(str(row))
        return name != letters, not name.startswith(letters), f" {letters}" not in name

    return sorted(found[:_LOOKED_AT], key=rank)[:SHOWN]
