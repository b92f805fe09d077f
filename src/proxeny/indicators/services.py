"""Recording what sources state of an indicator, and settling which value the record shows."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from proxeny.accounts.models import User
from proxeny.audit import services as audit
from proxeny.documents import comparison
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Conflict, Ruling, Statement
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.registers import services as registers

# Between figures that agree, the one that says most: an exact one before a bound, a bound before "about".
_PRECISION = {"exact": 0, "at_least": 1, "over": 1, "nearly": 1, "under": 1, "up_to": 1, "about": 2}


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
    """The observation of a series point, if the record has it."""
    return Observation.objects.filter(
        indicator=indicator,
        area=area,
        partner=partner,
        period=period,
        status=status,
        definition=definition,
        label=label,
    ).first()


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

    The value shown is settled anew from all statements; a disagreement opens a conflict.
    """
    found = observation_for(
        indicator, area=area, partner=partner, period=period, status=status, definition=definition, label=label
    )
    if found is None:
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
        return registers.create(new, by=by, evidence=[evidence], fields=["value"], act=act), True
    documents.cite(found, ["value"], evidence)
    settle(found, by=by)
    return found, False


def statements_of(observation: Observation) -> list[Statement]:
    """The standing statements behind an observation, the earliest published first."""
    kind = ContentType.objects.get_for_model(Observation)
    cited = Citation.objects.filter(
        content_type=kind,
        object_id=observation.pk,
        field="value",
        statement__status__in=[Statement.Status.ACCEPTED, Statement.Status.CORRECTED],
    ).select_related("statement__document")
    return sorted(
        (citation.statement for citation in cited),
        key=lambda statement: (statement.document.published or "9999", statement.pk),
    )


def _best(statements: list[Statement]) -> Statement:
    """The statement that most others agree with, then the most exact, then the latest published."""
    figures = {statement.pk: documents.figure_of(statement) for statement in statements}
    support: Counter[int] = Counter()
    for one in statements:
        for other in statements:
            mine, theirs = figures[one.pk], figures[other.pk]
            if one is not other and mine and theirs and comparison.agree(mine, theirs):
                support[one.pk] += 1
    order = {statement.pk: at for at, statement in enumerate(statements)}
    return min(
        statements, key=lambda s: (-support[s.pk], _PRECISION.get(s.qualifier, 1), -_digits(s.value), -order[s.pk])
    )


def _digits(value: Decimal | None) -> int:
    return len(value.normalize().as_tuple().digits) if value is not None else 0


@transaction.atomic
def settle(observation: Observation, *, by: User) -> Observation:
    """Set the value that an observation shows: what a ruling says, else the best attested statement.

    Opens, or closes, its conflict. An observation that no statement holds up any more is taken out of the register.
    """
    statements = statements_of(observation)
    if not statements:
        registers.remove(observation, by=by, reason="No statement stands behind it any more.", act="see")
        return observation
    conflict = documents.compare(observation, "value")
    ruling = (
        Ruling.objects.filter(
            conflict__content_type=ContentType.objects.get_for_model(Observation),
            conflict__object_id=observation.pk,
            conflict__field="value",
            reopened_at=None,
        )
        .select_related("statement")
        .first()
        if conflict is None
        else None
    )
    chosen = ruling.statement if ruling is not None and ruling.statement is not None else _best(statements)
    stated = [statement for statement in statements if statement.value is not None and statement.unit == chosen.unit]
    before = audit.snapshot(observation)
    observation.value, observation.high = chosen.value, chosen.high
    observation.unit, observation.qualifier = chosen.unit, chosen.qualifier
    observation.is_disputed = conflict is not None
    observation.low_stated = min(stated, key=lambda s: s.value or 0) if conflict is not None else None
    observation.high_stated = max(stated, key=lambda s: s.value or 0) if conflict is not None else None
    observation.sources = len({statement.document_id for statement in statements})
    observation.mark = chosen.document.mark
    changes = audit.difference(before, audit.snapshot(observation))
    observation.version += 1
    observation.save()
    if changes:
        audit.record("indicators.settled", observation, by=by, changes=changes)
    return observation


@transaction.atomic
def rule_on(conflict: Conflict, *, statement: Statement | None, reason: str, by: User) -> Observation:
    """Rule on the conflict of an observation and show what the ruling says from now on."""
    documents.rule(conflict, statement=statement, reason=reason, by=by)
    return settle(Observation.objects.get(pk=conflict.object_id), by=by)
