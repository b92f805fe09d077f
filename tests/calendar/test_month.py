"""The month and the list: what stands on which day, for whom, and whose dates clash."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

import records
from occasions import occasion
from proxeny.calendar.conflicts import clashes
from proxeny.calendar.days import BadMonth, month_of
from proxeny.calendar.month import ROWS, by_week, drawn
from proxeny.core.records import Mark

MAY = date(2026, 5, 1)


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_weeks_begin_on_monday_and_cover_the_month():
    weeks = drawn(MAY, [], today=date(2026, 5, 4))

    assert all(week.cells[0].day.day.weekday() == 0 for week in weeks)
    assert {cell.day.day for week in weeks for cell in week.cells if cell.is_of_month} == {
        date(2026, 5, day) for day in range(1, 32)
    }


def test_a_visit_over_two_weeks_is_drawn_in_both_and_listed_once():
    visit = occasion("delegations:paris:dates", "2026-05-08", "2026-05-12")
    weeks = drawn(MAY, [visit], today=MAY)
    entries = [entry for week in weeks for cell in week.cells for entry in cell.entries]

    assert [(entry.column, entry.span, entry.is_continued, entry.goes_on) for entry in entries] == [
        (5, 3, False, True),
        (1, 2, True, False),
    ]
    (week,) = by_week([visit], since=MAY)
    assert [day.day for day, _found in week.days] == [date(2026, 5, 8)]


def test_entries_of_one_day_stand_in_rows_of_their_own_and_the_rest_is_counted():
    crowd = [occasion(f"events:e{number}:dates", "2026-05-06") for number in range(ROWS + 3)]
    cells = {cell.day.day: cell for week in drawn(MAY, crowd, today=MAY) for cell in week.cells}
    busy = cells[date(2026, 5, 6)]

    assert sorted(entry.row for entry in busy.entries) == [1, 2, 3, 4, 5]
    assert busy.more == 3
    assert cells[date(2026, 5, 7)].says_nothing


def test_the_holidays_of_the_office_are_named():
    with translation.override("vi"):
        cells = {cell.day.day: cell for week in drawn(MAY, [], today=MAY) for cell in week.cells}

    assert cells[date(2026, 5, 1)].day.holiday == "Ngày Quốc tế Lao động"
    assert not cells[date(2026, 5, 1)].day.is_open
    assert cells[date(2026, 5, 6)].day.is_open


@pytest.mark.parametrize("asked", ["2026-13", "2026-00", "13", "may", "0001-01", "9999-12", "2026-05-01"])
def test_what_is_no_month_is_refused_with_how_to_write_it(sign_in, minh, asked):
    with pytest.raises(BadMonth, match="2026-05"):
        month_of(asked, MAY)
    answer = sign_in(minh).get(f"/calendar/?month={asked}")

    assert answer.status_code == 400
    assert "2026-05, from" in answer.content.decode()


def test_the_month_is_named_in_the_readers_language(sign_in, minh):
    assert "<h1>May 2026</h1>" in page(sign_in(minh), "/calendar/?month=2026-05")
    minh.language = "vi"
    minh.save()
    text = page(sign_in(minh), "/calendar/?month=2026-05")

    assert "<h1>Tháng 5 năm 2026</h1>" in text
    names = text[text.index('class="month-days"') :].split("</div>")[0]
    assert names.index("Th 2") < names.index("CN")


def test_an_entry_leads_to_its_record(sign_in, minh, agenda_of):
    agenda_of(occasion("delegations:paris:dates", "2026-05-08", title="Visit to Paris"))

    assert '<a href="/delegations/paris/"' in page(sign_in(minh), "/calendar/?month=2026-05")


@pytest.mark.parametrize("address", ["/calendar/?month=2026-05", "/calendar/list/", "/calendar/reminders/"])
def test_nobody_sees_an_entry_above_their_clearance_even_if_its_register_forgot(sign_in, minh, hoa, address):
    from proxeny.registers import agenda

    day = date(2026, 5, 8) if "2026" in address else timezone.localdate() + timedelta(days=1)
    closed = occasion(
        "delegations:z:dates",
        day.isoformat(),
        title="Closed talks",
        mark=Mark.CONFIDENTIAL,
        responsible=frozenset([minh.pk, hoa.pk]),
    )
    agenda.add_occasions("test", lambda asked: [closed])
    try:
        assert "Closed talks" not in page(sign_in(minh), address)
        assert "Closed talks" in page(sign_in(hoa), address)
    finally:
        agenda._PROVIDERS.pop("test")


def test_filters_narrow_to_a_register_to_a_kind_and_to_what_is_ones_own(sign_in, minh, lan, agenda_of):
    agenda_of(
        occasion("delegations:a:dates", "2026-05-08", title="A visit", responsible=frozenset([minh.pk])),
        occasion("events:b:dates", "2026-05-09", title="A conference", register="events"),
        occasion("agreements:c:expiry", "2026-05-10", title="A term", register="agreements", sort="notice"),
    )
    client = sign_in(minh)

    def shown(query: str) -> set[str]:
        text = page(client, f"/calendar/?month=2026-05{query}")
        return {title for title in ("A visit", "A conference", "A term") if title in text}

    assert shown("") == {"A visit", "A conference", "A term"}
    assert shown("&register=events") == {"A conference"}
    assert shown("&sort=notice") == {"A term"}
    assert shown("&whose=mine") == {"A visit"}
    assert shown("&register=nonsense") == {"A visit", "A conference", "A term"}


def test_the_list_puts_what_is_late_first_and_what_is_done_nowhere_among_it(sign_in, minh, agenda_of):
    today = timezone.localdate()
    agenda_of(
        occasion("aid:a:report", str(today - timedelta(days=40)), sort="deadline", title="A late report"),
        occasion("aid:b:x", str(today - timedelta(days=30)), sort="deadline", title="A filed report", is_done=True),
        occasion("aid:c:report", str(today + timedelta(days=3)), sort="deadline", title="A coming report"),
    )
    text = page(sign_in(minh), "/calendar/list/")

    assert text.index("A late report") < text.index("A coming report")
    assert "40 days late" in text
    assert "in 3 days" in text
    assert "A filed report" not in text


@pytest.fixture
def leader(lan):
    return records.person(records.source(lan), lan, "Vũ Thị Mai")


def test_a_leader_in_two_places_on_one_day_is_shown_everywhere(sign_in, minh, leader, agenda_of):
    day = timezone.localdate() + timedelta(days=5)
    both = frozenset([leader.pk])
    agenda_of(
        occasion("delegations:paris:dates", str(day), str(day + timedelta(days=3)), title="To Paris", leaders=both),
        occasion("events:forum:x", str(day + timedelta(days=3)), title="The forum", register="events", leaders=both),
        occasion("events:fair:dates", str(day + timedelta(days=9)), title="The fair", register="events", leaders=both),
    )
    client = sign_in(minh)

    for address in ("/calendar/list/", f"/calendar/leaders/{leader.reference}/"):
        text = page(client, address)
        section = text[text.index('id="clashes-title"') :].split("</section>")[0]
        assert "Vũ Thị Mai" in section
        assert "To Paris" in section
        assert "The forum" in section
        assert "The fair" not in section
    month = page(client, f"/calendar/?month={day + timedelta(days=3):%Y-%m}")
    assert "is-clash" in month


def test_happenings_known_to_the_hour_clash_only_where_they_overlap(hoa, leader):
    both = frozenset([leader.pk])

    def at(key: str, begins: int, ends: int):
        hours = [datetime(2026, 5, 6, hour, tzinfo=UTC) for hour in (begins, ends)]
        return occasion(key, "2026-05-06", begins=hours[0], ends=hours[1], leaders=both)

    morning, noon, evening = at("events:a:x", 2, 4), at("events:b:x", 4, 6), at("events:c:x", 5, 8)
    whole = occasion("delegations:d:dates", "2026-05-06", leaders=both)

    assert clashes([morning, noon], visible_to=hoa) == []
    assert len(clashes([noon, evening], visible_to=hoa)) == 1
    assert len(clashes([morning, whole], visible_to=hoa)) == 1


def test_a_visit_does_not_clash_with_its_own_programme(hoa, leader):
    both = frozenset([leader.pk])
    days = occasion("delegations:paris:dates", "2026-05-06", "2026-05-08", leaders=both)
    talk = occasion("delegations:paris:programme-1", "2026-05-07", leaders=both)

    assert clashes([days, talk], visible_to=hoa) == []


def test_a_clash_does_not_tell_the_name_of_a_closed_person(huong, lan, hoa):
    hidden = records.person(records.source(hoa), hoa, "Quiet Guest", mark=Mark.CONFIDENTIAL)
    both = frozenset([hidden.pk])
    found = [occasion(f"events:{name}:x", "2026-05-06", leaders=both) for name in "ab"]

    assert clashes(found, visible_to=huong) == []
    assert clashes(found, visible_to=hoa)[0].leader == hidden


def test_the_pages_cost_the_queries_of_the_providers_and_a_handful(
    sign_in, minh, leader, agenda_of, django_assert_max_num_queries
):
    today = timezone.localdate()
    agenda_of(
        *(
            occasion(f"events:e{n}:dates", str(today + timedelta(days=n % 20)), leaders=frozenset([leader.pk]))
            for n in range(300)
        )
    )
    client = sign_in(minh)
    for address in ("/calendar/", "/calendar/list/", f"/calendar/leaders/{leader.reference}/"):
        client.get(address)
        with django_assert_max_num_queries(40):
            assert client.get(address).status_code == 200


def test_a_term_of_office_that_ends_on_a_known_day_stands_in_the_calendar(sign_in, minh, lan, leader):
    from proxeny.partners.models import Post

    Post.objects.create(person=leader, role="mayor", ends="2026-05-20")
    Post.objects.create(person=leader, role="councillor", ends="2026-06")
    text = page(sign_in(minh), "/calendar/?month=2026-05") + page(sign_in(minh), "/calendar/?month=2026-06")

    assert text.count("Term ends: Vũ Thị Mai</a>") == 1
    with translation.override("en"):
        assert "councillor" not in text


def test_going_on_through_a_crowded_list_every_entry_is_met_and_no_day_is_cut_in_two(sign_in, minh, agenda_of):
    today = timezone.localdate()
    agenda_of(
        *(
            occasion(f"events:e{number}:dates", str(today + timedelta(days=number // 30)), title=f"Talk {number:03}.")
            for number in range(330)
        )
    )
    client, address, met, pages = sign_in(minh), "/calendar/list/", [], 0
    while address:
        pages += 1
        text = page(client, address)
        found = re.findall(r">(Talk \d{3}\.)<", text)
        met += found
        assert len(found) % 30 == 0
        following = re.search(r'class="button" href="(\?from=[^"]+)"', text)
        address = f"/calendar/list/{following[1]}" if following and found else ""

    assert pages > 2
    assert sorted(met) == [f"Talk {number:03}." for number in range(330)]


def test_what_is_late_is_counted_as_a_whole_and_turned_by_pages(sign_in, minh, agenda_of):
    today = timezone.localdate()
    agenda_of(
        *(
            occasion(f"aid:a{n}:x", str(today - timedelta(days=1 + n % 9)), sort="deadline", title=f"Paper {n:03}.")
            for n in range(120)
        )
    )
    client = sign_in(minh)
    texts = [page(client, f"/calendar/list/?late={number}") for number in (1, 2, 3)]
    met = [title for text in texts for title in re.findall(r">(Paper \d{3}\.)<", text)]

    assert 'Late <span class="muted">120</span>' in texts[0]
    assert sorted(met) == [f"Paper {n:03}." for n in range(120)]


def test_the_list_of_a_past_day_shows_that_day_and_not_what_is_late(sign_in, minh, agenda_of):
    agenda_of(
        occasion("events:b:dates", "2024-05-09", title="An old conference"),
        occasion("aid:a:x", str(timezone.localdate() - timedelta(days=4)), sort="deadline", title="A late report"),
    )
    text = page(sign_in(minh), "/calendar/list/?from=2024-05-09")

    assert "An old conference" in text
    assert "A late report" not in text


@pytest.mark.parametrize("asked", ["2024-02-30", "soon", "20240209", "0000-01-01"])
def test_what_is_no_day_is_refused_with_how_to_write_it(sign_in, minh, asked):
    answer = sign_in(minh).get(f"/calendar/list/?from={asked}")

    assert answer.status_code == 400
    assert "Write it as 2026-05-04" in answer.content.decode()
