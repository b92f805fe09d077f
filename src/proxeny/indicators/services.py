"""Recording what sources state of an indicator, and settling which value the record shows to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core import period as periods
from proxeny.core.errors import DomainError
from proxeny.documents import services as documents
from proxeny.documents.models import Conflict, Ruling, Statement
from proxeny.indicators import signals
from proxeny.indicators.models import ClosedValue, Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.registers import services as registers
from proxeny.registers.stated_values import best_attested, standing_ruling, standing_statements


class BadObservation(DomainError):
    """A figure that cannot stand for a point of a series."""

    code = "observation.incomplete"


def observation_for(
    indicator: Indicator,
    *,
    area: str,
    partner: Partner | None,
    period: str,
    status: str = Observation.Status.ACTUAL,
    definition: str = "",
    label: str = "",
) -> Observation | None:
    """The observation of a series point, if the record has it, however its period is written.

    ``2023`` and ``2023-01/2023-12`` are one point; ``2013`` and ``2013~`` (about) are two. Asks past all marks: the
    caller shows it only to those who may see it.
    """
    found = Observation.objects.filter(
        indicator=indicator,
        area=area,
        partner=partner,
        status=status,
        definition=definition,
        label=label,
    )
    exactly = found.filter(period=period).first()
    if exactly is not None or not _is_certain(period):
        return exactly
    first, last = periods.days(period)
    alike = found.filter(period_earliest=first, period_latest=last)
    return next((observation for observation in alike if _is_certain(observation.period)), None)


def _is_certain(period: str) -> bool:
    return not set("?~%X") & set(period)


def check_figure(indicator: Indicator, *, period: str, unit: str, has_value: bool) -> None:
    """Raises ``BadObservation`` for a figure without value or period, or in a unit that is not the indicator's."""
    if not has_value:
        raise BadObservation(_("There is no figure in this statement. Correct it and give the value."))
    if not period:
        raise BadObservation(
            _(
                "“%(indicator)s”: the source gives no period for this figure, and a figure without a period cannot be "
                "compared with any other. Correct the statement and give the period that it speaks of, as 2023 or "
                "2023-01/2023-08."
            )
            % {"indicator": indicator}
        )
    is_money = len(unit) == 3 and unit.isalpha() and unit.isupper()
    fits = {"money": is_money, "%": unit == "%", "count": not is_money and unit != "%"}
    if indicator.code != "other" and not fits.get(indicator.unit, True):
        expected = {"money": _("an amount of money"), "%": _("a percentage"), "count": _("a number")}
        raise BadObservation(
            _("“%(indicator)s” is %(expected)s, but this figure is in “%(unit)s”. Correct the indicator or the unit.")
            % {"indicator": indicator, "expected": expected[indicator.unit], "unit": unit}
        )


@transaction.atomic
def record_observation(
    indicator: Indicator,
    *,
    area: str,
    period: str,
    evidence: Statement,
    by: User,
    partner: Partner | None = None,
    status: str = Observation.Status.ACTUAL,
    definition: str = "",
    label: str = "",
    note: str = "",
    act: str = "change",
) -> tuple[Observation, bool]:
    """Let a statement's figure stand for a series point; the point is made if it is new. Returns it and whether it is.

    The value shown is settled anew from all statements; a disagreement opens a conflict. Raises ``BadObservation`` for
    a figure without value or period or in the wrong unit, ``NotAllowed`` where the role does not allow ``act``.
    """
    demand(by, act)
    check_figure(indicator, period=period, unit=evidence.unit, has_value=evidence.value is not None)
    found = observation_for(
        indicator, area=area, partner=partner, period=period, status=status, definition=definition, label=label
    )
    if found is not None:
        return state_again(found, evidence, by=by, act=act), False
    new = Observation(
        indicator=indicator,
        area=area,
        partner=partner,
        period=period,
        status=status,
        definition=definition,
        label=label,
        note=note,
        value=evidence.value,
        high=evidence.high,
        unit=evidence.unit,
        qualifier=evidence.qualifier,
        mark=evidence.document.mark,
        sources=1,
    )
    made = registers.create(new, by=by, evidence=[evidence], fields=["value"], act=act)
    if evidence.doubts:
        return settle(made, by=by), True
    signals.settled.send(sender=Observation, observation=made)
    return made, True


