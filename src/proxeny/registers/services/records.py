"""Creating and changing records of any register: checked, cited and audited in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import ChangedMeanwhile, DomainError, NoEvidence, WrongState
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.registers.services.history import history, label_of

R = TypeVar("R", bound=Record)

# Fields that say how a record is kept, not what is known; they need no source.
WITHOUT_SOURCE = {"note", "mark", "reference", "owner", "owner_body", "priority", "key_account"}
# What an address of a register says already.
_RESERVED = {"new", "choices", "export", "ledger", "totals", "breakdown", "conversion", "aftercare", "board", "origins"}


class BadContent(DomainError):
    """Content that a record cannot hold; ``fields`` says which field and why, ``__all__`` for several together."""

    code = "record.bad_content"

    def __init__(self, message: str, fields: dict[str, list[str]]) -> None:
        super().__init__(message)
        self.fields = fields


def free_reference(model: type[Record], words: str) -> str:
    """A reference that no record of the register has."""
    base = slugify(words.replace("đ", "d").replace("Đ", "D"))[:100].strip("-") or model._meta.model_name or "record"
    taken = set(model._base_manager.filter(reference__startswith=base).values_list("reference", flat=True))
    number, reference = 2, base
    while reference in taken or reference in _RESERVED:
        reference, number = f"{base}-{number}", number + 1
    return reference


def check(record: models.Model) -> None:
    """Raises ``BadContent`` for content that the model does not allow, with every field's own message."""
    try:
        record.full_clean()
    except ValidationError as error:
        lines = [
            " ".join(messages) if name == "__all__" else f"{label_of(record, name)}: {' '.join(messages)}"
            for name, messages in error.message_dict.items()
        ]
        raise BadContent(" ".join(lines), error.message_dict) from error


def _set_many(record: Record, many: Mapping[str, Iterable[models.Model]]) -> None:
    for name, items in many.items():
        getattr(record, name).set(items)


@transaction.atomic
def create(
    record: R,
    *,
    by: User,
    evidence: Iterable[Statement],
    many: Mapping[str, Iterable[models.Model]] | None = None,
    fields: Iterable[str] | None = None,
    act: str = "change",
) -> R:
    """Add a record to its register, resting on at least one statement.

    ``many`` gives its lists (partners …). ``fields`` names what the statements say; left out, every field that is
    set. Raises ``NoEvidence`` without a statement, ``DomainError`` for content that does not hold, ``NotAllowed`` for
    a person whose role does not allow ``act``.
    """
    demand(by, act)
    statements = list(evidence)
    if not statements:
        raise NoEvidence(
            _("A record needs a source: choose a document, or write a note to file with what you know and from where.")
        )
    if not record.reference:
        record.reference = free_reference(type(record), str(record))
    check(record)
    record.save()
    _set_many(record, many or {})
    said = list(fields) if fields is not None else list(audit.difference(None, audit.snapshot(record)))
    for statement in statements:
        documents.cite(record, ["", *(name for name in said if name not in WITHOUT_SOURCE)], statement)
    audit.record(f"{record.register()}.created", record, by=by)
    return record


@transaction.atomic
def change(
    record: R,
    changes: Mapping[str, Any],
    *,
    by: User,
    evidence: Iterable[Statement] = (),
    many: Mapping[str, Iterable[models.Model]] | None = None,
    version: int | None = None,
    action: str = "changed",
    act: str = "change",
    reason: str = "",
) -> R:
    """Change fields of a record; what changed in content needs a statement that says so.

    ``version`` is the one that the person saw: raises ``ChangedMeanwhile``, naming who changed what, if it is no
    longer the newest. Nothing is written when nothing changes.
    """
    demand(by, act)
    current: R = type(record)._default_manager.select_for_update().get(pk=record.pk)  # type: ignore[assignment]
    demand_version(current, version)
    before = audit.snapshot(current)
    for name, value in changes.items():
        setattr(current, name, value)
    check(current)
    _set_many(current, many or {})
    changed = audit.difference(before, audit.snapshot(current))
    if not changed:
        return current
    statements = list(evidence)
    content = [name for name in changed if name not in WITHOUT_SOURCE]
    if content and not statements:
        raise NoEvidence(
            _("These changes need a source: %(fields)s.")
            % {"fields": ", ".join(label_of(current, name) for name in content)}
        )
    current.version += 1
    current.save()
    for statement in statements:
        documents.cite(current, content, statement)
    audit.record(f"{record.register()}.{action}", current, by=by, changes=changed, reason=reason)
    return current


def demand_version(record: Record, version: int | None) -> None:
    """Raises ``ChangedMeanwhile``, naming who changed what, where ``version`` is no longer the newest."""
    if version is None or version == record.version:
        return
    entries = history(record)[: max(1, record.version - version)]
    who = ", ".join(dict.fromkeys(str(entry.by) for entry in entries if entry.by))
    what = ", ".join(dict.fromkeys(label_of(record, name) for entry in entries for name in entry.changes))
    raise ChangedMeanwhile(
        _(
            "%(who)s changed this record while you were writing (%(what)s). Your text is kept below beside the version "
            "now on record: compare them and save again."
        )
        % {"who": who or _("Somebody"), "what": what or "–"}
    )


@transaction.atomic
def remove(record: Record, *, by: User, reason: str, act: str = "delete") -> None:
    """Take a record out of its register; the audit keeps its content, the statements stay with their documents."""
    demand(by, act)
    if not reason.strip():
        raise DomainError(_("Give the reason for taking the record out."))
    before = audit.snapshot(record)
    documents.citations_of(record).delete()
    documents.conflicts_of(record).delete()
    audit.record(
        f"{record.register()}.removed",
        record,
        by=by,
        changes={name: [value, None] for name, value in before.items() if value not in ("", None, [])},
        reason=reason,
    )
    try:
        record.delete()
    except models.ProtectedError as error:
        rests = ", ".join(sorted({str(other) for other in error.protected_objects})[:5])
        raise WrongState(
            _("This cannot be taken out while other records rest on it: %(rests)s. Change those first.")
            % {"rests": rests}
        ) from error
