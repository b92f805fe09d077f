"""What each picture draws, for whom, and of what was asked."""

from __future__ import annotations

import itertools
import json
from decimal import Decimal

import pytest

from proxeny.charts import drawing
from proxeny.charts.captions import LANGUAGES, Captions
from proxeny.charts.classes import classes
from proxeny.charts.picture import PICTURES
from proxeny.core.records import Mark
from proxeny.events.models import Event
from proxeny.investments.models import Project
from proxeny.plans.models import Plan, Target

pytestmark = pytest.mark.django_db

OURS = ("world", "partners", "trend", "multiples", "targets", "flows", "network", "relation", "year")
OF_A_YEAR = {"world", "year", "partners"}
# SQL queries at most, however many records there are; one more where values are closed
COSTS = {
    "world": 3, "partners": 3, "trend": 5, "multiples": 5, "targets": 9, "flows": 7, "network": 9, "relation": 13,
    "year": 6,
}  # fmt: skip


def values(picture) -> list[dict]:
    """All rows of a drawing's data."""

    def of(part):
        if isinstance(part, list):
            return [row for item in part for row in of(item)]
        if not isinstance(part, dict):
            return []
        own = part["values"] if isinstance(part.get("values"), list) else []
        own = [row for row in own if isinstance(row, dict)]
        return own + [row for key, item in part.items() if key != "values" for row in of(item)]

    return of(picture.specification)


@pytest.fixture
def filled(observe, file, france, japan, paris, visit, sign):
    """A bit of everything."""
    for number, year in enumerate(("2020", "2021", "2022", "2023")):
        observe("fdi_registered", year, str(10**9 + number * 10**8))
        observe("exports", year, str(2 * 10**9 + number * 10**8))
    observe("exports", "2023", "3400000000", partner=france)
    visit("To Paris on heritage", "2023-04-14", [paris, france])
    visit("From Tokyo", "2022-05", [japan], direction="in")
    sign("Memorandum on heritage", "2023-04-14", [paris, france])
    file(Event(title="Forum of twinned cities", kind="conference", dates="2023-09"), partners=[france, japan])
    file(Project(title="Mall", status="licensed", value=200000000, unit="USD", sector="retail", date="2021"),
         partners=[japan])  # fmt: skip
    plan = file(Plan(title="Plan of 2023", period="2023", area="Hanoi"))
    file(Target(plan=plan, title="Exports", indicator_id="exports", period="2023", value=2000000000, unit="USD"))


def test_there_are_words_for_every_picture_in_every_language():
    known = {language: set(Captions(language)._bundle._messages) for language in LANGUAGES}
    lacking = {
        language: sorted(key for key in known["en"] - known[language]) for language in LANGUAGES if language != "en"
    }

    assert lacking == {"vi": [], "id": [], "fr": []}
    assert all(Captions(language).has(f"{key}-name") for language in LANGUAGES for key in PICTURES)


@pytest.mark.parametrize("key", OURS)
def test_an_empty_record_is_said_in_a_sentence(key, draw):
    picture = draw(key)

    assert picture.specification == {}
    assert picture.empty.endswith(".")
    assert len(picture.empty.split()) > 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", OURS)
def test_every_picture_is_drawn_in_every_language_and_the_page_can_read_it(key, language, draw, filled):
    picture = draw(key, language=language, year="2023") if key in OF_A_YEAR else draw(key, language=language)

    assert picture.rows
    assert picture.title in picture.description
    assert "<svg" in drawing.svg(draw(key, language=language, on_page=False, **picture.parameters).specification)
    assert drawing.vega(picture.specification)["data"]


@pytest.mark.parametrize("key", OURS)
def test_what_a_picture_costs_does_not_grow_with_the_record(key, draw, filled, django_assert_max_num_queries):
    with django_assert_max_num_queries(COSTS[key]):
        draw(key, **({"year": "2023"} if key in OF_A_YEAR else {}))


@pytest.mark.parametrize("key", OURS)
def test_a_parameter_that_names_nothing_falls_back_to_the_first_choice(key, draw, filled):
    nonsense = dict.fromkeys(
        ("measure", "year", "unit", "theme", "indicator", "partner", "kind", "plan", "from", "to", "count"), "=1+1"
    )

    assert draw(key, **nonsense).parameters == draw(key).parameters


