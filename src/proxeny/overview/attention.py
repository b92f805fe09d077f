"""What needs the person who looks: each line a count that leads to what it counts, with the most pressing by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.accounts.rights import can
from proxeny.agreements import queries as agreements
from proxeny.agreements.models import Agreement
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations import queries as delegations
from proxeny.delegations.models import Delegation
from proxeny.plans import queries as commitments
from proxeny.plans.models import Commitment
from proxeny.procedures import queries as procedures
from proxeny.review import queries as review

SOON = 180  # days ahead for the end of an agreement's term
NOTICE = 60  # days ahead for the last day to give notice
NAMED = 2


@dataclass(frozen=True)
class Named:
    """One pressing record."""

    label: str
    url: str
    due: str
    is_late: bool = False


@dataclass
class Line:
    """One thing to see to. ``decides`` where a person's decision is asked for."""

    icon: str
    label: str
    url: str
    decides: bool = False
    is_late: bool = False
    named: list[Named] = field(default_factory=list)


def _days(day: date, today: date) -> str:
    left = (day - today).days
    if left < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -left) % {"n": -left}
    return ngettext("in %(n)d day", "in %(n)d days", left) % {"n": left}


def needs(*, visible_to: Any, language: str) -> list[Line]:
    """The lines that are not empty, the decisions first. At most twenty SQL queries, however many rows."""
    today = timezone.localdate()
    found = [
        _documents(visible_to),
        _conflicts(visible_to),
        _procedures(visible_to, today),
        _reports(visible_to, today),
        _overdue(visible_to, today, language),
        _due(visible_to, today, language),
        _expiring(visible_to, today),
        _notice_due(visible_to, today),
        _expired(visible_to, today, language),
    ]
    return [line for line in found if line is not None]


def _whole(model: Any, chosen: QuerySet[Any]) -> list[Any]:
    """The few rows chosen, in their order: found by an index that has not the words, and read only then."""
    keys = list(chosen.values_list("pk", flat=True))
    rows = model.objects.defer("folded", "note").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _documents(person: Any) -> Line | None:
    count = review.waiting_count(visible_to=person)
    if not count:
        return None
    words = ngettext("%(n)d document to review", "%(n)d documents to review", count) % {"n": count}
    return Line("inbox", words, reverse("review:inbox"), decides=can(person, "accept"))


def _conflicts(person: Any) -> Line | None:
    count = review.conflicts(visible_to=person).count()
    if not count:
        return None
    words = ngettext("%(n)d disagreement between sources", "%(n)d disagreements between sources", count) % {"n": count}
    return Line("disputed", words, reverse("review:conflicts"), decides=can(person, "rule"))


def _procedures(person: Any, today: date) -> Line | None:
    """Steps and answers of procedures that are late, or due within the week where none is."""
    found = procedures.pressing(today + timedelta(days=7), on=today, visible_to=person, named=NAMED)
    if not found.number:
        return None
    number = found.late or found.number
    if found.late:
        words = ngettext("%(n)d step of a procedure is overdue", "%(n)d steps of procedures are overdue", number)
    else:
        words = ngettext("%(n)d step of a procedure this week", "%(n)d steps of procedures this week", number)
    named = [
        Named(f"{one.what}: {one.case.record}", one.case.get_absolute_url(), _days(one.due, today), one.is_late(today))
        for one in found.first
        if one.is_late(today) or not found.late
    ]
    url = reverse("procedures:deadlines") + ("?within=late" if found.late else "")
    return Line("clock", words % {"n": number}, url, is_late=bool(found.late), named=named)


def _reports(person: Any, today: date) -> Line | None:
    rows = delegations.without_report(
        Delegation.objects.visible_to(person).filter(direction=Delegation.Direction.OUT), today
    )
    count = rows.count()
    if not count:
        return None
    words = ngettext("%(n)d report on return is late", "%(n)d reports on return are late", count) % {"n": count}
    named = [
        Named(row.title, row.get_absolute_url(), _days(row.report_due_latest, today), True)
        for row in _whole(Delegation, rows.order_by("report_due_latest", "pk")[:NAMED])
    ]
    url = f"{reverse('delegations:list')}?report=true&direction=out"
    return Line("delegations", words, url, is_late=True, named=named)


def _overdue(person: Any, today: date, language: str) -> Line | None:
    rows = Commitment.objects.visible_to(person).filter(commitments.late(today))
    count = rows.count()
    if not count:
        return None
    words = ngettext("%(n)d commitment is overdue", "%(n)d commitments are overdue", count) % {"n": count}
    named = [
        Named(str(row), row.get_absolute_url(), edtf_in_words(row.next_due, language, short=True), True)
        for row in _whole(Commitment, rows.order_by("-next_due_latest", "pk")[:NAMED])
    ]
    return Line("commitments", words, f"{reverse('commitments:list')}?overdue=true", is_late=True, named=named)


def _due(person: Any, today: date, language: str) -> Line | None:
    rows = Commitment.objects.visible_to(person).filter(
        status__in=Commitment.UNFINISHED,
        next_due_latest__gte=today,
        next_due_latest__lte=date(today.year, 12, 31),
    )
    named = [
        Named(str(row), row.get_absolute_url(), edtf_in_words(row.next_due, language, short=True))
        for row in rows.order_by("next_due_latest", "reference")[: NAMED + 1]
    ]
    if not named:
        return None
    return Line(
        "clock",
        _("Due this year"),
        f"{reverse('commitments:list')}?status=unfinished&due_year={today.year}",
        named=named,
    )


def _expiring(person: Any, today: date) -> Line | None:
    rows = agreements.expiring(timedelta(days=SOON), visible_to=person, on=today).prefetch_related(None)
    count = rows.count()
    if not count:
        return None
    words = ngettext("%(n)d agreement ends within half a year", "%(n)d agreements end within half a year", count) % {
        "n": count
    }
    named = [
        Named(row.title, row.get_absolute_url(), _days(row.expires_latest, today))  # type: ignore[attr-defined]
        for row in rows[:NAMED]
    ]
    return Line("agreements", words, f"{reverse('agreements:list')}?expiring={SOON}", named=named)


def _notice_due(person: Any, today: date) -> Line | None:
    """Agreements whose last day to give notice is near."""
    due = agreements.notice_due(timedelta(days=NOTICE), visible_to=person, on=today)
    if not due:
        return None
    words = ngettext("%(n)d day of notice is near", "%(n)d days of notice are near", len(due)) % {"n": len(due)}
    named = [Named(row.title, row.get_absolute_url(), _days(day, today)) for day, row in due[:NAMED]]
    return Line("agreements", words, f"{reverse('agreements:list')}?notice={NOTICE}", named=named)


def _expired(person: Any, today: date, language: str) -> Line | None:
    """Agreements whose term ended in the last half-year and was not renewed."""
    rows = agreements.ended_lately(timedelta(days=SOON), visible_to=person, on=today)[: NAMED + 1]
    named = [
        Named(row.title, row.get_absolute_url(), edtf_in_words(row.expires, language, short=True), True) for row in rows
    ]
    if not named:
        return None
    return Line(
        "agreements",
        _("The term ended, and no renewal is on record"),
        f"{reverse('agreements:list')}?status={Agreement.Status.EXPIRED}&sort=-expires",
        named=named,
    )
