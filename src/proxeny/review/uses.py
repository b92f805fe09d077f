"""Where statements are in use: storeys above the review say which of their papers rest on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Use:
    """A paper that states a figure: what it is called, and where it stands."""

    label: str
    url: str


Provider = Callable[[Any], Mapping[int, tuple[Use, ...]]]
_PROVIDERS: list[Provider] = []


def add_uses(provider: Provider) -> None:
    """Tell the review of papers; called when an app is ready. ``provider(person)`` gives statement key → papers."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def uses_of_statements(person: Any) -> dict[int, tuple[Use, ...]]:
    """Statement key → the papers that rest on it and that a person may see. What the providers cost."""
    found: dict[int, tuple[Use, ...]] = {}
    for provider in _PROVIDERS:
        for key, uses in provider(person).items():
            found[key] = (*found.get(key, ()), *uses)
    return found
