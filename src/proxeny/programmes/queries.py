"""Questions about programmes: what is open to the public, who lacks what, what was reported by how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from proxeny.core.records import Mark
from proxeny.programmes.models import Access, Business, Offer, Participation, Programme

P, T = Programme.Status, Participation.Status

LACKS_PAPERS = (Q(programme__needs_origin_papers=True) & ~Q(origin_papers=True)) | (
    Q(programme__needs_quality_papers=True) & ~Q(quality_papers=True)
)
IN_HAND = Q(status__in=[T.APPLIED, T.CHECKING])
NO_PLAN = Q(status=T.ADMITTED, plan_on="")
NO_REPORT = Q(status=T.ADMITTED, report_on="")
REPORTED = Q(status=T.ADMITTED) & ~Q(report_on="")
# What may be lacking, as the list of participations filters it.
LACKING: dict[str, Q] = {
    "decision": IN_HAND,
    "papers": LACKS_PAPERS & Q(status__in=[T.APPLIED, T.CHECKING, T.ADMITTED]),
    "plan": NO_PLAN,
    "report": NO_REPORT,
}


def open_programmes() -> QuerySet[Programme]:
    """Programmes on the open pages: public in mark and by choice, opened and not called off."""
    return (  # type: ignore[no-any-return]
        Programme.objects.visible_to(None).filter(is_public=True).exclude(status__in=[P.PLANNED, P.CANCELLED])
    )


def open_offers(on: date | None = None) -> QuerySet[Offer]:
    """Offers on the open pages; with a day those that are not over by then, without also those that are.

    Published and marked public, in a programme that is open to the public, of a business that is admitted and whose
    record is public.
    """
    found = Offer.objects.visible_to(None).filter(
        status=Offer.Status.PUBLISHED,
        participation__status=T.ADMITTED,
        participation__mark__lte=Mark.INTERNAL,
        participation__business__mark=Mark.PUBLIC,
        participation__programme__in=open_programmes().values("pk"),
    )
    if on is not None:
        # a published offer has dates (``Offer.clean``), so one without a last day is open-ended
        found = found.filter(Q(dates_latest__gte=on) | Q(dates_latest=None))
    return found  # type: ignore[no-any-return]


def open_businesses() -> QuerySet[Business]:
    """Public businesses that are admitted to a programme open to the public."""
    admitted = Participation.objects.filter(
        status=T.ADMITTED, mark__lte=Mark.INTERNAL, programme__in=open_programmes().values("pk")
    )
    return Business.objects.visible_to(None).filter(pk__in=admitted.values("business"))  # type: ignore[no-any-return]


def participations(programme: Programme, *, visible_to: Any) -> QuerySet[Participation]:
    """Who takes part, as far as a person may see it, with their businesses. One SQL query."""
    return (  # type: ignore[no-any-return]
        Participation.objects.visible_to(visible_to)
        .filter(programme=programme, business__mark__lte=getattr(visible_to, "clearance", Mark.PUBLIC))
        .select_related("business", "programme")
        .order_by("business__name")
    )


@dataclass(frozen=True)
class Total:
    """What was reported by ``reported`` of ``admitted`` businesses in one currency; never reckoned up to all."""

    key: str
    admitted: int
    reported: int
    currency: str
    revenue: Decimal | None
    discount_value: Decimal | None
    orders: int | None
    visitors: int | None

    @property
    def missing(self) -> int:
        """How many did not report."""
        return self.admitted - self.reported


_SUMS = {name: Sum(name, filter=REPORTED) for name in ("revenue", "discount_value", "orders", "visitors")}
GROUPS = {"ward": "business__ward", "sector": "business__sector", "ocop": "ocop_stars"}


def totals(rows: QuerySet[Participation], *, by: str = "") -> list[Total]:
    """Sums of what was reported, together or by ``ward``, ``sector`` or ``ocop``; one line for each currency.

    Two SQL queries. Amounts in different currencies are never added.
    """
    group = GROUPS.get(by)
    admitted = rows.filter(status=T.ADMITTED).order_by()
    keys = [group] if group else []
    counted = {
        row.get(group, "") if group else "": row["of"]
        for row in admitted.values(*keys).annotate(of=Count("pk")) if row["of"]
    } if group else {"": admitted.count()}  # fmt: skip
    summed: dict[Any, list[dict[str, Any]]] = {}
    reported = admitted.filter(REPORTED)
    for row in reported.values(*keys, "revenue_currency").annotate(of=Count("pk"), **_SUMS):
        summed.setdefault(row.get(group, "") if group else "", []).append(row)
    lines = []
    for key, number in sorted(counted.items(), key=lambda item: str(item[0] or "")):
        name = "" if key is None else str(key)
        rows_here = summed.get(key) or [{"of": 0, "revenue_currency": ""}]
        everyone = sum(row["of"] for row in rows_here)
        for row in rows_here:
            lines.append(
                Total(
                    name, number, everyone, row["revenue_currency"],
                    row.get("revenue"), row.get("discount_value"), row.get("orders"), row.get("visitors"),
                )
            )  # fmt: skip
    return lines


def counts(rows: QuerySet[Participation]) -> dict[str, int]:
    """How many applied, are in hand, admitted, refused, withdrawn; lack papers, plan, report. One SQL query."""
    states = {state: Count("pk", filter=Q(status=state)) for state in T.values}
    lacking = {f"lacks_{name}": Count("pk", filter=condition) for name, condition in LACKING.items()}
    return rows.order_by().aggregate(all=Count("pk"), reported=Count("pk", filter=REPORTED), **states, **lacking)


def accesses(programme: Programme, businesses: Iterable[Business]) -> dict[int, Access]:
    """The standing secret addresses of businesses, by business. One SQL query."""
    found = Access.objects.filter(programme=programme, business__in=list(businesses), revoked_at=None)
    return {access.business_id: access for access in found}


def with_deadlines(first: date, last: date, *, visible_to: Any) -> QuerySet[Programme]:
    """Programmes with a day in a stretch of time, with how many are in hand or have not handed in. One SQL query."""
    names = ("applications_until", "plans_until", "reports_until")
    within = Q(dates_earliest__lte=last, dates_latest__gte=first)
    for name in names:
        within |= Q(**{f"{name}_latest__range": (first, last)})
    return (  # type: ignore[no-any-return]
        Programme.objects.visible_to(visible_to)
        .exclude(status=P.CANCELLED)
        .filter(within)
        .annotate(
            no_plan=Count("participations", filter=Q(participations__status=T.ADMITTED, participations__plan_on="")),
            no_report=Count(
                "participations", filter=Q(participations__status=T.ADMITTED, participations__report_on="")
            ),
        )
        .order_by(F("dates_earliest").asc(nulls_last=True))
    )
