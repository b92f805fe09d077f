"""The list of documents."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.core.lists.columns import (
    NUMBER,
    ChoiceColumn,
    MarkColumn,
    MomentColumn,
    PeriodColumn,
    TitleColumn,
    language,
)
from proxeny.core.lists.filters import ListFilters, YearFilter
from proxeny.core.lists.listing import Listing
from proxeny.core.records import Mark
from proxeny.core.wording import language_name
from proxeny.documents.models import Document


class StatementsColumn(tables.Column):
    """How many statements, a link to them on the document's page."""

    def render(self, value: int, record: Document) -> SafeString | str:
        """The number, or a dash."""
        if not value:
            return "—"
        return format_html('<a href="{}#statements">{}</a>', record.get_absolute_url(), value)

    def value(self, value: int) -> int:
        """The number, for exports."""
        return value


class DocumentTable(tables.Table):
    """Columns of the list of documents."""

    title = TitleColumn(verbose_name=_("title"))
    publisher = tables.Column(verbose_name=_("publisher"))
    published = PeriodColumn(field="published", verbose_name=_("published"))
    language = tables.Column(verbose_name=_("language"))
    kind = ChoiceColumn(verbose_name=_("kind"))
    status = ChoiceColumn(verbose_name=_("review"))
    standing = StatementsColumn(verbose_name=_("accepted"), accessor="standing_count", attrs=NUMBER)
    waiting = StatementsColumn(verbose_name=_("to review"), accessor="open_count", attrs=NUMBER)
    added = MomentColumn(verbose_name=_("added"), accessor="added_at", is_day=True)
    added_by = tables.Column(verbose_name=_("added by"), order_by="added_by__username")
    mark = MarkColumn()
    file_name = tables.Column(verbose_name=_("file"))
    size = tables.Column(verbose_name=_("bytes"), attrs=NUMBER)
    url = tables.Column(verbose_name=_("address"))
    reference = tables.Column(verbose_name=_("reference"))

    def render_language(self, value: str) -> str:
        """Its name."""
        return language_name(value, language())

    def value_language(self, value: str) -> str:
        """Its BCP 47 tag."""
        return value

    class Meta:
        model = Document
        fields = ("title", "publisher", "published", "language", "kind", "status")
        attrs = {"class": "table"}
        empty_text = ""
        order_by = ()


class DocumentFilters(ListFilters):
    """Filters of the list of documents."""

    status = filters.ChoiceFilter(choices=Document.Status.choices, label=_("review"), empty_label=_("any"))
    kind = filters.ChoiceFilter(choices=Document.Kind.choices, label=_("kind"), empty_label=_("any kind"))
    language = filters.CharFilter(lookup_expr="iexact", label=_("language"))
    publisher = filters.CharFilter(lookup_expr="icontains", label=_("publisher"))
    year = YearFilter(field_name="published")
    mark = filters.ChoiceFilter(choices=Mark.choices, label=_("mark"), empty_label=_("any mark"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from django import forms

        from proxeny.documents.forms import LANGUAGES

        self.form.fields["language"].widget = forms.Select(choices=[("", _("any language")), *LANGUAGES[1:]])


DOCUMENTS = Listing(
    "documents",
    DocumentTable,
    DocumentFilters,
    ("title", "publisher", "published", "language", "status", "standing", "waiting"),
    template="documents/list.html",
)
