"""Statements and what rests on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import NoEvidence
from proxeny.documents.models import BY_PUBLICATION, Citation, Document, Statement


@transaction.atomic
def state(
    document: Document,
    *,
    kind: str,
    payload: dict[str, Any],
    by: User,
    quote: str = "",
    start: int | None = None,
    end: int | None = None,
    value: Decimal | None = None,
    high: Decimal | None = None,
    unit: str = "",
    qualifier: str = "exact",
) -> Statement:
    """A statement that a person takes from a document by hand; it stands at once, with their name.

    ``quote`` must be words of the document's text where the text is held; its place is looked up. Raises
    ``NoEvidence`` where the words are not there.
    """
    if quote and document.has_text and start is None:
        text = document.body.text
        start = text.find(quote)
        if start < 0:
            raise NoEvidence(
                _("The words “%(quote)s” are not in “%(title)s”. Copy them from its text, letter by letter.")
                % {"quote": quote[:80], "title": document.title}
            )
        end = start + len(quote)
    return Statement.objects.create(
        document=document,
        kind=kind,
        payload=payload,
        quote=quote,
        start=start,
        end=end,
        value=value,
        high=high,
        unit=unit,
        qualifier=qualifier,
        language=document.language,
        rule="by hand",
        status=Statement.Status.ACCEPTED,
        reviewer=by,
        decided_at=timezone.now(),
    )


def cite(record: models.Model, fields: Iterable[str], statement: Statement) -> None:
    """Let fields of a record rest on a statement; an empty name stands for the record as a whole."""
    kind = ContentType.objects.get_for_model(record)
    Citation.objects.bulk_create(
        (
            Citation(statement=statement, content_type=kind, object_id=record.pk, field=field)
            for field in dict.fromkeys(fields)
        ),
        ignore_conflicts=True,
    )


def withdraw_citations(record: models.Model, statement: Statement) -> None:
    """Let a record no longer rest on a statement."""
    kind = ContentType.objects.get_for_model(record)
    Citation.objects.filter(statement=statement, content_type=kind, object_id=record.pk).delete()


def citations_of(record: models.Model) -> models.QuerySet[Citation]:
    """Everything that a record rests on, whoever may see it; for services that take it away."""
    kind = ContentType.objects.get_for_model(record)
    return Citation.objects.filter(content_type=kind, object_id=record.pk)


def evidence_of(record: models.Model, *, visible_to: Any, field: str | None = None) -> models.QuerySet[Citation]:
    """What a record, or one field of it, rests on, as far as a person may see it. One SQL query."""
    kind = ContentType.objects.get_for_model(record)
    found = Citation.objects.filter(
        content_type=kind,
        object_id=record.pk,
        statement__document__mark__lte=getattr(visible_to, "clearance", 0),
    ).select_related("statement__document", "statement__reviewer")
    if field is not None:
        found = found.filter(field=field)
    return found.order_by("field", *BY_PUBLICATION)


ByField = dict[str, list[Statement]]


def evidence_of_many(records: Iterable[models.Model], *, visible_to: Any) -> dict[models.Model, ByField]:
    """What each of many records rests on: record → field → statements, as far as a person may see them.

    One SQL query for each kind of record; a record without any is left out.
    """
    by_kind: dict[ContentType, dict[int, models.Model]] = defaultdict(dict)
    for record in records:
        by_kind[ContentType.objects.get_for_model(record)][record.pk] = record
    found: dict[models.Model, ByField] = {}
    for kind, rows in by_kind.items():
        citations = (
            Citation.objects.filter(
                content_type=kind,
                object_id__in=list(rows),
                statement__document__mark__lte=getattr(visible_to, "clearance", 0),
            )
            .select_related("statement__document", "statement__reviewer")
            .order_by(*BY_PUBLICATION)
        )
        for citation in citations:
            found.setdefault(rows[citation.object_id], {}).setdefault(citation.field, []).append(citation.statement)
    return found
