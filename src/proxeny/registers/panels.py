"""Panels that storeys above the kit put on the page of a record, as ``procedures`` does with a record's cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from proxeny.core.records import Record
from proxeny.registers.register import Register


@dataclass(frozen=True)
class Panel:
    """One part of a record's page: a template, which gets it as ``panel``, and what the template shows.

    ``is_pressing`` puts it before the content of the record, otherwise it stands behind.
    """

    template: str
    content: dict[str, Any] = field(default_factory=dict)
    is_pressing: bool = False


Provider = Callable[[HttpRequest, Register, Record], Panel | None]
_PROVIDERS: list[Provider] = []


def add_panel(provider: Provider) -> None:
    """Add a panel to the pages of records; called when an app is ready. ``None`` from it is no panel there."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def panels_of(request: HttpRequest, register: Register, record: Record) -> list[Panel]:
    """The panels of a record's page for the person who asks."""
    found = (provider(request, register, record) for provider in _PROVIDERS)
    return [panel for panel in found if panel is not None]


IndicatorProvider = Callable[[HttpRequest, Any], Panel | None]
_OF_INDICATORS: list[IndicatorProvider] = []


def add_indicator_panel(provider: IndicatorProvider) -> None:
    """Add a panel to the pages of indicators, which are no records; called when an app is ready."""
    if provider not in _OF_INDICATORS:
        _OF_INDICATORS.append(provider)


def indicator_panels(request: HttpRequest, indicator: Any) -> list[Panel]:
    """The panels of an indicator's page for the person who asks."""
    found = (provider(request, indicator) for provider in _OF_INDICATORS)
    return [panel for panel in found if panel is not None]
