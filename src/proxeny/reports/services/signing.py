"""Draft, review, approval, publication, withdrawal; approval freezes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import ChangedMeanwhile, DomainError, WrongState
from proxeny.reports.attention import Attention, attention
from proxeny.reports.composing import composed, drafts, heading
from proxeny.reports.content import Content, statements_of
from proxeny.reports.frozen import ACT, canonical, row_of, seal_of
from proxeny.reports.models import Edition, FrozenFigure
from proxeny.reports.paper_pictures import svg_of

State = Edition.State


class Disputed(DomainError):
    """The report has figures that are disputed, or that moved after their chapter was approved."""

    code = "reports.disputed"


class FigureGone(DomainError):
    """A sentence names a figure that the record no longer gives."""

    code = "reports.figure_gone"


def _locked(edition: Edition, *states: str) -> Edition:
    edition = Edition.objects.select_for_update(of=("self",)).select_related("report__template").get(pk=edition.pk)
    if edition.state not in states:
        raise WrongState(
            _("%(number)s is %(state)s; this can be done while it is: %(expected)s.")
            % {
                "number": edition.number,
                "state": edition.get_state_display(),
                "expected": ", ".join(str(State(state).label) for state in states),
            }
        )
    return edition


def _kept(edition: Edition, act: str, by: User, before: audit.Snapshot, reason: str = "") -> Edition:
    edition.save()
    audit.record(act, edition, by=by, before=before, reason=reason)
    return edition


@transaction.atomic
def submit(edition: Edition, *, by: User) -> Edition:
    """An officer hands the draft to those who review."""
    demand(by, "draft")
    edition = _locked(edition, State.DRAFT)
    before = audit.snapshot(edition)
    edition.state, edition.submitted_by, edition.submitted_at = State.REVIEW, by, timezone.now()
    return _kept(edition, "edition.submitted", by, before)


@transaction.atomic
def send_on(edition: Edition, *, by: User) -> Edition:
    """A reviewer found it in order and sends it on to the approver."""
    demand(by, "accept")
    edition = _locked(edition, State.REVIEW)
    before = audit.snapshot(edition)
    edition.sent_on_by, edition.sent_on_at = by, timezone.now()
    return _kept(edition, "edition.sent_on", by, before)


@transaction.atomic
def send_back(edition: Edition, *, reason: str, by: User) -> Edition:
    """A reviewer or approver gives it back to be written over; the reason goes into the audit."""
    demand(by, "accept")
    edition = _locked(edition, State.REVIEW)
    if not reason.strip():
        raise DomainError(_("Say what has to be mended."))
    before = audit.snapshot(edition)
    edition.state = State.DRAFT
    edition.submitted_by = edition.sent_on_by = None
    edition.submitted_at = edition.sent_on_at = None
    return _kept(edition, "edition.sent_back", by, before, reason.strip())


@transaction.atomic
def approve(edition: Edition, *, by: User, reason: str = "", seen: str = "") -> Edition:
    """Approve a reviewed edition: its content with every figure and its sources' words is frozen and sealed.

    ``seen`` is the seal of the content that the person had before them; where the record moved since, nothing is
    approved (``ChangedMeanwhile``). Raises ``FigureGone`` for a sentence with a figure that the record no longer gives,
    and ``Disputed`` without a ``reason`` where figures are disputed or moved after their chapter was approved.
    """
    demand(by, "sign_off")
    edition = _locked(edition, State.REVIEW)
    if edition.sent_on_at is None:
        raise WrongState(
            _("%(number)s was not sent on yet: somebody who reviews has to find it in order first.")
            % {"number": edition.number}
        )
    before = audit.snapshot(edition)
    drafted = drafts(edition, anew=True)
    content = composed(edition, drafted)
    if seen and seen != seal_of(canonical(content)):
        raise ChangedMeanwhile(_("The report is not what you had before you: the record moved since. Read it again."))
    found = attention(edition, content, drafted, language=edition.languages[0], visible_to=by)
    _demand_clear(found, reason)
    edition.state, edition.approved_by, edition.approved_at = State.APPROVED, by, timezone.now()
    edition.approval_reason, edition.template = reason.strip(), edition.report.template
    content["edition"] = heading(edition)
    _draw_pictures(content)
    edition.content = canonical(content)
    edition.seal = seal_of(edition.content)
    edition.save()
    FrozenFigure.objects.filter(edition=edition).delete()
    rows = [row_of(figure, statements_of(figure, content), edition) for figure in content["figures"]]
    FrozenFigure.objects.bulk_create(rows, batch_size=1000)
    changes = audit.difference(before, audit.snapshot(edition)) | {
        "seal": [None, edition.seal],
        "figures": [None, len(rows)],
    }
    audit.record(ACT, edition, by=by, changes=changes, reason=reason.strip())
    return edition


def _demand_clear(found: Attention, reason: str) -> None:
    if found.gone:
        raise FigureGone(
            _("Sentences name figures that the record no longer gives: %(figures)s. Write them anew.")
            % {"figures": ", ".join(f"{one.text} ({one.paragraph})" for one in found.gone)}
        )
    if found.needs_reason and not reason.strip():
        said = []
        if found.disputes:
            count = found.disputed_figures
            said.append(ngettext("%(n)d figure is disputed.", "%(n)d figures are disputed.", count) % {"n": count})
        if found.moved_figures:
            count = found.moved_figures
            said.append(
                ngettext(
                    "%(n)d figure moved after its chapter was approved.",
                    "%(n)d figures moved after their chapter was approved.",
                    count,
                )
                % {"n": count}
            )
        raise Disputed(" ".join([*said, _("Rule on them, or give the reason why it goes out all the same.")]))


def _draw_pictures(content: Content) -> None:
    """Pictures are frozen as they are drawn now, so that later drawing changes nothing."""
    for paper in content["languages"].values():
        for chapter in paper["chapters"]:
            for block in chapter["blocks"]:
                if block["kind"] == "picture":
                    block["svg"] = svg_of(block)


@transaction.atomic
def reopen(edition: Edition, *, reason: str, by: User) -> Edition:
    """Take an approval back before publication: the edition is in review again and follows the record."""
    demand(by, "sign_off")
    edition = _locked(edition, State.APPROVED)
    if not reason.strip():
        raise DomainError(_("Say why the approval is taken back."))
    before = audit.snapshot(edition)
    edition.state, edition.content, edition.seal, edition.template = State.REVIEW, "", "", None
    edition.approved_by = edition.approved_at = None
    edition.approval_reason = ""
    edition.figures.all().delete()
    return _kept(edition, "edition.reopened", by, before, reason.strip())


@transaction.atomic
def publish(edition: Edition, *, by: User) -> Edition:
    """Publish what was approved, as it was frozen."""
    demand(by, "sign_off")
    edition = _locked(edition, State.APPROVED)
    before = audit.snapshot(edition)
    edition.state, edition.published_by, edition.published_at = State.PUBLISHED, by, timezone.now()
    return _kept(edition, "edition.published", by, before)


@transaction.atomic
def withdraw(edition: Edition, *, reason: str, by: User) -> Edition:
    """Withdraw a published edition: it stays readable as it was, and says that and why it was withdrawn."""
    demand(by, "sign_off")
    edition = _locked(edition, State.PUBLISHED)
    if not reason.strip():
        raise DomainError(_("Say why the edition is withdrawn: readers of it are told."))
    before = audit.snapshot(edition)
    edition.state, edition.withdrawn_by, edition.withdrawn_at = State.WITHDRAWN, by, timezone.now()
    edition.withdrawal_reason = reason.strip()
    return _kept(edition, "edition.withdrawn", by, before, reason.strip())
