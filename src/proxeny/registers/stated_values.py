"""Records with a value of their own: entered by hand with its source, settled where several sources state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from proxeny.accounts.models import User
from proxeny.audit import services as audit
from proxeny.core.records import Record
from proxeny.documents import comparison
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Conflict, Ruling, Statement

# Between figures that agree, the one that says most: an exact one before a bound, a bound before "about".
_PRECISION = {"exact": 0, "at_least": 1, "over": 1, "nearly": 1, "under": 1, "up_to": 1, "about": 2}

VALUE_FIELDS = ("value", "high", "unit", "qualifier")


def standing_statements(record: Record, field: str = "value") -> list[Statement]:
    """The statements of a field that still stand, the earliest published first. One SQL query."""
    cited = Citation.objects.filter(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        field=field,
        statement__status__in=[Statement.Status.ACCEPTED, Statement.Status.CORRECTED],
    ).select_related("statement__document")
    return sorted(
        (citation.statement for citation in cited),
        key=lambda statement: (statement.document.published or "9999", statement.pk),
    )


def best_attested(statements: Sequence[Statement]) -> Statement:
    """The statement that most others agree with, then the most exact, then the latest published.

    ``statements`` in the order of ``standing_statements``, at least one.
    """
    figures = {statement.pk: documents.figure_of(statement) for statement in statements}
    support: Counter[int] = Counter()
    for one in statements:
        for other in statements:
            mine, theirs = figures[one.pk], figures[other.pk]
            if one is not other and mine and theirs and comparison.agree(mine, theirs):
                support[one.pk] += 1
    order = {statement.pk: at for at, statement in enumerate(statements)}
    return min(
        statements,
        key=lambda s: (
            s.value is None,
            -support[s.pk],
            _PRECISION.get(s.qualifier, 1),
            -_digits(s.value),
            -order[s.pk],
        ),
    )


def _digits(value: Decimal | None) -> int:
    return len(value.normalize().as_tuple().digits) if value is not None else 0


def standing_ruling(record: Record, field: str = "value") -> Ruling | None:
    """The ruling on a field that was not reopened, or ``None``."""
    return (
        Ruling.objects.filter(
            conflict__content_type=ContentType.objects.get_for_model(record),
            conflict__object_id=record.pk,
            conflict__field=field,
            conflict__is_open=False,
            reopened_at=None,
        )
        .select_related("statement__document")
        .first()
    )


@transaction.atomic
def rule_on_value(conflict: Conflict, record: Record, *, statement: Statement | None, reason: str, by: User) -> Record:
    """Rule on the conflict of a record's value and show from now on what the ruling says.

    Where all statements may stand (``None``), the record keeps its value; so it does where the ruling is for a source
    with a higher mark than its own, for a closed source never speaks through an open record.
    """
    documents.rule(conflict, statement=statement, reason=reason, by=by)
    fresh: Any = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if statement is None or statement.value is None or statement.document.mark > fresh.mark:
        return fresh  # type: ignore[no-any-return]
    before = audit.snapshot(fresh)
    for name in VALUE_FIELDS:
        setattr(fresh, name, getattr(statement, name))
    changes = audit.difference(before, audit.snapshot(fresh))
    if changes:
        fresh.version += 1
        fresh.save()
        audit.record(f"{fresh.register()}.settled", fresh, by=by, changes=changes, reason=reason)
    return fresh  # type: ignore[no-any-return]


def give_value(statements: Iterable[Statement], content: dict[str, Any]) -> list[Statement]:
    """Let statements that a person wrote by hand carry the value that they were written for, so that it compares.

    ``content`` holds ``value``, ``high``, ``unit`` and ``qualifier`` as the form read them.
    """
    given = list(statements)
    for statement in given:
        statement.value, statement.high = content.get("value"), content.get("high")
        statement.unit = content.get("unit") or ""
        statement.qualifier = content.get("qualifier") or "exact"
        statement.save(update_fields=list(VALUE_FIELDS))
    return given
