"""A project brought up to date from the register of the licensing office, which comes in again and again.

What changed becomes movements and a kept former name; what the record says is never overwritten by a figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.core import period
from proxeny.core.errors import DomainError
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.documents.models import Statement
from proxeny.investments.models import CapitalMovement, Project
from proxeny.investments.portal import Change, PortalRow, what_changed
from proxeny.investments.services.movements import record_movement
from proxeny.registers import services as registers
from proxeny.registers.stated_values import standing_statements


class StaleRegister(DomainError):
    """The file is older than one that was brought in before."""

    code = "investments.stale_register"


@dataclass(frozen=True)
class Brought:
    """What a row of the register changed in a project; nothing where it says what is on record."""

    project: Project
    changes: tuple[Change, ...] = ()
    movements: tuple[CapitalMovement, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.changes)


@transaction.atomic
def bring_up_to_date(
    project: Project,
    row: PortalRow,
    *,
    as_of: str,
    by: User,
    evidence: Iterable[Statement],
    publisher: str = "",
    act: str = "change",
) -> Brought:
    """Bring a project to what the licensing office's register says of it on a day.

    Capital that rose or fell becomes an added or reduced movement on ``as_of`` (EDTF), beside what is there; a ledger
    that has not begun begins with the capital on record, resting on its own sources. A new name of the investor keeps
    the old one (``formerly``). A revoked licence takes what is left. Empty fields are filled; others than capital, name
    and state are left as they are. The same row again changes nothing.

    Raises ``StaleRegister`` for a file older than the last one, ``NoEvidence`` without a statement.
    """
    demand(by, act)
    current = Project.objects.select_for_update().get(pk=project.pk)
    statements = list(evidence)
    movements = list(current.movements.order_by("date_earliest", "id"))
    changes = what_changed(current, row, movements)
    if all(change.kind == "other_currency" for change in changes):
        return Brought(current, tuple(changes))
    _demand_newer(current, as_of)
    made: list[CapitalMovement] = []
    fields: dict[str, Any] = {}
    for change in changes:
        if change.kind == "movement":
            made += _move(current, change, row, as_of, publisher, statements, by, act)
        elif change.kind == "former_name":
            fields["formerly"] = [*current.formerly, change.before]
            fields["investor"] = change.after
        elif change.kind == "field":
            fields[change.field] = change.value
    if fields:
        registers.change(
            Project.objects.get(pk=current.pk), fields, by=by, evidence=statements, action="brought_up_to_date", act=act
        )
    return Brought(Project.objects.get(pk=current.pk), tuple(changes), tuple(made))


def _demand_newer(project: Project, as_of: str) -> None:
    latest = project.movements.aggregate(latest=Max("as_of_latest"))["latest"]
    day = period.days(as_of)[1]
    if latest is not None and day is not None and day < latest:
        language = get_language() or "en"
        raise StaleRegister(
            _("“%(project)s” was brought up to date from a register as of %(last)s; this file is as of %(day)s.")
            % {
                "project": project,
                "last": edtf_in_words(latest.isoformat(), language),
                "day": edtf_in_words(as_of, language),
            }
        )


def _move(
    project: Project,
    change: Change,
    row: PortalRow,
    as_of: str,
    publisher: str,
    statements: list[Statement],
    by: User,
    act: str,
) -> list[CapitalMovement]:
    """The movement of a change; before it the beginning of a ledger that has none."""
    made = []
    if change.begins_with is not None:
        beginning = CapitalMovement(
            kind=CapitalMovement.Kind.NEW,
            value=change.begins_with,
            unit=change.unit,
            date=project.date,
            note=str(_("capital on record before the register came in")),
        )
        own = standing_statements(project, "value") or statements
        made.append(registers.add_part(project, "movements", beginning, by=by, evidence=own, act=act))
    if change.amount:
        is_first = change.movement == CapitalMovement.Kind.NEW
        made.append(
            record_movement(
                project,
                kind=change.movement,
                value=change.amount,
                unit=change.unit,
                date=(row.date or project.date or as_of) if is_first else as_of,
                as_of=as_of,
                publisher=publisher,
                evidence=statements,
                by=by,
                act=act,
            )
        )
    return made
