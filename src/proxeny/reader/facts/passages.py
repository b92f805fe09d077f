"""Passages, the sentences and lines of a document, and what was found in them, at positions of the folded text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.spans import Quantity


# Not frozen, which would make them three times as slow to make; some hundred stand on a page, and nobody alters one.
@dataclass(slots=True, unsafe_hash=True)
class Amount:
    """A quantity at its folded position."""

    start: int
    end: int
    quantity: Quantity
    kind: str = field(init=False)  # ``money``, ``%``, ``count`` or ``measure``

    def __post_init__(self) -> None:
        unit = self.quantity.unit
        money = len(unit) == 3 and unit.isalpha() and unit.isupper()
        self.kind = unit if unit in ("%", "count") else "money" if money else "measure"


@dataclass(slots=True, unsafe_hash=True)
class When:
    """A date at its folded position; ``edtf`` is never ``None`` here."""

    start: int
    end: int
    edtf: str
    optional: bool


@dataclass(slots=True, unsafe_hash=True)
class Where:
    """A place at its folded position."""

    start: int
    end: int
    country: str
    name: str | None
    optional: bool

    @property
    def label(self) -> str:
        """The city or region, or the country's code."""
        return self.name or self.country


@dataclass(slots=True, unsafe_hash=True)
class Who:
    """A person at its folded position."""

    start: int
    end: int
    name: str
    title: str | None


@dataclass
class Passage:
    """One sentence or line and what was found in it, each list in text order."""

    index: int
    start: int
    end: int
    text: str  # the folded text of the whole document
    paragraph: int
    amounts: list[Amount] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    people: list[Who] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)

    def between(self, start: int, end: int) -> str:
        """The folded words from one position to another."""
        return self.text[start:end] if start < end else ""

    def marks(self, name: str, start: int | None = None, end: int | None = None) -> list[Cue]:
        """The cues of a name inside a stretch of the passage."""
        return [
            cue
            for cue in self._named.get(name, ())
            if (start is None or cue.start >= start) and (end is None or cue.end <= end)
        ]

    def has(self, *names: str, start: int | None = None, end: int | None = None) -> bool:
        """Whether a cue of one of the names stands in a stretch of the passage."""
        named = self._named
        for name in names:
            for cue in named.get(name, ()):
                if (start is None or cue.start >= start) and (end is None or cue.end <= end):
                    return True
        return False

    @cached_property
    def _named(self) -> dict[str, list[Cue]]:
        """The cues by their name, for ``has`` is asked dozens of times a figure."""
        named: dict[str, list[Cue]] = {}
        for cue in self.cues:
            named.setdefault(cue.name, []).append(cue)
        return named
