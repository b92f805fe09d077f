"""The dashboards: a year, and a partner, in pictures."""

from __future__ import annotations

import re

import pytest

from proxeny.agreements.models import Agreement
from proxeny.core.records import Mark

pytestmark = pytest.mark.django_db


def words(page) -> str:
    """What a person reads, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())).replace("\u00a0", " ")


def test_it_leads_to_the_newest_year_that_is_well_filled_or_to_the_year_asked_for(lan, sign_in, observe):
    observe("exports", "2021", "3000000000")
    client = sign_in(lan)

    assert client.get("/dashboards/").headers["Location"] == "/dashboards/2021/"
    assert client.get("/dashboards/?year=2019&compare=2015").headers["Location"] == "/dashboards/2019/?compare=2015"
    assert client.get("/dashboards/?year=2019&compare=2018").headers["Location"] == "/dashboards/2019/"
    assert client.get("/dashboards/99/").status_code == 404


def test_a_year_without_anything_says_what_belongs_there(lan, sign_in):
    page = sign_in(lan).get("/dashboards/2023/")

    assert page.status_code == 200
    assert "No visit of this year names a partner yet." in words(page)
    assert "Neither a ledger nor a source says anything of investment in this year." in words(page)
    assert "No source of this year disagrees with another." in words(page)


def test_it_compares_as_the_home_page_does(lan, sign_in, observe):
    observe("exports", "2019", "10000000000")
    observe("exports", "2023", "20000000000")

    page = sign_in(lan).get("/dashboards/2023/?compare=2019")

    assert "+100%" in words(page)
    assert "from USD 10 bn in 2019" in words(page)


def test_it_names_what_is_disputed_in_the_year_and_leaves_out_other_years(lan, huong, sign_in, observe):
    observe("exports", "2023", "16700000000")
    observe("exports", "2023", "17300000000", mark=Mark.INTERNAL)
    observe("exports", "2021", "3000000000")
    observe("exports", "2021", "9000000000")

    inside, outside = (sign_in(person).get("/dashboards/2023/") for person in (lan, huong))

    assert (inside.context["disputed_count"], outside.context["disputed_count"]) == (1, 0)
    assert "16.7 bn – USD 17.3 bn" in words(inside)


def test_it_says_what_sources_count_and_the_registers_do_not_hold(lan, sign_in, observe, visit, paris):
    observe("delegations_out", "2023", "18", "count")
    visit("To Paris", "2023-04-14", [paris], status="closed")

    page = sign_in(lan).get("/dashboards/2023/")

    assert page.context["missing_count"] == 1
    assert "17 missing" in words(page)


def test_published_capital_by_month_stands_in_until_the_ledger_has_any(lan, sign_in, observe):
    observe("fdi_registered", "2023-01", "30000000")
    observe("fdi_registered", "2022-01", "20000000")

    capital = sign_in(lan).get("/dashboards/2023/").context["capital"]

    assert [(row["value"], row["before"]) for row in capital.rows if row["value"]] == [(30_000_000, 20_000_000)]
    assert "As published for each month" in str(capital.notes[0])


def test_a_partner_in_pictures_has_visits_by_year_and_agreements_by_state(lan, huong, sign_in, visit, file, paris):
    visit("To Paris", "2021-04-14", [paris])
    visit("From Paris", "2023-05-14", [paris], direction="in")
    visit("A quiet visit", "2023-06-14", [paris], mark=Mark.INTERNAL)
    file(Agreement(title="Memorandum", kind="mou", status="signed", signed="2021"), partners=[paris])

    here = f"{paris.get_absolute_url()}pictures/"
    inside, outside = (sign_in(person).get(here) for person in (lan, huong))
    visits, agreements = inside.context["pictures"]["counts"]

    assert [(row["period"], row["out"], row["in"]) for row in visits.rows] == [
        ("2021", 1, 0), ("2022", 0, 0), ("2023", 1, 1),
    ]  # fmt: skip
    assert [row["value"] for row in agreements.rows] == [1]
    assert sign_in(lan).get(visits.rows[0]["url"]).context["total"] == 1
    assert outside.context["pictures"]["counts"][0].rows[-1]["out"] == 0


def test_a_partner_without_anything_says_so(lan, sign_in, france):
    assert "Nothing to draw with this partner yet" in words(sign_in(lan).get(f"{france.get_absolute_url()}pictures/"))


def test_a_partner_out_of_sight_is_not_found(huong, sign_in, file):
    from proxeny.partners.models import Partner

    hidden = file(Partner(kind=Partner.Kind.COMPANY, name="Hidden"), mark=Mark.INTERNAL)

    assert sign_in(huong).get(f"{hidden.get_absolute_url()}pictures/").status_code == 404
