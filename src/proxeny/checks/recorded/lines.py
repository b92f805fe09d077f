"""A stated total beside what the registers hold of its period, and what that leaves open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from typing import Literal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from proxeny.checks.recorded.counting import Held, Span
from proxeny.checks.recorded.measures import Measure
from proxeny.core import wording
from proxeny.core.money import Qualifier
from proxeny.documents.comparison import Figure, Interval, interval
from proxeny.documents.models import Statement
from proxeny.indicators.models import Observation

Verdict = Literal["agrees", "missing", "more", "apart", "not_stated"]
_ONE = Decimal(1)


def stated_bounds(observation: Observation) -> Interval:
    """What the sources of an observation leave open, taken together; whole numbers of things where it counts them.

    Of things, "nearly 90" is 81 to 89 and "over 20" is 21 and more; how many more, nobody said.
    """
    sides: list[Observation | Statement | None] = [observation]
    if observation.is_disputed:
        sides += [observation.low_stated, observation.high_stated]
    stated = [side for side in sides if side is not None]
    found = [_bounds(one.value, one.unit, one.qualifier, one.high) for one in stated if one.value is not None]
    lows, highs = [one.low for one in found], [one.high for one in found]
    return Interval(
        min((low for low in lows if low is not None), default=None) if None not in lows else None,
        max((high for high in highs if high is not None), default=None) if None not in highs else None,
    )


def _bounds(value: Decimal, unit: str, qualifier: str, high: Decimal | None) -> Interval:
    found = interval(Figure(value, unit, qualifier, high))
    low, top = found.low, found.high
    if qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        top = None
    if unit != "count":
        return Interval(low, top)
    if low is not None:
        is_above = qualifier in (Qualifier.OVER, Qualifier.NEARLY, Qualifier.UNDER)
        low = (low.to_integral_value(ROUND_FLOOR) + _ONE) if is_above else low.to_integral_value(ROUND_CEILING)
    if top is not None:
        is_below = qualifier in (Qualifier.NEARLY, Qualifier.UNDER)
        top = (top.to_integral_value(ROUND_CEILING) - _ONE) if is_below else top.to_integral_value(ROUND_FLOOR)
    return Interval(low, top)


@dataclass(frozen=True)
class Hint:
    """Something to look at: ``kind`` is months, waiting, documents, events, undated, unvalued or left_out.

    ``items`` are label and address of what was found, the first of ``number``.
    """

    kind: str
    words: str
    items: tuple[tuple[str, str], ...] = ()
    number: int = 0
    url: str = ""


@dataclass
class Line:
    """One indicator over one period. ``observation`` is ``None`` where no source states a total.

    ``url`` leads to the list of the records; ``statements`` are those behind the observation that the person may see.
    """

    measure: Measure
    name: str
    period: str
    span: Span
    held: Held
    url: str
    observation: Observation | None = None
    statements: tuple[Statement, ...] = ()
    hints: list[Hint] = field(default_factory=list)

    @property
    def first(self) -> date:
        """The first day of its period."""
        return self.span.first

    @property
    def last(self) -> date:
        """The last day of its period."""
        return self.span.last

    @property
    def unit(self) -> str:
        """Of both figures."""
        return self.span.unit

    @cached_property
    def stated(self) -> Interval:
        """What is stated, as an interval."""
        return stated_bounds(self.observation) if self.observation is not None else Interval(None, None)

    @property
    def missing(self) -> Interval:
        """How much is stated and not recorded: at least and at most. Negative where more is recorded."""
        low, high = self.stated.low, self.stated.high
        return Interval(
            low - self.held.high if low is not None and self.held.high is not None else None,
            high - self.held.low if high is not None else None,
        )

    @property
    def apart_because(self) -> str:
        """Why the stated total is not compared: it is defined in another way, or counts something of its own."""
        row = self.observation
        if row is None:
            return ""
        return row.definition or row.label

    @property
    def verdict(self) -> Verdict:
        """What comes of it."""
        if self.observation is None:
            return "not_stated"
        if self.apart_because:
            return "apart"
        low, high = self.stated.low, self.stated.high
        if low is not None and self.held.high is not None and self.held.high < low:
            return "missing"
        if high is not None and self.held.low > high:
            return "more"
        if low is not None and self.held.high is None and self.held.low < low:
            return "missing"  # the records without an amount may make it up
        return "agrees"

    @property
    def is_gap(self) -> bool:
        """Whether the stated total cannot be what is recorded."""
        return self.verdict in ("missing", "more")

    @property
    def part(self) -> Decimal:
        """Which part of the stated total is surely out, nought to one: for the order, the greatest gap first."""
        base = self.stated.low if self.verdict == "missing" else self.held.low
        by = self.missing.low if self.verdict == "missing" else -(self.missing.high or Decimal(0))
        if not self.is_gap or not base:
            return Decimal(0)
        return max(Decimal(0), by or Decimal(0)) / base

    def _said(self, value: Decimal) -> str:
        return wording.in_words(value, self.unit, get_language() or "en").text

    @property
    def difference(self) -> str:
        """The verdict in words: ``at least 50 missing``."""
        low, high = self.missing.low, self.missing.high
        if self.verdict == "missing":
            if low is None or low <= 0:
                return _("up to %(n)s missing, unless the records without an amount make it up") % {
                    "n": self._said(high) if high is not None else "?"
                }
            if low == high or (high is not None and self._said(low) == self._said(high)):
                return _("%(n)s missing") % {"n": self._said(low)}
            return _("at least %(n)s missing") % {"n": self._said(low)}
        if self.verdict == "more":
            assert high is not None
            return _("at least %(n)s more than stated") % {"n": self._said(-high)}
        words = {
            "agrees": _("agrees"),
            "apart": _("counted in another way"),
            "not_stated": _("no source states a total"),
        }
        return words[self.verdict]

    @property
    def difference_at_most(self) -> str:
        """The other end of a gap, where it has one: ``at most 58``."""
        low, high = self.missing.low, self.missing.high
        if self.verdict != "missing" or low is None or low <= 0 or high is None:
            return ""
        if self._said(low) != self._said(high):
            return _("at most %(n)s") % {"n": self._said(high)}
        return ""

    @property
    def held_words(self) -> str:
        """What is recorded: ``31``, or ``29 to 31`` where dates leave it open."""
        if self.held.certain == self.held.possible:
            return self._said(self.held.certain)
        said = {"least": self._said(self.held.certain), "most": self._said(self.held.possible)}
        return _("%(least)s to %(most)s") % said

    @property
    def sentence(self) -> str:
        """One sentence: who states what, what is recorded, what is missing."""
        if self.observation is None or self.observation.value is None:
            return ""
        row = self.observation
        assert row.value is not None
        stated = wording.in_words(
            row.value, row.unit, get_language() or "en", qualifier=row.qualifier, high=row.high
        ).sentence
        said = {"what": self.name, "stated": stated, "here": self.held_words, "difference": self.difference}
        return _("%(what)s: %(stated)s stated, %(here)s recorded: %(difference)s.") % said

    @property
    def remarks(self) -> list[str]:
        """What else is to be known of the count."""
        found = []
        if self.held.left_out:
            found.append(
                ngettext(
                    "%(n)d more is planned, cancelled or refused and does not count.",
                    "%(n)d more are planned, cancelled or refused and do not count.",
                    self.held.left_out,
                )
                % {"n": self.held.left_out}
            )
        if self.held.unvalued:
            found.append(
                ngettext(
                    "%(n)d record has no amount in %(unit)s.",
                    "%(n)d records have no amount in %(unit)s.",
                    self.held.unvalued,
                )
                % {"n": self.held.unvalued, "unit": self.unit}
            )
        return found
