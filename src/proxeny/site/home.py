"""The home city's names and place, for settings: from the environment, with Hanoi's known."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured


def names_of_home(home: str) -> dict[str, str]:
    """Language → name, from ``PROXENY_HOME_NAMES`` (``vi=Hà Nội;fr=Hanoï``)."""
    given = os.environ.get("PROXENY_HOME_NAMES", "vi=Hà Nội;fr=Hanoï" if home == "Hanoi" else "")
    pairs = (pair.partition("=") for pair in given.split(";") if pair)
    return {language.strip(): name.strip() for language, _equals, name in pairs}


def place_of_home(home: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, from ``PROXENY_HOME_PLACE`` (``21.03,105.85``)."""
    given = os.environ.get("PROXENY_HOME_PLACE", "21.0285,105.8542" if home == "Hanoi" else "")
    if not given:
        return None
    try:
        latitude, longitude = (float(part) for part in given.split(","))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"PROXENY_HOME_PLACE is '{given}': expected latitude and longitude in degrees, as 21.03,105.85."
        ) from error
    return latitude, longitude
