"""Filters that every list may use. None of them multiplies rows: what is linked is looked for in a subquery."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.widgets import BooleanWidget

from proxeny.core.folding import fold
from proxeny.core.lists.widgets import RemoteSelect


class YesNo(BooleanWidget):
    """Any, yes or no."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = [("", _("any")), ("true", _("yes")), ("false", _("no"))]


class YesNoFilter(filters.BooleanFilter):
    """Rows for which something holds, or does not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", YesNo)
        super().__init__(*args, **kwargs)


class WordsFilter(filters.CharFilter):
    """Rows whose text holds every word, with or without diacritics."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("words"))
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Every word, in any order."""
        for word in fold(value or "").split():
            qs = qs.filter(self.holds(word))
        return qs

    def holds(self, word: str) -> Q:
        """Rows that hold one folded word."""
        return Q(folded__contains=word)


def within_year(name: str, year: int) -> Q:
    """What has a day in a year: ``name`` is an EDTF field, of which either end may be open."""
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    began = Q(**{f"{name}_earliest__lte": ends})
    return Q(**{f"{name}_latest__gte": begins}) & (began | Q(**{f"{name}_earliest": None})) | began & Q(
        **{f"{name}_latest": None}
    )


class YearFilter(filters.NumberFilter):
    """Rows whose period has a day in a year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("year"))
        super().__init__(*args, min_value=1, max_value=9999, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """First and last day of the period against those of the year.

        Looked for by the two days alone, which an index of them answers without the rows: what began before a year
        and lasts into it is bounded by no range of one column, and wide rows take ten times as long to look through.
        """
        if value is None:
            return qs
        dated = qs.model._default_manager.filter(within_year(self.field_name, int(value))).order_by()
        return qs.filter(pk__in=dated.values("pk"))


class LinkedFilter(filters.CharFilter):
    """Rows linked to a record of another register, given by its reference or by words of its name.

    ``field_name`` is the way from the row to the record (``partners``, ``plan``), ``to`` the record's model. A record
    that the person may not see finds nothing, as one that does not exist.
    """

    def __init__(self, *args: Any, to: Any, **kwargs: Any) -> None:
        self.to = to
        kwargs.setdefault("widget", RemoteSelect(to, key="reference"))
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Rows that are linked."""
        if not value:
            return qs
        person = getattr(getattr(self.parent, "request", None), "user", None)
        seen = self.to._default_manager.visible_to(person)
        chosen = seen.filter(reference=value)
        if not chosen.exists():  # an address that names it in words: ``?partner=hoa kỳ``
            chosen = seen
            for word in fold(value).split():
                chosen = chosen.filter(folded__contains=word)
        linked = qs.model._default_manager.filter(**{f"{self.field_name}__in": chosen.values("pk")})
        return qs.filter(pk__in=linked.values("pk"))


class ListFilters(filters.FilterSet):
    """A search for words; lists add their own."""

    q = WordsFilter()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = getattr(self.request, "user", None)
        for field in self.form.fields.values():
            field.required = False
            if isinstance(field.widget, RemoteSelect):
                field.widget.person = person
            elif isinstance(field, forms.NullBooleanField):
                field.widget.choices = [("", _("either")), ("true", _("yes")), ("false", _("no"))]
        # The mark is asked for last, and not of somebody who sees only what is public.
        if "mark" in self.form.fields:
            asked = self.form.fields.pop("mark")
            if getattr(person, "clearance", 0):
                self.form.fields["mark"] = asked
