"""Totals of the ledger beside what is published: month, year to date and year, never mixed."""

from __future__ import annotations

from datetime import date

import pytest

from proxeny.investments import totals
from proxeny.investments.breakdown import annex_a5, breakdown

pytestmark = pytest.mark.django_db

END = date(2024, 2, 1)


def cell(found: totals.Totals, scope: str, period: str, key: str) -> totals.Cell:
    (line,) = (line for line in found.of(scope) if line.period == period)
    return next(cell for cell in line.cells if cell.heading.key == key)


@pytest.fixture
def year(desk):
    """July 2023 with two new projects, a raise, a purchase and a cut; one new project in January."""
    first, second = desk.project("One"), desk.project("Two")
    desk.move(first, "new", "10000000", "2023-07-04")
    desk.move(second, "new", "2000000", "2023-07")
    desk.move(first, "added", "5000000", "2023-07-20", count=12)
    desk.move(first, "share_purchase", "3000000", "2023-07-21")
    desk.move(first, "reduced", "1000000", "2023-07-30")
    desk.move(first, "disbursed", "4000000", "2023-08-02")
    desk.move(desk.project("Three"), "new", "7000000", "2023-01-31")
    return desk


class TestSums:
    def test_a_month_a_year_to_date_and_a_year_are_summed_each_by_itself(self, year, lan):
        found = totals.totals(2023, visible_to=lan, until=END)

        july = cell(found, "month", "2023-07", "new").recorded
        assert (july.number, july.amount) == (2, 12_000_000)
        assert cell(found, "month", "2023-06", "new").recorded.number == 0
        assert cell(found, "to_date", "2023-01/2023-06", "new").recorded.amount == 7_000_000
        assert cell(found, "to_date", "2023-01/2023-07", "new").recorded.amount == 19_000_000
        assert cell(found, "year", "2023", "new").recorded.number == 3

    def test_what_is_raised_counts_its_turns_and_cuts_and_payments_are_not_in_the_sum_of_all(self, year, lan):
        found = totals.totals(2023, visible_to=lan, until=END)

        assert cell(found, "month", "2023-07", "added").recorded.number == 12
        assert cell(found, "month", "2023-07", "all").recorded.amount == 20_000_000
        assert cell(found, "month", "2023-07", "taken").recorded.amount == 1_000_000
        assert cell(found, "month", "2023-08", "disbursed").recorded.amount == 4_000_000

    def test_a_movement_dated_to_the_year_is_in_no_month_and_one_of_two_years_in_nothing(self, year, lan, sign_in):
        plant = year.project("Four")
        year.move(plant, "new", "100", "2023")
        year.move(plant, "added", "100", "2022/2023")
        year.move(plant, "share_purchase", "50", "2023-01/2023-08")
        found = totals.totals(2023, visible_to=lan, until=END)

        assert cell(found, "to_date", "2023-01/2023-11", "new").recorded.number == 3
        assert cell(found, "year", "2023", "new").recorded.number == 4
        assert cell(found, "to_date", "2023-01/2023-07", "purchased").recorded.amount == 3_000_000
        assert cell(found, "to_date", "2023-01/2023-08", "purchased").recorded.amount == 3_000_050
        assert found.spanning == sign_in(lan).get(found.spanning_url).context["total"] == 1

    def test_currencies_are_never_summed_together(self, year, lan):
        year.move(year.project("In dong"), "new", "900000000", "2023-07", unit="VND")

        found = totals.totals(2023, visible_to=lan, until=END)

        assert cell(found, "month", "2023-07", "new").recorded.amount == 12_000_000
        assert found.units == ["USD", "VND"]

    def test_months_to_come_are_left_out(self, lan):
        found = totals.totals(2024, visible_to=lan, until=END)
        assert [line.period for line in found.months] == ["2024-01", "2024-02"]

    def test_what_a_person_may_not_see_is_not_counted(self, year, lan, huong):
        year.move(year.project("Secret", mark=1), "new", "100", "2023-07")

        assert cell(totals.totals(2023, visible_to=huong, until=END), "month", "2023-07", "new").recorded.number == 2
        assert cell(totals.totals(2023, visible_to=lan, until=END), "month", "2023-07", "new").recorded.number == 3


