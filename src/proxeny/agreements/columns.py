"""Columns of the list of agreements that are the register's own."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.agreements.states import State
from proxeny.core.lists.columns import badge, clearance_of, language
from proxeny.core.wording import country_name


class StateColumn(tables.Column):
    """The state of today, as a badge; from the annotation ``state_now``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("accessor", "state_now")
        kwargs.setdefault("verbose_name", _("state"))
        super().__init__(*args, **kwargs)

    def render(self, value: str) -> SafeString:
        """Words with the tone of the state."""
        return badge(value, State(value).label)

    def value(self, value: str) -> str:
        """The words, for exports."""
        return str(State(value).label)


class CountriesColumn(tables.Column):
    """The countries of the partners that the person may see, from prefetched rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("accessor", "partners")
        kwargs.setdefault("orderable", False)
        super().__init__(*args, **kwargs)

    def render(self, value: Any, table: tables.Table) -> str:
        """Names in the active language."""
        clearance = clearance_of(table)
        codes = dict.fromkeys(one.country for one in value.all() if one.mark <= clearance and one.country)
        return ", ".join(country_name(code, language()) for code in codes) or "—"

    def value(self, value: Any, table: tables.Table) -> str:
        """Names, for exports."""
        shown = self.render(value, table)
        return "" if shown == "—" else shown.replace(", ", "; ")
