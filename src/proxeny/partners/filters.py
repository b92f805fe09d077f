"""The filter by partner that every register's list may use."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from proxeny.core.lists.filters import LinkedFilter
from proxeny.partners.models import Partner


class PartnerFilter(LinkedFilter):
    """Rows of one partner, by its reference; ``field_name`` leads from the row to it, ``partners`` if left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"field_name": "partners", "to": Partner, "label": _("partner"), **kwargs})
