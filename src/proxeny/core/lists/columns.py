"""Columns that every list may use, quick to draw: no template is compiled for a cell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import django_tables2 as tables
from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from proxeny.core.records import Mark
from proxeny.core.templatetags.proxeny import figure
from proxeny.core.wording import country_name
from proxeny.core.wording_of_dates import edtf_in_words

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}

# What a state means for the person who looks at a list, as the tone of its badge; any other state is quiet.
TONES: dict[str, str] = {
    **dict.fromkeys(
        (
            "signed",
            "in_force",
            "amended",
            "extended",
            "held",
            "reported",
            "closed",
            "done",
            "licensed",
            "in_operation",
            "completed",
            "twin",
            "reviewed",
            "concluded",
            "approved",
            "permitted",
            "taken",
        ),
        "good",
    ),
    **dict.fromkeys(("waiting", "unclear"), "decision"),
    **dict.fromkeys(
        (
            "idea",
            "planned",
            "proposed",
            "negotiating",
            "announced",
            "consulting",
            "revised",
            "submitted",
            "lead",
            "in_talks",
            "agreed",
            "friendship",
        ),
        "planned",
    ),
    **dict.fromkeys(
        (
            "expired",
            "ended",
            "terminated",
            "suspended",
            "superseded",
            "cancelled",
            "revoked",
            "lost",
            "dropped",
            "withdrawn",
            "dormant",
            "refused",
        ),
        "closed",
    ),
}


def language() -> str:
    """The active language."""
    return get_language() or settings.LANGUAGE_CODE


def badge(code: Any, words: Any) -> SafeString:
    """A choice in words with a shape and a colour for its tone."""
    return format_html('<span class="badge badge-{}">{}</span>', TONES.get(str(code), "quiet"), words)


def clearance_of(table: tables.Table) -> int:
    """The highest mark that the person before the list may see."""
    person = getattr(getattr(table, "request", None), "user", None)
    return int(getattr(person, "clearance", Mark.PUBLIC))


class TitleColumn(tables.Column):
    """The record's title, a link to its page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"td": {"class": "title"}})
        super().__init__(*args, **kwargs)

    def render(self, value: Any, record: Any) -> SafeString:
        """A link."""
        return format_html('<a class="table-title" href="{}">{}</a>', record.get_absolute_url(), value)

    def value(self, value: Any) -> str:
        """The title alone, for exports."""
        return str(value)


class PeriodColumn(tables.Column):
    """An EDTF date in words of the active language; ordered by its first day."""

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        kwargs.setdefault("order_by", (f"{field}_earliest", f"{field}_latest"))
        kwargs.setdefault("attrs", {"td": {"class": "date"}})
        super().__init__(*args, accessor=field, **kwargs)

    def render(self, value: str) -> str:
        """In words, short."""
        return edtf_in_words(value, language(), short=True)

    def value(self, value: str) -> str:
        """EDTF, for exports."""
        return value


class FigureColumn(tables.Column):
    """A stated value with unit and exactness, right-aligned. ``prefix`` for other fields than ``value``."""

    def __init__(self, *args: Any, prefix: str = "", **kwargs: Any) -> None:
        self.prefix = prefix
        kwargs.setdefault("accessor", f"{prefix}value")
        kwargs.setdefault("attrs", NUMBER)
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


class NumberColumn(tables.Column):
    """A count, right-aligned; ``to`` makes it a link to what it counts: the address of a list with ``{}`` for the
    record's reference."""

    def __init__(self, *args: Any, to: Any = None, **kwargs: Any) -> None:
        self.to = to
        kwargs.setdefault("attrs", NUMBER)
        super().__init__(*args, **kwargs)

    def render(self, value: Any, record: Any) -> SafeString | str:
        """The number, or a link."""
        if self.to is None or not value:
            return str(value)
        return format_html('<a href="{}">{}</a>', self.to(record), value)

    def value(self, value: Any) -> Any:
        """The number, for exports."""
        return value


