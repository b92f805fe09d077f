"""Ruling on conflicts, one or several of the same cause, and letting the records show what the rulings say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, WrongState
from proxeny.core.records import Record, StatedValue
from proxeny.documents import services as documents
from proxeny.documents.models import Conflict, Ruling, Statement
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Observation
from proxeny.registers.stated_values import VALUE_FIELDS, rule_on_value
from proxeny.review.models import RulingTogether

# What holds in each of several conflicts: all of it, what was published last, or what one publisher says.
Choice = Literal["all_stand", "latest", "publisher"]


@transaction.atomic
def rule(conflict: Conflict, *, statement: Statement | None, reason: str, by: User) -> None:
    """Rule which statement holds, or that all may stand; a figure's observation shows it from then on.

    The value of another record follows the ruling too. Other fields keep what the record holds: the ruling says whom to
    believe, and whoever changes the field cites it. Where a check set records beside each other, each keeps its value.
    """
    record = conflict.record
    if isinstance(record, Observation) and conflict.field == "value":
        indicators.rule_on(conflict, statement=statement, reason=reason, by=by)
    elif isinstance(record, Record) and isinstance(record, StatedValue) and conflict.field == "value":
        rule_on_value(conflict, record, statement=statement, reason=reason, by=by)
    else:
        documents.rule(conflict, statement=statement, reason=reason, by=by)


@transaction.atomic
def reopen(conflict: Conflict, *, reason: str, by: User) -> None:
    """Take the standing ruling on a conflict back, with the reason why; the record shows the dispute again.

    The ruling is kept, marked as reopened. Raises ``WrongState`` where no ruling stands.
    """
    demand(by, "rule")
    conflict = Conflict.objects.select_for_update().get(pk=conflict.pk)
    ruling = conflict.rulings.filter(reopened_at=None).first()
    if conflict.is_open or ruling is None:
        raise WrongState(_("No ruling stands on this conflict: there is nothing to reopen."))
    if not reason.strip():
        raise DomainError(_("Give the reason for reopening it: a later reader must be able to follow it."))
    ruling.reopened_at = timezone.now()
    ruling.save(update_fields=["reopened_at"])
    conflict.is_open = True
    conflict.save(update_fields=["is_open"])
    audit.record(
        "conflict.reopened", conflict, by=by, changes={"statement": [_named(ruling.statement), None]}, reason=reason
    )
    record = conflict.record
    if isinstance(record, Observation) and conflict.field == "value":
        indicators.settle(record, by=by)
    elif isinstance(record, Record) and isinstance(record, StatedValue) and conflict.field == "value":
        _put_back(record, ruling, by=by)


def _put_back(record: Record, ruling: Ruling, *, by: User) -> None:
    """Give a record the value that it had before a ruling, where it still shows what the ruling says."""
    fresh: Any = type(record)._default_manager.select_for_update().get(pk=record.pk)
    settled = Entry.objects.filter(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        action=f"{record.register()}.settled",
        reason=ruling.reason,
        at__gte=ruling.at,
    ).first()
    if ruling.statement is None or settled is None:
        return
    if any(getattr(fresh, name) != getattr(ruling.statement, name) for name in VALUE_FIELDS):
        return
    before = audit.snapshot(fresh)
    for name in VALUE_FIELDS:
        if name in settled.changes:
            setattr(fresh, name, fresh._meta.get_field(name).to_python(settled.changes[name][0]))
    fresh.version += 1
    fresh.save()
    changes = audit.difference(before, audit.snapshot(fresh))
    audit.record(f"{fresh.register()}.settled", fresh, by=by, changes=changes)


def _named(statement: Statement | None) -> str | None:
    return str(statement) if statement is not None else None


@dataclass(frozen=True)
class Together:
    """What ruling on several did: the rulings under one reason, and the conflicts that were left, with why."""

    made: RulingTogether | None
    ruled: list[Conflict] = field(default_factory=list)
    refused: list[tuple[Conflict, str]] = field(default_factory=list)


@transaction.atomic
def rule_together(
    conflicts: Iterable[Conflict], *, choice: Choice, reason: str, by: User, publisher: str = ""
) -> Together:
    """Rule on several conflicts of one cause, for one reason; one that cannot be ruled so is left and told.

    ``publisher`` names the one believed where ``choice`` is ``publisher``. Raises ``DomainError`` without a reason.
    """
    demand(by, "rule")
    if not reason.strip():
        raise DomainError(_("Give the reason for the ruling: a later reader must be able to follow it."))
    done = Together(RulingTogether.objects.create(reason=reason.strip(), by=by))
    assert done.made is not None
    for conflict in conflicts:
        try:
            with transaction.atomic():
                rule(conflict, statement=_believed(conflict, choice, publisher, by), reason=reason, by=by)
        except DomainError as error:
            done.refused.append((conflict, str(error)))
        else:
            done.ruled.append(conflict)
    standing = Ruling.objects.filter(conflict__in=done.ruled, reopened_at=None)
    done.made.rulings.set(standing)
    if not done.ruled:
        done.made.delete()
        return Together(None, [], done.refused)
    return done


def _believed(conflict: Conflict, choice: Choice, publisher: str, by: User) -> Statement | None:
    """The statement that holds; ``None`` where all stand. Raises ``DomainError`` where the choice names none or two."""
    if choice == "all_stand":
        return None
    statements = list(conflict.statements.filter(document__mark__lte=by.clearance).select_related("document"))
    if choice == "publisher":
        statements = [one for one in statements if one.document.publisher == publisher]
        if not statements:
            raise DomainError(_("“%(publisher)s” states nothing here.") % {"publisher": publisher})
    days = [one.document.published_earliest for one in statements]
    latest = max((day for day in days if day is not None), default=None)
    found = [one for one in statements if one.document.published_earliest == latest]
    if latest is None or not found:
        raise DomainError(_("None of the statements has a date: rule on it by itself."))
    if len({(one.value, one.high, one.unit, one.qualifier) for one in found}) > 1:
        raise DomainError(_("Two statements of that day differ: rule on it by itself."))
    return found[0]


@transaction.atomic
def undo_together(made: RulingTogether, *, by: User) -> int:
    """Take back rulings that were made together; those reopened or ruled anew since stay as they are. Says how many.

    Raises ``WrongState`` where they were already taken back.
    """
    demand(by, "rule")
    made = RulingTogether.objects.select_for_update().get(pk=made.pk)
    if made.undone_at is not None:
        raise WrongState(_("These rulings were already taken back."))
    standing = made.rulings.filter(reopened_at=None, conflict__is_open=False).select_related("conflict")
    count = 0
    for ruling in standing:
        reopen(ruling.conflict, reason=_("Taken back with the others: %(reason)s") % {"reason": made.reason}, by=by)
        count += 1
    made.undone_at = timezone.now()
    made.save(update_fields=["undone_at"])
    return count
