"""Who was foreseen, who is said to have come, who is on the list: the delegates of annex A4, set side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count as Number
from django.db.models import Q

from proxeny.documents.comparison import Figure, agree
from proxeny.events.international import home_country
from proxeny.events.models import Count, Event, Participant

_OF_ORIGIN = {
    Count.Delegates.HOME: Participant.Origin.HOME,
    Count.Delegates.RESIDENT: Participant.Origin.RESIDENT,
    Count.Delegates.ABROAD: Participant.Origin.ABROAD,
}


@dataclass(frozen=True)
class Line:
    """One sort of delegate: what was planned and what is said to have come (each may be unknown), who is listed, who
    of them came. ``counted`` is what the list says: those who came where anybody was checked in, else all on it."""

    of: str
    words: str
    planned: Count | None
    actual: Count | None
    listed: int
    came: int
    counted: int

    @property
    def difference(self) -> Decimal | None:
        """The list less what is said to have come, or to be planned where that is all that is known; ``None`` where
        the two can both be right ("over 100" and 120), and where there is no list."""
        said = self.actual or self.planned
        if said is None or said.value is None or not self.listed:
            return None
        stated = Figure(said.value, "count", said.qualifier, said.high)
        if agree(stated, Figure(Decimal(self.counted), "count")) and (said.qualifier != "exact" or said.high):
            return None
        return (self.counted - said.value) or None

    @property
    def size(self) -> Decimal | None:
        """The difference without its sign."""
        return abs(self.difference) if self.difference is not None else None


@dataclass(frozen=True)
class Attendance:
    """The four lines of delegates, the other numbers, and how the list stands."""

    rows: list[Line]
    others: list[Count]
    listed: int
    came: int
    absent: int
    without_origin: int
    vips: int

    @property
    def is_checked_in(self) -> bool:
        """Whether it was noted of anybody that they came."""
        return bool(self.came)

    @property
    def differs(self) -> bool:
        """Whether the list and what is said disagree anywhere."""
        return any(row.difference is not None for row in self.rows)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return not self.listed and not self.others and all(row.planned is row.actual is None for row in self.rows)


def attendance_of(event: Event) -> Attendance:
    """Numbers and list of an event, side by side. Three SQL queries."""
    counts = list(event.counts.all())
    came = Q(came=True)
    sums = event.participants.aggregate(
        all_listed=Number("pk"),
        all_came=Number("pk", filter=came),
        absent=Number("pk", filter=Q(came=False)),
        without=Number("pk", filter=Q(origin="")),
        vips=Number("pk", filter=Q(is_vip=True)),
        **{f"{origin}_listed": Number("pk", filter=Q(origin=origin)) for origin in _OF_ORIGIN.values()},
        **{f"{origin}_came": Number("pk", filter=Q(origin=origin) & came) for origin in _OF_ORIGIN.values()},
    )
    foreign = event.participants.exclude(country__in=("", home_country())).order_by()
    countries = foreign.aggregate(
        all_listed=Number("country", distinct=True), all_came=Number("country", filter=came, distinct=True)
    )
    numbers = {of: (sums[f"{origin}_listed"], sums[f"{origin}_came"]) for of, origin in _OF_ORIGIN.items()}
    numbers[Count.Delegates.COUNTRIES] = (countries["all_listed"], countries["all_came"])
    known = {(count.of, count.is_planned): count for count in counts}
    rows = [
        Line(
            of=of.value,
            words=str(of.label),
            planned=known.get((of.value, True)),
            actual=known.get((of.value, False)),
            listed=numbers[of][0],
            came=numbers[of][1],
            counted=numbers[of][1] if sums["all_came"] else numbers[of][0],
        )
        for of in Count.Delegates
    ]
    return Attendance(
        rows=rows,
        others=[count for count in counts if count.of not in Count.Delegates.values],
        listed=sums["all_listed"],
        came=sums["all_came"],
        absent=sums["absent"],
        without_origin=sums["without"],
        vips=sums["vips"],
    )
