"""A partner's page: who they are, what was done together, what the figures say, what is open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.agreements.models import Agreement
from proxeny.core.records import Mark
from proxeny.investments.models import Project
from proxeny.overview import figures
from proxeny.partners.models import Person, Post
from proxeny.plans.models import Commitment

pytestmark = pytest.mark.django_db


def section(page, key):
    return next((each for each in page.context["sections"] if each.key == key), None)


def test_a_country_gathers_what_was_done_with_its_cities(lan, sign_in, france, paris, visit, file):
    visit("To Paris", "2023-04-14", [paris])
    file(Agreement(title="Memorandum on heritage", kind="mou", status="signed", signed="2021"), partners=[france])

    client = sign_in(lan)
    country, city = client.get(france.get_absolute_url()), client.get(paris.get_absolute_url())

    assert section(country, "delegations-out").count == section(country, "agreements").count == 1
    assert section(city, "agreements") is None
    assert "Paris" in country.content.decode()
    assert "Memorandum on heritage" not in city.content.decode()
    assert [entry["title"] for entry in country.context["timeline"].entries] == ["To Paris", "Memorandum on heritage"]


def test_the_timeline_narrows_by_kind_and_by_years(lan, sign_in, paris, visit, file):
    for year in (2015, 2019, 2023):
        visit(f"Visit of {year}", f"{year}-04-14", [paris])
    file(Agreement(title="Memorandum", kind="mou", status="signed", signed="2019-05"), partners=[paris])
    client = sign_in(lan)

    def titles(query):
        return [entry["title"] for entry in client.get(paris.get_absolute_url() + query).context["timeline"].entries]

    assert titles("?from=2018&to=2020") == ["Memorandum", "Visit of 2019"]
    assert titles("?kind=agreement") == ["Memorandum"]
    assert titles("?kind=delegation&from=2020") == ["Visit of 2023"]
    assert len(titles("?kind=nonsense&from=abc")) == 4


def test_a_lane_of_many_visits_has_a_mark_for_each_year_that_leads_closer(lan, sign_in, paris, visit):
    for number in range(61):
        visit(f"Visit {number}", f"{2015 if number < 20 else 2023}-04-{number % 28 + 1:02}", [paris])
    client, here = sign_in(lan), paris.get_absolute_url()

    (lane,) = client.get(here).context["timeline"].lanes
    closer = client.get(here + lane["marks"][1]["url"].partition("#")[0]).context["timeline"]

    assert [mark["title"] for mark in lane["marks"]] == ["2015: 20", "2023: 41"]
    assert lane["marks"][0]["r"] < lane["marks"][1]["r"]
    assert (closer.first_year, closer.last_year, closer.count, len(closer.entries)) == (2023, 2023, 41, 18)
    assert client.get(f"{here}?kind=delegation&from=2015&to=2015").context["timeline"].count == 20


def test_a_busy_partner_shows_the_same_records_as_a_quiet_one_would(lan, sign_in, paris, visit, monkeypatch):
    from proxeny.overview import relation

    for day in range(1, 12):
        visit(f"Visit {day}", f"2023-04-{day:02}", [paris])
    visit("Not dated", "", [paris])
    client = sign_in(lan)

    def titles():
        page = client.get(paris.get_absolute_url())
        return [row.title for row in section(page, "delegations-out").rows]

    quiet = titles()
    monkeypatch.setattr(relation, "IN_MANY", 3)

    assert titles() == quiet == [f"Visit {day}" for day in range(11, 3, -1)]


def test_what_is_known_only_by_its_end_stands_on_the_line_of_time(lan, sign_in, paris, visit):
    visit("Until the spring", "../2023-03", [paris])
    visit("In the summer", "2023-07-02", [paris])

    entries = sign_in(lan).get(paris.get_absolute_url()).context["timeline"].entries

    assert [entry["title"] for entry in entries] == ["In the summer", "Until the spring"]


def test_key_figures_carry_their_change_and_their_source(lan, sign_in, observe, france):
    observe("exports", "2020", "3000000000", partner=france)
    observe("exports", "2021", "3400000000", partner=france)

    page = sign_in(lan).get(france.get_absolute_url()).content.decode()

    assert "+13.3%" in page
    assert 'class="source-mark"' in page
    assert 'data-source="/documents/statements/' in page


def test_growth_that_a_source_states_stands_beside_what_grew(lan, sign_in, observe, france):
    observe("visitors_international", "2019", "253400", "count", partner=france)
    observe("visitors_growth", "2019", "3.3", "%", partner=france)

    (line,) = sign_in(lan).get(france.get_absolute_url()).context["figures"].band

    assert line.latest.growth.value == Decimal("3.3")


def test_three_years_make_a_chart_and_two_do_not(lan, sign_in, observe, france):
    for year, value in ((2020, "3000000000"), (2021, "3400000000")):
        observe("exports", str(year), value, partner=france)
    client = sign_in(lan)
    assert client.get(france.get_absolute_url()).context["figures"].charts == []

    observe("exports", "2022", "3600000000", partner=france)

    (chart,) = client.get(france.get_absolute_url()).context["figures"].charts
    assert [row[0] for row in chart["rows"]] == ["2020", "2021", "2022"]


def test_beyond_sixty_series_the_register_has_the_others(lan, sign_in, observe, france, monkeypatch):
    monkeypatch.setattr(figures, "LINES", 2)
    for code in ("exports", "imports", "trade_turnover"):
        observe(code, "2022", "1000000", partner=france)

    page = sign_in(lan).get(france.get_absolute_url())

    assert len(page.context["figures"].lines) == 2
    link = f'<a href="/indicators/?partner={france.reference}">1 more series in the register</a>'
    assert link in page.content.decode()


def test_capital_is_summed_by_state_and_never_across_currencies(lan, sign_in, france, file):
    for title, value, unit in (("A", 5_000_000, "USD"), ("B", 7_000_000, "USD"), ("C", 9_000_000_000, "VND")):
        file(Project(title=title, status="licensed", date="2022", value=value, unit=unit), partners=[france])

    totals = section(sign_in(lan).get(france.get_absolute_url()), "projects").totals

    assert {(total["unit"], int(total["value"])) for total in totals} == {("USD", 12_000_000), ("VND", 9_000_000_000)}


def test_people_and_open_commitments_are_there_and_done_ones_are_not(lan, sign_in, paris, file):
    mayor = file(Person(name="Anne Dupont", country="FR"))
    Post.objects.create(person=mayor, role="Mayor", organisation="Paris", partner=paris)
    file(Commitment(what="Send the programme", status="open"), partners=[paris])
    file(Commitment(what="Long done", status="done"), partners=[paris])

    page = sign_in(lan).get(paris.get_absolute_url()).content.decode()

    assert "Anne Dupont" in page
    assert "Send the programme" in page
    assert "Long done" not in page


def test_a_long_section_is_cut_and_shown_whole_on_demand(lan, sign_in, paris, visit):
    for day in range(1, 13):
        visit(f"Visit {day}", f"2023-04-{day:02}", [paris])
    client = sign_in(lan)

    cut = section(client.get(paris.get_absolute_url()), "delegations-out")
    whole = section(client.get(paris.get_absolute_url() + "?show=delegations-out"), "delegations-out")

    assert (len(cut.rows), cut.count, cut.is_cut) == (8, 12, True)
    assert (len(whole.rows), whole.is_cut) == (12, False)


def test_what_is_closed_to_a_person_is_not_on_the_page(lan, huong, sign_in, paris, visit, observe, france):
    visit("A quiet visit", "2023-04-14", [paris], mark=Mark.INTERNAL)
    observe("exports", "2021", "3400000000", partner=france, mark=Mark.INTERNAL)

    assert "A quiet visit" in sign_in(lan).get(paris.get_absolute_url()).content.decode()
    assert "A quiet visit" not in sign_in(huong).get(paris.get_absolute_url()).content.decode()
    assert sign_in(huong).get(france.get_absolute_url()).context["figures"].lines == []


def test_a_partner_out_of_sight_is_not_found(huong, sign_in, file):
    from proxeny.partners.models import Partner

    hidden = file(Partner(kind=Partner.Kind.COMPANY, name="Hidden"), mark=Mark.INTERNAL)

    assert sign_in(huong).get(hidden.get_absolute_url()).status_code == 404


def test_the_registers_own_pages_keep_their_addresses(lan, sign_in, paris):
    client = sign_in(lan)

    assert client.get("/partners/new/").context["register"].name == "partners"
    assert client.get("/partners/choices/?q=par").json()["results"][0]["text"] == "Paris"
    for tab in ("evidence", "history", "edit"):
        assert client.get(f"{paris.get_absolute_url()}{tab}/").status_code == 200


def test_an_empty_partner_offers_first_steps_to_those_who_may_take_them(lan, minh, sign_in, france):
    mine, theirs = (sign_in(person).get(france.get_absolute_url()).content.decode() for person in (lan, minh))

    assert "Nothing on record with this partner yet" in mine
    assert "Since when the relation exists is not on record." in mine
    assert "Since when the relation exists is not on record." not in theirs
