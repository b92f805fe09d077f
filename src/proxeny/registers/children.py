"""Parts of a record that are entered on its page: posts of a person, members of a delegation, counts of an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise, cached_property

from proxeny.core.records import Record
from proxeny.registers.content import Shown, shown

Words = str | Promise


@dataclass(frozen=True)
class Children:
    """The declaration of one kind of part.

    ``name`` is the related name on the record (``posts``), ``columns`` the fields of its table on the page; ``fields``
    those of its form, the columns if left out, or give a ``form`` (a ``PartForm``). ``is_sourced`` says whether a part
    needs a source of its own. Of parts that may be hundreds the record's page shows ``at_most`` so many, and leads to
    the address named ``all_at`` (which takes the record's reference) for the others.
    """

    name: str
    model: type[models.Model]
    title: Words
    singular: Words
    columns: Sequence[str]
    fields: Sequence[str] = ()
    form: Any = None
    empty: Words = ""
    is_sourced: bool = True
    at_most: int | None = None
    all_at: str = ""

    @cached_property
    def form_class(self) -> Any:
        """The form, made of the fields where none is given."""
        if self.form is not None:
            return self.form
        from django import forms

        from proxeny.registers.forms import PartForm, form_field

        return forms.modelform_factory(
            self.model, form=PartForm, fields=list(self.fields or self.columns), formfield_callback=form_field
        )

    @property
    def headings(self) -> list[str]:
        """The names of the columns."""
        return [str(self.model._meta.get_field(name).verbose_name) for name in self.columns]  # type: ignore[union-attr]

    def rows_of(self, record: Record) -> models.QuerySet[Any]:
        """The parts of a record, with what their columns show."""
        rows: models.QuerySet[Any] = getattr(record, self.name).all()
        linked = [name for name in self.columns if isinstance(self.model._meta.get_field(name), models.ForeignKey)]
        return rows.select_related(*linked) if linked else rows


@dataclass(frozen=True)
class Row:
    """A part as a page shows it: for each column its heading and what stands there."""

    part: Any
    cells: list[tuple[str, Shown | None]]


@dataclass(frozen=True)
class Section:
    """The parts of one kind on a record's page."""

    children: Children
    rows: list[Row]
    total: int = 0


def sections_of(record: Record, kinds: Sequence[Children], *, visible_to: Any) -> list[Section]:
    """Every kind of part of a record, as shown. One SQL query for each kind, and one where not all are shown."""
    return [_section(record, kind, visible_to) for kind in kinds]


def _section(record: Record, kind: Children, visible_to: Any) -> Section:
    found = kind.rows_of(record)
    parts = list(found if kind.at_most is None else found[: kind.at_most + 1])
    total = len(parts)
    if kind.at_most is not None and total > kind.at_most:
        parts, total = parts[: kind.at_most], found.count()
    return Section(kind, rows_shown(kind, parts, visible_to=visible_to), total)


def rows_shown(kind: Children, parts: Iterable[Any], *, visible_to: Any) -> list[Row]:
    """Parts of a kind with what stands in each column."""
    headings = kind.headings
    return [
        Row(
            part,
            [
                (heading, shown(part, name, visible_to=visible_to))
                for heading, name in zip(headings, kind.columns, strict=True)
            ],
        )
        for part in parts
    ]
