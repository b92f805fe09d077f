"""The list of the people of the office."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import Role, User
from proxeny.core.lists.columns import MomentColumn, WordsColumn
from proxeny.core.lists.filters import ListFilters, WordsFilter, YesNoFilter
from proxeny.core.lists.listing import Listing


class PersonTable(tables.Table):
    """Columns of the list of people."""

    name = tables.Column(
        verbose_name=_("name"), accessor="pk", order_by=("last_name", "first_name", "username"), linkify=False
    )
    username = tables.Column(verbose_name=_("signs in as"))
    role = WordsColumn(verbose_name=_("role"), accessor="get_role_display", order_by="role")
    clearance = WordsColumn(verbose_name=_("clearance"), accessor="get_clearance_display", order_by="clearance")
    is_active = tables.Column(verbose_name=_("may sign in"))
    last_login = MomentColumn(verbose_name=_("last signed in"))
    email = tables.Column(verbose_name=_("e-mail"))
    language = WordsColumn(verbose_name=_("language"), accessor="get_language_display", order_by="language")

    def render_name(self, record: User) -> SafeString:
        """A link to the person's page."""
        from django.urls import reverse

        address = reverse("accounts:person", args=[record.username])
        return format_html('<a class="table-title" href="{}">{}</a>', address, record)

    def value_name(self, record: User) -> str:
        """The name."""
        return str(record)

    def render_is_active(self, value: bool) -> SafeString:
        """Yes or no, as a badge."""
        tone, words = ("good", _now("yes")) if value else ("closed", _now("no"))
        return format_html('<span class="badge badge-{}">{}</span>', tone, words)

    def value_is_active(self, value: bool) -> str:
        """Yes or no."""
        return _now("yes") if value else _now("no")

    class Meta:
        attrs = {"class": "table"}
        empty_text = ""


class PersonWords(WordsFilter):
    """Letters of a person's name."""

    def holds(self, word: str) -> Q:
        """Any part of the name; names of people are few, and typed with their diacritics."""
        return Q(username__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word)

    def filter(self, qs: Any, value: str) -> Any:
        """Every word, as typed."""
        for word in (value or "").split():
            qs = qs.filter(self.holds(word))
        return qs


class PersonFilters(ListFilters):
    """Filters of the list of people."""

    q = PersonWords()
    role = filters.ChoiceFilter(choices=Role.choices, label=_("role"), empty_label=_("any role"))
    is_active = YesNoFilter(label=_("may sign in"))


PEOPLE_OF_THE_OFFICE = Listing(
    "accounts",
    PersonTable,
    PersonFilters,
    ("name", "username", "role", "clearance", "is_active", "last_login"),
    template="accounts/list.html",
)
