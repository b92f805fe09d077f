"""What the page of aid shows beside its fields: its sums, what does not fit, until when the work is to begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from proxeny.accounts.rights import can
from proxeny.aid import queries, services
from proxeny.aid.models import Aid
from proxeny.aid.states import IATI
from proxeny.aid.sums import Sums, dollars_of, sums_of
from proxeny.procedures import queries as procedures
from proxeny.procedures import services as case_services
from proxeny.procedures.models import Case
from proxeny.registers.linking import figure_text


@dataclass(frozen=True)
class Warned:
    """Something that does not fit together, in words, with the rule it is from, and where to act on it."""

    words: str
    rule: str = ""
    url: str = ""
    action: str = ""


def context_of(request: HttpRequest, aid: Aid) -> dict[str, Any]:
    """Everything beside the fields. Eleven SQL queries, whatever belongs to the aid."""
    cases = list(procedures.cases_of(aid))
    sums = sums_of(aid.transactions.all())
    may_change = can(request.user, "change")
    waits = any(case.is_open for case in cases) and services.waits_for_work(aid)
    today = timezone.localdate()
    lapsing = queries.lapsing(aid)
    return {
        "sums": list(sums),
        "warnings": list(_warnings(aid, sums, cases, may_change=may_change)),
        "lapsing": lapsing,
        "lapse_is_past": lapsing is not None and lapsing.is_past(today),
        "lapse_in": (lapsing.day - today).days if lapsing is not None else None,
        "iati": IATI[aid.status],
        "acts": [
            (key, act.words)
            for key, act in services.acts_for(aid)
            if may_change and not (waits and key == "begin")
        ],
    }


def _warnings(aid: Aid, sums: Sums, cases: list[Case], *, may_change: bool) -> Iterator[Warned]:
    for one in sums:
        if one.is_overpaid and one.standing > 0:
            yield Warned(
                _("More is disbursed than committed: %(paid)s of %(committed)s.")
                % {
                    "paid": figure_text(one.paid, one.unit, one.qualifier),
                    "committed": figure_text(one.standing, one.unit, one.qualifier),
                }
            )
        elif one.is_overpaid:
            yield Warned(
                _("%(paid)s is disbursed, and no commitment in %(unit)s is on record.")
                % {"paid": figure_text(one.paid, one.unit, one.qualifier), "unit": one.unit}
            )
    paid = any(one.disbursed for one in sums)
    early = (Aid.Status.OFFER, Aid.Status.DOSSIER, Aid.Status.APPRAISAL)
    if paid and aid.status in early and aid.direction == Aid.Direction.RECEIVED:
        yield Warned(_("Money or goods came before the aid was approved."))
    in_money = any(one.disbursed > one.in_kind for one in sums)
    if in_money and not aid.account and aid.direction == Aid.Direction.RECEIVED and cases:
        yield Warned(_("Money came, and no dedicated account is on record."))
    yield from _limits(aid, sums, cases, may_change=may_change)


def _limits(aid: Aid, sums: Sums, cases: list[Case], *, may_change: bool) -> Iterator[Warned]:
    """The limit on what an owner manages itself, where the owner is said to do so. No rate of exchange is guessed."""
    if not aid.is_managed_by_owner:
        return
    amount = dollars_of(aid, sums)
    for case in cases:
        if not case.is_open:
            continue
        if amount is None and any(limit.measure == "amount_usd" for limit in case.rulebook.limits):
            yield Warned(_("The limit on what an owner manages itself is in US dollars; the amount here is not."))
            continue
        for found in case_services.check_limits(case, {"amount_usd": amount}):
            if found.overridden is None:
                query = urlencode({"rule": found.key, "found": found.found, "says": found.says})
                url = f"{reverse('procedures:override', args=[case.pk])}?{query}" if may_change else ""
                rule = f"{found.says} {found.citation}".strip()
                yield Warned(found.found, rule, url, _("Record why"))
