"""How a stated conference, fair, festival or meeting becomes an event, or supports one that is on record."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.records import Record
from proxeny.documents.models import Statement
from proxeny.events.models import Event
from proxeny.partners.models import Partner
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

# Kinds that sources use for one another.
_ALIKE = (
    {"conference", "congress", "summit", "meeting"},
    {"fair", "exhibition"},
    {"festival", "celebration", "ceremony", "campaign"},
    {"meeting", "talk", "signing"},
)


def _kind_of(engagement: Engagement) -> str:
    return engagement.type if engagement.type in Event.Kind.values else Event.Kind.OTHER


class EventAcceptor:
    """Takes engagements that are no visits."""

    register = "events"

    def takes(self, kind: str, content: Content) -> bool:
        """Conferences, summits, fairs, festivals, campaigns, meetings, talks and others."""
        return kind == Statement.Kind.ENGAGEMENT and content.get("type") not in VISITS

    def candidates(self, statement: Statement, *, visible_to: Any) -> list[Candidate]:
        """Events with a partner or telling words in common, not far in time. Two SQL queries, and one for each name."""
        stated = engagement_of(statement)
        partners = [one for name in stated.partners if (one := find(name, visible_to=visible_to))]
        common = Q(partners__in=partners)
        for word in sorted(matching.words_of(stated.title), key=len)[-5:]:
            common |= Q(folded__contains=word)
        rows = (
            Event.objects.visible_to(visible_to)
            .filter(around(stated.date, "dates"), common)
            .distinct()
            .prefetch_related(Prefetch("partners", Partner.objects.visible_to(visible_to)))[:200]
        )
        return linking.ranked(self._candidate(stated, partners, row) for row in rows)

    def _candidate(self, stated: Engagement, partners: list[Partner], row: Event) -> Candidate:
        place = stated.place and matching.share_of_words(stated.place, row.place) > 0.3
        score, reasons = matching.score_of(
            [
                matching.clue_of_title(stated.title, row.title, weight=0.45),
                matching.clue_of_dates(stated.date, row.dates, weight=0.3),
                clue_of_partners(partners, list(row.partners.all()), specific=0.2, country=0.12),
                self._clue_of_kind(_kind_of(stated), row),
                matching.Clue(0.05, _("Both are at %(place)s.") % {"place": stated.place}) if place else None,
            ]
        )
        return Candidate(row, score, reasons)

    @staticmethod
    def _clue_of_kind(kind: str, row: Event) -> matching.Clue | None:
        if kind == row.kind:
            return matching.Clue(0.15, _("Both are of the kind “%(kind)s”.") % {"kind": row.get_kind_display()})
        if any({kind, row.kind} <= alike for alike in _ALIKE):
            return matching.Clue(0.08, _("The kinds are alike."))
        return matching.Clue(-0.1, _("The kinds differ.")) if kind != Event.Kind.OTHER else None

    def disagreements(self, statement: Statement, record: Record) -> list[Disagreement]:
        """Dates that have no day in common."""
        return linking.disagreement_of_date("dates", engagement_of(statement).date, record)

    def preview(self, statement: Statement) -> list[tuple[str, str]]:
        """Title, kind, dates, place, partners and people."""
        stated = engagement_of(statement)
        return preview_of(stated, (str(_("kind")), str(Event.Kind(_kind_of(stated)).label)))

    def accept(self, statement: Statement, record: Record | None, *, by: User) -> Written:
        """An event with its partners; or the support of one."""
        stated = engagement_of(statement)
        partners = partners_for(stated.partners, by=by, evidence=[statement], act="accept")
        partners += partners_for(stated.countries, by=by, evidence=[statement], act="accept")
        if record is not None:
            content = {"dates": stated.date, "place": stated.place}
            return linking.link(
                record,
                statement,
                stated=content,
                many={"partners": partners},
                compared={"dates": stated.date},
                by=by,
            )
        event = Event(
            title=stated.called(),
            kind=_kind_of(stated),
            status=Event.Status.ANNOUNCED if stated.is_to_come else Event.Status.HELD,
            dates=stated.date,
            place=stated.place[:200],
            mark=statement.document.mark,
        )
        said = {"title": event.title, "kind": event.kind, "dates": event.dates, "place": event.place}
        fields = [name for name, value in said.items() if value] + (["partners"] if partners else [])
        made = services.create(
            event, many={"partners": partners}, by=by, evidence=[statement], fields=fields, act="accept"
        )
        return Written(made, True, fields=tuple(fields))
