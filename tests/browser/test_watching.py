"""Watched places and pages on one event, in a browser: nothing serious for axe, wide and on a phone."""

from __future__ import annotations

import os
import time

import pytest

from browser.order import faults
from proxeny.documents.models import Document
from proxeny.watching import services
from proxeny.watching.models import Story, Watch
from proxeny.watching.reaching import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "lyon": "A delegation of Lyon led by Claire Morandais signed an agreement on water in Hanoi on 12 March 2031.",
    "lyon-vi": "Ngày 12/3/2031 tại Hà Nội, đoàn Lyon (Pháp) do bà Claire Morandais dẫn đầu ký thỏa thuận về nước sạch.",
}


@pytest.fixture
def watched(lan, settings, tmp_path, catalogue) -> Watch:
    """A folder with two pages on one event, looked at once, and a feed that cannot be reached."""
    settings.PROXENY_WATCHED = tmp_path / "watched"
    (settings.PROXENY_WATCHED / "saved").mkdir(parents=True)
    for name, text in PAGES.items():
        path = settings.PROXENY_WATCHED / "saved" / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (time.time() - 60,) * 2)
    place = services.add_watch(title="Saved by the desk", address="saved", kind="folder", by=lan)
    services.look(place, Session())
    closed = services.add_watch(title="Inside", address="http://127.0.0.1:9/feed.xml", by=lan)
    services.look(closed, Session())
    return place


def test_the_pages_of_watching_are_in_order(page, complaints, enter, live_server, lan, watched):
    document = Document.objects.get(title="lyon")
    closed = Watch.objects.get(title="Inside")
    addresses = [
        "/watching/", watched.get_absolute_url(), closed.get_absolute_url(), "/watching/add/", "/watching/stories/",
        f"/watching/stories/{Story.objects.get().pk}/", document.get_absolute_url(), "/review/",
    ]  # fmt: skip
    enter(lan)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            page.goto(live_server.url + address)
            page.wait_for_selector("html[data-ready]")
            assert not faults(page), f"{address} at {width} px"
    assert not complaints


def test_a_page_on_another_event_is_taken_out_and_put_back_by_hand(page, enter, live_server, lan, watched):
    enter(lan)
    page.goto(live_server.url + Document.objects.get(title="lyon").get_absolute_url())
    page.click("#event button:has-text('Not the same event')")
    page.wait_for_selector("text=is about another event")
    assert not Story.objects.exists()

    page.click("#event button:has-text('Take back')")
    page.wait_for_selector("text=2 pages on one event")
