"""Pages of aid beside its record: what happened, and the table by donor."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.aid import queries
from proxeny.aid.forms import ActForm, ByDonorForm
from proxeny.aid.models import Aid
from proxeny.aid.register import AID
from proxeny.core.lists.exports import harmless
from proxeny.registers.views import frame, save


@needs("change")
def act(request: SignedIn, reference: str) -> HttpResponse:
    """Record what happened to aid: work began, it was closed, its approval lapsed …"""
    aid: Aid = get_object_or_404(Aid.objects.visible_to(request.user), reference=reference)
    form = ActForm(request.POST or None, instance=aid, person=request.user, initial=request.GET.dict())
    done = save(request, form, _("What happened to “%(record)s” is on record.")) if form.is_bound else None
    context = frame(request, AID, aid, "act") | {"form": form}
    return done or render(request, "aid/act.html", context, status=422 if form.is_bound else 200)


@login_required
def by_donor(request: SignedIn) -> HttpResponse:
    """Aid of a year by donor and type, as a page or as CSV: the columns of annex A7."""
    asked = {"year": timezone.localdate().year, "direction": Aid.Direction.RECEIVED.value}
    form = ByDonorForm({**asked, **{name: value for name, value in request.GET.items() if name in asked and value}})
    known: dict[str, Any] = form.cleaned_data if form.is_valid() else dict(asked)
    rows = queries.by_donor(known["year"], known["direction"], visible_to=request.user)
    if request.GET.get("export") == "csv":
        return _as_csv(rows, known)
    context: dict[str, Any] = {"form": form, "rows": rows, **known}
    return render(request, "aid/by_donor.html", context)


def _as_csv(rows: list[queries.DonorRow], known: dict[str, Any]) -> HttpResponse:
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"aid-{known['direction']}-{known['year']}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    heads = (
        _("donor or receiver"), _("type"), _("records"), _("currency"), _("committed"), _("disbursed"),
        _("stated, without transactions"), _("value in kind"), _("gifts in kind"),
    )  # fmt: skip
    writer.writerow(heads)
    for row in rows:
        units = dict.fromkeys([*row.sums.by_unit, *row.stated, *row.in_kind]) or {"": None}
        for unit in units:
            one = row.sums.by_unit.get(unit)
            cells: list[Any] = [row.donor, row.type, row.records, unit]
            cells += [one.standing if one else "", one.paid if one else ""]
            cells += [row.stated.get(unit, ""), row.in_kind.get(unit, ""), row.goods]
            writer.writerow([harmless(cell) for cell in cells])
    return response
