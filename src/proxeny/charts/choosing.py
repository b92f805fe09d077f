"""What a reader may choose of a picture: a parameter that names nothing falls back to the first choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from proxeny.charts.picture import Choice, Words


def chosen(asked: Mapping[str, str], name: str, label: Words, options: Sequence[tuple[str, Words]]) -> Choice:
    """A choice with what was asked for, or its first option. Without options nothing is chosen."""
    values = [value for value, _label in options]
    found = asked.get(name, "")
    return Choice(name, label, options, found if found in values else values[0] if values else "")


def years_downward(first: int, last: int) -> list[tuple[str, Words]]:
    """The years as options, the latest first."""
    return [(str(year), str(year)) for year in range(last, first - 1, -1)]


def year_or_none(asked: Mapping[str, str], name: str) -> int | None:
    """A year between 1000 and 2999; ``None`` for anything else."""
    found = asked.get(name, "")
    return int(found) if found.isascii() and found.isdecimal() and 1000 <= int(found) <= 2999 else None


def span_of_days(rows: QuerySet[Any], field: str) -> tuple[int, int] | None:
    """The first and the last year in which rows begin; ``None`` without any. Two SQL queries, each by the index."""
    dated = rows.filter(**{f"{field}_earliest__isnull": False}).order_by(f"{field}_earliest")
    first: date | None = dated.values_list(f"{field}_earliest", flat=True).first()
    last: date | None = dated.reverse().values_list(f"{field}_earliest", flat=True).first()
    return (first.year, last.year) if first is not None and last is not None else None


def end_of(year: int) -> date:
    """The last day of a year, or today in the one under way: the day that a state at its end is asked of."""
    return min(date(year, 12, 31), max(timezone.localdate(), date(year, 1, 1)))
