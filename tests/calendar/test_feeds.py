"""Feeds: a secret address that shows what its person may see today, and nobody anything else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from occasions import occasion
from proxeny.audit.models import Entry
from proxeny.calendar import services
from proxeny.calendar.models import Feed
from proxeny.core.errors import DomainError, NotAllowed
from proxeny.core.records import Mark


@pytest.fixture
def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def read(token: str, **headers: str):
    return Client().get(f"/calendar/feed/{token}.ics", headers=headers)


def events_of(answer) -> list:
    assert answer.status_code == 200, answer.status_code
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_address_of_a_feed_is_shown_once_and_not_kept(sign_in, minh):
    client = sign_in(minh)
    answer = client.post("/calendar/feeds/", {"name": "my phone"}).content.decode()
    token = answer.split("/calendar/feed/")[1].split(".ics")[0]

    assert read(token).status_code == 200
    assert token not in client.get("/calendar/feeds/").content.decode()
    feed = Feed.objects.get()
    assert token not in "".join(str(getattr(feed, field.attname)) for field in Feed._meta.concrete_fields)
    assert Entry.objects.filter(action="calendar.feed_created").exists()


def test_days_have_an_exclusive_end_and_a_stable_identity(minh, agenda_of, tomorrow):
    last = tomorrow + timedelta(days=2)
    agenda_of(occasion("delegations:paris:dates", str(tomorrow), str(last), title="Paris; twelve, people\nby train"))
    _feed, token = services.make_feed(name="phone", by=minh)
    first_reading, again = read(token), read(token)
    (event,) = events_of(first_reading)

    assert event.decoded("dtstart") == tomorrow
    assert event.decoded("dtend") == last + timedelta(days=1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["summary"] == "Paris; twelve, people\nby train"
    assert event["status"] == "CONFIRMED"
    assert "paris" not in event["uid"]
    assert first_reading.content == again.content
    assert b"SUMMARY:Paris\\; twelve\\, people\\nby train" in first_reading.content


def test_what_moves_keeps_its_identity(minh, agenda_of, tomorrow):
    _feed, token = services.make_feed(name="phone", by=minh)
    agenda_of(occasion("delegations:paris:dates", str(tomorrow)))
    before = events_of(read(token))[0]["uid"]
    agenda_of(occasion("delegations:paris:dates", str(tomorrow + timedelta(days=7))))

    assert [event["uid"] for event in events_of(read(token))] == [before]


def test_hours_are_told_where_they_are_known(minh, agenda_of, tomorrow):
    begins = datetime(tomorrow.year, tomorrow.month, tomorrow.day, 2, 30, tzinfo=UTC)
    agenda_of(occasion("events:talk:x", str(tomorrow), begins=begins, ends=begins + timedelta(hours=1)))
    _feed, token = services.make_feed(name="phone", by=minh)
    (event,) = events_of(read(token))

    assert event.decoded("dtstart") == begins
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=1)


def test_a_deadline_rings_before_it_and_a_plan_is_tentative(minh, agenda_of, tomorrow):
    agenda_of(
        occasion("aid:a:report", str(tomorrow), sort="deadline"),
        occasion("aid:b:report", str(tomorrow), sort="deadline", is_done=True),
        occasion("delegations:c:dates", str(tomorrow), is_tentative=True),
    )
    _feed, token = services.make_feed(name="phone", by=minh)
    found = {str(event["summary"]): event for event in events_of(read(token))}

    assert [str(part["trigger"].dt) for part in found["aid:a:report"].walk("VALARM")] == ["-1 day, 9:00:00"]
    assert found["Done: aid:b:report"].walk("VALARM") == []
    assert found["delegations:c:dates"]["status"] == "TENTATIVE"


def test_a_program_that_has_the_newest_is_told_so(minh, agenda_of, tomorrow):
    agenda_of(occasion("events:a:x", str(tomorrow)))
    _feed, token = services.make_feed(name="phone", by=minh)
    first = read(token)

    assert read(token, if_none_match=first["ETag"]).status_code == 304
    assert read(token, if_modified_since=first["Last-Modified"]).status_code == 304
    agenda_of(occasion("events:a:x", str(tomorrow), title="Another title"))
    assert read(token, if_none_match=first["ETag"]).status_code == 200


def test_clearance_counts_at_each_reading(hoa, agenda_of, tomorrow):
    agenda_of(
        occasion("events:open:x", str(tomorrow)), occasion("events:in:x", str(tomorrow), mark=Mark.INTERNAL, title="In")
    )
    _feed, token = services.make_feed(name="phone", by=hoa)
    assert len(events_of(read(token))) == 2
    hoa.clearance = Mark.PUBLIC
    hoa.save()

    assert [str(event["summary"]) for event in events_of(read(token))] == ["events:open:x"]


def test_a_confidential_record_shows_its_days_and_not_a_word(hoa, agenda_of, tomorrow):
    agenda_of(
        occasion(
            "delegations:zvonimirograd:dates",
            str(tomorrow),
            title="Zvonimirograd",
            place="Zvonimirograd",
            what="Zvonimirograd",
            mark=Mark.CONFIDENTIAL,
        )
    )
    _feed, token = services.make_feed(name="phone", by=hoa)
    answer = read(token)

    assert len(events_of(answer)) == 1
    assert b"zvonimirograd" not in answer.content.lower()


def test_a_feed_may_be_narrowed_to_a_register_and_to_ones_own(minh, agenda_of, tomorrow):
    agenda_of(
        occasion("events:a:x", str(tomorrow), register="events"),
        occasion("events:b:x", str(tomorrow), register="events", responsible=frozenset([minh.pk])),
        occasion("aid:c:x", str(tomorrow), register="aid", responsible=frozenset([minh.pk])),
    )
    _feed, token = services.make_feed(name="phone", by=minh, register="events", is_mine=True)

    assert [str(event["summary"]) for event in events_of(read(token))] == ["events:b:x"]


def test_a_revoked_feed_a_wrong_token_and_somebody_who_left_get_nothing(sign_in, minh):
    feed, token = services.make_feed(name="phone", by=minh)
    _other, kept = services.make_feed(name="desk", by=minh)
    answer = sign_in(minh).post(f"/calendar/feeds/{feed.pk}/revoke/")

    assert answer.status_code == 302
    assert read(token).status_code == 404
    assert read("x" * 43).status_code == 404
    assert read("..%2f..").status_code == 404
    assert read(kept).status_code == 200
    minh.is_active = False
    minh.save()
    assert read(kept).status_code == 404


def test_nobody_revokes_the_feed_of_somebody_else_but_an_administrator(sign_in, minh, lan, an):
    feed, token = services.make_feed(name="phone", by=minh)

    assert sign_in(lan).post(f"/calendar/feeds/{feed.pk}/revoke/").status_code == 404
    with pytest.raises(NotAllowed):
        services.revoke_feed(feed, by=lan)
    services.revoke_feed(feed, by=an)
    assert read(token).status_code == 404


def test_a_person_has_at_most_twenty_feeds(minh):
    for number in range(20):
        services.make_feed(name=str(number), by=minh)
    with pytest.raises(DomainError, match="revoke one"):
        services.make_feed(name="one more", by=minh)
