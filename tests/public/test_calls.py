"""Calls for investment on the open pages."""

from __future__ import annotations

import pytest

from promotion import day
from proxeny.core.records import Mark
from proxeny.investments.models import Call
from proxeny.public.keeping import SHELF

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_shelf():
    SHELF.clear()


def call(reference: str, **fields) -> Call:
    content = {
        "title": "Science park",
        "title_vi": "Khu khoa học",
        "status": "published",
        "sector": "education",
        "contact": "invest@example.vn",
        "incentives": "Land rent waived",
        "closes_on": day(9),
        **fields,
    }
    return Call.objects.create(reference=reference, **content)


def test_a_published_call_is_shown_in_both_languages(client):
    call("park", value=5_000_000, unit="USD")

    assert "Science park" in client.get("/public/en/calls/").content.decode()
    page = client.get("/public/vi/calls/park/").content.decode()
    assert "Khu khoa học" in page
    assert "invest@example.vn" in page
    assert "Land rent waived" in page
    said = client.get("/public/calls.json").json()
    assert said["calls"][0]["title"] == {"en": "Science park", "vi": "Khu khoa học"}
    assert "CC BY" in said["licence"]


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"mark": Mark.INTERNAL}])
def test_drafts_and_closed_marks_are_not(client, fields):
    call("park", **fields)

    assert client.get("/public/en/calls/park/").status_code == 404
    for address in ("/public/en/calls/", "/public/calls.json", "/public/sitemap.xml"):
        assert "park" not in client.get(address).content.decode().replace("sparkl", "")


def test_a_call_that_is_over_leaves_the_list_and_says_so(client):
    call("park", closes_on=day(-1))

    assert "Science park" not in client.get("/public/en/calls/").content.decode()
    assert "closed or taken up" in client.get("/public/en/calls/park/").content.decode()
