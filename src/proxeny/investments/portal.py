"""What a row of the licensing office's register says of a project, and how that differs from the record.

Pure comparison; ``services.bring_up_to_date`` writes it. An import of 80,000 rows asks ``compare`` once: it costs three
SQL queries, however many rows there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from proxeny.core.folding import fold
from proxeny.investments.ledgers import ADDED, NEW, REDUCED, REGISTERS, REVOKED, Ledger, in_order, running
from proxeny.investments.licences import normalised
from proxeny.investments.models import CapitalMovement, Project

# What a register's state may overrule: a licence that is gone, or a project that runs.
_STATES = {
    Project.Status.LICENSED,
    Project.Status.UNDER_CONSTRUCTION,
    Project.Status.IN_OPERATION,
    Project.Status.REVOKED,
    Project.Status.COMPLETED,
}
_FILLED = ("title", "place", "sector", "form", "date")


@dataclass(frozen=True)
class PortalRow:
    """One project as the register has it; what it does not say is empty.

    ``value`` is the registered capital in ``unit`` on the register's day, ``status`` one of ``Project.Status``,
    ``date`` the day of the licence (EDTF).
    """

    licence_number: str
    title: str = ""
    investor: str = ""
    value: Decimal | None = None
    unit: str = "USD"
    status: str = ""
    place: str = ""
    sector: str = ""
    form: str = ""
    date: str = ""

    @property
    def key(self) -> str:
        """The normalised licence number."""
        return normalised(self.licence_number)


@dataclass(frozen=True)
class Change:
    """One thing that a row changes: ``kind`` is ``movement``, ``former_name``, ``field`` or ``other_currency``.

    The last is told and not written: of capital in two currencies there is no difference. A movement has its
    ``movement`` (added …), ``amount`` and ``unit``; ``begins_with`` is the capital that a ledger without a beginning
    begins with. ``before`` and ``after`` are words or amounts as text.
    """

    kind: str
    field: str
    before: str
    after: str
    value: Any = None
    movement: str = ""
    amount: Decimal = Decimal(0)
    unit: str = ""
    begins_with: Decimal | None = None

    @property
    def sentence(self) -> str:
        """For the report of an import: ``added: 5000000 USD``."""
        if self.kind == "movement":
            name = CapitalMovement.Kind(self.movement).label
            return f"{name}: {self.amount:f} {self.unit} ({self.before or '–'} → {self.after})"
        return f"{self.field}: {self.before or '–'} → {self.after}"


def what_changed(project: Project, row: PortalRow, movements: Sequence[Any]) -> list[Change]:
    """Where a row differs from a project and its movements. No SQL query."""
    changes = []
    is_revoked = row.status == Project.Status.REVOKED
    capital = _capital(project, row, movements, is_revoked)
    if capital is not None:
        changes.append(capital)
    if row.investor and project.investor and fold(row.investor) != fold(project.investor):
        changes.append(Change("former_name", "investor", project.investor, row.investor))
    elif row.investor and not project.investor:
        changes.append(Change("field", "investor", "", row.investor, row.investor))
    if row.status in _STATES and row.status != project.status and not _is_further(project.status, row.status):
        before, after = str(project.get_status_display()), str(Project.Status(row.status).label)
        changes.append(Change("field", "status", before, after, row.status))
    for name in _FILLED:
        said = getattr(row, name)
        if said and not getattr(project, name):
            changes.append(Change("field", name, "", said, said))
    return changes


def _is_further(held: str, stated: str) -> bool:
    """A register that says "licensed" does not take a running project back to its licence."""
    running_states = {Project.Status.UNDER_CONSTRUCTION, Project.Status.IN_OPERATION, Project.Status.IN_FORCE}
    return stated == Project.Status.LICENSED and held in running_states


def _capital(project: Project, row: PortalRow, movements: Sequence[Any], is_revoked: bool) -> Change | None:
    ledgers = {ledger.unit: ledger for ledger in running(in_order(movements))}
    ledger = ledgers.get(row.unit)
    begins_with = None
    if ledger is not None and ledger.has_beginning:
        held: Decimal | None = ledger.registered
    elif project.value is not None and project.unit == row.unit:
        held = begins_with = project.value
        held += ledger.registered if ledger is not None else Decimal(0)
    else:
        held = None
    stated = Decimal(0) if is_revoked else row.value
    if stated is None or held == stated or (held is None and is_revoked):
        return None
    if held is None and (others := _in_other_currencies(project, ledgers.values())):
        return Change("other_currency", "value", others, f"{stated:f} {row.unit}")
    if held is None:
        return Change("movement", "value", "", f"{stated:f}", movement=NEW, amount=stated, unit=row.unit)
    kind = REVOKED if is_revoked else ADDED if stated > held else REDUCED
    return Change(
        "movement", "value", f"{held:f}", f"{stated:f}", movement=kind, amount=abs(stated - held), unit=row.unit,
        begins_with=begins_with,
    )  # fmt: skip


def _in_other_currencies(project: Project, ledgers: Iterable[Ledger]) -> str:
    begun = [f"{ledger.registered:f} {ledger.unit}" for ledger in ledgers if ledger.has_beginning]
    if not begun and project.value is not None:
        begun = [f"{project.value:f} {project.unit}"]
    return ", ".join(begun)


@dataclass
class Comparison:
    """A whole register beside the record: rows of new projects, what changed, how many are the same, what is missing.

    ``missing`` are projects in force that the record has and the register does not; they are told of, never taken out.
    ``unnamed`` are rows without a licence number, ``doubled`` those whose number came before in the same file.
    """

    new: list[PortalRow] = field(default_factory=list)
    changed: list[tuple[Project, PortalRow, list[Change]]] = field(default_factory=list)
    same: int = 0
    missing: list[Project] = field(default_factory=list)
    unnamed: list[PortalRow] = field(default_factory=list)
    doubled: list[PortalRow] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """What it comes to, in words."""
        return _("%(new)s new, %(changed)s changed, %(same)s as on record, %(missing)s not in the file.") % {
            "new": len(self.new),
            "changed": len(self.changed),
            "same": self.same,
            "missing": len(self.missing),
        }


def compare(rows: Iterable[PortalRow], *, visible_to: Any) -> Comparison:
    """A register beside the record, by licence number. Two SQL queries."""
    known = {project.licence_key: project for project in with_licence(visible_to)}
    movements: dict[int, list[Any]] = defaultdict(list)
    registering = CapitalMovement.objects.filter(kind__in=list(REGISTERS), project__licence_key__isnull=False)
    for movement in registering.iterator(chunk_size=5_000):
        movements[movement.project_id].append(movement)
    found, seen = Comparison(), set()
    for row in rows:
        if not row.key:
            found.unnamed.append(row)
            continue
        if row.key in seen:
            found.doubled.append(row)
            continue
        seen.add(row.key)
        project = known.get(row.key)
        if project is None:
            found.new.append(row)
        elif changes := what_changed(project, row, movements[project.pk]):
            found.changed.append((project, row, changes))
        else:
            found.same += 1
    found.missing = [
        project for key, project in known.items() if key not in seen and project.status in Project.IN_STOCK
    ]
    return found


def with_licence(visible_to: Any) -> Iterable[Project]:
    """The projects with a licence number that a person may see. One SQL query."""
    return Project.objects.visible_to(visible_to).exclude(licence_key=None).order_by("licence_key")  # type: ignore[no-any-return]


def project_of_licence(number: str, *, visible_to: Any) -> Project | None:
    """The project of a licence number, however it is written. One SQL query."""
    key = normalised(number)
    found: Project | None = Project.objects.visible_to(visible_to).filter(licence_key=key).first() if key else None
    return found
