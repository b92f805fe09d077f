"""A meeting brief from the page of the partner to Word, and kept; in the browser."""

from __future__ import annotations

import pytest
from docx import Document as Word

from browser.order import violations
from proxeny.core.records import Mark
from proxeny.reports.models import Edition
from records import agreement, partner, person, source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paris(lan, catalogue):
    document = source(lan)
    made = partner(document, lan)
    agreement(document, lan, "Memorandum with Paris on heritage", made)
    mayor = person(source(lan, name="post.txt", text="Anne Dupont is the mayor of Paris."), lan, "Anne Dupont")
    mayor.posts.create(partner=made, role="Mayor", begins="2020")
    return made


@pytest.mark.parametrize("width", [1440, 390])
def test_a_meeting_brief_goes_from_the_partner_to_word_and_is_kept(
    page, live_server, enter, lan, paris, complaints, tmp_path, width
):
    enter(lan)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}{paris.get_absolute_url()}")
    page.get_by_role("link", name="Make a brief").first.click()
    page.get_by_role("link", name="Meeting brief").click()
    page.locator("summary", has_text="What it is for").click()
    asked = page.locator("form[method=get].record-form")
    asked.locator("input[name=day]").fill("14/04/2024")
    asked.locator("input[name=place]").fill("City Hall")
    asked.get_by_label("Anne Dupont").check()
    page.get_by_role("button", name="Draft it so").click()
    page.get_by_text("The meeting with Paris is on 14 April 2024 at City Hall.").wait_for()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert violations(page) == []

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word", exact=True).click()
    waiting.value.save_as(tmp_path / "brief.docx")
    word = Word(str(tmp_path / "brief.docx"))
    said = " ".join("".join(paragraph._p.itertext()) for paragraph in word.paragraphs)
    assert "14 April 2024 at City Hall" in said
    assert "Anne Dupont" in said
    assert word.sections[0].header.paragraphs[0].text == Mark(lan.clearance).label.upper()

    page.locator("#keep textarea[name=to_raise]").fill("The metro line.")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/reports/editions/**")
    page.get_by_text("The metro line.").wait_for()
    assert violations(page) == []
    assert Edition.objects.get().report.place == "City Hall"
    assert complaints == []
