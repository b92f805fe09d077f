"""Proposals made by hand, for tests of what is decided on them."""

from __future__ import annotations

from proxeny.documents.models import Statement
from proxeny.review.proposals import set_value


def propose(document, words, kind, **payload) -> Statement:
    """A proposal on words of the document's text."""
    text = document.body.text
    start = text.index(words)
    statement = Statement(
        document=document,
        kind=kind,
        payload={"kind": kind, "evidence": [start, start + len(words)], **payload},
        start=start,
        end=start + len(words),
        quote=words,
        language="en",
        confidence=0.9,
    )
    set_value(statement)
    statement.save()
    return statement


def delegations_out(document, words, value, **changes):
    content = {"indicator": "delegations_out", "area": "Hanoi", "period": "2023", "value": value, "unit": "count"}
    content |= {"partner": None, "qualifier": "exact", "status": "actual", "label": None} | changes
    return propose(document, words, "observation", **content)
