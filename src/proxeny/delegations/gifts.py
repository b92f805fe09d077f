"""The register of gifts, over all delegations."""

from __future__ import annotations

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.requests import SignedIn
from proxeny.core.lists.columns import FigureColumn, PeriodColumn
from proxeny.core.lists.filters import ListFilters, WordsFilter, YearFilter, YesNoFilter
from proxeny.core.lists.listing import Listing
from proxeny.core.templatetags.proxeny import figure
from proxeny.delegations.models import Delegation, Gift


class GiftTable(tables.Table):
    """Columns of the register of gifts."""

    given_on = PeriodColumn(field="given_on", verbose_name=_("day"))
    what = tables.Column(verbose_name=_("gift"), attrs={"td": {"class": "title"}})
    direction = tables.Column(verbose_name=_("direction"))
    value = FigureColumn(verbose_name=_("value"))
    currency = tables.Column(verbose_name=_("currency"))
    giver = tables.Column(verbose_name=_("from whom"))
    recipient = tables.Column(verbose_name=_("to whom"))
    kept_where = tables.Column(verbose_name=_("kept where"))
    declared = PeriodColumn(field="declared", verbose_name=_("declared"))
    delegation = tables.Column(verbose_name=_("delegation"), order_by="delegation__title")

    def render_value(self, record: Gift) -> SafeString | str:
        """Amount and currency."""
        return figure(record.value, record.currency)

    def render_delegation(self, record: Gift) -> SafeString:
        """A link to the gifts of the delegation."""
        return format_html(
            '<a href="{}#gifts">{}</a>', record.delegation.get_absolute_url(), record.delegation.title
        )

    def value_delegation(self, record: Gift) -> str:
        """Its title."""
        return record.delegation.title

    class Meta:
        model = Gift
        fields = ("given_on", "what", "direction", "value", "giver", "recipient", "kept_where", "declared")
        attrs = {"class": "table"}


class GiftWords(WordsFilter):
    """Words of what it is, of who gave and got it, or of the delegation."""

    def holds(self, word: str) -> Q:
        """Either."""
        return Q(folded__contains=word) | Q(delegation__folded__contains=word)


class GiftFilters(ListFilters):
    """Filters of the register of gifts."""

    q = GiftWords()
    direction = filters.ChoiceFilter(choices=Gift.Direction.choices, label=_("direction"), empty_label=_("both"))
    year = YearFilter(field_name="given_on")
    undeclared = YesNoFilter(method="is_undeclared", label=_("received and not declared"))

    def is_undeclared(self, rows: QuerySet[Gift], _name: str, value: bool | None) -> QuerySet[Gift]:
        """Gifts received of which no declaration is on record; or all the others."""
        if value is None:
            return rows
        waiting = Q(direction=Gift.Direction.RECEIVED, declared="")
        return rows.filter(waiting) if value else rows.exclude(waiting)


GIFTS = Listing(
    "delegation-gifts",
    GiftTable,
    GiftFilters,
    ("given_on", "what", "direction", "value", "giver", "recipient", "kept_where", "declared", "delegation"),
    template="delegations/gifts.html",
)


def answer(request: SignedIn, context: dict[str, object]) -> HttpResponseBase:
    """The list of the gifts of the delegations that the person may see. Two SQL queries beside the frame's."""
    seen = Delegation.objects.visible_to(request.user).order_by().values("pk")
    rows = Gift.objects.filter(delegation__in=seen).select_related("delegation")
    return GIFTS.answer(request, rows, context)
