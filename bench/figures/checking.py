"""The pass over everything, and the one around a figure as it is accepted; what was planted tells how good they are."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.registers.words import Chance
from django.db import connection, transaction

from proxeny.accounts.models import User
from proxeny.checks import services
from proxeny.checks.rules import NAMES
from proxeny.documents.models import Conflict, Document, Statement
from proxeny.indicators.models import Observation
from proxeny.indicators.signals import settled
from proxeny.partners.models import Partner

from .stores import Store

ACCEPTANCES = 150
# The figures of a series in the order of time and the statements behind them: what any pass has to read, by bare SQL.
_BARE = (
    "SELECT indicator_id, area, partner_id, period_earliest, period_latest, unit, value, high, qualifier "
    "FROM indicators_observation ORDER BY area, partner_id, indicator_id, period_earliest",
    "SELECT c.object_id, s.value, s.unit, s.qualifier FROM documents_citation c "
    "JOIN documents_statement s ON s.id = c.statement_id WHERE c.field = 'value'",
)


class _NotKept(Exception):
    """Ends a transaction whose writes are not to be kept."""


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is taken back, so that the next run finds the same record."""
    try:
        with transaction.atomic():
            yield
            raise _NotKept
    except _NotKept:
        pass


def everything(store: Store) -> dict[str, Any]:
    """A first pass over a record without conflicts, and a second one after it."""
    Conflict.objects.all().delete()
    with connection.cursor() as cursor:
        start = time.perf_counter()
        for sql in _BARE:
            cursor.execute(sql)
            while cursor.fetchmany(5000):
                pass
        bare = time.perf_counter() - start
    start, used = time.perf_counter(), time.process_time()
    first = services.check_all()
    seconds, used = time.perf_counter() - start, time.process_time() - used
    start = time.perf_counter()
    second = services.check_all()
    again = time.perf_counter() - start
    return {
        "statements": Statement.objects.count(), "figures": first.figures, "seconds": seconds, "processor": used,
        "again": again, "new_again": second.opened, "bare": bare, "conflicts": first.open, "kinds": _quality(store),
    }  # fmt: skip


def _quality(store: Store) -> dict[str, dict[str, int]]:
    """By kind and check: how many were planted, how many of those were found, and called that; how many were opened.

    A conflict is right where one of the figures that it sets beside each other was planted.
    """
    planted = [json.loads(line) for line in store.truth.read_text(encoding="utf-8").splitlines()]
    by_reference = {one["observation"]: one for one in planted}
    keys = {}
    references = list(by_reference)
    for start in range(0, len(references), 2000):
        some = Observation.objects.filter(reference__in=references[start : start + 2000])
        keys.update({key: by_reference[reference] for key, reference in some.values_list("pk", "reference")})
    told: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for key, kind, check, details in Conflict.objects.values_list("object_id", "kind", "field", "details"):
        points = details.get("points", [key]) if check in NAMES else [key]
        mine = [point for point in points if point in keys]
        for point in mine:
            found[point].add((kind, check))
        told[f"{kind} {check}"]["opened"] += 1
        told[f"{kind} {check}"]["right"] += bool(mine)
    for key, one in keys.items():
        name = f"{one['kind']} {one['check']}"
        told[name]["planted"] += 1
        told[name]["found"] += bool(found[key])
        told[name]["so called"] += (one["kind"], one["check"]) in found[key]
    return {name: dict(counts) for name, counts in told.items()}


def around() -> dict[str, Any]:
    """Real acceptances of figures, restated ones and new ones; the time of the checks inside each is told apart."""
    from proxeny.review import services as review

    by, chance = User.objects.get(username="lan"), Chance("acceptances")
    inside: list[float] = []
    wholly: list[float] = []
    with undone(), _timed(inside):
        document = Document.objects.filter(reference__startswith="release-").order_by("pk")[0]
        for content in _contents(chance):
            statement = _proposed(document, content)
            start = time.perf_counter()
            review.accept(statement, by=by)
            wholly.append((time.perf_counter() - start) * 1000)
    bare = _bare_of_one()
    return {"inside": sorted(inside), "wholly": sorted(wholly), "bare": bare}


@contextmanager
def _timed(inside: list[float]) -> Iterator[None]:
    """Times what the checks do when they hear of an observation."""
    from proxeny.checks import listening

    heard: Callable[..., None] = listening.on_settled

    def on_settled(sender: type[Observation], observation: Observation, **signal: Any) -> None:
        start = time.perf_counter()
        heard(sender, observation, **signal)
        inside.append((time.perf_counter() - start) * 1000)

    settled.disconnect(heard, dispatch_uid="proxeny.checks")
    settled.connect(on_settled, weak=False)
    try:
        yield
    finally:
        settled.disconnect(on_settled)
        settled.connect(heard, dispatch_uid="proxeny.checks")


def _contents(chance: Chance) -> Iterator[dict[str, str]]:
    """One in three about the city; two in three restate a figure, the others are of the first months of a new year."""
    partners = list(Partner.objects.filter(reference__startswith="partner-").order_by("pk")[:200])
    flows = ("exports", "imports", "trade_turnover", "fdi_registered", "visitors_international", "fdi_new_registered")
    for at in range(ACCEPTANCES):
        partner = None if at % 3 == 0 else chance.leaning(partners)
        code = chance.one(flows)
        known = Observation.objects.filter(indicator=code, partner=partner, area="Hanoi", period_earliest__year=2025)
        row = chance.one(list(known.order_by("pk")))
        period = row.period if at % 3 != 1 else row.period.replace("2025", "2026")
        value = row.value if at % 2 else row.value * chance.number(2, 9)
        yield {
            "kind": "observation", "indicator": code, "area": "Hanoi", "partner": partner.name if partner else "",
            "period": period, "value": str(value), "unit": row.unit, "status": "actual",
        }  # fmt: skip


def _proposed(document: Document, content: dict[str, str]) -> Statement:
    from decimal import Decimal

    made: Statement = Statement.objects.create(
        document=document, kind="observation", payload=content, value=Decimal(content["value"]), unit=content["unit"],
        quote=f"{content['value']} {content['unit']}",
    )  # fmt: skip
    return made


def _bare_of_one() -> float:
    """The median of asking for the figures of one series of the busiest partner, in ms."""
    partner = Partner.objects.get(reference="partner-0").pk
    times = []
    with connection.cursor() as cursor:
        for _number in range(20):
            start = time.perf_counter()
            cursor.execute(
                "SELECT value, period_earliest, period_latest FROM indicators_observation "
                "WHERE indicator_id = 'exports' AND partner_id = %s", [partner],
            )  # fmt: skip
            cursor.fetchall()
            times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[10]
