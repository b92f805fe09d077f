"""What a picture is: a specification, the table behind it, and the words around both.

Pages, papers and downloads take the same ``Picture``. Rooms that draw add theirs to ``PICTURES`` with ``@picture``; the
page of a picture, its files (PNG, SVG, CSV) and the reports ask for it by key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.functional import Promise

from proxeny.charts.specs import Spec

Words = str | Promise


@dataclass(frozen=True)
class Column:
    """A column of the table behind a picture. ``is_number``: set right, and written as a number in the data."""

    key: str
    label: Words
    is_number: bool = False


@dataclass(frozen=True)
class Choice:
    """What a reader may choose of a picture: ``?name=value``; ``options`` are (value, label)."""

    name: str
    label: Words
    options: Sequence[tuple[str, Words]]
    chosen: str = ""


@dataclass(frozen=True)
class Picture:
    """One picture drawn for one person in one language.

    ``rows`` are the table: column key → value as data; ``<key>_shown`` is the same in the reader's words where it
    differs, and ``url`` leads to what the row is about. ``description`` is what a screen reader says in place of the
    picture. ``sources`` names the publishers behind the figures. ``empty`` is a whole sentence on what belongs there,
    given when there is nothing to draw; ``specification`` is empty then.
    """

    key: str
    title: str
    description: str
    specification: Spec
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    sources: Sequence[str] = ()
    notes: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    empty: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


class Drawer(Protocol):
    """Draws a picture of what was asked (the query string of its address) for a person.

    A parameter that names nothing falls back to the picture's first choice; what the person may not see is not in it.
    """

    def __call__(self, asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
        """The picture. ``on_page``: map outlines by address instead of by value."""
        ...


PICTURES: dict[str, Drawer] = {}


def picture(key: str) -> Callable[[Drawer], Drawer]:
    """Register a drawer under a key, which is a part of its address."""

    def add(drawer: Drawer) -> Drawer:
        if key in PICTURES:
            raise ValueError(f"There are two pictures named {key!r}: give one of them another key.")
        PICTURES[key] = drawer
        return drawer

    return add
