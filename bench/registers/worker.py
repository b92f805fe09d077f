"""One step in a process of its own: ``fill`` an empty database, or ``measure`` its pages."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from functools import partial
from typing import Any

SECONDS = 0.5  # for one page, after three to warm up
MOST = 20


def fill(scale: float) -> dict[str, float]:
    """Migrate and write the record; the planner is told what is there."""
    from bench.registers.record import fill as fill_record
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    fill_record(scale)
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"seconds": seconds}


def _times(do: Any) -> list[float]:
    """How long something takes in ms, the quickest first."""
    do()
    found: list[float] = []
    until = time.perf_counter() + SECONDS
    while len(found) < 3 or (len(found) < MOST and time.perf_counter() < until):
        start = time.perf_counter()
        do()
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def _bare(register: Any, person: Any) -> float:
    """The median of the bare SQL of a list's first rows, in ms."""
    from django.db import connection

    from proxeny.core.lists.listing import ROWS_A_PAGE

    rows = register.model._default_manager.visible_to(person)[:ROWS_A_PAGE]
    sql, params = rows.query.sql_with_params()

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()

    times = _times(ask)
    return times[len(times) // 2]


def measure(only: str) -> list[dict[str, Any]]:
    """Every page through the client: median, p95, number of queries, beside the bare SQL of the register's list."""
    from bench.registers.pages import pages
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from proxeny.accounts.models import User
    from proxeny.registers.register import REGISTERS

    person = User.objects.get(username="lan")
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    bare: dict[str, float] = {}
    found = []
    for page in pages():
        if only and only not in f"{page.group}: {page.name}":
            continue
        answer = client.get(page.address)
        if answer.status_code != 200:
            print(f"{page.address}: {answer.status_code}", file=sys.stderr)
            continue
        with CaptureQueriesContext(connection) as queries:
            client.get(page.address)
        slowest = max(queries.captured_queries, key=lambda query: float(query["time"]))
        used = time.process_time()
        times = _times(partial(client.get, page.address))
        used = (time.process_time() - used) * 1000 / (len(times) + 1)
        if page.register and page.register not in bare:
            bare[page.register] = _bare(REGISTERS[page.register], person)
        found.append({
            "group": page.group, "name": page.name, "median": times[len(times) // 2],
            "p95": times[min(len(times) - 1, int(len(times) * 0.95))], "queries": len(queries), "cpu": used,
            "bare": bare.get(page.register), "slowest": [float(slowest["time"]) * 1000, slowest["sql"][:4000]],
        })  # fmt: skip
        said = f"{page.group}: {page.name}: {found[-1]['median']:.0f} ms, {used:.0f} of processor time"
        print(said, file=sys.stderr, flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["fill", "measure"])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proxeny.site.settings")
    import django

    django.setup()
    print(json.dumps(fill(options.scale) if options.step == "fill" else measure(options.only)))


if __name__ == "__main__":
    main()
