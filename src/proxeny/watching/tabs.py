"""The two lists of watching, as tabs of each other."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(here: str) -> list[dict[str, Any]]:
    """``here`` is ``list`` or ``stories``."""
    rooms = (("list", _("Watched places")), ("stories", _("Several pages on one event")))
    return [
        {"label": label, "url": reverse(f"watching:{name}"), "current": name == here} for name, label in rooms
    ]
