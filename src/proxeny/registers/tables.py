"""Columns and the table that every register's list is made of."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from proxeny.core.lists.columns import (
    NUMBER,
    ChoiceColumn,
    CountryColumn,
    FigureColumn,
    LinkColumn,
    LinksColumn,
    ListedColumn,
    MarkColumn,
    NumberColumn,
    PeriodColumn,
    TitleColumn,
    WordsColumn,
)


class RegisterTable(tables.Table):
    """What every register's table has in common: reference and mark to choose, no rows text of its own."""

    reference = tables.Column(verbose_name=_("reference"))
    mark = MarkColumn()
    note = tables.Column(verbose_name=_("note"))

    class Meta:
        attrs = {"class": "table"}
        empty_text = ""
        sequence = ("...", "note", "mark", "reference")


__all__ = [
    "NUMBER",
    "ChoiceColumn",
    "CountryColumn",
    "FigureColumn",
    "LinkColumn",
    "LinksColumn",
    "ListedColumn",
    "MarkColumn",
    "NumberColumn",
    "PeriodColumn",
    "RegisterTable",
    "TitleColumn",
    "WordsColumn",
]
