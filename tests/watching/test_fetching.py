"""What comes from feeds and folders: new items become documents that wait; bad ones say what is wrong."""

from __future__ import annotations

import gzip
import html
import io
import json
import os
import time
import zlib

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from newspaper import item
from proxeny.audit.models import Entry
from proxeny.documents import originals
from proxeny.documents.models import Document, Statement
from proxeny.watching import locking, services
from proxeny.watching.models import Item, Look, Watch
from proxeny.watching.reaching import Session, addresses, one_request
from proxeny.watching.services import taking
from proxeny.watching.troubles import in_words

PARIS = "Hanoi and Paris signed a memorandum of understanding on heritage on 14 April 2023 in Hanoi."
BERLIN = "A delegation of Berlin visited Hanoi on 3 May 2023 and 40 companies came with it to a seminar on transport."


def watch(by, address: str, **other) -> Watch:
    return services.add_watch(**{"title": "The Daily", "address": address, "publisher": "Daily", "by": by, **other})


def look(place: Watch, **other):
    place.refresh_from_db()
    return services.look(place, Session(), **other)


def code_of(place: Watch) -> str:
    place.refresh_from_db()
    return place.trouble.get("code", "")


@pytest.fixture
def two_articles(newspaper):
    one = newspaper.article("/paris.html", "Hanoi and Paris sign", PARIS)
    two = newspaper.article("/berlin.html", "Berlin in Hanoi", BERLIN)
    newspaper.feed(
        item("Hanoi and Paris sign", f"{one}?utm_source=rss", date="Sat, 15 Apr 2023 08:00:00 +0700", guid="1"),
        item("Berlin in Hanoi", two, guid="2"),
        ETag='"a"',
    )
    return f"{newspaper.url}/feed.xml"


def test_each_new_item_becomes_a_document_that_waits_in_the_inbox(lan, two_articles):
    place = watch(lan, two_articles, mark=1)

    taken = look(place)

    assert taken.counts == {"added": 2}
    paris = Document.objects.get(title="Hanoi and Paris sign")
    assert (paris.publisher, paris.published, paris.mark, paris.added_by) == ("Daily", "2023-04-15", 1, lan)
    assert paris.url.endswith("/paris.html"), "what only says where a reader came from is left out"
    assert paris.status == Document.Status.WAITING
    assert not Statement.objects.exclude(status=Statement.Status.PROPOSED).exists(), "nothing enters unseen"


def test_a_second_look_asks_whether_anything_changed_and_takes_nothing_twice(lan, newspaper, two_articles):
    place = watch(lan, two_articles)
    look(place)
    newspaper.asked.clear()

    taken = look(place)

    assert taken.is_unchanged
    assert newspaper.asked == ["/robots.txt", "/feed.xml"]
    assert Document.objects.count() == 2


def test_it_says_who_asks_and_asks_one_thing_at_a_time(lan, newspaper, two_articles):
    look(watch(lan, two_articles))

    assert all(heard["User-Agent"].startswith("Proxeny/") for heard in newspaper.heard)
    assert newspaper.most_at_once == 1


def test_a_dry_run_says_what_is_new_and_writes_nothing(lan, two_articles):
    place = watch(lan, two_articles)

    taken = look(place, dry_run=True)

    assert [offer.title for offer in taken.new] == ["Hanoi and Paris sign", "Berlin in Hanoi"]
    assert not Document.objects.exists()
    assert not Item.objects.exists()
    assert not Look.objects.exists()


def test_interrupted_between_two_items_it_goes_on_with_the_rest(lan, two_articles, monkeypatch):
    place, real, seen = watch(lan, two_articles), taking.documents.add_file, []

    def interrupted(data, **about):
        seen.append(about["title"])
        added = real(data, **about)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return added

    monkeypatch.setattr(taking.documents, "add_file", interrupted)
    with pytest.raises(KeyboardInterrupt):
        look(place)
    assert Document.objects.count() == 1, "the second was taken back whole"
    monkeypatch.setattr(taking.documents, "add_file", real)

    taken = look(place)

    assert taken.is_unchanged
    assert taken.counts == {"added": 1}
    assert Document.objects.count() == 2


def test_one_text_under_two_addresses_is_held_once(lan, newspaper):
    one = newspaper.article("/a.html", "Hanoi and Paris sign", PARIS)
    two = newspaper.article("/b.html", "Hanoi and Paris sign", PARIS + " ")
    newspaper.feed(item("Hanoi and Paris sign", one, guid="a"), item("Hanoi and Paris sign", two, guid="b"))
    place = watch(lan, f"{newspaper.url}/feed.xml")

    taken = look(place)

    assert taken.counts == {"added": 1, "known": 1}
    again = Item.objects.get(state=Item.State.KNOWN)
    assert again.document == Document.objects.get()
    assert "held already" in in_words(again.trouble)
    assert len([path for path in originals.folder().rglob("*") if path.is_file()]) == 1


