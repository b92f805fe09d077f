"""How a stated visit becomes a delegation, or supports one that is on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Model, Prefetch, Q
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.folding import fold
from proxeny.core.records import Record
from proxeny.delegations import queries
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Statement
from proxeny.partners.models import Partner, Person
from proxeny.partners.queries import find
from proxeny.partners.services import partners_for
from proxeny.registers import linking, matching, services
from proxeny.registers.acceptance import Candidate, Content, Disagreement, Written
from proxeny.registers.engagements import (
    VISITS,
    Engagement,
    around,
    clue_of_partners,
    engagement_of,
    preview_of,
)


class DelegationAcceptor:
    """Takes visits, in and out."""

    register = "delegations"

    def takes(self, kind: str, content: Content) -> bool:
        """Engagements that are visits."""
        return kind == Statement.Kind.ENGAGEMENT and content.get("type") in VISITS

    def candidates(self, statement: Statement, *, visible_to: Any) -> list[Candidate]:
        """Delegations of the same direction with a partner, a person or telling words in common, not far in time.

        Four SQL queries, and one for each name.
        """
        visit = engagement_of(statement)
        partners = [one for name in visit.partners if (one := find(name, visible_to=visible_to))]
        common = Q(partners__in=partners)
        for name in visit.people:
            common |= Q(led_by__folded__contains=fold(name)) | Q(met__folded__contains=fold(name))
        for word in sorted(matching.words_of(visit.title), key=len)[-4:]:
            common |= Q(folded__contains=word)
        rows = (
            Delegation.objects.visible_to(visible_to)
            .filter(around(visit.date, "dates"), common, direction=VISITS[visit.type])
            .distinct()
            .prefetch_related(
                Prefetch("partners", Partner.objects.visible_to(visible_to)),
                Prefetch("led_by", Person.objects.visible_to(visible_to)),
                Prefetch("met", Person.objects.visible_to(visible_to)),
                "members",
            )[:200]
        )
        return linking.ranked(self._candidate(visit, partners, row) for row in rows)

    def _candidate(self, visit: Engagement, partners: list[Partner], row: Delegation) -> Candidate:
        people = [person.name for person in (*row.led_by.all(), *row.met.all())]
        people += [member.name for member in row.members.all()]
        place = visit.place and any(matching.share_of_words(visit.place, place) > 0.3 for place in row.places)
        score, reasons = matching.score_of(
            [
                clue_of_partners(partners, list(row.partners.all()), specific=0.4, country=0.25),
                matching.clue_of_dates(visit.date, row.dates, weight=0.4),
                matching.clue_of_names(visit.people, people, weight=0.3),
                matching.clue_of_title(visit.title, f"{row.title} {row.purpose}", weight=0.3),
                matching.Clue(0.05, _("Both are at %(place)s.") % {"place": visit.place}) if place else None,
            ]
        )
        return Candidate(row, score, reasons)

    def disagreements(self, statement: Statement, record: Record) -> list[Disagreement]:
        """Dates that have no day in common."""
        return linking.disagreement_of_date("dates", engagement_of(statement).date, record)

    def preview(self, statement: Statement) -> list[tuple[str, str]]:
        """Title, direction, dates, place, partners and people."""
        visit = engagement_of(statement)
        direction = Delegation.Direction(VISITS[visit.type])
        return preview_of(visit, (str(_("direction")), str(direction.label)))

    def accept(self, statement: Statement, record: Record | None, *, by: User) -> Written:
        """A delegation with its partners and the people that the record knows; or the support of one."""
        visit = engagement_of(statement)
        people = [person for name in visit.people if (person := queries.person_named(name, visible_to=by))]
        leaders, hosts = _sides(visit, people)
        partners = partners_for(visit.partners, by=by, evidence=[statement], act="accept")
        partners += partners_for(visit.countries, by=by, evidence=[statement], act="accept")
        many: dict[str, Sequence[Model]] = {"partners": partners, "led_by": leaders, "met": hosts}
        places = [visit.place] if visit.place else []
        if record is not None:
            stated = {"dates": visit.date, "places": places}
            return linking.link(record, statement, stated=stated, many=many, compared={"dates": visit.date}, by=by)
        delegation = Delegation(
            title=visit.called(),
            direction=VISITS[visit.type],
            status=Delegation.Status.PLANNED if visit.is_to_come else Delegation.Status.CLOSED,
            dates=visit.date,
            places=places,
            mark=statement.document.mark,
        )
        fields = ["title", "direction", "dates", "places", *(name for name, items in many.items() if items)]
        made = services.create(delegation, many=many, by=by, evidence=[statement], fields=fields, act="accept")
        return Written(made, True, fields=tuple(fields))


def _sides(visit: Engagement, people: list[Person]) -> tuple[list[Person], list[Person]]:
    """Who led it and whom they met: guests lead a visit received, people of the home city one that is sent."""
    home = [person for person in people if person.country == settings.PROXENY_HOME_COUNTRY]
    guests = [person for person in people if person.country and person not in home]
    return (home, guests) if visit.type == "visit_out" else (guests, home)
