"""Ticking off the papers of a dossier."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError
from proxeny.documents.models import Document
from proxeny.procedures.models import Case, ChecklistItem
from proxeny.procedures.services.refusals import demand_visible, locked, written
from proxeny.registers.services.records import check


@transaction.atomic
def tick(
    case: Case, key: str, *, state: str, by: User, document: Document | None = None, note: str = ""
) -> ChecklistItem:
    """Say whether a paper of the dossier is there, with the document if it is in the record.

    Raises ``DomainError`` for a needed paper called not applicable without a note, or for a paper the case has not.
    """
    current = locked(case, by=by)
    item = current.papers.select_for_update().filter(key=key).first()
    if item is None:
        raise DomainError(_("“%(key)s” is no paper of this dossier.") % {"key": key})
    if document != item.document:
        demand_visible(document, by)
    if state not in ChecklistItem.State.values:
        raise DomainError(_("Say of each paper: needed, there or not applicable."))
    needed = any(paper.key == key and paper.is_required for paper in current.rulebook.papers)
    if state == ChecklistItem.State.NOT_APPLICABLE and needed and not note.strip():
        raise DomainError(_("“%(paper)s” is asked of everybody: say in the note why not here.") % {"paper": item})
    before = {"state": item.state, "note": item.note, "document_id": item.document_id}
    item.state, item.note, item.document = state, note.strip()[:300], document
    changes = {name: [was, getattr(item, name)] for name, was in before.items() if was != getattr(item, name)}
    if not changes:
        return item
    check(item)
    item.save()
    written(current, "paper_ticked", {"paper": [None, key], **changes}, by=by)
    return item
