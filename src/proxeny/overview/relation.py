"""What the record holds on a partner, register by register; a country with its cities and organisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid
from proxeny.briefs.partner import family
from proxeny.core.records import Record
from proxeny.delegations.models import Delegation
from proxeny.events.models import Award, Event
from proxeny.investments.models import Project
from proxeny.overview.sources import Evidence, Marks
from proxeny.partners.models import Partner, Person, Post
from proxeny.plans.models import Commitment

SHOWN = 8
PEOPLE_SHOWN = 6
SHOWN_AT_MOST = 500

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


class Relation:
    """The relation with one partner as a person may see it. Reads each register when it is asked for."""

    def __init__(self, partner: Partner, *, visible_to: Any, language: str, marks: Marks, show: str = "") -> None:
        self.partner, self.person, self.language = partner, visible_to, language
        self.marks, self.show = marks, show

    @cached_property
    def family(self) -> list[Partner]:
        """The partner and, for a country, its cities and organisations. One SQL query."""
        return list(family(self.partner, visible_to=self.person))

    @cached_property
    def family_keys(self) -> list[int]:
        """Their keys."""
        return [member.pk for member in self.family]

    @cached_property
    def others(self) -> list[tuple[str, list[Partner]]]:
        """The rest of the family by kind, cities first."""
        by_kind: dict[str, list[Partner]] = defaultdict(list)
        for member in self.family:
            if member.pk != self.partner.pk:
                by_kind[member.kind].append(member)
        order = [kind for kind in Partner.Kind.values if kind in by_kind]
        return [(str(Partner.Kind(kind).label), by_kind[kind]) for kind in order]

    def records(self, model: Any) -> QuerySet[Any]:
        """Records of a register with anybody of the family."""
        many = model._meta.get_field("partners")
        through = many.remote_field.through
        linked = through.objects.filter(partner__in=self.family_keys).values(many.m2m_field_name())
        return model.objects.visible_to(self.person).filter(pk__in=linked)  # type: ignore[no-any-return]

    # --- sections ----------------------------------------------------------------------------------------------------

    def _section(
        self,
        key: str,
        title: Words,
        rows: QuerySet[Any],
        date_field: str,
        cells: Callable[[Any, Evidence], list[Cell]],
        headings: tuple[Words, Words],
        *,
        register: str,
        query: str = "",
        new_label: Words = "",
    ) -> Section:
        """A section. Three SQL queries: count, rows, evidence (and what ``rows`` prefetches)."""
        count = rows.count()
        shown = list(rows[: SHOWN_AT_MOST if self.show == key else SHOWN]) if count else []
        evidence = Evidence(shown, visible_to=self.person)
        lines = [
            Row(row, str(row), getattr(row, date_field), self.marks.of(evidence.of(row), limit=3), cells(row, evidence))
            for row in shown
        ]
        return Section(
            key,
            title,
            *headings,
            count,
            lines,
            f"{reverse(f'{register}:list')}?partner={self.partner.reference}{query}",
            f"{reverse(f'{register}:new')}?partners={self.partner.pk}" if new_label else "",
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
            self.records(Agreement),
            "signed",
            cells,
            (_("Signed"), _("Agreement")),
            register="agreements",
            new_label=_("New agreement"),
        )

    def delegations(self, direction: str) -> Section:
        """Sent to the partner, or received from it."""
        people = Prefetch("led_by", Person.objects.visible_to(self.person))

        def cells(row: Delegation, evidence: Evidence) -> list[Cell]:
            return [Cell(_("Led by"), ", ".join(person.name for person in row.led_by.all()) or row.get_level_display())]

        return self._section(
            f"delegations-{direction}",
            _("Delegations sent") if direction == Delegation.Direction.OUT else _("Delegations received"),
            self.records(Delegation).filter(direction=direction).prefetch_related(people),
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
            self.records(Event),
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

        rows = self.records(Project).exclude(status=Project.Status.SUPERSEDED)
        section = self._section(
            "projects",
            _("Investment projects"),
            rows,
            "date",
            cells,
            (_("Date"), _("Project")),
            register="investments",
            new_label=_("New project"),
        )
        sums: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
        for status, unit, value in rows.order_by().values_list("status", "unit", "value"):
            sums[status, unit if value is not None else ""].append(value or Decimal(0))
        section.totals = [
            {
                "label": str(Project.Status(status).label),
                "count": len(values),
                "value": sum(values, Decimal(0)) if unit else None,
                "unit": unit,
            }
            for (status, unit), values in sorted(sums.items(), key=lambda item: (-len(item[1]), item[0]))
        ]
        return section

    def aid(self) -> Section:
        """Given and received."""

        def cells(row: Aid, evidence: Evidence) -> list[Cell]:
            return [
                Cell(_("Direction"), row.get_direction_display()),
                self._figure(_("Value"), row, evidence),
                Cell(_("In kind"), row.items),
            ]

        return self._section(
            "aid", _("Aid"), self.records(Aid), "date", cells, (_("Date"), _("What for")), register="aid"
        )

    def commitments(self) -> Section:
        """What is still open, the soonest due first."""

        def cells(row: Commitment, evidence: Evidence) -> list[Cell]:
            return [Cell(_("By whom"), row.by), Cell(_("Made"), period=row.made)]

        return self._section(
            "commitments",
            _("Open commitments"),
            self.records(Commitment).filter(status__in=Commitment.UNFINISHED),
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

        return self._section(
            "awards", _("Awards"), self.records(Award), "date", cells, (_("Date"), _("Award")), register="awards"
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
            sources=self.marks.of(evidence.of(row, "value"), limit=2),
        )

    # --- people ------------------------------------------------------------------------------------------------------

    def people(self) -> tuple[list[Post], int]:
        """Posts at the partner and its family, or of people who act for the country; and how many there are.

        Two SQL queries.
        """
        people = Person.objects.visible_to(self.person)
        rows = Post.objects.filter(partner__in=self.family_keys, person__in=people)
        if self.partner.kind == Partner.Kind.COUNTRY and self.partner.country:
            rows = rows | Post.objects.filter(person__country=self.partner.country, person__in=people)
        rows = rows.distinct().select_related("person").order_by("-begins_earliest", "person__name", "id")
        return list(rows[: SHOWN_AT_MOST if self.show == "people" else PEOPLE_SHOWN]), rows.count()


def present(sections: Iterable[Section]) -> list[Section]:
    """Those that hold something."""
    return [section for section in sections if section.count]


def shares(section: Section, unit: str) -> Sequence[Row]:
    """Rows of a section with a value in a unit, the largest first."""
    rows = [
        (cell.value, row) for row in section.rows for cell in row.cells if cell.value is not None and cell.unit == unit
    ]
    return [row for _value, row in sorted(rows, key=lambda pair: -pair[0])]
