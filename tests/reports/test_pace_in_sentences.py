"""How far a running target has come, in sentences: made of three earlier years of figures, in all four languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator
from proxeny.plans.models import Plan, Target
from proxeny.registers import services as registers
from proxeny.reports.chapters import standing
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.parts import Figure
from proxeny.reports.periods import period_of
from stating import accepted, figure, source

pytestmark = pytest.mark.django_db

# What had come in by the end of June, September and the year.
YEARS = {2020: (4012, 6987, 10003), 2021: (4213, 7214, 9998), 2022: (4408, 7402, 10011)}
HALF = {
    "en": "International visitors had reached 4,700 by 30 June 2023, of 11,000 aimed for, where about 4,630 would be "
    "usual by then, on course for ",
    "vi": "khách quốc tế đạt 4.700 tính đến 30 tháng 6 năm 2023, so với chỉ tiêu 11.000; theo tiến độ các năm trước, "
    "đến thời điểm này thường đạt khoảng 4.630; ước cả năm đạt ",
    "id": "wisatawan mancanegara mencapai 4.700 per 30 Juni 2023, dari target 11.000, sedangkan lazimnya saat itu "
    "sekitar 4.630, dengan perkiraan ",
    "fr": "visiteurs internationaux : 4 700 au 30 juin 2023, pour un objectif de 11 000, alors qu’environ 4 630 "
    "seraient habituels à cette date, avec ",
}


@pytest.fixture
def stated(lan):
    """Record international visitors of the city."""

    def made(period: str, value: int) -> None:
        said = figure(source(lan), str(value), "count", by=lan)
        indicators.record_observation(
            Indicator.objects.get(code="visitors_international"), area="Hanoi", period=period, evidence=said, by=lan
        )

    return made


@pytest.fixture
def target(lan) -> Target:
    evidence = [accepted(source(lan), "record", by=lan)]
    plan = registers.create(Plan(title="Plan of 2023", period="2023", area="Hanoi"), by=lan, evidence=evidence)
    return registers.create(
        Target(
            plan=plan, title="International visitors", period="2023", value=Decimal(11000), unit="count",
            indicator=Indicator.objects.get(code="visitors_international"),
        ),
        by=lan, evidence=evidence,
    )  # fmt: skip


def told(lan, language: str, on: date = date(2023, 7, 20)):
    desk = Desk(period_of("six-month", "2023"), language, lan, on=on)
    return standing.told_so_far(desk)


def words(pieces) -> str:
    """With ordinary spaces, as a person types them."""
    said = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
    return said.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("language", HALF)
def test_a_running_target_is_told_with_its_pace_and_where_it_is_likely_to_end(lan, stated, target, language):
    for year, (half, nine, whole) in YEARS.items():
        stated(f"{year}-01/{year}-06", half)
        stated(f"{year}-01/{year}-09", nine)
        stated(str(year), whole)
    stated("2023-01/2023-06", 4700)

    pieces = told(lan, language)

    assert HALF[language].casefold() in words(pieces).casefold()
    figures = {piece.key.rpartition(".")[2]: piece for piece in pieces if isinstance(piece, Figure)}
    assert set(figures) == {"reached", "aim", "expected", "forecast"}
    assert [one.key for one in figures.values() if not one.statements] == []
    assert {name for name, one in figures.items() if one.origin == "computed"} == {"expected", "forecast"}
    assert [name for name in ("expected", "forecast") if not figures[name].how] == []
    assert "2020" in figures["expected"].how
    assert 4700 / Decimal("0.441") < figures["forecast"].value < 4700 / Decimal("0.401")


@pytest.mark.parametrize("language", HALF)
def test_with_too_few_years_only_what_was_reached_is_told(lan, stated, target, language):
    stated("2022-01/2022-06", YEARS[2022][0])
    stated("2022", YEARS[2022][2])
    stated("2023-01/2023-06", 4700)

    pieces = told(lan, language)

    told_of = [piece.key.rpartition(".")[2] for piece in pieces if isinstance(piece, Figure)]
    assert sorted(set(told_of)) == ["aim", "reached"]
    assert len(told_of) == 2, "nothing is said of where the year should be or what it will come to"


def test_nothing_is_told_of_a_target_without_a_figure(lan, stated, target):
    assert told(lan, "en") == ()
