"""The register of delegations, sent and received."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proxeny.delegations import page, queries
from proxeny.delegations.forms import DelegationForm
from proxeny.delegations.models import Delegation
from proxeny.delegations.parts import PARTS
from proxeny.delegations.tables import DelegationTable
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.filters import RegisterFilters, YearFilter, YesNoFilter
from proxeny.registers.register import Register

# Tables A1 and A2 of a periodic report: the columns in their order.
ANNEX_COLUMNS = {
    "out": (
        "number,title,led_by,countries,partners,substance,size,dates,cost,cost_source,report_number,in_plan,note"
    ),
    "in": (
        "number,title,led_by,countries,sent_by,partners,substance,size,dates,receiving_unit,cost,cost_source,"
        "report_number,in_plan,note"
    ),
}


class DelegationFilters(RegisterFilters):
    """Filters of the list of delegations."""

    direction = filters.ChoiceFilter(choices=Delegation.Direction.choices, label=_("direction"), empty_label=_("both"))
    level = filters.ChoiceFilter(choices=Delegation.Level.choices, label=_("level"), empty_label=_("any level"))
    partner = PartnerFilter()
    year = YearFilter(field_name="dates")
    status = filters.ChoiceFilter(
        choices=Delegation.Status.choices, label=_("state"), empty_label=_("any state"), method="in_state"
    )
    plan = filters.NumberFilter(field_name="plan_year", label=_("in the plan of"), min_value=1, max_value=9999)
    planned = YesNoFilter(field_name="in_plan", label=_("in the yearly plan"))
    unit = filters.CharFilter(field_name="proposing_unit", label=_("proposing unit"))
    accompanying = YesNoFilter(label=_("accompanying leaders of the state"))
    report = YesNoFilter(method="report_is_late", label=_("report overdue"))

    def in_state(self, rows: QuerySet[Delegation], _name: str, value: str) -> QuerySet[Delegation]:
        """Delegations that stand in a state today, computed by their days where they are approved."""
        return queries.in_state(rows, value, timezone.localdate())

    def report_is_late(self, rows: QuerySet[Delegation], _name: str, value: bool | None) -> QuerySet[Delegation]:
        """Trips whose report was due before today and is not filed; or all the others."""
        if value is None:
            return rows
        late = queries.without_report(rows, timezone.localdate())
        return late if value else rows.exclude(pk__in=late.values("pk"))


def tabs(current: str) -> dict[str, Any]:
    """The pages of delegations beside each other: the list, the plan of the year, the gifts."""
    pages = [
        ("list", _("Delegations"), reverse("delegations:list")),
        ("plan", _("Yearly plan"), reverse("delegation-plan", args=[timezone.localdate().year])),
        ("gifts", _("Gifts"), reverse("delegation-gifts")),
    ]
    return {"tabs": [{"label": label, "url": url, "current": name == current} for name, label, url in pages]}


def list_context(_request: HttpRequest) -> dict[str, Any]:
    """The tabs above the list."""
    return tabs("list")


DELEGATIONS = Register(
    name="delegations",
    model=Delegation,
    title=_("Delegations"),
    singular=_("delegation"),
    table=DelegationTable,
    filters=DelegationFilters,
    columns=("dates", "title", "direction", "level", "partners", "led_by", "status"),
    form=DelegationForm,
    rows=lambda rows: rows.prefetch_related("partners", "led_by"),
    template="delegations/delegation.html",
    context=page.context_of,
    list_context=list_context,
    children=PARTS,
    empty=_("Trips abroad and visits received stand here. Add the first one, or accept one from a document."),
)
