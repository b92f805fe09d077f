"""The page of an event: the clock counted back, the hint, numbers beside the list, the annex, the paper, the files."""

from __future__ import annotations

import csv
import io
from datetime import date, time
from decimal import Decimal

import icalendar
import pypdfium2
import pytest
from docx import Document as Word

import records
from proxeny.core.records import Mark
from proxeny.events import project_paper
from proxeny.events.attendance import attendance_of
from proxeny.events.international import hint_for
from proxeny.events.models import Backer, Count, Event, Participant, Session
from proxeny.events.project_paper_files import as_docx, as_pdf
from proxeny.procedures import services as procedures
from proxeny.registers import services as registers
from proxeny.registers.agenda import Asked, occasions

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def shown(client, event) -> str:
    return client.get(event.get_absolute_url()).content.decode()


def count(event, by, evidence, of, value, *, planned=False, **more):
    made = Count(of=of, value=Decimal(value), unit="count", is_planned=planned, **more)
    return registers.add_part(event, "counts", made, by=by, evidence=evidence())


class TestTheClock:
    def test_without_a_procedure_it_says_what_each_would_ask(self, conference, lan, sign_in, today):
        answer = sign_in(lan).get(conference.get_absolute_url())

        days = {clock.kind: {line.key: line.day for line in clock.lines} for clock in answer.context["clocks"]}
        assert days["conference"]["file"] == date(2026, 5, 16)
        assert days["conference"]["opinions.other-bodies"] == date(2026, 6, 1)
        assert days["conference-pm"]["file"] == date(2026, 5, 6)
        assert days["conference-pm"]["opinions.foreign-ministry"] == date(2026, 5, 21)
        page = answer.content.decode()
        assert "16 May 2026" in page
        assert "last working day 15 May 2026" in page
        assert "Decision 06/2020/QĐ-TTg" in page

    def test_with_a_procedure_it_is_that_ones(self, case, conference, lan, sign_in):
        (clock,) = sign_in(lan).get(conference.get_absolute_url()).context["clocks"]

        assert clock.case == case
        assert [line.state for line in clock.lines if line.key == "hold"] == ["the_day"]

    def test_days_that_are_past_are_called_so(self, conference, lan, sign_in, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, **_k: date(2026, 6, 1))

        answer = sign_in(lan).get(conference.get_absolute_url())

        assert all(clock.missed for clock in answer.context["clocks"])
        assert "late from the start" in answer.content.decode()

    def test_an_event_that_is_over_has_none(self, conference, lan, sign_in, today):
        Event.objects.filter(pk=conference.pk).update(status="held")

        assert sign_in(lan).get(conference.get_absolute_url()).context["clocks"] == []

    def test_a_procedure_on_another_day_than_the_event_is_said(self, case, conference, lan, sign_in):
        procedures.move_anchor(case, date(2026, 6, 20), reason="by mistake", by=lan)

        assert "its procedure counts from 2026-06-20" in shown(sign_in(lan), conference)


class TestTheHint:
    def test_foreign_people_bodies_and_money_make_a_conference_international(self, conference, lan, evidence):
        assert not hint_for(conference).is_international

        count(conference, lan, evidence, Count.Delegates.ABROAD, 40, planned=True)
        backer = Backer(name="Stiftung Fluss", role="sponsor", country="DE")
        registers.add_part(conference, "backers", backer, by=lan, evidence=evidence())

        hint = hint_for(Event.objects.get(pk=conference.pk))
        assert hint.is_international
        assert [words.split(":")[0] for words in hint.reasons] == ["a foreign body pays for it", "40 foreign delegates"]
        assert "06/2020" in hint.cited.words or "04/2021" in hint.cited.words

    def test_a_sponsors_country_may_be_written_by_its_name(self, conference, lan, sign_in):
        given = {"role": "sponsor", "name": "Stiftung", "country": "Đức", "source_note": "their letter"}

        assert sign_in(lan).post(f"/events/{conference.reference}/backers/new/", given).status_code == 302

        assert conference.backers.get().country == "DE"

    def test_a_sponsor_from_home_makes_none(self, conference, lan, evidence):
        backer = Backer(name="Ngân hàng Sông Hồng", role="sponsor", country="VN")
        registers.add_part(conference, "backers", backer, by=lan, evidence=evidence())

        assert not hint_for(conference).is_international

    def test_press_conferences_are_excluded(self, conference, lan, evidence):
        count(conference, lan, evidence, Count.Delegates.ABROAD, 40, planned=True)
        conference.kind = "press_conference"

        assert not hint_for(conference).is_international

    def test_a_festival_and_an_office_without_such_rules_get_no_hint(self, conference, settings):
        conference.kind = "festival"
        assert hint_for(conference) is None
        conference.kind = "conference"
        settings.PROXENY_RULES = "fr-morlaix"
        assert hint_for(conference) is None


