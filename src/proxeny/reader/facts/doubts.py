"""Why an observation looks wrong: a sum for a whole city that is too small by a thousand."""

from __future__ import annotations

from decimal import Decimal

from proxeny.reader.doubts.wording import amount, doubt
from proxeny.reader.facts.intervals import months_of
from proxeny.reader.spans import Quantity

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
    return (doubt("doubt.scale.city", printed=quantity.text, meant=amount(grouped, quantity.unit)),)
