"""The register of aid, given and received."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from proxeny.aid import queries
from proxeny.aid.models import Aid, Transaction
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.children import Children
from proxeny.registers.filters import RegisterFilters, YearFilter
from proxeny.registers.forms import form_field
from proxeny.registers.register import Register
from proxeny.registers.tables import ChoiceColumn, FigureColumn, LinksColumn, PeriodColumn, RegisterTable, TitleColumn
from proxeny.registers.value_forms import ValueForm


class AidTable(RegisterTable):
    """Columns of the list of aid; those of annex A7 of a periodic report are among them."""

    date = PeriodColumn(field="date", verbose_name=_("date"))
    title = TitleColumn(verbose_name=_("title"))
    direction = ChoiceColumn(verbose_name=_("direction"))
    kind = ChoiceColumn(verbose_name=_("kind"))
    partners = LinksColumn(verbose_name=_("partners"))
    value = FigureColumn(verbose_name=_("value"))
    items = tables.Column(verbose_name=_("in kind"), orderable=False)
    beneficiary = tables.Column(verbose_name=_("beneficiary"))
    status = ChoiceColumn(verbose_name=_("state"))
    decision = tables.Column(verbose_name=_("decision no."))

    class Meta(RegisterTable.Meta):
        model = Aid
        fields = ("date", "title", "direction", "partners", "value", "items", "status")


class AidFilters(RegisterFilters):
    """Filters of the list of aid."""

    direction = filters.ChoiceFilter(choices=Aid.Direction.choices, label=_("direction"), empty_label=_("both"))
    kind = filters.ChoiceFilter(choices=Aid.Kind.choices, label=_("kind"), empty_label=_("any kind"))
    status = filters.ChoiceFilter(choices=Aid.Status.choices, label=_("state"), empty_label=_("any state"))
    partner = PartnerFilter()
    year = YearFilter(field_name="date")


class AidForm(ValueForm):
    """Aid given or received; its value as the source states it."""

    class Meta:
        model = Aid
        fields = [
            "title",
            "direction",
            "kind",
            "status",
            "partners",
            "value",
            "high",
            "unit",
            "qualifier",
            "items",
            "beneficiary",
            "date",
            "decision",
            "note",
            "mark",
        ]
        formfield_callback = form_field


def page_context(_request: HttpRequest, aid: Aid) -> dict[str, Any]:
    """What the page of aid adds: the sums of its commitments and disbursements."""
    return {"sums": queries.sums_of_transactions(aid)}


TRANSACTIONS = Children(
    name="transactions",
    model=Transaction,
    title=_("Commitments and disbursements"),
    singular=_("transaction"),
    columns=("date", "kind", "value", "note"),
    fields=("kind", "date", "value", "high", "unit", "qualifier", "note"),
    empty=_("Nothing committed or disbursed yet."),
)

AID = Register(
    name="aid",
    model=Aid,
    title=_("Aid"),
    singular=_("aid"),
    table=AidTable,
    filters=AidFilters,
    columns=("date", "title", "direction", "partners", "value", "items", "status"),
    form=AidForm,
    rows=lambda rows: rows.prefetch_related("partners"),
    template="aid/aid.html",
    context=page_context,
    children=(TRANSACTIONS,),
    empty=_("Gifts, grants and projects, given and received, stand here. Add the first one."),
)
