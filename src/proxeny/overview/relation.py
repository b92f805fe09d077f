"""The relation with a partner as one person may see it: its family, and what each register holds of it.

A country speaks for its cities and organisations. The busiest has tens of thousands of records, so each register is
counted once, by the database, for all parts of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)  # fmt: skip
from django.db.models.functions import Coalesce

from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.investments.models import Project
from proxeny.overview.months import YearOf
from proxeny.overview.sources import Marks
from proxeny.partners.models import Partner, Person, Post
from proxeny.partners.queries import family

PEOPLE_SHOWN = 6
SHOWN_AT_MOST = 500
IN_MANY = 1000  # records of a register: from here on its latest are found by their days

# Register → (the field of its date, what its records are told apart by).
DATED: dict[Any, tuple[str, Sequence[str]]] = {
    Agreement: ("signed", ()),
    Delegation: ("dates", ("direction",)),
    Event: ("dates", ()),
    Project: ("date", ("status", "unit")),
    Aid: ("date", ()),
}


@dataclass(frozen=True)
class Held:
    """So many records of a register of one sort that begin in a year (``None``: not dated).

    ``sort`` and ``unit`` are what they are told apart by; ``valued`` of them state an amount, together ``amount``.
    """

    year: int | None
    number: int
    sort: str = ""
    unit: str = ""
    valued: int = 0
    amount: Decimal | None = None
    is_without_beginning: bool = False


class Relation:
    """The relation with one partner as a person may see it. Reads each register when it is asked for."""

    def __init__(self, partner: Partner, *, visible_to: Any, language: str, marks: Marks, show: str = "") -> None:
        self.partner, self.person, self.language = partner, visible_to, language
        self.marks, self.show = marks, show
        self._held: dict[Any, list[Held]] = {}

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

    def _links(self, model: Any) -> tuple[QuerySet[Any], str]:
        """The links from a register's records to the family, and the name of the record in them."""
        many = model._meta.get_field("partners")
        return many.remote_field.through.objects.filter(partner__in=self.family_keys), many.m2m_field_name()

    def records(self, model: Any) -> QuerySet[Any]:
        """Records of a register with anybody of the family."""
        links, record = self._links(model)
        return model.objects.visible_to(self.person).filter(pk__in=links.values(record))  # type: ignore[no-any-return]

    def held(self, model: Any) -> list[Held]:
        """What a register holds with the family, by year and sort. One SQL query, asked once."""
        if model not in self._held:
            name, apart = DATED[model]
            without = ExpressionWrapper(Q(**{f"{name}_earliest": None}), output_field=BooleanField())
            year = YearOf(Coalesce(f"{name}_earliest", f"{name}_latest"))
            sums = {"valued": Count("value"), "amount": Sum("value")} if "unit" in apart else {}
            rows = (
                self.records(model).order_by().annotate(without=without, year=year)
                .values("without", "year", *apart).annotate(number=Count("pk"), **sums)
            )  # fmt: skip
            self._held[model] = [
                Held(
                    int(row["year"]) if row["year"] else None,
                    row["number"],
                    row[apart[0]] if apart else "",
                    row.get("unit", ""),
                    row.get("valued", 0),
                    row.get("amount"),
                    bool(row["without"]),
                )
                for row in rows
            ]
        return self._held[model]

    def count(self, model: Any, sort: str = "") -> int:
        """How many records of a register there are with the family."""
        return sum(each.number for each in self.held(model) if sort in ("", each.sort))

    def latest(
        self, model: Any, day: str, limit: int, narrowed: Q | None = None, *, tie: str = "title"
    ) -> list[Any]:
        """The latest records of a register by a day, without their words. One SQL query.

        With a partner who is in many, they are found by going back from the last day; with any other by its links.
        """
        rows = model.objects.visible_to(self.person).filter(narrowed or Q())
        links, record = self._links(model)
        if self.count(model) > IN_MANY:
            rows = rows.filter(Exists(links.filter(**{record: OuterRef("pk")})))
        else:
            rows = rows.filter(pk__in=links.values(record))
        order = (F(day).desc(nulls_last=True), tie)
        keys = rows.order_by(*order).values("pk")[:limit]  # sorted without their words, which are most of a row
        return list(model.objects.filter(pk__in=keys).order_by(*order).defer("folded", "note"))

    def people(self) -> tuple[list[Post], int]:
        """Posts at the partner and its family, or of people who act for the country; and how many there are.

        Two SQL queries.
        """
        of_family = Q(partner__in=self.family_keys)
        if self.partner.kind == Partner.Kind.COUNTRY and self.partner.country:
            compatriots = Person.objects.visible_to(self.person).filter(country=self.partner.country)
            of_family |= Q(person__in=compatriots.order_by().values("pk"))
        rows = Post.objects.filter(of_family, person__mark__lte=getattr(self.person, "clearance", 0))
        rows = rows.filter(person__merged_into=None)
        limit = SHOWN_AT_MOST if self.show == "people" else PEOPLE_SHOWN
        ordered = rows.select_related("person").order_by("-begins_earliest", "person__name", "id")
        return list(ordered.defer("person__folded", "person__note")[:limit]), rows.count()
