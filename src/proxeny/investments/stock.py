"""The stock of foreign investment on a day by partner or sector: one reading of the ledgers for lines and total.

In SQL of its own, for each project's capital is reckoned once and summed several ways: as subqueries of each sum, the
ledgers of all projects were read three times.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from proxeny.core.records import Mark
from proxeny.investments.ledgers import ADDED, NEW, REDUCED, REVOKED
from proxeny.investments.models import CapitalMovement, Project
from proxeny.investments.totals import Recorded

_CAPITAL = CapitalMovement._meta.get_field("value")

# The ledger of a project gives its capital where it has begun by the day, else what is stated of it by then.
_HELD = """
WITH ledger AS (
    SELECT project_id, SUM(CASE WHEN kind IN (%s, %s) THEN value ELSE -value END) AS registered
    FROM {movements} WHERE unit = %s AND date_latest <= %s AND kind IN (%s, %s, %s, %s)
    GROUP BY project_id HAVING MAX(CASE WHEN kind = %s THEN 1 ELSE 0 END) = 1
), held AS MATERIALIZED (
    SELECT project.id, project.sector,
        CASE WHEN ledger.project_id IS NOT NULL THEN COALESCE(ledger.registered, 0)
             WHEN project.unit = %s AND project.date_earliest <= %s THEN project.value END AS capital
    FROM {projects} project LEFT JOIN ledger ON ledger.project_id = project.id
    WHERE project.mark <= %s AND project.status IN ({states})
)
"""
_BY_SECTOR = "SELECT sector, COUNT(capital), SUM(capital) FROM held GROUP BY sector"
_TOTAL = "SELECT 'total', NULL, COUNT(capital), SUM(capital) FROM held"
# ``+ 0``: with every partner of the list looked for in the index, a project would cost a hundred searches, not one.
_BY_PARTNER = """
SELECT 'partner', link.partner_id, COUNT(capital), SUM(capital)
FROM held JOIN {links} link ON link.project_id = held.id
WHERE link.partner_id IN ({partners}) AND capital IS NOT NULL GROUP BY link.partner_id
UNION ALL
SELECT 'nowhere', NULL, COUNT(capital), SUM(capital) FROM held
WHERE NOT EXISTS (
    SELECT 1 FROM {links} link WHERE link.project_id = held.id AND link.partner_id + 0 IN ({partners})
)
UNION ALL
"""


@dataclass
class Stock:
    """Projects in force on a day with their registered capital: by key of a partner, of none of them, and all."""

    by_partner: dict[int, Recorded] = field(default_factory=dict)
    nowhere: Recorded = field(default_factory=Recorded)
    total: Recorded = field(default_factory=Recorded)


def _recorded(number: int, amount: Any) -> Recorded:
    return Recorded(number, _CAPITAL.from_db_value(amount, None, connection) or Decimal(0))  # type: ignore[attr-defined]


def _held(unit: str, last: date, visible_to: Any) -> tuple[str, list[Any]]:
    day: Any = connection.ops.adapt_datefield_value(last)
    states = [str(state) for state in Project.IN_STOCK]
    text = _HELD.format(
        movements=CapitalMovement._meta.db_table,
        projects=Project._meta.db_table,
        states=", ".join(["%s"] * len(states)),
    )
    moved = [NEW, ADDED, unit, day, NEW, ADDED, REDUCED, REVOKED, NEW]
    return text, [*moved, unit, day, int(getattr(visible_to, "clearance", Mark.PUBLIC)), *states]


def by_sector(unit: str, last: date, *, visible_to: Any) -> dict[str, Recorded]:
    """The stock in one currency by sector, empty where none is known. One SQL query."""
    text, given = _held(unit, last, visible_to)
    with connection.cursor() as cursor:
        cursor.execute(text + _BY_SECTOR, given)
        return {sector: _recorded(number, amount) for sector, number, amount in cursor.fetchall()}


def by_partner(unit: str, last: date, partners: Collection[int], *, visible_to: Any) -> Stock:
    """The stock in one currency of some partners, of none of them, and all, each project once. One SQL query."""
    text, given = _held(unit, last, visible_to)
    found = Stock()
    if partners:
        keys = ", ".join(str(int(key)) for key in partners)
        text += _BY_PARTNER.format(links=Project.partners.through._meta.db_table, partners=keys)
    with connection.cursor() as cursor:
        cursor.execute(text + _TOTAL, given)
        for of, key, number, amount in cursor.fetchall():
            if of == "partner":
                found.by_partner[key] = _recorded(number, amount)
            elif of == "nowhere":
                found.nowhere = _recorded(number, amount)
            else:
                found.total = _recorded(number, amount)
    if not partners:
        found.nowhere = found.total
    return found
