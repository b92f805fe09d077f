"""The registers of investment projects and of calls for investment."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from proxeny.investments import queries
from proxeny.investments.models import Call, CapitalMovement, Project
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.children import Children
from proxeny.registers.filters import RegisterFilters, YearFilter
from proxeny.registers.forms import form_field
from proxeny.registers.register import Register
from proxeny.registers.tables import ChoiceColumn, FigureColumn, LinksColumn, PeriodColumn, RegisterTable, TitleColumn
from proxeny.registers.value_forms import ValueForm


def sector_words(sector: str) -> str:
    """A sector as read: the register keeps ``real_estate`` from older lists beside words written by hand."""
    return sector.replace("_", " ")


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
    """What the page of a project adds: the ledger of its capital, and the calls that it answered."""
    return {"ledgers": queries.ledgers(project), "calls": list(project.calls.visible_to(request.user))}


MOVEMENTS = Children(
    name="movements",
    model=CapitalMovement,
    title=_("Movements of capital"),
    singular=_("movement of capital"),
    columns=("date", "kind", "value", "publisher", "note"),
    fields=("kind", "date", "value", "high", "unit", "qualifier", "publisher", "note"),
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
    template="investments/project.html",
    context=page_context,
    children=(MOVEMENTS,),
    empty=_("Investment projects with their capital stand here. Add the first one, or accept one from a document."),
)


class CallTable(RegisterTable):
    """Columns of the list of calls for investment."""

    published = PeriodColumn(field="published", verbose_name=_("published"))
    title = TitleColumn(verbose_name=_("project"))
    sector = tables.Column(verbose_name=_("sector"))
    place = tables.Column(verbose_name=_("site"))
    value = FigureColumn(verbose_name=_("capital called for"))
    form = tables.Column(verbose_name=_("form of investment"))
    status = ChoiceColumn(verbose_name=_("state"))
    closes = PeriodColumn(field="closes", verbose_name=_("closes"))
    contact = tables.Column(verbose_name=_("contact"))

    def render_sector(self, value: str) -> str:
        """In words."""
        return sector_words(value)

    class Meta(RegisterTable.Meta):
        model = Call
        fields = ("published", "title", "sector", "place", "value", "status", "closes")


class CallFilters(RegisterFilters):
    """Filters of the list of calls for investment."""

    status = filters.ChoiceFilter(choices=Call.Status.choices, label=_("state"), empty_label=_("any state"))
    sector = filters.CharFilter(lookup_expr="icontains", label=_("sector"))
    place = filters.CharFilter(lookup_expr="icontains", label=_("site"))
    year = YearFilter(field_name="published")


class CallForm(ValueForm):
    """A call for investment; the capital called for as the source states it."""

    class Meta:
        model = Call
        fields = [
            "title",
            "sector",
            "place",
            "value",
            "high",
            "unit",
            "qualifier",
            "form",
            "status",
            "published",
            "closes",
            "contact",
            "description",
            "taken_by",
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
    columns=("published", "title", "sector", "place", "value", "status", "closes"),
    form=CallForm,
    empty=_("Projects that the city offers to investors stand here. Add the first one."),
)