@pytest.mark.parametrize("key", OURS)
def test_every_mark_that_leads_somewhere_is_reached_through_the_table_too(key, draw, filled):
    picture = draw(key, **({"year": "2023"} if key in OF_A_YEAR else {}))
    of_marks = {row["url"] for row in values(picture) if row.get("url")}
    of_table = {row["url"] for row in picture.rows if row.get("url")}

    # a partner of the network stands in the table by name beside each of its records
    assert of_table
    assert (of_marks <= of_table or key == "network")


SECRET = "Zvonimirograd"


@pytest.mark.parametrize("key", OURS)
def test_what_is_closed_is_in_no_picture_of_somebody_who_may_not_see_it(
    key, draw, filled, huong, hoa, visit, sign, file, france, japan
):
    closed = {"mark": Mark.CONFIDENTIAL}
    visit(f"{SECRET} visit", "2023-06-01", [france], **closed)
    sign(f"{SECRET} memorandum", "2023-06-01", [france, japan], **closed)
    file(Event(title=f"{SECRET} fair", kind="fair", dates="2023-06"), partners=[france, japan], **closed)
    plan = file(Plan(title=f"{SECRET} plan", period="2023", area="Hanoi"), **closed)
    file(Target(plan=plan, title=f"{SECRET} aim", period="2023", value=7, unit="count"), **closed)
    file(Project(title=SECRET, status="licensed", value=777777777, unit="USD", sector="sport", date="2023"),
         partners=[france], **closed)  # fmt: skip
    asked = {"year": "2023"} if key in OF_A_YEAR else {}
    asked |= {"partner": france.reference} if key in {"relation", "network"} else {}

    def shown(person):
        picture = draw(key, person, **asked)
        return json.dumps([picture.specification, list(picture.rows), picture.description], default=str)

    open_to_all, open_to_hoa = shown(huong), shown(hoa)

    assert SECRET not in open_to_all
    assert "777777777" not in open_to_all
    if key in {"network", "relation", "year", "targets", "flows", "world"}:
        assert open_to_hoa != open_to_all, "the check would not notice a leak"


def test_the_map_shades_by_classes_with_round_limits_and_names_them():
    found = classes([Decimal(n) * 10**8 for n in (1, 4, 30, 102)], "USD", "en")

    assert [label.replace("\u00a0", " ") for label in found.labels][-1].startswith("≥USD")
    assert found.strength(Decimal(102 * 10**8)) == 1.0
    assert found.strength(Decimal(10**8)) < found.strength(Decimal(30 * 10**8))


def test_few_counts_have_a_class_each():
    assert classes([Decimal(1), Decimal(2), Decimal(3)], "count", "en").labels == ("1", "2", "≥3")


def test_a_figure_of_an_earlier_year_on_the_map_is_said_to_be_one(draw, observe, france):
    observe("exports", "2021", "3400000000", partner=france)

    assert any("its own period" in note for note in draw("world", measure="exports", year="2023").notes)
    assert not any("its own period" in note for note in draw("world", measure="exports", year="2021").notes)


def test_a_trend_draws_whole_years_of_one_unit_and_the_range_where_sources_disagree(draw, observe):
    observe("exports", "2021", "15000000000")
    observe("exports", "2022", "16700000000")
    observe("exports", "2022", "17300000000", publisher="Weekly")
    observe("exports", "2023-01/2023-06", "8000000000")
    observe("exports", "2020", "400000000000", unit="VND")

    picture = draw("trend", indicator="exports")
    years = [row for row in values(picture) if row.get("kind") == "year"]

    assert [row["at"] for row in years] == [2021, 2022]
    assert (years[1]["low"], years[1]["high"]) == (16700000000, 17300000000)
    assert [row["range"].replace("\u00a0", " ") for row in picture.rows] == ["", "USD 16.7 bn – USD 17.3 bn"]
    assert list(picture.sources) == ["Daily", "Weekly"]
    assert sum(row.get("kind") == "source" for row in values(picture)) == 1


def test_an_estimate_is_hollow_and_a_target_is_not_drawn(draw, observe):
    observe("exports", "2021", "15000000000", status="estimate")
    observe("exports", "2022", "16000000000")
    observe("exports", "2023", "99000000000", status="target")

    picture = draw("multiples", indicators="exports")

    assert [(row["at"], row["is_estimate"]) for row in values(picture) if row.get("kind") == "year"] == [
        (2021, True), (2022, False),
    ]  # fmt: skip
    assert picture.parameters["indicators"] == "exports"


