"""How stated aid becomes a record of aid, or supports one."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.aid.models import Aid
from proxeny.core import period
from proxeny.core.records import Record
from proxeny.documents import comparison
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.partners.models import Partner
from proxeny.partners.queries import find
from proxeny.partners.services import partner_for
from proxeny.registers import linking, matching, services
from proxeny.registers.acceptance import Candidate, Content, Disagreement, Written
from proxeny.registers.engagements import around, clue_of_partners


def _text(statement: Statement, name: str) -> str:
    return str(statement.content.get(name) or "").strip()


def _date(statement: Statement) -> str:
    stated = _text(statement, "date")
    return stated if stated and period.is_edtf(stated) else ""


def _direction(statement: Statement) -> str:
    stated = _text(statement, "direction")
    return stated if stated in Aid.Direction.values else Aid.Direction.RECEIVED


def _called(statement: Statement) -> str:
    partner, items = _text(statement, "partner"), _text(statement, "items")
    sentence = _("Aid to %(partner)s") if _direction(statement) == Aid.Direction.GIVEN else _("Aid from %(partner)s")
    title = sentence % {"partner": partner} if partner else str(_("Aid"))
    return (f"{title}: {items}" if items else title)[:300]


class AidAcceptor:
    """Takes aid, given and received."""

    register = "aid"

    def takes(self, kind: str, content: Content) -> bool:
        """All facts of the kind."""
        return kind == Statement.Kind.AID

    def candidates(self, statement: Statement, *, visible_to: Any) -> list[Candidate]:
        """Aid of the same direction with the partner or telling words in common, not far in time. Three SQL queries."""
        name = _text(statement, "partner")
        partner = find(name, visible_to=visible_to) if name else None
        common = Q(partners=partner) if partner is not None else Q(pk=None)
        for word in sorted(matching.words_of(f"{name} {_text(statement, 'items')}"), key=len)[-6:]:
            common |= Q(folded__contains=word)
        rows = (
            Aid.objects.visible_to(visible_to)
            .filter(around(_date(statement), "date"), common, direction=_direction(statement))
            .distinct()
            .prefetch_related(Prefetch("partners", Partner.objects.visible_to(visible_to)))[:200]
        )
        return linking.ranked(self._candidate(statement, partner, row) for row in rows)

    def _candidate(self, statement: Statement, partner: Partner | None, row: Aid) -> Candidate:
        score, reasons = matching.score_of(
            [
                clue_of_partners([partner] if partner else [], list(row.partners.all()), specific=0.35, country=0.25),
                matching.clue_of_dates(_date(statement), row.date, weight=0.3),
                self._clue_of_value(statement, row),
                matching.clue_of_title(_text(statement, "items"), f"{row.title} {row.items}", weight=0.35),
            ]
        )
        return Candidate(row, score, reasons)

    @staticmethod
    def _clue_of_value(statement: Statement, row: Aid) -> matching.Clue | None:
        stated = documents.figure_of(statement)
        if stated is None or row.value is None:
            return None
        if not comparison.agree(stated, comparison.Figure(row.value, row.unit, row.qualifier, row.high)):
            return None
        words = linking.figure_text(row.value, row.unit, row.qualifier, row.high)
        return matching.Clue(0.3, _("The value agrees: %(value)s.") % {"value": words})

    def disagreements(self, statement: Statement, record: Record) -> list[Disagreement]:
        """A value that cannot be right together with the recorded one; a date that does not meet it."""
        return [
            *linking.disagreements_of_value(statement, record),
            *linking.disagreement_of_date("date", _date(statement), record),
        ]

    def preview(self, statement: Statement) -> list[tuple[str, str]]:
        """Title, direction, partner, value, goods and date."""
        lines = [
            (_("title"), _called(statement)),
            (_("direction"), Aid.Direction(_direction(statement)).label),
            (_("partner"), _text(statement, "partner")),
            (
                _("value"),
                linking.figure_text(statement.value, statement.unit, statement.qualifier, statement.high),
            ),
            (_("in kind"), _text(statement, "items")),
            (_("date"), matching.in_words(_date(statement))),
        ]
        return [(str(label), str(shown)) for label, shown in lines if shown]

    def accept(self, statement: Statement, record: Record | None, *, by: User) -> Written:
        """Aid with its partner, value and goods; or the support of one, with a conflict where the value differs."""
        name = _text(statement, "partner")
        country = (statement.content.get("countries") or {}).get(name)
        partner = partner_for(name, by=by, evidence=[statement], act="accept", country=country) if name else None
        many = {"partners": [partner] if partner is not None else []}
        stated = {
            "items": _text(statement, "items"),
            "date": _date(statement),
            "value": statement.value,
            "high": statement.high,
            "unit": statement.unit,
            "qualifier": statement.qualifier,
        }
        if record is not None:
            return linking.link(record, statement, stated=stated, many=many, compared={"date": _date(statement)}, by=by)
        aid = Aid(
            title=_called(statement),
            direction=_direction(statement),
            kind=Aid.Kind.NON_PROJECT,
            mark=statement.document.mark,
            **stated,
        )
        said = {"title": aid.title, "direction": aid.direction, **stated}
        fields = [field for field, value in said.items() if value not in ("", None)]
        fields += ["partners"] if partner is not None else []
        made = services.create(aid, many=many, by=by, evidence=[statement], fields=fields, act="accept")
        return Written(made, True, fields=tuple(fields))