class TestPublished:
    def test_a_published_figure_stands_beside_the_sum_of_its_own_period_with_the_difference(self, year, lan):
        year.publishes("fdi_new_registered", "22200000", "2023-07", "City statistics")
        year.publishes("fdi_new_registered", "97500000", "2023-01/2023-07", "City statistics")
        found = totals.totals(2023, visible_to=lan, until=END)

        (month,) = cell(found, "month", "2023-07", "new").published
        (to_date,) = cell(found, "to_date", "2023-01/2023-07", "new").published
        assert (month.difference, to_date.difference) == (10_200_000, 78_500_000)
        assert not cell(found, "year", "2023", "new").published

    def test_what_is_probably_missing_is_said_in_a_sentence(self, year, lan):
        year.publishes("fdi_projects_new", "37", "2023-07", "City statistics", unit="count")
        found = totals.totals(2023, visible_to=lan, until=END)

        (gap,) = found.gaps
        assert "City statistics states 37 new projects, 2 recorded: 35 probably missing" in gap.sentence

    def test_more_recorded_than_published_is_asked_about(self, year, lan):
        year.publishes("fdi_registered", "15000000", "2023-07", "City statistics")

        (gap,) = totals.totals(2023, visible_to=lan, until=END).gaps

        assert "more: entered twice" in gap.sentence

    def test_a_rounded_or_qualified_figure_that_can_be_the_sum_is_no_gap(self, year, lan):
        year.publishes("fdi_registered", "20000000", "2023-07", "City statistics")
        year.publishes("fdi_new_registered", "10000000", "2023-07", "The portal", qualifier="over")

        assert totals.totals(2023, visible_to=lan, until=END).gaps == []

    def test_each_publisher_speaks_for_itself(self, year, lan):
        year.publishes("fdi_new_registered", "22200000", "2023-07", "City statistics")
        year.publishes("fdi_new_registered", "21000000", "2023-07", "The portal")

        published = cell(totals.totals(2023, visible_to=lan, until=END), "month", "2023-07", "new").published

        assert {one.publisher: one.difference for one in published} == {
            "City statistics": 10_200_000,
            "The portal": 9_000_000,
        }

    def test_a_quarter_is_set_beside_the_same_quarter(self, year, lan):
        year.publishes("fdi_new_registered", "30000000", "2023-07/2023-09", "City statistics")

        (line,) = totals.totals(2023, visible_to=lan, until=END).others

        assert (line.period, line.cells[0].recorded.amount) == ("2023-07/2023-09", 12_000_000)

    def test_a_target_is_not_a_published_result(self, year, lan):
        from proxeny.indicators.models import Indicator, Observation

        Observation.objects.create(
            reference="target", indicator=Indicator.objects.get(code="fdi_registered"), area="Hanoi", period="2023",
            status="target", value=1, unit="USD",
        )  # fmt: skip
        assert not list(totals.totals(2023, visible_to=lan, until=END).published)


class TestPage:
    def test_every_figure_leads_to_what_it_counts(self, year, lan, sign_in):
        client = sign_in(lan)
        found = totals.totals(2023, visible_to=lan, until=END)

        for line in found.lines:
            for one in line.cells:
                rows = client.get(one.url).context["total"]
                turns = 11 if one.heading.key in {"added", "all"} and one.recorded.number > 11 else 0
                assert rows == one.recorded.number - turns, one.url

    def test_the_page_and_its_file_cost_a_fixed_number_of_queries(
        self, year, lan, sign_in, django_assert_max_num_queries
    ):
        for month in range(1, 10):
            year.publishes("fdi_new_registered", "22200000", f"2023-0{month}", "City statistics")
        client = sign_in(lan)
        client.get("/investments/totals/?year=2023")

        with django_assert_max_num_queries(9):
            page = client.get("/investments/totals/?year=2023").content.decode()

        assert "What is probably missing" in page
        assert "City statistics" in page
        file = b"".join(client.get("/investments/totals/?year=2023&export=csv").streaming_content).decode()
        assert "2023-07,month,New,2,12000000,USD,City statistics,22200000,USD,10200000" in file.replace("\r", "")

    def test_a_year_that_is_none_is_this_year(self, lan, sign_in):
        assert sign_in(lan).get("/investments/totals/?year=abc&unit=9").status_code == 200


