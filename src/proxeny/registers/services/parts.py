"""Rows that belong to a record: posts of a person, members of a delegation, movements of a project's capital.

A part is written with its record: the record's version counts it, its history tells it, its evidence shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, NoEvidence
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Statement
from proxeny.registers.services.records import WITHOUT_SOURCE, check, demand_version

P = TypeVar("P", bound=models.Model)


def _locked(record: Record, version: int | None) -> Record:
    current: Record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    demand_version(current, version)
    return current


def _foreign_key(record: Record, parts: str) -> str:
    relation: Any = type(record)._meta.get_field(parts)
    return str(relation.field.name)


def _written(
    record: Record, parts: str, action: str, changes: Mapping[str, list[Any]], by: User, reason: str = ""
) -> None:
    record.version += 1
    record.save()
    named = {f"{parts}.{name}": values for name, values in changes.items() if name != _foreign_key(record, parts)}
    audit.record(f"{record.register()}.{parts}_{action}", record, by=by, changes=named, reason=reason)


def _rest(record: Record, part: models.Model, parts: str, fields: Iterable[str], statements: list[Statement]) -> None:
    for statement in statements:
        documents.cite(part, ["", *(name for name in fields if name not in WITHOUT_SOURCE)], statement)
        documents.cite(record, [parts], statement)


def _demand_evidence(statements: list[Statement], part: models.Model, is_sourced: bool) -> None:
    if is_sourced and not statements:
        raise NoEvidence(
            _(
                "“%(part)s” needs a source: choose a document, or write a note to file: what you know, and from where."
            )
            % {"part": part}
        )


@transaction.atomic
def add_part(
    record: Record,
    parts: str,
    part: P,
    *,
    by: User,
    evidence: Iterable[Statement] = (),
    version: int | None = None,
    is_sourced: bool = True,
    act: str = "change",
) -> P:
    """Add a row to the ``parts`` of a record (its related name), resting on at least one statement.

    Raises ``NoEvidence`` without one where the parts are sourced, ``ChangedMeanwhile`` if the record is no longer at
    ``version``, ``BadContent`` for content that does not hold.
    """
    demand(by, act)
    current, statements = _locked(record, version), list(evidence)
    setattr(part, _foreign_key(record, parts), current)
    _demand_evidence(statements, part, is_sourced)
    check(part)
    part.save()
    changes = audit.difference(None, audit.snapshot(part))
    _rest(current, part, parts, changes, statements)
    _written(current, parts, "added", changes, by)
    return part


@transaction.atomic
def change_part(
    record: Record,
    parts: str,
    part: P,
    changes: Mapping[str, Any],
    *,
    by: User,
    evidence: Iterable[Statement] = (),
    version: int | None = None,
    is_sourced: bool = True,
    act: str = "change",
) -> P:
    """Change a row of a record's ``parts``; errors as of ``add_part``. Nothing is written when nothing changes."""
    demand(by, act)
    current, statements = _locked(record, version), list(evidence)
    fresh: Any = type(part)._default_manager.get(pk=part.pk, **{_foreign_key(record, parts): current})
    before = audit.snapshot(fresh)
    for name, value in changes.items():
        setattr(fresh, name, value)
    check(fresh)
    changed = audit.difference(before, audit.snapshot(fresh))
    if not changed:
        return part
    if set(changed) - WITHOUT_SOURCE:
        _demand_evidence(statements, fresh, is_sourced)
    fresh.save()
    _rest(current, fresh, parts, changed, statements)
    _written(current, parts, "changed", changed, by)
    return fresh  # type: ignore[no-any-return]


@transaction.atomic
def remove_part(
    record: Record,
    parts: str,
    part: models.Model,
    *,
    by: User,
    reason: str,
    version: int | None = None,
    act: str = "change",
) -> None:
    """Take a row out of a record's ``parts``, with a reason; the audit keeps its content, its statements stay."""
    demand(by, act)
    if not reason.strip():
        raise DomainError(_("Give the reason for taking it out."))
    current = _locked(record, version)
    before = audit.snapshot(part)
    citations = documents.citations_of(part)
    statements = list(citations.values_list("statement", flat=True))
    citations.delete()
    # The record rests on these words no longer, unless another of its parts or fields does.
    others = Citation.objects.filter(
        statement__in=statements,
        content_type__app_label=part._meta.app_label,
        content_type__model=part._meta.model_name,
        object_id__in=getattr(current, parts).exclude(pk=part.pk).values("pk"),
    )
    documents.citations_of(current).filter(field=parts, statement__in=statements).exclude(
        statement__in=others.values("statement")
    ).delete()
    removed = {name: [value, None] for name, value in before.items() if value not in ("", None, [])}
    part.delete()
    _written(current, parts, "removed", removed, by, reason)