class TestTheNumbers:
    def people(self, event, **numbers):
        for origin, number in numbers.items():
            country = "VN" if origin == "home" else "FR"
            Participant.objects.bulk_create(
                Participant(event=event, name=f"{origin} {n}", origin=origin, country=country, came=n > 0)
                for n in range(number)
            )

    def test_the_list_is_set_beside_what_is_said(self, conference, lan, evidence):
        count(conference, lan, evidence, Count.Delegates.HOME, 100, planned=True)
        count(conference, lan, evidence, Count.Delegates.ABROAD, 3)
        self.people(conference, home=5, abroad=3)

        rows = {row.of: row for row in attendance_of(conference).rows}

        assert (rows[Count.Delegates.HOME].listed, rows[Count.Delegates.HOME].came) == (5, 4)
        assert rows[Count.Delegates.HOME].difference == -96
        assert rows[Count.Delegates.ABROAD].difference == -1
        assert rows[Count.Delegates.COUNTRIES].counted == 1

    def test_over_a_hundred_and_a_hundred_and_twenty_agree(self, conference, lan, evidence):
        count(conference, lan, evidence, Count.Delegates.HOME, 100, qualifier="over")
        self.people(conference, home=121)

        assert not attendance_of(conference).differs

    def test_a_number_below_nought_is_refused(self, conference, lan, evidence):
        with pytest.raises(registers.BadContent, match="below nought"):
            count(conference, lan, evidence, Count.Delegates.HOME, -4)

    def test_planned_and_actual_stand_side_by_side_and_neither_twice(self, conference, lan, evidence):
        count(conference, lan, evidence, Count.Delegates.HOME, 100, planned=True)
        count(conference, lan, evidence, Count.Delegates.HOME, 90)

        with pytest.raises(registers.BadContent):
            count(conference, lan, evidence, Count.Delegates.HOME, 95)


class TestTheProgramme:
    def test_sessions_stand_by_day_with_room_chair_and_speakers(self, conference, lan, sign_in):
        for title, day, at in (("Second", "2026-06-16", 9), ("First", "2026-06-15", 14)):
            made = Session(
                title=title, day=day, begins=time(at, 30), room="Hall A", chair="Trần Bình", speakers=["Ada", "Grace"]
            )
            registers.add_part(conference, "sessions", made, by=lan, is_sourced=False)

        page = shown(sign_in(lan), conference)

        assert page.index("First") < page.index("Second")
        assert "14:30" in page
        assert "Ada, Grace" in page

    def test_a_session_that_ends_before_it_begins_is_refused(self, conference, lan):
        made = Session(title="Dinner", day="2026-06-15", begins=time(20), ends=time(19))

        with pytest.raises(registers.BadContent, match="19:00"):
            registers.add_part(conference, "sessions", made, by=lan, is_sourced=False)

    def test_a_session_outside_the_dates_is_said(self, conference, lan, sign_in):
        made = Session(title="Late dinner", day="2026-06-20")
        registers.add_part(conference, "sessions", made, by=lan, is_sourced=False)

        assert "Not on a day of the event: Late dinner." in shown(sign_in(lan), conference)

    def test_the_form_takes_a_session_and_a_number_without_a_source_only_for_the_session(
        self, conference, lan, sign_in
    ):
        client, start = sign_in(lan), f"/events/{conference.reference}"
        session = {"title": "Opening", "kind": "opening", "day": "15/06/2026", "begins": "08:30", "ends": "09:00"}
        number = {"of": Count.Delegates.HOME, "value": "120", "unit": "count", "qualifier": "exact", "is_planned": "on"}

        assert client.post(f"{start}/sessions/new/", session).status_code == 302
        assert client.post(f"{start}/counts/new/", number).status_code == 422
        assert client.post(f"{start}/counts/new/", number | {"source_note": "from the plan"}).status_code == 302
        others = {"of": "", "others": "stalls", "value": "12", "qualifier": "exact", "source_note": "plan"}
        assert client.post(f"{start}/counts/new/", others).status_code == 302

        assert conference.sessions.get().begins == time(8, 30)
        assert {(one.of, one.is_planned) for one in conference.counts.all()} == {
            (Count.Delegates.HOME, True),
            ("stalls", False),
        }


