"""Sentences that say why printed figures look wrong, where the text itself gives the evidence."""

from __future__ import annotations

import re

from proxeny.reader.document import Document
from proxeny.reader.quantities.mention import Mention

# A three-decimal "million" beside words of leadership: the grouped figure of another language carried over.
_LEADING = re.compile(
    r"leading the (?:country|nation)|dẫn đầu cả nước|memimpin|en tête du pays|ranking (?:first|second|third)"
)


def doubts_of(document: Document, mention: Mention) -> tuple[str, ...]:
    """The doubts of one quantity; the value stays what was printed."""
    if mention.alternative is None or mention.scale is None or mention.value is None or mention.unit is None:
        return ()
    if len(mention.unit) != 3 or mention.alternative != mention.value * 1000:
        return ()
    start, end = document.plain_sentence_at(mention.start)
    if mention.value < 10_000_000 and _LEADING.search(document.lower, start, end):
        return (
            f"'{document.plain[mention.start : mention.end]}' is small for what the sentence says of it; "
            f"the mark may group thousands, which makes it {mention.alternative:f} {mention.unit}.",
        )
    return ()
