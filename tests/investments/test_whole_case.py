"""An investor from the first enquiry to a plant that runs, in the browser: late, refused, lost and come back, cut."""

from __future__ import annotations

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from case_driving import CHROMIUM, Office, browser_type_launch_args, complaints, enter
from proxeny.indicators.catalogue import bring_up_to_date
from proxeny.indicators.models import Indicator
from proxeny.indicators.services import record_observation
from proxeny.investments.models import Grievance, Lead, Project
from stating import figure, source

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]
_FIXTURES = (browser_type_launch_args, complaints, enter)


def test_an_investor_from_enquiry_to_operation(page, live_server, lan, enter, complaints, monkeypatch):
    today = {"is": date(2025, 3, 24)}
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, **_k: today["is"])
    enter(lan)

    # an enquiry of 3 March, found unanswered on the 24th
    office = Office(page, f"{live_server.url}/leads/")
    office.go("new/")
    office.fill(
        title="A lens plant", investor="Kobo Lens", channel="letter", received="3/3/2025", value="90000000", unit="USD",
        source_note="Letter of 3 March.",
    )  # fmt: skip
    office.send()
    lead = Lead.objects.get()
    office.address = f"{live_server.url}{lead.get_absolute_url()}"
    assert lead.key_account == lan
    assert "The first answer is 14 days late." in office.text()
    office.go("../board/")
    assert "1 enquiry late for an answer" in office.text()
    assert not Axe().run(page).response["violations"]

    # answered at last, with a next step
    office.go()
    office.link("Log the answer")
    office.fill(
        date="24/3/2025", kind="email", what="Sent the list of sites.", next_step="Show two sites", due="4/4/2025"
    )
    office.send()
    assert "First answered on 24 March 2025" in office.text()

    def move(to: str, on: str, reason: str = "") -> None:
        office.go("move/")
        office.fill(to=to, on=on, reason=reason)
        office.send()

    # a skipped stage is refused, then gone through in order
    move("site_visit", "2025-03-24")
    assert "This skips lead, qualified" in office.text()
    for stage in ("lead", "qualified", "site_visit", "proposal"):
        move(stage, "2025-03-24")
    assert "Where it stands: proposal" in office.text()

    # the proposal is refused, the investor lost, and comes back
    today["is"] = date(2025, 6, 2)
    office.link("Proposal refused")
    office.fill(on="2025-04-14", reason="The rent is too high.")
    office.send()
    assert "The rent is too high." in office.text()
    office.link("Lost")
    office.fill(because="terms", on="2025-04-28")
    office.send()
    assert "Where it stands: lost" in office.text()
    office.link("Open again")
    office.fill(on="2025-05-12", reason="The park lowered its rent.")
    office.send()
    move("mou", "2025-05-26")
    office.go("promises/new/")
    office.fill(date="26/5/2025", what="A lens plant", value="80000000", unit="USD", source_note="The memorandum.")
    office.send()

    # the licence makes the project with the first line of its ledger
    today["is"] = date(2026, 3, 2)
    office.link("Record the licence")
    office.fill(
        date="2025-09-10", licence_number="0123-456", value="60000000", unit="USD", form="wholly_foreign",
        publisher="City statistics", source_note="The licence.",
    )  # fmt: skip
    office.send()
    project = Project.objects.get()
    plant = Office(page, f"{live_server.url}{project.get_absolute_url()}")
    assert project.movements.get().kind == "new"

    def enter_movement(kind: str, value: str, day: str, reason: str = "") -> None:
        plant.go("movements/new/")
        plant.fill(kind=kind, value=value, date=day, unit="USD", reason=reason, source_note="The portal.")
        plant.send()

    # more is added; a cut too large is refused and corrected; money above what is registered needs a reason
    enter_movement("added", "20000000", "1/12/2025")
    enter_movement("reduced", "90000000", "12/1/2026")
    assert "USD 90 m is more than the USD 80 m registered then." in plant.text()
    plant.fill(value="30000000")
    plant.send()
    enter_movement("disbursed", "55000000", "2/2/2026")
    assert "more than the USD 50 m registered" in plant.text()
    plant.fill(reason="The investor's audited report.")
    plant.send()
    assert "More is disbursed than is registered" in plant.text()
    office.go()
    assert "Where it stands: disbursing" in office.text()

    # the plant runs
    plant.go("edit/")
    plant.fill(status="in_operation", operating_since="20/2/2026", source_note="Opened that day.")
    plant.send()
    office.go()
    assert "Where it stands: operating" in office.text()

    # a grievance, answered late
    plant.go()
    plant.link("Enter a grievance")
    plant.fill(title="Power cuts", about="infrastructure", received="2/2/2026", due="9/2/2026", source_note="A call.")
    plant.send()
    grievance = Office(page, f"{live_server.url}{Grievance.objects.get().get_absolute_url()}")
    assert "The answer is 21 days late." in grievance.text()
    grievance.link("Record the answer")
    grievance.fill(on="2026-03-02", answer="A second line is laid in April.")
    grievance.send()
    assert "Answered 21 days late." in grievance.text()
    grievance.link("Record how it ended")
    grievance.fill(outcome="solved", on="2026-03-02", satisfaction="4")
    grievance.send()
    assert "Solved." in grievance.text()

    # the totals stand beside what is published
    bring_up_to_date()
    stated = figure(source(lan, publisher="City statistics"), "12", "count", by=lan)
    record_observation(
        Indicator.objects.get(code="fdi_projects_new"), area="Hanoi", period="2025-09", evidence=stated, by=lan
    )
    totals = Office(page, f"{live_server.url}/investments/totals/")
    totals.go("?year=2025")
    totals.page.get_by_text("What is probably missing").first.click()
    said = totals.text()
    assert "September 2025: City statistics states 12 new projects, 1 recorded: 11 probably missing." in said
    assert not Axe().run(page).response["violations"]
    totals.page.goto(f"{live_server.url}/investments/conversion/?by=channel")
    assert "USD 80 m" in totals.text()
    assert not Axe().run(page).response["violations"]
    assert [heard for heard in complaints if "422" not in heard] == []
