"""How long something takes, and what of it the databases alone would."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

SECONDS, LEAST, MOST = 2.0, 10, 60


def times(do: Callable[[], Any], *, seconds: float = SECONDS, least: int = LEAST, most: int = MOST) -> dict[str, float]:
    """Milliseconds of many runs after one to warm up: median and p95, and processor time of this process for one."""
    do()
    found: list[float] = []
    until, used = time.perf_counter() + seconds, time.process_time()
    while len(found) < least or (len(found) < most and time.perf_counter() < until):
        start = time.perf_counter()
        do()
        found.append((time.perf_counter() - start) * 1000)
    used = (time.process_time() - used) * 1000 / len(found)
    return {**spread(found), "processor": used}


def spread(milliseconds: list[float]) -> dict[str, float]:
    """Median and p95."""
    found = sorted(milliseconds)
    return {"median": found[len(found) // 2], "p95": found[min(len(found) - 1, int(len(found) * 0.95))]}


def bare(queries: list[dict[str, str]]) -> float:
    """The median of asking the same questions as bare SQL, in ms; ``queries`` as Django captured them.

    The captured text has its values written in, which not every kind of value survives: such a question is left out.
    """
    from django.db import DatabaseError, connection, transaction

    asked = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    found = []
    for _run in range(3):
        total = 0.0
        for sql in asked:
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    start = time.perf_counter()
                    cursor.cursor.execute(sql)
                    cursor.fetchall()
                    total += (time.perf_counter() - start) * 1000
            except (DatabaseError, ValueError, TypeError):
                continue
        found.append(total)
    return sorted(found)[1]
