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

from proxeny.core.records import Record

Words = str | Promise
Context = Callable[[HttpRequest, Any], dict[str, Any]]


@dataclass(frozen=True)
class Register:
    """The declaration of one register.

    ``name`` is its part of the address, its URL namespace and its name on the command line. ``columns`` are the ones
    shown until a person chooses others. ``rows`` narrows and prefetches the list's query set. ``template`` shows one
    record (block ``record`` of ``registers/page.html``), with what ``context`` adds. ``form`` is ``None`` where records
    are not written by hand.
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

    def visible_to(self, person: Any) -> QuerySet[Any]:
        """The rows that a person may see, with what the list needs."""
        return self.rows(self.model._default_manager.visible_to(person))  # type: ignore[attr-defined]

    def urls(self) -> list[URLPattern]:
        """List, new, page, edit, evidence and history."""
        from proxeny.registers import views

        patterns = [path("", views.listing, {"register": self}, name="list")]
        if self.form is not None:
            patterns.append(path("new/", views.new, {"register": self}, name="new"))
        patterns.append(path("<slug:reference>/", views.page, {"register": self}, name="page"))
        if self.form is not None:
            patterns.append(path("<slug:reference>/edit/", views.edit, {"register": self}, name="edit"))
        patterns += [
            path("<slug:reference>/evidence/", views.evidence, {"register": self}, name="evidence"),
            path("<slug:reference>/history/", views.history, {"register": self}, name="history"),
        ]
        return patterns


REGISTERS: dict[str, Register] = {}


def open_register(register: Register) -> Register:
    """Make a register known to the site, the search and the command line; called when its app is ready."""
    REGISTERS[register.name] = register
    return register


def register_of(record: Record | type[Record]) -> Register:
    """The register that keeps a record. Raises ``KeyError`` for none."""
    return REGISTERS[record.register()]
