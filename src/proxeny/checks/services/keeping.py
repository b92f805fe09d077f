"""Conflicts that the checks open, keep and close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType

from proxeny.checks.points import Found
from proxeny.checks.rules import NAMES
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Conflict, Statement
from proxeny.indicators.models import Observation

Key = tuple[int, str]


def of_checks() -> Any:
    """The conflicts that checks opened, as a query set."""
    return Conflict.objects.filter(content_type=_observations(), field__in=NAMES)


def _observations() -> ContentType:
    return ContentType.objects.get_for_model(Observation)


def statements_behind(keys: Collection[int]) -> dict[int, list[Statement]]:
    """The standing statements of the values of observations. One SQL query for every five hundred."""
    found: dict[int, list[Statement]] = defaultdict(list)
    wanted = sorted(keys)
    for start in range(0, len(wanted), 500):
        cited = Citation.objects.filter(
            content_type=_observations(),
            object_id__in=wanted[start : start + 500],
            field="value",
            statement__status__in=[Statement.Status.ACCEPTED, Statement.Status.CORRECTED],
        ).select_related("statement__document")
        for citation in cited:
            found[citation.object_id].append(citation.statement)
    return found


def _details(found: Found) -> dict[str, Any]:
    return {
        "points": [point.key for point in found.points],
        "values": {name: str(value) for name, value in found.values.items()},
    }


def keep(found: Iterable[Found], known: dict[Key, Conflict]) -> tuple[int, int]:
    """Open what was found, reopen what a new statement concerns, leave what stands as it was; drop what is gone.

    ``known`` are the conflicts that these checks could have opened, by observation and name. Gives how many are new
    or reopened, and how many were closed.
    """
    mine = {(one.suspect.key, one.rule): one for one in found}
    changed = {key: one for key, one in mine.items() if key not in known or known[key].details != _details(one)}
    same = {key: one for key, one in mine.items() if key not in changed}
    behind = statements_behind({point.key for one in mine.values() for point in one.points})
    records = Observation.objects.in_bulk({key for key, _name in mine})
    opened = 0
    for (key, name), one in [*changed.items(), *same.items()]:
        statements = {statement.pk: statement for point in one.points for statement in behind[point.key]}
        before = known.get((key, name))
        if not statements or (before is not None and (key, name) in same and _rests_on(before, set(statements))):
            continue
        was_open = before is not None and before.is_open
        conflict = documents.open_conflict(
            records[key], name, statements.values(), kind=one.kind, details=_details(one)
        )
        opened += conflict is not None and not was_open
    return opened, _close([conflict for key, conflict in known.items() if key not in mine])


def _rests_on(conflict: Conflict, statements: set[int]) -> bool:
    return {statement.pk for statement in conflict.statements.all()} == statements


def _close(gone: Iterable[Conflict]) -> int:
    """Take out what is no conflict any more; what was ruled upon is kept, closed."""
    closed = 0
    for conflict in gone:
        if not conflict.rulings.exists():
            closed += conflict.is_open
            conflict.delete()
        elif conflict.is_open:
            conflict.is_open = False
            conflict.save(update_fields=["is_open"])
            closed += 1
    return closed
