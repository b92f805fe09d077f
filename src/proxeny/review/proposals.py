"""From findings of the reader to statements that wait for a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from proxeny.documents import doubts
from proxeny.documents.models import Document, Statement
from proxeny.reader.spans import Fact, Finding, Place

_OF_EVERY_FINDING = {field.name for field in fields(Finding)}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def countries_of(places: Iterable[Place]) -> dict[str, str]:
    """City or region → ISO 3166-1 code of the country that the text means it in."""
    return {place.name: place.country for place in places if place.name}


def payload_of(fact: Fact, countries: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    """A fact in the JSON form that ``proxeny read`` prints, with the countries of the cities that it names."""
    content = {
        field.name: _plain(getattr(fact, field.name)) for field in fields(fact) if field.name not in _OF_EVERY_FINDING
    }
    payload = {"kind": fact.kind, "evidence": [fact.start, fact.end], "optional": fact.optional, **content}
    named = [content.get("partner"), *(content.get("partners") or [])]
    known = {name: countries[name] for name in named if name in countries}
    return payload | ({"countries": known} if known else {})


def set_value(statement: Statement) -> None:
    """Set the figure columns of a statement from its content; left empty where there is no figure."""
    content = statement.content
    try:
        statement.value = Decimal(content["value"]) if content.get("value") not in (None, "") else None
        statement.high = Decimal(content["high"]) if content.get("high") not in (None, "") else None
    except (InvalidOperation, TypeError):
        statement.value = statement.high = None
    statement.unit = content.get("unit") or ""
    statement.qualifier = content.get("qualifier") or "exact"


def proposal_of(document: Document, fact: Fact, countries: Mapping[str, str] = MappingProxyType({})) -> Statement:
    """A statement that waits for a decision, not yet saved."""
    payload = payload_of(fact, countries)
    statement = Statement(
        document=document,
        kind=fact.kind,
        payload=payload,
        start=fact.start,
        end=fact.end,
        value_start=payload.pop("value_start", None),
        value_end=payload.pop("value_end", None),
        quote=fact.text,
        language=fact.language,
        rule=fact.rule,
        confidence=fact.confidence,
        doubts=doubts.kept(fact.doubts),
    )
    set_value(statement)
    return statement
