"""The list of figures, the page of an indicator, and the form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.core.records import Mark
from proxeny.documents.models import Conflict
from proxeny.indicators.models import Observation
from stating import figure, source

pytestmark = pytest.mark.django_db

FORM = {
    "indicator": "fdi_registered",
    "area": "Hanoi",
    "period": "2023",
    "value": "2943000000",
    "unit": "USD",
    "qualifier": "exact",
    "status": "actual",
    "mark": "0",
}


@pytest.fixture
def two_disputed(lan, state_fdi):
    state_fdi(figure(source(lan), "6500000000", by=lan), period="2018")
    return state_fdi(figure(source(lan), "7500000000", by=lan), period="2018")


def test_the_list_costs_a_fixed_number_of_queries(lan, sign_in, state_fdi, django_assert_max_num_queries):
    for year in range(2000, 2030):
        state_fdi(figure(source(lan), f"{year}000000", by=lan), period=str(year))

    client = sign_in(lan)
    with django_assert_max_num_queries(8):
        page = client.get("/indicators/")

    assert page.context["total"] == 30


def test_the_page_of_an_indicator_shows_each_value_with_its_statements_and_the_range_of_a_dispute(
    lan, sign_in, two_disputed, django_assert_max_num_queries
):
    client = sign_in(lan)
    with django_assert_max_num_queries(13):
        page = client.get("/indicators/series/fdi_registered/")

    (behind,) = page.context["series"]
    assert [statement.value for statement in behind.statements] == [Decimal(6500000000), Decimal(7500000000)]
    assert (behind.low.value, behind.high.value) == (Decimal(6500000000), Decimal(7500000000))
    assert "disputed-range" in page.content.decode()


def test_a_value_is_set_against_the_same_months_of_the_year_before(lan, sign_in, state_fdi):
    for period, value in (("2022", "1692000000"), ("2023", "2943000000"), ("2023-01/2023-02", "500000000")):
        state_fdi(figure(source(lan), value, by=lan), period=period)
    state_fdi(figure(source(lan), "400000000", by=lan), period="2024-01/2024-02")

    page = sign_in(lan).get("/indicators/series/fdi_registered/")

    before = {str(b.observation.period): b.before and b.before.period for b in page.context["series"]}
    assert before == {
        "2022": None,
        "2023": "2022",
        "2023-01/2023-02": None,
        "2024-01/2024-02": "2023-01/2023-02",
    }
    assert "+73.9%" in page.content.decode()


def test_an_indicator_that_is_not_in_the_catalogue_or_a_partner_out_of_sight_is_not_found(lan, sign_in, fdi):
    assert sign_in(lan).get("/indicators/series/happiness/").status_code == 404
    assert sign_in(lan).get("/indicators/series/fdi_registered/?partner=nowhere").status_code == 404


def test_a_figure_written_by_hand_carries_its_source(lan, sign_in, fdi):
    document = source(lan)

    answer = sign_in(lan).post("/indicators/new/", FORM | {"source_document": document.pk})

    observation = Observation.objects.get()
    assert answer.status_code == 302
    assert (observation.value, observation.mark) == (Decimal(2943000000), Mark.PUBLIC)
    assert observation.low_stated is None


def test_a_figure_written_by_hand_without_a_source_is_refused_and_kept_in_the_form(lan, sign_in, fdi):
    answer = sign_in(lan).post("/indicators/new/", FORM)

    assert answer.status_code == 422
    assert "2943000000" in answer.content.decode()
    assert not Observation.objects.exists()


def test_another_value_by_hand_stands_beside_the_first_and_opens_a_conflict(lan, sign_in, state_fdi):
    observation = state_fdi(figure(source(lan), "2500000000", by=lan), period="2023")

    answer = sign_in(lan).post(
        f"{observation.get_absolute_url()}edit/",
        FORM | {"source_note": "The department's own table of January.", "version": observation.version},
    )

    observation.refresh_from_db()
    assert answer.status_code == 302, answer.content.decode()
    assert observation.is_disputed
    assert Conflict.objects.filter(object_id=observation.pk, is_open=True).exists()


def test_readers_see_figures_but_no_form(minh, sign_in, two_disputed):
    client = sign_in(minh)

    assert client.get(two_disputed.get_absolute_url()).status_code == 200
    assert client.get("/indicators/new/").status_code == 403
    assert client.get(f"{two_disputed.get_absolute_url()}edit/").status_code == 403
