"""A trip abroad from plan to closed, and a visit received, in the browser: refused once, a step late, a limit
overridden, papers printed, the report late."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe

from case_driving import CHROMIUM, Office, browser_type_launch_args, complaints, enter
from proxeny.delegations.models import Delegation, Gift, TravelDocument
from proxeny.procedures.models import Case, Consultation, Override, Step

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]
_FIXTURES = (browser_type_launch_args, complaints, enter)


@pytest.fixture
def it_is(monkeypatch):
    """Sets the day that the office takes for today."""
    return lambda day: monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, **_k: day)


def state() -> str:
    return Delegation.objects.get().status


def test_a_trip_abroad_from_plan_to_closed(page, live_server, hoa, enter, complaints, it_is):
    it_is(date(2026, 7, 1))
    enter(hoa)  # who signs off may do what those before her may
    office = Office(page, f"{live_server.url}/delegations/")

    # planned, from the page of the year's plan
    office.go("plan/2026/")
    office.link("Plan a trip")
    office.fill(
        title="Study of tramways in Ostra", level="department", dates="2026-09-15/2026-09-20", size="12",
        proposing_unit="Transport", purpose="See how trams are run", source_note="The unit's letter of 30 June.",
    )  # fmt: skip
    office.send()
    trip = Delegation.objects.get()
    office.address = f"{live_server.url}{trip.get_absolute_url()}"
    assert (trip.status, trip.plan_year, trip.in_plan) == ("planned", 2026, True)
    assert "People in a delegation: 12" in office.text()

    # proposed without its papers, a body asked, refused
    office.link("Open a procedure")
    office.fill(kind="trip-out", anchor="2026-09-15", opened_on="2026-07-01")
    office.send()
    it_is(date(2026, 7, 20))
    office.step("In the yearly plan", date(2026, 7, 1))
    office.step("File the dossier", date(2026, 7, 2), reason="the letter follows by post")
    assert state() == "proposed"
    first = Case.objects.get()
    page.goto(f"{live_server.url}/procedures/{first.pk}/ask/?step=examine&body=party-organisation-board")
    office.fill(on="2026-07-03")
    office.send()
    assert state() == "opinions"
    page.goto(f"{live_server.url}/procedures/answers/{Consultation.objects.get().pk}/")
    office.fill(on="2026-07-13", answer="remarks", summary="Say more plainly what for.")
    office.send()
    office.step("The department examines", date(2026, 7, 14))
    assert Step.objects.get(case=first, key="examine").is_late
    office.step("Decision", date(2026, 7, 15), outcome="refused", note="The dossier is thin.")
    assert state() == "refused"
    office.go()
    office.link("Close the case")
    office.fill(outcome="refused", on="2026-07-15", reason="The dossier is thin.")
    office.send()

    # the dossier completed and proposed again: approved
    office.link("Open a procedure")
    office.fill(kind="trip-out", anchor="2026-09-15", opened_on="2026-07-16")
    office.send()
    assert state() == "planned"
    case = Case.objects.get(closed_on=None)
    page.goto(f"{live_server.url}/procedures/{case.pk}/papers/")
    for field in page.locator("main select[name$='state']").all():
        field.select_option("there")
    office.send()
    it_is(date(2026, 8, 20))
    office.step("In the yearly plan", date(2026, 7, 16))
    office.step("File the dossier", date(2026, 7, 20))
    assert not Override.objects.filter(case=case).exists()
    office.step("The department examines", date(2026, 7, 22))
    office.step("Decision", date(2026, 7, 24))
    assert state() == "approved"

    # a limit overridden with a reason
    office.go()
    office.link("Record the reason")
    assert "at most 10" in office.text()
    office.fill(reason="Two drivers are trained there at the hosts' cost.")
    office.send()
    assert Override.objects.get(case=case).rule == "limit:people"
    assert "a reason is on record" in office.text()

    # members, the way, the programme, the budget
    office.go("members/several/")
    office.fill(
        people="Lê Anh Tuấn; Deputy director; Transport; head\nTrần Thị Bình; Engineer; Transport",
        source_note="List of the unit.",
    )
    office.send()
    office.go("legs/new/")
    office.fill(country="JP", place="Ostra", dates="2026-09-15/2026-09-20")
    office.send()
    for day, begins, what in (("2026-09-16", "09:00", "Talks at the depot"), ("2026-09-17", "14:00", "Line 1")):
        office.go(f"programme/new/?day={day}")
        office.fill(begins=begins, what=what)
        office.send()
    office.go("programme/new/")
    office.fill(day="2026-09-30", what="Too late")
    page.locator("main form button.button-primary").first.click()
    page.wait_for_selector("#errors")
    assert "not within the days" in office.text()
    office.go("costs/new/")
    office.fill(item="fare", estimate="240000000", currency="VND", paid_by="province", source_note="Airline offer.")
    office.send()
    member = trip.members.get(name="Trần Thị Bình")
    office.go(f"passports/{member.pk}/")
    office.fill(number="C1234567", visa="granted")
    office.send()
    assert TravelDocument.objects.get().number == "C1234567"
    office.go()
    assert "Talks at the depot" in office.text()
    assert "C1234567" not in page.content()

    # papers printed
    with page.expect_download() as taken:
        page.locator("#print li", has_text="DOCX").get_by_role("link", name="Vietnamese").click()
    word = docx.Document(io.BytesIO(taken.value.path().read_bytes()))
    named = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "Trần Thị Bình" in named
    for paper in ("Programme booklet", "Name cards", "Seating list"):
        with page.expect_download() as taken:
            page.locator("#print li", has_text=paper).get_by_role("link", name="English").click()
        assert taken.value.path().read_bytes().startswith(b"%PDF")

    # under way and returned by the days; the report is late, said so, filed; closed
    it_is(date(2026, 9, 17))
    office.go()
    assert "under way" in page.locator(".delegation-state").inner_text()
    it_is(date(2026, 9, 22))
    office.go()
    assert "returned" in page.locator(".delegation-state").inner_text()
    for key, day in (("depart", "2026-09-15"), ("return", "2026-09-20")):
        page.goto(f"{live_server.url}/procedures/{case.pk}/steps/{key}/")
        office.fill(on=day)
        office.send()
    it_is(date(2026, 10, 12))
    office.go()
    assert "The report is late." in office.text()
    assert "30 September 2026" in office.text()
    office.link("File the report on return")
    office.fill(report_number="41/BC", results="Two ideas for line 3.", source_note="The report itself.")
    office.send()
    assert state() == "reported"
    assert Step.objects.get(case=case, key="report").is_late
    office.link("Close the case")
    office.fill(outcome="completed", on="2026-10-12")
    office.send()
    assert state() == "closed"
    assert "41/BC" in office.text()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert not [one for one in complaints if "422" not in one]  # a refused form says so


def test_a_visit_received_with_its_sheet_its_seats_and_a_gift(page, live_server, lan, enter, complaints, it_is):
    it_is(date(2026, 11, 20))
    enter(lan)
    office = Office(page, f"{live_server.url}/delegations/")
    office.go("new/")
    office.fill(
        title="Mayor of Ostra", direction="in", level="foreign_city_leader", status="approved",
        dates="2026-12-02/2026-12-04", sent_by="City of Ostra", receiving_unit="Protocol", source_note="Their letter.",
    )  # fmt: skip
    office.send()
    visit = Delegation.objects.get()
    office.address = f"{live_server.url}{visit.get_absolute_url()}"

    for name, rank, diet in (("Hana Mori", "unit", ""), ("Kenji Ostrawa", "mayor", "no pork")):
        office.go("members/new/")
        office.fill(name=name, rank=rank, diet=diet, language="Japanese", source_note="Their list.")
        office.send()
    office.link("Write the visit sheet")
    office.link("mayor, governor")
    assert "For this rank: the director of foreign affairs" in office.text()
    office.fill(cars="Two cars", interpreters="Two")
    office.send()
    assert "banquet given by the chairman" in office.text()

    office.link("Arrange the seats")
    theirs = page.locator("[name=theirs]").input_value()
    assert theirs.splitlines()[0] == "Kenji Ostrawa"
    office.fill(ours="Phạm Hà; Director\nVũ Nam; Interpreter")
    office.send()
    for paper in ("Visit sheet", "Seating list"):
        with page.expect_download() as taken:
            page.locator("#print li", has_text=paper).get_by_role("link", name="English").click()
        assert taken.value.path().read_bytes().startswith(b"%PDF")

    office.go("gifts/new/")
    office.fill(
        direction="received", what="Tea set", value="150", currency="USD", giver="Mayor of Ostra",
        given_on="2026-12-03", kept_where="Cabinet 3", source_note="Handed over at the talks.",
    )  # fmt: skip
    office.send()
    assert Gift.objects.get().kept_where == "Cabinet 3"
    page.goto(f"{live_server.url}/gifts/?undeclared=true")
    assert "Tea set" in office.text()
    for address in (f"{live_server.url}/gifts/", f"{live_server.url}/delegations/plan/2026/", office.address):
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.set_viewport_size({"width": 1280, "height": 800})
    assert not complaints
