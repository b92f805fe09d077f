"""Why an observation looks wrong: a sum for a whole city that is too small by a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from proxeny.reader.facts.periods import months_of
from proxeny.reader.spans import Fact, Observation, Quantity

_CITYWIDE = frozenset({
    "grdp", "exports", "imports", "trade_turnover", "fdi_registered", "fdi_new_registered", "fdi_stock",
    "fdi_disbursed", "budget_revenue", "tourism_revenue",
})  # fmt: skip
_LITTLE = Decimal(10_000_000)  # a city's total of a quarter or more, below which a printed amount is likely a slip
_MONTHS = 3


def of_observation(indicator: str, partner: str | None, period: str | None, quantity: Quantity) -> tuple[str, ...]:
    """The doubts of the quantity, and one where its mark more likely groups thousands than it marks decimals.

    ``nearly 2.265 million USD`` of a half year's foreign investment is a thousandth of what a city registers, and the
    three digits behind the mark are what a grouped figure looks like. The value stays what was printed.
    """
    if quantity.doubts or quantity.value is None or indicator not in _CITYWIDE or partner is not None:
        return quantity.doubts
    span = months_of(period) if period else None
    if span is not None and span[1] - span[0] + 1 < _MONTHS:
        return ()
    grouped = next((other for other in quantity.alternatives if other == quantity.value * 1000), None)
    if grouped is None or quantity.value >= _LITTLE or len(quantity.unit) != 3:
        return ()
    return (
        f"'{quantity.text}' is very little for the whole city; the mark probably groups thousands, "
        f"which makes it {grouped:,f} {quantity.unit}.",
    )


def on_quantities(quantities: Sequence[Quantity], facts: Sequence[Fact]) -> list[Quantity]:
    """The quantities with the doubts that the observations made of them raised."""
    doubted = {
        (fact.value_start, fact.value_end): fact.doubts
        for fact in facts
        if isinstance(fact, Observation) and fact.doubts
    }
    if not doubted:
        return list(quantities)
    return [
        replace(quantity, doubts=doubted[quantity.start, quantity.end])
        if (quantity.start, quantity.end) in doubted and not quantity.doubts
        else quantity
        for quantity in quantities
    ]
