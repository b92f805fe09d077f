"""The register of delegations, sent and received."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proxeny.core.templatetags.proxeny import figure
from proxeny.delegations import queries
from proxeny.delegations.models import Delegation, Member
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.children import Children
from proxeny.registers.filters import RegisterFilters, YearFilter, YesNoFilter
from proxeny.registers.forms import RecordForm, form_field
from proxeny.registers.naming import records_named
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    ChoiceColumn,
    LinksColumn,
    ListedColumn,
    NumberColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
)


class DelegationTable(RegisterTable):
    """Columns of the list of delegations; those of annexes A1 and A2 of a periodic report are among them."""

    dates = PeriodColumn(field="dates", verbose_name=_("dates"))
    title = TitleColumn(verbose_name=_("delegation"))
    direction = ChoiceColumn(verbose_name=_("direction"))
    level = ChoiceColumn(verbose_name=_("level"))
    partners = LinksColumn(verbose_name=_("partners"))
    led_by = LinksColumn(verbose_name=_("led by"))
    met = LinksColumn(verbose_name=_("met"))
    places = ListedColumn(verbose_name=_("places"))
    purpose = tables.Column(verbose_name=_("purpose"), orderable=False)
    status = ChoiceColumn(verbose_name=_("state"))
    size = NumberColumn(verbose_name=_("people"))
    accompanying = tables.BooleanColumn(verbose_name=_("accompanying leaders of the state"), null=True)
    receiving_unit = tables.Column(verbose_name=_("receiving unit"))
    cost = NumberColumn(verbose_name=_("cost"))
    cost_source = tables.Column(verbose_name=_("paid by"))
    in_plan = tables.BooleanColumn(verbose_name=_("in the yearly plan"), null=True)
    report_number = tables.Column(verbose_name=_("report no."))
    report_due = PeriodColumn(field="report_due", verbose_name=_("report due"))
    reported = PeriodColumn(field="reported", verbose_name=_("report filed"))

    def __init__(self, data: Any = None, *args: Any, exclude: tuple[str, ...] = (), **kwargs: Any) -> None:
        if "met" not in exclude and isinstance(data, QuerySet):  # one query more, only where the column is chosen
            data = data.prefetch_related("met")
        super().__init__(data, *args, exclude=exclude, **kwargs)

    def render_cost(self, value: Any, record: Delegation) -> Any:
        """Amount and currency."""
        return figure(value, record.cost_currency)

    class Meta(RegisterTable.Meta):
        model = Delegation
        fields = ("dates", "title", "direction", "level", "partners", "led_by", "status")


class DelegationFilters(RegisterFilters):
    """Filters of the list of delegations."""

    direction = filters.ChoiceFilter(choices=Delegation.Direction.choices, label=_("direction"), empty_label=_("both"))
    level = filters.ChoiceFilter(choices=Delegation.Level.choices, label=_("level"), empty_label=_("any level"))
    partner = PartnerFilter()
    year = YearFilter(field_name="dates")
    status = filters.ChoiceFilter(choices=Delegation.Status.choices, label=_("state"), empty_label=_("any state"))
    accompanying = YesNoFilter(label=_("accompanying leaders of the state"))
    report = YesNoFilter(method="report_is_late", label=_("report overdue"))

    def report_is_late(self, rows: QuerySet[Delegation], _name: str, value: bool | None) -> QuerySet[Delegation]:
        """Trips whose report was due before today and is not filed; or all the others."""
        if value is None:
            return rows
        late = queries.without_report(rows, timezone.localdate())
        return late if value else rows.exclude(pk__in=late.values("pk"))


class DelegationForm(RecordForm):
    """A delegation."""

    class Meta:
        model = Delegation
        fields = [
            "title",
            "direction",
            "level",
            "status",
            "dates",
            "places",
            "partners",
            "led_by",
            "met",
            "purpose",
            "accompanying",
            "receiving_unit",
            "size",
            "cost",
            "cost_currency",
            "cost_source",
            "in_plan",
            "results",
            "outcomes",
            "report_due",
            "reported",
            "report_number",
            "note",
            "mark",
        ]
        formfield_callback = form_field


def page_context(request: HttpRequest, delegation: Delegation) -> dict[str, Any]:
    """What the page of a delegation adds: its outcomes as records, and whether its report is late."""
    return {
        "outcomes": records_named(delegation.outcomes, visible_to=request.user),
        "is_late": queries.is_late(delegation, timezone.localdate()),
    }


MEMBERS = Children(
    name="members",
    model=Member,
    title=_("Members"),
    singular=_("member"),
    columns=("name", "person", "role", "workplace"),
    fields=("name", "person", "role", "workplace", "born", "sex", "contact", "passport_kind"),
    empty=_("Nobody is listed yet. Add those who travelled."),
)

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
    context=page_context,
    children=(MEMBERS,),
    empty=_("Trips abroad and visits received stand here. Add the first one, or accept one from a document."),
)
