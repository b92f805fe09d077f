"""Building the record of the bench, step by step."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction

from proxeny.core import bulk
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.search import services as search
from proxeny.search.models import SearchEntry
from proxeny.search.words import index_text

from . import record
from .stores import Store


def _registers(_store: Store, scale: float) -> dict[str, int]:
    from bench.registers.record import fill

    fill(scale)
    return {}


def _figures(store: Store, _scale: float) -> dict[str, int]:
    written = record.fill(store.truth)
    return {"observations": written.observations, "statements": written.statements, "documents": written.documents,
            "planted": len(written.planted)}  # fmt: skip


def _index(_store: Store, _scale: float) -> dict[str, int]:
    """Every register and document as ``reindex`` writes them; the million figures by columns, with the same words."""
    count = 0
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        for model in search.indexed_models():
            if model is Observation:
                continue
            keys = iter(model._default_manager.order_by("pk").values_list("pk", flat=True))
            while some := list(islice(keys, 500)):
                search.index(model, some)
                count += len(some)
        print(f"{count:,} entries, and the figures", file=sys.stderr, flush=True)
        count += bulk.insert(SearchEntry, _ENTRY, _entries())
    return {"entries": count}


_ENTRY = ["content_type", "object_id", "register", "url", "title", "title_vi", "date", "date_earliest", "date_latest",
          "weight", "mark", "folded_title", "exact_title", "folded_body", "exact_body"]  # fmt: skip


def _entries() -> Iterator[tuple[Any, ...]]:
    kind = ContentType.objects.get_for_model(Observation).pk
    names = {one.pk: (one.name, one.name_vi) for one in Indicator.objects.all()}
    partners = dict(Partner.objects.values_list("pk", "name"))
    rows = Observation.objects.order_by("pk").values_list(
        "pk", "reference", "indicator_id", "partner_id", "area", "period", "period_earliest", "period_latest", "mark"
    )
    texts: dict[str, tuple[str, str]] = {}
    for key, reference, code, partner, area, period, first, last, mark in rows.iterator(chunk_size=5000):
        of = f" ({partners[partner]})" if partner else ""
        title, title_vi = (f"{name}{of}, {area} {period}" for name in names[code])
        said = f"{names[code][0]} {names[code][1]}{of} {area}"
        if said not in texts:
            texts[said] = index_text([said])
        folded, exact = texts[said]
        yield (kind, str(key), "indicators", f"/indicators/{reference}/", title, title_vi, period, first, last, 0.6,
               mark, f"{folded} {period}", f"{exact} {period}", reference, reference)  # fmt: skip


STEPS: dict[str, Callable[[Store, float], dict[str, int]]] = {
    "registers": _registers, "figures": _figures, "index": _index,
}  # fmt: skip


def fill(store: Store, scale: float, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Do the steps that have not been done; the planner is told what is there. Returns what each step told."""
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        # each step is one transaction, which a small cache would write out and read back
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -2000000")
    for name, do in STEPS.items():
        if name in store.done() or name in without:
            continue
        start = time.perf_counter()
        told = do(store, scale)
        store.note(name, {**told, "seconds": time.perf_counter() - start})
        print(f"{name}: {store.done()[name]}", file=sys.stderr, flush=True)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    if connection.vendor == "postgresql" and "vacuum" not in store.done():
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        store.note("vacuum", {})
    return store.done()