def test_a_page_that_somebody_added_by_hand_is_not_added_again(lan, newspaper, two_articles):
    look(watch(lan, two_articles))
    newspaper.feed(item("The same", f"{newspaper.url}/paris.html#top", guid="x"), path="/other.xml")

    taken = look(watch(lan, f"{newspaper.url}/other.xml", title="Other"))

    assert taken.counts == {"known": 1}


def test_the_same_item_twice_in_a_feed_is_one(lan, newspaper):
    one = newspaper.article("/a.html", "Hanoi and Paris sign", PARIS)
    newspaper.feed(item("A", one, guid="a"), item("A", f"{one}?utm_medium=x", guid="a2"), item("A", one, guid="a"))

    assert look(watch(lan, f"{newspaper.url}/feed.xml")).found == 1


def test_an_item_without_a_page_is_taken_from_the_feed_and_its_script_stays_out(lan, newspaper):
    newspaper.feed(item("Talks", guid="1", text=f"<p>{PARIS}</p><script>alert('boo')</script><p>{BERLIN}</p>"))

    look(watch(lan, f"{newspaper.url}/feed.xml"))

    text = Document.objects.get().body.text
    assert "memorandum" in text
    assert "alert" not in text


def test_items_without_a_date_or_with_one_in_the_future_have_no_date_of_the_feed(lan, newspaper):
    one = newspaper.article("/a.html", "Tomorrow", BERLIN)
    newspaper.feed(item("Tomorrow", one, date="Fri, 01 Jan 2100 00:00:00 GMT"))

    look(watch(lan, f"{newspaper.url}/feed.xml"))

    kept = Item.objects.get()
    assert kept.published == ""
    assert "2100-01-01" in in_words(kept.trouble)
    assert not Document.objects.get().published.startswith("2100")


def test_of_ten_thousand_items_the_newest_are_noted_and_fifty_taken_a_run(lan, newspaper):
    days = [f"{n % 28 + 1:02d} Apr 2023 08:00:00 GMT" for n in range(10_000)]
    newspaper.feed(*(item(f"N {n}", f"{newspaper.url}/n/{n}", date=day) for n, day in enumerate(days)))
    place = watch(lan, f"{newspaper.url}/feed.xml")

    taken = look(place, limit=2)

    assert (taken.offered, taken.found, taken.waiting) == (10_000, 500, 498)
    assert "10000" in in_words(taken.remark)
    assert Look.objects.get().trouble["code"] == "feed.long"
    place.refresh_from_db()
    assert place.next_at <= timezone.now(), "the next run goes on"


def page_instead(paper):
    link = '<link rel="alternate" type="application/rss+xml" href="/real.xml">'
    page = f"<!doctype html><html><head>{link}</head><body>News</body></html>"
    paper.says("/feed.xml", page, Content_Type="text/html")


def bomb(paper):
    paper.says("/feed.xml", gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip")


def entities(paper):
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{lines}]>'
    paper.says("/feed.xml", f"{head}<rss><title>&a8;</title></rss>")


def half_unpacked(paper):
    paper.says("/feed.xml", zlib.compress(b"<rss></rss>")[:-6], Content_Encoding="deflate")


def cut_off(paper):
    paper.says("/feed.xml", "<rss>", Content_Length="5000")


def around(paper):
    paper.says("/feed.xml", "", status=302, Location="/feed.xml")


