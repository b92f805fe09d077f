"""The classes that a map shades by: few, with round limits, in words of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from proxeny.core.wording import in_words

MOST = 5
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
# How much of the colour each class has: even steps to the eye, the lightest still apart from "no data".
_STRENGTHS: dict[int, tuple[float, ...]] = {
    1: (1.0,),
    2: (0.45, 1.0),
    3: (0.3, 0.62, 1.0),
    4: (0.26, 0.48, 0.72, 1.0),
    5: (0.24, 0.42, 0.6, 0.79, 1.0),
}


@dataclass(frozen=True)
class Classes:
    """``limits`` are the lower limits of all classes but the first; ``labels`` has one more."""

    limits: tuple[Decimal, ...]
    labels: tuple[str, ...]

    @property
    def strengths(self) -> tuple[float, ...]:
        """The opacity of each class."""
        return _STRENGTHS[len(self.labels)]

    def strength(self, value: Decimal) -> float:
        """The opacity of the class that a value falls into."""
        return self.strengths[sum(value >= limit for limit in self.limits)]


def _round(value: Decimal) -> Decimal:
    """The nearest of 1, 2, 5, 10 … by ratio."""
    base = Decimal(10) ** value.adjusted()
    return min((step * base for step in _STEPS), key=lambda step: max(step / value, value / step))


def classes(values: Sequence[Decimal], unit: str, language: str) -> Classes:
    """Up to five classes of about equal ratio: what partners are in figures spans powers of ten.

    Nothing, and what is below nought, falls into the first class. Of counts no class is narrower than one.
    """
    above = sorted(value for value in values if value > 0)
    if not above:
        return Classes((), (in_words(Decimal(0), unit, language).text,))
    lowest, highest = above[0], above[-1]
    ratio = float(highest / lowest)
    wanted = min(MOST, len(set(above)))
    limits = {_round(lowest * Decimal(ratio ** (step / wanted))) for step in range(1, wanted)}
    found = tuple(sorted(limit for limit in limits if lowest < limit <= highest))
    if unit == "count":
        found = tuple(sorted({Decimal(int(limit)) for limit in found if limit >= 2}))
        if highest - lowest < MOST:  # few enough for a class each
            found = tuple(Decimal(number) for number in range(int(lowest) + 1, int(highest) + 1))
    return Classes(found, tuple(_labels(found, lowest, highest, unit, language)))


def _labels(limits: Sequence[Decimal], lowest: Decimal, highest: Decimal, unit: str, language: str) -> list[str]:
    if not limits:
        return [in_words(lowest, unit, language, high=highest).text]
    if unit == "count":
        starts = [min(Decimal(int(lowest)), Decimal(1)) if lowest < 1 else Decimal(int(lowest)), *limits]
        ends = [limit - 1 for limit in limits]
        bounded = [in_words(low, unit, language, high=high).text for low, high in zip(starts, ends, strict=False)]
        return [*bounded, str(in_words(limits[-1], unit, language, qualifier="at_least"))]
    between = [in_words(low, unit, language, high=high).text for low, high in pairwise(limits)]
    first = str(in_words(limits[0], unit, language, qualifier="under"))
    return [first, *between, str(in_words(limits[-1], unit, language, qualifier="at_least"))]
