"""The annexes A1 to A10 of a periodic report: one table each, with merged headings and totals where they are sound."""

from __future__ import annotations

from collections.abc import Callable

from proxeny.reports.annexes.held import agreements_signed, conferences, delegations_in, delegations_out
from proxeny.reports.annexes.markets import markets
from proxeny.reports.annexes.money import aid_by_donor, investment
from proxeny.reports.annexes.plan import ahead, results
from proxeny.reports.annexes.projects import projects
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.parts import Annex

PERIODIC: tuple[Callable[[Desk], Annex], ...] = (
    delegations_out, delegations_in, agreements_signed, conferences, projects, investment, aid_by_donor, markets,
    results, ahead,
)  # fmt: skip
