"""Until when a business may do what."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.programmes.errors import NotNow, TooLate
from proxeny.programmes.models import Access, Participation, Programme

P, T = Programme.Status, Participation.Status


def _told(day: date) -> str:
    return edtf_in_words(day.isoformat(), get_language() or "en")


def _in_time(access: Access, what: str, on: date) -> None:
    last = access.programme.last_day(what)
    if last is not None and on > last and not access.is_late_open(on):
        words = {"applications": _("Applications"), "plans": _("Plans"), "reports": _("Reports")}[what]
        raise TooLate(
            _("%(what)s were taken until %(day)s. Write to the organisers: they can open the door once more for you.")
            % {"what": words, "day": _told(last)}
        )


def demand_application(access: Access, participation: Participation | None, on: date) -> None:
    """Raises ``NotNow`` or ``TooLate`` where a business cannot apply, or change its application, on a day."""
    is_open = access.programme.status == P.OPEN or (access.programme.status == P.RUNNING and access.is_late_open(on))
    if not is_open:
        raise NotNow(_("The programme takes no applications now."))
    if participation is not None and participation.status != T.APPLIED:
        raise NotNow(_("Your application is being checked or decided. Write to the organisers to change it."))
    _in_time(access, "applications", on)


def demand_papers(access: Access, participation: Participation | None, on: date) -> None:
    """Papers are taken from the application until it is decided; after a refusal the office opens the door."""
    if participation is None:
        raise NotNow(_("Apply first; then hand in the papers."))
    if participation.status == T.WITHDRAWN or access.programme.status in {P.CLOSED, P.CANCELLED}:
        raise NotNow(_("Nothing more is taken for this programme."))
    if participation.status == T.REFUSED and not access.is_late_open(on):
        raise NotNow(_("Your application was refused. Write to the organisers if you have what was lacking."))


def demand_plan(access: Access, participation: Participation | None, on: date) -> None:
    """A plan is taken from those who applied or are admitted, until the programme's last day for plans."""
    if participation is None or participation.status in {T.REFUSED, T.WITHDRAWN}:
        raise NotNow(_("Apply first; then hand in the plan."))
    if access.programme.status not in {P.OPEN, P.RUNNING}:
        raise NotNow(_("Plans are taken before and while the programme runs."))
    _in_time(access, "plans", on)


def demand_offers(access: Access, participation: Participation | None, on: date) -> None:
    """Offers are entered by those who applied or are admitted, until the programme is over."""
    if participation is None or participation.status in {T.REFUSED, T.WITHDRAWN}:
        raise NotNow(_("Apply first; then enter your offers."))
    if access.programme.status not in {P.OPEN, P.RUNNING}:
        raise NotNow(_("The programme is over; no offers are taken."))


def demand_report(access: Access, participation: Participation | None, on: date) -> None:
    """A report is taken from those admitted, while the programme runs and until its last day for reports."""
    if participation is None or participation.status != T.ADMITTED:
        raise NotNow(_("Only businesses that were admitted report."))
    if access.programme.status not in {P.RUNNING, P.REPORTING}:
        raise NotNow(_("Reports are taken once the programme runs, until it is closed."))
    _in_time(access, "reports", on)
