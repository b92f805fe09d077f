"""The register of agreements."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from proxeny.agreements import page, queries, services
from proxeny.agreements.columns import CountriesColumn, StateColumn
from proxeny.agreements.forms import AgreementForm
from proxeny.agreements.models import Agreement, Clause, TextVersion
from proxeny.agreements.states import State
from proxeny.partners.models import Partner
from proxeny.registers.children import Children
from proxeny.registers.filters import LinkedFilter, RegisterFilters, YearFilter
from proxeny.registers.register import Register
from proxeny.registers.tables import (
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
    country = CountriesColumn(verbose_name=_("country"))
    status = StateColumn()
    signed = PeriodColumn(field="signed", verbose_name=_("signed"))
    entry_into_force = PeriodColumn(field="entry_into_force", verbose_name=_("entry into force"))
    expires = PeriodColumn(field="expires", verbose_name=_("expires"))
    ended = PeriodColumn(field="ended", verbose_name=_("terminated from"))
    term = tables.Column(verbose_name=_("term"))
    renewal = WordsColumn(verbose_name=_("renewal"), accessor="get_renewal_display", order_by="renewal")
    signed_by = LinksColumn(verbose_name=_("signatories"))
    parties = ListedColumn(verbose_name=_("parties as named"))
    fields_of_work = ListedColumn(verbose_name=_("fields of work"))
    proposer = tables.Column(verbose_name=_("proposing unit"))
    capacity = tables.Column(verbose_name=_("signing capacity"))
    approved_by = tables.Column(verbose_name=_("approving level"))
    delegated = tables.BooleanColumn(verbose_name=_("signed by delegation"), null=True)
    languages = tables.Column(verbose_name=_("languages of the text"))
    in_plan = tables.BooleanColumn(verbose_name=_("in the yearly plan"), null=True)
    at_high_level_visit = tables.BooleanColumn(verbose_name=_("signed during a high-level visit"), null=True)

    class Meta(RegisterTable.Meta):
        model = Agreement
        fields = ("title", "kind", "partners", "status", "signed", "expires")


class AgreementFilters(RegisterFilters):
    """Filters of the list of agreements."""

    kind = filters.ChoiceFilter(choices=Agreement.Kind.choices, label=_("type"), empty_label=_("any type"))
    status = filters.ChoiceFilter(
        choices=State.choices, label=_("state"), empty_label=_("any state"), field_name="state_now"
    )
    partner = LinkedFilter(field_name="partners", to=Partner, label=_("partner"))
    year = YearFilter(field_name="signed", label=_("year signed"))
    expiring = filters.NumberFilter(method="expiring_within", label=_("expires within days"), min_value=0)
    notice = filters.NumberFilter(method="notice_within", label=_("notice due within days"), min_value=0)

    def expiring_within(self, rows: QuerySet[Agreement], _name: str, days: Any) -> QuerySet[Agreement]:
        """Those whose term ends within a number of days from today."""
        soon = queries.expiring(_span(days), visible_to=self.request.user)
        return rows.filter(pk__in=soon.order_by().values("pk"))

    def notice_within(self, rows: QuerySet[Agreement], _name: str, days: Any) -> QuerySet[Agreement]:
        """Those whose last day to give notice is within a number of days from today."""
        due = queries.notice_due(_span(days), visible_to=self.request.user)
        return rows.filter(pk__in=[agreement.pk for _day, agreement in due])


def listed(rows: Any) -> Any:
    """With what the list needs: the state of today, partners and signatories."""
    return rows.with_state().prefetch_related("partners", "signed_by")


def _span(days: Any) -> timedelta:
    return timedelta(days=min(int(days), 36_500))


CLAUSES = Children(
    name="clauses",
    model=Clause,
    title=_("Clauses"),
    singular=_("clause"),
    columns=("number", "title", "obliged", "duty", "due", "recurrence"),
    fields=("number", "title", "text", "obliged", "duty", "due", "recurrence", "text_version"),
    empty=_("The clauses that somebody has to act upon stand here."),
)
TEXTS = Children(
    name="texts",
    model=TextVersion,
    title=_("Texts"),
    singular=_("version of the text"),
    columns=("label", "language", "standing", "date", "document"),
    fields=("label", "language", "standing", "date", "document", "text"),
    empty=_("Drafts, the signed text and its translations stand here, to be compared side by side."),
    is_sourced=False,  # a version is a source itself
)

AGREEMENTS = Register(
    name="agreements",
    model=Agreement,
    title=_("Agreements"),
    singular=_("agreement"),
    table=AgreementTable,
    filters=AgreementFilters,
    columns=("title", "kind", "partners", "status", "signed", "expires"),
    form=AgreementForm,
    rows=listed,
    template="agreements/agreement.html",
    context=page.context,
    children=(CLAUSES, TEXTS),
    follow=lambda keys, by: services.recount(keys, by=by),
    note_of=lambda agreement: agreement.get_kind_display(),
    empty=_("Memoranda, agreements and twinnings, signed or under negotiation, stand here. Add the first one."),
)
