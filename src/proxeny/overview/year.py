"""A year on one page: a lane for each register, with a mark for each record or, where they are many, bars by month."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proxeny.agreements.models import Agreement
from proxeny.core import wording
from proxeny.core.lists.filters import YearFilter, within_year
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.investments.models import Project
from proxeny.overview.months import by_month, months_since_zero

MARKS_SHOWN = 60  # of a lane; more of them hide each other, and are counted by month
_LEVELS = (50, 24, 76)  # per cent of a lane's height, for marks that would hide each other
_APART = 1.7  # per cent of the year between marks that stand side by side
_LONGEST = 200  # days; what is dated to more is dated to no month
_LONGEST_IN_MONTHS = 6


def in_year(rows: QuerySet[Any], field_name: str, year: int) -> QuerySet[Any]:
    """The rows that a register's list shows for a year, so that a count and the list it leads to are the same."""
    return YearFilter(field_name=field_name).filter(rows, year)


@dataclass(frozen=True)
class Register:
    """A register as a lane. ``in_calendar``: its days stand in the calendar, month by month."""

    kind: str
    label: str | Promise
    model: Any
    date_field: str
    name: str
    narrowed: dict[str, str] = field(default_factory=dict)
    in_calendar: bool = False

    def rows(self, year: int, person: Any) -> QuerySet[Any]:
        """What its list shows for the year."""
        return in_year(self.model.objects.visible_to(person).filter(**self.narrowed), self.date_field, year)

    def url(self, year: int) -> str:
        """That list."""
        query = "".join(f"&{name}={value}" for name, value in self.narrowed.items())
        return f"{reverse(f'{self.name}:list')}?year={year}{query}"

    def url_of_month(self, year: int, month: int) -> str:
        """What shows a month of it: the calendar, else the list of the year."""
        if not self.in_calendar:
            return self.url(year)
        return f"{reverse('calendar:month')}?month={year}-{month:02}&register={self.name}"


REGISTERS: tuple[Register, ...] = (
    Register(
        "out", _("Delegations out"), Delegation, "dates", "delegations", {"direction": "out"}, in_calendar=True
    ),
    Register("in", _("Delegations in"), Delegation, "dates", "delegations", {"direction": "in"}, in_calendar=True),
    Register("agreement", _("Agreements"), Agreement, "signed", "agreements"),
    Register("event", _("Events"), Event, "dates", "events", in_calendar=True),
    Register("investment", _("Investments"), Project, "date", "investments"),
)


class Held:
    """What the registers hold of a year, as far as a person may see it: counted once, for tiles and lanes alike."""

    def __init__(self, year: int, *, visible_to: Any) -> None:
        self.year, self.person = year, visible_to

    @cached_property
    def months(self) -> Mapping[str, Counter[tuple[str, str]]]:
        """Kind of register → (first month, last month) → records. One SQL query for each model."""
        found: dict[str, Counter[tuple[str, str]]] = {register.kind: Counter() for register in REGISTERS}
        lanes: dict[tuple[Any, str], list[Register]] = defaultdict(list)
        for register in REGISTERS:
            lanes[register.model, register.date_field].append(register)
        for (model, date_field), registers in lanes.items():
            names = sorted({name for register in registers for name in register.narrowed})
            rows = model.objects.visible_to(self.person).filter(within_year(date_field, self.year))
            for *values, first, last, number in by_month(rows, date_field, *names):
                said = dict(zip(names, values, strict=True))
                for register in registers:
                    if register.narrowed.items() <= said.items():
                        found[register.kind][first, last] += number
        return found

    def count(self, kind: str) -> int:
        """How many records of a kind of register the year has."""
        return self.months[kind].total()


@dataclass
class Lane:
    """One register's year: a mark for each record, or a bar for each month (``bars``).

    ``undated`` counts records whose source gives no month.
    """

    kind: str
    label: str | Promise
    url: str
    count: int
    marks: list[dict[str, Any]]
    undated: int
    bars: list[dict[str, Any]] = field(default_factory=list)


def lanes(held: Held, *, language: str) -> list[Lane]:
    """The year's lanes. One SQL query for each register that has few records, none for the others."""
    found = []
    for register in REGISTERS:
        count = held.count(register.kind)
        lane = Lane(register.kind, register.label, register.url(held.year), count, [], 0)
        if count > MARKS_SHOWN:
            _set_bars(lane, register, held, language)
        elif count:
            name = register.date_field
            rows = register.rows(held.year, held.person).order_by(f"{name}_earliest")
            shown = list(rows.only("reference", "title", name, f"{name}_earliest", f"{name}_latest"))
            marks = [mark for row in shown if (mark := _mark(row, name, held.year, language)) is not None]
            lane.marks, lane.undated = _side_by_side(marks), len(shown) - len(marks)
        found.append(lane)
    return found


def _set_bars(lane: Lane, register: Register, held: Held, language: str) -> None:
    """How many begin in each month, or were under way when the year began."""
    year, months = held.year, Counter[int]()
    for (first, last), number in held.months[register.kind].items():
        if months_since_zero(last) - months_since_zero(first) > _LONGEST_IN_MONTHS:
            lane.undated += number
        else:
            months[max(months_since_zero(first) - year * 12, 0) + 1] += number
    top = max(months.values(), default=1)
    for month, number in sorted(months.items()):
        said = edtf_in_words(f"{year}-{month:02}", language)
        height = 62 * number / top
        lane.bars.append(
            {
                "x": (month - 1 + 0.14) / 12 * 100,
                "middle": (month - 0.5) / 12 * 100,
                "width": 0.72 / 12 * 100,
                "y": 100 - height,
                "height": height,
                "number": wording.number(Decimal(number), language),
                "title": f"{said}: {number}",
                "url": register.url_of_month(year, month),
            }
        )


def _mark(row: Any, name: str, year: int, language: str) -> dict[str, Any] | None:
    """Where a record stands in the year, in per cent; ``None`` where its source gives no month."""
    new_year, length = date(year, 1, 1), 366 if calendar.isleap(year) else 365
    first = getattr(row, f"{name}_earliest") or getattr(row, f"{name}_latest")
    last = getattr(row, f"{name}_latest") or first
    start, end = max(first, new_year), min(last, date(year, 12, 31))
    days = (end - start).days + 1
    if days > _LONGEST or days < 1:  # the year alone, or begun before it and nobody says until when
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
