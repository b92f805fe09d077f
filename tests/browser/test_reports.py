"""A report from draft to its second edition, in the browser."""

from __future__ import annotations

from decimal import Decimal

import pytest

from browser.order import violations
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator
from proxeny.reports.models import Edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def say(by, value: str, publisher: str, code: str = "delegations_out"):
    words = f"The city sent {value} delegations abroad in 2023, says {publisher}."
    document = documents.add_file(
        words.encode(), file_name=f"{publisher}-{value}.txt", by=by, publisher=publisher, published="2023-12-26",
        language="en", mark=0,
    ).document  # fmt: skip
    statement = documents.state(
        document, kind=Statement.Kind.OBSERVATION, payload={"value": value}, quote=words, by=by,
        value=Decimal(value), unit="count",
    )  # fmt: skip
    indicators.record_observation(
        Indicator.objects.get(code=code), area="Hanoi", partner=None, period="2023", evidence=statement, by=by
    )
    return statement


def act(page, words: str) -> None:
    page.get_by_role("button", name=words).click()
    page.wait_for_load_state()


def test_a_report_is_drafted_written_over_disputed_signed_off_and_opened_anew(
    page, live_server, enter, lan, hoa, catalogue, complaints
):
    say(lan, "18", "Daily")
    say(lan, "11", "Weekly")
    enter(lan)
    page.goto(f"{live_server.url}/briefs/")
    page.get_by_role("link", name="Reports", exact=True).click()
    page.get_by_role("link", name="New report").first.click()
    page.fill("input[name=period]", "2023")
    page.get_by_role("button", name="Draft it").click()
    page.wait_for_url("**/reports/editions/**")
    number = Edition.objects.get().number
    assert page.locator("#p-delegations\\.out .disputed-words").count() >= 1
    assert violations(page) == []

    # write over a paragraph in its place; the figure stays a figure
    page.locator("#p-delegations\\.out .report-write").click()
    field = page.locator("textarea[name=typed]")
    typed = field.input_value()
    assert "[[delegations.delegations_out|" in typed
    shown = typed.split("[[delegations.delegations_out|")[1].split("]]")[0]
    field.fill(f"Our leaders travelled [[delegations.delegations_out|{int(shown) + 1}]] times.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("changes only with its source").wait_for()
    page.locator("textarea[name=typed]").fill(f"Our leaders travelled [[delegations.delegations_out|{shown}]] times.")
    page.get_by_role("button", name="Save").click()
    page.locator("div#p-delegations\\.out", has_text="Our leaders travelled").wait_for()
    assert page.locator("#p-delegations\\.out .source-mark").count() == 1

    page.get_by_role("link", name="Sign off").click()
    page.get_by_text("disputed.").first.wait_for()
    assert violations(page) == []
    act(page, "Hand in for review")
    act(page, "In order: send on to the approver")

    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()
    enter(hoa)
    page.goto(f"{live_server.url}/reports/editions/{number}/sign-off/")
    act(page, "Approve and freeze")
    assert Edition.objects.get().state == "review", "a disputed figure needs a ruling or a reason"
    page.fill("textarea[name=reason]", "Daily counts by departure, and so do we.")
    act(page, "Approve and freeze")
    act(page, "Publish")
    assert Edition.objects.get().state == "published"

    # a number in the report leads to the words of its source
    page.goto(f"{live_server.url}/reports/editions/{number}/")
    page.locator("#p-delegations\\.out .source-mark").first.click()
    page.get_by_text("The city sent").first.wait_for()
    assert violations(page) == []

    # the count that came late goes into edition 2; the database of a test is one, so no request may be under way
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")
    say(lan, "61", "Monthly", "delegations_in")
    page.goto(f"{live_server.url}/reports/yearly-2023/")
    page.fill("textarea[name=reason]", "The count of visitors came late.")
    page.get_by_role("button", name="Open the next edition").click()
    page.get_by_role("link", name="What moved").click()
    assert page.get_by_text("new: Monthly").first.is_visible()
    assert violations(page) == []
    heard = [one for one in complaints if "422" not in one]
    assert heard == []


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_a_report_fit_wide_and_on_a_phone(page, live_server, enter, lan, catalogue, width):
    say(lan, "18", "Daily")
    from proxeny.reports import services

    edition = services.open_report(kind="yearly", period="2023", languages=["en", "vi"], by=lan)
    enter(lan)
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("", f"editions/{edition.number}/", f"editions/{edition.number}/sign-off/", "templates/", "new/"):
        page.goto(f"{live_server.url}/reports/{address}")
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
