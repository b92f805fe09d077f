"""What happens between a business and a programme: application, check, admission or refusal, plan, report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.audit import services as audit
from proxeny.core.errors import WrongState
from proxeny.core.records import Mark
from proxeny.programmes import deadlines
from proxeny.programmes.errors import PapersLacking
from proxeny.programmes.models import Access, Participation
from proxeny.programmes.services import handed_in
from proxeny.programmes.services.acts import locked, needed, write
from proxeny.registers.services.records import check, free_reference

S = Participation.Status
APPLICATION = ("goods", "ocop_stars", "ocop_decision")
REPORT = ("revenue", "revenue_currency", "discount_value", "orders", "visitors", "report")


def participation_of(access: Access) -> Participation | None:
    """What the business of an address has applied for so far. One SQL query."""
    return (
        Participation.objects.select_related("programme", "business")
        .filter(programme=access.programme, business=access.business)
        .first()
    )


def _own(access: Access) -> Participation | None:
    found = Participation.objects.select_for_update(of=("self",)).filter(
        programme=access.programme, business=access.business
    )
    return found.first()


@transaction.atomic
def apply(access: Access, content: Mapping[str, Any]) -> Participation:
    """A business applies at its secret address, or changes what it applied with until somebody checks it.

    ``content`` has ``goods``, ``ocop_stars``, ``ocop_decision``. Raises ``NotNow``, ``TooLate``, ``BadContent``.
    """
    today = timezone.localdate()
    participation = _own(access)
    deadlines.demand_application(access, participation, today)
    said = {name: content[name] for name in APPLICATION if name in content}
    last = access.programme.last_day("applications")
    if last is not None and today > last:
        said["late_reason"] = access.late_reason
    if participation is not None:
        write(participation, said, act="application_changed", by=None, reason=_("at its secret address"))
    else:
        closed = max(access.programme.mark, access.business.mark)
        participation = Participation(
            programme=access.programme,
            business=access.business,
            applied_on=today.isoformat(),
            mark=max(Mark.INTERNAL, closed),
            **said,
        )
        participation.reference = free_reference(Participation, str(participation))
        check(participation)
        participation.save()
        audit.record("participations.applied", participation, by=None, reason=_("at its secret address"))
    title = _("Application for %(programme)s") % {"programme": access.programme}
    handed_in.keep(access, participation, ["applied_on", *APPLICATION], title=title)
    return participation


def _demand_state(participation: Participation, *states: str) -> None:
    if participation.status not in states:
        raise WrongState(
            _("“%(which)s” is %(state)s; expected: %(expected)s.")
            % {
                "which": participation,
                "state": participation.get_status_display(),
                "expected": ", ".join(str(S(state).label) for state in states),
            }
        )


@transaction.atomic
def begin_check(participation: Participation, *, by: User) -> Participation:
    """An officer takes an application in hand; the business can change it no longer."""
    current = locked(participation)
    _demand_state(current, S.APPLIED)
    return write(current, {"status": S.CHECKING, "checked_by": by}, act="check_begun", by=by)


@transaction.atomic
def admit(participation: Participation, *, by: User, override_reason: str = "") -> Participation:
    """Admit a business whose papers are in order.

    Raises ``PapersLacking`` where they are not and no ``override_reason`` says why it may take part all the same;
    one that was refused is admitted with a reason only.
    """
    current = locked(participation)
    _demand_state(current, S.APPLIED, S.CHECKING, S.REFUSED)
    changes: dict[str, Any] = {"status": S.ADMITTED, "checked_by": by}
    lacking = current.lacks_papers
    if lacking and not override_reason.strip():
        words = {"origin": _("of origin"), "quality": _("of quality and hygiene")}
        raise PapersLacking(
            _("Papers are not found in order: %(which)s. Ask for them, refuse, or give the reason to admit without.")
            % {"which": ", ".join(words[name] for name in lacking)}
        )
    if current.status == S.REFUSED:
        needed(override_reason)
        changes["reason"] = ""
    if override_reason.strip():
        changes["late_reason"] = "; ".join(filter(None, (current.late_reason, override_reason.strip())))[:500]
    return write(current, changes, act="admitted", by=by, reason=override_reason.strip())


@transaction.atomic
def refuse(participation: Participation, *, by: User, reason: str) -> Participation:
    """Refuse a business, with the reason that it will read."""
    current = locked(participation)
    _demand_state(current, S.APPLIED, S.CHECKING, S.ADMITTED)
    changes = {"status": S.REFUSED, "reason": needed(reason)[:500], "checked_by": by}
    return write(current, changes, act="refused", by=by, reason=reason.strip())


@transaction.atomic
def withdraw(participation: Participation, *, by: User | None, reason: str) -> Participation:
    """A business steps back, itself (``by`` is ``None``) or by word to the office; its offers leave the open pages."""
    current = locked(participation)
    _demand_state(current, S.APPLIED, S.CHECKING, S.ADMITTED)
    changes = {"status": S.WITHDRAWN, "reason": needed(reason)[:500]}
    return write(current, changes, act="withdrawn", by=by, reason=reason.strip())


@transaction.atomic
def hand_in_plan(access: Access, plan: str) -> Participation:
    """A business hands in its plan at its secret address; a new one takes the place of the one before."""
    participation, today = _own(access), timezone.localdate()
    deadlines.demand_plan(access, participation, today)
    assert participation is not None
    changes = {"plan": plan.strip(), "plan_on": today.isoformat()}
    write(participation, changes, act="plan_handed_in", by=None, reason=_("at its secret address"))
    title = _("Plan for %(programme)s") % {"programme": access.programme}
    handed_in.keep(access, participation, ["plan_on", "plan"], title=title)
    return participation


@transaction.atomic
def hand_in_report(access: Access, figures: Mapping[str, Any]) -> Participation:
    """A business reports at its secret address; a new report takes the place of the one before, both stay as sources.

    ``figures`` has ``revenue``, ``discount_value`` (in ``revenue_currency``), ``orders``, ``visitors``, ``report``.
    """
    participation, today = _own(access), timezone.localdate()
    deadlines.demand_report(access, participation, today)
    assert participation is not None
    changes = {name: figures[name] for name in REPORT if name in figures} | {"report_on": today.isoformat()}
    write(participation, changes, act="report_handed_in", by=None, reason=_("at its secret address"))
    title = _("Report on %(programme)s") % {"programme": access.programme}
    handed_in.keep(access, participation, ["report_on", *REPORT], title=title)
    return participation