class CountryColumn(tables.Column):
    """A country's name in the active language; ordered by its code."""

    def render(self, value: str) -> str:
        """The name."""
        return country_name(value, language())

    def value(self, value: str) -> str:
        """The name, for exports."""
        return country_name(value, language())


class LinksColumn(tables.ManyToManyColumn):
    """Partners or people, each a link; from prefetched rows, and only those that the person may see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("orderable", False)
        kwargs.setdefault("transform", str)
        super().__init__(*args, **kwargs)

    def render(self, value: Any, table: tables.Table) -> SafeString:
        """Links, separated by commas."""
        return format_html_join(
            ", ", '<a href="{}">{}</a>', ((item.get_absolute_url(), item) for item in self._seen(value, table))
        )

    def value(self, value: Any, table: tables.Table) -> str:
        """Names, for exports."""
        return "; ".join(str(item) for item in self._seen(value, table))

    @staticmethod
    def _seen(value: Any, table: tables.Table) -> list[Any]:
        clearance = clearance_of(table)
        return [item for item in value.all() if getattr(item, "mark", Mark.PUBLIC) <= clearance]


class LinkColumn(tables.Column):
    """Another record, a link to its page; empty where the person may not see it."""

    def render(self, value: Any, table: tables.Table) -> SafeString | str:
        """A link."""
        if getattr(value, "mark", Mark.PUBLIC) > clearance_of(table):
            return "—"
        return format_html('<a href="{}">{}</a>', value.get_absolute_url(), value)

    def value(self, value: Any, table: tables.Table) -> str:
        """Its name, for exports."""
        return "" if getattr(value, "mark", Mark.PUBLIC) > clearance_of(table) else str(value)


class ChoiceColumn(tables.Column):
    """A choice in words, set as a badge."""

    def render(self, value: Any, record: Any, bound_column: Any) -> SafeString:
        """The words of the choice."""
        return badge(getattr(record, str(bound_column.accessor)), value)

    def value(self, value: Any) -> Any:
        """The words of the choice."""
        return str(value)


class MomentColumn(tables.Column):
    """A day in words of the active language, with the time of day unless ``is_day``."""

    def __init__(self, *args: Any, is_day: bool = False, **kwargs: Any) -> None:
        self.is_day = is_day
        kwargs.setdefault("attrs", {"td": {"class": "date"}})
        super().__init__(*args, **kwargs)

    def render(self, value: datetime) -> str:
        """In local time: months in words, because 11/12 is two days in two countries."""
        moment = localtime(value)
        day = edtf_in_words(f"{moment:%Y-%m-%d}", language(), short=True)
        return day if self.is_day else f"{day}, {moment:%H:%M}"

    def value(self, value: datetime) -> str:
        """ISO 8601 in local time, for exports."""
        return localtime(value).isoformat(timespec="seconds")


class WordsColumn(tables.Column):
    """A choice or word in plain type, for columns where a badge would shout."""

    def render(self, value: Any) -> str:
        """The words."""
        return conditional_escape(value)

    def value(self, value: Any) -> str:
        """The words."""
        return str(value)


class ListedColumn(tables.Column):
    """Words of a JSON list, separated by commas."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("orderable", False)
        super().__init__(*args, **kwargs)

    def render(self, value: Any) -> str:
        """All of them."""
        return ", ".join(str(item).replace("_", " ") for item in value)

    def value(self, value: Any) -> str:
        """All of them."""
        return "; ".join(str(item).replace("_", " ") for item in value)


class MarkColumn(tables.Column):
    """Who may see the row; public ones carry no badge, so that the others stand out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("mark"))
        super().__init__(*args, **kwargs)

    def render(self, value: Any, record: Any) -> SafeString | str:
        """The mark in words."""
        names = {Mark.INTERNAL: "internal", Mark.CONFIDENTIAL: "confidential"}
        name = names.get(record.mark)
        if name is None:
            return str(value)
        return format_html('<span class="badge mark-{}">{}</span>', name, value)

    def value(self, value: Any) -> str:
        """The words."""
        return str(value)
