"""The date of publication that a text states in its dateline, where it does."""

from __future__ import annotations

import re

_ISO = re.compile(r"\bdate[: ]+((?:19|20)\d\d-[01]\d-[0-3]\d)\b", re.IGNORECASE)


def guess_published(text: str) -> str | None:
    """The day on the dateline of a text as EDTF; ``None`` where the head of the text gives none."""
    match = _ISO.search(text, 0, 600)
    return match.group(1) if match else None
