"""The list of an event's participants."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.core.lists.filters import ListFilters, YesNoFilter
from proxeny.core.lists.listing import Listing
from proxeny.core.templatetags.proxeny import flag
from proxeny.events.models import Participant
from proxeny.registers.tables import ChoiceColumn, CountryColumn


class NameColumn(tables.Column):
    """The name, a link to its form for those who may change it; a guest of honour carries a mark."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"td": {"class": "title"}})
        super().__init__(*args, **kwargs)

    def render(self, value: str, record: Participant, table: tables.Table) -> SafeString:
        """A link where it leads somewhere."""
        name: Any = value
        if getattr(table, "may_change", False):
            url = reverse("participant", args=[table.event.reference, record.pk])
            name = format_html('<a class="table-title" href="{}">{}</a>', url, value)
        vip = format_html(' <span class="badge badge-planned">{}</span>', _("guest of honour")) if record.is_vip else ""
        return format_html("{} {}{}", flag(record.country), name, vip) if record.country else format_html(
            "{}{}", name, vip
        )

    def value(self, value: str) -> str:
        """The name, for exports."""
        return value


class CameColumn(tables.Column):
    """Whether they came."""

    def render(self, value: bool | None) -> SafeString | str:
        """In words with a mark."""
        tone, words = ("good", _("came")) if value else ("closed", _("did not come"))
        return format_html('<span class="badge badge-{}">{}</span>', tone, words)

    def value(self, value: bool | None) -> str:
        """In words, for exports."""
        return "" if value is None else str(_("came") if value else _("did not come"))


class ParticipantTable(tables.Table):
    """Columns of the list of participants."""

    name = NameColumn(verbose_name=_("name"))
    organisation = tables.Column(verbose_name=_("organisation"))
    post = tables.Column(verbose_name=_("post"))
    country = CountryColumn(verbose_name=_("country"))
    origin = ChoiceColumn(verbose_name=_("comes from"))
    role = tables.Column(verbose_name=_("role"))
    is_vip = tables.BooleanColumn(verbose_name=_("guest of honour"))
    came = CameColumn(verbose_name=_("came"))
    email = tables.Column(verbose_name=_("e-mail"))
    registration = tables.Column(verbose_name=_("registration no."))

    class Meta:
        model = Participant
        attrs = {"class": "table"}
        empty_text = ""
        fields = ("name", "organisation", "post", "country", "origin", "came")


class ParticipantFilters(ListFilters):
    """Filters of the list of participants."""

    origin = filters.ChoiceFilter(choices=Participant.Origin.choices, label=_("comes from"), empty_label=_("anywhere"))
    is_vip = YesNoFilter(label=_("guest of honour"))
    came = YesNoFilter(label=_("came"))


def listing_for(event: Any, *, may_change: bool) -> Listing:
    """The list of one event, its names linked for those who may change them."""

    class Table(ParticipantTable):
        pass

    Table.event, Table.may_change = event, may_change
    return Listing(
        "participants",
        Table,
        ParticipantFilters,
        ("name", "organisation", "post", "country", "origin", "came"),
        template="events/participants.html",
    )
