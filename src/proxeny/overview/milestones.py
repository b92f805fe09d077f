"""The milestones of a relation on one line of time: what was signed, visited, held, invested and given.

A lane with few records has a mark for each; one with many has a mark for each year or month, as large as there are many
in it, which leads closer. The database counts, and only what is shown is read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.investments.models import Project
from proxeny.overview.months import MonthOf, months_since_zero
from proxeny.overview.relation import Relation
from proxeny.overview.sources import Evidence

ENTRIES_SHOWN = 18
READ_AT_MOST = 400  # entries when all of them are asked for
MARKS_SHOWN = 60  # of a lane
MONTHS_SHOWN = 60  # of a lane with more; further apart it shows years

# kind: (label, register, field of its date)
KINDS: dict[str, tuple[str | Promise, Any, str]] = {
    "agreement": (gettext_lazy("Agreements"), Agreement, "signed"),
    "delegation": (gettext_lazy("Visits"), Delegation, "dates"),
    "event": (gettext_lazy("Events"), Event, "dates"),
    "investment": (gettext_lazy("Projects"), Project, "date"),
    "aid": (gettext_lazy("Aid"), Aid, "date"),
}
Years = Mapping[str, Counter[int]]  # kind → year → records


@dataclass
class Timeline:
    """The line of time as chosen: lanes for the eye, entries to read, and what may be chosen."""

    kind: str = ""
    first_year: int | None = None
    last_year: int | None = None
    years: list[int] = field(default_factory=list)
    kinds: list[dict[str, Any]] = field(default_factory=list)
    lanes: list[dict[str, Any]] = field(default_factory=list)
    ticks: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    count: int = 0

    @property
    def is_cut(self) -> bool:
        """Whether there are more entries than those shown."""
        return self.count > len(self.entries)


@dataclass(frozen=True)
class _Entry:
    """A dated record. Later ones are listed first."""

    day: date
    kind: str
    record: Any
    edtf: str


def _years(relation: Relation) -> Years:
    """When records of each kind begin. One SQL query for each register, which counts for the sections too."""
    found = {}
    for kind, (_label, model, _name) in KINDS.items():
        found[kind] = Counter[int]()
        for held in relation.held(model):
            if held.year is not None:
                found[kind][held.year] += held.number
    return found


def _read(relation: Relation, kind: str, first: int, last: int, limit: int) -> list[_Entry]:
    """The latest records of a kind in some years, by their beginning or, where none is known, their end.

    One SQL query, two where some have no beginning.
    """
    _label, model, name = KINDS[kind]
    begun, over = date(first, 1, 1), date(last, 12, 31)
    by_last_day = Q(**{f"{name}_earliest": None, f"{name}_latest__range": (begun, over)})
    dated = Q(**{f"{name}_earliest__range": (begun, over)})
    ways = [(dated, "earliest")]
    if any(held.is_without_beginning and held.year for held in relation.held(model)):
        ways.append((by_last_day, "latest"))
    entries = [
        _Entry(getattr(row, f"{name}_{of}"), kind, row, getattr(row, name))
        for which, of in ways
        for row in relation.latest(model, f"{name}_{of}", limit, which, tie="-reference")
    ]
    return sorted(entries, key=_in_time, reverse=True)[:limit]


def _in_time(entry: _Entry) -> tuple[date, str]:
    return entry.day, entry.record.reference


def timeline(relation: Relation, *, kind: str = "", first: int | None = None, last: int | None = None) -> Timeline:
    """The relation's line of time, of one ``kind`` or all, from one year to another.

    Three SQL queries for each register that has anything, one for the others.
    """
    held = _years(relation)
    chosen = Timeline(kind=kind if kind in KINDS else "")
    every = [year for years in held.values() for year in years]
    if not every:
        return chosen
    oldest, newest = min(every), max(every)
    chosen.years = list(range(newest, oldest - 1, -1))
    chosen.first_year = min(max(first or oldest, oldest), newest)
    chosen.last_year = max(min(last or newest, newest), chosen.first_year)
    span = range(chosen.first_year, chosen.last_year + 1)
    within = {
        key: Counter({year: number for year, number in years.items() if year in span}) for key, years in held.items()
    }
    chosen.kinds = [
        {"key": key, "label": KINDS[key][0], "count": years.total(), "current": key == chosen.kind}
        for key, years in within.items()
        if years
    ]
    shown = {key: years for key, years in within.items() if years and chosen.kind in ("", key)}
    chosen.count = sum(years.total() for years in shown.values())
    most = READ_AT_MOST if relation.show == "timeline" else ENTRIES_SHOWN
    read = {}
    for key, years in shown.items():
        limit = most if years.total() > MARKS_SHOWN else max(most, MARKS_SHOWN)
        read[key] = _read(relation, key, chosen.first_year, chosen.last_year, limit)
    _draw(chosen, relation, shown, read)
    listed = sorted((entry for entries in read.values() for entry in entries), key=_in_time, reverse=True)[:most]
    chosen.entries = _entries(relation, listed)
    return chosen


def _entries(relation: Relation, listed: list[_Entry]) -> list[dict[str, Any]]:
    """As the list shows them. One SQL query for each register, for their sources."""
    evidence = Evidence([entry.record for entry in listed], visible_to=relation.person)
    return [
        {
            "date": entry.edtf,
            "year": entry.day.year,
            "kind": entry.kind,
            "kind_label": _kind_in_words(entry.kind, entry.record),
            "title": str(entry.record),
            "url": entry.record.get_absolute_url(),
            "sources": relation.marks.of(evidence.of(entry.record), limit=2),
        }
        for entry in listed
    ]


def _kind_in_words(kind: str, record: Any) -> str:
    if kind == "delegation":
        return _("visit received") if record.direction == Delegation.Direction.IN else _("visit abroad")
    if kind == "investment":
        return f"{_('project')}, {record.get_status_display()}"
    if kind == "aid":
        return f"{_('aid')}, {record.get_direction_display()}"
    return str(record.get_kind_display())


def _draw(chosen: Timeline, relation: Relation, shown: Years, read: Mapping[str, list[_Entry]]) -> None:
    """A lane for each kind between the first day of the first year and the last of the last."""
    assert chosen.first_year is not None
    assert chosen.last_year is not None
    start = date(chosen.first_year, 1, 1)
    days = (date(chosen.last_year, 12, 31) - start).days + 1
    for key, years in shown.items():
        if years.total() > MARKS_SHOWN:
            marks = _stretches(chosen, relation, key, years)
        else:
            marks = [
                {
                    "x": ((entry.day - start).days + 0.5) / days * 100,
                    "r": 5,
                    "title": f"{edtf_in_words(entry.edtf, relation.language, short=True)}: {entry.record}",
                    "url": entry.record.get_absolute_url(),
                }
                for entry in reversed(read[key])
            ]
        chosen.lanes.append({"kind": key, "label": KINDS[key][0], "marks": marks, "count": years.total()})
    span = chosen.last_year - chosen.first_year + 1
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if span / step <= 9)
    chosen.ticks = [
        {"year": each, "x": (date(each, 1, 1) - start).days / days * 100}
        for each in range(chosen.first_year, chosen.last_year + 1)
        if each % step == 0 or span == 1
    ]


def _stretches(chosen: Timeline, relation: Relation, key: str, years: Counter[int]) -> list[dict[str, Any]]:
    """A mark for each year, or each month of a few years, with its area as the number of records."""
    assert chosen.first_year is not None
    assert chosen.last_year is not None
    begin, number = chosen.first_year * 12, (chosen.last_year - chosen.first_year + 1) * 12
    if number <= MONTHS_SHOWN:
        length, counted = 1, _by_month(relation, key, chosen.first_year, chosen.last_year)
    else:
        length, counted = 12, Counter({year * 12: records for year, records in years.items()})
    top = max(counted.values(), default=1)
    marks = []
    for first, records in sorted(counted.items()):
        period = f"{first // 12}" if length == 12 else f"{first // 12}-{first % 12 + 1:02}"
        marks.append(
            {
                "x": (first + length / 2 - begin) / number * 100,
                "r": max(2.5, 11 * math.sqrt(records / top)),
                "title": f"{edtf_in_words(period, relation.language, short=True)}: {records}",
                "url": _closer(chosen, relation, key, first // 12),
            }
        )
    return marks


def _by_month(relation: Relation, key: str, first: int, last: int) -> Counter[int]:
    """Records of a kind by the month in which they begin, since the year 0. One SQL query."""
    _label, model, name = KINDS[key]
    day = Coalesce(f"{name}_earliest", f"{name}_latest")
    begun = relation.records(model).annotate(day=day).filter(day__range=(date(first, 1, 1), date(last, 12, 31)))
    found = begun.order_by().annotate(month=MonthOf("day")).values_list("month").annotate(number=Count("pk"))
    return Counter({months_since_zero(month): number for month, number in found})


def _closer(chosen: Timeline, relation: Relation, key: str, year: int) -> str:
    """The line of time of that year and kind; where it is that already, the register's list of the year."""
    if (chosen.kind, chosen.first_year, chosen.last_year) == (key, year, year):
        query = {"partner": relation.partner.reference, "year": str(year)}
        return f"{reverse(f'{KINDS[key][1].register()}:list')}?{urlencode(query)}"
    return f"?{urlencode({'kind': key, 'from': year, 'to': year})}#timeline"
