"""The panel on a record's page, the forms of a case and the page of deadlines, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

import records
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Document
from proxeny.events.models import Event
from proxeny.procedures import services
from proxeny.procedures.models import Case, Override, Step
from proxeny.registers import services as registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of(sign_in):
    return sign_in


def page(client, record) -> str:
    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def vietnamese(person):
    person.language = "vi"
    person.save()
    return person


class TestThePanel:
    def test_an_officer_is_offered_to_open_a_procedure_and_a_reader_is_not(self, event, nam, minh, sign_in):
        assert f"/procedures/open/events/{event.reference}/" in page(sign_in(nam), event)
        assert "procedures/open" not in page(sign_in(minh), event)

    def test_records_without_a_procedure_have_no_panel(self, lan, sign_in):
        partner = records.partner(records.source(lan), lan)

        assert "procedures/open" not in page(sign_in(lan), partner)

    def test_it_shows_the_steps_on_a_line_the_next_one_and_where_the_rules_stand(self, case, event, nam, sign_in):
        shown = page(sign_in(nam), event)

        assert "Procedure: International conference" in shown
        assert 'class="is-next"' in shown
        assert "Next: Agreement in principle to host" in shown
        assert "Decision 06/2020/QĐ-TTg, art. 4(1)" in shown
        assert "to be checked" in shown
        assert "30 calendar days before: first day of the conference" in shown
        assert "Form 01, project paper" in shown

    def test_late_and_overdue_steps_are_marked(self, case, event, nam, sign_in):
        for paper in ("letter", "project-paper"):
            services.tick(case, paper, state="there", by=nam)
        assert "16 days late" in page(sign_in(nam), event)

        services.record_step(case, "file", on=date(2026, 5, 18), by=nam)

        shown = page(sign_in(nam), event)
        assert 'class="is-late"' in shown
        assert "done late" in shown

    def test_it_speaks_vietnamese(self, case, event, nam, sign_in):
        shown = page(sign_in(vietnamese(nam)), event)

        assert "Thủ tục: Hội nghị, hội thảo quốc tế" in shown
        assert "30 ngày trước: ngày khai mạc" in shown
        assert "Quyết định 06/2020/QĐ-TTg, Điều 4(1)" in shown

    def test_a_document_above_the_clearance_is_not_named(self, case, event, nam, hoa, sign_in):
        closed = records.source(hoa, mark=Mark.CONFIDENTIAL, name="closed.txt", text="Closed.")
        Document.objects.filter(pk=closed.pk).update(title="Zvonimirograd file")
        services.tick(case, "letter", state="there", document=closed, by=hoa)

        assert "Zvonimirograd" in page(sign_in(hoa), event)
        client = sign_in(nam)
        for address in (event.get_absolute_url(), f"/procedures/{case.pk}/papers/", f"/procedures/{case.pk}/history/"):
            assert "Zvonimirograd" not in client.get(address).content.decode(), address

    def test_a_closed_case_says_how_it_ended_and_a_new_one_is_offered(self, case, event, nam, sign_in):
        services.close(case, outcome="withdrawn", reason="No money this year.", by=nam)

        shown = page(sign_in(nam), event)

        assert "withdrawn" in shown
        assert "No money this year." in shown
        assert "procedures/open" in shown


class TestForms:
    def test_a_procedure_is_opened_from_the_page(self, event, nam, sign_in, today):
        address = f"/procedures/open/events/{event.reference}/"
        client = sign_in(nam)
        assert "The rules in force on this day" in client.get(address).content.decode()

        answer = client.post(address, {"kind": "conference", "anchor": "15/06/2026", "opened_on": "2026-04-01"})

        case = Case.objects.get()
        assert answer.url == f"/events/{event.reference}/#case-{case.pk}"
        assert case.anchor == date(2026, 6, 15)
        assert case.responsible == nam

    def test_what_the_rules_refuse_stands_in_the_form_and_nothing_is_written(self, event, nam, sign_in, today):
        answer = sign_in(nam).post(
            f"/procedures/open/events/{event.reference}/",
            {"kind": "conference", "anchor": "2026-03-01", "opened_on": "2026-04-01"},
        )

        assert answer.status_code == 422
        assert "would be before" in answer.content.decode()
        assert not Case.objects.exists()

    def test_a_step_out_of_order_is_refused_and_goes_on_with_a_reason(self, case, hoa, sign_in):
        client, address = sign_in(hoa), f"/procedures/{case.pk}/steps/decide/"

        refused = client.post(address, {"outcome": "done", "on": "2026-05-20"})
        assert refused.status_code == 422
        assert "Written opinions" in refused.content.decode()
        done = client.post(address, {"outcome": "done", "on": "2026-05-20", "override_reason": "Ordered from above."})

        assert done.status_code == 302
        assert Override.objects.get().reason == "Ordered from above."
        assert "Ordered from above." in client.get(case.record.get_absolute_url()).content.decode()

    def test_the_checklist_is_saved_at_once_or_not_at_all(self, case, nam, sign_in):
        client, address = sign_in(nam), f"/procedures/{case.pk}/papers/"
        document = records.source(nam, name="letter.txt", text="We ask for permission.")
        rows = {f"{item.key}-state": "needed" for item in case.papers.all()}
        assert str(document) in client.get(address).content.decode()

        bad = client.post(address, rows | {"letter-state": "there", "project-paper-state": "not_applicable"})
        assert bad.status_code == 422
        assert not case.papers.exclude(state="needed").exists()
        good = client.post(address, rows | {"letter-state": "there", "letter-document": str(document.pk)})

        assert good.status_code == 302
        assert case.papers.get(key="letter").document == document

    def test_asking_and_answering_through_the_pages(self, case, nam, sign_in):
        client = sign_in(nam)
        asked = client.post(f"/procedures/{case.pk}/ask/", {"body": "opinions.other-bodies", "on": "2026-05-05"})
        consultation = case.consultations.get()
        assert (asked.status_code, consultation.due) == (302, date(2026, 5, 20))

        client.post(f"/procedures/answers/{consultation.pk}/", {"on": "2026-05-25", "answer": "agrees"})

        consultation.refresh_from_db()
        assert consultation.is_late

    @pytest.mark.parametrize(
        ("where", "content", "check"),
        [
            ("day", {"anchor": "2026-07-01", "reason": "Later."}, lambda case: case.anchor == date(2026, 7, 1)),
            ("responsible", {"responsible": ""}, lambda case: case.responsible is None),
            ("override", {"found": "a", "says": "b", "reason": "c"}, lambda case: case.overrides.count() == 1),
            ("close", {"outcome": "withdrawn", "on": "2026-06-01", "reason": "x"}, lambda case: not case.is_open),
        ],
    )
    def test_every_other_form_shows_itself_and_does_its_act(self, case, nam, sign_in, where, content, check):
        client, address = sign_in(nam), f"/procedures/{case.pk}/{where}/"
        assert client.get(address).status_code == 200
        assert client.post(address, {}).status_code in ({302} if where == "responsible" else {422})

        assert client.post(address, content).status_code == 302
        assert check(Case.objects.get())

    def test_a_step_is_taken_back_and_a_case_opened_again(self, case, nam, lan, sign_in):
        services.record_step(case, "agree-in-principle", on=date(2026, 4, 2), by=nam)
        sign_in(nam).post(f"/procedures/{case.pk}/steps/agree-in-principle/reopen/", {"reason": "Wrong day."})
        assert Step.objects.get(case=case, key="agree-in-principle").outcome == ""

        services.close(case, outcome="withdrawn", reason="x", by=nam)
        sign_in(lan).post(f"/procedures/{case.pk}/reopen/", {"reason": "There is money."})
        assert Case.objects.get().is_open

    def test_what_was_done_is_told_with_its_reasons_and_rules(self, case, nam, sign_in):
        services.move_anchor(case, date(2026, 7, 1), reason="The hall is taken.", by=nam)

        shown = sign_in(nam).get(f"/procedures/{case.pk}/history/").content.decode()

        assert "The hall is taken." in shown
        assert "due (File the request for permission)" in shown.lower().replace("file the", "File the")

    @pytest.mark.parametrize(("user", "status"), [("minh", 403), ("huong", 404), ("nam", 200)])
    def test_only_officers_who_may_see_the_record_get_a_form(self, request, case, event, lan, sign_in, user, status):
        registers.change(event, {"mark": Mark.INTERNAL}, by=lan)
        person = request.getfixturevalue(user)
        if user == "huong":
            person.role = 2
            person.save()

        assert sign_in(person).get(f"/procedures/{case.pk}/steps/file/").status_code == status

    def test_steps_papers_and_cases_that_are_not_there_are_not_found(self, case, nam, sign_in):
        client = sign_in(nam)
        for address in (
            f"/procedures/{case.pk}/steps/dance/",
            "/procedures/999/papers/",
            "/procedures/open/partners/nobody/",
            "/procedures/open/weddings/nobody/",
        ):
            assert client.get(address).status_code == 404


class TestDeadlines:
    def test_an_empty_page_says_what_belongs_there(self, nam, sign_in):
        assert "Open a procedure on the page of" in sign_in(nam).get("/deadlines/").content.decode()

    def test_what_is_late_and_what_comes_stand_apart_with_their_record(self, case, event, nam, sign_in):
        shown = sign_in(nam).get("/deadlines/?within=30").content.decode()

        assert "File the request for permission" in shown.partition("Coming")[0]
        assert "The conference is held" in shown.partition("Coming")[2]
        assert event.title in shown

    @pytest.mark.parametrize(
        ("asked", "is_there"),
        [("register=events", True), ("register=aid", False), ("person=me", True), ("within=late", True), ("", True)],
    )
    def test_filters_by_register_and_person(self, case, nam, sign_in, asked, is_there):
        shown = sign_in(nam).get(f"/deadlines/?{asked}").content.decode()

        assert ("File the request for permission" in shown) == is_there

    def test_a_nonsensical_filter_shows_everything(self, case, nam, sign_in):
        answer = sign_in(nam).get("/deadlines/?person=nobody&register=weddings&within=never")

        assert answer.status_code == 200
        assert "File the request" in answer.content.decode()

    def test_it_obeys_clearance_and_speaks_vietnamese(self, case, event, nam, hoa, sign_in):
        assert "Gửi hồ sơ xin phép" in sign_in(vietnamese(nam)).get("/deadlines/").content.decode()
        registers.change(event, {"mark": Mark.CONFIDENTIAL}, by=hoa)

        assert event.title not in sign_in(nam).get("/deadlines/").content.decode()

    def test_the_desk_of_the_home_page_counts_what_is_late(self, case, nam, sign_in):
        shown = sign_in(nam).get("/").content.decode()

        assert "2 steps of procedures are overdue" in shown or "1 step of a procedure is overdue" in shown
        assert "/deadlines/?within=late" in shown


def test_an_office_elsewhere_goes_by_its_own_pack(settings, lan, nam, today, sign_in):
    settings.PROXENY_RULES = "fr-morlaix"
    document = records.source(lan)
    trip = Delegation(title="Mission to Ireland", direction="out", level="city_leader")
    registers.create(trip, by=lan, evidence=[records.said(document, lan, title=trip.title)])

    case = services.open_case(trip, "trip-out", anchor=date(2026, 9, 10), by=nam)

    shown = page(sign_in(nam), trip)
    assert "Procedure: Mission abroad of an elected member" in shown
    assert "5 clear days before: The council gives the special mandate" in shown
    assert case.steps.get(key="convene").due == date(2026, 9, 3)
    assert not any(word in shown.partition("Procedure:")[2] for word in ("People’s Committee", "Tết", "06/2020"))


def test_names_of_cases_follow_the_language_of_who_reads(case):
    with translation.override("vi"):
        assert str(Case.objects.get()).startswith("Hội nghị, hội thảo quốc tế:")
    assert isinstance(case.record, Event)
