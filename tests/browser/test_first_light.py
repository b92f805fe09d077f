"""From five documents to a cited brief, in the browser, as a new officer would do it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proxeny.documents.models import Document, Statement
from proxeny.indicators.models import Observation

KINDS = sorted((Path(__file__).parents[1] / "documents" / "kinds").glob("*.txt"))

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, key, selector="") -> None:
    """Press a key, or click in the proposal in hand, and wait for the answer."""
    with page.expect_response(lambda answer: answer.request.method == "POST", timeout=20_000):
        if selector:
            page.locator(f"[aria-current] {selector}").click()
        else:
            page.keyboard.press(key)
    page.wait_for_timeout(80)


def decide_all(page, live_server, document) -> None:
    """Accept what can be accepted at once, then go through the rest by keyboard."""
    page.goto(f"{live_server.url}/review/{document.reference}/batch/")
    for box in page.locator("input[name=statement]:not([disabled])").all():
        box.check()
    page.get_by_role("button", name="Accept those ticked").click()
    page.goto(f"{live_server.url}/review/{document.reference}/")
    for _ in range(document.statements.open().count()):
        period = page.locator("[aria-current] [data-correction] input[name=period][required]")
        if period.count() and not period.input_value():  # the source names no year: the officer knows it
            period.fill("2020")
            period.blur()
        if page.locator("[aria-current] [data-key=a]:not([disabled])").count():
            press(page, "a")
        if page.locator("#side [role=alert]").count() or page.locator("[aria-current] [data-key=a][disabled]").count():
            page.keyboard.press("x")
            press(page, "", "details[open] form:has(input[name=reason]) button")


def test_five_documents_become_a_cited_brief(page, live_server, catalogue, lan, enter, complaints):
    enter(lan)
    page.goto(f"{live_server.url}/documents/add/")
    page.set_input_files("input[type=file]", KINDS)
    page.locator("main button.button-primary").click()
    page.wait_for_selector(".outcomes")
    assert page.locator(".outcomes li").count() == 5
    assert Document.objects.count() == 5

    for document in Document.objects.order_by("id"):
        decide_all(page, live_server, document)
    assert not Statement.objects.open().exists()

    page.goto(f"{live_server.url}/briefs/partners/united-states/?language=en")
    brief = page.locator("article.paper").inner_text()
    for words in ("69", "USD 3 bn", "17.9%", "156", "USD 278.43 m", "253,400", "3.3%", "100,000", "50,000"):
        assert words in brief.replace("\u00a0", " ").replace("\u202f", " "), words
    for visit in ("Nebraska", "Utah", "2014"):
        assert visit in brief

    figures = page.locator("section#series td.num .cited")
    assert figures.count() >= 6
    assert page.locator("section#series td.num .cited:not(:has(.source-mark))").count() == 0
    page.locator("section#series td.num .source-mark").first.click()
    assert "69" in page.content() or "billion" in page.content()

    slip = Observation.objects.get(indicator="fdi_registered", period="2023-01/2023-06")
    assert slip.value == 2_265_000
    page.goto(f"{live_server.url}/home-city/")
    row = page.locator("main", has_text=re.compile("FDI registered")).inner_text()
    assert "2.265" in row
    assert not complaints


def test_a_decision_is_made_and_taken_back_by_keyboard(page, live_server, catalogue, lan, enter, complaints):
    enter(lan)
    page.goto(f"{live_server.url}/documents/add/")
    page.set_input_files("input[type=file]", [path for path in KINDS if "promotion" in path.name])
    page.locator("main button.button-primary").click()
    page.wait_for_selector(".outcomes")
    document = Document.objects.get()
    page.goto(f"{live_server.url}/review/{document.reference}/")
    figures = [s for s in document.statements.open() if s.kind == "observation" and s.content.get("period")]
    page.goto(f"{live_server.url}/review/{document.reference}/?p={figures[0].pk}")
    assert page.locator(".source-text .in-hand-figure").count() >= 1

    page.keyboard.press("a")
    page.wait_for_selector(f"#p{figures[0].pk}[data-status=accepted]")
    page.keyboard.press("u")
    page.wait_for_selector(f"#p{figures[0].pk}[data-status=proposed]")

    page.keyboard.press("?")
    assert page.locator("dialog[open]", has_text="Accept").count() == 1
    assert not complaints