def full(conference, lan, evidence) -> Event:
    """The conference with every part of the project paper."""
    facts = {
        "reason": "Twenty years of the network of river capitals.", "aim": "A common programme.", "place": "Hanoi",
        "tours": "The old quarter.", "format": "hybrid", "content": "Heritage and floods.",
        "organiser": "Department of culture", "attendance": "Heads of heritage offices.",
        "cost": Decimal(1_500_000_000), "cost_currency": "VND", "cost_source": "city budget",
        "foreign_organiser": "Network of River Capitals",
    }  # fmt: skip
    done = registers.change(conference, facts, by=lan, evidence=evidence())
    registers.add_part(
        done, "sessions", Session(title="Opening", day="2026-06-15", begins=time(9)), by=lan, is_sourced=False
    )
    backer = Backer(name="Stiftung Fluss", role="sponsor", country="DE", amount=Decimal(20000), amount_currency="EUR")
    registers.add_part(done, "backers", backer, by=lan, evidence=evidence())
    numbers = {"HOME": 120, "RESIDENT": 10, "ABROAD": 40, "COUNTRIES": 12}
    for name, number in numbers.items():
        count(done, lan, evidence, Count.Delegates[name].value, number, planned=True)
    return Event.objects.get(pk=conference.pk)


class TestTheProjectPaper:
    def test_what_is_missing_is_named(self, conference, lan, sign_in, today):
        missing = project_paper.missing_parts(conference)

        assert {"aim", "organiser", "cost", "who pays", "programme", "place"} <= set(missing)
        page = sign_in(lan).get(f"/events/{conference.reference}/paper/").content.decode()
        assert "The form asks for these" in page
        assert "Form 01, project paper" in page

    @pytest.mark.parametrize(("language", "words"), [("en", "Cost and who pays"), ("vi", "Kinh phí")])
    def test_it_is_printed_as_word_and_pdf_in_both_languages(self, conference, lan, evidence, language, words):
        paper = project_paper.paper_of(full(conference, lan, evidence), language=language)

        word = Word(io.BytesIO(as_docx(paper)))
        text = "\n".join(paragraph.text for paragraph in word.paragraphs)
        cells = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
        assert paper.missing == []
        assert "Heritage and floods." in text
        assert "Stiftung Fluss" in cells
        assert "120" in cells
        printed = text_of(as_pdf(paper))
        assert "Stiftung Fluss" in printed
        if language == "en":
            assert words in text
            assert "Germany" in cells

    def test_it_is_taken_away_as_a_file_and_that_is_audited(self, conference, lan, sign_in):
        answer = sign_in(lan).get(f"/events/{conference.reference}/paper/?format=pdf&language=en")

        assert answer.content.startswith(b"%PDF")
        assert "project-paper" in answer.headers["Content-Disposition"]


