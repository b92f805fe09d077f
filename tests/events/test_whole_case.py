"""A conference from idea to reported, in the browser: refused once, overridden, a consultee late, the report late."""

from __future__ import annotations

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from case_driving import CHROMIUM, Office, browser_type_launch_args, complaints, enter
from proxeny.documents.models import Document
from proxeny.events.models import Event
from proxeny.procedures.models import Case, Consultation, Override

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]
_FIXTURES = (browser_type_launch_args, complaints, enter)

GUESTS = (
    "ID,Name,Email Address,Affiliation,Position,Country,Registration state,Checked in\n"
    "1,Ada Quist,ada@rivers.example,City of Lund,Mayor,Sweden,Complete,Yes\n"
    "2,Bruno Adler,bruno@rivers.example,City of Ulm,Archivist,Germany,Complete,Yes\n"
    "3,Lê Thị Hạ,ha@rivers.example,Sở Văn hóa,Chuyên viên,Vietnam,Complete,Yes\n"
    "4,Carl Nilsen,carl@rivers.example,City of Lund,,Sweden,Complete,No\n"
)


def test_a_conference_from_idea_to_reported(page, live_server, lan, hoa, enter, complaints, monkeypatch):
    def it_is(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, **_k: day)

    it_is(date(2026, 4, 20))
    enter(hoa)  # who signs off may do what those before her may

    # an idea, with a foreign body that makes it international
    office = Office(page, f"{live_server.url}/events/")
    office.go("new/")
    office.fill(
        title="Heritage of river capitals", kind="conference", status="idea", dates="15/06/2026", place="Hanoi",
        foreign_organiser="Network of River Capitals", source_note="The network asked us by letter.",
    )  # fmt: skip
    office.send()
    event = Event.objects.get()
    office.address = f"{live_server.url}{event.get_absolute_url()}"
    assert "This counts as an international conference" in office.text()
    assert "16 May 2026" in office.text()

    # the procedure, opened from the clock
    office.link("Open this procedure")
    office.fill(kind="conference", anchor="2026-06-15", opened_on="2026-04-20")
    office.send()
    assert "The clock" in office.text()
    it_is(date(2026, 5, 20))
    office.step("Agreement in principle", date(2026, 4, 21))
    office.step("File the request", date(2026, 4, 27), reason="the letter follows by post")
    assert Override.objects.get().rule == "papers:file"
    office.step("Written opinions", date(2026, 5, 4))
    office.step("Permission or refusal", date(2026, 5, 12), outcome="refused", note="The week is taken.")
    assert Event.objects.get().status == "refused"
    office.go()
    office.link("Close the case")
    office.fill(outcome="refused", on="2026-05-12", reason="The week is taken.")
    office.send()

    # another week, another procedure; the dates are moved before it is opened
    office.go("edit/")
    office.fill(dates="15/09/2026", status="idea", source_note="The chairman's office named the week.")
    office.send()
    office.link("Open this procedure")
    office.fill(kind="conference", anchor="2026-09-15", opened_on="2026-05-20")
    office.send()
    assert Event.objects.get().status == "idea"

    # a body answers late, and the paper that is missing is overridden
    it_is(date(2026, 7, 20))
    office.step("Agreement in principle", date(2026, 5, 21))
    office.step("File the request", date(2026, 6, 1), reason="the consent of the network comes later")
    case = Case.objects.get(closed_on=None)
    page.goto(f"{live_server.url}/procedures/{case.pk}/ask/?step=opinions&body=other-bodies")
    office.fill(on="2026-06-02")
    office.send()
    assert Event.objects.get().status == "consulting"
    page.goto(f"{live_server.url}/procedures/answers/{Consultation.objects.get().pk}/")
    office.fill(on="2026-07-01", answer="remarks", summary="Mind the floods.")
    office.send()
    assert Consultation.objects.get().is_late
    office.step("Written opinions", date(2026, 7, 2))
    office.step("Permission or refusal", date(2026, 7, 15))
    assert Event.objects.get().status == "permitted"

    # the project paper says what is missing, then is whole enough to take away
    office.go("paper/?language=en")
    assert "The form asks for these" in office.text()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word").click()
    assert taken.value.suggested_filename.endswith("-en.docx")

    # foreseen numbers, a session, the guests
    office.go("counts/new/")
    office.fill(of="delegates from abroad", value="3", is_planned="on", source_note="From the project paper.")
    office.send()
    office.go("sessions/new/")
    office.fill(title="Opening", kind="opening", day="15/09/2026", begins="08:30", ends="09:00", room="Hall A")
    office.send()
    it_is(date(2026, 9, 20))
    office.step("The conference is held", date(2026, 9, 15))
    office.go("participants/files/")
    page.set_input_files("input[type=file]", {"name": "list.csv", "mimeType": "text/csv", "buffer": GUESTS.encode()})
    office.send()
    assert "What the rows would do" in office.text()
    office.send("Bring it in")
    assert page.locator("#list tbody tr").count() == 4
    office.go()
    assert "−1" in page.locator("#counts").inner_text()
    with page.expect_navigation():
        page.get_by_role("button", name="Take the numbers of the list").click()
    assert {one.of: int(one.value) for one in event.counts.filter(is_planned=False)}["delegates from abroad"] == 2
    assert Document.objects.filter(file_name="list.csv").exists()

    # the report is late, said so, and filed
    office.go("edit/")
    office.fill(report_due="30/09/2026", source_note="The permission asks for it.")
    office.send()
    it_is(date(2026, 10, 12))
    office.go()
    assert "The report on the results was due on 2026-09-30" in office.text()
    office.step("Report on the results", date(2026, 10, 12))
    office.go("edit/")
    office.fill(report_number="77/BC", source_note="The report itself.")
    office.send()
    office.go()
    assert Event.objects.get().status == "reported"
    assert "77/BC" in office.text()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert not [one for one in complaints if "422" not in one]  # a refused form says so
