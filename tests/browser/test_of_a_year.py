"""The rooms of a year in a browser: dashboards, stated against recorded, disagreements; in order, and joined."""

from __future__ import annotations

import pytest

from browser.order import faults
from proxeny.accounts.models import User
from proxeny.documents.models import Conflict

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/dashboards/2023/?compare=2022",
    "/partners/country-us/pictures/",
    "/home-city/",
    "/checks/recorded/?year=2023",
    "/checks/recorded/delegations_in/?period=2023",
    "/review/conflicts/",
)


@pytest.fixture
def somebody(catalogue, client):
    """Lan signed in, with the record of Hanoi."""
    from proxeny import sample

    sample.load()
    client.force_login(User.objects.get(username="lan"), backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


def test_the_rooms_of_a_year_are_in_order_wide_and_on_a_phone_and_lead_to_each_other(browser, live_server, somebody):
    problems: list[str] = []
    disagreement = Conflict.objects.filter(is_open=True).order_by("pk").first()
    assert disagreement is not None
    for width, scheme in ((390, "light"), (1440, "dark")):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.add_cookies([{"name": "sessionid", "value": somebody, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error, problems=problems: problems.append(str(error)))
        page.on("console", lambda said, problems=problems: said.type == "error" and problems.append(said.text))
        for path in (*PAGES, f"/review/conflicts/{disagreement.pk}/"):
            page.goto(f"{live_server.url}{path}")
            for chart in page.locator("[data-chart]").all():
                chart.scroll_into_view_if_needed()
            page.wait_for_function("!document.querySelector('[data-chart]:not([data-drawn])')")
            problems += [f"{path} at {width}: {found}" for found in faults(page)]
    # from the year to what is missing of it, to the records, and from the city to its profile
    page.goto(f"{live_server.url}/?year=2023")
    page.locator(".tile-recorded a", has_text="compare").first.click()
    page.wait_for_url("**/checks/recorded/**")
    page.goto(f"{live_server.url}/home-city/")
    page.get_by_role("link", name="City profile for investors").click()
    page.wait_for_url("**/briefs/city/")
    page.goto(f"{live_server.url}/partners/country-us/pictures/")
    page.get_by_role("link", name="Make a brief").click()
    page.wait_for_url("**/briefs/partners/country-us/")
    assert page.get_by_text("The United States is a partner country of Hanoi.").count() == 1

    assert not problems, "\n".join(problems)
