"""The audit as a list."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.audit import queries
from proxeny.audit.models import Entry
from proxeny.core.lists.columns import MomentColumn
from proxeny.core.lists.filters import ListFilters, WordsFilter
from proxeny.core.lists.listing import Listing


class EntryTable(tables.Table):
    """Columns of the audit."""

    at = MomentColumn(verbose_name=_("time"), order_by="id")
    by = tables.Column(verbose_name=_("person"), order_by="by__username", empty_values=())
    action = tables.Column(verbose_name=_("act"))
    kind = tables.Column(verbose_name=_("kind"), accessor="content_type", orderable=False)
    label = tables.Column(verbose_name=_("record"), empty_values=())
    fields = tables.Column(verbose_name=_("fields"), accessor="changes", orderable=False)
    reason = tables.Column(verbose_name=_("reason"))
    id = tables.Column(verbose_name=_("no."))
    seal = tables.Column(verbose_name=_("seal"), orderable=False)

    def prepare(self, entries: list[Entry]) -> None:
        """Look up what the entries of a page, or of a stretch of a file, are about."""
        self.known = queries.subjects(entries, visible_to=self.request.user)

    def _subject(self, entry: Entry) -> queries.Subject:
        return self.known[entry.pk]

    def render_by(self, value: User | None) -> str:
        """The person, or the system."""
        return str(value or _("the system"))

    def render_action(self, value: str) -> str:
        """In words."""
        return queries.in_words(value)

    def value_action(self, value: str) -> str:
        """The code, for exports."""
        return value

    def render_kind(self, value: Any) -> str:
        """The kind of record."""
        return str(value.name)

    def render_label(self, record: Entry) -> SafeString | str:
        """The record, a link while it is there."""
        subject = self._subject(record)
        if not subject.url:
            return subject.label
        return format_html('<a href="{}">{}</a>', subject.url, subject.label)

    def value_label(self, record: Entry) -> str:
        """The record's name as it was."""
        return self._subject(record).label

    def render_fields(self, record: Entry) -> str:
        """How many, and which, as far as the record may be seen."""
        return "—" if self._subject(record).is_hidden else queries.fields_in_words(record)

    def value_fields(self, record: Entry) -> str:
        """The same."""
        return self.render_fields(record)

    def render_reason(self, value: str, record: Entry) -> str:
        """As given, as far as the record may be seen."""
        return "—" if self._subject(record).is_hidden else value

    def value_reason(self, value: str, record: Entry) -> str:
        """The same."""
        return self.render_reason(value, record)

    class Meta:
        attrs = {"class": "table"}
        empty_text = ""


class EntryWords(WordsFilter):
    """Words of a record's name, a reason or an act, as they were written."""

    def filter(self, qs: QuerySet[Entry], value: str) -> QuerySet[Entry]:
        """Every word."""
        for word in (value or "").split():
            qs = qs.filter(Q(label__icontains=word) | Q(reason__icontains=word) | Q(action__icontains=word))
        return qs


class EntryFilters(ListFilters):
    """Filters of the audit."""

    q = EntryWords()
    by = filters.ModelChoiceFilter(
        queryset=User.objects.order_by("username"), label=_("person"), empty_label=_("anybody")
    )
    since = filters.DateFilter(field_name="at", lookup_expr="date__gte", label=_("since"))
    until = filters.DateFilter(field_name="at", lookup_expr="date__lte", label=_("until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            self.form.fields[name].widget.input_type = "date"  # type: ignore[attr-defined]


AUDIT = Listing(
    "audit", EntryTable, EntryFilters, ("at", "by", "action", "kind", "label", "fields", "reason"), "audit/list.html"
)
