"""The indicators that come with the record, kept as data in ``catalogue.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from proxeny.indicators.models import Indicator

FILE = Path(__file__).with_name("catalogue.toml")


def bring_up_to_date(**_signal: Any) -> None:
    """Add the catalogue's indicators and refresh their names; an office's own indicators stay as they are."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["indicator"]
    Indicator.objects.bulk_create(
        [Indicator(order=order, **entry) for order, entry in enumerate(entries)],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_vi", "unit", "accumulation", "theme", "order"],
    )
