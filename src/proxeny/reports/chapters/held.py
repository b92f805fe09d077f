"""The records of the registers that fall into a period, loaded once for chapters and annexes.

A record counts where it begins, and only where its date says so: one dated ``2023`` is not counted in the first six
months of 2023, but told apart (``vague``).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Length

from proxeny.agreements.models import Agreement, state_expression
from proxeny.agreements.states import BEFORE_SIGNATURE, GIVEN_UP
from proxeny.delegations.models import Delegation
from proxeny.events.models import Award, Event
from proxeny.events.queries import NOT_HELD
from proxeny.partners.models import Partner, Person
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.periods import Period

# How long a date is that is known to the day: 2023-04-14, or two of them.
_TO_THE_DAY = (10, 21)
MEETINGS = (
    Event.Kind.CONFERENCE, Event.Kind.SUMMIT, Event.Kind.CONGRESS, Event.Kind.MEETING, Event.Kind.TALK,
    Event.Kind.PRESS_CONFERENCE,
)  # fmt: skip
CULTURE = (Event.Kind.FESTIVAL, Event.Kind.EXHIBITION, Event.Kind.CAMPAIGN, Event.Kind.CELEBRATION)


def begins_in(field: str, period: Period) -> Q:
    """Rows whose date begins in a period: all of it in there, or known to the day."""
    return Q(**{f"{field}_earliest__range": (period.first, period.last)}) & (
        Q(**{f"{field}_latest__lte": period.last})
        | Q(**{f"{field}_latest": None})
        | Q(**{f"{field}_length__in": _TO_THE_DAY})
    )


def with_length(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    """Rows with the length of a date as written, which tells how precise it is."""
    return rows.alias(**{f"{field}_length": Length(field)})


def vague_in(rows: QuerySet[Any], field: str, period: Period) -> int:
    """How many rows may or may not begin in a period, because their date says too little. One SQL query."""
    meets = Q(**{f"{field}_earliest__lte": period.last, f"{field}_latest__gte": period.first})
    found = with_length(rows, field).filter(meets).exclude(**{f"{field}_length__in": _TO_THE_DAY})
    return found.exclude(begins_in(field, period)).exclude(**{f"{field}__contains": "/"}).count()


class Held:
    """What the registers hold of a period, as far as a person may see. Each list is loaded when it is first asked."""

    def __init__(self, period: Period, *, visible_to: Any, partner: Partner | None = None) -> None:
        self.period = period
        self.person = visible_to
        self.partner = partner

    def _of(self, model: Any, field: str) -> QuerySet[Any]:
        rows = with_length(model.objects.visible_to(self.person), field)
        return rows.filter(partners=self.partner) if self.partner is not None else rows

    @cached_property
    def partners(self) -> Prefetch[Any]:
        """Partners as the person may see them, with what their names need."""
        seen = Partner.objects.visible_to(self.person)
        return Prefetch("partners", seen.only("kind", "reference", "name", "name_vi", "country"))

    def _delegations(self, period: Period) -> QuerySet[Any]:
        return (
            self._of(Delegation, "dates")
            .filter(begins_in("dates", period))
            .exclude(status__in=Delegation.NOT_MADE)
            .order_by("dates_earliest", "title")
        )

    @cached_property
    def delegations(self) -> list[Delegation]:
        """Delegations sent and received that begin in the period, the earliest first. Three SQL queries."""
        people = Prefetch("led_by", Person.objects.visible_to(self.person).only("name"))
        return list(self._delegations(self.period).defer("folded").prefetch_related(self.partners, people))

    @cached_property
    def delegations_before(self) -> dict[str, list[str]]:
        """Those that began in the same days of the year before, by direction, as figures name them. One SQL query."""
        found: dict[str, list[str]] = {direction: [] for direction in Delegation.Direction.values}
        for direction, reference in self._delegations(self.period.before).values_list("direction", "reference"):
            found[direction].append(f"{Delegation.register()}:{reference}")
        return found

    @cached_property
    def behind_delegations(self) -> Behind:
        """What they rest on."""
        return Behind(self.delegations, visible_to=self.person)

    def delegations_of(self, direction: str) -> list[Delegation]:
        """Those sent or those received."""
        return [row for row in self.delegations if row.direction == direction]

    @cached_property
    def agreements(self) -> list[Agreement]:
        """Agreements signed in the period, the earliest first. Three SQL queries."""
        signatories = Prefetch("signed_by", Person.objects.visible_to(self.person).only("name"))
        rows = (
            self._of(Agreement, "signed")
            .filter(begins_in("signed", self.period))
            .exclude(status__in=(*BEFORE_SIGNATURE, *GIVEN_UP))
            .annotate(state_now=state_expression(self.period.last))
            .order_by("signed_earliest", "title")
        )
        return list(rows.prefetch_related(self.partners, signatories))

    @cached_property
    def behind_agreements(self) -> Behind:
        """What they rest on."""
        return Behind(self.agreements, visible_to=self.person)

    @cached_property
    def events(self) -> list[Event]:
        """Events that begin in the period, the earliest first; ideas, refused and cancelled ones left out."""
        rows = (
            self._of(Event, "dates")
            .filter(begins_in("dates", self.period))
            .exclude(status__in=NOT_HELD)
            .order_by("dates_earliest", "title")
        )
        return list(rows.defer("folded").prefetch_related(self.partners, "counts"))

    @cached_property
    def behind_events(self) -> Behind:
        """What they rest on."""
        return Behind(self.events, visible_to=self.person)

    @cached_property
    def awards(self) -> list[Award]:
        """Awards received and given in the period. One SQL query."""
        rows = self._of(Award, "date").filter(begins_in("date", self.period))
        return list(rows.order_by("date_earliest", "title"))

    @cached_property
    def vague(self) -> dict[str, int]:
        """By register: how many records have a date too vague for the period. Three SQL queries; none for a year."""
        if "-" not in self.period.edtf:
            return {}
        rows = {
            "delegations": (
                Delegation.objects.visible_to(self.person).exclude(status__in=Delegation.NOT_MADE),
                "dates",
            ),
            "agreements": (Agreement.objects.visible_to(self.person), "signed"),
            "conferences": (Event.objects.visible_to(self.person).exclude(status__in=NOT_HELD), "dates"),
        }
        return {key: vague_in(found, field, self.period) for key, (found, field) in rows.items()}


def day_order(field: str) -> Any:
    """The earliest first, what has no date last."""
    return F(f"{field}_earliest").asc(nulls_last=True)


def ahead_of(period: Period) -> Period:
    """The period that follows: the rest of the year, or the whole of the next."""
    if (period.last.month, period.last.day) == (12, 31):
        year = period.last.year + 1
        return Period("yearly", date(year, 1, 1), date(year, 12, 31))
    first = date.fromordinal(period.last.toordinal() + 1)
    return Period("period", first, date(period.last.year, 12, 31))
