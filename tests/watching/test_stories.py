"""Pages on one event, in whatever language: measured on pages judged by hand, and held apart by a person."""

from __future__ import annotations

import json
import tempfile
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from proxeny.audit.models import Entry
from proxeny.core.errors import WrongState
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Document
from proxeny.sample.documents import build
from proxeny.watching import queries, services
from proxeny.watching.models import Apart, Story, Telling

PAGES = yaml.safe_load((Path(__file__).parent / "stories.yaml").read_text(encoding="utf-8"))
JUDGED = yaml.safe_load((Path(__file__).parent / "judged_sample.yaml").read_text(encoding="utf-8"))


def bring(by, text: str, name: str, *, language: str = "", published: str = "", mark: int = Mark.PUBLIC) -> Document:
    return documents.add_file(
        text.encode(), file_name=f"{name}.txt", by=by, language=language, published=published, mark=mark
    ).document


def page(by, name: str, **other) -> Document:
    known = next(one for one in PAGES if one["id"] == name)
    return bring(by, known["text"], name, language=known["language"], published=known["published"], **other)


def pairs_of(events: dict[str, str]) -> set[frozenset[str]]:
    """The pairs of pages that tell of the same event."""
    return {frozenset(pair) for pair in combinations(events, 2) if events[pair[0]] == events[pair[1]]}


def found_pairs(pages: dict[str, Document]) -> set[frozenset[str]]:
    names = {document.pk: name for name, document in pages.items()}
    return pairs_of({names[pk]: story for pk, story in Telling.objects.values_list("document", "story") if pk in names})


def measured(found: set, right: set) -> tuple[float, float]:
    hits = len(found & right)
    return (hits / len(found) if found else 1.0), (hits / len(right) if right else 1.0)


@pytest.mark.parametrize("part", ["tuning", "held"])
def test_pages_of_our_own_are_grouped_by_event_across_languages(lan, part, capsys):
    some = [one for one in PAGES if one["part"] == part]
    pages = {one["id"]: page(lan, one["id"]) for one in some}

    right = pairs_of({one["id"]: one["event"] for one in some if "event" in one})
    found = found_pairs(pages)
    precision, recall = measured(found, right)

    with capsys.disabled():
        print(f"\nevents, {part}: precision {precision:.2f}, recall {recall:.2f} of {len(right)} pairs")  # noqa: T201
    assert precision >= 0.95, sorted(map(sorted, found - right))
    assert recall >= 0.85, sorted(map(sorted, right - found))


