"""The reader: text in, findings with their words out. Pure Python, without Django and without a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proxeny.reader.errors import BadLanguageData, ReaderError, UnknownLanguage, UnreadableFile
from proxeny.reader.spans import (
    Agreement,
    Aid,
    Date,
    Engagement,
    Fact,
    Finding,
    Investment,
    Observation,
    Person,
    Place,
    Quantity,
    Reading,
)

if TYPE_CHECKING:
    from proxeny.reader.pipeline import read

__all__ = [
    "Agreement",
    "Aid",
    "BadLanguageData",
    "Date",
    "Engagement",
    "Fact",
    "Finding",
    "Investment",
    "Observation",
    "Person",
    "Place",
    "Quantity",
    "ReaderError",
    "Reading",
    "UnknownLanguage",
    "UnreadableFile",
    "read",
]


def __getattr__(name: str) -> Any:
    """``read`` is fetched when first asked for: the types alone are cheap to import."""
    if name == "read":
        from proxeny.reader.pipeline import read

        return read
    raise AttributeError(f"module 'proxeny.reader' has no attribute '{name}'")
