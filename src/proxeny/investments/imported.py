"""How an import of the licensing office's register changes projects: what rose is a movement, an old name is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from proxeny.accounts.models import User
from proxeny.documents.models import Statement
from proxeny.investments.ledgers import REGISTERS
from proxeny.investments.models import CapitalMovement, Project
from proxeny.investments.portal import PortalRow, what_changed
from proxeny.investments.services import bring_up_to_date
from proxeny.registers.register import BringUpToDate

_SAID = tuple(field.name for field in fields(PortalRow))


def row_of(project: Project, content: dict[str, Any]) -> PortalRow:
    """A row of an import, by field, as the comparison takes it."""
    said = {name: content[name] for name in _SAID if content.get(name) not in (None, "")}
    return PortalRow(**{"licence_number": project.licence_number, **said})


def differences(rows: Sequence[tuple[Any, dict[str, Any]]]) -> list[dict[str, list[Any]]]:
    """What each row would change: field → [before, after]; under no name, what is only told. One SQL query."""
    movements: dict[int, list[CapitalMovement]] = defaultdict(list)
    of_these = CapitalMovement.objects.filter(
        kind__in=list(REGISTERS), project__in=[project.pk for project, _content in rows]
    )
    for movement in of_these:
        movements[movement.project_id].append(movement)
    found: list[dict[str, list[Any]]] = []
    for project, content in rows:
        changes: dict[str, list[Any]] = {}
        for change in what_changed(project, row_of(project, content), movements[project.pk]):
            name = "" if change.kind == "other_currency" else change.field
            changes[name] = [change.before, change.sentence if change.kind == "movement" else change.after]
        found.append(changes)
    return found


def write(project: Project, content: dict[str, Any], *, as_of: str, by: User, evidence: Iterable[Statement]) -> None:
    """Bring a project to what a row says of it."""
    bring_up_to_date(project, row_of(project, content), as_of=as_of, by=by, evidence=evidence)


FROM_THE_LICENSING_OFFICE = BringUpToDate(differences, write)
