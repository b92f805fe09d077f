"""Filters that every register's list may use."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from proxeny.core.folding import fold


class WordsFilter(filters.CharFilter):
    """Rows whose text holds every word, with or without diacritics."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("words"))
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Every word, in any order."""
        for word in fold(value or "").split():
            qs = qs.filter(folded__contains=word)
        return qs


class YearFilter(filters.NumberFilter):
    """Rows whose period has a day in a year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("year"))
        super().__init__(*args, min_value=1, max_value=9999, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """First and last day of the period against those of the year."""
        if value is None:
            return qs
        year, name = int(value), self.field_name
        began = Q(**{f"{name}_earliest__lte": date(year, 12, 31)}) | Q(
            **{f"{name}_earliest": None, f"{name}_latest__isnull": False}
        )
        lasts = Q(**{f"{name}_latest__gte": date(year, 1, 1)}) | Q(
            **{f"{name}_latest": None, f"{name}_earliest__isnull": False}
        )
        return qs.filter(began & lasts)


class RegisterFilters(filters.FilterSet):
    """Words and mark; registers add their own."""

    q = WordsFilter()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            field.required = False
