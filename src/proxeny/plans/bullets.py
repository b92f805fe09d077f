"""The small bullet picture of a target on a page: lengths in per cent of its width, as attributes of an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.core import wording
from proxeny.plans.pace import Pace

_MARGIN = Decimal("1.08")  # so that the mark of the target does not stand at the edge


@dataclass(frozen=True)
class Span:
    """From where to how far, in per cent."""

    x: str
    width: str


@dataclass(frozen=True)
class Bullet:
    """What was reached as a bar, the target as a mark, the pace as a band and a mark, the forecast as a line."""

    value: Span | None
    target: str
    beyond: Span | None
    pace: str
    band: Span | None
    forecast: Span | None
    verdict: str
    said: str


def bullet_of(pace: Pace) -> Bullet | None:
    """The picture of a target; nothing where there is no figure to set against it, or one below nought."""
    drawn = pace.as_bullet()
    keys = ("target", "target_high", "value", "pace_high", "forecast_high")
    lengths = [value for key in keys if (value := drawn[key]) is not None]
    target, value = drawn["target"], drawn["value"]
    if target is None or target <= 0 or (value is None and drawn["pace"] is None) or min(lengths) < 0:
        return None
    whole = max(lengths) * _MARGIN

    def at(length: Decimal) -> str:
        return f"{float(length / whole * 100):.2f}%"

    def span(low: Decimal | None, high: Decimal | None) -> Span | None:
        return Span(at(low), at(high - low)) if low is not None and high is not None and high >= low >= 0 else None

    high = drawn["target_high"]
    return Bullet(
        value=span(Decimal(0), value),
        target=at(target),
        beyond=span(target, high) if high is not None and high > target else None,
        pace=at(drawn["pace"]) if drawn["pace"] is not None else "",
        band=span(drawn["pace_low"], drawn["pace_high"]),
        forecast=span(drawn["forecast_low"], drawn["forecast_high"]),
        verdict=drawn["verdict"],
        said=_said(pace),
    )


def _said(pace: Pace) -> str:
    """The picture in words."""
    language, unit = get_language() or "en", pace.target.unit

    def words(value: Decimal) -> str:
        return wording.in_words(value, unit, language).text

    assert pace.aim is not None
    parts = [_("Aimed at %(value)s") % {"value": words(pace.aim.mark)}]
    if pace.reached is not None:
        parts.append(_("reached %(value)s") % {"value": words(pace.reached.value)})
    if pace.expected is not None:
        parts.append(_("pace %(value)s") % {"value": words(pace.expected.value)})
    if pace.forecast is not None:
        between = {"low": words(pace.forecast.low), "high": words(pace.forecast.high)}
        parts.append(_("forecast between %(low)s and %(high)s") % between)
    return "; ".join([*parts, pace.verdict_words])
