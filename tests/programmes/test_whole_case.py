"""A promotion month from planned to closed, in the browser: one refused, one late, one silent, all seen by visitors."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from case_driving import CHROMIUM, Office, browser_type_launch_args, complaints, enter
from promotion import PDF, day, png
from proxeny.programmes.models import Offer, Participation, Programme

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser: apt-get install chromium"),
]
_FIXTURES = (browser_type_launch_args, complaints, enter)


def look(page, name: str) -> None:
    """Axe finds nothing; a picture where ``PROXENY_PICTURES`` names a folder."""
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), f"{name} is wider than it is"
    if os.environ.get("PROXENY_PICTURES"):
        page.screenshot(path=Path(os.environ["PROXENY_PICTURES"]) / f"{name}.png", full_page=True)


def own_address(office: Office, programme: Programme, business) -> str:
    """The secret address of a business, as the office sees it once."""
    office.go("organisers/")
    office.fill(business=business.reference)
    office.page.evaluate(
        "value => { const field = document.querySelector('#address-business');"
        " if (![...field.options].some(one => one.value === value)) field.add(new Option(value, value));"
        " field.value = value; }",
        business.reference,
    )
    office.send("Make an address")
    return office.page.locator("#secret").inner_text()


def send(visitor, part: str) -> None:
    with visitor.expect_navigation():
        visitor.locator(f"#{part} button.button-primary").click()


def apply(visitor, address: str, goods: str) -> None:
    visitor.goto(address)
    visitor.fill("#apply [name=goods]", goods)
    send(visitor, "apply")


def decide(office: Office, participation: Participation, act: str, reason: str = "") -> None:
    office.page.goto(f"{office.address.split('/programmes/')[0]}{participation.get_absolute_url()}")
    office.page.fill("#decide-reason", reason)
    office.send(act)


def test_a_promotion_month_from_planned_to_closed(
    page, browser, live_server, make_business, make_programme, lan, enter, complaints
):
    programme = make_programme(status="planned", organiser="Trade promotion centre", place="Hanoi")
    shop, silent, forged, late = (
        make_business(name) for name in ("Mây Tre Phú Vinh", "Trà Tân Cương", "Hàng Nhái Xyz", "Gốm Bát Tràng")
    )
    # the browser's language makes the page Vietnamese or English; these read English
    visitor = browser.new_context(locale="en-GB").new_page()
    enter(lan)
    office = Office(page, f"{live_server.url}{programme.get_absolute_url()}")

    # opened, with an address for each business
    office.go()
    look(page, "programme")
    office.send("→ open for applications")
    addresses = {one: own_address(office, programme, one) for one in (shop, silent, forged, late)}

    # three apply in time; the first hands in its papers
    for one, goods in ((shop, "Rattan baskets"), (silent, "Green tea"), (forged, "Watches")):
        apply(visitor, addresses[one], goods)
        assert "it is with us" in visitor.locator("main").inner_text()
    visitor.goto(addresses[shop])
    for kind in ("origin", "quality"):
        visitor.select_option("#paper [name=kind]", kind)
        paper = {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": PDF + kind.encode()}
        visitor.set_input_files("#paper [name=file]", paper)
        send(visitor, "paper")
    look(visitor, "own")

    # the last day passes: the fourth is told so, and let in with a reason
    Programme.objects.filter(pk=programme.pk).update(
        applications_until=day(-1), applications_until_latest=timezone.localdate() - timedelta(days=1)
    )
    visitor.goto(addresses[late])
    assert "Applications were taken until" in visitor.locator("#apply").inner_text()
    assert visitor.locator("#apply form").count() == 0
    office.go("organisers/")
    line = page.locator("#addresses details", has_text="Gốm Bát Tràng")
    line.locator("summary").click()
    line.locator("[name=until]").fill(day(1))
    line.locator("[name=reason]").fill("flood in the ward")
    with page.expect_navigation():
        line.get_by_role("button", name="Keep open").click()
    apply(visitor, addresses[late], "Ceramic bowls")
    joined = {one.business.name: one for one in Participation.objects.select_related("business")}
    assert joined[late.name].late_reason == "flood in the ward"

    # checked: papers in order, one refused for want of them, two admitted with a reason
    page.goto(f"{live_server.url}{joined[shop.name].get_absolute_url()}")
    for _paper in range(2):
        with page.expect_navigation():
            page.locator("#papers button.button-decide").first.click()
    decide(office, joined[shop.name], "Admit")
    look(page, "participation")
    decide(office, joined[forged.name], "Admit")
    assert "not found in order" in page.content()
    decide(office, joined[forged.name], "Refuse", "no papers of origin")
    for one in (silent, late):
        decide(office, joined[one.name], "Admit", "papers seen on paper")
    visitor.goto(addresses[forged])
    assert "no papers of origin" in visitor.locator("main").inner_text()

    # offers: entered by the business, published by the office, seen by everybody
    visitor.goto(addresses[shop])
    for field, value in {
        "title": "Giỏ mây đan tay", "price_before": "200.000", "discount": "25", "address": "12 đường Làng Nghề",
        "ward": "Phú Nghĩa", "description": "Woven by hand.",
    }.items():  # fmt: skip
        visitor.fill(f"#offer [name={field}]", value)
    visitor.select_option("#offer [name=category]", "crafts")
    shown = {"name": "basket.png", "mimeType": "image/png", "buffer": png(400, 300)}
    visitor.set_input_files("#offer [name=picture]", shown)
    send(visitor, "offer")
    offer = Offer.objects.get()
    visitor.goto(f"{live_server.url}/public/en/")
    assert "Giỏ mây" not in visitor.content()
    page.goto(f"{live_server.url}{joined[shop.name].get_absolute_url()}")
    office.send("Publish 1 draft")
    page.goto(f"{live_server.url}{offer.get_absolute_url()}")
    look(page, "offer")

    for width, height in ((1440, 900), (390, 844)):
        visitor.set_viewport_size({"width": width, "height": height})
        visitor.goto(f"{live_server.url}/public/en/")
        visitor.fill("input[name=q]", "gio may")
        with visitor.expect_navigation():
            visitor.get_by_role("button", name="Show").click()
        look(visitor, f"catalogue-{width}")
        visitor.get_by_role("link", name="Giỏ mây đan tay").click()
        visitor.wait_for_url("**/offers/**")
        assert "−25%" in visitor.locator("main").inner_text()
        assert visitor.locator("img.goods-picture").evaluate("one => one.naturalWidth") == 400
        look(visitor, f"open-offer-{width}")
        visitor.locator("main .crumbs a").first.click()
        visitor.wait_for_url("**/programmes/**")
        look(visitor, f"open-programme-{width}")
    assert visitor.context.cookies() == [] or all("session" not in one["name"] for one in visitor.context.cookies())

    # it runs; the first reports, the organisers see who has not, and close with a reason
    for state in ("running", "reports coming in"):
        office.go()
        office.send(f"→ {state}")
    visitor.goto(addresses[shop])
    visitor.fill("#report [name=revenue]", "1.250.000.000")
    visitor.fill("#report [name=orders]", "340")
    send(visitor, "report")
    assert "it is with us" in visitor.locator("main").inner_text()
    office.go("organisers/")
    assert "Trà Tân Cương" in page.locator("#lacks-report").inner_text()
    assert "Mây Tre" not in page.locator("#lacks-report").inner_text()
    assert "1 of 3 admitted" in page.locator("#totals").inner_text()
    assert "Phú Nghĩa" in page.locator("#totals").inner_text()
    assert "Group(" not in page.locator("#totals").inner_text()
    look(page, "organisers")
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, "organisers-390")
    page.set_viewport_size({"width": 1440, "height": 900})
    office.go()
    office.send("→ closed")
    assert "2 admitted businesses have not reported" in page.content()
    page.fill("#move-reason", "reminded three times")
    office.send("→ closed")
    programme.refresh_from_db()
    assert programme.status == "closed"
    assert not complaints
