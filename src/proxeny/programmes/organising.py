"""The organisers' page: who stands where, who lacks what, what to write to them, what was reported by how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.programmes import queries
from proxeny.programmes.models import Business, Participation, Programme

SHOWN = 50  # businesses of a list; the register has the rest


@dataclass(frozen=True)
class Lacking:
    """Businesses that lack the same thing, with the words and addresses to remind them."""

    key: str
    title: str
    count: int
    rows: list[Participation]
    url: str
    addresses: str
    reminder: str


def _day(programme: Programme, of: str) -> str:
    stated = getattr(programme, f"{of}_until")
    return edtf_in_words(stated, get_language() or "en") if stated else _("the day that the organisers set")


def _reminders(programme: Programme) -> dict[str, tuple[str, str]]:
    """The heading of each list and the letter to those on it."""
    who = {"programme": programme, "organiser": programme.organiser or _("The organisers")}
    return {
        "decision": (_("Waiting for a decision"), ""),
        "papers": (
            _("Papers lacking"),
            _(
                "Dear Sir or Madam,\n\nfor “%(programme)s” we still need your papers of origin and of quality. Please "
                "hand them in at the address that we gave you, by %(day)s.\n\n%(organiser)s"
            )
            % {**who, "day": _day(programme, "applications")},
        ),
        "plan": (
            _("Plan not handed in"),
            _(
                "Dear Sir or Madam,\n\nyour plan for “%(programme)s” is not with us yet. Please hand it in at the "
                "address that we gave you, by %(day)s.\n\n%(organiser)s"
            )
            % {**who, "day": _day(programme, "plans")},
        ),
        "report": (
            _("Not reported yet"),
            _(
                "Dear Sir or Madam,\n\nthank you for taking part in “%(programme)s”. Your report is not with us yet: "
                "revenue, orders, visitors and the value of the discounts. Please hand it in at the address that we "
                "gave you, by %(day)s.\n\n%(organiser)s"
            )
            % {**who, "day": _day(programme, "reports")},
        ),
    }


def overview_of(programme: Programme, person: User) -> dict[str, Any]:
    """Everything the page shows. Some twenty SQL queries, however many businesses."""
    rows = queries.participations(programme, visible_to=person)
    counts = queries.counts(rows)
    lists = []
    register = reverse("participations:list")
    for key, (title, reminder) in _reminders(programme).items():
        count = counts[f"lacks_{key}"]
        shown = list(rows.filter(queries.LACKING[key])[:SHOWN]) if count else []
        addresses = ", ".join(dict.fromkeys(row.business.email for row in shown if row.business.email))
        url = f"{register}?programme={programme.reference}&lacking={key}"
        lists.append(Lacking(key, title, count, shown, url, addresses, reminder))
    known = {row.business_id: row for one in lists for row in one.rows}
    accesses = queries.accesses(programme, [row.business for row in known.values()])
    groups = {"ward": _("Ward"), "sector": _("Sector"), "ocop": _("OCOP stars")}
    total = queries.totals(rows)
    return {
        "counts": counts,
        "lists": lists,
        "accesses": accesses,
        "addresses_open": programme.accesses.filter(
            revoked_at=None, business__mark__lte=person.clearance
        ).select_related("business").order_by("-issued_at")[:SHOWN],
        "totals": total,
        "is_partial": any(line.missing for line in total),
        "breakdowns": [(label, queries.totals(rows, by=name)) for name, label in groups.items() if counts["reported"]],
        "register_url": f"{register}?programme={programme.reference}",
        "businesses_to_choose": Business.objects.visible_to(person).order_by("name")[:SHOWN],
    }  # fmt: skip
