"""``proxeny forecast``: the outlook on a year as text and JSON."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from proxeny.core.records import Mark
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator
from stating import figure, source

pytestmark = pytest.mark.django_db

FIGURES = {
    "2020-01/2020-06": 4012,
    "2020": 10003,
    "2021-01/2021-06": 4213,
    "2021": 9998,
    "2022-01/2022-06": 4408,
    "2022": 10011,
    "2023-01/2023-06": 4800,
}


@pytest.fixture
def visitors(lan, hoa):
    for period, value in FIGURES.items():
        closed = period.startswith("2022-")
        by, mark = (hoa, Mark.CONFIDENTIAL) if closed else (lan, Mark.PUBLIC)
        indicators.record_observation(
            Indicator.objects.get(code="visitors"),
            area="Hanoi",
            period=period,
            evidence=figure(source(by, mark=mark), str(value), "count", by=by),
            by=by,
        )


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("forecast", *arguments, stdout=out)
    return out.getvalue()


def test_json_gives_shares_with_their_records_and_the_forecast_with_its_tests(visitors):
    found = json.loads(said("visitors", "--on", "2023-07-20", "--format", "json"))

    assert (found["period"], found["month"], found["reached"]) == ("2023", 6, "4800")
    assert [share["year"] for share in found["shares"]] == [2022, 2021, 2020]
    (forecast,) = found["forecasts"]
    assert forecast["method"] == "shares"
    assert 4800 < float(forecast["low"]) < float(forecast["value"]) < float(forecast["high"])
    assert len(forecast["tests"]) == 3


def test_up_to_a_mark_only_what_it_covers_is_used_and_too_little_is_said(visitors):
    words = said("visitors", "--on", "2023-07-20", "--mark", "public")

    assert "Too little data" in words
    assert "2022: left out (unknown)" in words


def test_a_year_without_figures_and_an_indicator_of_another_kind_are_told(visitors):
    assert "no figure of this year" in said("visitors", "--period", "2029", "--on", "2023-07-20")
    with pytest.raises(CommandError, match="not counted over a period"):
        call_command("forecast", "grdp_growth")
    with pytest.raises(CommandError, match="visitors"):
        call_command("forecast", "happiness")
    with pytest.raises(CommandError, match="not a day"):
        call_command("forecast", "visitors", "--on", "31/2/2023")
