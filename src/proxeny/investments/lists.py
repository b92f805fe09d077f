"""The list of all movements of capital, and tables that exist only as files."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.core.lists.filters import ListFilters, WordsFilter
from proxeny.core.lists.listing import Listing
from proxeny.investments.models import CapitalMovement
from proxeny.partners.filters import PartnerFilter
from proxeny.registers.tables import ChoiceColumn, FigureColumn, LinkColumn, NumberColumn, PeriodColumn


class DayFilter(filters.CharFilter):
    """One end of a period: movements whose whole date lies within."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """A day as 2023-07-31; anything else finds nothing."""
        if not value:
            return qs
        try:
            day = forms.DateField(input_formats=["%Y-%m-%d", "%d/%m/%Y"]).clean(value)
        except forms.ValidationError:
            return qs.none()
        return qs.filter(**{self.field_name: day})


class WordsOfProject(WordsFilter):
    """Movements of projects whose text holds every word."""

    def holds(self, word: str) -> Q:
        """Of a project that holds one folded word."""
        return Q(project__folded__contains=word)


class MovementFilters(ListFilters):
    """Filters of the ledger of all projects."""

    q = WordsOfProject()
    kind = filters.MultipleChoiceFilter(choices=CapitalMovement.Kind.choices, label=_("movement"))
    unit = filters.CharFilter(lookup_expr="iexact", label=_("currency"))
    partner = PartnerFilter(field_name="project__partners")
    sector = filters.CharFilter(field_name="project__sector", lookup_expr="iexact", label=_("sector"))
    publisher = filters.CharFilter(lookup_expr="icontains", label=_("published by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["kind"].widget.attrs["data-select"] = ""

    @classmethod
    def get_filters(cls) -> Any:
        """``from`` and ``to`` are words of Python; ``spanning`` shows what lies in no single year."""
        found = super().get_filters()
        found["from"] = DayFilter(field_name="date_earliest__gte", label=_("from"))
        found["to"] = DayFilter(field_name="date_latest__lte", label=_("to"))
        return found


class LedgerTable(tables.Table):
    """Columns of the ledger of all projects."""

    date = PeriodColumn(field="date", verbose_name=_("date"))
    project = LinkColumn(verbose_name=_("project"), order_by="project__title", attrs={"td": {"class": "title"}})
    kind = ChoiceColumn(verbose_name=_("movement"))
    value = FigureColumn(verbose_name=_("amount"))
    count = NumberColumn(verbose_name=_("how many"))
    publisher = tables.Column(verbose_name=_("published by"))
    as_of = PeriodColumn(field="as_of", verbose_name=_("cut-off day"))
    licence_number = tables.Column(accessor="project__licence_number", verbose_name=_("licence no."))
    investor = tables.Column(accessor="project__investor", verbose_name=_("investor"))
    sector = tables.Column(accessor="project__sector", verbose_name=_("sector"))
    place = tables.Column(accessor="project__place", verbose_name=_("site"))
    form = tables.Column(accessor="project__get_form_display", verbose_name=_("form"), orderable=False)
    unit = tables.Column(verbose_name=_("currency"))
    reason = tables.Column(verbose_name=_("recorded all the same because"))
    note = tables.Column(verbose_name=_("note"))

    def render_sector(self, value: str) -> str:
        """In words."""
        return value.replace("_", " ")

    def render_count(self, value: int) -> SafeString | str:
        """One is the usual case and is not worth a word."""
        return format_html("{}", value) if value != 1 else "1"

    class Meta:
        model = CapitalMovement
        attrs = {"class": "table"}
        empty_text = ""
        fields = ("date", "project", "kind", "value", "count", "publisher", "as_of")


LEDGER = Listing(
    "ledger",
    LedgerTable,
    MovementFilters,
    ("date", "project", "kind", "value", "count", "publisher", "as_of"),
    template="investments/ledger.html",
)


def ledger_rows(person: Any, *, spanning: int | None = None) -> QuerySet[CapitalMovement]:
    """Movements of the projects that a person may see, the latest first; of those only that reach over an end of the
    year ``spanning``, if one is given."""
    rows = CapitalMovement.objects.visible_to(person).select_related("project")
    if spanning is not None:
        begins, ends = date(spanning, 1, 1), date(spanning, 12, 31)
        over = Q(date_earliest__lt=begins, date_latest__gte=begins) | Q(date_earliest__lte=ends, date_latest__gt=ends)
        rows = rows.filter(over, date_earliest__lte=ends, date_latest__gte=begins)
    return rows.order_by("-date_latest", "-pk")


class TotalsTable(tables.Table):
    """The totals as a file: one line for each period and column, and for each published figure beside it."""

    period = tables.Column(verbose_name=_("period"))
    scope = tables.Column(verbose_name=_("kind of period"))
    what = tables.Column(verbose_name=_("movement"))
    number = tables.Column(verbose_name=_("number recorded"))
    amount = tables.Column(verbose_name=_("capital recorded"))
    unit = tables.Column(verbose_name=_("currency"))
    publisher = tables.Column(verbose_name=_("published by"))
    published = tables.Column(verbose_name=_("published"))
    published_unit = tables.Column(verbose_name=_("unit published"))
    difference = tables.Column(verbose_name=_("difference"))


class BreakdownTable(tables.Table):
    """The breakdown as a file: annex A6."""

    name = tables.Column(verbose_name=_("partner or sector"))
    new_number = tables.Column(verbose_name=_("new projects"))
    new_amount = tables.Column(verbose_name=_("new capital"))
    added_number = tables.Column(verbose_name=_("times raised"))
    added_amount = tables.Column(verbose_name=_("capital raised"))
    purchased_number = tables.Column(verbose_name=_("share purchases"))
    purchased_amount = tables.Column(verbose_name=_("capital of share purchases"))
    total_amount = tables.Column(verbose_name=_("total"))
    stock_number = tables.Column(verbose_name=_("projects in force"))
    stock_amount = tables.Column(verbose_name=_("capital in force"))
    unit = tables.Column(verbose_name=_("currency"))
