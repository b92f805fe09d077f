"""How the rows of each file become records: which key is which field."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid
from proxeny.core.records import Record
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Statement
from proxeny.events.models import Award, Event
from proxeny.investments.models import Project
from proxeny.partners.models import Partner, Person
from proxeny.plans.models import Commitment
from proxeny.sample.acts import put_state
from proxeny.sample.files import Row

PARTNERS, PEOPLE = "partners", "people"


@dataclass(frozen=True)
class Sheet:
    """One file: ``plain`` maps keys to fields, ``many`` to lists of partners or people; ``figure`` is an amount's key.

    ``ours`` are keys that say what we know ourselves (coordinates, translations); they rest on no source.
    """

    model: type[Record]
    plain: dict[str, str]
    many: dict[str, tuple[str, str]] = field(default_factory=dict)
    figure: str = ""
    ours: frozenset[str] = frozenset({"note"})


def _same(*keys: str) -> dict[str, str]:
    return {key: key for key in keys}


_WITH_PARTNERS = {"partners": ("partners", PARTNERS)}

SHEETS: dict[str, Sheet] = {
    "partners": Sheet(
        Partner,
        _same("kind", "name", "name_vi", "country", "note") | {"lat": "latitude", "lon": "longitude"},
        ours=frozenset({"name_vi", "lat", "lon", "note"}),
    ),
    "people": Sheet(Person, _same("name", "country", "note")),
    "agreements": Sheet(
        Agreement,
        _same("title", "kind", "status", "signed", "expires", "parties", "note") | {"fields": "fields_of_work"},
        many=_WITH_PARTNERS | {"signed_by": ("signed_by", PEOPLE)},
    ),
    "delegations": Sheet(
        Delegation,
        _same("direction", "level", "places", "dates", "purpose", "accompanying", "outcomes", "note"),
        many=_WITH_PARTNERS | {"led_by": ("led_by", PEOPLE), "met": ("met", PEOPLE)},
    ),
    "events": Sheet(Event, _same("kind", "title", "dates", "place", "status", "outcomes", "note"), many=_WITH_PARTNERS),
    "awards": Sheet(Award, _same("title", "awarded_by", "recipient", "direction", "date", "note"), many=_WITH_PARTNERS),
    "investments": Sheet(
        Project,
        _same("investor", "place", "sector", "status", "date", "note") | {"project": "title"},
        many={"partner": ("partners", PARTNERS)},
        figure="capital",
    ),
    "aid": Sheet(
        Aid,
        _same("direction", "title", "kind", "items", "beneficiary", "date", "note"),
        many=_WITH_PARTNERS,
        figure="value",
    ),
    "commitments": Sheet(
        Commitment, _same("what", "side", "by", "made", "due", "status", "note"), many=_WITH_PARTNERS,
        ours=frozenset({"note", "side"}),
    ),
}

VALUE_FIELDS = ("value", "high", "unit", "qualifier")


@dataclass
class Made:
    """A record made of a row, with its lists and with the fields that the row's sources speak of."""

    record: Record
    row: Row
    many: dict[str, list[Any]] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    figure: dict[str, Any] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)


def figure_of(amount: Row | None) -> dict[str, Any]:
    """Value, upper end, unit and exactness of an amount as the files write it; empty for none."""
    if not amount:
        return {}
    return {
        "value": Decimal(amount["value"]),
        "high": Decimal(amount["high"]) if "high" in amount else None,
        "unit": amount.get("unit", "count"),
        "qualifier": amount.get("qualifier", "exact"),
    }


def make(sheet: Sheet, row: Row, known: dict[str, dict[str, Any]]) -> Made:
    """The record of a row. ``known`` holds the partners and people by id. Raises ``KeyError`` for an unknown id."""
    values = {name: row[key] for key, name in sheet.plain.items() if key in row}
    figure = figure_of(row.get(sheet.figure)) if sheet.figure else {}
    record = sheet.model(reference=row["id"], **values, **figure)
    many = {name: [known[of][id_] for id_ in row[key]] for key, (name, of) in sheet.many.items() if row.get(key)}
    stated = [name for key, name in sheet.plain.items() if key in row and key not in sheet.ours]
    fields = (*stated, *many, *(["value"] if figure else []))
    if isinstance(record, Agreement):
        put_state(record, row)
    if isinstance(record, Delegation):
        record.title = title_of_delegation(row, many.get("partners", []))
    if isinstance(record, Commitment):
        fields += _origin_of(record, row, known)
    return Made(record, row, many, fields, figure)


def _origin_of(commitment: Commitment, row: Row, known: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """Link a commitment to the one record that it came from and to the mission asked; the fields that are set.

    Raises ``KeyError`` for an id that no file has.
    """
    stated: list[str] = []
    for id_ in row.get("origin", [])[:1]:
        commitment.origin = next((made[id_] for made in known.values() if id_ in made), None)
        if commitment.origin is None:
            raise KeyError(id_)
        stated.append("origin")
    if "mission" in row:
        commitment.mission = known["missions"][row["mission"]]
        stated.append("mission")
    return tuple(stated)


_VISITED_FIRST = (
    Partner.Kind.CITY,
    Partner.Kind.REGION,
    Partner.Kind.MISSION,
    Partner.Kind.INTERNATIONAL_ORGANISATION,
    Partner.Kind.COMPANY,
    Partner.Kind.UNIVERSITY,
    Partner.Kind.NGO,
    Partner.Kind.ASSOCIATION,
    Partner.Kind.COUNTRY,
)


def title_of_delegation(row: Row, partners: list[Partner], home: str = "Hanoi") -> str:
    """Who went to whom and why, in our words: ``Hanoi to Tokyo and Kanagawa: Talks with the governor``.

    Cities stand before regions, missions and organisations; the country only where it alone is named.
    """
    kinds = [kind for kind in _VISITED_FIRST if any(partner.kind == kind for partner in partners)]
    names = [partner.name for partner in partners if kinds and partner.kind == kinds[0]][:3]
    purpose: str = row["purpose"]
    if not names:
        return purpose[:300]
    others = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    if row["direction"] == "out":
        return f"{home} to {others}: {purpose}"[:300]
    return f"{others}: {purpose}"[:300] if kinds[0] == Partner.Kind.MISSION else f"{others} to {home}: {purpose}"[:300]
