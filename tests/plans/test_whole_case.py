"""A whole case in the browser: a briefing is held, missions are asked, some do it, one refuses, one hands it on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

import records
from browser.conftest import CHROMIUM, browser_type_launch_args, catalogue, complaints, enter
from proxeny.missions import services as missions
from proxeny.missions.models import Briefing, MissionReport
from proxeny.plans.models import Commitment

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]
_FIXTURES = (browser_type_launch_args, catalogue, complaints, enter)


def accessible(page) -> None:
    """The page keeps the rules of WCAG as far as a machine can tell."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def choose(page, field: str, *names: str) -> None:
    """Choose records by a few letters in a field that finds them."""
    for name in names:
        box = page.locator(f"#id_{field}-ts-control")
        box.click()
        box.fill(name)
        page.locator(f"#id_{field}-ts-dropdown [data-selectable]", has_text=name).first.click()
    page.keyboard.press("Escape")


def submit(page) -> None:
    page.locator("main form.record-form .form-foot button").click()
    page.wait_for_load_state()


def card(page, words: str):
    return page.locator(".board-card", has_text=words)


def column(page, key: str) -> str:
    return page.locator(f".board-{key}").inner_text()


def test_missions_are_asked_at_a_briefing_and_followed_up_to_the_end(
    page, live_server, catalogue, lan, hoa, enter, complaints
):
    today = timezone.localdate()
    paper = records.source(lan, text="Minutes. Each mission introduces three investors by spring.", name="minutes.txt")
    embassies = {
        code: missions.enter(
            name=f"Embassy of Vietnam in {name}", country=code, by=lan, evidence=[records.said(paper, lan, name=name)]
        )
        for code, name in (("LA", "Laos"), ("KH", "Cambodia"), ("CN", "China"))
    }
    enter(lan)

    # the briefing, held last week; reports on it were due yesterday
    page.goto(f"{live_server.url}/briefings/new/")
    page.fill("#id_title", "Session with heads of mission")
    page.fill("#id_held", f"{today - timedelta(days=7)}")
    choose(page, "missions", "Laos", "Cambodia", "China")
    page.fill("#id_answers_due", f"{today - timedelta(days=1)}")
    choose(page, "source_document", "minutes")
    submit(page)
    assert page.locator("#attending tbody tr").count() == 3

    # the same is asked of all who attended; a second thing with them
    page.get_by_role("link", name="Ask all who attended").click()
    accessible(page)
    page.fill("#id_row-0-what", "Introduce three investors")
    page.fill("#id_row-0-due", f"{today - timedelta(days=2)}")
    page.fill("#id_row-0-quote", "Each mission introduces three investors by spring.")
    page.fill("#id_row-1-what", "Show the city's film at the national day")
    choose(page, "source_document", "minutes")
    submit(page)
    assert page.locator("#commitments tbody tr").count() == 6
    accessible(page)
    briefing = Briefing.objects.get()
    asked = {c.mission.country: c for c in Commitment.objects.filter(what="Introduce three investors")}
    assert all(c.origin == briefing for c in asked.values())

    # the board shows them late; one is done with evidence, from the board and back to it
    page.goto(f"{live_server.url}/commitments/all/board/")
    assert "Introduce three investors" in column(page, "overdue")
    accessible(page)
    late = card(page, "Introduce three investors").filter(has_text="Laos")
    late.get_by_role("link", name=re.compile("^Done")).click()
    page.fill("#id_fulfilled", f"{today - timedelta(days=3)}")
    submit(page)
    assert "source" in page.locator(".field-error").first.inner_text().lower()  # no evidence yet
    page.fill("#id_source_note", "Letter of the embassy with three names.")
    submit(page)
    assert page.url.endswith("/commitments/all/board/")
    assert "Laos" in column(page, "done")

    # one in part, late
    page.goto(f"{live_server.url}{asked['KH'].get_absolute_url()}")
    page.get_by_role("link", name="Done in part").click()
    page.fill("#id_on", f"{today}")
    page.fill("#id_note", "One investor of three; the others in autumn.")
    page.fill("#id_source_note", "Call of the embassy.")
    submit(page)
    assert "late" in page.locator("#reported").inner_text()

    # one refuses, with the reason
    page.goto(f"{live_server.url}{asked['CN'].get_absolute_url()}")
    page.get_by_role("link", name="It will not be kept").click()
    page.fill("#id_reason", "The embassy has no trade officer this year.")
    page.fill("#id_source_note", "Its answer of this week.")
    submit(page)
    assert "no trade officer" in page.locator("main").inner_text()

    # the film is handed over to a colleague, and taken up with one click
    film = Commitment.objects.filter(what__startswith="Show").get(mission=embassies["CN"])
    page.goto(f"{live_server.url}{film.get_absolute_url()}")
    page.get_by_role("link", name="Hand it over").click()
    choose(page, "to", "Hoa")
    submit(page)
    page.goto(f"{live_server.url}/commitments/all/board/?owner={hoa.username}")
    card(page, "Show the city's film").get_by_role("button", name=re.compile("^Take it up")).click()
    page.wait_for_load_state()
    assert "Show the city's film" in column(page, "in_progress")

    page.goto(f"{live_server.url}/commitments/all/board/")
    assert "Cambodia" in column(page, "overdue")
    assert "in progress" in column(page, "overdue")
    assert "no trade officer" not in page.locator(".board").inner_text()

    # one mission reports, the others are late
    page.goto(f"{live_server.url}/missions/reports/missing/")
    accessible(page)
    line = page.locator("main li", has_text="Laos")
    assert page.locator("main li .badge-decision").count() == 3
    line.get_by_role("link", name=re.compile("^File it")).click()
    page.fill("#id_received", f"{today}")
    page.fill("#id_summary", "Three investors introduced.")
    page.fill("#id_investors_introduced", "3")
    page.fill("#id_source_note", "Report of the embassy.")
    submit(page)
    assert MissionReport.objects.get().briefing == briefing
    page.goto(f"{live_server.url}/missions/reports/missing/")
    assert page.locator("main li .badge-decision").count() == 2
    assert "Laos" not in page.locator("main").inner_text()
    assert complaints == [one for one in complaints if "422" in one]  # only the form that was sent back


def test_a_promise_is_taken_from_a_clause_of_an_agreement(page, live_server, catalogue, lan, enter, complaints):
    paper = records.source(lan)
    memorandum = records.agreement(paper, lan)
    enter(lan)

    page.goto(f"{live_server.url}{memorandum.get_absolute_url()}")
    page.locator("#commitments").get_by_role("link", name="Add a commitment").click()
    page.fill("#id_what", "Exchange two officers a year")
    page.fill("#id_part", "Article 3")
    page.fill("#id_due", "31/12/2025")
    page.select_option("#id_every", "year")
    choose(page, "source_document", "news")
    page.fill("#id_source_quote", "Hanoi and Paris signed a memorandum of understanding on heritage")
    submit(page)

    made = Commitment.objects.get()
    assert (made.origin, made.part, made.next_due) == (memorandum, "Article 3", "2025-12-31")
    assert page.locator("#origin").get_by_role("link", name=memorandum.title).count() == 1
    page.goto(f"{live_server.url}{memorandum.get_absolute_url()}")
    assert "Exchange two officers a year" in page.locator("#commitments").inner_text()
    assert complaints == []
