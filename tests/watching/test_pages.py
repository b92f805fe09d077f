"""The pages of watched places: what they show, and who may do what."""

from __future__ import annotations

import pytest

from newspaper import item
from proxeny.core.records import Mark
from proxeny.watching import running, services
from proxeny.watching.models import Item, Watch
from proxeny.watching.reaching import Session

FORM = {"title": "The Daily", "kind": "feed", "address": "https://daily.example/feed.xml", "publisher": "Daily",
        "language": "en", "mark": "1", "every": "60"}  # fmt: skip


def watched(by, **other) -> Watch:
    return services.add_watch(**{"title": "The Daily", "address": "https://daily.example/rss", "by": by, **other})


@pytest.mark.parametrize(("user", "status"), [("minh", 403), ("lan", 302), ("an", 302)])
def test_reviewers_and_those_above_name_places(request, sign_in, user, status):
    answer = sign_in(request.getfixturevalue(user)).post("/watching/add/", FORM)

    assert answer.status_code == status
    assert Watch.objects.exists() == (status == 302)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"address": "daily.example"}, "no web address"),
        ({"title": ""}, "required"),
        ({"kind": "folder", "address": "../.."}, "outside"),
        ({"kind": "folder", "address": "nowhere"}, "is not there"),
        ({"mark": "2"}, "valid choice"),
    ],
)
def test_a_place_that_cannot_be_watched_is_refused_with_the_reason(lan, folder, sign_in, wrong, words):
    answer = sign_in(lan).post("/watching/add/", FORM | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Watch.objects.exists()


def test_one_place_is_watched_once(lan, sign_in):
    sign_in(lan).post("/watching/add/", FORM)

    answer = sign_in(lan).post("/watching/add/", FORM)

    assert "watched already" in answer.content.decode()


def test_changing_a_place_puts_its_documents_under_the_name_of_who_changed_it(lan, hoa, sign_in):
    place = watched(lan)

    sign_in(hoa).post(f"{place.get_absolute_url()}change/", FORM | {"title": "The Weekly"})

    place.refresh_from_db()
    assert (place.title, place.added_by) == ("The Weekly", hoa)


def test_a_paused_place_says_so_and_is_resumed(lan, minh, sign_in):
    place = watched(lan)
    assert sign_in(minh).post(f"{place.get_absolute_url()}pause/").status_code == 403
    client = sign_in(lan)

    client.post(f"{place.get_absolute_url()}pause/")
    assert "paused" in client.get("/watching/").content.decode()
    assert "paused" in client.post(f"{place.get_absolute_url()}fetch/", follow=True).content.decode()

    client.post(f"{place.get_absolute_url()}pause/", {"resume": "1"})
    place.refresh_from_db()
    assert not place.is_paused


def test_look_now_starts_a_look(lan, sign_in, monkeypatch):
    place, started = watched(lan), []
    monkeypatch.setattr(running, "start", started.append)

    answer = sign_in(lan).post(f"{place.get_absolute_url()}fetch/", follow=True)

    assert started == [place]
    assert "being looked at" in answer.content.decode()


def test_a_closed_place_is_not_there_for_others(hoa, minh, sign_in):
    place = watched(hoa, title="Zvonimirograd", mark=Mark.CONFIDENTIAL)

    assert sign_in(minh).get(place.get_absolute_url()).status_code == 404
    assert "Zvonimirograd" not in sign_in(minh).get("/watching/").content.decode()


def test_an_item_whose_document_was_closed_is_not_shown(hoa, minh, newspaper, sign_in):
    from proxeny.documents import services as documents

    page = newspaper.article("/a.html", "Zvonimirograd", "Hanoi and Paris signed a memorandum on 14 April 2023 there.")
    place = watched(hoa, address=newspaper.feed(item("Zvonimirograd", page)))
    services.look(place, Session())
    assert "Zvonimirograd" in sign_in(minh).get(place.get_absolute_url()).content.decode()

    documents.describe(Item.objects.get().document, {"mark": Mark.CONFIDENTIAL}, by=hoa)

    assert "Zvonimirograd" not in sign_in(minh).get(place.get_absolute_url()).content.decode()


def test_the_list_and_a_page_cost_the_same_however_much_there_is(lan, sign_in, django_assert_max_num_queries):
    places = [watched(lan, title=f"Place {n}", address=f"https://{n}.example/rss") for n in range(30)]
    Item.objects.bulk_create(Item(watch=places[0], key=str(n), title=f"Item {n}", address="x") for n in range(200))
    client = sign_in(lan)
    client.get("/watching/")

    with django_assert_max_num_queries(7):  # five of them for the person and the rail
        client.get("/watching/")
    with django_assert_max_num_queries(10):
        client.get(places[0].get_absolute_url())


def test_the_pages_are_in_vietnamese_too(lan, client, sign_in):
    client = sign_in(lan)
    client.cookies.load({"django_language": "vi"})

    assert client.get("/watching/").status_code == 200
    assert client.get("/watching/stories/").status_code == 200
