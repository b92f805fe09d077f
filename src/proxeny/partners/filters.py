"""The filter by partner that every register's list may use."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from proxeny.core.folding import fold
from proxeny.partners.models import Partner


class PartnerFilter(filters.CharFilter):
    """Rows of one partner: by its reference, its country code, or words of its name in any of its languages.

    ``field_name`` leads from the row to the partner. Only partners that the person may see are looked through, so that
    nobody learns of a confidential one by asking for it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("partner"))
        kwargs.setdefault("field_name", "partners")
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The exact reference first; two letters are a country code; else every word of the name."""
        if not value:
            return qs
        seen = Partner.objects.visible_to(getattr(self.parent.request, "user", None))
        chosen = seen.filter(reference=value)
        if not chosen.exists():
            code = Q(country__iexact=value) if len(value) == 2 else Q()
            words = Q()
            for word in fold(value).split():
                words &= Q(folded__contains=word)
            chosen = seen.filter(code or words)
        return qs.filter(**{f"{self.field_name}__in": chosen.values("pk")})
