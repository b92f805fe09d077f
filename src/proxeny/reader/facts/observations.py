"""Observations: one value of an indicator for an area, a partner and a period, as a sentence states it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from proxeny.reader.facts import doubts
from proxeny.reader.facts.binding import Binder
from proxeny.reader.facts.bounds import OTHER, Bound
from proxeny.reader.facts.context import Context
from proxeny.reader.facts.intervals import holds
from proxeny.reader.facts.passages import Passage
from proxeny.reader.facts.periods import FLOWS, Periods
from proxeny.reader.facts.ranks import ranks
from proxeny.reader.spans import Observation
from proxeny.reader.watching import watched

# The rules' own figures were set on texts they were made with; on texts kept aside about nine tenths of that held.
_CALIBRATION = 0.9
# Figures that a text may give of another city or the whole country; what the office did itself is the home's.
_OF_AN_AREA = ("grdp", "budget", "exports", "imports", "trade", "fdi", "visitors", "tourism", "export_markets")


def find(context: Context) -> list[Observation]:
    """Every observation of a document in text order, each once."""
    periods = Periods(context)
    binder = Binder(context, periods)
    seen = watched()
    found: list[Observation] = []
    known: dict[tuple[object, ...], list[str | None]] = {}
    for passage in context.passages:
        bounds = binder.bind(passage)
        used = [bound for bound in bounds if bound.indicator != OTHER]
        used += ranks(binder, passage, used)
        said: list[str] = []
        against = periods.against(passage)
        for bound in used:
            observation = _observation(context, passage, bound)
            if bound.period and observation.status == "target":
                periods.aimed, periods.aimed_index = bound.period, passage.index
                periods.aimed_paragraph = passage.paragraph
            elif bound.period and "compared" not in bound.rule and bound.period not in against:
                said.append(bound.period)
            if seen is not None:
                seen.bounds.append((bound, observation))
            key = (observation.indicator, observation.value, observation.unit, observation.partner, bound.area)
            told = known.setdefault(key, [])
            if not any(_same_time(period, observation.period) for period in told):
                told.append(observation.period)
                found.append(observation)
        if periods.carried is not None and not said and periods.aimed_at(passage):
            continue  # what is aimed at is told once; the text goes on with the period before
        flow = any(bound.indicator in FLOWS for bound in used)
        periods.leave(passage, _spoken_of(said, used[0].rule == "table") if said else None, flow=flow)
    return _without_undated(found)


def _same_time(one: str | None, other: str | None) -> bool:
    """Whether two periods of the same value tell it once: the same, or one inside or at the end of the other."""
    if one is None or other is None or one == other:
        return one == other
    ends = {period.rsplit("/", 1)[-1][:7] for period in (one, other)}
    return holds(one, other) or holds(other, one) or (len(ends) == 1 and len(one) != len(other))


def _spoken_of(said: list[str], tabled: bool) -> str:
    """The period that a passage leaves to the next: that of its first figure, or a longer one that has it inside."""
    if tabled:
        return max(said)
    return next((period for period in said if holds(period, said[0])), said[0])


def _without_undated(found: list[Observation]) -> list[Observation]:
    """Drop a figure without a period, such as a headline's, where the text gives the same one with it."""
    dated = {(item.indicator, item.value, item.unit, item.partner) for item in found if item.period}
    return [item for item in found if item.period or (item.indicator, item.value, item.unit, item.partner) not in dated]


def _observation(context: Context, passage: Passage, bound: Bound) -> Observation:
    quantity = bound.amount.quantity
    start, end = context.folded.back(passage.start), context.folded.back(passage.end)
    value = quantity.value if quantity.value is not None else Decimal(0)
    if bound.value_sign < 0 and value > 0:
        value = -value
    ranked = bound.indicator == "fdi_rank"
    return Observation(
        start=start,
        end=end,
        text=context.document.text[start:end],
        rule=f"observation.{bound.rule}",
        language=context.language.tag,
        confidence=round(bound.confidence * _CALIBRATION * min(1.0, quantity.confidence + 0.2), 2),
        optional=bound.optional,
        doubts=doubts.of_observation(bound.indicator, bound.partner, bound.period, quantity),
        alternatives=quantity.alternatives,
        indicator=bound.indicator,
        area=_area(context, passage, bound),
        value=value,
        unit="count" if ranked else quantity.unit,
        partner=bound.partner,
        period=bound.period,
        qualifier=quantity.qualifier,
        status=_status(context, passage, bound),
        value_start=quantity.start,
        value_end=quantity.end,
    )


def _area(context: Context, passage: Passage, bound: Bound) -> str | None:
    """The area a figure is of: the home city, another of its country named beside the measure, or the country."""
    if bound.area is not None:
        return bound.area
    cue = bound.cue
    if cue is None or not bound.indicator.startswith(_OF_AN_AREA):
        return context.home.name
    for place in passage.places:
        if context.home.is_foreign(place) or context.home.is_home(place):
            continue
        if 0 <= cue.start - place.end <= 3 or 0 <= place.start - cue.end <= 12:
            return place.label
    for mark in passage.cues:
        if mark.name == "nation" and (0 <= cue.start - mark.end <= 12 or 0 <= mark.start - cue.end <= 3):
            return context.home.country
    return context.home.name


def _status(context: Context, passage: Passage, bound: Bound) -> Literal["actual", "estimate", "target"]:
    """``target`` for what is wanted, planned or still to come, ``estimate`` for what is reckoned."""
    start, end = bound.amount.start, bound.amount.end
    if bound.indicator.startswith("targets_"):
        return "actual"
    if bound.target:
        return "target"
    if passage.has("estimate", start=max(passage.start, start - 70), end=min(passage.end, end + 25)):
        return "estimate"
    year = context.year
    ahead = bound.period is not None and bound.period[:4].isdigit() and year is not None
    if ahead and int(str(bound.period)[:4]) > int(year or 0):
        return "target"
    if passage.has("target", start=max(passage.start, start - 90), end=start) and not passage.has(
        "met", "exceeded", start=max(passage.start, start - 60), end=start
    ):
        return "target"
    return "actual"
