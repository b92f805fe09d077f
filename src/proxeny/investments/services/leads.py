"""An investor's way through the stages: each act is recorded with its day, and none is taken back, only followed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError, WrongState
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.investments.models import Call, CapitalMovement, Lead, Project, StageAct
from proxeny.investments.models.leads import BY_ACT, LostBecause, Stage, pipeline_position
from proxeny.investments.services.acts import do, locked
from proxeny.investments.services.calls import take_up
from proxeny.investments.services.movements import record_movement
from proxeny.registers import services as registers


class NeedsReason(DomainError):
    """A stage is skipped or gone back to, which is possible with a reason on record."""

    code = "lead.needs_reason"


class DatesBackwards(DomainError):
    """A day before the last act on the enquiry, before it was received, or still to come."""

    code = "lead.dates_backwards"


def _open(lead: Lead, by: User) -> Lead:
    """The lead, still moved by acts. Raises ``WrongState`` for one that is lost or has its licence."""
    current = locked(lead, by)
    if current.stage == Stage.LOST:
        raise WrongState(_("“%(lead)s” is lost. Open it again first.") % {"lead": current})
    if current.project_id is not None:
        raise WrongState(
            _("“%(lead)s” has its licence: where it stands now follows from the project and its ledger.")
            % {"lead": current}
        )
    return current


def _demand_day(lead: Lead, on: date) -> None:
    if on > timezone.localdate():
        raise DatesBackwards(_("This day is still to come. Enter what is planned as the next step of a contact."))
    last = lead.acts.order_by("-on", "-id").values_list("on", flat=True).first()
    received = lead.received_earliest  # type: ignore[attr-defined]
    before = max(filter(None, (last, received)), default=None)
    if before is not None and on < before:
        language = get_language() or "en"
        raise DatesBackwards(
            _("%(day)s is before the last act on this enquiry, of %(last)s. Correct the day.")
            % {
                "day": edtf_in_words(on.isoformat(), language),
                "last": edtf_in_words(before.isoformat(), language),
            }
        )


def _act(
    lead: Lead, kind: str, stage: str, *, on: date, by: User, action: str, reason: str = "", because: str = "",
    **changes: Any,
) -> Lead:  # fmt: skip
    _demand_day(lead, on)
    StageAct.objects.create(lead=lead, kind=kind, stage=stage, on=on, by=by, reason=reason.strip(), because=because)
    return do(lead, {"stage": stage, **changes}, action=action, by=by, reason=reason.strip(), on=on)


@transaction.atomic
def move_on(lead: Lead, *, to: str, on: date, by: User, reason: str = "") -> Lead:
    """Move an enquiry on to a later stage. A stage that is skipped needs a reason, which is kept.

    Raises ``WrongState`` for a stage that is not ahead, ``NeedsReason``, ``DatesBackwards``.
    """
    current = _open(lead, by)
    if to not in BY_ACT or pipeline_position(to) <= pipeline_position(current.stage):
        raise WrongState(
            _("“%(lead)s” is at “%(stage)s”; “%(to)s” is not ahead of it.")
            % {"lead": current, "stage": current.get_stage_display(), "to": Stage(to).label}
        )
    skipped = BY_ACT[BY_ACT.index(Stage(current.stage)) + 1 : BY_ACT.index(Stage(to))]
    if skipped and not reason.strip():
        raise NeedsReason(
            _("This skips %(stages)s. Record those first, or give the reason.")
            % {"stages": ", ".join(str(stage.label) for stage in skipped)}
        )
    return _act(current, StageAct.Kind.MOVED, to, on=on, by=by, action="moved_on", reason=reason)


@transaction.atomic
def put_back(lead: Lead, *, to: str, on: date, reason: str, by: User) -> Lead:
    """Put an enquiry back to an earlier stage, with a reason."""
    current = _open(lead, by)
    if to not in BY_ACT or pipeline_position(to) >= pipeline_position(current.stage):
        raise WrongState(
            _("“%(lead)s” is at “%(stage)s”; “%(to)s” is not behind it.")
            % {"lead": current, "stage": current.get_stage_display(), "to": Stage(to).label}
        )
    _demand_reason(reason)
    return _act(current, StageAct.Kind.BACK, to, on=on, by=by, action="put_back", reason=reason)


@transaction.atomic
def refuse_proposal(lead: Lead, *, on: date, reason: str, by: User) -> Lead:
    """Record that a proposal was refused, by the investor or the city; it stays at that stage for another one."""
    current = _open(lead, by)
    if current.stage != Stage.PROPOSAL:
        raise WrongState(
            _("“%(lead)s” is at “%(stage)s”: there is no proposal to refuse.")
            % {"lead": current, "stage": current.get_stage_display()}
        )
    _demand_reason(reason)
    return _act(current, StageAct.Kind.REFUSED, Stage.PROPOSAL, on=on, by=by, action="refused", reason=reason)


@transaction.atomic
def lose(lead: Lead, *, because: str, on: date, by: User, reason: str = "") -> Lead:
    """Record that an investor was lost, and why; ``reason`` in words is needed where no listed one fits."""
    current = _open(lead, by)
    if because not in LostBecause.values:
        raise NeedsReason(_("Say why it was lost: choose what fits best."))
    if because == LostBecause.OTHER:
        _demand_reason(reason)
    return _act(
        current, StageAct.Kind.LOST, Stage.LOST, on=on, by=by, action="lost", reason=reason, because=because,
        lost_because=because,
    )  # fmt: skip


@transaction.atomic
def reopen(lead: Lead, *, on: date, reason: str, by: User) -> Lead:
    """Open a lost enquiry again, at the stage where it was lost."""
    current = locked(lead, by)
    if current.stage != Stage.LOST:
        raise WrongState(_("“%(lead)s” is not lost.") % {"lead": current})
    _demand_reason(reason)
    kept = current.acts.exclude(stage=Stage.LOST).order_by("-on", "-id").values_list("stage", flat=True).first()
    return _act(
        current, StageAct.Kind.REOPENED, kept or Stage.ENQUIRY, on=on, by=by, action="reopened", reason=reason,
        lost_because="",
    )  # fmt: skip


@transaction.atomic
def license_lead(
    lead: Lead,
    *,
    on: date,
    evidence: Iterable[Statement],
    by: User,
    project: Project | None = None,
    licence_number: str = "",
    value: Decimal | None = None,
    unit: str = "",
    form: str = "",
    publisher: str = "",
    mark: int = 0,
    reason: str = "",
) -> Project:
    """Record the licence of an enquiry: its project is made, with the licensed capital as the first line of its ledger.

    ``project`` is one that is on record already, as from the register of the licensing office; nothing is made then.
    A call for investment that the enquiry answers is taken up by the project. Raises ``NeedsReason`` before a
    memorandum without a ``reason``, and what the services of projects and ledgers raise.
    """
    current = _open(lead, by)
    if current.stage != Stage.MOU and not reason.strip():
        raise NeedsReason(
            _("There is no memorandum yet: this skips stages. Record those first, or give the reason.")
        )
    statements = list(evidence)
    if project is None:
        project = _project_of(current, on, licence_number, value, unit, form, mark, statements, by)
        if value is not None:
            record_movement(
                project,
                kind=CapitalMovement.Kind.NEW,
                value=value,
                unit=unit,
                date=on.isoformat(),
                publisher=publisher,
                evidence=statements,
                by=by,
            )
    if current.call is not None and current.call.status in (Call.Status.DRAFT, Call.Status.PUBLISHED):
        take_up(current.call, project=project, evidence=statements or _sources_of(project, by), by=by)
    _act(current, StageAct.Kind.LICENSED, Stage.LICENCE, on=on, by=by, action="licensed", reason=reason,
         project=project)  # fmt: skip
    return project


def _project_of(
    lead: Lead, on: date, number: str, value: Decimal | None, unit: str, form: str, mark: int,
    statements: list[Statement], by: User,
) -> Project:  # fmt: skip
    project = Project(
        title=lead.title,
        investor=lead.investor,
        place=lead.place,
        sector=lead.sector,
        status=Project.Status.LICENSED,
        date=on.isoformat(),
        licence_number=number,
        value=value,
        unit=unit if value is not None else "",
        form=form,
        mark=mark,
    )
    return registers.create(project, by=by, evidence=statements, many={"partners": list(lead.partners.all())})


def _sources_of(project: Project, by: User) -> list[Statement]:
    cited = documents.evidence_of(project, visible_to=by, field="")
    return [citation.statement for citation in cited[:1]]


@transaction.atomic
def look_after(project: Project, *, by: User, key_account: User | None = None) -> Lead:
    """Begin to look after the investor of a project that came without an enquiry: contacts are logged from now on.

    Rests on what the project rests on. Raises ``WrongState`` where somebody looks after it already.
    """
    existing = project.leads.first()
    if existing is not None:
        raise WrongState(_("“%(lead)s” is looked after already.") % {"lead": existing})
    lead = Lead(
        title=project.title,
        investor=project.investor,
        place=project.place,
        sector=project.sector,
        channel=Lead.Channel.INVESTOR,
        stage=Stage.LICENCE,
        project=project,
        key_account=key_account or by,
        mark=max(Lead._meta.get_field("mark").default, project.mark),
    )
    return registers.create(
        lead,
        by=by,
        evidence=_sources_of(project, by),
        many={"partners": list(project.partners.all())},
        fields=["title", "investor", "place", "sector", "project"],
    )


@transaction.atomic
def hand_over(lead: Lead, *, to: User, by: User, reason: str = "") -> Lead:
    """Make somebody else the key account of an investor: one person at a time."""
    current = locked(lead, by)
    if current.key_account_id == to.pk:
        raise WrongState(_("%(person)s is the key account already.") % {"person": to})
    return do(current, {"key_account": to}, action="handed_over", by=by, reason=reason)


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise NeedsReason(_("Give the reason: a later reader must be able to follow it."))
