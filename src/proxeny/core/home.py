"""The city that keeps the record, from the settings."""

from __future__ import annotations

from django.conf import settings


def home_name(language: str) -> str:
    """Its name in a language; the English one where the settings give no other."""
    names: dict[str, str] = settings.PROXENY_HOME_NAMES
    return names.get(language.split("-")[0], settings.PROXENY_HOME)


def area_name(area: str, language: str) -> str:
    """An area, kept by its English name, in a language: the home city by its own name, any other as it is kept."""
    return home_name(language) if area == settings.PROXENY_HOME else area


def home_place() -> tuple[float, float] | None:
    """Its latitude and longitude in degrees; ``None`` where the settings do not give them."""
    place: tuple[float, float] | None = settings.PROXENY_HOME_PLACE
    return place
