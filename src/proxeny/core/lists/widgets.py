"""A field that finds records of a register with a few letters: a form with ten thousand partners stays light."""

from __future__ import annotations

import copy
from typing import Any

from django import forms
from django.db import models
from django.urls import reverse_lazy


class RemoteSelect(forms.Select):
    """A select that carries only what is chosen; the page asks ``<register>:choices`` for the rest.

    ``key`` is the column that identifies a record in the form: its primary key, or the reference in a list's address.
    ``person`` is set by the form: names of records that they may not see are not drawn.
    """

    def __init__(self, to: type[models.Model], *, key: str = "pk", address: str = "", attrs: Any = None) -> None:
        self.to, self.key = to, key
        self.person: Any = None
        name = address or f"{to.register()}:choices"  # type: ignore[attr-defined]
        super().__init__({"data-select": "", "data-url": reverse_lazy(name, query={"key": key}), **(attrs or {})})

    def __deepcopy__(self, memo: Any) -> RemoteSelect:
        made = copy.copy(self)
        made.attrs, made.choices = self.attrs.copy(), []
        memo[id(self)] = made
        return made

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        """What is chosen, by name; and an empty choice where one may be chosen."""
        wanted = [item for item in value if item not in (None, "")]
        if self.key == "pk":
            wanted = [item for item in wanted if str(item).isdecimal()]
        found: list[tuple[str, str]] = []
        if wanted:
            rows = self.to._default_manager.visible_to(self.person).filter(  # type: ignore[attr-defined]
                **{f"{self.key}__in": wanted}
            )
            found = [(str(getattr(row, self.key)), str(row)) for row in rows]
            if self.key != "pk":  # an address may name it in other words, a country's code for one
                found += [(item, item) for item in wanted if item not in dict(found)]
        self.choices = found if self.allow_multiple_selected else [("", ""), *found]
        return super().optgroups(name, value, attrs)


class RemoteSelectMultiple(RemoteSelect, forms.SelectMultiple):
    """The same for several."""

    allow_multiple_selected = True
