"""Writing over the draft, paragraph by paragraph."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, WrongState
from proxeny.reports import edits, parts
from proxeny.reports.composing import drafts
from proxeny.reports.models import Edit, Edition


def editable(edition: Edition, *, by: User) -> None:
    """Raises ``NotAllowed`` or ``WrongState`` where a person may not write over an edition as it is.

    Officers write while it is a draft; while it is in review, those who review.
    """
    demand(by, "accept" if edition.state == Edition.State.REVIEW else "draft")
    if edition.is_frozen:
        raise WrongState(
            _("%(number)s is %(state)s and does not change any more. Open a new edition.")
            % {"number": edition.number, "state": edition.get_state_display()}
        )


def _paragraph(report: parts.Report, name: str) -> tuple[str, parts.Paragraph]:
    found = edits.paragraphs(report).get(name)
    if found is None:
        raise DomainError(_("The draft has no paragraph called “%(name)s” any more.") % {"name": name})
    return found


def _unlocked(edition: Edition, part: str) -> None:
    approval = edition.part_approvals.filter(part=part).select_related("by").first()
    if approval is not None:
        raise WrongState(
            _("This chapter was approved by %(person)s and is locked. Ask for it to be opened again.")
            % {"person": approval.by}
        )


@transaction.atomic
def edit_paragraph(
    edition: Edition, language: str, paragraph: str, typed: str, *, by: User, drafted: parts.Report | None = None
) -> Edit:
    """Write in the place of a drafted paragraph; figures stand in it as ``[[name|words]]``.

    Nothing typed leaves the paragraph out. ``drafted`` spares drafting where the caller has it. Raises ``BadEdit`` for
    a figure that the report does not have or that was changed, ``WrongState`` where the chapter is locked.
    """
    edition = Edition.objects.select_for_update(of=("self",)).select_related("report").get(pk=edition.pk)
    editable(edition, by=by)
    report = drafted if drafted is not None else drafts(edition, [language])[language]
    part, standing = _paragraph(report, paragraph)
    _unlocked(edition, part)
    pieces = edits.from_typed(typed, edits.figures_by_key(report))
    before = edition.edits.filter(language=language, paragraph=paragraph).first()
    edit, _created = Edit.objects.update_or_create(
        edition=edition,
        language=language,
        paragraph=paragraph,
        defaults={"part": part, "pieces": pieces, "drafted": edits.plain(standing.pieces), "by": by},
    )
    audit.record(
        "edition.paragraph_changed",
        edition,
        by=by,
        changes={paragraph: [_said(before) if before else edits.plain(standing.pieces), _said(edit)]},
    )
    return edit


def _said(edit: Edit) -> str:
    return "".join(piece if isinstance(piece, str) else piece["text"] for piece in edit.pieces)


@transaction.atomic
def put_draft_back(edition: Edition, language: str, paragraph: str, *, by: User) -> None:
    """Take back what was written over a paragraph: it is drafted from the record again."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("report").get(pk=edition.pk)
    editable(edition, by=by)
    edit = edition.edits.filter(language=language, paragraph=paragraph).first()
    if edit is None:
        return
    _unlocked(edition, edit.part)
    audit.record("edition.paragraph_put_back", edition, by=by, changes={paragraph: [_said(edit), None]})
    edit.delete()
