"""An amount with what it measures, and what every rule that binds amounts agrees on."""

from __future__ import annotations

from dataclasses import dataclass

from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage

OTHER = "other"
# The capital that goes with a count of projects named before it.
CAPITAL_OF = {
    "fdi_projects_stock": "fdi_stock",
    "fdi_projects_new": "fdi_new_registered",
    "investment_licensed_projects": "investment_licensed_capital",
    "investment_called_projects": "investment_called_capital",
    "aid_programmes": "aid_received",
}
# Measures whose name is their indicator.
PLAIN = {
    "grdp": "grdp", "grdp_per_capita": "grdp_per_capita", "budget_revenue": "budget_revenue", "exports": "exports",
    "imports": "imports", "trade_turnover": "trade_turnover", "tourism_revenue": "tourism_revenue",
}  # fmt: skip
# The growth of what a cue or an indicator names.
GROWTH_OF = {
    "grdp": "grdp_growth", "growth_rate": "grdp_growth", "economy": "grdp_growth",
    "exports": "exports_growth", "imports": "imports_growth", "trade_turnover": "trade_turnover_growth",
    "fdi": "fdi_growth", "fdi_registered": "fdi_growth", "fdi_new_registered": "other",
    "visitor": "visitors_growth", "visitor_int": "visitors_growth",
    "visitors": "visitors_growth", "visitors_international": "visitors_growth",
}  # fmt: skip
# Counts that one country's part is recorded of.
WITH_PARTNER = frozenset({
    "fdi_projects_stock", "fdi_projects_new", "visitors_international", "agreements_total", "agreements_signed",
    "partner_cities",
})  # fmt: skip
# What sentences after one go on with: trade, foreign investment, visitors.
THEMES = frozenset({"exports", "imports", "trade_turnover", "fdi", "visitor", "visitor_int"})


_HEAD = 24  # characters in which a passage says that all of it is told up to now


def is_cumulative(passage: Passage) -> bool:
    """Whether a passage opens by saying that all its figures are totals up to now: ``Lũy kế đến nay ...``."""
    return passage.has("cumulative", end=passage.start + _HEAD)


@dataclass
class Bound:
    """An amount with what it measures; ``indicator`` is ``other`` where it is something we do not record."""

    amount: Amount
    indicator: str
    rule: str
    confidence: float
    cue: Cue | None = None
    noun: str | None = None
    partner: str | None = None
    period: str | None = None
    value_sign: int = 1
    optional: bool = False
    target: bool = False
    area: str | None = None  # where a list gives it of a place of our own country
