"""What the pages of plans, targets and indicators show of pace and forecast: figures with the way to their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.core.records import Record
from proxeny.indicators.forecasting import LEAST_MONTHS, Forecast
from proxeny.indicators.models import Indicator, Observation
from proxeny.indicators.seasonality import MONTHS, Known, LeftOut, Share
from proxeny.plans import queries
from proxeny.plans.bullets import Bullet, bullet_of
from proxeny.plans.models import Plan, Target
from proxeny.plans.outlook import smoothed
from proxeny.plans.pace import COUNTS_TARGETS, Pace, of, paces, tally
from proxeny.registers.panels import Panel
from proxeny.registers.register import Register

_PANEL_TARGETS = 12
TONES = {"met": "good", "ahead": "good", "on_track": "planned", "behind": "decision", "missed": "closed"}


@dataclass(frozen=True)
class Row:
    """A target with how it stands, and its picture."""

    target: Target
    pace: Pace
    observed: Sequence[Observation] = ()

    @property
    def bullet(self) -> Bullet | None:
        """The picture."""
        return bullet_of(self.pace)

    @property
    def tone(self) -> str:
        """The tone of the verdict's badge."""
        return TONES.get(str(self.pace.verdict), "quiet")


def asked_day(request: HttpRequest) -> date:
    """The day of ``?on=``, as 2025-09-30; today where none, or none that there is, is given."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()


def rows_of(targets: Iterable[Target], *, on: date, visible_to: Any) -> list[Row]:
    """Targets with how they stand on a day. Four SQL queries at most."""
    asked = list(targets)
    found = paces(asked, on=on, visible_to=visible_to)
    held = queries.observed_of(asked, visible_to=visible_to)
    return [Row(target, found[target.pk], held.get(target.pk, ())) for target in asked]


def of_plan(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """A plan's targets as they stood on a day, and how many are met: by a source's count, and by the figures.

    Five SQL queries at most.
    """
    targets: list[Target] = list(queries.targets_of(plan, visible_to=request.user))
    for target in targets:
        target.plan = plan
    on = asked_day(request)
    rows = rows_of(targets, on=on, visible_to=request.user)
    single = [target for target in targets if target.indicator_id not in COUNTS_TARGETS]
    return {
        "targets": targets,
        "rows": rows,
        "on": on,
        "is_today": on == timezone.localdate(),
        "counted": queries.counted(single),
        "computed": tally([row.pace for row in rows]),
        "counts_targets": len(targets) - len(single),
        "lacks": _lacks(plan, len(single)),
    }


def _lacks(plan: Plan, held: int) -> int | None:
    """How many targets a source counts, where the record holds fewer. One SQL query."""
    stated = max((tally.targets for tally in plan.tallies.all() if tally.targets is not None), default=None)
    return stated if stated is not None and stated > held else None


@dataclass(frozen=True)
class UsedYear:
    """A line of the table of shares: the year, its figures by the month's end, its whole, and how it was left out."""

    year: int
    share: Share | None = None
    left_out: LeftOut | None = None

    @property
    def per_cent(self) -> Decimal | None:
        """The share in per cent."""
        return self.share.value * 100 if self.share is not None else None

    @property
    def by_then(self) -> Decimal | None:
        """What had come in by then."""
        return self.share.value * self.share.whole if self.share is not None else None

    @property
    def rows(self) -> Sequence[Observation]:
        """The figures behind the line."""
        return self.share.of if self.share is not None else self.left_out.of if self.left_out is not None else ()

    @property
    def why(self) -> str:
        """What is missing, or how the share was read."""
        if self.left_out is not None:
            return str(_why(self.left_out))
        assert self.share is not None
        notes = [_("read between the two nearest months on record")] if self.share.is_between else []
        notes += [_("sources disagree within a tenth")] if self.share.is_disputed else []
        return "; ".join(notes)


