"""The milestones of a relation on one line of time: what was signed, visited, held, invested and given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.investments.models import Project
from proxeny.overview.relation import Relation
from proxeny.overview.sources import Evidence

ENTRIES_SHOWN = 18
READ_AT_MOST = 400  # of each register, the latest

# kind: (label, register, field of its date)
KINDS: dict[str, tuple[str | Promise, Any, str]] = {
    "agreement": (gettext_lazy("Agreements"), Agreement, "signed"),
    "delegation": (gettext_lazy("Visits"), Delegation, "dates"),
    "event": (gettext_lazy("Events"), Event, "dates"),
    "investment": (gettext_lazy("Projects"), Project, "date"),
    "aid": (gettext_lazy("Aid"), Aid, "date"),
}


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


def _dated(relation: Relation) -> list[tuple[date, str, Any, str]]:
    """Everything dated: first day, kind, record, date. One SQL query for each register."""
    found = []
    for kind, (_label, model, name) in KINDS.items():
        rows = relation.records(model).exclude(**{f"{name}_latest": None, f"{name}_earliest": None})
        rows = rows.order_by(F(f"{name}_earliest").desc(nulls_last=True), "pk")
        for row in rows[:READ_AT_MOST]:
            first = getattr(row, f"{name}_earliest") or getattr(row, f"{name}_latest")
            if first is not None:
                found.append((first, kind, row, getattr(row, name)))
    return sorted(found, key=lambda item: (item[0], item[2].reference), reverse=True)


def timeline(relation: Relation, *, kind: str = "", first: int | None = None, last: int | None = None) -> Timeline:
    """The relation's line of time, of one ``kind`` or all, from one year to another. Six SQL queries."""
    everything = _dated(relation)
    chosen = Timeline(kind=kind if kind in KINDS else "")
    if not everything:
        return chosen
    oldest, newest = everything[-1][0].year, everything[0][0].year
    chosen.years = list(range(newest, oldest - 1, -1))
    chosen.first_year = min(max(first or oldest, oldest), newest)
    chosen.last_year = max(min(last or newest, newest), chosen.first_year)
    within = [item for item in everything if chosen.first_year <= item[0].year <= chosen.last_year]
    chosen.kinds = [
        {"key": key, "label": label, "count": count, "current": key == chosen.kind}
        for key, (label, _model, _name) in KINDS.items()
        if (count := sum(item[1] == key for item in within))
    ]
    shown = [item for item in within if not chosen.kind or item[1] == chosen.kind]
    _draw(chosen, shown, relation.language)
    chosen.count = len(shown)
    listed = shown if relation.show == "timeline" else shown[:ENTRIES_SHOWN]
    evidence = Evidence([record for _first, _kind, record, _date in listed], visible_to=relation.person)
    chosen.entries = [
        {
            "date": edtf,
            "year": day.year,
            "kind": of,
            "kind_label": _kind_in_words(of, record),
            "title": str(record),
            "url": record.get_absolute_url(),
            "sources": relation.marks.of(evidence.of(record), limit=2),
        }
        for day, of, record, edtf in listed
    ]
    return chosen


def _kind_in_words(kind: str, record: Any) -> str:
    if kind == "delegation":
        return _("visit received") if record.direction == Delegation.Direction.IN else _("visit abroad")
    if kind == "investment":
        return f"{_('project')}, {record.get_status_display()}"
    if kind == "aid":
        return f"{_('aid')}, {record.get_direction_display()}"
    return str(record.get_kind_display())


def _draw(chosen: Timeline, shown: list[tuple[date, str, Any, str]], language: str) -> None:
    """A lane for each kind between the first day of the first year and the last of the last."""
    assert chosen.first_year is not None
    assert chosen.last_year is not None
    start = date(chosen.first_year, 1, 1)
    days = (date(chosen.last_year, 12, 31) - start).days + 1
    for key, (label, _model, _name) in KINDS.items():
        marks = [
            {
                "x": ((first - start).days + 0.5) / days * 100,
                "title": f"{edtf_in_words(edtf, language, short=True)}: {record}",
                "url": record.get_absolute_url(),
            }
            for first, kind, record, edtf in reversed(shown)
            if kind == key
        ]
        if marks:
            chosen.lanes.append({"kind": key, "label": label, "marks": marks, "count": len(marks)})
    span = chosen.last_year - chosen.first_year + 1
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if span / step <= 9)
    chosen.ticks = [
        {"year": each, "x": (date(each, 1, 1) - start).days / days * 100}
        for each in range(chosen.first_year, chosen.last_year + 1)
        if each % step == 0 or span == 1
    ]
