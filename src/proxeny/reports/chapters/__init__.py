"""The chapters of a periodic report, each drafted from the record."""

from __future__ import annotations

from collections.abc import Callable

from proxeny.reports.chapters.affairs import agreements, aid, conferences, culture, delegations, missions
from proxeny.reports.chapters.city import context, economy, targets
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.outlook import ahead, difficulties
from proxeny.reports.parts import Chapter

PERIODIC: tuple[Callable[[Desk], Chapter], ...] = (
    context, delegations, agreements, conferences, economy, culture, aid, missions, targets, difficulties, ahead,
)  # fmt: skip

__all__ = ["PERIODIC", "Desk"]
