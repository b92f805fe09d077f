"""The month wide and on a phone, and two partners becoming one, in the browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

import records
from browser.order import violations
from occasions import occasion
from proxeny.delegations.models import Delegation
from proxeny.partners.models import Partner
from proxeny.registers import agenda
from proxeny.registers import services as registers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]



@pytest.fixture
def busy_month(lan):
    leader = records.person(records.source(lan), lan, "Vũ Thị Mai")
    day = timezone.localdate().replace(day=10)
    both = frozenset([leader.pk])
    found = [
        occasion("delegations:a:x", str(day), str(day + timedelta(days=12)), title="A long visit", leaders=both),
        occasion("events:b:x", str(day + timedelta(days=1)), title="The forum", register="events", leaders=both),
        occasion("aid:c:x", str(day), sort="deadline", title="The report", register="aid", responsible=[lan.pk]),
        *(occasion(f"events:t{n}:x", str(day), title=f"Talk {n}", register="events") for n in range(8)),
    ]
    agenda.add_occasions("test", lambda asked: found)
    yield day
    agenda._PROVIDERS.pop("test")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_month_is_in_order_wide_and_on_a_phone(browser, live_server, client, lan, busy_month, width, scheme):
    client.force_login(lan, backend="django.contrib.auth.backends.ModelBackend")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/calendar/")
    page.wait_for_selector("html[data-ready]")

    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    drawn = page.locator(".entry:visible", has_text="A long visit")
    quiet = page.locator(".day-head:visible").count()
    if width > 800:  # drawn in every week that it touches, and every day has its cell
        assert drawn.count() >= 2
        assert quiet % 7 == 0
    else:  # listed once, and days without a word are left out
        assert drawn.count() == 1
        assert quiet < 28
    assert page.get_by_text("5 more").is_visible()

    page.keyboard.press("]")
    page.wait_for_url("**month=**")
    page.keyboard.press("t")
    page.wait_for_url(lambda url: "month=" not in url)
    for address in ("/calendar/list/", "/calendar/feeds/", "/calendar/reminders/"):
        page.goto(live_server.url + address)
        page.wait_for_selector("html[data-ready]")
        assert violations(page) == [], address
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
    context.close()


def test_two_partners_become_one_and_two_again(page, live_server, lan, enter, complaints):
    document = records.source(lan)
    seoul, city = (records.partner(document, lan, name, country="KR") for name in ("Seoul", "City of Seoul"))
    visit = registers.create(
        Delegation(title="To Seoul", direction="out"),
        by=lan,
        evidence=[records.said(document, lan, title="To Seoul")],
        many={"partners": [city]},
    )
    enter(lan)
    page.goto(f"{live_server.url}/contacts/partners/duplicates/")
    assert page.get_by_text("have the same telling words").is_visible()
    page.get_by_role("link", name="Look and merge").click()
    page.wait_for_selector("#going-title")
    page.locator("form[method=get] label", has_text="seoul").filter(has_text="Seoul seoul").locator("input").check()
    page.get_by_role("button", name="Show again with this one").click()
    page.wait_for_selector("#going-title")
    assert violations(page) == []
    page.locator("textarea[name=reason]").fill("One city, two spellings.")
    page.locator("form[method=post] button.button-decide").click()
    page.wait_for_url("**/partners/seoul/")

    assert list(visit.partners.all()) == [seoul]
    page.goto(f"{live_server.url}/partners/city-of-seoul/")
    assert page.url == f"{live_server.url}/partners/seoul/"
    assert page.locator("main").get_by_text("City of Seoul").first.is_visible()

    page.get_by_role("link", name="Merged", exact=True).click()
    page.locator("textarea[name=reason]").fill("Two districts after all.")
    page.get_by_role("button", name="Take it back").click()
    page.wait_for_url("**/partners/seoul/")
    assert list(visit.partners.all()) == [city]
    assert Partner.objects.count() == 2
    assert complaints == []
