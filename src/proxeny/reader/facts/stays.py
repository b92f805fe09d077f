"""The visits and meetings told before a place in the text, whose partner and date what follows may share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from proxeny.reader.spans import Engagement

_MOST = 24  # engagements back to which one is looked for


class Stays:
    """The engagements of a document by position, so that those before one are found without a pass over all."""

    def __init__(self, engagements: Iterable[Engagement] = ()) -> None:
        self._told = sorted(engagements, key=lambda one: one.start)
        self._starts = [one.start for one in self._told]

    def before(self, position: int) -> Sequence[Engagement]:
        """The last engagements whose evidence begins at or before a position, in text order."""
        at = bisect_right(self._starts, position)
        return self._told[max(0, at - _MOST) : at]

    def date(self, position: int, partners: Iterable[str], reach: int | None = None) -> str | None:
        """The date of the last engagement before a position with one of the partners; within ``reach`` characters."""
        wanted = set(partners)
        for one in reversed(self.before(position)):
            if one.date is not None and wanted & set(one.partners) and (reach is None or position - one.start <= reach):
                return one.date
        return None
