"""A list that comes in again: what is on record and no longer in it. Nothing is ever taken out for that."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from proxeny.accounts.models import User
from proxeny.core.records import Record
from proxeny.exchange.models import Import, ImportedRecord
from proxeny.registers.register import Register

SHOWN = 500
_AT_ONCE = 5_000


def gone_from(
    register: Register, seen: Iterable[int], shape: str, is_whole: bool, by: User
) -> tuple[list[tuple[str, str]], int]:
    """Records that a file does not have and was to have: (reference, name) of the first, and how many there are.

    They are those that earlier files of the same headings brought in; all that the person may see, where the file
    ``is_whole``. ``seen`` are the keys of those that it has.
    """
    rows = register.model._default_manager.visible_to(by)
    earlier = ImportedRecord.objects.filter(
        brought_in__register=register.name,
        brought_in__shape=shape,
        brought_in__state=Import.State.WRITTEN,
        content_type=ContentType.objects.get_for_model(register.model),
    )
    if not is_whole:
        if not earlier.exists():
            return [], 0
        rows = rows.filter(pk__in=earlier.values("object_id"))
    there = set(seen)
    missing = [key for key in rows.order_by("pk").values_list("pk", flat=True).iterator(_AT_ONCE) if key not in there]
    shown: dict[int, Record] = register.model._default_manager.in_bulk(missing[:SHOWN])
    return [(record.reference, str(record)) for record in shown.values()], len(missing)
