"""What a partner's page shows of each register: a few records as lines, how many there are, where the others stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid
from proxeny.core.records import Record
from proxeny.delegations.models import Delegation
from proxeny.events.models import Award, Event
from proxeny.investments.models import Project
from proxeny.overview.relation import SHOWN_AT_MOST, Relation
from proxeny.overview.sources import Evidence
from proxeny.partners.models import Person
from proxeny.plans.models import Commitment

SHOWN = 8

Words = str | Promise


@dataclass(frozen=True)
class Cell:
    """What a column says of a record: words, a period (EDTF) or a figure."""

    label: Words
    text: Any = ""
    period: str = ""
    value: Any = None
    unit: str = ""
    qualifier: str = "exact"
    high: Any = None
    sources: list[dict[str, Any]] = field(default_factory=list)
    is_disputed: bool = False


@dataclass(frozen=True)
class Row:
    """A record as a line of a section."""

    record: Record
    title: str
    date: str
    sources: list[dict[str, Any]]
    cells: list[Cell]


@dataclass
class Section:
    """The records of one kind: those shown, how many there are, and where the others stand."""

    key: str
    title: Words
    date_heading: Words
    what_heading: Words
    count: int
    rows: list[Row]
    list_url: str
    new_url: str = ""
    new_label: Words = ""
    totals: list[dict[str, Any]] = field(default_factory=list)

    @property
    def headings(self) -> list[Words]:
        """Of the columns after date and title."""
        return [cell.label for cell in self.rows[0].cells] if self.rows else []

    @property
    def is_cut(self) -> bool:
        """Whether there are more than those shown."""
        return self.count > len(self.rows)


class Sections:
    """The sections of one relation."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation

    def _section(
        self,
        key: str,
        title: Words,
        count: int,
        rows: Callable[[int], list[Any]],
        date_field: str,
        cells: Callable[[Any, Evidence], list[Cell]],
        headings: tuple[Words, Words],
        *,
        register: str,
        query: str = "",
        new_label: Words = "",
    ) -> Section:
        """A section of ``count`` records; ``rows`` gives so many of them. One SQL query beside theirs."""
        shown = rows(SHOWN_AT_MOST if self.relation.show == key else SHOWN) if count else []
        evidence = Evidence(shown, visible_to=self.relation.person)
        marks = self.relation.marks
        lines = [
            Row(row, str(row), getattr(row, date_field), marks.of(evidence.of(row), limit=3), cells(row, evidence))
            for row in shown
        ]
        return Section(
            key,
            title,
            *headings,
            count,
            lines,
            f"{reverse(f'{register}:list')}?partner={self.relation.partner.reference}{query}",
            f"{reverse(f'{register}:new')}?partners={self.relation.partner.pk}" if new_label else "",
            new_label,
        )

    def agreements(self) -> Section:
        """Signed and under negotiation, the latest first."""

        def cells(row: Agreement, evidence: Evidence) -> list[Cell]:
            return [
                Cell(_("Type"), row.get_kind_display()),
                Cell(_("State"), row.get_status_display()),
                Cell(_("Until"), period=row.expires),
            ]

        return self._section(
            "agreements",
            _("Agreements"),
            self.relation.count(Agreement),
            lambda limit: self.relation.latest(Agreement, "signed_earliest", limit),
            "signed",
            cells,
            (_("Signed"), _("Agreement")),
            register="agreements",
            new_label=_("New agreement"),
        )

    def delegations(self, direction: str) -> Section:
        """Sent to the partner, or received from it."""
        people = Prefetch("led_by", Person.objects.visible_to(self.relation.person))

        def rows(limit: int) -> list[Any]:
            found = self.relation.latest(Delegation, "dates_earliest", limit, Q(direction=direction))
            prefetch_related_objects(found, people)
            return found

        def cells(row: Delegation, evidence: Evidence) -> list[Cell]:
            return [Cell(_("Led by"), ", ".join(person.name for person in row.led_by.all()) or row.get_level_display())]

        return self._section(
            f"delegations-{direction}",
            _("Delegations sent") if direction == Delegation.Direction.OUT else _("Delegations received"),
            self.relation.count(Delegation, direction),
            rows,
            "dates",
            cells,
            (_("Dates"), _("Delegation")),
            register="delegations",
            query=f"&direction={direction}",
            new_label=_("New delegation"),
        )

    def events(self) -> Section:
        """Held or planned together."""

        def cells(row: Event, evidence: Evidence) -> list[Cell]:
            return [Cell(_("Kind"), row.get_kind_display()), Cell(_("Place"), row.place)]

        return self._section(
            "events",
            _("Events"),
            self.relation.count(Event),
            lambda limit: self.relation.latest(Event, "dates_earliest", limit),
            "dates",
            cells,
            (_("Dates"), _("Event")),
            register="events",
            new_label=_("New event"),
        )

    def projects(self) -> Section:
        """Investment projects, the largest capital first; with sums by state and currency, never across currencies."""

        def cells(row: Project, evidence: Evidence) -> list[Cell]:
            return [
                Cell(_("Investor"), row.investor),
                self._figure(_("Capital"), row, evidence),
                Cell(_("State"), row.get_status_display()),
            ]

        standing = ~Q(status=Project.Status.SUPERSEDED)
        section = self._section(
            "projects",
            _("Investment projects"),
            self.relation.count(Project) - self.relation.count(Project, Project.Status.SUPERSEDED),
            lambda limit: self.relation.latest(Project, "date_earliest", limit, standing),
            "date",
            cells,
            (_("Date"), _("Project")),
            register="investments",
            new_label=_("New project"),
        )
        section.totals = self._capital()
        return section

    def _capital(self) -> list[dict[str, Any]]:
        """Projects and capital by state and currency, the most numerous first; a line of those without a figure."""
        numbers: dict[tuple[str, str], int] = defaultdict(int)
        amounts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for held in self.relation.held(Project):
            if held.sort != Project.Status.SUPERSEDED:
                numbers[held.sort, held.unit] += held.valued
                numbers[held.sort, ""] += held.number - held.valued
                amounts[held.sort, held.unit] += held.amount or Decimal(0)
        return [
            {
                "label": str(Project.Status(status).label),
                "count": number,
                "value": amounts[status, unit] if unit else None,
                "unit": unit,
            }
            for (status, unit), number in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
            if number
        ]

    def aid(self) -> Section:
        """Given and received."""

        def cells(row: Aid, evidence: Evidence) -> list[Cell]:
            return [
                Cell(_("Direction"), row.get_direction_display()),
                self._figure(_("Value"), row, evidence),
                Cell(_("In kind"), row.items),
            ]

        return self._section(
            "aid",
            _("Aid"),
            self.relation.count(Aid),
            lambda limit: self.relation.latest(Aid, "date_earliest", limit),
            "date",
            cells,
            (_("Date"), _("What for")),
            register="aid",
        )

    def commitments(self) -> Section:
        """What is still open, the soonest due first."""

        def cells(row: Commitment, evidence: Evidence) -> list[Cell]:
            return [Cell(_("By whom"), row.by), Cell(_("Made"), period=row.made)]

        rows = self.relation.records(Commitment).filter(status__in=Commitment.UNFINISHED)
        return self._section(
            "commitments",
            _("Open commitments"),
            rows.count(),
            lambda limit: list(rows.defer("folded", "note")[:limit]),
            "next_due",
            cells,
            (_("Due"), _("What")),
            register="commitments",
            query="&status=unfinished",
            new_label=_("New commitment"),
        )

    def awards(self) -> Section:
        """Given and received."""

        def cells(row: Award, evidence: Evidence) -> list[Cell]:
            return [Cell(_("Awarded by"), row.awarded_by), Cell(_("To"), row.recipient)]

        rows = self.relation.records(Award)
        return self._section(
            "awards",
            _("Awards"),
            rows.count(),
            lambda limit: list(rows.defer("folded", "note")[:limit]),
            "date",
            cells,
            (_("Date"), _("Award")),
            register="awards",
        )

    def _figure(self, label: Words, row: Any, evidence: Evidence) -> Cell:
        if row.value is None:
            return Cell(label)
        return Cell(
            label,
            value=row.value,
            unit=row.unit,
            qualifier=row.qualifier,
            high=row.high,
            sources=self.relation.marks.of(evidence.of(row, "value"), limit=2),
        )


def present(sections: Iterable[Section]) -> list[Section]:
    """Those that hold something."""
    return [section for section in sections if section.count]


def shares(section: Section, unit: str) -> Sequence[Row]:
    """Rows of a section with a value in a unit, the largest first."""
    rows = [
        (cell.value, row) for row in section.rows for cell in row.cells if cell.value is not None and cell.unit == unit
    ]
    return [row for _value, row in sorted(rows, key=lambda pair: -pair[0])]
