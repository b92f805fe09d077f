"""Aid from offer to closed, in the browser: returned once for a paper, overridden, approved, paid, late, closed."""

from __future__ import annotations

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from case_driving import CHROMIUM, Office, browser_type_launch_args, complaints, enter
from proxeny.aid.models import Aid
from proxeny.procedures.models import Override, Step

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]
_FIXTURES = (browser_type_launch_args, complaints, enter)


def test_aid_from_offer_to_closed(page, live_server, hoa, enter, complaints, monkeypatch):
    def it_is(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, **_k: day)

    it_is(date(2025, 11, 3))
    enter(hoa)  # who signs off may do what those before her may

    # an offer
    office = Office(page, f"{live_server.url}/aid/")
    office.go("new/")
    office.fill(
        title="Equipment for two clinics", direction="received", kind="project", status="offer", value="150000",
        unit="USD", source_note="The foundation's letter.",
    )  # fmt: skip
    office.send()
    aid = Aid.objects.get()
    assert aid.status == "offer"
    office.address = f"{live_server.url}{aid.get_absolute_url()}"

    # the dossier comes back once, then goes on without a paper, for a reason
    office.link("Open a procedure")
    office.fill(kind="aid-appraisal", anchor="2025-11-10", opened_on="2025-11-03")
    office.send()
    assert Aid.objects.get().status == "dossier"
    it_is(date(2025, 12, 20))
    office.step("The full dossier", date(2025, 11, 10), outcome="returned", note="The donor's consent is missing.")
    assert "The donor's consent is missing." in office.text()
    assert Aid.objects.get().status == "dossier"
    office.step("The full dossier", date(2025, 11, 14), reason="the original comes by courier")
    assert Override.objects.get().rule == "papers:receive"
    assert Aid.objects.get().status == "appraisal"
    office.step("Written opinions", date(2025, 11, 20))
    office.step("Appraisal report", date(2025, 12, 8))
    assert Step.objects.get(key="appraise").is_late
    office.step("Approval or refusal", date(2025, 12, 15))
    assert Aid.objects.get().status == "approved"
    office.go()
    assert "The work is to begin by 15 June 2026" in office.text()

    # promised, paid, too much paid, some of it back
    for kind, value, day in (
        ("commitment", "150000", "15/12/2025"),
        ("disbursement", "160000", "18/12/2025"),
        ("refund", "15000", "19/12/2025"),
    ):
        office.go("transactions/new/")
        office.fill(kind=kind, date=day, value=value, unit="USD", provider="Foundation", source_note="Bank statement.")
        office.send()
        office.go()
        warned = "More is disbursed than committed" in office.text()
        assert warned == (kind == "disbursement")
    assert Aid.objects.get().status == "receiving"
    assert "USD 145,000" in office.text()

    # nothing began in time: the page says so; then it does, is wound up and closed with its result
    it_is(date(2026, 7, 1))
    office.go()
    assert "Since 15 June 2026 the approval may be withdrawn" in office.text()
    office.step("Work begins", date(2026, 6, 29))
    assert Step.objects.get(key="start").is_late
    assert Aid.objects.get().status == "implementing"
    it_is(date(2027, 3, 1))
    office.go()
    office.link("Work ends")
    office.fill(on="02/2027", source_note="The owner's report.")
    office.send()
    office.link("It is closed")
    office.fill(source_note="The owner's report.")
    office.send()
    assert "what came of it" in office.text()
    office.fill(result="Two clinics work.")
    office.send()
    aid = Aid.objects.get()
    assert (aid.status, aid.ended, aid.result) == ("closed", "2027-02", "Two clinics work.")
    office.go()
    assert "activity status 4, Closed" in office.text()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert not [one for one in complaints if "422" not in one]
