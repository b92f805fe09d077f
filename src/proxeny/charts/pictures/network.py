"""Who takes part in what: partners at the left, agreements and events at the right, a line for each taking part.

Two columns rather than a cloud of circles: names stand in lines, so none covers another, on a phone too; what
partners have in common shows where lines meet. The order is computed here, by the middle of the neighbours, and is
the same for the same record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F

from proxeny.agreements.models import Agreement
from proxeny.charts.asking import partner_asked, partner_choice
from proxeny.charts.axes import pixels
from proxeny.charts.captions import Captions, captions
from proxeny.charts.choosing import chosen
from proxeny.charts.naming import partner_name, shortened
from proxeny.charts.picture import Column, Picture, picture
from proxeny.charts.specs import Spec, frame
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.events.models import Event
from proxeny.partners.models import Partner

MOST_RECORDS, MOST_PARTNERS = 32, 34
_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 780, 205, 430, 21, 24
_STEPS, _ROUNDS = 16, 12
# kind → model, day of a record, colour and shape of its mark
_KINDS: dict[str, tuple[Any, str, str, str]] = {
    "agreements": (Agreement, "signed", "teal", "square"),
    "events": (Event, "dates", "plum", "circle"),
}


@dataclass(frozen=True)
class _Node:
    """A record at the right."""

    key: tuple[str, int]
    title: str
    when: str
    url: str


@picture("network")
def network(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``kind`` (agreements, events, or both) and ``partner``. At most nine SQL queries.

    Without a partner, the records that join most partners, the newest first among equals; with one, its records and
    who else takes part in them.
    """
    say = captions(language)
    partner = partner_asked(asked, visible_to=visible_to)
    kinds = [("", say.say("everything")), *((kind, say.say(f"lane-{kind}")) for kind in _KINDS)]
    kind = chosen(asked, "kind", say.say("choice-kind"), kinds)
    wanted = [kind.chosen] if kind.chosen else list(_KINDS)
    records: dict[tuple[str, int], _Node] = {}
    ties: list[tuple[tuple[str, int], int]] = []
    for one in wanted:
        of_kind = _records(one, partner, visible_to, language, MOST_RECORDS // len(wanted))
        records |= of_kind
        ties += _ties(one, [pk for _kind, pk in of_kind], visible_to)
    partners = _partners(ties, partner, visible_to)
    ties = [(record, pk) for record, pk in ties if pk in partners]
    joined = {record for record, _pk in ties}
    records = {key: node for key, node in records.items() if key in joined}
    who = partner_name(partner, language) if partner else ""
    title = say.say("network-title-of", who=who) if who else say.say("network-title")
    names = {pk: partner_name(one, language) for pk, one in partners.items()}
    rows = [
        {
            "title": records[record].title,
            "kind": say.say(f"one-{record[0]}"),
            "date": records[record].when,
            "partner": names[pk],
            "url": records[record].url,
        }
        for record, pk in sorted(ties, key=lambda tie: (tie[0][0], records[tie[0]].title, names[tie[1]]))
    ]
    most = sorted(names, key=lambda pk: (-sum(one == pk for _record, one in ties), names[pk]))[:6]
    said = "; ".join(f"{names[pk]}: {sum(one == pk for _record, one in ties)}" for pk in most)
    return Picture(
        key="network",
        title=title,
        description=f"{title}. {said}" if said else title,
        specification=_drawn(records, partners, names, ties) if ties else {},
        columns=[
            Column("title", say.say("column-title")),
            Column("kind", say.say("column-kind")),
            Column("date", say.say("column-date")),
            Column("partner", say.say("column-partner")),
        ],
        rows=rows,
        notes=_notes(records, wanted, say, partner) if ties else [],
        choices=[kind, partner_choice(partner, say, visible_to=visible_to, first=say.say("all-partners"))],
        empty="" if ties else say.say("network-empty"),
        parameters={"kind": kind.chosen, "partner": partner.reference if partner else ""},
    )


def _notes(records: Mapping[Any, _Node], wanted: Sequence[str], say: Captions, partner: Partner | None) -> list[str]:
    notes = [say.say("note-network")]
    full = any(sum(key[0] == kind for key in records) >= MOST_RECORDS // len(wanted) for kind in wanted)
    if full:
        notes.append(say.say("note-network-latest" if partner else "note-network-most"))
    return notes


def _records(
    kind: str, partner: Partner | None, person: Any, language: str, most: int
) -> dict[tuple[str, int], _Node]:
    """One SQL query."""
    model, day, _color, _shape = _KINDS[kind]
    rows = model.objects.visible_to(person)
    newest = F(f"{day}_earliest").desc(nulls_last=True)
    if partner is not None:
        rows = rows.filter(partners=partner).order_by(newest, "pk")
    else:
        through = model.partners.through.objects.filter(partner__mark__lte=getattr(person, "clearance", 0))
        column = model.partners.field.m2m_field_name()
        joins = through.order_by().values(column).annotate(n=Count("partner")).filter(n__gt=1).values(column)
        rows = rows.filter(pk__in=joins).annotate(n=Count("partners")).order_by("-n", newest, "pk")
    return {
        (kind, row.pk): _Node(
            (kind, row.pk), row.title, edtf_in_words(getattr(row, day), language, short=True), row.get_absolute_url()
        )
        for row in rows.only("reference", "title", day)[:most]
    }


def _ties(kind: str, keys: Sequence[int], person: Any) -> list[tuple[tuple[str, int], int]]:
    """(record, partner's key), of the partners that the person may see. One SQL query."""
    model = _KINDS[kind][0]
    column = f"{model.partners.field.m2m_field_name()}_id"
    through = model.partners.through.objects.filter(
        **{f"{column}__in": keys}, partner__mark__lte=getattr(person, "clearance", 0)
    )
    return [((kind, record), pk) for record, pk in through.order_by("pk").values_list(column, "partner_id")]


def _partners(
    ties: Sequence[tuple[tuple[str, int], int]], partner: Partner | None, person: Any
) -> dict[int, Partner]:
    """Those with most ties, the one asked for always among them. One SQL query."""
    counts: dict[int, int] = defaultdict(int)
    for _record, pk in ties:
        counts[pk] += 1
    chosen_ = sorted(counts, key=lambda pk: (partner is None or pk != partner.pk, -counts[pk], pk))[:MOST_PARTNERS]
    found = Partner.objects.visible_to(person).filter(pk__in=chosen_).defer("note", "folded")
    return {one.pk: one for one in found.order_by("pk")}


def _ordered(
    records: Sequence[tuple[str, int]], partners: Sequence[int], ties: Sequence[tuple[tuple[str, int], int]]
) -> tuple[list[tuple[str, int]], list[int]]:
    """Both columns so that lines cross little: each end goes to the middle of its neighbours, some rounds long."""
    left: list[Any] = list(partners)
    right: list[Any] = list(records)
    of_left: dict[Any, list[Any]] = defaultdict(list)
    of_right: dict[Any, list[Any]] = defaultdict(list)
    for record, pk in ties:
        of_left[pk].append(record)
        of_right[record].append(pk)
    for _round in range(_ROUNDS):
        place = {one: number / max(1, len(left) - 1) for number, one in enumerate(left)}
        right.sort(key=lambda one: sum(place[other] for other in of_right[one]) / len(of_right[one]))
        place = {one: number / max(1, len(right) - 1) for number, one in enumerate(right)}
        left.sort(key=lambda one: sum(place[other] for other in of_left[one]) / len(of_left[one]))
    return right, left


def _drawn(
    records: Mapping[tuple[str, int], _Node],
    partners: Mapping[int, Partner],
    names: Mapping[int, str],
    ties: Sequence[tuple[tuple[str, int], int]],
) -> Spec:
    tied = {pk for _record, pk in ties}
    start = sorted((pk for pk in partners if pk in tied), key=lambda pk: (names[pk], pk))
    right, left = _ordered(sorted(records, key=lambda key: (records[key].title, key)), start, ties)
    tall = max(len(left), len(right)) * _ROW

    def down(number: int, count: int) -> float:
        return _TOP + (number + 0.5) * tall / count

    y_left = {pk: down(number, len(left)) for number, pk in enumerate(left)}
    y_right = {key: down(number, len(right)) for number, key in enumerate(right)}
    lines = [
        point for number, (record, pk) in enumerate(ties)
        for point in _line(number, y_left[pk], y_right[record], f"token({_KINDS[record[0]][2]})",
                           f"{names[pk]}\n{records[record].title}")
    ]  # fmt: skip
    nodes = [
        {
            "x": _LEFT, "y": y_left[pk], "label": shortened(names[pk], 33), "tip": names[pk],
            "url": partners[pk].get_absolute_url(), "color": "token(ink)", "shape": "circle",
        }
        for pk in left
    ]  # fmt: skip
    nodes_right = [
        {
            "x": _RIGHT, "y": y_right[key], "label": shortened(records[key].title, 60),
            "tip": f"{records[key].when}\n{records[key].title}", "url": records[key].url,
            "color": f"token({_KINDS[key[0]][2]})", "shape": _KINDS[key[0]][3],
        }
        for key in right
    ]  # fmt: skip
    return {
        **frame(_WIDTH, int(_TOP + tall + 6)),
        "layer": [_lines(lines), _nodes([*nodes, *nodes_right]), _labels(nodes, "right"), _labels(nodes_right, "left")],
    }


def _line(number: int, start: float, end: float, color: str, tip: str) -> list[dict[str, Any]]:
    points = []
    for step in range(_STEPS + 1):
        part = step / _STEPS
        bent = part * part * (3 - 2 * part)
        points.append(
            {
                "line": number, "color": color, "tip": tip, "x": round(_LEFT + (_RIGHT - _LEFT) * part, 1),
                "y": round(start + (end - start) * bent, 2),
            }
        )  # fmt: skip
    return points


_COLOR: Spec = {"field": "color", "type": "nominal", "scale": None, "legend": None}


def _lines(rows: list[dict[str, Any]]) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeWidth": 1.3, "opacity": 0.55},
        "encoding": {
            "x": pixels("x"),
            "y": pixels("y"),
            "detail": {"field": "line", "type": "nominal"},
            "order": {"field": "x", "type": "quantitative"},
            "color": _COLOR,
            "tooltip": {"field": "tip"},
        },
    }


def _nodes(rows: list[dict[str, Any]]) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1, "cursor": "pointer"},
        "encoding": {
            "x": pixels("x"),
            "y": pixels("y"),
            "shape": {"field": "shape", "type": "nominal", "scale": None, "legend": None},
            "color": _COLOR,
            "tooltip": {"field": "tip"},
            "href": {"field": "url"},
        },
    }


def _labels(rows: list[dict[str, Any]], align: str) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {
            "type": "text", "align": align, "baseline": "middle", "dx": -9 if align == "right" else 9, "fontSize": 11.5,
            "color": "token(ink)", "cursor": "pointer",
        },
        "encoding": {
            "x": pixels("x"), "y": pixels("y"), "text": {"field": "label"}, "tooltip": {"field": "tip"},
            "href": {"field": "url"},
        },
    }  # fmt: skip
