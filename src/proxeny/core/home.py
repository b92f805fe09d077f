"""The city that keeps the record, from the settings."""

from __future__ import annotations

from django.conf import settings


def home_name(language: str) -> str:
    """Its name in a language; the English one where the settings give no other."""
    names: dict[str, str] = settings.PROXENY_HOME_NAMES
    return names.get(language.split("-")[0], settings.PROXENY_HOME)


def home_place() -> tuple[float, float] | None:
    """Its latitude and longitude in degrees; ``None`` where the settings do not give them."""
    place: tuple[float, float] | None = settings.PROXENY_HOME_PLACE
    return place
