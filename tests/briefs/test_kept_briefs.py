"""A brief asked for with its meeting, and kept: it becomes a paper with editions, for its readers only."""

from __future__ import annotations

import re

import pytest
from tests.records import partner, person, said, source

from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.registers import services as registers
from proxeny.reports import queries, services
from proxeny.reports.briefing import Asked
from proxeny.reports.composing import content_of
from proxeny.reports.drafting import NotToBeDrafted
from proxeny.reports.frozen import Tampered
from proxeny.reports.models import Edition, Report


@pytest.fixture
def paris(lan):
    return partner(source(lan), lan)


@pytest.fixture
def mayor(lan, paris):
    made = person(source(lan, name="post.txt", text="Anne Dupont is the mayor of Paris."), lan, "Anne Dupont")
    made.posts.create(partner=paris, role="Mayor", begins="2020")
    return made


def address(paris, kind="meeting-brief", **asked) -> str:
    given = "&".join(f"{name}={value}" for name, value in {"kind": kind, "language": "en", **asked}.items())
    return f"/briefs/partners/{paris.reference}/?{given}"


def words(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_a_meeting_brief_says_when_where_and_whom_we_meet_with_their_post(paris, mayor, minh, sign_in):
    page = sign_in(minh).get(address(paris, day="2024-04-14", place="City+Hall", people=mayor.reference))

    text = words(page)
    assert "The meeting with Paris is on 14 April 2024 at City Hall." in text
    assert re.search(r"We meet Anne Dupont .{0,24}, Mayor", text)


def test_a_day_that_is_none_is_told_beside_its_field_and_the_brief_is_there(paris, minh, sign_in):
    page = sign_in(minh).get(address(paris, day="31/02/2024"))

    assert page.status_code == 422
    assert "31/02/2024" in words(page)
    assert "Talking points" in words(page)


def test_an_officer_keeps_a_meeting_brief_and_a_reader_does_not(paris, mayor, lan, minh, sign_in):
    form = {
        "mark": "1", "day": "14/04/2024", "place": "City Hall", "people": [mayor.reference], "languages": ["en", "vi"],
        "to_raise": "The metro line.\nA school exchange.", "title": "",
    }  # fmt: skip
    assert sign_in(minh).post(address(paris), form).status_code == 403
    assert not Report.objects.exists()

    answer = sign_in(lan).post(address(paris), form)

    edition = Edition.objects.get()
    assert answer.headers["Location"] == edition.get_absolute_url()
    report = edition.report
    assert (report.kind, report.partner, report.day, list(report.people.all())) == (
        "meeting-brief", paris, "2024-04-14", [mayor],
    )  # fmt: skip
    text = words(sign_in(lan).get(edition.get_absolute_url()))
    assert "What we want to raise The metro line" in text.replace("Write over : raise.1 ", "")
    assert "A school exchange." in text


def test_a_kept_brief_is_signed_off_and_frozen_as_reports_are(paris, lan, hoa):
    asked = Asked(kind="meeting-brief", period="2023", partner=paris, to_raise="The metro line.")
    edition = services.open_report(kind="meeting-brief", period="2023", languages=["en"], by=lan, about=asked)
    services.submit(edition, by=lan)
    services.send_on(edition, by=lan)
    services.approve(edition, by=hoa)
    services.publish(edition, by=hoa)

    services.change_report(edition.report, title="", template=None, by=lan, meeting=Asked(to_raise="Another thing."))

    frozen = Edition.objects.get(pk=edition.pk)
    assert "The metro line." in str(content_of(frozen))
    assert "Another thing." not in str(content_of(frozen))
    second = services.open_edition(edition.report, reason="The agenda changed.", by=lan)
    assert "Another thing." in str(content_of(second))
    Edition.objects.filter(pk=edition.pk).update(content=frozen.content.replace("metro", "tram"))
    with pytest.raises(Tampered):
        content_of(Edition.objects.get(pk=edition.pk))


def test_briefs_on_one_partner_may_be_kept_more_than_once_and_stand_in_their_own_list(paris, lan, sign_in):
    asked = Asked(kind="partner-brief", period="2023", partner=paris)
    for _again in range(2):
        services.open_report(kind="partner-brief", period="2023", languages=["en"], by=lan, about=asked)

    assert Report.objects.filter(kind="partner-brief").count() == 2
    assert len({report.reference for report in queries.reports(visible_to=lan)}) == 2
    assert "Briefs that were kept" in words(sign_in(lan).get("/briefs/"))


def test_sensitive_points_are_for_those_cleared_whoever_keeps_the_brief(paris, lan, hoa, sign_in):
    closed = source(hoa, mark=Mark.CONFIDENTIAL, name="n.txt", text="A quiet trip to Paris was refused.")
    trip = Delegation(title="A quiet trip", direction="out", dates="2023-05", status="refused", mark=Mark.CONFIDENTIAL)
    registers.create(trip, by=hoa, evidence=[said(closed, hoa, title="A quiet trip")], many={"partners": [paris]})

    assert "A quiet trip" in words(sign_in(hoa).get(address(paris)))
    assert "CONFIDENTIAL" in words(sign_in(hoa).get(address(paris)))
    assert "A quiet trip" not in words(sign_in(hoa).get(address(paris, mark=1)))
    assert "A quiet trip" not in words(sign_in(lan).get(address(paris)))
    assert "A quiet trip" not in words(sign_in(lan).get(address(paris, mark=2)))


def test_a_brief_for_readers_who_may_not_see_its_partner_is_refused(paris, hoa):
    paris.mark = Mark.CONFIDENTIAL
    paris.save()
    asked = Asked(kind="partner-brief", period="2023", partner=paris)

    with pytest.raises(NotToBeDrafted, match="marked confidential"):
        services.open_report(
            kind="partner-brief", period="2023", languages=["en"], by=hoa, mark=Mark.INTERNAL, about=asked
        )


def test_a_visit_file_is_made_from_the_page_of_its_delegation(paris, lan, minh, huong, sign_in):
    paper = source(lan, name="visit.txt", text="Paris comes to Hanoi on 2 February 2024.")
    trip = Delegation(title="Paris to Hanoi", direction="in", dates="2024-02-02", mark=Mark.INTERNAL)
    trip = registers.create(
        trip, by=lan, evidence=[said(paper, lan, title="Paris to Hanoi")], many={"partners": [paris]}
    )
    page = sign_in(minh).get(trip.get_absolute_url()).content.decode()
    found = re.search(r'href="(/briefs/delegations/[^"]*kind=visit-file)"', page)

    assert found
    assert "Visit: Paris to Hanoi" in words(sign_in(minh).get(found[1] + "&language=en"))
    assert sign_in(huong).get(found[1]).status_code == 404


def test_the_city_has_a_profile_for_investors(lan, sign_in):
    page = sign_in(lan).get("/briefs/city/?language=en")

    assert page.status_code == 200
    assert "Hanoi for investors" in words(page)


def test_the_page_of_a_brief_takes_a_constant_number_of_queries(
    paris, lan, minh, sign_in, django_assert_max_num_queries
):
    client = sign_in(minh)
    client.get(address(paris))
    with django_assert_max_num_queries(70):
        client.get(address(paris))
