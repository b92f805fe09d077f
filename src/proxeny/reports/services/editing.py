"""Writing over the draft, paragraph by paragraph."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents.models import Statement
from proxeny.reports import edits, from_record, parts
from proxeny.reports.composing import audience_of, drafts
from proxeny.reports.models import Choice, Edit, Edition
from proxeny.reports.parts import Figure


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
    pieces = edits.from_typed(typed, figures_for(edition, typed, language, report))
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


def figures_for(edition: Edition, typed: str, language: str, report: parts.Report) -> dict[str, Figure]:
    """The figures that may stand in what is typed: those of the draft, and those of the record that it names."""
    named = from_record.figures(edits.keys_in(typed), language, visible_to=audience_of(edition.report))
    return {**named, **edits.figures_by_key(report)}


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


@transaction.atomic
def choose_value(edition: Edition, key: str, statement: int, *, reason: str, by: User) -> Choice:
    """Print the value of another source for a figure, in this edition only; whose and why is said beside it.

    ``statement`` is one of those that the figure rests on. Raises ``DomainError`` for another or without a reason,
    ``WrongState`` where a part in which the figure stands is locked.
    """
    edition = Edition.objects.select_for_update(of=("self",)).select_related("report").get(pk=edition.pk)
    editable(edition, by=by)
    figure = _stated(edition, key)
    if not reason.strip():
        raise DomainError(_("Say why this source is followed: it is printed beside the figure."))
    wanted = Statement.objects.visible_to(audience_of(edition.report)).filter(pk=statement).first()
    if wanted is None or wanted.pk not in figure.statements or wanted.value is None:
        raise DomainError(
            _("The figure “%(text)s” does not rest on that statement. Choose one of its own sources.")
            % {"text": figure.text}
        )
    _unlocked_with(edition, key)
    choice, _created = Choice.objects.update_or_create(
        edition=edition, key=key, defaults={"statement": wanted, "reason": reason.strip(), "by": by}
    )
    audit.record(
        "edition.value_chosen", edition, by=by, changes={key: [figure.text, f"{wanted.value:f} {wanted.unit}".strip()]},
        reason=reason.strip(),
    )  # fmt: skip
    return choice


@transaction.atomic
def put_value_back(edition: Edition, key: str, *, by: User) -> None:
    """Print the record's own value for a figure again."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("report").get(pk=edition.pk)
    editable(edition, by=by)
    _unlocked_with(edition, key)
    choice = edition.choices.filter(key=key).first()
    if choice is not None:
        audit.record("edition.value_put_back", edition, by=by, changes={key: [str(choice.statement.value), None]})
        choice.delete()


def _stated(edition: Edition, key: str) -> Figure:
    """The figure of a name, as a source states it."""
    report = drafts(edition, edition.languages[:1])[edition.languages[0]]
    figure = edits.figures_by_key(report).get(key)
    if figure is None or figure.origin != "stated" or figure.value is None:
        raise DomainError(
            _("“%(key)s” is no figure of this draft that sources state: what is counted or computed changes with that.")
            % {"key": key}
        )
    return figure


def _unlocked_with(edition: Edition, key: str) -> None:
    for approval in edition.part_approvals.select_related("by"):
        if key in approval.figures:
            raise WrongState(
                _("The figure stands in a part that %(person)s approved and that is locked. Ask for it to be opened.")
                % {"person": approval.by}
            )
