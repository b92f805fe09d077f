"""Approving chapters and annexes one by one, before the whole."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, WrongState
from proxeny.reports.attention import figures_of_part
from proxeny.reports.composing import composed
from proxeny.reports.content import Content
from proxeny.reports.models import Edition, PartApproval


@transaction.atomic
def approve_part(edition: Edition, part: str, *, by: User, content: Content | None = None) -> PartApproval:
    """Approve a chapter or annex: it is locked for writing, and what moves in it from now on is listed.

    Approving again takes its figures as they are now. ``content`` spares composing where the caller has it.
    """
    demand(by, "accept")
    edition = Edition.objects.select_for_update(of=("self",)).select_related("report").get(pk=edition.pk)
    if edition.is_frozen:
        raise WrongState(_("%(number)s is frozen as a whole.") % {"number": edition.number})
    content = content if content is not None else composed(edition)
    known = {one["key"] for paper in content["languages"].values() for one in (*paper["chapters"], *paper["annexes"])}
    if part not in known:
        raise DomainError(_("The report has no chapter or annex called “%(part)s”.") % {"part": part})
    approval, _created = PartApproval.objects.update_or_create(
        edition=edition, part=part, defaults={"figures": figures_of_part(content, part), "by": by}
    )
    audit.record("edition.part_accepted", edition, by=by, changes={"part": [None, part]})
    return approval


@transaction.atomic
def open_part(edition: Edition, part: str, *, reason: str, by: User) -> None:
    """Unlock a chapter or annex so that it can be written over again; the reason goes into the audit."""
    demand(by, "accept")
    if not reason.strip():
        raise DomainError(_("Say why it is opened again: those who approved it are told so."))
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.is_frozen:
        raise WrongState(_("%(number)s is frozen as a whole.") % {"number": edition.number})
    removed, _rows = edition.part_approvals.filter(part=part).delete()
    if removed:
        audit.record("edition.part_reopened", edition, by=by, changes={"part": [part, None]}, reason=reason.strip())
