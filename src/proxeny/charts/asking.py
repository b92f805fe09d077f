"""Which partner a picture is asked of, and which are offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count

from proxeny.charts.captions import Captions
from proxeny.charts.naming import partner_name
from proxeny.charts.picture import Choice, Words
from proxeny.partners.models import Partner

OFFERED = 60


def partner_asked(asked: Mapping[str, str], *, visible_to: Any) -> Partner | None:
    """The partner of ``?partner=``; ``None`` for none, and for one that the person may not see. At most one query."""
    reference = asked.get("partner", "")
    if not reference:
        return None
    found: Partner | None = Partner.objects.visible_to(visible_to).filter(reference=reference).first()
    return found


def busiest(*, visible_to: Any, most: int = OFFERED) -> list[Partner]:
    """Partners by the delegations that went there or came from there, the most first. Two SQL queries."""
    through = Partner.delegations.through.objects  # type: ignore[attr-defined]
    clearance = getattr(visible_to, "clearance", 0)
    counted = (
        through.filter(delegation__mark__lte=clearance, partner__mark__lte=clearance)
        .order_by()
        .values("partner")
        .annotate(n=Count("delegation"))
        .order_by("-n", "partner")[:most]
    )
    order = {row["partner"]: number for number, row in enumerate(counted)}
    found = Partner.objects.visible_to(visible_to).filter(pk__in=list(order)).defer("note", "folded")
    return sorted(found, key=lambda partner: order[partner.pk])


def partner_choice(
    partner: Partner | None, say: Captions, *, visible_to: Any, first: Words = "", offered: list[Partner] | None = None
) -> Choice:
    """The partners offered by name, and the one asked for; ``first`` is what no partner means. Two SQL queries."""
    rows = busiest(visible_to=visible_to) if offered is None else offered
    if partner is not None and partner.pk not in {row.pk for row in rows}:
        rows = [partner, *rows]
    named = sorted((partner_name(row, say.language), row.reference) for row in rows)
    options: list[tuple[str, Words]] = [("", first)] if first else []
    options += [(reference, name) for name, reference in named]
    return Choice("partner", say.say("choice-partner"), options, partner.reference if partner else "")
