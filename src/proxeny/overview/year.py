"""A year on one page: a lane for each register, a mark for each record."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proxeny.agreements.models import Agreement
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.investments.models import Project
from proxeny.overview.tiles import in_year

MARKS_SHOWN = 160  # a lane of a screen's width has no room for more
_LEVELS = (50, 24, 76)  # per cent of a lane's height, for marks that would hide each other
_APART = 1.7  # per cent of the year between marks that stand side by side


@dataclass(frozen=True)
class Register:
    """A register as a lane."""

    kind: str
    label: str | Promise
    model: Any
    date_field: str
    address: str
    narrowed: dict[str, str] = field(default_factory=dict)

    def rows(self, year: int, person: Any) -> QuerySet[Any]:
        """What its list shows for the year."""
        return in_year(self.model.objects.visible_to(person).filter(**self.narrowed), self.date_field, year)

    def url(self, year: int) -> str:
        """That list."""
        query = "".join(f"&{name}={value}" for name, value in self.narrowed.items())
        return f"{reverse(self.address)}?year={year}{query}"


REGISTERS: tuple[Register, ...] = (
    Register("out", _("Delegations out"), Delegation, "dates", "delegations:list", {"direction": "out"}),
    Register("in", _("Delegations in"), Delegation, "dates", "delegations:list", {"direction": "in"}),
    Register("agreement", _("Agreements"), Agreement, "signed", "agreements:list"),
    Register("event", _("Events"), Event, "dates", "events:list"),
    Register("investment", _("Investments"), Project, "date", "investments:list"),
)


@dataclass
class Lane:
    """One register's year. ``undated`` counts records whose source gives no month."""

    kind: str
    label: str | Promise
    url: str
    count: int
    marks: list[dict[str, Any]]
    undated: int
    left_off: int


def lanes(year: int, *, visible_to: Any, language: str) -> list[Lane]:
    """The year's lanes. Two SQL queries for each register."""
    found = []
    for register in REGISTERS:
        rows = register.rows(year, visible_to)
        name = register.date_field
        shown = list(
            rows.only("reference", "title", name, f"{name}_earliest", f"{name}_latest").order_by(f"{name}_earliest")[
                :MARKS_SHOWN
            ]
        )
        marks = [mark for row in shown if (mark := _mark(row, name, year, language)) is not None]
        count = rows.count()
        found.append(
            Lane(
                register.kind,
                register.label,
                register.url(year),
                count,
                _side_by_side(marks),
                len(shown) - len(marks),
                max(0, count - MARKS_SHOWN),
            )
        )
    return found


def _mark(row: Any, name: str, year: int, language: str) -> dict[str, Any] | None:
    """Where a record stands in the year, in per cent; ``None`` where its source gives no month."""
    new_year, length = date(year, 1, 1), 366 if calendar.isleap(year) else 365
    first = getattr(row, f"{name}_earliest") or getattr(row, f"{name}_latest")
    last = getattr(row, f"{name}_latest") or first
    start, end = max(first, new_year), min(last, date(year, 12, 31))
    days = (end - start).days + 1
    if days > 200:
        return None
    said = edtf_in_words(getattr(row, name), language, short=True)
    mark: dict[str, Any] = {"title": f"{said}: {row.title}", "url": row.get_absolute_url(), "y": _LEVELS[0]}
    if days <= 5:
        return mark | {"x": ((start - new_year).days + days / 2) / length * 100, "width": 0}
    return mark | {"x": (start - new_year).days / length * 100, "width": days / length * 100}


def _side_by_side(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks of the same days one above the other, the long ones behind."""
    ends = dict.fromkeys(_LEVELS, -100.0)
    for mark in sorted(marks, key=lambda mark: mark["x"]):
        if mark["width"]:
            continue
        level = next(
            (level for level in _LEVELS if mark["x"] - ends[level] >= _APART), min(ends, key=lambda y: ends[y])
        )
        mark["y"], ends[level] = level, mark["x"]
    return sorted(marks, key=lambda mark: -mark["width"])


def months(year: int) -> list[str]:
    """The names of the months, short."""
    return [date_format(date(year, month, 1), "M") for month in range(1, 13)]


def years_on_record(*, visible_to: Any, until: int) -> tuple[int, int] | None:
    """The first and the last year of any record up to a year; ``None`` for an empty record. Four SQL queries."""
    days: list[date] = []
    for model, name in ((Delegation, "dates"), (Agreement, "signed"), (Event, "dates"), (Project, "date")):
        # Each end by itself, from the index of the day: asked for both at once, the database reads every row.
        dated = model.objects.visible_to(visible_to).filter(**{f"{name}_earliest__isnull": False})  # type: ignore[attr-defined]
        last = Subquery(dated.order_by(f"-{name}_earliest").values(f"{name}_earliest")[:1])
        ends = dated.order_by(f"{name}_earliest").values_list(f"{name}_earliest", last)[:1]
        days += [day for row in ends for day in row]
    if not days:
        return None
    return min(day.year for day in days), min(max(day.year for day in days), until)
