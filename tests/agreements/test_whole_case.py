"""A whole case in a real browser: from an idea over a late opinion, a refusal and a step overridden to the signature,
and from there to the end; what cannot follow is refused with its reason."""

from __future__ import annotations

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

import records
from case_driving import CHROMIUM, Office, browser_type_launch_args, complaints, enter
from proxeny.agreements.models import Agreement
from proxeny.documents import services as documents
from proxeny.procedures.models import Case, Consultation, Override

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]
_FIXTURES = (browser_type_launch_args, complaints, enter)

TEXT = (
    "The mayor of Ostra and the chairman signed the memorandum on trams in Ostra on 8 September 2026.\n"
    "It enters into force on 1 October 2026 and runs until 30 September 2029."
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def it_is(monkeypatch):
    """Sets the day that the office takes for today."""
    return lambda day: monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, **_k: day)


def state() -> str:
    return Agreement.objects.get().state


def serious(page) -> list[str]:
    """What axe finds serious or critical on the page, and what sticks out of it."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in {"serious", "critical"}] + (
        [f"{wide} px too wide"] if wide > 0 else []
    )


def test_an_agreement_from_its_idea_to_its_end(page, live_server, hoa, lan, enter, complaints, it_is):
    it_is(date(2026, 7, 1))
    paper = records.source(lan, text=TEXT, name="ostra.txt")
    ostra = records.partner(paper, lan, "Ostra", country="CZ")
    enter(hoa)  # who signs off may do what those before her may
    office = Office(page, f"{live_server.url}/agreements/")

    # an idea: nothing of its state is typed
    page.goto(f"{live_server.url}/agreements/new/?partners={ostra.reference}")
    assert page.locator("[name=status]").count() == 0
    office.fill(title="Memorandum on trams with Ostra", kind="mou", proposer="Transport", source_note="Asked in June.")
    office.send()
    agreement = Agreement.objects.get()
    office.address = f"{live_server.url}{agreement.get_absolute_url()}"
    assert "Nothing is done yet" in office.text()
    assert state() == "idea"

    # the procedure: a draft, an opinion that has to be asked for twice and comes late
    office.link("Open a procedure")
    office.fill(kind="agreement", anchor="2026-09-08", opened_on="2026-07-01")
    office.send()
    case = Case.objects.get()
    office.step("Draft and proposal", date(2026, 7, 1))
    assert state() == "draft"
    page.goto(f"{live_server.url}/procedures/{case.pk}/ask/?step=opinions&body=foreign-affairs-department")
    office.fill(on="2026-07-01")
    office.send()
    assert state() == "consulting"
    asked = Consultation.objects.get()
    # the rules give no number of days; the office has agreed on a fortnight
    Consultation.objects.filter(pk=asked.pk).update(due=date(2026, 7, 15))
    it_is(date(2026, 7, 10))
    office.go()
    assert "5 days left" in office.text()
    it_is(date(2026, 7, 27))
    office.go()
    assert "12 days late" in office.text()
    page.goto(f"{live_server.url}/procedures/answers/{asked.pk}/")
    office.fill(on="2026-07-27", answer="remarks", summary="Name who pays.")
    office.send()
    asked.refresh_from_db()
    assert asked.is_late
    office.step("Written opinions", date(2026, 7, 27))
    office.step("Consolidate and explain", date(2026, 7, 27))
    assert state() == "revised"

    # submitted without all papers, with a reason; refused, mended, approved
    office.step("Submit to the chairman", date(2026, 7, 27), reason="The translation follows by post.")
    assert state() == "submitted"
    assert Override.objects.get().reason == "The translation follows by post."
    office.step("Decision to sign", date(2026, 7, 27), outcome="refused", note="Nobody says who pays.")
    assert state() == "refused"
    assert "It was refused" in office.text()
    page.locator(".procedure tr", has_text="Decision to sign").get_by_role("link", name="Take back").click()
    office.fill(reason="Submitted again with who pays.")
    office.send()
    assert state() == "submitted"
    it_is(date(2026, 8, 20))
    office.step("Decision to sign", date(2026, 8, 20))
    assert state() == "approved"

    # the step of signing asks for the signature with its source, which then records the step
    it_is(date(2026, 9, 10))
    office.go()
    page.locator(".procedure tr", has_text="Signing").get_by_role("link", name="Record").first.click()
    office.fill(outcome="done", on="2026-09-08")
    office.send()
    assert "Record the signature itself" in office.text()
    office.go()
    office.link("Record the signature")
    page.goto(f"{page.url}?source_document={paper.reference}")  # chosen as by a few letters of its name
    office.fill(
        date="08/09/2026", entry_into_force="01/10/2026", expires="30/09/2029", place="Ostra",
        source_quote=TEXT.split("\n")[0],
    )  # fmt: skip
    office.send()
    assert state() == "signed"
    assert case.steps.get(key="sign").done_on == date(2026, 9, 8)
    signature = agreement.acts.get(deed="sign")
    assert documents.evidence_of(signature, visible_to=lan, field="date").get().statement.quote == TEXT.split("\n")[0]
    assert "in 21 days" in office.text()
    assert serious(page) == []

    # in force by itself on its day, extended, terminated
    it_is(date(2026, 10, 1))
    office.go()
    assert page.locator(".agreement .sheet-head .badge").inner_text() == "in force"
    it_is(date(2029, 6, 1))
    office.go()
    office.link("Extension")
    office.fill(date="2029-05-30", expires="2028-09-30", source_note="The letters of 30 May.")
    office.send()
    assert "lies before its beginning" in office.text()
    office.fill(expires="2032-09-30", instrument="Exchange of letters", source_note="The letters of 30 May.")
    office.send()
    assert state() == "extended"
    it_is(date(2030, 2, 1))
    office.go()
    office.link("Termination")
    office.fill(date="2030-01-31", effective="2030-02-01", summary="The trams are sold.", source_note="Their letter.")
    office.send()
    assert state() == "terminated"

    # an amendment is refused, and says why
    assert page.get_by_role("link", name="Amendment").count() == 0
    office.go("acts/new/amend/")
    office.fill(date="2030-02-01", summary="Buses too.", source_note="A note.")
    office.send()
    refused = office.text()
    assert "On 1 February 2030 Memorandum on trams with Ostra is terminated" in refused
    assert page.locator("[name=summary]").input_value() == "Buses too."
    assert not agreement.acts.filter(deed="amend").exists()

    page.set_viewport_size({"width": 390, "height": 844})
    office.go()
    assert serious(page) == []
    assert [one for one in complaints if not one.startswith(("422", "404")) and "status of 4" not in one] == []


def test_two_texts_are_read_side_by_side_wide_and_on_a_phone(page, live_server, lan, enter):
    paper = records.source(lan)
    made = records.agreement(paper, lan, "Memorandum on trams")
    for label, years in (("draft 1", "three"), ("draft 2", "five")):
        made.texts.create(label=label, language="en", text=f"Article 1. Aim\nTrams.\nArticle 2\nIt runs {years} years.")
    enter(lan)
    page.goto(f"{live_server.url}{made.get_absolute_url()}")
    page.get_by_role("link", name="Compare side by side").click()

    assert page.locator("del").all_inner_texts() == ["three"]
    assert page.locator("ins").all_inner_texts() == ["five"]
    assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.get_by_text("Trams.", exact=True).locator("visible=true").count() == 1  # what is the same stands once
    assert serious(page) == []
    page.get_by_label("only what differs").check()
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_text("Trams.", exact=True).count() == 0
