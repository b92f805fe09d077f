"""A reading as one JSON object: the form of the gold annotations, with what else a program may want beside it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from proxeny.reader.spans import Fact, Finding, Observation, Reading

_SPAN_OF_FACTS = ("start", "end", "text", "language")


def record(
    reading: Reading,
    *,
    id: str,
    file: str | None,
    text: str | None,
    published: str | None,
    home: str | None,
    notes: tuple[str, ...] = (),
) -> dict[str, Any]:
    """One document's findings. Amounts are decimal strings; offsets count code points of the document's text.

    ``facts`` name their evidence as ``[start, end]``. Keys beyond the gold schema: ``people``, ``notes``, and on each
    finding ``rule``, ``confidence``, ``doubts`` and ``alternatives``.
    """
    return {
        "id": id,
        "file": file,
        "text": text,
        "language": reading.language,
        "published": published,
        "area": home or _area(reading),
        "quantities": [_finding(each) for each in reading.quantities],
        "dates": [_finding(each) for each in reading.dates],
        "places": [_finding(each) for each in reading.places],
        "people": [_finding(each) for each in reading.people],
        "facts": [_fact(each) for each in reading.facts],
        "notes": list(notes),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    fields = {name: _plain(getattr(finding, name)) for name in _names(finding)}
    if not fields["optional"]:
        del fields["optional"]
    if not fields["doubts"]:
        del fields["doubts"]
    if "alternatives" in fields and not fields["alternatives"]:
        del fields["alternatives"]
    return fields


def _fact(fact: Fact) -> dict[str, Any]:
    fields = {name: value for name, value in _finding(fact).items() if name not in _SPAN_OF_FACTS}
    return {"kind": fact.kind, **fields, "evidence": [fact.start, fact.end]}


def _names(finding: Finding) -> list[str]:
    return list(finding.__dataclass_fields__)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _area(reading: Reading) -> str | None:
    """The area that most observations of the text speak of."""
    areas = Counter(fact.area for fact in reading.facts if isinstance(fact, Observation) and fact.area)
    return areas.most_common(1)[0][0] if areas else None
