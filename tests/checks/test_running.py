"""The pass over the record: conflicts open, stay, reopen and close as figures come and go."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from proxeny.checks import services
from proxeny.checks.wording import explanation
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Conflict
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator, Observation
from stating import figure, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(lan):
    """Record what a source says of an indicator; gives the observation."""

    def record(indicator: str, period: str, value: str, *, unit: str = "USD", mark: int = Mark.PUBLIC, by=lan, **other):
        known = Indicator.objects.get(code=indicator)
        page = source(by, mark=mark, publisher=other.pop("publisher", "Daily"))
        said = figure(page, value, unit, by=by)
        found, _is_new = indicators.record_observation(
            known, area="Hanoi", period=period, evidence=said, by=by, **other
        )
        return Observation.objects.get(pk=found.pk)

    return record


def open_conflicts() -> list[tuple[str, str]]:
    return sorted(Conflict.objects.filter(is_open=True).values_list("kind", "field"))


def test_a_figure_that_does_not_add_up_is_found_as_it_is_accepted(state):
    state("exports", "2024", "19400000000")
    state("imports", "2024", "41100000000")
    turnover = state("trade_turnover", "2024", "19400000000")

    found = Conflict.objects.get()

    assert (found.kind, found.field, found.record) == ("parts", "sum", turnover)
    assert found.statements.count() == 3


def test_what_the_parts_come_to_is_said_in_words_for_people(state):
    state("exports", "2024", "19400000000")
    state("imports", "2024", "41100000000")
    state("trade_turnover", "2024", "19400000000")

    words = explanation(Conflict.objects.get()).replace("\xa0", " ")
    assert words == "Added up, the parts come to USD 60.5 bn."


def test_the_pass_over_everything_finds_the_same_and_running_it_again_nothing_new(state):
    state("exports", "2024", "19400000000")
    state("imports", "2024", "41100000000")
    state("trade_turnover", "2024", "19400000000")
    Conflict.objects.all().delete()

    first, second = services.check_all(), services.check_all()

    assert (first.figures, first.open, first.opened) == (3, 1, 1)
    assert (second.open, second.opened, second.closed) == (1, 0, 0)


def test_a_conflict_that_a_later_figure_explains_is_gone(state, lan):
    state("exports", "2021-01/2021-05", "5100000")
    state("exports", "2021-01/2021-09", "9400000000")
    assert open_conflicts() == [("scale", "part_of_year")]

    slip = Observation.objects.get(period="2021-01/2021-05")
    statement = indicators.statements_of(slip)[0]
    statement.status = "rejected"
    statement.save()
    indicators.settle(slip, by=lan)

    assert open_conflicts() == []


def test_a_ruling_stands_until_a_new_statement_arrives(state, hoa):
    state("exports", "2021-01/2021-08", "7400000000")
    state("exports", "2021", "6900000000")
    conflict = Conflict.objects.get()
    documents.rule(conflict, statement=None, reason="The year was corrected downwards.", by=hoa)

    services.check_all()
    assert open_conflicts() == []

    state("exports", "2021", "6950000000", publisher="Weekly")
    assert ("series", "part_of_year") in open_conflicts()
    assert conflict.rulings.get().reopened_at is not None


def test_a_partner_is_checked_again_when_the_citys_own_figure_comes(state, lan, db):
    from proxeny.partners.services import partner_for

    japan = partner_for("JP", by=lan, evidence=[figure(source(lan), "1", "count", by=lan)])
    state("exports", "2021", "9600000000", partner=japan)
    assert open_conflicts() == []

    state("exports", "2021", "9000000000")

    assert open_conflicts() == [("parts", "partner")]


def test_a_conflict_with_a_closed_source_is_as_closed_as_it(state, hoa):
    state("exports", "2021-01/2021-08", "7400000000", mark=Mark.CONFIDENTIAL, by=hoa)
    state("exports", "2021", "6900000000")

    assert Conflict.objects.get().mark == Mark.CONFIDENTIAL


def test_the_command_prints_every_conflict_with_its_statements_and_ruling(state, hoa):
    state("exports", "2021-01/2021-08", "7400000000")
    state("exports", "2021", "6900000000")
    documents.rule(Conflict.objects.get(), statement=None, reason="Both stand.", by=hoa)
    state("imports", "2021", "20400000000")
    state("imports", "2021", "23100000000", publisher="Weekly")
    out, err = io.StringIO(), io.StringIO()

    call_command("check", "--format", "jsonl", "--all", stdout=out, stderr=err)

    plain, series = sorted(map(json.loads, out.getvalue().splitlines()), key=lambda one: one["kind"])
    assert (plain["kind"], plain["indicator"], plain["ruling"]) == ("plain", "imports", None)
    assert {one["value"] for one in plain["statements"]} == {"20400000000", "23100000000"}
    assert (series["check"], series["ruling"]["reason"]) == ("part_of_year", "Both stand.")
    assert "4 figures compared" not in err.getvalue()  # three observations, one of them stated twice
    assert "3 figures compared: 1 conflicts are open" in err.getvalue()


def test_the_command_tells_only_up_to_the_mark_asked_for(state, hoa):
    state("exports", "2021-01/2021-08", "7400000000", mark=Mark.CONFIDENTIAL, by=hoa)
    state("exports", "2021", "6900000000")
    out = io.StringIO()

    call_command("check", "--mark", "internal", stdout=out, stderr=io.StringIO())

    assert out.getvalue() == ""


def test_the_page_sets_the_figures_beside_each_other_in_the_readers_words(state, hoa, sign_in):
    state("exports", "2021-01/2021-08", "7400000000")
    year = state("exports", "2021", "6900000000")
    conflict = Conflict.objects.get()

    page = sign_in(hoa).get(f"/review/conflicts/{conflict.pk}/").content.decode()

    assert "The shorter period has more than the longer one that it lies in." in page
    assert page.count(year.get_absolute_url()) >= 1
    assert "6.9" in page
    assert "7.4" in page


def test_ruling_on_figures_set_beside_each_other_leaves_each_as_it_is(state, hoa, sign_in):
    eight, year = state("exports", "2021-01/2021-08", "7400000000"), state("exports", "2021", "6900000000")
    conflict = Conflict.objects.get()
    said = indicators.statements_of(year)[0]

    sign_in(hoa).post(
        f"/review/conflicts/{conflict.pk}/", {"statement": said.pk, "reason": "The yearbook is the later one."}
    )

    conflict.refresh_from_db()
    assert not conflict.is_open
    for row, value in ((eight, 7_400_000_000), (year, 6_900_000_000)):
        row.refresh_from_db()
        assert row.value == value
