"""A commitment from where it was promised to where it ends: origins, acts, what comes again, the board, the panel."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

import records
from proxeny.accounts.models import Role
from proxeny.audit.models import Entry
from proxeny.core.errors import ChangedMeanwhile, DomainError, NoEvidence, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.plans import origins, queries, recurrence, services
from proxeny.plans.models import Commitment, Fulfilment
from proxeny.registers import services as registers
from proxeny.registers.agenda import Asked, occasions

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(lan):
    """A document that a promise can be taken from."""
    return records.source(lan)


@pytest.fixture
def promise(lan, minutes):
    """Enter a commitment."""

    def promised(what="Send the programme", *, by=None, origin=None, partners=(), **fields):
        person = by or lan
        statement = records.said(minutes, person, what=what)
        return services.promise(
            Commitment(what=what, **fields), by=person, evidence=[statement], origin=origin, partners=partners
        )

    return promised


@pytest.fixture
def told(lan, minutes):
    """A statement that reports something."""
    return lambda **content: [records.said(minutes, lan, **content)]


class TestWhatComesAgain:
    @pytest.mark.parametrize(
        ("due", "every", "number", "next_due"),
        [
            ("2024-06-30", "half_year", 1, "2024-12-31"),
            ("2024-06-30", "half_year", 2, "2025-06-30"),
            ("2024-01-31", "month", 1, "2024-02-29"),
            ("2024-05-15", "quarter", 3, "2025-02-15"),
            ("2024", "year", 2, "2026"),
            ("2024-11", "quarter", 1, "2025-02"),
            ("2024-01/2024-06", "half_year", 1, "2024-07/2024-12"),
            ("2024~", "year", 1, "2025~"),
            ("", "year", 1, ""),
            ("2024-06-30", "", 3, "2024-06-30"),
        ],
    )
    def test_the_next_due_date_is_as_precise_as_the_first(self, due, every, number, next_due):
        assert recurrence.occurrence(due, every, number) == next_due

    def test_each_time_it_is_kept_is_a_dated_record_and_the_next_is_waited_for(self, lan, promise, told):
        promised = promise(due="2025-06-30", every="half_year", until="2026")
        services.fulfil(promised, on="2025-06-20", evidence=told(), by=lan)
        promised = services.miss(promised, reason="The fair was called off.", evidence=told(), by=lan)

        assert (promised.status, promised.next_due) == ("open", "2026-06-30")
        rows = promised.fulfilments.values_list("kind", "on", "occurrence")
        assert list(rows) == [("full", "2025-06-20", "2025-06-30"), ("missed", "", "2025-12-31")]

        services.fulfil(promised, on="2026-07-02", evidence=told(), by=lan)
        promised = services.fulfil(promised, on="2026-12-30", evidence=told(), by=lan)
        assert (promised.status, promised.fulfilled) == ("done", "2026-12-30")
        assert [row.is_late for row in promised.fulfilments.filter(kind="full")] == [False, True, False]

    @pytest.mark.parametrize("fields", [{"every": "year"}, {"every": "half_year", "due": "2025"}])
    def test_without_a_day_to_count_on_it_cannot_come_again(self, promise, fields):
        with pytest.raises(registers.BadContent) as refused:
            promise(**fields)
        assert "due" in refused.value.fields

    def test_what_is_due_once_is_dropped_and_not_missed(self, lan, promise, told):
        with pytest.raises(WrongState, match="once only"):
            services.miss(promise(due="2025"), reason="No.", evidence=told(), by=lan)


class TestActs:
    def test_part_of_it_is_done_late_and_the_rest_remains(self, lan, promise, told):
        promised = promise(due="2025-03")
        promised = services.report_part(
            promised, on="2025-05-02", note="Two of three sent.", evidence=told(), by=lan, version=promised.version
        )

        part = promised.fulfilments.get()
        assert (promised.status, part.kind, part.note) == ("in_progress", "part", "Two of three sent.")
        assert part.is_late
        assert queries.is_late(promised, date(2025, 6, 1))
        with pytest.raises(DomainError, match="what remains"):
            services.report_part(promised, on="2025", note=" ", evidence=told(), by=lan)
        with pytest.raises(NoEvidence):
            services.report_part(promised, on="2025", note="More.", evidence=[], by=lan)

    def test_taking_it_up_makes_it_ones_own_and_needs_no_source(self, lan, minh, promise):
        with pytest.raises(NotAllowed):
            services.take_up(promise(), by=minh)
        promised = services.take_up(promise("Another"), by=lan)

        assert (promised.status, promised.owner) == ("in_progress", lan)
        with pytest.raises(WrongState):
            services.take_up(promised, by=lan)

    def test_it_is_handed_over_with_a_reason_once_somebody_has_it(self, lan, hoa, promise):
        promised = services.hand_over(promise(), to=lan, by=lan)
        with pytest.raises(DomainError, match="reason"):
            services.hand_over(promised, to=hoa, by=lan)
        promised = services.hand_over(promised, to=hoa, reason="On leave until May.", by=lan)

        assert promised.owner == hoa
        entry = Entry.objects.filter(action="commitments.handed_over").latest("pk")
        assert (entry.reason, entry.changes["owner"]) == ("On leave until May.", [lan.pk, hoa.pk])
        promised = services.hand_over(promised, body="Department of Tourism", reason="Theirs.", by=lan)
        assert (promised.owner, promised.owner_body) == (None, "Department of Tourism")
        with pytest.raises(DomainError, match="Say who"):
            services.hand_over(promised, reason="?", by=lan)

    def test_nobody_gets_what_they_may_not_see(self, hoa, lan, promise):
        closed = promise(by=hoa, mark=Mark.CONFIDENTIAL)
        with pytest.raises(DomainError, match="may not see"):
            services.hand_over(closed, to=lan, by=hoa)

    def test_opening_it_again_takes_the_wrong_report_back_and_keeps_it_in_the_history(self, lan, promise, told):
        promised = services.fulfil(promise(due="2025"), on="2025-02", evidence=told(), by=lan)
        with pytest.raises(DomainError, match="reason"):
            services.reopen(promised, reason="", by=lan)
        promised = services.reopen(promised, reason="The letter was about another one.", by=lan)

        assert (promised.status, promised.fulfilled, promised.fulfilments.count()) == ("open", "", 0)
        entry = Entry.objects.get(action="commitments.reopened")
        assert entry.changes["fulfilments.on"] == ["2025-02", None]

    def test_a_dropped_one_says_why_and_takes_no_more_acts(self, lan, sign_in, promise, told):
        promised = services.drop(promise(), reason="The consulate refused.", evidence=told(), by=lan)
        for act in (services.fulfil, services.report_part):
            content = {"note": "x"} if act is services.report_part else {}
            with pytest.raises(WrongState):
                act(promised, on="2025", evidence=told(), by=lan, **content)
        assert "The consulate refused." in sign_in(lan).get(promised.get_absolute_url()).content.decode()

    def test_the_second_of_two_is_told_that_somebody_was_quicker(self, lan, promise, told):
        promised = promise()
        services.take_up(promised, by=lan)
        with pytest.raises(ChangedMeanwhile):
            services.fulfil(promised, on="2025", evidence=told(), by=lan, version=1)

    def test_what_was_reported_rests_on_its_source(self, lan, sign_in, promise, told, minutes):
        promised = services.fulfil(promise(), on="2025-02", evidence=told(), by=lan)
        page = sign_in(lan).get(f"{promised.get_absolute_url()}").content.decode()
        assert f'href="{minutes.get_absolute_url()}#s' in page.partition("What was reported")[2]

    @pytest.mark.parametrize(("person", "status"), [("lan", 302), ("minh", 403), ("huong", 404)])
    @pytest.mark.parametrize(
        ("address", "answers"),
        [
            ("part-done/", {"on": "2025-02", "note": "Half of it."}),
            ("drop/", {"reason": "Refused."}),
            ("hand-over/", {"body": "Tourism", "reason": "Theirs."}),
            ("take-up/", {}),
        ],
    )
    def test_every_act_has_its_page_for_those_who_may(
        self, request, sign_in, promise, person, status, address, answers
    ):
        promised = promise(mark=Mark.INTERNAL)
        client = sign_in(request.getfixturevalue(person))
        status = 403 if person == "huong" else status  # a reader's role is asked first
        answer = client.post(promised.get_absolute_url() + address, {**answers, "source_note": "Seen in the letter."})

        assert answer.status_code == status
        changed = Commitment.objects.get(pk=promised.pk).version > promised.version
        assert changed == (status == 302)

    def test_an_act_leads_back_to_the_board_but_to_no_other_site(self, lan, sign_in, promise):
        client, board = sign_in(lan), "/commitments/all/board/?owner=me"
        one, other = promise("One"), promise("Other")

        assert client.post(f"{one.get_absolute_url()}take-up/", {"next": board}).url == board
        there = client.post(f"{other.get_absolute_url()}take-up/", {"next": "https://example.org/"}).url
        assert there == other.get_absolute_url()


class TestOrigins:
    def test_a_commitment_comes_from_any_record_and_that_record_shows_it(self, lan, sign_in, promise, minutes):
        memorandum = records.agreement(minutes, lan)
        promised = promise(origin=memorandum, part="Article 3")
        client = sign_in(lan)

        page = client.get(promised.get_absolute_url()).content.decode()
        assert memorandum.get_absolute_url() in page
        assert "Article 3" in page
        panel = client.get(memorandum.get_absolute_url()).content.decode()
        assert promised.get_absolute_url() in panel
        assert f"/commitments/new/?origin=agreements%2F{memorandum.reference}" in panel
        assert client.get(f"/commitments/?origin=agreements/{memorandum.reference}").context["total"] == 1
        assert client.get("/commitments/?origin=delegations").context["total"] == 0

    def test_an_origin_above_ones_clearance_is_neither_named_nor_lost(self, hoa, lan, minh, sign_in, promise):
        secret = records.agreement(records.source(hoa, mark=Mark.CONFIDENTIAL), hoa, "Secret pact", mark=2)
        promised = promise(by=hoa, origin=secret)
        key = origins.key_of(secret)

        for person in (lan, minh):
            assert "Secret pact" not in sign_in(person).get(promised.get_absolute_url()).content.decode()
        assert "Secret pact" not in sign_in(lan).get(f"/commitments/new/?origin={key}").content.decode()
        listed = sign_in(lan).get(f"/commitments/?columns=what,origin&origin={key}")
        assert listed.context["total"] == 0
        answer = sign_in(lan).post(
            f"{promised.get_absolute_url()}edit/",
            {"what": "Send it all", "mark": 0, "priority": 2, "version": promised.version, "source_note": "Letter."},
        )
        promised.refresh_from_db()
        assert answer.status_code == 302
        assert (promised.what, promised.origin) == ("Send it all", secret)

    @pytest.mark.parametrize("form", ["{key}", "{reference}", "http://testserver/{key}/", "/{key}/history/x"])
    def test_it_is_named_as_people_copy_it(self, lan, minutes, form):
        memorandum = records.agreement(minutes, lan)
        words = form.format(key=origins.key_of(memorandum), reference=memorandum.reference)
        if "history" in form:
            with pytest.raises(origins.NoSuchOrigin):
                origins.origin_named(words, visible_to=lan)
        else:
            assert origins.origin_named(words, visible_to=lan) == memorandum

    def test_a_register_can_say_which_parts_promises_stand_in(self, lan, sign_in, promise, minutes, monkeypatch):
        memorandum = records.agreement(minutes, lan)
        monkeypatch.setitem(origins._PROVIDERS, "agreements", lambda record: [("3", "Article 3, exchange of staff")])

        form = sign_in(lan).get(f"/commitments/new/?origin={origins.key_of(memorandum)}").content.decode()
        assert "Article 3, exchange of staff" in form
        page = sign_in(lan).get(promise(origin=memorandum, part="3").get_absolute_url()).content.decode()
        assert "Article 3, exchange of staff" in page

    def test_correcting_the_origin_needs_a_source(self, lan, promise, minutes):
        promised, memorandum = promise(), records.agreement(minutes, lan)
        with pytest.raises(NoEvidence):
            services.place(promised, memorandum, by=lan, evidence=[])
        services.place(promised, memorandum, by=lan, evidence=[records.said(minutes, lan, what="x")])
        promised.refresh_from_db()
        assert promised.origin == memorandum


class TestSeveral:
    def rows(self, *rows, **common):
        data = {"row-TOTAL_FORMS": "5", "row-INITIAL_FORMS": "0", "mark": "0", "side": "partner", **common}
        for at, row in enumerate(rows):
            data |= {f"row-{at}-{name}": value for name, value in row.items()}
        return data

    def test_one_page_of_minutes_becomes_several_commitments_each_with_its_words(self, lan, sign_in, minutes):
        memorandum = records.agreement(minutes, lan)
        answer = sign_in(lan).post(
            "/commitments/new/several/",
            self.rows(
                {"what": "Send the heritage plan", "due": "06/2025", "part": "2"},
                {"what": "Receive a delegation", "quote": "Hanoi received nearly 90 delegations in 2023."},
                origin_key=origins.key_of(memorandum),
                source_document=minutes.pk,
            ),
        )

        assert answer.url == memorandum.get_absolute_url()
        plan, visit = Commitment.objects.order_by("pk")
        assert (plan.origin, plan.part, plan.due) == (memorandum, "2", "2025-06")
        quotes = set(visit_quotes(visit))
        assert quotes == {"Hanoi received nearly 90 delegations in 2023."}

    def test_one_bad_row_keeps_all_and_loses_nothing_that_was_typed(self, lan, sign_in, minutes):
        answer = sign_in(lan).post(
            "/commitments/new/several/",
            self.rows(
                {"what": "Good"}, {"due": "31/02/2025", "what": "Bad day"}, {"quote": "no words"}, source_note="Known."
            ),
        )

        page = answer.content.decode()
        assert answer.status_code == 422
        assert not Commitment.objects.exists()
        assert "Bad day" in page
        assert "Write what was promised, or empty the row." in page

    def test_without_a_source_or_a_row_nothing_is_entered(self, lan, sign_in):
        client = sign_in(lan)
        assert client.post("/commitments/new/several/", self.rows({"what": "x"})).status_code == 422
        assert client.post("/commitments/new/several/", self.rows(source_note="Known.")).status_code == 422
        assert not Commitment.objects.exists()


def visit_quotes(commitment):
    from proxeny.documents import services as documents

    return documents.citations_of(commitment).values_list("statement__quote", flat=True)


class TestBoard:
    def test_each_is_in_its_column(self, lan, sign_in, promise, told):
        today = timezone.localdate()
        soon, past = f"{today + timedelta(days=3)}", f"{today - timedelta(days=3)}"
        promise("Open one", due=soon)
        services.take_up(promise("Begun one"), by=lan)
        promise("Late one", due=past)
        services.fulfil(promise("Kept one"), on=f"{today:%Y}", evidence=told(), by=lan)
        again = promise("Yearly one", due=f"{today:%Y}-12-31", every="year")
        services.fulfil(again, on=f"{today}", evidence=told(), by=lan)
        services.fulfil(promise("Old one"), on="2019", evidence=told(), by=lan)
        services.drop(promise("Dropped one"), reason="No.", evidence=told(), by=lan)

        columns = sign_in(lan).get("/commitments/all/board/").context["columns"]
        found = {one["column"].key: {str(card["commitment"]) for card in one["cards"]} for one in columns}
        assert found == {
            "open": {"Open one", "Yearly one"},
            "in_progress": {"Begun one"},
            "overdue": {"Late one"},
            "done": {"Kept one", "Yearly one"},
        }

    def test_it_is_filtered_by_owner_partner_origin_and_day(self, lan, sign_in, promise, minutes):
        today = timezone.localdate()
        paris, memorandum = records.partner(minutes, lan), records.agreement(minutes, lan)
        promise("With Paris", partners=[paris], due=f"{today + timedelta(days=5)}", owner=lan)
        promise("From the memorandum", origin=memorandum)
        client = sign_in(lan)

        def shown(query):
            columns = client.get(f"/commitments/all/board/?{query}").context["columns"]
            return {str(card["commitment"]) for one in columns for card in one["cards"]}

        assert shown("owner=me") == shown(f"partner={paris.reference}") == shown("within=7") == {"With Paris"}
        assert shown("origin=agreements") == shown("owner=none") == {"From the memorandum"}
        assert shown("within=late") == set()

    def test_what_is_closed_is_neither_shown_nor_counted(self, hoa, lan, sign_in, promise):
        promise("Secret", by=hoa, mark=Mark.CONFIDENTIAL)
        page = sign_in(lan).get("/commitments/all/board/")
        assert "Secret" not in page.content.decode()
        assert page.context["columns"][0]["column"].count == 0

    def test_its_cost_does_not_grow(self, lan, sign_in, promise, minutes, django_assert_max_num_queries):
        paris = records.partner(minutes, lan)
        for number in range(15):
            promise(f"Open {number}", partners=[paris], owner=lan)
            promise(f"Late {number}", due="2020", partners=[paris])
        client = sign_in(lan)
        client.get("/commitments/all/board/")
        with django_assert_max_num_queries(12):
            assert client.get("/commitments/all/board/").status_code == 200
        with django_assert_max_num_queries(12):
            client.get("/commitments/?columns=what,mission,owner,origin,due,status")


class TestDays:
    def test_due_dates_known_to_the_day_are_in_the_calendar_with_whoever_is_responsible(self, lan, promise, told):
        promise("To the day", due="2030-03-04", owner=lan)
        promise("To the month", due="2030-03")
        services.drop(promise("Dropped", due="2030-03-05"), reason="No.", evidence=told(), by=lan)
        services.fulfil(promise("Kept", due="2030-03-06"), on="2030-03-01", evidence=told(), by=lan)

        asked = Asked(date(2030, 3, 1), date(2030, 3, 31), lan)
        found = {one.title: one for one in occasions(asked, of=["commitments"])}
        assert set(found) == {"To the day", "Kept"}
        assert found["To the day"].responsible == {lan.pk}
        assert found["Kept"].is_done
        assert not found["To the day"].is_done

    def test_what_comes_again_is_there_with_its_next_day(self, lan, promise, told):
        promised = promise(due="2030-06-30", every="half_year")
        services.fulfil(promised, on="2030-06-01", evidence=told(), by=lan)
        asked = Asked(date(2030, 1, 1), date(2031, 3, 1), lan)
        assert [one.first for one in occasions(asked, of=["commitments"])] == [date(2030, 12, 31)]


def test_a_new_commitment_is_entered_on_its_form(lan, hoa, sign_in, minutes):
    memorandum = records.agreement(minutes, lan)
    answer = sign_in(lan).post(
        "/commitments/new/",
        {
            "what": "Exchange staff",
            "side": "both",
            "origin_key": f"http://testserver{memorandum.get_absolute_url()}",
            "part": "Article 3",
            "due": "30/06/2025",
            "every": "year",
            "owner": hoa.pk,
            "priority": 1,
            "status": "open",
            "mark": 0,
            "source_document": minutes.pk,
            "source_quote": "Hanoi and Paris signed a memorandum of understanding",
        },
    )

    made = Commitment.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.origin, made.part, made.owner, made.next_due) == (memorandum, "Article 3", hoa, "2025-06-30")
    assert hoa.role >= Role.OFFICER
    assert not Fulfilment.objects.exists()


def test_words_that_name_no_record_are_said_to_be_none(lan, sign_in):
    answer = sign_in(lan).post(
        "/commitments/new/",
        {"what": "x", "origin_key": "nothing-of-ours", "priority": 2, "status": "open", "mark": 0, "source_note": "?"},
    )
    assert answer.status_code == 422
    assert "names no record" in answer.content.decode()
