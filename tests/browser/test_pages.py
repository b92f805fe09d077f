"""Every page of the sample record, wide and on a phone: nothing serious for axe, nothing sticks out, no complaint."""

from __future__ import annotations

import pytest

from browser.order import faults
from proxeny.accounts.models import User
from proxeny.documents.models import Conflict, Document
from proxeny.registers.register import REGISTERS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sample(catalogue, tmp_path):
    """The record of Hanoi, loaded as the demonstration does."""
    from proxeny import sample

    sample.load()


def addresses() -> list[str]:
    """One page of each kind that the sample record fills."""
    found = [
        "/",
        "/?year=2019",
        "/home-city/",
        "/partners/country-us/",
        "/partners/city-tokyo/",
        "/briefs/",
        "/briefs/partners/country-us/",
        "/review/",
        "/review/conflicts/",
        "/documents/add/",
        "/search/?q=ha+noi",
        "/accounts/profile/",
    ]
    for name, register in REGISTERS.items():
        found.append(f"/{name}/")
        record = register.model._default_manager.exclude(mark__gt=1).first()
        if record is not None:
            found.append(record.get_absolute_url())
            if name in {"agreements", "indicators"}:  # the kit draws these alike for every register
                found += [f"/{name}/{record.reference}/{part}/" for part in ("evidence", "history", "edit")]
    conflict = Conflict.objects.first()
    waiting = Document.objects.filter(status=Document.Status.WAITING).first()
    assert conflict is not None
    found.append(f"/review/conflicts/{conflict.pk}/")
    if waiting is not None:
        found += [f"/review/{waiting.reference}/", f"/review/{waiting.reference}/batch/", waiting.get_absolute_url()]
    return found


def test_every_page_is_in_order_wide_and_on_a_phone(browser, live_server, sample, client):
    client.force_login(User.objects.get(username="lan"), backend="django.contrib.auth.backends.ModelBackend")
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    problems: list[str] = []
    for width, scheme in ((1440, "light"), (390, "dark")):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.add_cookies([session])
        page = context.new_page()
        heard: list[str] = []
        page.on("pageerror", lambda error, heard=heard: heard.append(str(error)))
        page.on("console", lambda m, heard=heard: heard.append(m.text) if m.type == "error" else None)
        for address in addresses():
            answer = page.goto(live_server.url + address)
            assert answer is not None
            where = f"{address} at {width} px"
            if answer.status != 200:
                problems.append(f"{where}: status {answer.status}")
                continue
            page.wait_for_selector("html[data-ready]")
            problems += [f"{where}: {found}" for found in faults(page)]
            problems += [f"{where}: {text[:200]}" for text in heard]
            heard.clear()
        context.close()

    assert not problems, "\n".join(problems)
