"""The greatest discount in a programme: its own, else what the law of the home country allows for its kind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.programmes.models import Programme


@dataclass(frozen=True)
class Ceiling:
    """``percent`` of the price before, the rule that says so, and whether somebody of the office set it."""

    percent: Decimal
    basis: str
    source: str
    is_own: bool


@cache
def _rules() -> list[dict[str, Any]]:
    return list(tomllib.loads(Path(__file__).with_name("ceilings.toml").read_text(encoding="utf-8"))["ceiling"])


def ceiling_of(programme: Programme) -> Ceiling | None:
    """The ceiling of a programme on its first day; ``None`` where neither it nor the law known here sets one."""
    if programme.max_discount is not None:
        basis = programme.discount_basis or _("set by the organisers")
        return Ceiling(programme.max_discount, basis, "", True)
    on: date = programme.dates_earliest or timezone.localdate()  # type: ignore[attr-defined]
    language = "vi" if (get_language() or "en").startswith("vi") else "en"
    for rule in _rules():
        is_in_force = rule["valid_from"] <= on and on <= rule.get("valid_to", date.max)
        if rule["country"] == settings.PROXENY_HOME_COUNTRY and programme.kind in rule["kinds"] and is_in_force:
            return Ceiling(Decimal(rule["percent"]), rule["basis"][language], rule["source"], False)
    return None
