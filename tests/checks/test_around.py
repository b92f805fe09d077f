"""What is found as a figure is accepted is what the pass over everything would find."""

from __future__ import annotations

import random

import pytest

from proxeny.checks import services
from proxeny.documents.models import Conflict
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator
from proxeny.partners.services import partner_for
from stating import figure, source

pytestmark = pytest.mark.django_db


def _figures(draw: random.Random) -> list[tuple[str, str, str, str, bool]]:
    """(indicator, period, value, unit, whether of the partner): years with their parts, of which some cannot be."""
    found = []
    for year in range(2017, 2023):
        for is_partner, size in ((False, 9_000_000_000), (True, 800_000_000)):
            exports = size + year % 7 * size // 50
            found += [
                ("exports", f"{year}", str(exports), "USD", is_partner),
                ("exports", f"{year}-01/{year}-09", str(exports * 7 // 10), "USD", is_partner),
                ("imports", f"{year}", str(exports * 2), "USD", is_partner),
                ("trade_turnover", f"{year}", str(exports * 3), "USD", is_partner),
                ("exports_growth", f"{year}", "4.2", "%", is_partner),
            ]
    wrong = draw.sample(range(len(found)), 12)
    for at in wrong:
        code, period, value, unit, is_partner = found[at]
        made = "104.2" if unit == "%" else str(int(value) * draw.choice((2, 15, 1000)))
        found[at] = (code, period, made, unit, is_partner)
    draw.shuffle(found)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_checks_around_each_figure_come_to_what_the_pass_over_everything_finds(lan, seed):
    draw = random.Random(seed)
    page = source(lan)
    japan = partner_for("JP", by=lan, evidence=[figure(page, "1", "count", by=lan)])
    known = Indicator.objects.in_bulk()
    for code, period, value, unit, is_partner in _figures(draw):
        indicators.record_observation(
            known[code], area="Hanoi", period=period, evidence=figure(page, value, unit, by=lan), by=lan,
            partner=japan if is_partner else None,
        )  # fmt: skip
    found = set(Conflict.objects.values_list("object_id", "field", "kind"))

    everything = services.check_all()

    assert found
    assert (everything.opened, everything.closed) == (0, 0)
    assert set(Conflict.objects.values_list("object_id", "field", "kind")) == found


def test_the_checks_around_a_figure_take_as_many_queries_with_ten_years_as_with_two(lan, django_assert_max_num_queries):
    page, exports = source(lan), Indicator.objects.get(code="exports")
    for year in range(2010, 2020):
        found, _is_new = indicators.record_observation(
            exports, area="Hanoi", period=str(year), evidence=figure(page, str(year * 10**6), by=lan), by=lan
        )

    with django_assert_max_num_queries(14):
        services.check_around(found)
