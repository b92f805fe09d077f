"""The registers of investment projects and of calls for investment."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.core.templatetags.proxeny import figure
from proxeny.investments import queries
from proxeny.investments.forms import MovementForm
from proxeny.investments.imported import FROM_THE_LICENSING_OFFICE
from proxeny.investments.models import Call, CapitalMovement, Grievance, Lead, Project
from proxeny.investments.rooms import rooms
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.children import Children
from proxeny.registers.filters import RegisterFilters, YearFilter
from proxeny.registers.forms import form_field
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    NUMBER,
    ChoiceColumn,
    FigureColumn,
    LinksColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
)
from proxeny.registers.value_forms import ValueForm


def room_context(request: HttpRequest) -> dict[str, Any]:
    """The rooms, as the tabs of a list's page."""
    return {"tabs": rooms(request.path)}


def sector_words(sector: str) -> str:
    """A sector as read: the register keeps ``real_estate`` from older lists beside words written by hand."""
    return sector.replace("_", " ")


class CapitalColumn(tables.Column):
    """Capital by a project's ledger: an amount for each currency."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"orderable": False, "empty_values": (), "attrs": NUMBER, **kwargs})

    def render(self, record: Any, bound_column: Any) -> SafeString:
        """As set in type."""
        amounts = [
            (figure(amount, ledger.unit),)
            for ledger in getattr(record, "ledgers_shown", ())
            if (amount := getattr(ledger, bound_column.name))
        ]
        return format_html_join(", ", "{}", amounts)

    def value(self, record: Any, bound_column: Any) -> Any:
        """The number of the only currency; several as text."""
        held = [
            (getattr(ledger, bound_column.name), ledger.unit) for ledger in getattr(record, "ledgers_shown", ())
        ]
        if len(held) == 1:
            return held[0][0]
        return "; ".join(f"{amount:f} {unit}" for amount, unit in held)


class ProjectTable(RegisterTable):
    """Columns of the list of investment projects."""

    date = PeriodColumn(field="date", verbose_name=_("date"))
    title = TitleColumn(verbose_name=_("project"))
    investor = tables.Column(verbose_name=_("investor"))
    partners = LinksColumn(verbose_name=_("partners"))
    place = tables.Column(verbose_name=_("site"))
    sector = tables.Column(verbose_name=_("sector"))
    value = FigureColumn(verbose_name=_("capital"))
    status = ChoiceColumn(verbose_name=_("state"))
    licence_number = tables.Column(verbose_name=_("licence no."))
    form = ChoiceColumn(verbose_name=_("form"))
    operating_since = PeriodColumn(field="operating_since", verbose_name=_("operating since"))
    registered = CapitalColumn(verbose_name=_("registered, by ledger"))
    disbursed = CapitalColumn(verbose_name=_("disbursed, by ledger"))

    def prepare(self, records: list[Project]) -> None:
        """The ledgers of the rows of a page, where a column shows them. One SQL query."""
        if {"registered", "disbursed"} & {column.name for column in self.columns}:
            queries.with_ledgers(records)

    def render_sector(self, value: str) -> str:
        """In words."""
        return sector_words(value)

    class Meta(RegisterTable.Meta):
        model = Project
        fields = ("date", "title", "investor", "partners", "sector", "value", "status")


class ProjectFilters(RegisterFilters):
    """Filters of the list of investment projects."""

    status = filters.ChoiceFilter(choices=Project.Status.choices, label=_("state"), empty_label=_("any state"))
    partner = PartnerFilter()
    sector = filters.CharFilter(lookup_expr="icontains", label=_("sector"))
    place = filters.CharFilter(lookup_expr="icontains", label=_("site"))
    year = YearFilter(field_name="date")
    unit = filters.CharFilter(lookup_expr="iexact", label=_("currency"))


class ProjectForm(ValueForm):
    """An investment project; its capital as the source states it."""

    class Meta:
        model = Project
        fields = [
            "title",
            "investor",
            "partners",
            "place",
            "sector",
            "status",
            "date",
            "operating_since",
            "value",
            "high",
            "unit",
            "qualifier",
            "form",
            "licence_number",
            "note",
            "mark",
        ]
        formfield_callback = form_field


def page_context(request: HttpRequest, project: Project) -> dict[str, Any]:
    """What the page of a project adds: its ledger, who looks after its investor, grievances."""
    person = request.user
    today = timezone.localdate()
    return {
        "ledgers": queries.ledgers(project),
        "calls": list(project.calls.visible_to(person)),
        "leads": list(Lead.objects.visible_to(person).filter(project=project).select_related("key_account")),
        "grievances": [
            (grievance, grievance.days_late(today))
            for grievance in Grievance.objects.visible_to(person).filter(project=project).select_related("responsible")
        ],
    }


MOVEMENTS = Children(
    name="movements",
    model=CapitalMovement,
    title=_("Movements of capital"),
    singular=_("movement of capital"),
    columns=("date", "kind", "value", "publisher", "note"),
    fields=("kind", "date", "value", "high", "unit", "qualifier", "publisher", "as_of", "count", "reason", "note"),
    form=MovementForm,
    empty=_("No movement yet: new, added, reduced, by share purchase, disbursed or revoked capital."),
)

INVESTMENTS = Register(
    name="investments",
    model=Project,
    title=_("Investments"),
    singular=_("investment project"),
    table=ProjectTable,
    filters=ProjectFilters,
    columns=("date", "title", "investor", "partners", "sector", "value", "status"),
    form=ProjectForm,
    rows=lambda rows: rows.prefetch_related("partners"),
    list_context=room_context,
    template="investments/project.html",
    context=page_context,
    children=(MOVEMENTS,),
    bring_up_to_date=FROM_THE_LICENSING_OFFICE,
    empty=_("Investment projects with their capital stand here. Add the first one, or accept one from a document."),
)


def call_context(request: HttpRequest, call: Call) -> dict[str, Any]:
    """What the page of a call adds: the enquiries that answer it."""
    leads = Lead.objects.visible_to(request.user).filter(call=call).standing()
    return {"leads": list(leads.select_related("key_account"))}


class CallTable(RegisterTable):
    """Columns of the list of calls for investment."""

    published_on = PeriodColumn(field="published_on", verbose_name=_("published on"))
    title = TitleColumn(verbose_name=_("project"))
    sector = tables.Column(verbose_name=_("sector"))
    place = tables.Column(verbose_name=_("site"))
    value = FigureColumn(verbose_name=_("capital called for"))
    form = tables.Column(verbose_name=_("form of investment"))
    status = ChoiceColumn(verbose_name=_("state"))
    closes_on = PeriodColumn(field="closes_on", verbose_name=_("closes on"))
    contact = tables.Column(verbose_name=_("contact"))

    def render_sector(self, value: str) -> str:
        """In words."""
        return sector_words(value)

    class Meta(RegisterTable.Meta):
        model = Call
        fields = ("published_on", "title", "sector", "place", "value", "status", "closes_on")


class CallFilters(RegisterFilters):
    """Filters of the list of calls for investment."""

    status = filters.ChoiceFilter(choices=Call.Status.choices, label=_("state"), empty_label=_("any state"))
    sector = filters.CharFilter(lookup_expr="icontains", label=_("sector"))
    place = filters.CharFilter(lookup_expr="icontains", label=_("site"))
    year = YearFilter(field_name="published_on")


class CallForm(ValueForm):
    """A call for investment; the capital called for as the source states it."""

    class Meta:
        model = Call
        fields = [
            "title",
            "title_vi",
            "sector",
            "place",
            "scale",
            "value",
            "high",
            "unit",
            "qualifier",
            "form",
            "published_on",
            "closes_on",
            "contact",
            "description",
            "description_vi",
            "incentives",
            "incentives_vi",
            "note",
            "mark",
        ]
        formfield_callback = form_field


CALLS = Register(
    name="calls",
    model=Call,
    title=_("Calls for investment"),
    singular=_("call for investment"),
    table=CallTable,
    filters=CallFilters,
    columns=("published_on", "title", "sector", "place", "value", "status", "closes_on"),
    form=CallForm,
    template="investments/call.html",
    context=call_context,
    list_context=room_context,
    empty=_("Projects that the city offers to investors stand here. Add the first one."),
)
