"""The home page: a year in figures beside what is recorded, the world, the year's lanes, what needs somebody."""

from __future__ import annotations

import re

import pytest

from proxeny.core.records import Mark
from proxeny.documents.models import Document
from proxeny.investments.models import Project
from proxeny.plans.models import Commitment, Plan, Target
from stating import source

pytestmark = pytest.mark.django_db


def words(page) -> str:
    """What a person reads, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())).replace("\u00a0", " ")


def tile_of(page, label):
    return next(tile for tile in page.context["tiles"] if str(tile.label) == label)


def test_an_empty_record_says_what_belongs_there_and_offers_a_first_step(lan, sign_in):
    page = sign_in(lan).get("/")

    assert "The record is still empty" in words(page)
    assert 'href="/documents/add/"' in page.content.decode()


def test_it_opens_at_the_newest_year_that_is_well_filled(lan, sign_in, observe):
    for code, unit in (("exports", "USD"), ("fdi_registered", "USD"), ("visitors_international", "count")):
        observe(code, "2022", "1000", unit)
        observe(code, "2023", "2000", unit)
    observe("exports", "2024", "3000")

    assert sign_in(lan).get("/").context["year"] == 2023
    assert sign_in(lan).get("/?year=2022").context["year"] == 2022
    assert sign_in(lan).get("/?year=nonsense").context["year"] == 2023


def test_a_tile_shows_the_stated_figure_its_change_and_beside_it_what_is_recorded(lan, sign_in, observe, visit, paris):
    observe("delegations_out", "2022", "9", "count")
    observe("delegations_out", "2023", "18", "count")
    visit("To Paris", "2023-04-14", [paris])
    visit("To Paris again", "2023-09", [paris])
    visit("To Paris earlier", "2022-09", [paris])

    client = sign_in(lan)
    page = client.get("/?year=2023")
    tile = tile_of(page, "Delegations sent abroad")

    assert "18" in words(page)
    assert "+100%" in words(page)
    assert tile.recorded.words == "2 in the register"
    assert client.get(tile.recorded.url).context["total"] == 2
    assert re.search(r'data-source="/documents/statements/\d+/"', page.content.decode())


def test_a_part_of_the_year_speaks_only_where_no_source_gives_the_whole_and_says_so(lan, sign_in, observe):
    observe("exports", "2023-01/2023-06", "8000000000")
    observe("fdi_registered", "2023", "2943000000")
    observe("fdi_registered", "2023-01/2023-06", "2265000000")

    page = sign_in(lan).get("/?year=2023")

    assert "6 months of 2023" in tile_of(page, "Exports").period
    assert tile_of(page, "FDI registered").period == ""
    assert tile_of(page, "FDI registered").stated.value == 2943000000


def test_a_disputed_figure_shows_the_range_and_how_many_sources(lan, sign_in, observe):
    observe("visitors_international", "2023", "4000000", "count")
    observe("visitors_international", "2023", "4720000", "count")

    page = sign_in(lan).get("/?year=2023")

    assert "4,000,000 – 4,720,000" in words(page)
    assert "2 sources" in words(page)


def test_the_target_is_shown_with_whether_it_was_met(lan, sign_in, observe, file):
    observe("visitors_international", "2023", "4000000", "count")
    plan = file(Plan(title="Plan 2023", period="2023", area="Hanoi"))
    file(
        Target(
            plan=plan,
            title="Visitors",
            indicator_id="visitors_international",
            period="2023",
            value=5000000,
            unit="count",
        )
    )

    page = sign_in(lan).get("/?year=2023")

    assert "80% of the target 5,000,000" in words(page)
    assert "not met" in words(page)


def test_the_map_counts_each_country_once_and_leads_to_its_partner(lan, sign_in, visit, paris, france):
    visit("To Paris", "2023-04-14", [paris, france])
    visit("From Paris", "2023-05-14", [paris], direction="in")

    page = sign_in(lan).get("/?year=2023&measure=delegations")
    row, city = page.context["world"].rows

    assert (city["place"], city["value"]) == ("Paris", 2.0)
    assert (row["place"], row["value"], row["url"]) == ("France", 2.0, france.get_absolute_url())
    assert "Paris" in str(page.context["world"].specification)


def test_the_map_shows_the_latest_figure_of_an_indicator_with_its_period(lan, sign_in, observe, france):
    observe("exports", "2020", "3000000000", partner=france)
    observe("exports", "2021", "3400000000", partner=france)
    observe("exports", "2024", "9900000000", partner=france)

    (row,) = sign_in(lan).get("/?year=2022&measure=exports").context["world"].rows

    assert row["value_shown"].replace("\u00a0", " ") == "USD 3.4 bn · 2021"


def test_the_lanes_place_records_in_the_year_and_count_those_without_a_month(lan, sign_in, visit, file, paris):
    visit("To Paris", "2023-07-02", [paris])
    visit("Some time in the year", "2023", [paris])
    file(Project(title="Metro line", status="licensed", date="2023-12"))

    lanes = {lane.kind: lane for lane in sign_in(lan).get("/?year=2023").context["lanes"]}

    assert (lanes["out"].count, lanes["out"].undated) == (2, 1)
    assert 49 < lanes["out"].marks[0]["x"] < 51
    assert lanes["investment"].marks[0]["width"] > 8


def test_what_needs_somebody_leads_to_the_lists_that_show_it(
    lan, minh, sign_in, observe, file, visit, paris, ends_soon
):
    waiting = source(lan)
    Document.objects.filter(pk=waiting.pk).update(status=Document.Status.WAITING)
    observe("exports", "2023", "16700000000")
    observe("exports", "2023", "17300000000")
    file(Commitment(what="Send the programme", due="2024-05", status="open"))
    visit("To Minsk", "2024-03", [paris], report_due="2024-05-01", status="returned")

    client = sign_in(lan)
    page = client.get("/")
    lines = {str(line.label): line for line in page.context["needs"]}

    for label in (
        "1 disagreement between sources",
        "1 commitment is overdue",
        "1 report on return is late",
        "1 agreement ends within half a year",
    ):
        assert label in lines, label
        assert client.get(lines[label].url).status_code == 200
    assert client.get(lines["1 commitment is overdue"].url).context["total"] == 1
    assert client.get(lines["1 report on return is late"].url).context["total"] == 1
    assert client.get(lines["1 agreement ends within half a year"].url).context["total"] == 1
    assert "in 40 days" in words(page)
    assert ">Decide<" in page.content.decode()
    assert ">Decide<" not in sign_in(minh).get("/").content.decode()


def test_a_tile_compares_with_the_year_that_is_chosen_and_without_a_choice_with_the_year_before(
    lan, sign_in, observe
):
    observe("exports", "2019", "10000000000")
    observe("exports", "2022", "16000000000")
    observe("exports", "2023", "20000000000")
    client = sign_in(lan)

    before, chosen = client.get("/?year=2023"), client.get("/?year=2023&compare=2019")

    assert "+25.0%" in words(before)
    assert "from USD 16 bn in 2022" in words(before)
    assert "+100%" in words(chosen)
    assert "from USD 10 bn in 2019" in words(chosen)
    assert '<option selected>2019</option>' in chosen.content.decode()


@pytest.mark.parametrize("asked", ["2023", "nonsense", "99999", "0", "-1", "٢٠١٩"])
def test_a_comparison_with_the_year_itself_or_with_no_year_is_one_with_the_year_before(lan, sign_in, observe, asked):
    observe("exports", "2022", "16000000000")
    observe("exports", "2023", "20000000000")

    assert sign_in(lan).get("/", {"year": "2023", "compare": asked}).context["compared"] == 2022


def test_a_tile_says_that_the_other_year_has_no_figure_and_compares_no_part_with_a_whole(lan, sign_in, observe):
    observe("exports", "2019-01/2019-06", "4000000000")
    observe("exports", "2023", "20000000000")

    page = sign_in(lan).get("/?year=2023&compare=2019")

    assert tile_of(page, "Exports").previous is None
    assert "2019: no figure to compare" in words(page)


def test_a_lane_of_many_records_counts_them_by_month_and_leads_to_the_month(lan, sign_in, visit, paris):
    for day in range(1, 62):
        visit(f"Visit {day}", f"2023-{3 if day < 31 else 5:02}-{(day - 1) % 30 + 1:02}", [paris])
    visit("Some time in the year", "2023", [paris])

    client = sign_in(lan)
    lane = next(lane for lane in client.get("/?year=2023").context["lanes"] if lane.kind == "out")

    assert (lane.count, lane.undated, lane.marks) == (62, 1, [])
    assert [(bar["number"], bar["height"] > 50) for bar in lane.bars] == [("30", True), ("31", True)]
    assert client.get(lane.bars[0]["url"]).context["month"].month == 3


def test_what_went_on_for_years_without_an_end_is_in_no_month_of_a_later_year(lan, sign_in, visit, paris):
    visit("Open ended", "2019/..", [paris])

    lane = next(lane for lane in sign_in(lan).get("/?year=2023").context["lanes"] if lane.kind == "out")

    assert (lane.count, lane.undated, lane.marks) == (1, 1, [])


def test_what_is_closed_to_a_person_is_neither_shown_nor_counted(lan, huong, sign_in, observe, visit, paris):
    observe("exports", "2023", "16700000000")
    observe("exports", "2023", "99900000000", mark=Mark.INTERNAL)
    visit("A quiet visit", "2023-04-14", [paris], mark=Mark.INTERNAL)

    inside, outside = sign_in(lan).get("/?year=2023"), sign_in(huong).get("/?year=2023")

    assert "A quiet visit" in inside.content.decode()
    assert "99.9" in words(inside)
    assert "A quiet visit" not in outside.content.decode()
    assert "99.9" not in words(outside)
    assert tile_of(outside, "Delegations sent abroad").recorded.words == "0 in the register"


def test_it_is_for_those_who_are_signed_in(client):
    assert client.get("/").status_code == 302
    assert client.get("/home-city/").status_code == 302


def test_it_speaks_vietnamese(lan, sign_in, observe):
    observe("exports", "2023", "16700000000")
    lan.language = "vi"
    lan.save()

    assert "16,7 tỷ USD" in words(sign_in(lan).get("/?year=2023"))
