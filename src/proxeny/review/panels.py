"""Panels that storeys above the review put into the inbox, as the calendar does with what is late and due."""

from __future__ import annotations

from collections.abc import Callable

from proxeny.accounts.requests import SignedIn
from proxeny.registers.panels import Panel

Provider = Callable[[SignedIn], Panel | None]
_PROVIDERS: list[Provider] = []


def add_to_inbox(provider: Provider) -> None:
    """Add a panel to everybody's inbox; called when an app is ready. ``None`` from it is no panel for that person."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def panels_of_inbox(request: SignedIn) -> list[Panel]:
    """The panels of the inbox for the person who asks."""
    found = (provider(request) for provider in _PROVIDERS)
    return [panel for panel in found if panel is not None]
