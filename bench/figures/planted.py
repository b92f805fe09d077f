"""Contradictions planted in a year of an account, one of a kind; what was planted is kept aside as the truth."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bench.registers.words import Chance

from .accounts import YEAR, YEARLY, Account, Point, Said, Span, rounded

Points = dict[tuple[str, Span | None], Point]
Plant = Callable[[Points, Chance], Point | None]
# So many years of an account carry one that shows among figures which hang together.
OF_YEARS = 1 / 2
# So many observations carry each kind that shows among the statements of one figure, and so many a second source.
OF_STATEMENTS = 1 / 200
REPEATED = 0.05
_EUROS_A_DOLLAR = Decimal("0.9")


def _any(points: Points, chance: Chance, indicator: str, wanted: Callable[[Span], bool]) -> Point | None:
    found = [point for (code, span), point in points.items()
             if code == indicator and span is not None and wanted(span) and point.value > 9]  # fmt: skip
    return chance.one(found) if found else None


def _to_date(span: Span) -> bool:
    return span[0] == 1 and 2 < span[1] < 12


def _times(point: Point | None, factor: float | Decimal) -> Point | None:
    if point is not None:
        point.value = rounded(float(point.value * Decimal(str(factor))))
    return point


def _scale(points: Points, chance: Chance) -> Point | None:
    return _times(_any(points, chance, chance.one(("exports", "imports")), lambda span: span != YEAR),
                  Decimal(chance.one(("0.001", "1000"))))  # fmt: skip


def _period(points: Points, chance: Chance) -> Point | None:
    """The year is given the figure of its first eleven or nine months."""
    indicator = chance.one(("exports", "imports", "fdi_disbursed"))
    year, part = points.get((indicator, YEAR)), points.get((indicator, (1, 11))) or points.get((indicator, (1, 9)))
    if year is None or part is None or len(part.value.normalize().as_tuple().digits) < 3:
        return None
    year.value = part.value
    return year


def _above_the_year(points: Points, chance: Chance, factor: float) -> Point | None:
    indicator = chance.one(("exports", "imports", "visitors_international"))
    part, year = _any(points, chance, indicator, _to_date), points.get((indicator, YEAR))
    if part is None or year is None:
        return None
    part.value = rounded(float(year.value) * factor)
    return part


def _share_of(points: Points, chance: Chance) -> Point | None:
    point = _any(points, chance, "exports_share", lambda _span: True) or points.get(("exports_share", YEAR))
    if point is not None:
        point.value += chance.number(3, 9)
    return point


def _growth(points: Points, chance: Chance) -> Point | None:
    found = [point for (code, _span), point in points.items() if code in ("exports_growth", "imports_growth")]
    if not found:
        return None
    point = chance.one(found)
    point.value += chance.one((-1, 1)) * chance.number(6, 9)
    return point


def _index(points: Points, chance: Chance) -> Point | None:
    found = [point for (code, _span), point in points.items() if code in ("exports_growth", "imports_growth")]
    if not found:
        return None
    point = chance.one(found)
    point.value += 100
    return point


def _falling_stock(points: Points, chance: Chance) -> Point | None:
    found = [point for (code, _span), point in points.items() if code == "fdi_stock"]
    return _times(chance.one(found), 0.5) if found and found[0].year > 2006 else None


def _within(points: Points, chance: Chance) -> Point | None:
    return _times(points.get(("visitors_international", YEAR)), 1.0 + chance.number(9, 15) / 100)


def _additions(points: Points, chance: Chance) -> Point | None:
    found = _any(points, chance, "fdi_disbursed", lambda span: span[0] == 1 and 7 < span[1] < 12)
    return _times(found, 1 - chance.number(22, 35) / 1000)


def _sum(points: Points, chance: Chance) -> Point | None:
    point = _any(points, chance, chance.one(("trade_turnover", "fdi_registered")), lambda _span: True)
    return _times(point, 1 + chance.number(4, 7) / 100)


def _same_days(points: Points, chance: Chance) -> Point | None:
    """An estimate beside the actual figure, of which a planted one counts something else."""
    actual = points.get(("exports", YEAR))
    if actual is None:
        return None
    guess = Point("exports", actual.year, YEAR, rounded(float(actual.value) * 1.8), "USD", "estimate")
    points["exports estimated", None] = guess
    return guess


def _out_of_series(points: Points, chance: Chance) -> Point | None:
    return _times(points.get(("fdi_disbursed", YEAR)), Decimal(chance.one(("0.001", "1000"))))


# Kind and check of what is planted among figures that hang together.
AMONG_FIGURES: dict[str, Plant] = {
    "scale part_of_year": _scale,
    "period part_of_year": _period,
    "definition part_of_year": lambda points, chance: _above_the_year(points, chance, 2.4),
    "series part_of_year": lambda points, chance: _above_the_year(points, chance, 1.2),
    "share share": _share_of,
    "series growth": _growth,
    "definition index": _index,
    "definition falling_stock": _falling_stock,
    "parts within": _within,
    "parts additions": _additions,
    "parts sum": _sum,
    "definition same_days": _same_days,
    "scale out_of_series": _out_of_series,
    "parts partner": lambda _points, _chance: None,  # needs the city beside it: ``above_the_city``
}
_ONLY_WITH_PARTS = {"scale part_of_year", "period part_of_year", "definition part_of_year", "series part_of_year",
                    "parts additions"}  # fmt: skip


def plant_in(points: Points, account: Account, whole: Account | None, year: int, chance: Chance) -> None:
    """Perhaps plant one in a year of an account."""
    if not chance.happens(OF_YEARS):
        return
    names = [name for name in AMONG_FIGURES
             if not (account.watched == YEARLY and name in _ONLY_WITH_PARTS)
             and not (account.watched != YEARLY and name == "scale out_of_series")
             and not (whole is None and name in ("share share", "parts partner"))]  # fmt: skip
    name = chance.one(names)
    if name == "parts partner":
        assert whole is not None
        point = points.get(("fdi_disbursed", YEAR))
        if account.watched != YEARLY or point is None:
            return
        point.value = rounded(whole.total("fdi_disbursed", year, YEAR) * 1.2)
        point.plant = name
        return
    planted = AMONG_FIGURES[name](points, chance)
    if planted is not None:
        planted.plant = name


def more_sources(point: Point, chance: Chance) -> None:
    """Perhaps let other sources state the figure: mostly the same, rounded; or one that cannot be right."""
    draw = chance.draw.random()
    if draw >= REPEATED + 4 * OF_STATEMENTS or not point.value:
        return
    value, publisher = point.value, chance.number(0, 9)
    if draw < REPEATED or point.plant:
        if point.unit == "USD" and chance.happens(0.1):
            point.others.append(Said(rounded(float(value * _EUROS_A_DOLLAR)), "EUR", publisher + 1))
        else:
            point.others.append(Said(value, point.unit, publisher + 1))
        return
    kind = int((draw - REPEATED) / OF_STATEMENTS)
    if point.unit == "%" or abs(value) < 100:
        return
    if kind == 0:
        point.others.append(Said(value * 1000, point.unit, publisher + 1))
        point.plant = "scale value"
    elif kind == 1:
        point.others.append(Said(rounded(float(value) * (1 + chance.number(8, 40) / 100)), point.unit, publisher + 1))
        point.plant = "plain value"
    elif kind == 2:
        off = 1 + chance.one((-1, 1)) * chance.number(2, 9) / 100
        point.others.append(Said(rounded(float(value) * off), point.unit, 0, later=chance.number(2, 14)))
        point.plant = "revision value"
    elif point.unit == "USD":
        point.others.append(Said(rounded(float(value) * 3), "EUR", publisher + 1))
        point.plant = "currency value"
