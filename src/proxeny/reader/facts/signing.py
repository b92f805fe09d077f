"""What the words around an agreement say of it: its status, the word for its kind, the date that counts."""

from __future__ import annotations

from typing import Literal

from proxeny.reader.facts.context import When
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.periods import is_day

Status = Literal["signed", "negotiating", "proposed"]
_NEAR_TWINNING = 40  # characters from a memorandum to the twinning that it is on


def status_of(deals: list[Cue], noun: Cue | None) -> Status | None:
    """Whether the words of a clause say that something was signed, is being negotiated or proposed."""
    names = {cue.name for cue in deals}
    if "proposed" in names:
        return "proposed"
    if "negotiating" in names:
        return "negotiating"
    if "signing" in names or (noun is not None and noun.name == "twinning"):
        return "signed"
    return None


def main_noun(nouns: list[Cue]) -> Cue | None:
    """The word that says most of an agreement's kind: a twinning close to another word, else the first of its own.

    ``MoU on sister city cooperation`` is a twinning, ``agreement`` beside ``contract`` a contract.
    """
    first = next((cue for cue in nouns if cue.name != "cooperation_agreement"), nouns[0] if nouns else None)
    for cue in nouns:
        if first is not None and cue.name == "twinning" and 0 <= cue.start - first.end <= _NEAR_TWINNING:
            return cue
    return first


def coarseness(date: When) -> int:
    """Days before months before years before spans."""
    if is_day(date.edtf):
        return 0
    return 1 if len(date.edtf) == 7 else 2 if len(date.edtf) == 4 or date.edtf.endswith("/..") else 3


def start_of(edtf: str) -> str:
    """The start of an open interval: ``since 1960`` is an agreement of 1960."""
    return edtf[:-3] if edtf.endswith("/..") else edtf
