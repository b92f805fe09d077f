"""What the words around an agreement say of it: its status, the word for its kind, the date that counts."""

from __future__ import annotations

from collections.abc import Container
from typing import Literal

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.intervals import is_day
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner
from proxeny.reader.facts.passages import Passage, When

Status = Literal["signed", "negotiating", "proposed"]
_NEAR_TWINNING = 40  # characters from a memorandum to the twinning that it is on
BULLETS = "•-*–·▪"  # marks of a line in a list: each its own agreement, with its own date or none


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


def main_noun(nouns: list[Cue], loose: Container[int] = ()) -> Cue | None:
    """The word that says most of an agreement's kind: a twinning close to another word, else the first of its own.

    ``MoU on sister city cooperation`` is a twinning, ``agreement`` beside ``contract`` a contract; words at the
    positions ``loose`` also mean friendly ties at large and leave a memorandum what it is.
    """
    first = next((cue for cue in nouns if cue.name != "cooperation_agreement"), nouns[0] if nouns else None)
    if first is not None and first.name == "loi":
        return first  # a letter of intent on a twinning is no twinning yet
    for cue in nouns:
        near = first is not None and 0 <= cue.start - first.end <= _NEAR_TWINNING
        if near and cue.name == "twinning" and cue.start not in loose:
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


def is_frame(context: Context, passage: Passage, noun: Cue) -> bool:
    """Whether an agreement is only what another act happens under: ``dans le cadre du contrat …``."""
    before = passage.between(max(passage.start, noun.start - 20), noun.start).rstrip()
    return any(before.endswith(word) for word in context.lexicon.words.get("frames", ()))


def is_loose(context: Context, passage: Passage, noun: Cue) -> bool:
    """Whether a word means an agreement but also cooperation or ties at large."""
    return passage.between(noun.start, noun.end) in context.lexicon.words.get("loose_deals", ())


def is_pointed_to(context: Context, passage: Passage, noun: Cue) -> bool:
    """Whether an agreement is one told before: ``this agreement``, ``perjanjian tersebut``."""
    words = context.lexicon.words.get("demonstratives", frozenset())
    before = passage.between(max(passage.start, noun.start - 10), noun.start).split()
    after = passage.between(noun.end, min(passage.end, noun.end + 12)).split()
    return bool((before and before[-1] in words) or (after and after[0].strip(",.") in words))


def is_counted(passage: Passage, noun: Cue) -> bool:
    """Whether several agreements are counted: ``signed four cooperation agreements``."""
    return any(
        amount.kind == "count" and 0 <= noun.start - amount.end <= 24 and (amount.quantity.value or 0) > 1
        for amount in passage.amounts
    )


def is_bullet(passage: Passage) -> bool:
    """Whether a line is one of a list, whose dates are not those of its neighbours."""
    return passage.text[passage.start] in BULLETS


def is_vague(passage: Passage, noun: Cue, partners: list[Partner]) -> bool:
    """Whether several agreements are only counted or mentioned in the lump."""
    told = passage.marks("including", noun.start, partners[0].start)
    if passage.has("vague", start=max(passage.start, noun.start - 26), end=noun.start) and not told:
        return True
    counted = [
        amount for amount in passage.amounts
        if amount.kind == "count" and 0 <= noun.start - amount.end <= 14 and (amount.quantity.value or 0) > 1
    ]  # fmt: skip
    if not counted:
        return False
    listed = passage.marks("including", noun.start, partners[0].start) or ":" in passage.between(
        noun.end, partners[0].start
    )
    return not listed and len(partners) < 2
