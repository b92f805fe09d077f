"""The search follows an import: at once for a small one, in batches of their own after a large one is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import transaction

from proxeny.exchange.models import Import, ImportedRecord
from proxeny.search import services as search

AT_ONCE = 2_000
_BATCH = 1_000


def index_keys(model: Any, keys: list[Any]) -> None:
    """Bring some records into the search, in the transaction that is open."""
    for start in range(0, len(keys), _BATCH):
        search.index(model, keys[start : start + _BATCH])


def finish_index(brought_in: Import, progress: Callable[[int], None] | None = None) -> int:
    """Bring what an import wrote into the search, from where it stopped; returns how many records that were.

    Each batch is a transaction of its own, so that others can work meanwhile and a halt loses nothing.
    """
    count = 0
    while True:
        with transaction.atomic():
            fresh = Import.objects.select_for_update().get(pk=brought_in.pk)
            batch = list(
                ImportedRecord.objects.filter(brought_in=fresh, pk__gt=fresh.indexed).select_related("content_type")[
                    :_BATCH
                ]
            )
            if not batch:
                brought_in.indexed = fresh.indexed
                return count
            by_model: dict[Any, list[int]] = defaultdict(list)
            for one in batch:
                by_model[one.content_type.model_class()].append(one.object_id)
            for model, keys in by_model.items():
                search.index(model, keys)
            fresh.indexed = batch[-1].pk
            fresh.save(update_fields=["indexed"])
        count += len(batch)
        if progress is not None:
            progress(count)
