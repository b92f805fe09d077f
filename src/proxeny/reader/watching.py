"""What the rooms hand over while somebody watches, so that a finding can be explained; nothing when nobody does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proxeny.reader.dates.matching import Expression
    from proxeny.reader.dates.resolve import Anchor
    from proxeny.reader.facts.bounds import Bound
    from proxeny.reader.numbers.digits import Habit
    from proxeny.reader.places.lexicon import Sense
    from proxeny.reader.places.mentions import Mention as Name
    from proxeny.reader.quantities.mention import Mention
    from proxeny.reader.spans import Observation


@dataclass
class Watched:
    """The working state of one reading: what each room had in hand when it made its findings."""

    habit: Habit | None = None
    mentions: list[Mention] = field(default_factory=list)
    anchor: Anchor | None = None
    expressions: list[Expression] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    weighed: list[tuple[Name, list[tuple[float, Sense]]]] = field(default_factory=list)
    bounds: list[tuple[Bound, Observation]] = field(default_factory=list)


_WATCHED: ContextVar[Watched | None] = ContextVar("watched", default=None)


def watched() -> Watched | None:
    """Where to hand over, ``None`` when nobody watches; a room asks once for each document."""
    return _WATCHED.get()


@contextmanager
def watching() -> Iterator[Watched]:
    """Watch the readings made inside the ``with``."""
    seen = Watched()
    token = _WATCHED.set(seen)
    try:
        yield seen
    finally:
        _WATCHED.reset(token)
