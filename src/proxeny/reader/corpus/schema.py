"""The columns of findings as Parquet: one row a document, lists of structures for each kind of finding."""

from __future__ import annotations

import json
from typing import Any

_OF_DOCUMENT = ("id", "source", "url", "text", "language", "published", "area")
_FINDING = {"start": "int64", "end": "int64", "text": "string", "rule": "string", "confidence": "float64"}
_LISTS = {
    "quantities": {**_FINDING, **dict.fromkeys(("value", "high", "unit", "of", "qualifier"), "string")},
    "dates": {**_FINDING, "edtf": "string"},
    "places": {
        **_FINDING,
        "country": "string",
        "name": "string",
        "latitude": "float64",
        "longitude": "float64",
    },
    "people": {**_FINDING, "name": "string", "title": "string", "organisation": "string"},
}
_SHARED = {"optional": "bool", "doubts": "list", "alternatives": "list"}
_FACT = {"kind": "string", **{name: _FINDING[name] for name in _FINDING if name != "text"}, "fact": "string"}


def schema() -> Any:
    """The Arrow schema. Amounts are decimal strings, as in JSON Lines; a fact keeps its own fields as JSON."""
    import pyarrow

    kinds = {
        "int64": pyarrow.int64(),
        "float64": pyarrow.float64(),
        "string": pyarrow.string(),
        "bool": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }

    def listed(fields: dict[str, str]) -> Any:
        return pyarrow.list_(pyarrow.struct([(name, kinds[kind]) for name, kind in fields.items()]))

    return pyarrow.schema(
        [
            *((name, pyarrow.string()) for name in _OF_DOCUMENT),
            ("at", pyarrow.int64()),
            *((name, listed({**fields, **_SHARED})) for name, fields in _LISTS.items()),
            ("facts", listed(_FACT)),
            ("notes", pyarrow.list_(pyarrow.string())),
        ]
    )


def row(record: dict[str, Any]) -> dict[str, Any]:
    """A record of JSON Lines as a row."""
    made = {name: record[name] for name in (*_OF_DOCUMENT, "at", "notes")}
    for name, fields in _LISTS.items():
        made[name] = [
            {
                **{field: finding.get(field) for field in fields},
                "optional": bool(finding.get("optional")),
                "doubts": [json_or_words(each) for each in finding.get("doubts", ())],
                "alternatives": [json_or_words(each) for each in finding.get("alternatives", ())],
            }
            for finding in record[name]
        ]
    made["facts"] = [
        {
            "kind": fact["kind"],
            "start": fact["evidence"][0],
            "end": fact["evidence"][1],
            "rule": fact["rule"],
            "confidence": fact["confidence"],
            "fact": json.dumps(fact, ensure_ascii=False),
        }
        for fact in record["facts"]
    ]
    return made


def json_or_words(value: Any) -> str:
    """Words as they are, anything with a structure as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
