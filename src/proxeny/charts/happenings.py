"""The records of every register as occurrences in time, for the lanes of a year and of a relation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid
from proxeny.charts.captions import captions
from proxeny.charts.lanes import Lane, Occurrence
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation, Gift
from proxeny.events.models import Award, Event
from proxeny.investments.models import Project

MOST_IN_A_LANE = 120  # the latest; a lane of a screen's width has room for no more

Rows = Callable[[Any], QuerySet[Any]]


@dataclass(frozen=True)
class Kind:
    """A lane: which rows, by which date, in which colour and shape; ``to_partner`` leads from a row to its partners."""

    key: str
    rows: Rows
    date_field: str
    color: str
    shape: str = "circle"
    to_partner: str = "partners"


def _visible(model: Any, **narrowed: Any) -> Rows:
    def rows(person: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.visible_to(person).filter(**narrowed)
        return found

    return rows


def _gifts(person: Any) -> QuerySet[Any]:
    seen = Delegation.objects.visible_to(person).order_by().values("pk")
    return Gift.objects.filter(delegation__in=seen).select_related("delegation")


AGREEMENTS = Kind("agreements", _visible(Agreement), "signed", "teal", "square")
VISITS_OUT = Kind("visits-out", _visible(Delegation, direction="out"), "dates", "blue", "triangle-right")
VISITS_IN = Kind("visits-in", _visible(Delegation, direction="in"), "dates", "blue", "triangle-left")
EVENTS = Kind("events", _visible(Event), "dates", "plum")
PROJECTS = Kind("projects", _visible(Project), "date", "ink-2", "diamond")
AID = Kind("aid", _visible(Aid), "date", "teal", "cross")
GIFTS = Kind("gifts", _gifts, "given_on", "plum", "diamond", "delegation__partners")
AWARDS = Kind("awards", _visible(Award), "date", "ink-2", "triangle-up")

OF_A_YEAR = (VISITS_OUT, VISITS_IN, AGREEMENTS, EVENTS, PROJECTS, AID)
OF_A_RELATION = (AGREEMENTS, VISITS_OUT, VISITS_IN, EVENTS, PROJECTS, AID, GIFTS, AWARDS)


@dataclass(frozen=True)
class Found:
    """The lanes that hold something, and how many records they leave off: too many, or without a month."""

    lanes: list[Lane]
    left_off: int
    undated: int


def lanes(
    kinds: Sequence[Kind],
    *,
    visible_to: Any,
    language: str,
    first: date | None = None,
    last: date | None = None,
    partners: Sequence[int] | None = None,
    most_days: int = 0,
) -> Found:
    """What happened between two days, with some partners or in all. One SQL query for each kind.

    ``most_days``: a record whose source dates it less precisely than this is counted, not drawn. A gift is dated by
    itself or by the visit.
    """
    say = captions(language)
    found: list[Lane] = []
    left_off = undated = 0
    for kind in kinds:
        rows = _rows(kind, visible_to, first, last, partners)
        lane = Lane(kind.key, say.say(f"lane-{kind.key}"), kind.color, kind.shape)
        for row in rows[: MOST_IN_A_LANE + 1]:
            if len(lane.occurrences) == MOST_IN_A_LANE:
                left_off += 1
                break
            one = _occurrence(kind, row, language)
            if one is None or (most_days and (one.last - one.first).days > most_days):
                undated += 1
            else:
                lane.occurrences.append(one)
        if lane.occurrences:
            found.append(lane)
    return Found(found, left_off, undated)


def _rows(
    kind: Kind, person: Any, first: date | None, last: date | None, partners: Sequence[int] | None
) -> QuerySet[Any]:
    rows, name = kind.rows(person), kind.date_field
    if partners is not None:
        rows = rows.filter(pk__in=rows.model.objects.filter(**{f"{kind.to_partner}__in": partners}).values("pk"))
    if kind is GIFTS:
        return rows.order_by(F("delegation__dates_earliest").desc(nulls_last=True), "pk")
    dated = Q(**{f"{name}_earliest__isnull": False})
    if last is not None:
        dated &= Q(**{f"{name}_earliest__lte": last})
    if first is not None:
        dated &= Q(**{f"{name}_latest__gte": first}) | Q(**{f"{name}_latest": None, f"{name}_earliest__gte": first})
    columns = ["reference", "title", name, f"{name}_earliest", f"{name}_latest"]
    return rows.filter(dated).only(*columns).order_by(F(f"{name}_earliest").desc(), "pk")


def _occurrence(kind: Kind, row: Any, language: str) -> Occurrence | None:
    record, name, of = row, kind.date_field, row
    if kind is GIFTS:
        record = row.delegation
        if not row.given_on:
            of, name = record, "dates"
    first = getattr(of, f"{name}_earliest") or getattr(of, f"{name}_latest")
    if first is None:
        return None
    last = getattr(of, f"{name}_latest") or first
    title = str(row.what if kind is GIFTS else row.title)
    when = edtf_in_words(getattr(of, name), language, short=True)
    return Occurrence(first, max(first, last), title, when, record.get_absolute_url())


def table_rows(found: Found) -> list[dict[str, Any]]:
    """The table behind: lane, date, title, the earliest first in each lane."""
    return [
        {"title": one.title, "kind": lane.label, "date": one.when, "url": one.url}
        for lane in found.lanes
        for one in sorted(lane.occurrences, key=lambda one: (one.first, one.title))
    ]