def test_the_calendar_file_holds_the_event_and_its_sessions(conference, lan, sign_in, evidence):
    event = full(conference, lan, evidence)

    calendar = icalendar.Calendar.from_ical(sign_in(lan).get(f"/events/{event.reference}/calendar.ics").content)

    first, second = calendar.walk("VEVENT")
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2026, 6, 15), date(2026, 6, 18))
    assert first["status"] == "TENTATIVE"
    assert second["dtstart"].dt.hour == 2  # nine o'clock in Hanoi


def test_the_calendar_gets_event_session_and_report_with_their_leaders(
    conference, lan, minh, huong, evidence, django_assert_max_num_queries
):
    event = full(conference, lan, evidence)
    leader = records.person(records.source(lan), lan, "Trần Sỹ")
    registers.change(event, {"report_due": "2026-07-01"}, many={"leaders": [leader]}, by=lan, evidence=evidence())
    made = Event(title="Closed talk", kind="talk", dates="2026-06-16", mark=Mark.INTERNAL)
    registers.create(made, by=lan, evidence=evidence(Mark.INTERNAL))
    made = Event(title="Some time in June", kind="talk", dates="2026-06")
    registers.create(made, by=lan, evidence=evidence())

    with django_assert_max_num_queries(4):
        found = {one.key: one for one in occasions(Asked(date(2026, 6, 1), date(2026, 7, 31), minh), of=["events"])}

    dates = found[f"events:{event.reference}:dates"]
    assert (dates.first, dates.last, dates.leaders) == (date(2026, 6, 15), date(2026, 6, 17), frozenset({leader.pk}))
    assert dates.is_tentative
    assert found[f"events:{event.reference}:report"].is_late(date(2026, 7, 2))
    assert sum("session" in key for key in found) == 1
    assert {one.title for one in found.values()} >= {"Closed talk"}
    assert "Some time in June" not in {one.title for one in found.values()}
    outside = occasions(Asked(date(2026, 6, 1), date(2026, 7, 31), huong), of=["events"])
    assert "Closed talk" not in {one.title for one in outside}


def test_a_leader_at_two_events_on_one_day_is_said(conference, lan, sign_in, evidence, today):
    leader = records.person(records.source(lan), lan, "Trần Sỹ")
    registers.change(conference, {}, many={"leaders": [leader]}, by=lan, evidence=evidence())
    other = Event(title="Opening of a bridge", kind="ceremony", status="planned", dates="2026-06-17")
    registers.create(other, by=lan, evidence=evidence(), many={"leaders": [leader]})

    assert "A leader who takes part is at “Opening of a bridge”" in shown(sign_in(lan), conference)


def test_a_festival_is_shown_no_clock_of_conferences(conference, lan, sign_in, today):
    Event.objects.filter(pk=conference.pk).update(kind="festival")

    assert sign_in(lan).get(conference.get_absolute_url()).context["clocks"] == []


def test_the_columns_of_annex_a4_come_out_of_the_list(
    conference, lan, sign_in, evidence, django_assert_max_num_queries
):
    full(conference, lan, evidence)
    columns = (
        "title,foreign_organiser,content,delegates_home,delegates_resident,delegates_abroad,delegates_countries,dates,"
        "place,cost,report_number,in_plan,permitted_by"
    )
    client = sign_in(lan)
    client.get("/events/")

    with django_assert_max_num_queries(8):
        assert client.get(f"/events/?columns={columns}").status_code == 200
    answer = client.get(f"/events/?columns={columns}&export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    (row,) = rows
    assert list(row.values())[3:7] == ["120", "10", "40", "12"]
    assert list(row.values())[:2] == ["Heritage of river capitals", "Network of River Capitals"]


def test_the_page_costs_the_same_however_much_belongs_to_it(
    case, conference, lan, evidence, sign_in, django_assert_max_num_queries
):
    event = full(conference, lan, evidence)
    for number in range(30):
        made = Session(title=f"Session {number}", day="2026-06-16", begins=time(10))
        registers.add_part(event, "sessions", made, by=lan, is_sourced=False)
    Participant.objects.bulk_create(Participant(event=event, name=f"P {n}", country="FR") for n in range(300))
    client = sign_in(lan)
    shown(client, event)

    with django_assert_max_num_queries(42):
        shown(client, event)
