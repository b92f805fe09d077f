"""How the verdict on a target is reached: by the kind of its figures, and whether its period runs or is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.indicators.forecasting import LEAST_YEARS, by_shares, usual_share
from proxeny.indicators.models import Indicator, Observation
from proxeny.indicators.seasonality import MONTHS, Course, Known, LeftOut, Series, Share, series_of
from proxeny.plans.aims import Aim, aim_of
from proxeny.plans.models import Target
from proxeny.plans.reaching import (
    Held,
    at_the_end,
    baseline_of,
    days_of,
    kind_of,
    last_rate,
    last_state,
    made_of,
    years_of,
)
from proxeny.plans.reasons import Code, Reason
from proxeny.plans.standing import Expected, Pace, Verdict, Working

_SLIP = 20  # times the usual: no good year but a slip of scale


def judged(target: Target, on: date, held: Held) -> Pace:
    """How a target stands on a day by the figures held for it. No SQL."""
    aim, (first, last) = aim_of(target), days_of(target)
    bare = Pace(target, on, aim)
    if aim is None:
        return _because(bare, "no_value")
    if not target.unit:
        return _because(bare, "no_unit")
    if first is None or last is None:
        return _because(bare, "no_period")
    rows = held.of(target)
    bare = replace(bare, baseline=baseline_of(target, rows))
    if last <= on:
        final = at_the_end(target, rows)
        if final is not None:
            return _at_its_end(replace(bare, reached=final), aim)
    if target.indicator is None:
        return _because(bare, "no_indicator")
    if on < first:
        return _because(bare, "not_begun")
    kind = kind_of(target)
    if kind == Indicator.Accumulation.RATE:
        shown = replace(bare, reached=last_rate(target, rows))
        return _because(shown, "no_whole" if last <= on else "rate", *_other_units(target, rows))
    if kind == Indicator.Accumulation.STOCK:
        return _stock(bare, aim, rows, held)
    return _flow(bare, aim, rows, held)


def _because(pace: Pace, *codes: Code | Reason) -> Pace:
    given = tuple(code if isinstance(code, Reason) else Reason(code) for code in codes)
    return replace(pace, reasons=(*pace.reasons, *given))


def _other_units(target: Target, rows: Sequence[Observation]) -> list[Reason]:
    units = sorted({row.unit for row in rows} - {target.unit})
    has_own = any(row.unit == target.unit for row in rows)
    return [] if has_own or not units else [Reason("other_unit", {"units": ", ".join(units), "unit": target.unit})]


def _at_its_end(pace: Pace, aim: Aim) -> Pace:
    """Met or missed by what was reached in the whole period."""
    assert pace.reached is not None
    met = aim.is_met(pace.reached.low, pace.reached.high)
    if met is None:
        return _because(pace, "disputed" if pace.reached.is_disputed else "coarse")
    if not met:
        return replace(pace, verdict=Verdict.MISSED)
    return replace(pace, verdict=Verdict.MET, is_exceeded=aim.is_exceeded(pace.reached.low))


def _stock(pace: Pace, aim: Aim, rows: Sequence[Observation], held: Held) -> Pace:
    """A stock: its last state against the target; while the period runs it may still move."""
    target = pace.target
    state = last_state(rows, target.unit, held.doubted)
    if state is None:
        return _because(pace, "no_figure", *_other_units(target, rows))
    shown = _because(replace(pace, reached=state), "no_whole" if pace.is_over else "stock")
    met = aim.is_met(state.low, state.high)
    if pace.is_over or met is None:
        return shown
    if met:
        return replace(shown, verdict=Verdict.ON_TRACK if aim.floor is None else Verdict.AHEAD)
    return replace(shown, verdict=Verdict.BEHIND) if aim.is_ceiling else shown


def _flow(pace: Pace, aim: Aim, rows: Sequence[Observation], held: Held) -> Pace:
    """A flow of one calendar year by its seasonality; of several years what has been reached."""
    target, years = pace.target, years_of(pace.target)
    series = series_of(rows, target.unit, until=pace.on, doubted=held.doubted)
    if years is None or len(years) > 1:
        return _over_years(pace, aim, series, years)
    year = years.start
    course, working = series.courses.get(year), Working(series, year)
    newest = course.newest() if course is not None else None
    if course is None or newest is None:
        day = _last_month_before(pace.on, year)
        shares, missing = series.shares(day.month, year) if day is not None else ([], [])
        working = replace(working, month=day.month if day else 0, shares=tuple(shares), missing=tuple(missing))
        expected = _expected(aim, shares, day) if day is not None and len(shares) >= LEAST_YEARS else None
        doubts = [Reason("doubtful")] if any(one.year == year for one in series.left_out) else []
        whole: Code = "no_whole" if pace.is_over else "no_figure"
        others = [Reason("other_unit", {"units": ", ".join(series.other_units), "unit": target.unit})]
        others = others if series.other_units and not series.courses else []
        return _because(replace(pace, working=working, expected=expected), whole, *doubts, *others)
    month, known = newest
    reached = made_of(known, date(year, 1, 1), _end_of(year, month))
    shown = replace(pace, reached=reached)
    if course.falls is not None:
        of = tuple(dict.fromkeys(row for one in course.falls for row in one.of))
        return _because(replace(pace, working=working, in_question=of), "falls")
    month, known, shares, missing = _best_month(series, course)
    working = Working(series, year, month, tuple(shares), tuple(missing), known)
    return _paced(replace(shown, working=working), aim)


def _best_month(series: Series, course: Course) -> tuple[int, Known, list[Share], list[LeftOut]]:
    """The latest month of the year with enough shares of earlier years; the newest where none has."""
    known = sorted((month for month in course.by if month < MONTHS), reverse=True)
    for month in known:
        shares, missing = series.shares(month, course.year)
        if len(shares) >= LEAST_YEARS:
            return month, course.by[month], shares, missing
    newest = known[0] if known else MONTHS
    return newest, course.by[newest], *series.shares(newest, course.year)


def _paced(pace: Pace, aim: Aim) -> Pace:
    """Pace, forecast and verdict of a year under way from the shares of earlier years."""
    working, reached = pace.working, pace.reached
    assert working is not None
    assert reached is not None
    if pace.is_over:
        pace = _because(pace, "no_whole")
    settled = _settled_early(pace, aim)
    shares, known = working.shares, working.reached
    if len(shares) < LEAST_YEARS or known is None:
        if settled is not None:
            return settled
        month = f"{working.year}-{working.month:02}"
        said = {"month": month, "years": len(shares)}
        return _because(pace, Reason("too_few_years", said | {"month": _month_in_words(month)}))
    usual = sum((share.value * share.whole for share in shares), Decimal(0)) / len(shares)
    if usual and not Decimal(1) / _SLIP < known.value / usual < _SLIP:
        return _because(replace(pace, reached=None, in_question=known.of), "implausible")
    forecast = by_shares(known, shares)
    if forecast is not None and reached.value > known.value:
        forecast = replace(
            forecast,
            value=max(forecast.value, reached.value),
            low=max(forecast.low, reached.low),
            high=max(forecast.high, reached.value),
        )
    expected = _expected(aim, shares, _end_of(working.year, working.month))
    pace = replace(pace, forecast=forecast, expected=expected)
    if settled is not None:
        return replace(pace, verdict=settled.verdict, is_exceeded=settled.is_exceeded, reasons=settled.reasons)
    if pace.is_over:
        return pace
    return replace(pace, verdict=_on_the_way(aim, known, shares))


def _settled_early(pace: Pace, aim: Aim) -> Pace | None:
    """A flow that has reached its floor keeps it, and one above its ceiling has missed it: before the end already."""
    assert pace.reached is not None
    low = pace.reached.low
    if aim.ceiling is not None:
        return replace(pace, verdict=Verdict.MISSED) if low > aim.ceiling else None
    if aim.floor is not None and low >= aim.floor:
        return replace(pace, verdict=Verdict.MET, is_exceeded=aim.is_exceeded(low))
    return None


def _on_the_way(aim: Aim, known: Known, shares: Sequence[Share]) -> Verdict:
    """By the weakest and the best finish that the earlier years on record had from this month."""
    weakest = known.value / max(share.value for share in shares)
    best = known.value / min(share.value for share in shares)
    return _between(aim, weakest, best)


def _between(aim: Aim, weakest: Decimal, best: Decimal) -> Verdict:
    """The verdict on what will end between two values."""
    if aim.floor is not None and best < aim.floor:
        return Verdict.BEHIND
    if aim.ceiling is not None:
        if weakest > aim.ceiling:
            return Verdict.BEHIND
        return Verdict.AHEAD if aim.floor is None and best <= aim.ceiling else Verdict.ON_TRACK
    return Verdict.AHEAD if aim.floor is not None and weakest >= aim.floor else Verdict.ON_TRACK


def _expected(aim: Aim, shares: Sequence[Share], last: date) -> Expected:
    values = [share.value for share in shares]
    share = usual_share(shares)
    found = (aim.mark * share, aim.mark * min(values), aim.mark * max(values))
    step = Decimal(1) if aim.mark >= 1000 else Decimal("0.01")
    value, low, high = (one.quantize(step) for one in found)
    return Expected(value, low, high, share, last, tuple(sorted(one.year for one in shares)))


def _over_years(pace: Pace, aim: Aim, series: Series, years: range | None) -> Pace:
    """Several years: what the record has of them, added up, and what is left against the weakest and the best year."""
    if years is None:
        return _because(pace, "no_whole" if pace.is_over else "not_a_year")
    known: Known | None = None
    last: date | None = None
    for year in years:
        course = series.courses.get(year)
        newest = course.newest() if course is not None and course.falls is None else None
        if newest is None:
            break
        known = newest[1] if known is None else known.plus(newest[1])
        last = _end_of(year, newest[0])
        if newest[0] < MONTHS:
            break
    if known is None or last is None:
        return _because(pace, "no_figure")
    shown = replace(pace, reached=made_of(known, date(years.start, 1, 1), last), working=Working(series, years.start))
    settled = _settled_early(shown, aim)
    if settled is not None:
        return settled
    if pace.is_over:
        return _because(shown, "no_whole")
    wholes = [course.whole for course in series.courses.values() if course.falls is None]
    found = [whole.value for whole in wholes if whole is not None]
    if len(found) < LEAST_YEARS:
        return _because(shown, Reason("few_whole_years", {"years": len(found)}))
    newest_year = series.courses[last.year].by
    whole_years = known.value - (newest_year[last.month].value if last.month < MONTHS else 0)
    left = years.stop - last.year - (last.month == MONTHS)
    weakest = max(whole_years + left * min(found), known.value)
    best = max(whole_years + left * max(found), known.value)
    return _because(replace(shown, verdict=_between(aim, weakest, best)), Reason("over_years", {"years": len(found)}))


def _end_of(year: int, month: int) -> date:
    following = date(year + month // MONTHS, month % MONTHS + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _last_month_before(on: date, year: int) -> date | None:
    """The last day of the last whole month of a year on a day; nothing before the end of January."""
    if on.year > year:
        return None
    day = date.fromordinal(on.toordinal() + 1)  # the last day of a month is a whole month
    return _end_of(year, day.month - 1) if day.year == year and day.month > 1 else None


def _month_in_words(month: str) -> str:
    return edtf_in_words(month, get_language() or "en")
