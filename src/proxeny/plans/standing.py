"""How a target stands: the verdict, and what it rests on. Frozen values, computed by ``judging`` and stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.indicators.forecasting import Forecast
from proxeny.indicators.models import Observation
from proxeny.indicators.seasonality import Course, Known, LeftOut, Series, Share
from proxeny.plans.aims import Aim
from proxeny.plans.models import Target
from proxeny.plans.reaching import Baseline, Reached, days_of
from proxeny.plans.reasons import Reason


class Verdict(models.TextChoices):
    """How a target stands on a day."""

    MET = "met", pgettext_lazy("target", "met")
    MISSED = "missed", pgettext_lazy("target", "missed")
    AHEAD = "ahead", _("ahead of its pace")
    ON_TRACK = "on_track", _("on track")
    BEHIND = "behind", _("behind its pace")
    UNKNOWN = "unknown", _("cannot be said")


@dataclass(frozen=True)
class Expected:
    """The pace: what should have been reached by ``last`` so that the period ends at the target.

    ``share`` is the part of a year (0 to 1) that had usually come in by then; ``low`` and ``high`` go with the least
    and the greatest share of ``years``.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    share: Decimal
    last: date
    years: tuple[int, ...]


@dataclass(frozen=True)
class Working:
    """How a pace was made: the series, the month it was made for, the shares used and the years without one."""

    series: Series
    year: int
    month: int = 0
    shares: tuple[Share, ...] = ()
    missing: tuple[LeftOut, ...] = ()
    reached: Known | None = None

    @property
    def course(self) -> Course | None:
        """The target's own year."""
        return self.series.courses.get(self.year)


@dataclass(frozen=True)
class Pace:
    """How a target stands on a day, for one person. ``None`` is what cannot be said; ``reasons`` tell why.

    ``in_question`` are figures of the period that cannot all be right, and are therefore not what was reached.
    """

    target: Target
    on: date
    aim: Aim | None = None
    verdict: str = Verdict.UNKNOWN
    is_exceeded: bool = False
    reached: Reached | None = None
    expected: Expected | None = None
    forecast: Forecast | None = None
    baseline: Baseline | None = None
    reasons: tuple[Reason, ...] = ()
    in_question: tuple[Observation, ...] = ()
    working: Working | None = field(default=None, repr=False)

    @property
    def verdict_words(self) -> str:
        """The verdict in the reader's language."""
        if self.is_exceeded:
            return str(_("met and exceeded"))
        return str(Verdict(self.verdict).label)

    @property
    def is_over(self) -> bool:
        """Whether the target's period was over on the day."""
        last = days_of(self.target)[1]
        return last is not None and last <= self.on

    @property
    def part(self) -> Decimal | None:
        """What was reached in per cent of the target; nothing for ratios and where the target is nought."""
        if self.aim is None or self.reached is None or self.aim.mark <= 0 or self.target.unit == "%":
            return None
        return self.reached.value / self.aim.mark * 100

    @property
    def wanting(self) -> Decimal | None:
        """What is still to come in so that the target is met; nothing for a ceiling and where it is met."""
        if self.aim is None or self.reached is None or self.aim.floor is None:
            return None
        rest = self.aim.floor - self.reached.value
        return rest if rest > 0 else None

    @property
    def asked_growth(self) -> Decimal | None:
        """By how many per cent the target lies above its baseline; nothing for ratios, or on a baseline of nought."""
        if self.aim is None or self.baseline is None or self.baseline.value <= 0 or self.target.unit == "%":
            return None
        return (self.aim.mark / self.baseline.value - 1) * 100

    @property
    def stands_apart(self) -> bool:
        """Whether a source's own verdict on the target and the one computed from figures differ."""
        stated = self.target.outcome
        if stated == "open" or self.verdict not in (Verdict.MET, Verdict.MISSED):
            return False
        return (stated == "not_met") == (self.verdict == Verdict.MET)

    def as_bullet(self) -> dict[str, Any]:
        """What a bullet picture needs: numbers are ``Decimal`` or ``None`` where there is no mark to draw."""
        aim, reached, expected, forecast = self.aim, self.reached, self.expected, self.forecast
        return {
            "title": self.target.title,
            "url": self.target.get_absolute_url(),
            "period": self.target.period,
            "unit": self.target.unit,
            "target": aim.mark if aim else None,
            "target_high": self.target.high,
            "is_ceiling": bool(aim and aim.is_ceiling),
            "value": reached.value if reached else None,
            "value_last": reached.last.isoformat() if reached else None,
            "pace": expected.value if expected else None,
            "pace_low": expected.low if expected else None,
            "pace_high": expected.high if expected else None,
            "forecast": forecast.value if forecast else None,
            "forecast_low": forecast.low if forecast else None,
            "forecast_high": forecast.high if forecast else None,
            "verdict": str(self.verdict),
            "verdict_words": self.verdict_words,
            "exceeded": self.is_exceeded,
        }
