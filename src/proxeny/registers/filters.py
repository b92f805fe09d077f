"""Filters of a register's list."""

from __future__ import annotations

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from proxeny.core.lists.filters import LinkedFilter, ListFilters, WordsFilter, YearFilter, YesNoFilter
from proxeny.core.records import Mark


class RegisterFilters(ListFilters):
    """Words and mark; registers add their own."""

    mark = filters.ChoiceFilter(choices=Mark.choices, label=_("mark"), empty_label=_("any mark"))


__all__ = ["LinkedFilter", "ListFilters", "RegisterFilters", "WordsFilter", "YearFilter", "YesNoFilter"]
