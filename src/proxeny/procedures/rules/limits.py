"""Limits that a pack sets, checked against what a register counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from proxeny.procedures.rules.pack import Limit

# What a register can count, and in which unit; a pack's limits name one of these.
MEASURES: dict[str, str] = {
    "trips_of_leader_in_year": "trips abroad of one leader in a calendar year, the one in hand included",
    "people": "people in a delegation",
    "days_abroad": "days from departure to return, both included",
    "countries": "countries visited on one trip",
    "key_leaders": "key leaders on one trip",
    "foreign_delegates": "delegates from abroad",
    "amount_usd": "amount of one gift of aid, in US dollars",
}


@dataclass(frozen=True)
class Finding:
    """A limit that is not kept: what was found, and the limit with its citation. ``subject`` names a person, if one."""

    limit: Limit
    found: int
    subject: str = ""


def findings(
    limits: Iterable[Limit], counted: Mapping[str, int | None], *, subjects: Mapping[str, str] | None = None
) -> list[Finding]:
    """The limits that are not kept. What was not counted (left out, or ``None``) breaks no limit."""
    found = []
    for limit in limits:
        if any(counted.get(measure) != number for measure, number in limit.where.items()):
            continue
        number = counted.get(limit.measure)
        too_many = number is not None and limit.most is not None and number > limit.most
        too_few = number is not None and limit.least is not None and number < limit.least
        if number is not None and (too_many or too_few):
            found.append(Finding(limit, number, (subjects or {}).get(limit.measure, "")))
    return found
