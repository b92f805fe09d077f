"""Why a statement is doubtful by itself: the sentence in the reader's language, and the kind of disagreement it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from django.utils.translation import gettext, pgettext

from proxeny.documents.models import Conflict
from proxeny.reader.doubts import WORDING
from proxeny.reader.spans import Doubt


class Kept(TypedDict):
    """A doubt as a statement keeps it: its code, what it names, and its sentence in English."""

    code: str
    values: dict[str, str]
    text: str


# By how a code begins; a doubt that was kept as a mere sentence tells of a slip, as all of them once did.
_KINDS = {
    "doubt.sum": Conflict.Kind.PARTS,
    "doubt.part": Conflict.Kind.PARTS,
    "doubt.conversion": Conflict.Kind.CURRENCY,
    "doubt.share": Conflict.Kind.SHARE,
    "doubt.growth": Conflict.Kind.SHARE,
    "doubt.dates": Conflict.Kind.PERIOD,
}


def kept(doubts: Iterable[str]) -> list[Kept | str]:
    """The doubts of a finding as JSON holds them."""
    return [
        Kept(code=one.code, values=dict(one.values), text=str(one)) if isinstance(one, Doubt) else str(one)
        for one in doubts
    ]


def in_words(doubt: Kept | str) -> str:
    """The sentence in the active language; one kept without its code, or whose code is gone, as it was written."""
    if isinstance(doubt, str):
        return doubt
    sentence = WORDING.get(doubt["code"])
    if sentence is None:
        return doubt["text"]
    try:
        return gettext(sentence).format(**{name: _word(value) for name, value in doubt["values"].items()})
    except (KeyError, IndexError):  # kept by a version that named other things
        return doubt["text"]


def _word(value: str) -> str:
    """A value of a doubt; the two that are words of English rather than of the source are put into the language."""
    return {"up": pgettext("a figure went", "up"), "down": pgettext("a figure went", "down")}.get(value, value)


def in_english(doubt: Kept | str) -> str:
    """The sentence as the reader wrote it."""
    return doubt if isinstance(doubt, str) else doubt["text"]


def kind_of(doubt: Kept | str) -> Conflict.Kind:
    """The kind of the disagreement that a doubtful statement is alone."""
    code = "" if isinstance(doubt, str) else doubt["code"]
    return next((kind for begin, kind in _KINDS.items() if code.startswith(begin)), Conflict.Kind.SCALE)