@pytest.mark.parametrize(
    ("says", "code"),
    [
        (lambda p: p.says("/feed.xml", "<rss><channel><item><title>cut", Content_Type="text/xml"), "feed."),
        (lambda p: p.says("/feed.xml", "not a feed at all"), "feed."),
        (lambda p: p.says("/feed.xml", b"\x00\x01\x02\xff\xfe"), "feed."),
        (page_instead, "feed.page_with_feed"),
        (lambda p: p.says("/feed.xml", "<html><body>News</body></html>"), "feed.page"),
        (entities, "feed."),
        (bomb, "body.too_large"),
        (lambda p: p.says("/feed.xml", "x", Content_Length="99000000"), "body.too_large"),
        (lambda p: p.says("/feed.xml", b"no gzip", Content_Encoding="gzip"), "body.damaged"),
        (half_unpacked, "network.cut_off"),
        (cut_off, "network.cut_off"),
        (around, "address.redirects"),
        (lambda p: p.says("/feed.xml", "", status=404), "http.missing"),
        (lambda p: p.says("/feed.xml", "", status=410), "http.gone"),
        (lambda p: p.says("/feed.xml", "", status=403), "http.refused"),
        (lambda p: p.says("/feed.xml", "", status=500), "http.broken"),
        (lambda p: p.says("/feed.xml", "", status=429, Retry_After="7200"), "http.busy"),
        (lambda p: p.says("/robots.txt", "User-agent: *\nDisallow: /feed"), "robots.closed"),
        (lambda p: p.says("/robots.txt", "", status=503), "http.busy"),
        (lambda p: p.says("/feed.xml", "", status=301, Location="http://10.0.0.7/feed"), "address.private"),
        (lambda p: p.says("/feed.xml", "", status=301, Location="file:///etc/passwd"), "address.malformed"),
    ],
)
def test_what_is_in_the_way_is_a_clear_state_and_nothing_is_half_written(lan, newspaper, sign_in, says, code):
    newspaper.feed()
    says(newspaper)
    place = watch(lan, f"{newspaper.url}/feed.xml")

    taken = look(place)

    assert code_of(place).startswith(code), place.trouble
    assert taken.trouble
    assert not Item.objects.exists()
    assert not Document.objects.exists()
    assert place.next_at > timezone.now()
    page = sign_in(lan).get(place.get_absolute_url()).content.decode()
    assert in_words(place.trouble) in html.unescape(page)


def test_a_server_that_asks_for_two_hours_is_left_alone_for_two_hours(lan, newspaper):
    newspaper.says("/feed.xml", "", status=429, Retry_After="7200")
    place = watch(lan, f"{newspaper.url}/feed.xml", every=15)

    look(place)

    place.refresh_from_db()
    assert (place.next_at - timezone.now()).total_seconds() > 7000
    newspaper.asked.clear()
    assert look(place).trouble["code"] == "http.busy"
    assert newspaper.asked == [], "nor is it asked by hand"


def test_an_item_with_a_link_that_is_none_stops_nothing(lan, newspaper):
    good = newspaper.article("/good.html", "Good", PARIS)
    newspaper.feed(
        item("Bad", "http://["), item("Script", "javascript:alert(1)"), item("Long", f"{newspaper.url}/{'x' * 2000}"),
        item("Good", good),
    )  # fmt: skip

    taken = look(watch(lan, f"{newspaper.url}/feed.xml"))

    assert taken.counts == {"added": 1}
    assert Item.objects.filter(state=Item.State.LEFT).count() == 3


def test_failing_again_and_again_it_is_looked_at_more_rarely_and_well_again_as_before(lan, newspaper):
    place = watch(lan, f"{newspaper.url}/feed.xml", every=60)
    for _again in range(3):
        look(place)
    place.refresh_from_db()
    assert place.failures == 3
    assert (place.next_at - timezone.now()).total_seconds() > 3 * 3600

    newspaper.feed()
    look(place)

    place.refresh_from_db()
    assert (place.failures, place.trouble) == (0, {})
    assert Look.objects.first().trouble["code"] == "feed.empty"


def test_a_page_that_fails_for_a_while_is_tried_again_and_then_given_up(lan, newspaper):
    newspaper.says("/a.html", "", status=500)
    newspaper.feed(item("A", f"{newspaper.url}/a.html"))
    place = watch(lan, f"{newspaper.url}/feed.xml")
    for _again in range(taking.TRIES):
        assert not Item.objects.filter(state=Item.State.REFUSED).exists()
        look(place)

    kept = Item.objects.get()
    assert kept.state == Item.State.REFUSED
    assert "500" in in_words(kept.trouble)


@pytest.mark.parametrize(
    ("body", "words"), [(b"", "no content"), (b"%PDF-1.7 broken", ""), (b"\x7fELF\x00\x01binary", "")]
)
def test_a_page_that_cannot_be_read_is_refused_with_the_reason_and_the_others_come_in(lan, newspaper, body, words):
    newspaper.says("/bad", body, Content_Type="application/octet-stream")
    good = newspaper.article("/good.html", "Good", PARIS)
    newspaper.feed(item("Bad", f"{newspaper.url}/bad"), item("Good", good))

    taken = look(watch(lan, f"{newspaper.url}/feed.xml"))

    assert taken.counts == {"refused": 1, "added": 1}
    assert words in in_words(Item.objects.get(title="Bad").trouble)


