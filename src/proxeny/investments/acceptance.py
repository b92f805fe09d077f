"""How a stated investment becomes a project, or supports one that is on record."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core import period
from proxeny.core.records import Record
from proxeny.documents import comparison
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.investments.models import Project
from proxeny.partners.models import Partner
from proxeny.partners.queries import find
from proxeny.registers import linking, matching, services
from proxeny.registers.acceptance import Candidate, Content, Disagreement, Written


def _text(statement: Statement, name: str) -> str:
    return str(statement.content.get(name) or "").strip()


def _date(statement: Statement) -> str:
    stated = _text(statement, "date")
    return stated if stated and period.is_edtf(stated) else ""


def _called(statement: Statement) -> str:
    title, investor, place = (_text(statement, name) for name in ("title", "investor", "place"))
    return (title or " – ".join(part for part in (investor, place) if part) or str(_("untitled")))[:300]


class InvestmentAcceptor:
    """Takes investments of a named project or investor."""

    register = "investments"

    def takes(self, kind: str, content: Content) -> bool:
        """All facts of the kind."""
        return kind == Statement.Kind.INVESTMENT

    def candidates(self, statement: Statement, *, visible_to: Any) -> list[Candidate]:
        """Projects with the same investor, or telling words or the capital in common. Three SQL queries."""
        investor, title = _text(statement, "investor"), _text(statement, "title")
        partner = find(investor, visible_to=visible_to) if investor else None
        common = Q(partners=partner) if partner is not None else Q(pk=None)
        for word in sorted(matching.words_of(f"{investor} {title}"), key=len)[-6:]:
            common |= Q(folded__contains=word)
        if statement.value is not None:
            common |= Q(value=statement.value, unit=statement.unit)
        rows = (
            Project.objects.visible_to(visible_to)
            .filter(common)
            .distinct()
            .prefetch_related(Prefetch("partners", Partner.objects.visible_to(visible_to)))[:200]
        )
        return linking.ranked(self._candidate(statement, partner, row) for row in rows)

    def _candidate(self, statement: Statement, partner: Partner | None, row: Project) -> Candidate:
        place = _text(statement, "place")
        score, reasons = matching.score_of(
            [
                self._clue_of_investor(_text(statement, "investor"), partner, row),
                matching.clue_of_title(_text(statement, "title"), row.title, weight=0.4),
                self._clue_of_value(statement, row),
                matching.clue_of_dates(_date(statement), row.date, weight=0.15),
                matching.Clue(0.1, _("Both are at %(place)s.") % {"place": place})
                if place and matching.share_of_words(place, row.place) > 0.3
                else None,
            ]
        )
        return Candidate(row, score, reasons)

    @staticmethod
    def _clue_of_investor(investor: str, partner: Partner | None, row: Project) -> matching.Clue | None:
        names = [row.investor, *(str(one) for one in row.partners.all() if one.kind != Partner.Kind.COUNTRY)]
        is_partner = partner is not None and partner.kind != Partner.Kind.COUNTRY and partner in row.partners.all()
        if investor and (is_partner or any(matching.share_of_words(investor, name) > 0.3 for name in names)):
            return matching.Clue(0.35, _("The investor is the same: %(name)s.") % {"name": investor})
        return None

    @staticmethod
    def _clue_of_value(statement: Statement, row: Project) -> matching.Clue | None:
        stated = documents.figure_of(statement)
        if stated is None or row.value is None:
            return None
        held = comparison.Figure(row.value, row.unit, row.qualifier, row.high)
        if not comparison.agree(stated, held):
            return None
        words = linking.figure_text(row.value, row.unit, row.qualifier, row.high)
        return matching.Clue(0.25, _("The capital agrees: %(capital)s.") % {"capital": words})

    def disagreements(self, statement: Statement, record: Record) -> list[Disagreement]:
        """A capital that cannot be right together with the recorded one; a date that does not meet it."""
        return [
            *linking.disagreements_of_value(statement, record),
            *linking.disagreement_of_date("date", _date(statement), record),
        ]

    def preview(self, statement: Statement) -> list[tuple[str, str]]:
        """Project, investor, capital, site, state and date."""
        status = self._status(statement)
        value = linking.figure_text(statement.value, statement.unit, statement.qualifier, statement.high)
        lines = [
            (_("project"), _called(statement)),
            (_("investor"), _text(statement, "investor")),
            (_("capital"), value),
            (_("site"), _text(statement, "place")),
            (_("state"), Project.Status(status).label),
            (_("date"), matching.in_words(_date(statement))),
        ]
        return [(str(label), str(shown)) for label, shown in lines if shown]

    @staticmethod
    def _status(statement: Statement) -> str:
        stated = _text(statement, "status")
        return stated if stated in Project.Status.values else Project.Status.ANNOUNCED

    def accept(self, statement: Statement, record: Record | None, *, by: User) -> Written:
        """A project with its investor and capital; or the support of one, with a conflict where the capital differs."""
        investor = _text(statement, "investor")
        partner = find(investor, visible_to=by) if investor else None
        many = {"partners": [partner] if partner is not None else []}
        stated = {
            "investor": investor[:300],
            "place": _text(statement, "place")[:200],
            "date": _date(statement),
            "value": statement.value,
            "high": statement.high,
            "unit": statement.unit,
            "qualifier": statement.qualifier,
        }
        if record is not None:
            return linking.link(record, statement, stated=stated, many=many, compared={"date": _date(statement)}, by=by)
        project = Project(
            title=_called(statement), status=self._status(statement), mark=statement.document.mark, **stated
        )
        said = {"title": project.title, "status": project.status, **stated}
        fields = [name for name, value in said.items() if value not in ("", None)]
        made = services.create(project, many=many, by=by, evidence=[statement], fields=fields, act="accept")
        return Written(made, True, fields=tuple(fields))
