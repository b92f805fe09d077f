"""Targets against figures: what was reached, where the year should be by now, what it will come to, and the verdict.

``of`` one target, ``paces`` of many with a constant number of queries; both only from figures that the person may see.
What they give is computed and says of what. A verdict is given only where it holds by every earlier year on record:
*behind* means that even the best finish among those years would not reach the target, *ahead* that even the weakest
would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from proxeny.plans.judging import judged
from proxeny.plans.models import Target
from proxeny.plans.reaching import held_for
from proxeny.plans.standing import Expected, Pace, Verdict, Working

COUNTS_TARGETS = frozenset({"targets_total", "targets_met", "targets_exceeded"})

__all__ = ["COUNTS_TARGETS", "Counted", "Expected", "Pace", "Verdict", "Working", "of", "paces", "tally"]


def of(target: Target, *, on: date | None = None, visible_to: Any) -> Pace:
    """How one target stands on a day (default: today), from the figures that a person may see. Two SQL queries."""
    return paces([target], on=on, visible_to=visible_to)[target.pk]


def paces(targets: Iterable[Target], *, on: date | None = None, visible_to: Any) -> dict[int, Pace]:
    """The same for many targets, by key. Two SQL queries, however many; three where some figures are closed.

    The targets come with plan and indicator fetched. Only figures whose days were over on the day are used, so that an
    earlier day shows what could be known then, as far as the record has it.
    """
    asked, day = list(targets), on or timezone.localdate()
    held = held_for(asked, on=day, visible_to=visible_to)
    return {target.pk: judged(target, day, held) for target in asked}


@dataclass(frozen=True)
class Counted:
    """How many targets are met by their figures, those exceeded among them; ``open`` is what cannot be said yet."""

    targets: int = 0
    met: int = 0
    exceeded: int = 0
    missed: int = 0
    open: int = 0


def tally(found: Iterable[Pace]) -> Counted:
    """Targets counted by their computed verdicts; a target on the number of targets is not itself one of them."""
    mine = [pace for pace in found if pace.target.indicator_id not in COUNTS_TARGETS]
    verdicts = Counter(pace.verdict for pace in mine)
    met, missed = verdicts[Verdict.MET], verdicts[Verdict.MISSED]
    return Counted(len(mine), met, sum(pace.is_exceeded for pace in mine), missed, len(mine) - met - missed)
