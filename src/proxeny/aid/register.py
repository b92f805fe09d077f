"""The register of aid, given and received."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from proxeny.aid import services
from proxeny.aid.forms import AidForm, TransactionForm
from proxeny.aid.models import Aid, Transaction
from proxeny.aid.page import context_of
from proxeny.aid.sums import sums_of
from proxeny.core.templatetags.proxeny import figure
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.children import Children
from proxeny.registers.filters import RegisterFilters, YearFilter
from proxeny.registers.register import Register
from proxeny.registers.tables import (
    NUMBER,
    ChoiceColumn,
    FigureColumn,
    LinksColumn,
    PeriodColumn,
    RegisterTable,
    TitleColumn,
    WordsColumn,
)


class SumsColumn(tables.Column):
    """What was committed or disbursed, in each currency, from the transactions."""

    def __init__(self, what: str, *args: Any, **kwargs: Any) -> None:
        self.what = what
        super().__init__(*args, accessor="transactions", orderable=False, attrs=NUMBER, **kwargs)

    def _sums(self, value: Any) -> list[tuple[Any, str, str]]:
        found = [(getattr(one, self.what), one.unit, one.qualifier) for one in sums_of(value.all())]
        return [row for row in found if row[0]]

    def render(self, value: Any) -> Any:
        """One line a currency."""
        return format_html_join(mark_safe("<br>"), "{}", ((figure(*row),) for row in self._sums(value)))

    def value(self, value: Any) -> str:
        """Amounts with their currencies, for exports."""
        return "; ".join(f"{amount:f} {unit}" for amount, unit, _qualifier in self._sums(value))


_COUNTED = ("committed", "disbursed", "left")


class AidTable(RegisterTable):
    """Columns of the list of aid; those of the annexes A5 and A7 of a periodic report are among them."""

    date = PeriodColumn(field="date", verbose_name=_("date"))
    title = TitleColumn(verbose_name=_("title"))
    direction = ChoiceColumn(verbose_name=_("direction"))
    kind = ChoiceColumn(verbose_name=_("kind"))
    partners = LinksColumn(verbose_name=_("partners"))
    value = FigureColumn(verbose_name=_("value"))
    committed = SumsColumn("standing", verbose_name=_("committed"))
    disbursed = SumsColumn("paid", verbose_name=_("disbursed"))
    left = SumsColumn("left", verbose_name=_("left"))
    items = tables.Column(verbose_name=_("in kind"), orderable=False)
    in_kind_value = FigureColumn(prefix="in_kind_", verbose_name=_("value in kind"))
    in_kind_basis = WordsColumn(verbose_name=_("how it was valued"))
    content = tables.Column(verbose_name=_("content"), orderable=False)
    owner = tables.Column(verbose_name=_("owner of the aid"))
    beneficiary = tables.Column(verbose_name=_("beneficiary"))
    place = tables.Column(verbose_name=_("place"))
    result = tables.Column(verbose_name=_("result"), orderable=False)
    status = ChoiceColumn(verbose_name=_("state"))
    decision = tables.Column(verbose_name=_("decision no."))
    decided = PeriodColumn(field="decided", verbose_name=_("date of the decision"))
    decided_by = tables.Column(verbose_name=_("approved by"))
    account = tables.Column(verbose_name=_("dedicated account"))

    def __init__(self, data: Any = None, *args: Any, exclude: tuple[str, ...] = (), **kwargs: Any) -> None:
        # one query more, only where one of the columns is chosen
        if not set(_COUNTED) <= set(exclude) and isinstance(data, QuerySet):
            data = data.prefetch_related("transactions")
        super().__init__(data, *args, exclude=exclude, **kwargs)

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


TRANSACTIONS = Children(
    name="transactions",
    model=Transaction,
    title=_("Commitments and disbursements"),
    singular=_("transaction"),
    columns=("date", "kind", "value", "provider", "recipient", "is_in_kind", "note"),
    fields=("kind", "date", "value", "unit", "qualifier", "provider", "recipient", "is_in_kind", "note"),
    form=TransactionForm,
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
    context=context_of,
    list_context=lambda _request: {"list_actions": "aid/_list_actions.html"},
    children=(TRANSACTIONS,),
    follow=lambda keys, by: services.settle(keys, by=by),
    empty=_("Gifts, grants and projects, given and received, stand here. Add the first one."),
)
