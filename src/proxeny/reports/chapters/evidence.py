"""The statements behind many records, as primary keys: one SQL query for each kind of record, however many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from proxeny.documents.models import BY_PUBLICATION, Citation, Statement

STANDING = (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)
_MOST = 6  # statements a record is led back to in an annex; the record itself has them all


class Behind:
    """What records of one kind rest on, as far as a person may see."""

    def __init__(self, rows: Iterable[models.Model], *, visible_to: Any) -> None:
        self._found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        listed = list(rows)
        if not listed:
            return
        cited = (
            Citation.objects.filter(
                content_type=ContentType.objects.get_for_model(listed[0]),
                object_id__in=[row.pk for row in listed],
                statement__status__in=STANDING,
                statement__document__mark__lte=getattr(visible_to, "clearance", 0),
            )
            .order_by(*BY_PUBLICATION)
            .values_list("object_id", "field", "statement_id")
        )
        for key, field, statement in cited:
            self._found[key][field].append(statement)

    def of(self, row: models.Model, field: str = "") -> tuple[int, ...]:
        """The statements behind a field; behind the record as a whole where none is for the field."""
        by_field = self._found.get(row.pk, {})
        said = by_field.get(field) or by_field.get("") or [one for each in by_field.values() for one in each]
        return tuple(dict.fromkeys(said))[:_MOST]
