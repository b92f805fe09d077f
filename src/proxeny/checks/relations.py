"""How indicators hang together, read from ``relations.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Sum:
    """``whole`` is the sum of ``parts``."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Within:
    """``part`` is counted in ``whole``."""

    whole: str
    part: str


@dataclass(frozen=True)
class Growth:
    """``growth`` is the change of ``of`` in per cent on the same days of the year before.

    ``of_partner`` is what grows where the figure is about a partner; ``of`` where it is left out.
    """

    of: str
    growth: str
    of_partner: str = ""

    def base(self, *, is_of_partner: bool) -> str:
        """The indicator that grows."""
        return self.of_partner or self.of if is_of_partner else self.of


@dataclass(frozen=True)
class Share:
    """``share`` is a partner's ``of`` in per cent of the city's."""

    of: str
    share: str


@dataclass(frozen=True)
class Relations:
    """All of them."""

    sums: tuple[Sum, ...]
    within: tuple[Within, ...]
    growths: tuple[Growth, ...]
    shares: tuple[Share, ...]

    def groups(self) -> list[frozenset[str]]:
        """The indicators of each relation."""
        found = [{one.whole, *one.parts} for one in self.sums]
        found += [{one.whole, one.part} for one in self.within]
        found += [{one.of, one.growth, one.of_partner} - {""} for one in self.growths]
        found += [{one.of, one.share} for one in self.shares]
        return [frozenset(group) for group in found]

    def beside(self, indicator: str) -> frozenset[str]:
        """The indicators that a figure of one hangs together with, over any number of relations; itself among them."""
        found, groups = frozenset({indicator}), self.groups()
        while True:
            wider = found.union(*(group for group in groups if group & found))
            if wider == found:
                return found
            found = wider


@lru_cache(maxsize=1)
def relations() -> Relations:
    """The relations of the record."""
    content = tomllib.loads(Path(__file__).with_name("relations.toml").read_text(encoding="utf-8"))
    return Relations(
        sums=tuple(Sum(one["whole"], tuple(one["parts"])) for one in content["sum"]),
        within=tuple(Within(**one) for one in content["within"]),
        growths=tuple(Growth(**one) for one in content["growth"]),
        shares=tuple(Share(**one) for one in content["share"]),
    )
