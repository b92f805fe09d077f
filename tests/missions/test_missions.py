"""Missions abroad: who heads them on a day, what they attended, what they report and what they owe."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

import records
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.missions import queries, services
from proxeny.missions.models import Briefing, HeadOfMission, Mission, MissionReport
from proxeny.partners.models import Partner
from proxeny.registers import services as registers
from proxeny.registers.agenda import Asked, occasions

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(lan):
    """What the missions of these tests rest on."""
    return records.source(lan)


@pytest.fixture
def mission(lan, paper):
    """Enter a mission."""

    def entered(name="Embassy of Vietnam in Laos", country="LA", *, by=None, **fields) -> Mission:
        person = by or lan
        return services.enter(
            name=name, country=country, by=person, evidence=[records.said(paper, person, name=name)], **fields
        )

    return entered


@pytest.fixture
def head(lan, paper):
    """Note who headed a mission."""

    def noted(mission, name, **fields) -> HeadOfMission:
        person = records.person(paper, lan, name)
        part = HeadOfMission(person=person, **fields)
        return registers.add_part(mission, "heads", part, by=lan, evidence=[records.said(paper, lan, head=name)])

    return noted


@pytest.fixture
def report(lan, paper):
    """File a report."""

    def filed(mission, **fields) -> MissionReport:
        said = records.said(paper, lan, summary=fields.get("summary", ""))
        return registers.create(MissionReport(mission=mission, **fields), by=lan, evidence=[said])

    return filed


@pytest.fixture
def briefing(lan, paper):
    """Hold a briefing."""

    def held(*missions, title="Session with heads of mission", **fields) -> Briefing:
        return registers.create(
            Briefing(title=title, **{"held": "2025-01-15", **fields}),
            by=lan,
            evidence=[records.said(paper, lan, title=title)],
            many={"missions": missions},
        )

    return held


def names(found):
    return [(at.head.person.name, at.is_certain) for at in found]


class TestEntering:
    def test_a_mission_is_the_partner_of_its_name_and_no_second_one(self, lan, mission, paper):
        partner = records.partner(paper, lan, "Embassy of Vietnam in Laos", kind="mission", country="VN")
        entered = mission()

        assert entered.partner == partner
        assert str(entered) == "Embassy of Vietnam in Laos"
        assert Partner.objects.count() == 1
        with pytest.raises(WrongState, match="in the register already"):
            mission()

    def test_a_new_one_becomes_a_partner_of_the_kind_mission(self, mission):
        partner = mission(name_vi="Đại sứ quán Việt Nam tại Lào").partner
        assert (partner.kind, partner.country, partner.name_vi) == ("mission", "VN", "Đại sứ quán Việt Nam tại Lào")

    def test_a_city_is_no_mission_and_nothing_is_entered_without_name_or_right(self, lan, minh, mission, paper):
        paris = records.partner(paper, lan)
        with pytest.raises(registers.BadContent, match="no mission"):
            mission("", partner=paris)
        with pytest.raises(DomainError, match="write the name"):
            mission("")
        with pytest.raises(NotAllowed):
            mission(by=minh)

    def test_countries_are_written_by_name_and_kept_by_code(self, lan, sign_in):
        answer = sign_in(lan).post(
            "/missions/new/",
            {"name": "Embassy of Vietnam in China", "kind": "embassy", "country": "Trung Quốc",
             "accredited": "Micronesia\nMN", "reports_within": 15, "mark": 0, "source_note": "The ministry's list."},
        )  # fmt: skip
        made = Mission.objects.get()
        assert answer.url == made.get_absolute_url()
        assert (made.country, made.accredited) == ("CN", ["FM", "MN"])
        found = sign_in(lan).get("/missions/?country=micronesia").context["total"]
        assert found == 1

    def test_a_country_that_does_not_exist_is_refused_beside_its_field(self, lan, sign_in):
        answer = sign_in(lan).post(
            "/missions/new/",
            {"name": "Embassy", "kind": "embassy", "country": "Atlantis", "reports_within": 15, "source_note": "?"},
        )
        assert answer.status_code == 422
        assert "Atlantis" in answer.content.decode()
        assert not Partner.objects.exists()


class TestHeads:
    def test_who_was_head_on_a_day(self, mission, head):
        embassy = mission()
        head(embassy, "First", begins="2018-03-01", ends="2021-05-31")
        head(embassy, "Second", begins="2021-06", ends="2024")
        heads = list(embassy.heads.all())

        assert names(queries.heads_on(date(2020, 1, 1), heads)) == [("First", True)]
        assert names(queries.heads_on(date(2023, 1, 1), heads)) == [("Second", True)]
        assert names(queries.heads_on(date(2021, 6, 10), heads)) == [("Second", False)]
        assert queries.heads_on(date(2017, 1, 1), heads) == []
        assert queries.heads_on(date(2025, 2, 1), heads) == []

    def test_a_term_makes_it_possible_and_a_day_on_which_a_source_shows_them_certain(self, mission, head):
        embassy = mission()
        head(embassy, "Binh", term="2024/2027", seen=["2024-12-11"])
        heads = list(embassy.heads.all())

        assert names(queries.heads_on(date(2024, 12, 11), heads)) == [("Binh", True)]
        assert names(queries.heads_on(date(2026, 1, 1), heads)) == [("Binh", False)]
        assert queries.heads_on(date(2028, 1, 1), heads) == []

    def test_a_successor_ends_a_term_whose_end_nobody_stated(self, mission, head):
        embassy = mission()
        head(embassy, "Old", begins="2019-01-01")
        head(embassy, "New", begins="2022-01-01")
        heads = list(embassy.heads.all())

        assert names(queries.heads_on(date(2020, 1, 1), heads)) == [("Old", False)]
        assert names(queries.heads_on(date(2023, 1, 1), heads)) == [("New", False)]

    def test_the_page_answers_for_a_day_and_says_what_is_not_certain(self, lan, sign_in, mission, head):
        embassy = mission()
        head(embassy, "Binh", title="Ambassador", term="2024/2027")
        client = sign_in(lan)

        then = client.get(f"{embassy.get_absolute_url()}?on=11/12/2025").content.decode()
        assert "Binh" in then.partition('id="then"')[2].partition("</p>")[0]
        assert "possibly" in then
        never = client.get(f"{embassy.get_absolute_url()}?on=2019").content.decode()
        assert "nobody on record" in never
        assert "not in the calendar" in client.get(f"{embassy.get_absolute_url()}?on=31/02/2020").content.decode()

    def test_a_closed_person_is_named_to_nobody_below(self, hoa, lan, sign_in, mission, paper):
        embassy = mission()
        person = records.person(records.source(hoa, mark=2), hoa, "Secret Head", mark=Mark.CONFIDENTIAL)
        evidence = [records.said(paper, hoa, head="x")]
        registers.add_part(
            embassy, "heads", HeadOfMission(person=person, begins="2020"), by=hoa, evidence=evidence
        )
        for address in ("/missions/", embassy.get_absolute_url(), f"{embassy.get_absolute_url()}?on=2021"):
            assert "Secret Head" not in sign_in(lan).get(address).content.decode(), address


class TestReports:
    def test_a_mission_owes_a_report_for_each_half_year_that_is_over(self, lan, mission, report):
        embassy = mission(reports_every="half_year", reports_since="2024", reports_within=15)
        report(embassy, period="2024-01/2024-06", received="2024-07-03")

        owed = queries.missing_reports(date(2025, 7, 20), visible_to=lan)
        assert [(one.period, one.due) for one in owed] == [
            ("2024-07/2024-12", date(2025, 1, 15)),
            ("2025-01/2025-06", date(2025, 7, 15)),
        ]
        assert queries.missing_reports(date(2025, 1, 10), visible_to=lan) == []
        coming = queries.missing_reports(date(2025, 1, 10), visible_to=lan, within=timedelta(days=10))
        assert [one.is_late(date(2025, 1, 10)) for one in coming] == [False]

    def test_a_report_on_the_year_covers_both_halves(self, lan, mission, report):
        embassy = mission(reports_every="half_year", reports_since="2024")
        report(embassy, period="2024", received="2025-01-03")
        assert queries.missing_reports(date(2025, 6, 1), visible_to=lan) == []

    def test_each_mission_owes_a_report_on_a_briefing_that_asks_for_it(self, lan, mission, briefing, report):
        laos, china = mission(), mission("Embassy of Vietnam in China", "CN")
        session = briefing(laos, china, answers_due="2025-03-31")
        briefing(laos, title="Planned", answers_due="2025-03-31", status="planned")
        report(laos, briefing=session, received="2025-03-20", summary="Two investors.")

        owed = queries.missing_reports(date(2025, 4, 2), visible_to=lan)
        assert [(one.mission, one.briefing) for one in owed] == [(china, session)]

    def test_the_list_says_who_has_not_reported_and_opens_the_form_filled_in(self, lan, minh, sign_in, mission):
        last_year = timezone.localdate().year - 1
        embassy = mission(reports_every="year", reports_since=str(last_year), reports_within=1)
        page = sign_in(lan).get("/missions/reports/missing/")
        (missing,) = page.context["late"]
        form = sign_in(lan).get(missing.url).content.decode()

        assert f'value="{last_year}"' in form
        assert str(embassy) in form
        assert "File it" in page.content.decode()
        assert "File it" not in sign_in(minh).get("/missions/reports/missing/").content.decode()

    def test_what_came_through_the_mission_is_linked(self, lan, sign_in, mission, report, paper):
        memorandum = records.agreement(paper, lan)
        filed = report(mission(), period="2024", introduced=[memorandum.reference, "a lead of its own"])
        page = sign_in(lan).get(filed.get_absolute_url()).content.decode()
        assert memorandum.get_absolute_url() in page
        assert "a lead of its own" in page

    def test_a_report_is_about_a_period_or_a_briefing(self, mission, report):
        with pytest.raises(registers.BadContent, match="briefing"):
            report(mission(), received="2025")

    def test_a_mission_that_reports_says_since_when(self, mission):
        with pytest.raises(registers.BadContent, match="from when"):
            mission(reports_every="year")


class TestDays:
    def test_briefings_reports_due_and_ends_of_terms_are_in_the_calendar(self, lan, mission, briefing, head):
        today = timezone.localdate()
        embassy = mission(owner=lan)
        briefing(embassy, held=f"{today}", answers_due=f"{today + timedelta(days=20)}")
        head(embassy, "Leaves", begins="2020", ends=f"{today + timedelta(days=9)}")
        asked = Asked(today, today + timedelta(days=30), lan)

        found = {one.sort: one for one in occasions(asked, of=["missions"])}
        assert set(found) == {"happening", "deadline", "notice"}
        assert found["deadline"].responsible == {lan.pk}
        assert found["deadline"].first == today + timedelta(days=20)


def test_the_page_of_a_person_and_the_lists_lead_to_the_mission(lan, sign_in, mission, head, briefing):
    embassy = mission()
    ambassador = head(embassy, "Binh", term="2024/2027").person
    session = briefing(embassy)
    client = sign_in(lan)

    assert embassy.get_absolute_url() in client.get(ambassador.get_absolute_url()).content.decode()
    assert embassy.get_absolute_url() in client.get(session.get_absolute_url()).content.decode()
    assert session.get_absolute_url() in client.get(embassy.get_absolute_url()).content.decode()
    assert client.get(f"/briefings/?mission={embassy.reference}").context["total"] == 1


def test_a_mission_is_as_closed_as_the_partner_whose_name_it_bears(hoa, lan, sign_in, mission, report):
    embassy = mission()
    filed = report(embassy, period="2024")
    Partner.objects.filter(pk=embassy.partner_id).update(mark=Mark.CONFIDENTIAL)

    assert sign_in(lan).get(embassy.get_absolute_url()).status_code == 404
    assert sign_in(lan).get(filed.get_absolute_url()).status_code == 404
    assert sign_in(hoa).get(embassy.get_absolute_url()).status_code == 200
    assert str(embassy) not in sign_in(lan).get("/missions/").content.decode()


def test_the_lists_cost_a_fixed_number_of_queries(
    lan, sign_in, mission, head, report, briefing, django_assert_max_num_queries
):
    for number, code in enumerate(("LA", "KH", "CN", "JP", "KR")):
        embassy = mission(f"Embassy {number}", code, reports_every="year", reports_since="2020", owner=lan)
        head(embassy, f"Head {number}", begins="2021")
        report(embassy, period="2024")
        briefing(embassy, title=f"Briefing {number}", answers_due="2025-02")
    client = sign_in(lan)
    client.get("/missions/")

    for address in ("/missions/", "/briefings/", "/mission_reports/", "/missions/reports/missing/"):
        with django_assert_max_num_queries(9):
            assert client.get(address).status_code == 200
    with django_assert_max_num_queries(24):
        assert client.get(embassy.get_absolute_url()).status_code == 200