@transaction.atomic
def state_again(observation: Observation, evidence: Statement, *, by: User, act: str = "change") -> Observation:
    """Let one more statement stand behind an observation, and settle it anew."""
    demand(by, act)
    check_figure(
        observation.indicator,
        period=observation.period,
        unit=evidence.unit,
        has_value=evidence.value is not None,
    )
    documents.cite(observation, ["", "value"], evidence)
    # on the statement's side: the record's own history must not tell of a closed source
    audit.record("indicators.stated", evidence, by=by, changes={"record": [None, str(observation)]})
    return settle(observation, by=by)


def statements_of(observation: Observation) -> list[Statement]:
    """The standing statements behind an observation, the earliest published first. One SQL query."""
    return standing_statements(observation, "value")


@dataclass(frozen=True)
class _Outcome:
    """What sources up to a mark make of an observation."""

    mark: int
    chosen: Statement
    low: Statement | None
    high: Statement | None
    is_doubtful: bool
    sources: int

    @property
    def shown(self) -> dict[str, object]:
        return {
            "value": self.chosen.value,
            "high": self.chosen.high,
            "unit": self.chosen.unit,
            "qualifier": self.chosen.qualifier,
            "is_disputed": self.low is not None or self.is_doubtful,
            "low_stated": self.low,
            "high_stated": self.high,
            "sources": self.sources,
        }


def _outcome(statements: Sequence[Statement], mark: int, ruling: Ruling | None) -> _Outcome:
    seen = [statement for statement in statements if statement.document.mark <= mark]
    ruled = ruling.statement if ruling is not None else None
    chosen = ruled if ruled in seen else best_attested(seen)
    # a ruling for a source that these people may not see settles nothing for them
    is_settled = ruling is not None and (ruled is None or ruled in seen)
    apart = [] if is_settled else documents.disagreements(seen)
    stated = [statement for statement in seen if statement.value is not None and statement.unit == chosen.unit]
    low = min(stated, key=lambda s: s.value or 0) if apart else None
    high = max(stated, key=lambda s: s.high or s.value or 0) if apart else None
    is_doubtful = not is_settled and any(statement.doubts for statement in seen)
    return _Outcome(mark, chosen, low, high, is_doubtful, len({statement.document_id for statement in seen}))


@transaction.atomic
def settle(observation: Observation, *, by: User) -> Observation:
    """Set the value that an observation shows: what a ruling says, else the best attested statement.

    Settled for each mark among its sources by what sources up to that mark say: the openest makes the observation's own
    columns and mark, the others its closed values, so that nobody is shown, or sums up, a figure of a document above
    their clearance. Opens, or closes, its conflict. An observation that no statement holds up any more is taken out of
    the register.
    """
    observation = Observation.objects.select_for_update().get(pk=observation.pk)
    statements = statements_of(observation)
    documents.compare(observation, "value")
    if not statements:
        registers.remove(observation, by=by, reason=_("No statement stands behind it any more."), act="accept")
        signals.settled.send(sender=Observation, observation=observation)
        return observation
    ruling = standing_ruling(observation)
    marks = sorted({statement.document.mark for statement in statements})
    openest, *closed = (_outcome(statements, mark, ruling) for mark in marks)
    before = audit.snapshot(observation)
    for name, value in openest.shown.items():
        setattr(observation, name, value)
    observation.mark = openest.mark
    observation.has_closed_values = bool(closed)
    changes = audit.difference(before, audit.snapshot(observation))
    observation.version += 1 if changes else 0
    observation.save()
    if changes:
        audit.record("indicators.settled", observation, by=by, changes=changes)
    _keep_closed(observation, closed, by=by)
    signals.settled.send(sender=Observation, observation=observation)
    return observation


def _keep_closed(observation: Observation, outcomes: Sequence[_Outcome], *, by: User) -> None:
    observation.closed_values.exclude(mark__in=[outcome.mark for outcome in outcomes]).delete()
    for outcome in outcomes:
        closed, is_new = ClosedValue.objects.get_or_create(observation=observation, mark=outcome.mark)
        before = None if is_new else audit.snapshot(closed)
        for name, value in outcome.shown.items():
            setattr(closed, name, value)
        closed.save()
        if audit.difference(before, audit.snapshot(closed)):
            audit.record("indicators.settled", closed, by=by, before=before)


@transaction.atomic
def rule_on(conflict: Conflict, *, statement: Statement | None, reason: str, by: User) -> Observation:
    """Rule on the conflict of an observation and show what the ruling says from now on."""
    documents.rule(conflict, statement=statement, reason=reason, by=by)
    return settle(Observation.objects.get(pk=conflict.object_id), by=by)