def test_a_feed_that_moved_to_another_host_is_taken_and_says_so(lan, newspaper):
    newspaper.feed(path="/new.xml")
    newspaper.says("/feed.xml", "", status=301, Location="/new.xml")

    taken = look(watch(lan, f"{newspaper.url}/feed.xml"))

    assert taken.trouble == {}
    assert Look.objects.get().trouble["code"] in {"feed.moved", "feed.empty"}


def test_a_feed_in_another_charset_than_it_says_is_read_all_the_same(lan, newspaper):
    page = newspaper.article("/a.html", "Thỏa thuận", PARIS)
    body = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{item("Hợp tác", page)}</channel></rss>'
    newspaper.says("/feed.xml", body.encode(), Content_Type="text/xml; charset=us-ascii")

    look(watch(lan, f"{newspaper.url}/feed.xml"))

    assert Item.objects.get().title == "Hợp tác"


def test_of_a_feed_cut_in_the_middle_the_whole_items_are_taken(lan, newspaper):
    one, two = newspaper.article("/n/1", "One", PARIS), newspaper.article("/n/23", "Two", BERLIN)
    begun = f"<item><title>Two</title><link>{two[:-1]}"
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{item("One", one)}{begun}'
    newspaper.says("/feed.xml", body, Content_Type="text/xml")

    taken = look(watch(lan, f"{newspaper.url}/feed.xml"))

    assert taken.counts == {"added": 1}
    assert taken.remark["code"] == "feed.crooked"


def test_the_pages_of_a_sitemap_are_taken_as_well(lan, newspaper):
    page = newspaper.article("/a.html", "Hanoi and Paris sign", PARIS)
    newspaper.says(
        "/sitemap.xml",
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{page}</loc></url></urlset>',
    )

    assert look(watch(lan, f"{newspaper.url}/sitemap.xml", kind="sitemap")).counts == {"added": 1}


