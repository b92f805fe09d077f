"""A register: the model it keeps, how it is listed, filtered, shown and edited. One declaration, all its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django_filters import FilterSet

from proxeny.core.lists.listing import Listing
from proxeny.core.records import Record
from proxeny.registers.children import Children

Words = str | Promise
Context = Callable[[HttpRequest, Any], dict[str, Any]]


@dataclass(frozen=True)
class BringUpToDate:
    """How rows of somebody's own register, which comes in again and again, change records that are here, where writing
    over their fields would lose what the record keeps: capital that rose is a movement, not another figure.

    ``differences`` takes (record, content by field) pairs and gives for each what would change: field → [before, after]
    in words. ``write(record, content, as_of=, by=, evidence=)`` writes it, with its audit entries.
    """

    differences: Callable[[Sequence[tuple[Any, dict[str, Any]]]], list[dict[str, list[Any]]]]
    write: Callable[..., Any]


@dataclass(frozen=True)
class Register:
    """The declaration of one register.

    ``name`` is its part of the address, its URL namespace and its name on the command line. ``columns`` are the ones
    shown until a person chooses others. ``rows`` narrows and prefetches the list's query set. ``template`` shows one
    record (block ``record`` of ``registers/page.html``), with what ``context`` adds. ``form`` is ``None`` where records
    are not written by hand. ``children`` are the parts of a record that are entered on its page. ``note_of`` is the
    small print beside a record's name where one is chosen from many. ``rows_for`` adds to the list what depends on the
    person, such as counts of what they may see. ``bring_up_to_date`` says how an import as of a day changes records.
    ``follow`` is told the keys of records that an import or its undoing changed past the services, and by whom.
    """

    name: str
    model: type[Record]
    title: Words
    singular: Words
    table: type[tables.Table]
    filters: type[FilterSet]
    columns: Sequence[str]
    form: Any = None
    template: str = "registers/page.html"
    rows: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    context: Context | None = None
    empty: Words = ""
    list_context: Callable[[HttpRequest], dict[str, Any]] | None = None
    children: Sequence[Children] = ()
    note_of: Callable[[Any], str] | None = None
    new_words: Words = ""
    rows_for: Callable[[QuerySet[Any], Any], QuerySet[Any]] | None = None
    bring_up_to_date: BringUpToDate | None = None
    follow: Callable[[Sequence[int], Any], object] | None = None

    def visible_to(self, person: Any) -> QuerySet[Any]:
        """The rows that a person may see, with what the list needs."""
        rows = self.rows(self.model._default_manager.visible_to(person))  # type: ignore[attr-defined]
        return self.rows_for(rows, person) if self.rows_for is not None else rows

    @property
    def fields(self) -> list[str]:
        """The fields of the form, in its order, which is that of the page too."""
        return list(self.form._meta.fields or ()) if self.form is not None else []

    @property
    def listing(self) -> Listing:
        """The list as the kit answers for it."""
        return Listing(self.name, self.table, self.filters, self.columns, template="registers/list.html")

    def urls(self) -> list[URLPattern]:
        """List, choices, new, page, edit, remove, evidence, history, and a form for each kind of part."""
        from proxeny.registers import views

        here = {"register": self}
        patterns = [
            path("", views.listing, here, name="list"),
            path("choices/", views.choices, here, name="choices"),
        ]
        if self.form is not None:
            patterns.append(path("new/", views.new, here, name="new"))
        patterns.append(path("<slug:reference>/", views.page, here, name="page"))
        if self.form is not None:
            patterns += [
                path("<slug:reference>/edit/", views.edit, here, name="edit"),
                path("<slug:reference>/remove/", views.remove, here, name="remove"),
            ]
        patterns += [
            path("<slug:reference>/evidence/", views.evidence, here, name="evidence"),
            path("<slug:reference>/history/", views.history, here, name="history"),
        ]
        for kind in self.children:
            patterns += self._urls_of_parts(kind)
        return patterns

    def _urls_of_parts(self, kind: Children) -> list[URLPattern]:
        from proxeny.registers import views_of_parts as views

        here, start = {"register": self, "children": kind}, f"<slug:reference>/{kind.name}"
        return [
            path(f"{start}/new/", views.new_part, here, name=f"{kind.name}-new"),
            path(f"{start}/<int:pk>/", views.edit_part, here, name=f"{kind.name}-edit"),
            path(f"{start}/<int:pk>/remove/", views.remove_part, here, name=f"{kind.name}-remove"),
        ]


REGISTERS: dict[str, Register] = {}


def open_register(register: Register) -> Register:
    """Make a register known to the site, the search and the command line; called when its app is ready."""
    REGISTERS[register.name] = register
    return register