def _why(left_out: LeftOut) -> str:
    return {
        "no_whole": _("no figure for the whole year that can be counted on"),
        "unknown": _("nothing on record by the end of this month"),
        "falls": _("a later figure is smaller than an earlier one"),
        "above_whole": _("more than the whole year came to"),
        "coarse": _("too rounded for a share"),
        "implausible": _("out of all proportion to the other years"),
        "disputed": _("disputed: rule on it"),
        "negative": _("below nought, which nothing counted over the year can be"),
        "bound": _("a bound and no figure"),
    }[left_out.why]


def of_target(request: HttpRequest, target: Target) -> dict[str, Any]:
    """How a target stands on a day, and how that was computed: six SQL queries at most.

    With ``?smoothing=1`` also the forecast by exponential smoothing, where there are months enough; it takes seconds.
    """
    on = asked_day(request)
    pace = of(target, on=on, visible_to=request.user)
    working = pace.working
    used = [UsedYear(share.year, share) for share in working.shares] if working is not None else []
    left_out = sorted(working.missing, key=lambda one: (one.why, -one.year)) if working is not None else []
    missing = [UsedYear(one.year, left_out=one) for one in left_out]
    asked = bool(request.GET.get("smoothing"))
    shown = pace.reached.of if pace.reached is not None else ()
    return {
        "observed": [row for row in queries.observed(target, visible_to=request.user) if row not in shown],
        "row": Row(target, pace),
        "pace": pace,
        "on": on,
        "is_today": on == timezone.localdate(),
        "used": used,
        "without": [{"why": why, "years": list(years)} for why, years in groupby(missing, key=lambda one: one.why)],
        "left_out": [UsedYear(one.year, left_out=one) for one in working.series.left_out] if working else [],
        "month": f"{working.year}-{working.month:02}" if working is not None and working.month else "",
        "may_smooth": _may_smooth(pace),
        "asks_smoothing": asked,
        "smoothed": _smoothed(pace) if asked else None,
    }


def _newest(pace: Pace) -> tuple[int, Known] | None:
    """The newest month of the target's year and what had come in by then, where a pace was tried."""
    working = pace.working
    return working.course.newest(MONTHS - 1) if working is not None and working.course is not None else None


def _may_smooth(pace: Pace) -> bool:
    """Whether the record has months enough, without a gap."""
    working, newest = pace.working, _newest(pace)
    if working is None or newest is None:
        return False
    return len(working.series.unbroken_months(date(working.year, newest[0], 1))) >= LEAST_MONTHS


def _smoothed(pace: Pace) -> Forecast | None:
    """The forecast of a target's year by exponential smoothing of its months; nothing with fewer than 36. Seconds."""
    working, newest = pace.working, _newest(pace)
    return smoothed(working.series, working.year, *newest) if working is not None and newest is not None else None


def panel_of(request: HttpRequest, _register: Register, record: Record) -> Panel | None:
    """The targets that a figure of the city speaks of, on the figure's page. Three SQL queries where there are any."""
    if not isinstance(record, Observation) or record.partner_id is not None or record.period_latest is None:
        return None
    found = Target.objects.visible_to(request.user).filter(
        indicator=record.indicator_id,
        plan__area=record.area,
        period_latest__gte=record.period_earliest or record.period_latest,
        period_earliest__lte=record.period_latest,
    )
    return _panel(request, list(found.select_related("plan", "indicator")[:_PANEL_TARGETS]), timezone.localdate())


def indicator_panel(request: HttpRequest, indicator: Indicator) -> Panel | None:
    """The targets set for an indicator, the newest first, on the indicator's page. Three SQL queries at most."""
    found = Target.objects.visible_to(request.user).filter(indicator=indicator).select_related("plan", "indicator")
    targets = list(found.order_by("-period_latest", "title")[:_PANEL_TARGETS])
    return _panel(request, targets, timezone.localdate())


def _panel(request: HttpRequest, targets: Sequence[Target], on: date) -> Panel | None:
    visible = [target for target in targets if target.plan.mark <= getattr(request.user, "clearance", 0)]
    if not visible:
        return None
    found = paces(visible, on=on, visible_to=request.user)
    return Panel("plans/targets_panel.html", {"rows": [Row(target, found[target.pk]) for target in visible]})
