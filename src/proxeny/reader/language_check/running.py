"""A case read by the reader itself: what is found otherwise than the case says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from proxeny.reader import dates, facts, people, places, quantities
from proxeny.reader.document import Document
from proxeny.reader.languages import Language
from proxeny.reader.spans import Fact

PUBLISHED = "2024-11-15"  # the day that cases of quantities and dates count from, unless they name another
_QUANTITY = {"high": None, "of": None, "qualifier": "exact"}
_OBSERVED = ("indicator", "value", "unit", "partner", "period")


def differences(kind: str, language: Language, case: dict[str, Any]) -> Iterator[str]:
    """What reading the case's text gives that the case does not say, and the other way round, in words."""
    wanted, found = _RUN[kind](language, case)
    for item in _left_over(wanted, found):
        yield f"'{case['text']}': {_shown(item)} is not found"
    for item in _left_over(found, wanted):
        yield f"'{case['text']}': {_shown(item)} is found and should not be"


Both = tuple[list[dict[str, Any]], list[dict[str, Any]]]


def _document(language: Language, case: dict[str, Any], published: str | None) -> Document:
    return Document(case["text"], language.tag, case.get("published", published), case.get("home"))


def _quantities(language: Language, case: dict[str, Any]) -> Both:
    found = [
        {
            "text": each.text,
            "value": None if each.value is None else format(each.value, "f"),
            "high": None if each.high is None else format(each.high, "f"),
            "unit": each.unit,
            "of": each.of,
            "qualifier": each.qualifier,
        }
        for each in quantities.find(_document(language, case, PUBLISHED), language)
    ]
    return [_QUANTITY | item for item in case["found"]], found


def _dates(language: Language, case: dict[str, Any]) -> Both:
    found = dates.find(_document(language, case, PUBLISHED), language)
    return [{"edtf": None} | item for item in case["found"]], [
        {"edtf": each.edtf, "text": each.text} for each in found
    ]


def _places(language: Language, case: dict[str, Any]) -> Both:
    found = places.find(_document(language, case, None), language)
    return [{"name": None} | item for item in case["found"]], [
        {"name": each.name, "text": each.text, "country": each.country} for each in found
    ]


def _people(language: Language, case: dict[str, Any]) -> Both:
    document = _document(language, case, None)
    found = people.find(document, language, places.find(document, language))
    organisations = {item["text"] for item in case["found"] if "organisation" in item}
    return [{"title": None} | item for item in case["found"]], [
        {"title": each.title, "text": each.text}
        | ({"organisation": each.organisation} if each.text in organisations else {})
        for each in found
    ]


def _facts(language: Language, case: dict[str, Any]) -> Both:
    """Every observation; of the other facts those that the case names, with the fields that it gives."""
    document = _document(language, case, None)
    where = places.find(document, language)
    found = facts.find(
        document,
        language,
        quantities.find(document, language),
        dates.find(document, language),
        where,
        people.find(document, language, where),
    )
    observed = [_fields(fact, _OBSERVED) for fact in found if fact.kind == "observation"]
    wanted = [{key: item[key] for key in _OBSERVED if key in item} for item in case["found"] if "indicator" in item]
    for item in (item for item in case["found"] if "kind" in item):
        fields = [field for field in item if field != "kind"]
        told = [{"kind": fact.kind} | _fields(fact, fields) for fact in found if fact.kind == item["kind"]]
        wanted.append(item)
        observed += [item] if item in told else []
    for kind in (*case.get("never", ()), *case.get("exact", ())):
        rest = len([fact for fact in found if fact.kind == kind])
        rest -= len([item for item in case["found"] if item.get("kind") == kind])
        observed += [{"kind": kind}] * rest
    return wanted, observed


def _fields(fact: Fact, fields: Sequence[str]) -> dict[str, Any]:
    values = {field: getattr(fact, field, None) for field in fields}
    return {
        field: str(value) if field == "value" else list(value) if isinstance(value, tuple) else value
        for field, value in values.items()
        if value is not None
    }


def _left_over(some: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rest = list(others)
    over = []
    for item in some:
        if item in rest:
            rest.remove(item)
        else:
            over.append(item)
    return over


def _shown(item: dict[str, Any]) -> str:
    given = {key: value for key, value in item.items() if value is not None and (key, value) != ("qualifier", "exact")}
    return "{ " + ", ".join(f"{key} = {value!r}" for key, value in given.items()).replace("'", '"') + " }"


_RUN: dict[str, Callable[[Language, dict[str, Any]], Both]] = {
    "quantities": _quantities,
    "dates": _dates,
    "places": _places,
    "people": _people,
    "facts": _facts,
    "observations": _facts,
}