def test_the_sample_and_the_annotated_texts_are_grouped_as_judged_by_hand(lan, shared, capsys):
    pages = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = {path.name: path for path in build.build(Path(folder))}
        for entry in build.manifest():
            pages[entry["file"]] = documents.add_file(
                paths[entry["file"]].read_bytes(),
                file_name=entry["file"],
                by=lan,
                published=entry["published"],
                language=entry["language"],
            ).document
    if shared is not None:
        for line in (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            pages[one["id"]] = bring(
                lan, one["text"], one["id"], language=one["language"], published=one["published"] or ""
            )
        for path in sorted((shared / "seeds").glob("*.txt")):
            pages[path.name[:3]] = documents.add_file(path.read_bytes(), file_name=path.name, by=lan).document

    right = pairs_of({name: event for event, names in JUDGED.items() for name in names if name in pages})
    found = found_pairs(pages)
    precision, recall = measured(found, right)

    with capsys.disabled():
        how = f"precision {precision:.2f}, recall {recall:.2f} of {len(right)} pairs"
        print(f"\nevents, sample, {len(pages)} pages: {how}; missed {sorted(map(sorted, right - found))}")  # noqa: T201
    assert precision >= 0.9
    assert recall >= 0.5


# What a person says


@pytest.fixture
def lyon(lan) -> dict[str, Document]:
    """Three pages on one event, in three languages."""
    return {name: page(lan, name) for name in ("t1", "t2", "t3")}


def told_with(document: Document, person) -> set[int]:
    told = queries.story_of(document, visible_to=person)
    return {other.pk for other in told.documents} if told else set()


def test_a_page_said_to_be_about_another_event_is_shown_apart_and_can_be_taken_back(lan, lyon, sign_in):
    client = sign_in(lan)
    one, other = lyon["t3"], lyon["t1"]
    assert told_with(one, lan) == {document.pk for document in lyon.values()}

    client.post("/watching/stories/apart/", {"one": one.reference, "other": other.reference, "reason": "next year"})

    assert one.pk not in told_with(other, lan)
    assert "Not the same event" in client.get(other.get_absolute_url()).content.decode()
    entry = Entry.objects.get(action="watching.apart")
    assert (entry.by, entry.reason) == (lan, "next year")

    client.post(f"/watching/stories/apart/{Apart.objects.get().pk}/undo/")

    assert told_with(one, lan) == {document.pk for document in lyon.values()}
    assert Apart.objects.get().undone_by == lan, "that it was said is kept"
    assert Entry.objects.filter(action="watching.together").exists()


def test_what_was_held_apart_stays_apart_when_a_page_is_read_anew_and_when_another_comes(lan, lyon):
    from proxeny.review.services import read_document

    services.keep_apart(lyon["t3"], lyon["t1"], by=lan)

    read_document(lyon["t3"], by=lan)
    bring(lan, next(one for one in PAGES if one["id"] == "t1")["text"] + " More follows.", "again", language="en",
          published="2031-03-13")  # fmt: skip

    assert lyon["t3"].pk not in told_with(lyon["t1"], lan)


def test_the_same_cannot_be_said_twice_or_of_a_page_and_itself(lan, lyon):
    apart = services.keep_apart(lyon["t1"], lyon["t2"], by=lan)
    for pair in (("t1", "t2"), ("t2", "t1"), ("t1", "t1")):
        with pytest.raises(WrongState):
            services.keep_apart(lyon[pair[0]], lyon[pair[1]], by=lan)
    services.take_back(apart, by=lan)
    with pytest.raises(WrongState):
        services.take_back(apart, by=lan)


@pytest.mark.parametrize(("user", "status"), [("minh", 403), ("huong", 403), ("lan", 302)])
def test_only_those_who_may_accept_say_so(lan, lyon, sign_in, request, user, status):
    client = sign_in(request.getfixturevalue(user))

    answer = client.post("/watching/stories/apart/", {"one": lyon["t1"].reference, "other": lyon["t2"].reference})

    assert answer.status_code == status
    assert Apart.objects.exists() == (status == 302)


def test_somebody_with_less_clearance_neither_sees_nor_counts_closed_pages(hoa, minh, huong, sign_in):
    open_ones = [page(hoa, "t1"), page(hoa, "t2", mark=Mark.INTERNAL)]
    closed = page(hoa, "t3", mark=Mark.CONFIDENTIAL)

    assert told_with(open_ones[0], hoa) == {open_ones[0].pk, open_ones[1].pk, closed.pk}
    assert told_with(open_ones[0], minh) == {open_ones[0].pk, open_ones[1].pk}
    assert told_with(open_ones[0], huong) == set(), "a page alone is no event told twice"
    number = Story.objects.get().pk
    assert sign_in(huong).get(f"/watching/stories/{number}/").status_code == 404
    assert "2 pages on one event" in sign_in(minh).get("/watching/stories/").content.decode()


def test_the_inbox_says_how_many_pages_tell_of_one_event(lan, lyon, sign_in):
    assert "3 pages on one event" in sign_in(lan).get("/review/").content.decode()


def test_nothing_is_merged_by_it(lan, lyon):
    assert Document.objects.count() == 3
    assert not Entry.objects.filter(action__startswith="watching").exists()


def test_bringing_one_more_page_costs_the_same_however_many_there_are(lan, django_assert_max_num_queries):
    for one in PAGES[:10]:
        page(lan, one["id"])
    last = page(lan, PAGES[10]["id"])

    with django_assert_max_num_queries(14):
        services.stories.group_around(last)


def test_the_list_of_events_takes_five_queries(lan, lyon, sign_in, django_assert_max_num_queries):
    client = sign_in(lan)
    client.get("/watching/stories/")
    with django_assert_max_num_queries(9):  # two of them for the person, two for the rail
        client.get("/watching/stories/")
