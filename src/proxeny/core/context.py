"""What every page's frame shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The home city."""
    return {"home": settings.PROXENY_HOME, "home_country": settings.PROXENY_HOME_COUNTRY, "debug": settings.DEBUG}