# Private networks


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1", "fc00::7",
     "::ffff:10.0.0.1", "64:ff9b::a00:1", "224.0.0.1", "2002:a00:1::"],
)  # fmt: skip
def test_no_address_of_a_private_network_is_reached_by_any_name(lan, monkeypatch, ip):
    answers = [(0, 1, 6, "", (ip, 80))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_asked, **_how: answers)
    place = watch(lan, "http://inside.example/feed.xml")

    look(place)

    assert code_of(place) == "address.private"


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(lan, newspaper, settings, monkeypatch):
    settings.PROXENY_PRIVATE_HOSTS = []
    port = int(newspaper.url.rpartition(":")[2])
    asked = []

    def rebinding(host, port, **_how):
        asked.append(host)
        return [(0, 1, 6, "", ("93.184.216.34" if len(asked) == 1 else "127.0.0.1", port))]

    reached = []
    monkeypatch.setattr(addresses.socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(
        one_request.socket, "create_connection", lambda where, **_how: reached.append(where) or _refuse()
    )
    place = watch(lan, f"http://rebinding.example:{port}/feed.xml")

    look(place)

    assert {ip for ip, _port in reached} == {"93.184.216.34"}, "only the address that was checked is connected to"
    assert newspaper.asked == []


def _refuse():
    raise ConnectionRefusedError(111, "refused")


def test_a_connection_that_ends_up_inside_is_closed_before_anything_is_said(lan, newspaper, settings, monkeypatch):
    settings.PROXENY_PRIVATE_HOSTS = []
    port = int(newspaper.url.rpartition(":")[2])
    outside = [(0, 1, 6, "", ("93.184.216.34", port))]
    real, known = one_request.socket.create_connection, addresses.socket.getaddrinfo

    def found(host, *asked, **how):
        return outside if host == "outside.example" else known(host, *asked, **how)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", found)
    monkeypatch.setattr(one_request.socket, "create_connection", lambda _where, **how: real(("127.0.0.1", port), **how))
    place = watch(lan, f"http://outside.example:{port}/feed.xml")

    look(place)

    assert code_of(place) == "address.private"
    assert newspaper.asked == []


def test_an_address_with_a_password_or_of_another_kind_is_not_watched(lan):
    wrong = ("ftp://a.example/", "http://user:pw@a.example/", "file:///etc/passwd", "javascript:alert(1)", "a b")
    for address in wrong:
        with pytest.raises(Exception, match="no web address"):
            watch(lan, address)


# Folders


def save(path, text: str, *, ago: float = 60.0):
    path.write_text(text, encoding="utf-8")
    then = time.time() - ago
    os.utime(path, (then, then))


def test_pages_saved_into_a_folder_come_in_without_a_network(lan, folder):
    save(folder / "paris.txt", PARIS)
    save(folder / "berlin.txt", BERLIN)
    save(folder / ".hidden.txt", BERLIN)
    save(folder / "growing.part", BERLIN)
    save(folder / "fresh.txt", "Not settled yet, for it was written this moment.", ago=0)
    place = watch(lan, "saved", kind="folder", language="en")

    assert look(place).counts == {"added": 2}
    assert look(place).counts == {}
    assert Document.objects.count() == 2


def test_the_same_file_saved_anew_is_held_already(lan, folder):
    save(folder / "paris.txt", PARIS)
    place = watch(lan, "saved", kind="folder", language="en")
    look(place)
    save(folder / "paris.txt", PARIS, ago=30)

    assert look(place).counts == {"known": 1}


def test_nothing_outside_the_folder_is_looked_at(lan, folder, tmp_path):
    secret = tmp_path / "secret.txt"
    save(secret, PARIS)
    (folder / "link.txt").symlink_to(secret)

    assert look(watch(lan, "saved", kind="folder")).counts == {}
    for address in ("..", "../..", "/etc", "saved/../.."):
        with pytest.raises(Exception, match="outside"):
            watch(lan, address, kind="folder")


def test_a_folder_that_has_gone_says_so(lan, folder):
    place = watch(lan, "saved", kind="folder")
    folder.rmdir()

    look(place)

    assert code_of(place) == "folder.missing"


# The command


def run(*names: str, **options) -> tuple[int, str, str]:
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("fetch", *names, stdout=out, stderr=err, **options)
    except SystemExit as end:
        code = int(end.code or 0)
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return code, out.getvalue(), err.getvalue()


def test_the_command_looks_at_what_is_due_and_says_what_came(lan, two_articles):
    watch(lan, two_articles)

    code, said, _errors = run()

    assert code == 0
    assert "the-daily: 2 new items, 2 added." in said
    assert run() == (0, "", ""), "nothing is due again at once"
    assert "nothing new" in run("the-daily")[1]


def test_the_command_tells_programs_the_same(lan, two_articles):
    watch(lan, two_articles)

    code, said, _errors = run(format="json")

    (place,) = json.loads(said)["places"]
    assert code == 0
    assert (place["name"], place["added"], place["trouble"]) == ("the-daily", 2, None)
    assert {one["state"] for one in place["items"]} == {"added"}
    assert all(Document.objects.filter(reference=one["document"]).exists() for one in place["items"])


def test_a_place_in_trouble_ends_the_command_with_one_and_the_others_are_looked_at(lan, newspaper, two_articles):
    watch(lan, f"{newspaper.url}/gone.xml", title="Gone")
    watch(lan, two_articles)

    code, said, errors = run()

    assert code == 1
    assert "gone: There is nothing at" in errors
    assert "2 added" in said


def test_without_a_network_it_says_so_and_folders_come_in(lan, folder, monkeypatch):
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_a, **_k: (_ for _ in ()).throw(OSError("away")))
    watch(lan, "https://news.example/feed.xml")
    save(folder / "paris.txt", PARIS)
    watch(lan, "saved", kind="folder", title="Saved", language="en")

    code, said, errors = run()

    assert code == 1
    assert "the network seems to be away" in errors
    assert "1 added" in said
    place = Watch.objects.get(title="The Daily")
    assert (place.next_at - timezone.now()).total_seconds() <= 3600


def test_two_fetchings_at_once_are_refused(lan, two_articles):
    watch(lan, two_articles)

    with locking.alone():
        code, _said, errors = run()

    assert code == 75
    assert "Another fetching" in errors
    assert not Document.objects.exists()


def test_an_unknown_or_paused_name_is_a_wrong_call(lan, two_articles):
    place = watch(lan, two_articles)
    assert run("weekly")[0] == 2
    services.pause(place, by=lan)

    assert run("the-daily")[0] == 2
    assert run()[0] == 0
    assert not Document.objects.exists()


def test_documents_stop_coming_in_when_their_person_may_not_add_any_more(lan, two_articles):
    place = watch(lan, two_articles)
    lan.is_active = False
    lan.save()

    look(place)

    assert code_of(place) == "person.may_not"
    assert not Document.objects.exists()


def test_keeping_places_is_on_the_audit(lan, two_articles):
    place = watch(lan, two_articles)
    services.pause(place, by=lan)
    services.resume(place, by=lan)

    acts = list(Entry.objects.order_by("id").values_list("action", flat=True))
    assert acts == ["watching.added", "watching.paused", "watching.resumed"]
