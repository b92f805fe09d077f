"""What everybody sees without signing in, what nobody sees, and what a proxy may keep of it."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

import pytest

from promotion import day, png
from proxeny.core.records import Mark
from proxeny.programmes import services
from proxeny.programmes.models import Business, Offer, Participation, Programme
from proxeny.public.keeping import SHELF

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_shelf():
    SHELF.clear()


def text(answer) -> str:
    return answer.content.decode()


def test_an_offer_is_found_without_diacritics_and_by_its_filters(client, make_offer):
    make_offer("Giỏ mây đan tay")
    make_offer("Chè Thái Nguyên", category="food", price_before=100, price_after=95, ward="Tây Hồ")

    assert "Giỏ mây" in text(client.get("/public/vi/?q=gio+may+dan"))
    for query, shown, hidden in [
        ("category=food", "Chè", "Giỏ"),
        ("ward=T%C3%A2y+H%E1%BB%93", "Chè", "Giỏ"),
        ("discount=20", "Giỏ", "Chè"),
        ("q=che+thai", "Chè", "Giỏ"),
        ("programme=promotion-month-2026&category=crafts", "Giỏ", "Chè"),
    ]:
        page = text(client.get(f"/public/en/?{query}"))
        assert shown in page, query
        assert f"{hidden} " not in page, query
    both = text(client.get("/public/en/?sort=price"))
    assert both.index("Chè") < both.index("Giỏ")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda offer: Offer.objects.filter(pk=offer.pk).update(status="draft"),
        lambda offer: Offer.objects.filter(pk=offer.pk).update(mark=Mark.INTERNAL),
        lambda offer: Programme.objects.update(is_public=False),
        lambda offer: Programme.objects.update(mark=Mark.CONFIDENTIAL),
        lambda offer: Programme.objects.update(status="cancelled"),
        lambda offer: Participation.objects.update(status="withdrawn"),
        lambda offer: Participation.objects.update(mark=Mark.CONFIDENTIAL),
        lambda offer: Business.objects.update(mark=Mark.INTERNAL),
    ],
)
def test_nothing_is_open_that_one_of_its_conditions_closes(client, make_offer, spoil):
    offer = make_offer("Giỏ mây", picture=png())
    addresses = [f"/public/en/offers/{offer.reference}/", f"/public/pictures/{offer.reference}/"]
    assert all(client.get(address).status_code == 200 for address in addresses)
    spoil(offer)
    SHELF.clear()

    assert all(client.get(address).status_code == 404 for address in addresses)
    for address in ("/public/en/", "/public/offers.csv", "/public/offers.json", "/public/sitemap.xml"):
        assert "mây" not in text(client.get(address))
        assert offer.reference not in text(client.get(address))


def test_an_offer_that_is_over_leaves_the_shelves_and_its_page_says_so(client, make_offer):
    over = make_offer("Old tea", dates=f"{day(-20)}/{day(-1)}")
    make_offer("New tea", dates=f"{day(5)}/{day(9)}")

    assert "Old tea" not in text(client.get("/public/en/"))
    assert "from " in text(client.get("/public/en/"))
    assert "This offer ended on" in text(client.get(f"/public/en/offers/{over.reference}/"))


def test_a_shared_offer_says_what_it_is_to_people_and_machines(client, make_offer):
    offer = make_offer("Giỏ </script><script>alert(1)</script>", picture=png(), description="<b>Đẹp</b> & bền")
    page = text(client.get(f"/public/vi/offers/{offer.reference}/"))

    assert "<script>alert" not in page
    assert "<b>Đẹp" not in page
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    data = json.loads(block)
    assert data["@type"] == "Product"
    assert data["offers"]["price"] == "150000"
    assert "alert(1)" in data["name"]
    assert 'property="og:image"' in page
    assert 'hreflang="en"' in page
    assert '<html lang="vi">' in page
    answer = client.get(f"/public/pictures/{offer.reference}/")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_contact_and_figures_of_a_business_are_on_no_open_page(client, make_offer, business, admitted):
    offer = make_offer()
    Business.objects.update(contact="Bà Nguyễn Kín", phone="0900111222", note="secret note")
    Participation.objects.update(revenue=Decimal(987654321), revenue_currency="VND")
    for address in (
        "/public/en/", f"/public/en/offers/{offer.reference}/", f"/public/en/businesses/{business.reference}/",
        f"/public/en/programmes/{admitted.programme.reference}/", "/public/offers.csv", "/public/offers.json",
    ):  # fmt: skip
        page = text(client.get(address))
        for closed in ("Nguyễn Kín", "0900111222", "987654321", "shop@example.vn", "secret note"):
            assert closed not in page, address


def test_open_pages_set_no_cookie_and_can_be_kept_by_a_proxy(client, make_offer, sign_in, lan):
    make_offer()
    first = sign_in(lan).get("/public/en/", HTTP_ACCEPT_LANGUAGE="vi")

    assert not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")
    assert "public" in first.headers["Cache-Control"]
    assert first.content == client.get("/public/en/").content, "the same for everybody"
    again = client.get("/public/en/", HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    make_offer("Something new")
    assert client.get("/public/en/", HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 200
    assert "Something new" in text(client.get("/public/en/"))


def test_pages_ask_few_questions_and_kept_ones_one(
    client, make_offer, business, admitted, django_assert_max_num_queries
):
    offers = [make_offer(f"Tea {number}") for number in range(5)]
    for address, most in [
        ("/public/en/", 4), ("/public/en/?q=tea&category=crafts&sort=name", 4),
        (f"/public/en/offers/{offers[0].reference}/", 3), (f"/public/en/businesses/{business.reference}/", 3),
        (f"/public/en/programmes/{admitted.programme.reference}/", 4), ("/public/en/calls/", 2),
        ("/public/offers.csv", 2), ("/public/offers.json", 2),
    ]:  # fmt: skip
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
        with django_assert_max_num_queries(1):
            assert client.get(address).status_code == 200


def test_without_a_language_an_address_leads_to_the_browsers(client):
    assert client.get("/public/calls/?x=1", HTTP_ACCEPT_LANGUAGE="en-GB,vi").url == "/public/en/calls/?x=1"
    answer = client.get("/public/", HTTP_ACCEPT_LANGUAGE="fr")
    assert answer.url == "/public/vi/"
    assert answer.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("?page=99999999999999999999", 404),
        ("?page=2", 404),
        ("?page=-1", 404),
        ("?page=१", 404),
        ("?category=%27%20OR%201=1--", 400),
        ("?discount=1e9", 400),
        ("?sort=folded", 400),
        ("?q=" + "a" * 121, 400),
        ("?q=%00", 400),
        ("?x=" + "a" * 2000, 400),
        ("?q=%25_%5C", 200),
        ("?q=%F0%9F%98%80", 200),
        ("?ward=<script>", 200),
        ("offers/none/", 404),
        ("calls/none/", 404),
        ("nothing/here/", 404),
        ("own/short/", 404),
        ("own/" + "x" * 32 + "/", 404),
    ],
)
def test_hostile_addresses_get_a_clear_page_in_the_open_frame(client, address, status):
    answer = client.get(f"/public/en/{address}")

    assert answer.status_code == status
    assert "open-page" in text(answer)
    assert "<script>" not in text(answer)


def test_open_pages_are_only_read(client):
    assert client.post("/public/en/").status_code == 405
    assert client.get("/public/en/", HTTP_HOST="evil.example").status_code == 400


def test_open_data_name_day_and_licence_and_hold_no_formulas(client, make_offer):
    make_offer("=HYPERLINK(1)")
    lines = list(csv.reader(io.StringIO(client.get("/public/offers.csv").content.decode("utf-8-sig"))))

    assert "CC BY 4.0" in lines[0][0]
    assert lines[1][0] == "reference"
    assert lines[2][1] == "'=HYPERLINK(1)"
    said = client.get("/public/offers.json").json()
    assert said["licence"].startswith("CC BY 4.0")
    assert said["offers"][0]["discount_percent"] == "25"


def test_the_map_lists_open_pages_in_both_languages_and_robots_stay_out_of_the_rest(client, make_offer):
    offer = make_offer()
    places = text(client.get("/public/sitemap.xml"))
    assert f"/public/vi/offers/{offer.reference}/" in places
    assert f"/public/en/offers/{offer.reference}/" in places
    robots = text(client.get("/robots.txt"))
    assert "Disallow: /\n" in robots
    assert "Sitemap: http" in robots


def test_a_secret_page_is_neither_kept_nor_sent_on(client, programme, business, lan):
    _access, token = services.issue_address(programme, business, by=lan)
    answer = client.get(f"/public/en/own/{token}/")

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert token not in text(client.get("/public/sitemap.xml"))
    services.revoke_address(services.access_for(token), by=lan, reason="lost")
    gone = client.get(f"/public/en/own/{token}/")
    assert gone.status_code == 410
    assert "taken back" in text(gone)


def test_many_wrong_addresses_from_one_place_are_slowed_down(client):
    from django.core.cache import cache

    cache.clear()
    answers = [client.get(f"/public/en/own/{'y' * 30}{number}/").status_code for number in range(40)]
    assert answers[0] == 404
    assert answers[-1] == 429
    cache.clear()


def test_a_business_applies_and_hands_in_at_its_address(client, programme, business, lan):
    _access, token = services.issue_address(programme, business, by=lan)
    here = f"/public/en/own/{token}/"

    assert client.post(here, {"act": "apply", "goods": ""}).status_code == 422
    assert client.post(here, {"act": "apply", "goods": "Tea"}).status_code == 302
    assert "applied" in text(client.get(f"{here}?done=apply"))
    from django.core.files.uploadedfile import SimpleUploadedFile

    wrong = client.post(here, {"act": "paper", "kind": "origin", "file": SimpleUploadedFile("x.exe", b"MZ")})
    assert wrong.status_code == 422
    assert "PDF, JPEG" in text(wrong)
    offered = {"act": "offer", "title": "Tea", "category": "food", "price_before": "200.000", "discount": "10"}
    assert client.post(here, offered).status_code == 302
    assert Offer.objects.get().price_after == 180_000
    too_much = client.post(here, {**offered, "title": "Other", "price_before": "x"})
    assert too_much.status_code == 422
    assert Offer.objects.count() == 1
    assert client.post(here, {"act": "report", "orders": "1"}).status_code == 422
    assert client.post(here, {"act": "withdraw", "reason": "sold out"}).status_code == 302
    assert Participation.objects.get().status == "withdrawn"


def test_forms_at_a_secret_address_need_their_token(programme, business, lan):
    from django.test import Client

    _access, token = services.issue_address(programme, business, by=lan)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/public/en/own/{token}/", {"act": "apply", "goods": "Tea"}).status_code == 403
    assert not Participation.objects.exists()
