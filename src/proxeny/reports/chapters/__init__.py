"""The chapters of periodic reports and of briefs, each drafted from the record."""

from __future__ import annotations

from collections.abc import Callable

from proxeny.reports.chapters.affairs import agreements, aid, conferences, culture, delegations, missions
from proxeny.reports.chapters.city import context, economy, targets
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.dossier import (
    aid_given,
    events,
    held_agreements,
    milestones,
    projects,
    series,
    summary,
    visits,
)
from proxeny.reports.chapters.outlook import ahead, difficulties
from proxeny.reports.chapters.relation import ask, calls, numbers, people, promised, relations, sensitive, talking, who
from proxeny.reports.chapters.visit import programme, visit
from proxeny.reports.parts import Chapter

PERIODIC: tuple[Callable[[Desk], Chapter], ...] = (
    context, delegations, agreements, conferences, economy, culture, aid, missions, targets, difficulties, ahead,
)  # fmt: skip

# The kinds of briefs: their chapters, in order.
BRIEFS: dict[str, tuple[Callable[[Desk], Chapter], ...]] = {
    "partner-brief": (
        summary, who, people, series, milestones, held_agreements, visits, events, projects, aid_given, promised,
        talking,
    ),
    "meeting-brief": (who, people, promised, talking, sensitive, relations, numbers),
    "heads-briefing": (context, economy, relations, numbers, promised, ask),
    "visit-file": (visit, programme, people, promised, talking, sensitive, relations),
    "investor-profile": (context, economy, calls),
}

__all__ = ["BRIEFS", "PERIODIC", "Desk"]
