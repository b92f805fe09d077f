"""What the rules limit on a trip abroad, counted from the record and set beside the pack's limits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from proxeny.delegations.days import length, span_of
from proxeny.delegations.models import Delegation, Member
from proxeny.delegations.reporting import TRIP
from proxeny.partners.models import Person
from proxeny.procedures import office
from proxeny.procedures.models import Case
from proxeny.procedures.services import LimitFound, check_limits


@dataclass(frozen=True)
class Counted:
    """What a trip has of each thing that ``rules.MEASURES`` names; ``trips`` by leader, the trip itself included."""

    people: int | None
    days_abroad: int | None
    countries: int | None
    key_leaders: int
    trips: tuple[tuple[Person, int], ...]

    def plain(self) -> dict[str, int | None]:
        """All but the trips, which are one number for each leader."""
        names = ("people", "days_abroad", "countries", "key_leaders")
        return {name: getattr(self, name) for name in names}


def counted(delegation: Delegation, *, visible_to: Any) -> Counted:
    """What a trip has of each thing that is limited. At most six SQL queries, however many people go.

    Trips are counted over the whole record, for a limit holds whoever looks; the names of leaders whom the person may
    not see are left out. Where the countries are not entered one by one, those of the partners stand for them.
    """
    listed = delegation.members.count()
    span = delegation.span
    countries = {leg.country for leg in delegation.legs.all()}
    if not countries:
        countries = {partner.country for partner in delegation.partners.all() if partner.country}
    leaders = list(delegation.led_by.all())
    key_members = list(delegation.members.filter(is_key_leader=True).values_list("person", "name"))
    key = {("person", person) if person else ("name", name) for person, name in key_members}
    if delegation.level in Delegation.KEY_LEADERS:
        key |= {("person", leader.pk) for leader in leaders}
    return Counted(
        people=max(listed, delegation.size or 0) or None,
        days_abroad=length(span) if span is not None else None,
        countries=len(countries) or None,
        key_leaders=len(key),
        trips=_trips(delegation, leaders, visible_to),
    )


def _trips(delegation: Delegation, leaders: list[Person], visible_to: Any) -> tuple[tuple[Person, int], ...]:
    """Trips abroad of each leader in the calendar year of this one, as head or as a member. Two SQL queries."""
    first = delegation.dates_earliest  # type: ignore[attr-defined]
    if first is None or not leaders:
        return ()
    seen = [leader for leader in leaders if leader.mark <= getattr(visible_to, "clearance", 0)]
    this_year = Delegation.objects.filter(
        direction=Delegation.Direction.OUT, dates_earliest__range=(date(first.year, 1, 1), date(first.year, 12, 31))
    ).exclude(status__in=Delegation.NOT_MADE)
    keys = [leader.pk for leader in seen]
    trips: dict[int, set[int]] = defaultdict(set)
    for person, trip in this_year.filter(led_by__in=keys).values_list("led_by", "pk"):
        trips[person].add(trip)
    for person, trip in Member.objects.filter(person__in=keys, delegation__in=this_year.order_by()).values_list(
        "person", "delegation"
    ):
        trips[person].add(trip)
    return tuple((leader, len(trips[leader.pk] | {delegation.pk})) for leader in seen)


def limits_exceeded(delegation: Delegation, case: Case | None, *, visible_to: Any) -> list[LimitFound]:
    """The limits that a trip abroad does not keep, with citation and the override on record, if any.

    By the rules of its case; without one by those in force on its first day, or today. Nothing for a visit received,
    for a trip not made, or where the office's pack has no rules.
    """
    if not delegation.is_out or delegation.status in Delegation.NOT_MADE:
        return []
    book = case if case is not None else _without_case(delegation)
    if book is None or not book.rulebook.limits:
        return []
    numbers = counted(delegation, visible_to=visible_to)
    found = check_limits(book, numbers.plain())
    for leader, trips in numbers.trips:
        found += check_limits(
            book, {"trips_of_leader_in_year": trips}, subjects={"trips_of_leader_in_year": leader.name}
        )
    return found


def _without_case(delegation: Delegation) -> Case | None:
    """The office's rules as a case that is not kept, for a trip that goes through none."""
    span = span_of(delegation.dates)
    try:
        rules = office.rules_in_force(TRIP, span[0] if span is not None else timezone.localdate())
    except office.NoRules:
        return None
    return Case(rules=rules.to_json(), opened_on=timezone.localdate())


def limit_named(delegation: Delegation, case: Case, name: str, *, visible_to: Any) -> list[LimitFound]:
    """The limits of a key that a trip does not keep and for which no override stands."""
    return [
        one
        for one in limits_exceeded(delegation, case, visible_to=visible_to)
        if one.finding.limit.key == name and one.overridden is None
    ]


__all__ = ["Counted", "counted", "limit_named", "limits_exceeded"]
