"""What a target asks for: at least, at most, or within; and whether a figure is that."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from proxeny.core.money import Qualifier
from proxeny.documents.comparison import Figure, interval
from proxeny.plans.models import Target

_CEILINGS = (Qualifier.UNDER, Qualifier.UP_TO)
_LOOSE = (Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.OVER, Qualifier.AT_LEAST)


@dataclass(frozen=True)
class Aim:
    """``floor`` is the least that meets the target, ``ceiling`` the most; ``top`` is what more than that exceeds.

    A ceiling has no floor and nothing to exceed; what must stay within has both and nothing to exceed.
    """

    floor: Decimal | None
    ceiling: Decimal | None
    top: Decimal | None

    @property
    def is_ceiling(self) -> bool:
        """Whether less is better."""
        return self.floor is None

    @property
    def mark(self) -> Decimal:
        """The one value to draw and to reckon with."""
        value = self.floor if self.floor is not None else self.ceiling
        assert value is not None
        return value

    def is_met(self, low: Decimal, high: Decimal) -> bool | None:
        """Whether what lies from ``low`` to ``high`` meets the target; ``None`` where part of it does."""
        over_floor = _lies(low, high, self.floor)
        over_ceiling = _lies(low, high, self.ceiling, strictly=True)
        if over_floor is False or over_ceiling is True:
            return False
        is_open = (over_floor is None and self.floor is not None) or (over_ceiling is None and self.ceiling is not None)
        return None if is_open else True

    def is_exceeded(self, low: Decimal) -> bool:
        """Whether even the lower end is more than was asked for."""
        return self.top is not None and low > self.top


def _lies(low: Decimal, high: Decimal, bound: Decimal | None, *, strictly: bool = False) -> bool | None:
    """Whether a range lies at or above a bound, or strictly above; ``None`` where part of it does, or without one."""
    if bound is None:
        return None
    if low > bound or (low == bound and not strictly):
        return True
    return False if high < bound or (strictly and high == bound) else None


def aim_of(target: Target) -> Aim | None:
    """What a target asks for; nothing without a value.

    By its own ``aim`` where it has one, else by its words: "under" and "up to" are ceilings, everything else is asked
    for at least. A range is met from its lower end and exceeded above its upper; "about" and "nearly" are met within
    their rounding.
    """
    value = target.value
    if value is None:
        return None
    high = target.high if target.high is not None else value
    bounds = interval(Figure(value, target.unit, target.qualifier, target.high))
    if target.aim == Target.Aim.WITHIN:
        return Aim(min(value, high), high, None)
    if target.aim == Target.Aim.AT_MOST or (not target.aim and target.qualifier in _CEILINGS):
        return Aim(None, high, None)
    floor = bounds.low if target.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY) and bounds.low is not None else value
    top = bounds.high if target.qualifier in _LOOSE and bounds.high is not None else high
    return Aim(floor, None, max(top, high))
