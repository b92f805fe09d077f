"""Every picture in a browser: drawn under the strict policy, nothing serious for axe, nothing sticks out."""

from __future__ import annotations

import pytest

from browser.order import faults
from proxeny.accounts.models import User
from proxeny.charts.picture import PICTURES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def somebody(catalogue, client):
    """Lan signed in, with the record of Hanoi."""
    from proxeny import sample

    sample.load()
    client.force_login(User.objects.get(username="lan"), backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


def test_every_picture_is_drawn_and_in_order_and_its_table_leads_where_its_marks_do(browser, live_server, somebody):
    problems: list[str] = []
    for width in (390, 1440):
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        context.add_cookies([{"name": "sessionid", "value": somebody, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error, problems=problems: problems.append(str(error)))
        page.on("console", lambda said, problems=problems: said.type == "error" and problems.append(said.text))
        for key in PICTURES:
            page.goto(f"{live_server.url}/pictures/{key}/?year=2023")
            if page.locator("[data-chart]").count():
                page.wait_for_selector("[data-drawn=true] svg")
            problems += [f"{key} at {width}: {found}" for found in faults(page, pictures=True)]
    page.goto(f"{live_server.url}/pictures/world/?measure=fdi&year=2023")
    page.select_option("#choice-measure", "exports")
    page.wait_for_url("**measure=exports**")
    page.wait_for_selector("[data-drawn=true]")
    page.locator("summary", has_text="As a table").focus()
    page.keyboard.press("Enter")
    page.locator(".picture table tbody th a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners/**")

    assert not problems, "\n".join(problems)
