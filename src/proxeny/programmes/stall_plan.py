"""The plan of the stalls of a fair, hall by hall, as squares to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from proxeny.core.records import Mark
from proxeny.programmes.models import Programme, Stall

SIDE, GAP = 76, 6  # of a square, in units of the drawing
_ACROSS = 8  # stalls in a row where nobody said where they stand


@dataclass(frozen=True)
class Square:
    """A stall on the plan; ``who`` is empty where it is free or the person may not see who has it."""

    stall: Stall
    x: int
    y: int
    is_taken: bool
    who: str
    url: str


@dataclass(frozen=True)
class Plan:
    """One hall."""

    hall: str
    squares: list[Square]
    width: int
    height: int

    @property
    def taken(self) -> int:
        """How many stalls are given."""
        return sum(square.is_taken for square in self.squares)


def plans_of(programme: Programme, *, visible_to: Any) -> list[Plan]:
    """Every hall with its stalls. One SQL query."""
    halls: dict[str, list[Stall]] = {}
    for stall in programme.stalls.select_related("participation__business"):
        halls.setdefault(stall.hall, []).append(stall)
    return [_plan(hall, stalls, getattr(visible_to, "clearance", Mark.PUBLIC)) for hall, stalls in halls.items()]


def _plan(hall: str, stalls: list[Stall], clearance: int) -> Plan:
    rows = max((stall.row for stall in stalls if stall.row and stall.column), default=0)
    squares, loose = [], 0
    for stall in stalls:
        if stall.row and stall.column:
            row, column = stall.row - 1, stall.column - 1
        else:
            row, column, loose = rows + loose // _ACROSS, loose % _ACROSS, loose + 1
        taken = stall.participation
        is_seen = taken is not None and max(taken.mark, taken.business.mark) <= clearance
        squares.append(
            Square(
                stall,
                column * (SIDE + GAP),
                row * (SIDE + GAP),
                taken is not None,
                taken.business.name if taken is not None and is_seen else "",
                taken.get_absolute_url() if taken is not None and is_seen else "",
            )
        )
    right = max(square.x for square in squares) + SIDE
    return Plan(hall, squares, right, max(square.y for square in squares) + SIDE)
