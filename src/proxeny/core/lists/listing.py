"""One request for a list: its rows as filtered, sorted and paged, its columns as chosen, or the same as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django_filters import FilterSet

from proxeny.core.lists import exports, painting

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Listing:
    """The declaration of a list. ``columns`` are the ones shown until a person chooses others."""

    name: str
    table: type[tables.Table]
    filters: type[FilterSet]
    columns: Sequence[str]
    template: str = "lists/list.html"

    def answer(self, request: HttpRequest, rows: QuerySet[Any], context: dict[str, Any]) -> HttpResponseBase:
        """The page, its part with the rows for a partial request, or a file for ``?export=csv``, ``xlsx`` and
        ``jsonl``.

        Beside what the rows and the frame need: one SQL query for the number of rows, one for those of the page.
        """
        shown = self.columns_for(request)
        filters = self.filters(request.GET, queryset=rows, request=request)
        table = self._table(request, self._distinct(filters.qs, rows), shown)
        export = request.GET.get("export")
        if export in exports.FORMATS:
            return exports.FORMATS[export](table, self.name)
        paginator = Paginator(table.data.data, ROWS_A_PAGE)
        try:
            page = paginator.page(request.GET.get("page", 1))
        except (EmptyPage, PageNotAnInteger):
            page = paginator.page(1)
        here = self.address_of(request)
        context = {
            "head": painting.head(table, lambda order: _with(here, sort=order)),
            "body": painting.body(table, page.object_list),
            "page": page,
            "filters": filters,
            "total": paginator.count,
            "columns": self._offered(shown),
            "sort": request.GET.get("sort", ""),
            "is_filtered": bool(filters.form.changed_data),
            "exports": [(kind.upper(), _with(here, export=kind)) for kind in exports.FORMATS],
            **context,
        }
        partial = bool(request.htmx) and not request.htmx.boosted  # type: ignore[attr-defined]
        response: HttpResponse = render(request, "lists/rows.html" if partial else self.template, context)
        if partial:
            if page.number > 1:
                here["page"] = str(page.number)
            query = here.urlencode(safe=",")
            response.headers["HX-Push-Url"] = f"{request.path}?{query}" if query else request.path
        response.headers["Vary"] = "HX-Request, Cookie"
        return response

    def _offered(self, shown: list[str]) -> list[tuple[str, Any, bool]]:
        """Every column to choose from, the usual ones first: its name, its words, whether it is shown."""
        known = self.table.base_columns
        return [
            (name, known[name].verbose_name or name, name in shown) for name in dict.fromkeys([*self.columns, *known])
        ]

    def columns_for(self, request: HttpRequest) -> list[str]:
        """The columns that the address names, else those that the person last chose here, else the usual ones."""
        known = self.table.base_columns
        named = request.GET.getlist("column") or request.GET.get("columns", "").split(",")
        asked = [name for name in named if name in known]
        remembered = request.session.get("columns", {})
        if not asked:
            kept = [name for name in remembered.get(self.name, ()) if name in known]
            return kept or list(self.columns)
        if getattr(request, "htmx", False) and asked != remembered.get(self.name):
            if asked == list(self.columns):
                remembered.pop(self.name, None)
            else:
                remembered[self.name] = asked
            request.session["columns"] = remembered
        return asked

    def address_of(self, request: HttpRequest) -> QueryDict:
        """The shortest query that shows the same list again: nothing empty, no usual columns, no format."""
        short = QueryDict(mutable=True)
        for name, values in request.GET.lists():
            kept = [value for value in values if value]
            if kept and name not in {"page", "export", "column", "columns"}:
                short.setlist(name, kept)
        shown = self.columns_for(request)
        if shown != list(self.columns):
            short["columns"] = ",".join(shown)
        return short

    def _table(self, request: HttpRequest, rows: QuerySet[Any], shown: list[str]) -> tables.Table:
        hidden = tuple(name for name in self.table.base_columns if name not in shown)
        # Without the request, for which the table would page and count by itself.
        table = self.table(rows, exclude=hidden, sequence=(*shown,), order_by=request.GET.get("sort") or None)
        table.request = request
        ordered = table.data.data
        if ordered.query.order_by:  # rows that are equal in the order asked for keep their places from page to page
            table.data.data = ordered.order_by(*ordered.query.order_by, "pk")
        elif not ordered.ordered:
            table.data.data = ordered.order_by(*ordered.model._meta.ordering, "pk")
        return table

    @staticmethod
    def _distinct(filtered: QuerySet[Any], rows: QuerySet[Any]) -> QuerySet[Any]:
        """A filter over several related rows may give a row twice; only then is it worth making them distinct."""
        joins = len(filtered.query.alias_map) > max(1, len(rows.query.alias_map))
        return filtered.distinct() if joins else filtered


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"
