"""Columns that every register's table may use."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.core.templatetags.proxeny import figure
from proxeny.core.wording_of_dates import edtf_in_words


class TitleColumn(tables.Column):
    """The record's title, a link to its page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("linkify", True)
        kwargs.setdefault("attrs", {"td": {"class": "title"}})
        super().__init__(*args, **kwargs)


class PeriodColumn(tables.Column):
    """An EDTF date in words of the active language; ordered by its first day."""

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        kwargs.setdefault("order_by", (f"{field}_earliest", f"{field}_latest"))
        kwargs.setdefault("attrs", {"td": {"class": "date"}})
        super().__init__(*args, accessor=field, **kwargs)

    def render(self, value: str) -> str:
        """In words."""
        from django.utils.translation import get_language

        return edtf_in_words(value, get_language() or "en")

    def value(self, value: str) -> str:
        """EDTF, for exports."""
        return value


class FigureColumn(tables.Column):
    """A stated value with unit and exactness, right-aligned; the source mark follows it. ``prefix`` for other fields."""

    def __init__(self, *args: Any, prefix: str = "", **kwargs: Any) -> None:
        self.prefix = prefix
        kwargs.setdefault("accessor", f"{prefix}value")
        kwargs.setdefault("attrs", {"td": {"class": "num"}, "th": {"class": "num"}})
        super().__init__(*args, **kwargs)

    def render(self, value: Any, record: Any) -> SafeString | str:
        """As set in type."""
        return figure(
            value,
            getattr(record, f"{self.prefix}unit", ""),
            getattr(record, f"{self.prefix}qualifier", "exact"),
            getattr(record, f"{self.prefix}high", None),
        )

    def value(self, value: Any) -> Any:
        """The number itself, for exports."""
        return value


class LinksColumn(tables.ManyToManyColumn):
    """Partners or people, each a link; from prefetched rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("orderable", False)
        kwargs.setdefault("transform", str)
        super().__init__(*args, **kwargs)

    def render(self, value: Any) -> SafeString:
        """Links, separated by commas."""
        return format_html_join(", ", '<a href="{}">{}</a>', ((item.get_absolute_url(), item) for item in value.all()))

    def value(self, value: Any) -> str:
        """Names, for exports."""
        return "; ".join(str(item) for item in value.all())


class ChoiceColumn(tables.Column):
    """A choice in words, set as a badge."""

    def render(self, value: Any, record: Any, bound_column: Any) -> SafeString:
        """The words of the choice."""
        code = getattr(record, bound_column.accessor)
        return format_html('<span class="badge badge-{}">{}</span>', code, value)

    def value(self, value: Any) -> Any:
        """The words of the choice."""
        return value


class RegisterTable(tables.Table):
    """What every register's table has in common: reference and mark to choose, no rows text of its own."""

    reference = tables.Column(verbose_name=_("reference"))
    mark = ChoiceColumn(verbose_name=_("mark"))
    note = tables.Column(verbose_name=_("note"))

    class Meta:
        attrs = {"class": "table"}
        empty_text = ""
        sequence = ("...", "note", "mark", "reference")