def test_flows_are_of_one_currency_and_capital_of_several_countries_is_not_shared_out(draw, file, france, japan):
    def licensed(title, value, unit, *partners, sector="retail"):
        made = Project(title=title, status="licensed", value=value, unit=unit, sector=sector, date="2021")
        file(made, partners=partners)

    licensed("Mall", 200000000, "USD", japan)
    licensed("Tower", 100000000, "USD", japan, france)
    licensed("Park", 5000000000, "JPY", japan, sector="water")

    picture = draw("flows")

    assert {(row["partner"], row["sector"], row["value"]) for row in picture.rows} == {
        ("Japan", "retail", 2e8), ("several countries", "retail", 1e8),
    }  # fmt: skip
    assert {(row["partner"], row["value"]) for row in draw("flows", unit="JPY").rows} == {("Japan", 5e9)}


def test_a_band_is_as_wide_as_its_capital(draw, file, france, japan):
    for partner, value in ((japan, 300000000), (france, 100000000)):
        made = Project(title=f"Of {partner}", status="licensed", value=value, unit="USD", sector="retail", date="2021")
        file(made, partners=[partner])

    starts = {row["band"]: row["y2"] - row["y"] for row in reversed(values(draw("flows"))) if "band" in row}

    assert starts[0] / starts[1] == pytest.approx(3, rel=0.02)


def test_the_bullet_of_a_target_shows_what_was_reached_against_it(draw, filled):
    (row,) = draw("targets", plan="2023").rows

    assert row["part"] == pytest.approx(2.3e9 / 2e9)
    assert row["verdict"] == "met"


def test_the_network_joins_partners_by_what_they_take_part_in(draw, filled, france, japan):
    everything, of_japan = draw("network"), draw("network", partner=japan.reference)

    assert {(row["title"], row["partner"]) for row in everything.rows} == {
        ("Forum of twinned cities", "France"), ("Forum of twinned cities", "Japan"),
        ("Memorandum on heritage", "France"), ("Memorandum on heritage", "Paris"),
    }  # fmt: skip
    assert {row["title"] for row in of_japan.rows} == {"Forum of twinned cities"}
    assert {row["kind"] for row in draw("network", kind="agreements").rows} == {"agreement"}


def test_names_of_the_network_do_not_cover_each_other_and_it_is_the_same_each_time(draw, filled):
    first, second = draw("network").specification, draw("network").specification
    heights = sorted(row["y"] for row in first["layer"][2]["data"]["values"])

    assert first == second
    assert all(b - a >= 12 for a, b in itertools.pairwise(heights))


def test_a_relation_takes_a_country_with_its_cities_and_zooms_to_some_years(draw, filled, france, visit, paris):
    visit("To Paris long ago", "2001-03-02", [paris])

    everything = draw("relation", partner=france.reference)
    later = draw("relation", partner=france.reference, **{"from": "2020", "to": "2024"})

    assert "To Paris long ago" in {row["title"] for row in everything.rows}
    assert {row["title"] for row in later.rows} == {
        "To Paris on heritage", "Memorandum on heritage", "Forum of twinned cities",
    }  # fmt: skip
    assert (later.parameters["from"], later.parameters["to"]) == ("2020", "2023")


def test_words_on_a_lane_do_not_run_into_the_next_mark(draw, visit, france):
    for day in range(1, 25):
        visit(f"A delegation with quite a long name, number {day}", f"2023-03-{day:02}", [france])

    rows = [row for row in values(draw("year", year="2023")) if "words_at" in row]
    on_line: dict[float, list] = {}
    for row in {row["url"]: row for row in rows}.values():
        on_line.setdefault(row["y"], []).append(row)
    for line in on_line.values():
        line.sort(key=lambda row: row["x"])
        for one, other in itertools.pairwise(line):
            if one["words"] and not one["is_left"]:
                assert one["words_at"] < other["x"]


def test_a_record_without_a_month_is_counted_beside_the_year_not_drawn(draw, visit, france):
    visit("Some time in the year", "2023", [france])
    visit("In March", "2023-03-04", [france])

    picture = draw("year", year="2023")

    assert [row["title"] for row in picture.rows] == ["In March"]
    assert any("One record without a month" in note for note in picture.notes)


def test_partners_are_ranked_and_cut_where_asked(draw, visit, france, japan):
    visit("One", "2023-03-04", [france])
    visit("Two", "2023-04-04", [france])
    visit("Three", "2023-05-04", [japan])

    rows = draw("partners", measure="delegations", year="2023").rows

    assert [(row["place"], row["value"]) for row in rows] == [("France", 2), ("Japan", 1)]
