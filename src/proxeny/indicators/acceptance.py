"""How a stated figure becomes an observation, or stands behind one that is on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core import period as periods
from proxeny.core.folding import fold
from proxeny.core.home import area_name
from proxeny.core.records import Record
from proxeny.documents.models import Statement
from proxeny.indicators import services
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.queries import find
from proxeny.partners.services import partner_for
from proxeny.registers import linking, matching
from proxeny.registers.acceptance import Candidate, Content, Disagreement, Written


@dataclass(frozen=True)
class _Point:
    """The point of a series that a statement speaks of, as it is written there."""

    indicator: Indicator
    area: str
    partner: str
    period: str
    status: str
    label: str

    @property
    def keys(self) -> dict[str, Any]:
        return {"area": self.area, "period": self.period, "status": self.status, "label": self.label}


def _area(stated: str) -> str:
    """The home city under its own name however it is written: ``Ha Noi``, ``Hà Nội``."""
    home = settings.PROXENY_HOME
    return home if not stated or fold(stated).replace(" ", "") == fold(home).replace(" ", "") else stated


def _point(statement: Statement) -> _Point:
    content = statement.content
    code = content.get("indicator") or "other"
    indicator = Indicator.objects.filter(code=code).first()
    if indicator is None:
        raise services.BadObservation(
            _("The record has no indicator “%(code)s”. Correct the statement and choose one of the list.")
            % {"code": code}
        )
    period = content.get("period") or ""
    if period:
        periods.days(period)  # a period that cannot be kept is refused with the words that say how to write one
    status = content.get("status") or Observation.Status.ACTUAL
    return _Point(
        indicator,
        _area(content.get("area") or ""),
        content.get("partner") or "",
        period,
        status if status in Observation.Status.values else Observation.Status.ACTUAL,
        (content.get("label") or "")[:200],
    )


class ObservationAcceptor:
    """Takes figures of indicators."""

    register = "indicators"

    def takes(self, kind: str, content: Content) -> bool:
        """All facts of the kind."""
        return kind == Statement.Kind.OBSERVATION

    def candidates(self, statement: Statement, *, visible_to: Any) -> list[Candidate]:
        """The same point of the series; then those of a status or exactness of period other than stated.

        Four SQL queries. None for a figure without a period.
        """
        point = _point(statement)
        if not point.period:
            return []
        partner = find(point.partner, visible_to=visible_to) if point.partner else None
        if point.partner and partner is None:
            return []
        first, last = periods.days(point.period)
        rows = (
            Observation.objects.visible_to(visible_to)
            .filter(
                indicator=point.indicator,
                area=point.area,
                partner=partner,
                label=point.label,
                period_earliest=first,
                period_latest=last,
            )
            .select_related("indicator", "partner")
        )
        same = services.observation_for(point.indicator, partner=partner, **point.keys)
        return linking.ranked(self._candidate(point, row, same) for row in rows)

    @staticmethod
    def _candidate(point: _Point, row: Observation, same: Observation | None) -> Candidate:
        if same is not None and row.pk == same.pk:
            reasons = [_("The same figure of the same period: %(observation)s.") % {"observation": row}]
            if row.period != point.period:
                said = {"stated": point.period, "held": row.period}
                reasons.append(_("“%(stated)s” and “%(held)s” are the same days.") % said)
            return Candidate(row, 1.0 if row.period == point.period else 0.95, tuple(reasons))
        if row.status != point.status:
            said = {"status": row.get_status_display(), "stated": str(Observation.Status(point.status).label)}
            return Candidate(row, 0.4, (_("The record holds it as %(status)s, this is %(stated)s.") % said,))
        if row.definition:
            return Candidate(row, 0.6, (_("Defined as “%(definition)s”.") % {"definition": row.definition},))
        said = {"stated": matching.in_words(point.period), "held": matching.in_words(row.period)}
        return Candidate(row, 0.6, (_("The same days, as surely dated or not: %(stated)s, %(held)s.") % said,))

    def disagreements(self, statement: Statement, record: Record) -> list[Disagreement]:
        """The standing statements whose figures cannot be right together with this one."""
        return linking.disagreements_of_value(statement, record)

    def preview(self, statement: Statement) -> list[tuple[str, str]]:
        """Indicator, area, partner, period, value and status."""
        point = _point(statement)
        lines = [
            (_("indicator"), point.label or point.indicator),
            (_("area"), area_name(point.area, get_language() or "en")),
            (_("partner"), point.partner),
            (_("period"), matching.in_words(point.period) or _("not stated")),
            (
                _("value"),
                linking.figure_text(statement.value, statement.unit, statement.qualifier, statement.high),
            ),
            (_("status"), Observation.Status(point.status).label),
        ]
        return [(str(label), str(shown)) for label, shown in lines if shown]

    def accept(self, statement: Statement, record: Record | None, *, by: User) -> Written:
        """The statement behind an observation; a new one where the record has not got the point.

        Raises ``BadObservation`` for a figure without a period, or in a unit that the indicator is not measured in.
        """
        point = _point(statement)
        services.check_figure(
            point.indicator,
            period=point.period,
            unit=statement.unit,
            has_value=statement.value is not None,
        )
        if record is not None:
            observation = Observation.objects.get(pk=record.pk)
            return Written(services.state_again(observation, statement, by=by, act="accept"), False, fields=("value",))
        partner = partner_for(point.partner, by=by, evidence=[statement], act="accept") if point.partner else None
        observation, is_new = services.record_observation(
            point.indicator, partner=partner, evidence=statement, by=by, act="accept", **point.keys
        )
        return Written(observation, is_new, fields=("value",))