class TestAnnexes:
    PERIOD = date(2023, 1, 1), date(2023, 12, 31)

    def test_a6_gives_flows_and_stock_by_partner_and_counts_two_countries_once_in_the_total(self, desk, lan):
        japan, korea = desk.partner("Japan", country="JP"), desk.partner("Korea", country="KR")
        company = desk.partner("Kobo Lens", "company", "JP")
        both = desk.project("Both", japan, korea, company)
        desk.move(both, "new", "100", "2022-05")
        desk.move(both, "added", "40", "2023-02", count=2)
        desk.move(both, "reduced", "10", "2023-03")
        alone = desk.project("Alone", japan)
        desk.move(alone, "new", "500", "2023-06")
        desk.move(alone, "share_purchase", "70", "2023-07")
        nobody = desk.project("Nobody's")
        desk.move(nobody, "new", "5", "2023-06")

        found = breakdown(*self.PERIOD, by="partner", visible_to=lan)

        lines = {line.name: line for line in found.lines}
        assert set(lines) == {"Japan", "South Korea", "not known"}
        assert (lines["Japan"].new.amount, lines["Japan"].added.number, lines["Japan"].purchased.amount) == (500, 2, 70)
        assert (lines["Japan"].stock.number, lines["Japan"].stock.amount) == (2, 630)
        assert (lines["South Korea"].stock.amount, lines["South Korea"].total.amount) == (130, 40)
        assert (found.total.total.amount, found.total.stock.amount, found.total.stock.number) == (615, 635, 3)

    def test_a6_by_sector_takes_stated_capital_where_no_ledger_has_begun_and_leaves_out_what_is_over(self, desk, lan):
        desk.project("Mall", sector="retail", value=700, unit="USD", date="2019")
        desk.project("Gone", sector="retail", value=900, unit="USD", date="2019", status="revoked")
        desk.project("Later", sector="retail", value=900, unit="USD", date="2024")
        desk.project("In dong", sector="water", value=900, unit="VND", date="2019")

        found = breakdown(*self.PERIOD, by="sector", visible_to=lan)

        assert [(line.name, line.stock.number, line.stock.amount) for line in found.lines] == [("retail", 1, 700)]

    @pytest.mark.parametrize("by", ["partner", "sector"])
    def test_the_page_costs_a_fixed_number_of_queries(self, desk, lan, sign_in, by, django_assert_max_num_queries):
        for code in ("JP", "KR", "FR", "DE", "TH"):
            plant = desk.project(f"Plant {code}", desk.partner(code, country=code), sector=code)
            desk.move(plant, "new", "100", "2023-05")
        client = sign_in(lan)
        address = f"/investments/breakdown/?by={by}&period=2023"
        client.get(address)

        with django_assert_max_num_queries(16):
            page = client.get(address)

        assert len(page.context["found"].lines) == 5
        file = b"".join(client.get(address + "&export=csv").streaming_content).decode()
        assert file.count("\n") == 7
        assert "is not a date" in client.get("/investments/breakdown/?period=soon").content.decode()

    def test_a5_lists_projects_of_the_period_with_owner_place_disbursement_and_result(self, desk, lan):
        plant = desk.project("Plant", investor="Kobo Lens", place="Dong Anh", sector="optics", date="2020")
        desk.move(plant, "new", "100", "2020")
        desk.move(plant, "disbursed", "30", "2023-05")
        desk.project("Quiet", date="2019")

        (line,) = annex_a5(*self.PERIOD, visible_to=lan)

        assert (line.project, line.owner, line.place, line.content) == (plant, "Kobo Lens", "Dong Anh", "optics")
        assert (line.registered, line.disbursed, line.result) == ([("USD", 100)], [("USD", 30)], "licensed")
