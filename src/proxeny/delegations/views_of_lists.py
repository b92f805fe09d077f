"""Lists of the delegations app: the plan of a year, the gifts, the members of one delegation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can
from proxeny.delegations import gifts as gift_register
from proxeny.delegations import plan as plans
from proxeny.delegations.parts import MEMBERS
from proxeny.delegations.register import ANNEX_COLUMNS, tabs
from proxeny.delegations.tables import sums_of
from proxeny.delegations.views import delegation_for, framed
from proxeny.registers.children import Section, rows_shown

LINES_A_PAGE = 50
MEMBERS_A_PAGE = 100


@login_required
def plan(request: SignedIn, year: int) -> HttpResponse:
    """The plan of trips abroad of a year: lines with their cost, totals for each unit, planned against made.

    Ten SQL queries beside the frame's, however many trips.
    """
    if not 1 <= year <= 9999:
        raise Http404
    today = timezone.localdate()
    unit = request.GET.get("unit")
    units = plans.units_of(year, today, visible_to=request.user)
    paginator = Paginator(plans.rows_of(year, visible_to=request.user, unit=unit), LINES_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    lines = list(page.object_list)
    sums = sums_of([line.pk for line in lines if line.cost is None])
    listed = reverse("delegations:list")
    context = {
        **tabs("plan"),
        "year": year,
        "years": plans.years_planned(visible_to=request.user),
        "units": units,
        "total": plans.total_of(units),
        "unit": unit,
        "page": page,
        "paginator": paginator,
        "lines": [
            (line, [(line.cost, line.cost_currency)] if line.cost is not None else sums.get(line.pk, []))
            for line in lines
        ],
        "may_add": can(request.user, "change"),
        "new_url": f"{reverse('delegations:new')}?direction=out&status=planned&plan_year={year}&dates={year}",
        "plan_file": f"{listed}?direction=out&plan={year}&export=xlsx&columns={ANNEX_COLUMNS['out']}",
        "annexes": [
            (_("Annex A1, sent abroad"), f"{listed}?direction=out&year={year}&columns={ANNEX_COLUMNS['out']}"),
            (_("Annex A2, received"), f"{listed}?direction=in&year={year}&columns={ANNEX_COLUMNS['in']}"),
        ],
    }
    return render(request, "delegations/plan.html", context)


@login_required
def gifts(request: SignedIn) -> HttpResponseBase:
    """The register of gifts."""
    context = {
        **tabs("gifts"),
        "list_title": _("Gifts"),
        "empty": _("Gifts are entered on the page of the delegation at which they were given or received."),
    }
    return gift_register.answer(request, context)


@login_required
def members(request: SignedIn, reference: str) -> HttpResponse:
    """All members of a delegation, a hundred a page. Three SQL queries beside the frame's."""
    delegation = delegation_for(request, reference)
    paginator = Paginator(MEMBERS.rows_of(delegation), MEMBERS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    rows = rows_shown(MEMBERS, page.object_list, visible_to=request.user)
    context = framed(request, delegation) | {
        "sections": [Section(MEMBERS, rows, len(rows))],
        "page": page,
        "paginator": paginator,
        "number": paginator.count,
    }
    return render(request, "delegations/members.html", context)
