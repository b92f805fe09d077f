"""Conflicts as the command and the pages tell them: what cannot all be right, who says what, what was ruled."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from proxeny.checks.recorded import Line
from proxeny.checks.rules import NAMES
from proxeny.checks.wording import explanation
from proxeny.documents.models import Conflict, Statement
from proxeny.indicators.models import Observation


def conflicts(*, visible_to: Any, with_ruled: bool = False) -> Iterator[Conflict]:
    """The conflicts that a person may see, the open ones; the ruled ones too if asked. Five SQL queries a thousand."""
    found = Conflict.objects.filter(mark__lte=getattr(visible_to, "clearance", 0))
    if not with_ruled:
        found = found.filter(is_open=True)
    return (
        found.select_related("content_type")
        .prefetch_related("statements__document", "rulings__by", "rulings__statement", "record")
        .order_by("-is_open", "kind", "pk")
        .iterator(chunk_size=1000)
    )


def beside(conflict: Conflict, *, visible_to: Any) -> list[Observation]:
    """The observations that a check set beside each other, the suspect first; none where no check found the conflict.

    One SQL query, two where some have closed values.
    """
    keys = conflict.details.get("points", []) if conflict.field in NAMES else []
    if not keys:
        return []
    seen = Observation.objects.visible_to(visible_to).filter(pk__in=keys).select_related("indicator", "partner")
    found = {row.pk: row for row in seen}
    return [found[key] for key in keys if key in found]


def as_json(conflict: Conflict) -> dict[str, Any]:
    """A conflict as ``proxeny check`` prints it; values are decimal strings in base units, dates are EDTF."""
    record = conflict.record
    ruling = next((one for one in conflict.rulings.all() if one.reopened_at is None), None)
    return {
        "kind": conflict.kind,
        "check": conflict.field,
        "indicator": record.indicator_id if isinstance(record, Observation) else None,
        "record": f"{record.register()}:{record.reference}" if record is not None else None,
        "title": str(record),
        "explanation": explanation(conflict),
        "statements": [_statement(one) for one in conflict.statements.all()],
        "ruling": None
        if ruling is None
        else {
            "statement": ruling.statement_id,
            "reason": ruling.reason,
            "by": ruling.by.username,
            "on": ruling.at.date().isoformat(),
        },
    }


def line_as_json(line: Line) -> dict[str, Any]:
    """A stated total beside the registers as ``proxeny check --recorded`` prints it; ``None`` for an open bound."""
    row = line.observation
    return {
        "kind": line.verdict,
        "indicator": line.measure.indicator,
        "period": line.period,
        "unit": line.unit,
        "record": f"indicators:{row.reference}" if row is not None else None,
        "stated": [_decimal(line.stated.low), _decimal(line.stated.high)],
        "recorded": [_decimal(line.held.low), _decimal(line.held.high)],
        "missing": [_decimal(line.missing.low), _decimal(line.missing.high)] if line.is_gap else None,
        "definition": line.measure.en,
        "apart": line.apart_because,
        "probably_missing": [{"kind": hint.kind, "number": hint.number, "words": hint.words} for hint in line.hints],
        "statements": [_statement(one) for one in line.statements],
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.pk,
        "value": _decimal(statement.value),
        "high": _decimal(statement.high),
        "unit": statement.unit,
        "qualifier": statement.qualifier,
        "quote": statement.quote,
        "document": statement.document.reference,
        "publisher": statement.document.publisher,
        "published": statement.document.published,
    }
