"""The register of agreements."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.rights import can
from proxeny.agreements import queries
from proxeny.agreements.models import Agreement
from proxeny.partners.models import Partner
from proxeny.registers.filters import LinkedFilter, RegisterFilters, YearFilter
from proxeny.registers.forms import RecordForm, form_field
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    ChoiceColumn,
    LinksColumn,
    ListedColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
    WordsColumn,
)


class AgreementTable(RegisterTable):
    """Columns of the list of agreements; those of annex A3 of a periodic report are among them."""

    title = TitleColumn(verbose_name=_("title"))
    kind = WordsColumn(verbose_name=_("type"), accessor="get_kind_display", order_by="kind")
    partners = LinksColumn(verbose_name=_("partners"))
    status = ChoiceColumn(verbose_name=_("state"))
    signed = PeriodColumn(field="signed", verbose_name=_("signed"))
    entry_into_force = PeriodColumn(field="entry_into_force", verbose_name=_("entry into force"))
    expires = PeriodColumn(field="expires", verbose_name=_("expires"))
    term = tables.Column(verbose_name=_("term"))
    signed_by = LinksColumn(verbose_name=_("signatories"))
    parties = ListedColumn(verbose_name=_("parties as named"))
    fields_of_work = ListedColumn(verbose_name=_("fields of work"))
    proposer = tables.Column(verbose_name=_("proposing unit"))
    capacity = tables.Column(verbose_name=_("signing capacity"))
    approved_by = tables.Column(verbose_name=_("approving level"))
    in_plan = tables.BooleanColumn(verbose_name=_("in the yearly plan"), null=True)

    class Meta(RegisterTable.Meta):
        model = Agreement
        fields = ("title", "kind", "partners", "status", "signed", "expires")


class AgreementFilters(RegisterFilters):
    """Filters of the list of agreements."""

    kind = filters.ChoiceFilter(choices=Agreement.Kind.choices, label=_("type"), empty_label=_("any type"))
    status = filters.ChoiceFilter(choices=Agreement.Status.choices, label=_("state"), empty_label=_("any state"))
    partner = LinkedFilter(field_name="partners", to=Partner, label=_("partner"))
    year = YearFilter(field_name="signed", label=_("year signed"))
    expiring = filters.NumberFilter(method="expiring_within", label=_("expires within days"), min_value=0)

    def expiring_within(self, rows: QuerySet[Agreement], _name: str, days: Any) -> QuerySet[Agreement]:
        """Those whose term ends within a number of days from today."""
        soon = queries.expiring(timedelta(days=min(int(days), 36_500)), visible_to=self.request.user)
        return rows.filter(pk__in=soon.order_by().values("pk"))


class AgreementForm(RecordForm):
    """An agreement."""

    class Meta:
        model = Agreement
        fields = [
            "title",
            "kind",
            "partners",
            "status",
            "signed",
            "entry_into_force",
            "expires",
            "term",
            "signed_by",
            "parties",
            "fields_of_work",
            "proposer",
            "capacity",
            "approved_by",
            "languages",
            "in_plan",
            "at_high_level_visit",
            "note",
            "mark",
        ]
        formfield_callback = form_field


def page_context(request: HttpRequest, agreement: Agreement) -> dict[str, Any]:
    """What the page of an agreement adds: whether it waits for its signature."""
    return {"may_sign": agreement.status in Agreement.BEFORE_SIGNATURE and can(request.user, "change")}


AGREEMENTS = Register(
    name="agreements",
    model=Agreement,
    title=_("Agreements"),
    singular=_("agreement"),
    table=AgreementTable,
    filters=AgreementFilters,
    columns=("title", "kind", "partners", "status", "signed", "expires"),
    form=AgreementForm,
    rows=lambda rows: rows.prefetch_related("partners", "signed_by"),
    template="agreements/agreement.html",
    context=page_context,
    note_of=lambda agreement: agreement.get_kind_display(),
    empty=_("Memoranda, agreements and twinnings, signed or under negotiation, stand here. Add the first one."),
)
