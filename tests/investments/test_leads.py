"""Investors' enquiries: answered in time or late, moved through the stages in order, lost and opened again."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.investments import clocks, pipeline, services
from proxeny.investments.models import Call, Lead, Project, Promise
from proxeny.investments.models.leads import Stage
from proxeny.registers import agenda
from proxeny.registers import services as registers

pytestmark = pytest.mark.django_db


def standing(lead: Lead) -> str:
    return Lead.objects.standing().get(pk=lead.pk).standing


def days_ago(number: int) -> date:
    return timezone.localdate() - timedelta(days=number)


class TestClock:
    def test_an_enquiry_is_to_be_answered_within_five_working_days_and_tet_is_not_counted(self, desk):
        plain = desk.lead(received="2026-03-02")  # a Monday
        before_tet = desk.lead(received="2026-02-12")

        assert clocks.due_of_enquiry(plain) == date(2026, 3, 9)
        assert clocks.due_of_enquiry(before_tet) > date(2026, 2, 24)

    def test_an_enquiry_known_only_to_the_month_has_no_clock(self, desk):
        assert clocks.due_of_enquiry(desk.lead(received="2026-03")) is None

    def test_the_clock_stops_with_the_first_word_of_ours_and_not_with_another_of_theirs(self, desk, lan):
        lead = desk.lead(received="2026-03-02")
        desk.contact(lead, "2026-03-04", side="theirs")
        on = date(2026, 3, 20)
        assert list(pipeline.late_for_answer(Lead.objects.all(), on)) == [lead]

        desk.contact(lead, "2026-03-11")

        assert not pipeline.late_for_answer(Lead.objects.all(), on).exists()
        judged = pipeline.judge(pipeline.with_days(Lead.objects.all()).get(), on)
        assert (judged.answered_on, judged.answer_late) == (date(2026, 3, 11), 2)

    def test_what_is_due_today_is_not_late_and_what_was_due_yesterday_is(self, desk):
        desk.lead(received="2026-03-02")

        assert not pipeline.late_for_answer(Lead.objects.all(), date(2026, 3, 9)).exists()
        assert pipeline.late_for_answer(Lead.objects.all(), date(2026, 3, 10)).exists()

    def test_an_office_keeps_its_own_clock_and_what_came_before_keeps_the_old_one(self, desk, settings, tmp_path):
        own = tmp_path / "clocks.toml"
        own.write_text(
            '[[clock]]\nname = "enquiry"\nvalid_from = 2020-01-01\nworking_days = 5\n'
            '[[clock]]\nname = "enquiry"\nvalid_from = 2026-03-03\nworking_days = 2\n'
        )
        settings.PROXENY_CLOCKS = str(own)

        assert clocks.due("enquiry", date(2026, 3, 2)) == date(2026, 3, 9)
        assert clocks.due("enquiry", date(2026, 3, 3)) == date(2026, 3, 5)
        assert clocks.due("grievance", date(2026, 3, 3)) is None

    @pytest.mark.parametrize("line", ["working_days = 0", 'working_days = "five"', "days = 5"])
    def test_a_clock_that_cannot_be_is_refused_with_its_place(self, settings, tmp_path, line):
        own = tmp_path / "clocks.toml"
        own.write_text(f'[[clock]]\nname = "enquiry"\nvalid_from = 2020-01-01\n{line}\n')
        settings.PROXENY_CLOCKS = str(own)

        with pytest.raises(clocks.BadClocks, match=r"clock 1 .* expected .* working_days from 1 to 60"):
            clocks.due("enquiry", date(2026, 3, 2))


class TestStages:
    def test_an_enquiry_goes_through_the_stages_with_the_days_each_took(self, desk, lan):
        lead = desk.lead(received="2026-03-02")
        services.move_on(lead, to="lead", on=date(2026, 3, 9), by=lan)
        services.move_on(lead, to="qualified", on=date(2026, 3, 30), by=lan)
        lead.refresh_from_db()

        stays = pipeline.history_of(lead, date(2026, 4, 9))

        assert [(stay.stage, stay.days) for stay in stays] == [("enquiry", 7), ("lead", 21), ("qualified", 10)]
        assert Entry.objects.filter(action="leads.moved_on").count() == 2

    def test_a_stage_is_skipped_with_a_reason_only(self, desk, lan):
        lead = desk.lead()
        with pytest.raises(services.NeedsReason, match="qualified, site visit"):
            services.move_on(lead, to="proposal", on=date(2026, 3, 9), by=lan)
        assert standing(lead) == "enquiry"

        services.move_on(lead, to="proposal", on=date(2026, 3, 9), reason="They knew the site.", by=lan)

        assert lead.acts.get().reason == "They knew the site."
        assert standing(lead) == "proposal"

    def test_a_stage_behind_is_gone_back_to_with_a_reason_and_not_by_moving_on(self, desk, lan):
        lead = desk.lead()
        services.move_on(lead, to="lead", on=date(2026, 3, 9), by=lan)
        services.move_on(lead, to="qualified", on=date(2026, 3, 9), by=lan)

        with pytest.raises(WrongState, match="not ahead"):
            services.move_on(lead, to="lead", on=date(2026, 3, 10), by=lan)
        with pytest.raises(services.NeedsReason):
            services.put_back(lead, to="lead", on=date(2026, 3, 10), reason=" ", by=lan)

        services.put_back(lead, to="lead", on=date(2026, 3, 10), reason="Finance unclear.", by=lan)
        assert standing(lead) == "lead"

    @pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 3, 5), date(2100, 1, 1)])
    def test_days_do_not_run_backwards_and_nothing_is_recorded_before_it_happens(self, desk, lan, on):
        lead = desk.lead(received="2026-03-02")
        services.move_on(lead, to="lead", on=date(2026, 3, 9), by=lan)

        with pytest.raises(services.DatesBackwards):
            services.move_on(lead, to="qualified", on=on, by=lan)
        assert lead.acts.count() == 1

    def test_a_lost_investor_keeps_why_and_comes_back_where_it_was_lost(self, desk, lan):
        lead = desk.lead()
        services.move_on(lead, to="lead", on=date(2026, 3, 9), by=lan)
        services.lose(lead, because="no_site", on=date(2026, 3, 20), by=lan)

        assert standing(lead) == "lost"
        lead.refresh_from_db()
        assert lead.lost_because == "no_site"
        with pytest.raises(WrongState, match="Open it again first"):
            services.move_on(lead, to="qualified", on=date(2026, 3, 21), by=lan)

        services.reopen(lead, on=date(2026, 4, 2), reason="A site came free.", by=lan)

        lead.refresh_from_db()
        assert (standing(lead), lead.lost_because) == ("lead", "")

    def test_lost_for_another_reason_says_which(self, desk, lan):
        with pytest.raises(services.NeedsReason):
            services.lose(desk.lead(), because="other", on=date(2026, 3, 20), by=lan)
        with pytest.raises(services.NeedsReason):
            services.lose(desk.lead(), because="", on=date(2026, 3, 20), by=lan)

    def test_only_a_proposal_is_refused(self, desk, lan):
        lead = desk.lead()
        with pytest.raises(WrongState, match="no proposal"):
            services.refuse_proposal(lead, on=date(2026, 3, 9), reason="Too far.", by=lan)

    def test_a_reader_moves_nothing(self, desk, minh):
        with pytest.raises(NotAllowed):
            services.move_on(desk.lead(), to="lead", on=date(2026, 3, 9), by=minh)

    def test_an_investor_has_one_key_account_who_can_hand_over(self, desk, lan, hoa):
        lead = desk.lead()
        services.hand_over(lead, to=hoa, by=lan, reason="Leave.")

        lead.refresh_from_db()
        assert lead.key_account == hoa
        assert Entry.objects.get(action="leads.handed_over").changes["key_account"] == [lan.pk, hoa.pk]


class TestLicence:
    def license(self, lead, desk, **more):
        return services.license_lead(
            lead, on=date(2026, 6, 1), evidence=desk.evidence(), by=desk.person, reason="Came without one.",
            **{"licence_number": "0123-456", "value": Decimal(5_000_000), "unit": "USD", **more},
        )  # fmt: skip

    def test_a_licence_makes_the_project_with_the_first_line_of_its_ledger(self, desk):
        japan = desk.partner("Japan", country="JP")
        lead = desk.lead("A lens plant", japan, investor="Kobo Lens", sector="optics")

        project = self.license(lead, desk)

        movement = project.movements.get()
        assert (project.status, project.investor, list(project.partners.all())) == ("licensed", "Kobo Lens", [japan])
        assert (movement.kind, movement.value, movement.date) == ("new", 5_000_000, "2026-06-01")
        assert standing(lead) == "licence"

    def test_what_is_expected_never_counts_as_registered(self, desk):
        lead = desk.lead(value=Decimal(90_000_000), unit="USD")

        project = self.license(lead, desk, value=None)

        assert project.value is None
        assert not project.movements.exists()

    def test_without_a_memorandum_a_licence_needs_a_reason(self, desk, lan):
        with pytest.raises(services.NeedsReason):
            services.license_lead(desk.lead(), on=date(2026, 6, 1), evidence=desk.evidence(), by=lan)
        assert not Project.objects.exists()

    def test_a_licence_that_is_on_record_already_is_linked_and_not_made_again(self, desk):
        known = desk.project("From the register", licence_number="0123456")

        assert self.license(desk.lead(), desk, project=known) == known
        assert Project.objects.count() == 1

    def test_a_licence_takes_up_the_call_that_the_enquiry_answers(self, desk):
        call = registers.create(
            Call(title="A park", contact="The office"), by=desk.person, evidence=desk.evidence()
        )

        project = self.license(desk.lead(call=call), desk)

        call.refresh_from_db()
        assert (call.status, call.taken_by) == ("taken", project)

    def test_after_the_licence_the_stage_follows_the_ledger_and_the_project(self, desk, lan):
        lead = desk.lead()
        project = self.license(lead, desk)
        with pytest.raises(WrongState, match="follows from the project"):
            services.move_on(lead, to="mou", on=date(2026, 7, 1), by=lan)

        desk.move(project, "disbursed", "1000000", "2026-07-01")
        assert standing(lead) == "disbursing"

        registers.change(
            project, {"status": "in_operation", "operating_since": "2026-08-01"}, by=lan, evidence=desk.evidence()
        )
        assert standing(lead) == "operating"

        desk.move(project, "added", "2000000", "2026-09-01")
        assert standing(lead) == "expansion"

    def test_an_investor_who_came_without_an_enquiry_is_looked_after_from_the_project(self, desk, lan):
        plant = desk.project(investor="Kobo Lens", status="in_operation")

        lead = services.look_after(plant, by=lan)

        assert (standing(lead), lead.key_account, lead.investor) == ("operating", lan, "Kobo Lens")
        with pytest.raises(WrongState, match="already"):
            services.look_after(plant, by=lan)


class TestContacts:
    def test_a_day_that_is_due_belongs_to_a_next_step_and_follows_the_contact(self, desk):
        lead = desk.lead()
        with pytest.raises(DomainError, match="Say what is due"):
            desk.contact(lead, "2026-03-04", due="2026-03-20")
        with pytest.raises(DomainError, match="before"):
            desk.contact(lead, "2026-03-04", next_step="Send prices", due="2026-03-01")
        with pytest.raises(DomainError, match="still to come"):
            desk.contact(lead, "2100-01-01")

    def test_the_calendar_has_the_answer_the_next_step_and_what_is_done_of_them(self, desk, lan, huong):
        lead = desk.lead(received="2026-03-02")
        desk.contact(lead, "2026-03-04", next_step="Send prices", due="2026-03-20")
        asked = agenda.Asked(date(2026, 3, 1), date(2026, 3, 31), lan)

        found = {one.key: one for one in agenda.occasions(asked, of=["investments"])}

        answer = found[f"leads:{lead.reference}:answer"]
        assert (answer.first, answer.is_done, answer.responsible) == (date(2026, 3, 9), True, {lan.pk})
        (step,) = (one for one in found.values() if "Send prices" in one.title)
        assert (step.first, step.is_done, step.is_late(date(2026, 3, 21))) == (date(2026, 3, 20), False, True)
        assert not list(agenda.occasions(agenda.Asked(asked.first, asked.last, huong), of=["investments"]))


class TestBoard:
    def test_columns_count_everybody_and_sum_each_currency_by_itself(self, desk, django_assert_num_queries):
        desk.lead(value=Decimal(5), unit="USD")
        desk.lead(value=Decimal(7), unit="USD")
        desk.lead(value=Decimal(900), unit="VND")
        desk.lead()
        suspect = desk.lead(received="", channel="research")

        with django_assert_num_queries(3):
            columns = {column.stage: column for column in pipeline.board(Lead.objects.all())}

        enquiry = columns[Stage.ENQUIRY]
        assert (enquiry.number, enquiry.without) == (4, 1)
        assert {one.unit: (one.amount, one.number) for one in enquiry.expected} == {"USD": (12, 2), "VND": (900, 1)}
        assert columns[Stage.SUSPECT].cards == [suspect]

    def test_the_board_shows_a_column_s_first_and_says_how_many_more(self, desk):
        for number in range(pipeline.CARDS + 3):
            desk.lead(f"Plant {number}")

        (column,) = (one for one in pipeline.board(Lead.objects.all()) if one.number)

        assert (len(column.cards), column.more) == (pipeline.CARDS, 3)

    def test_the_page_costs_a_fixed_number_of_queries_and_shows_who_is_late(
        self, desk, lan, sign_in, django_assert_max_num_queries
    ):
        for number in range(8):
            desk.lead(f"Plant {number}", received=days_ago(30).isoformat())
        client = sign_in(lan)
        client.get("/leads/board/")

        with django_assert_max_num_queries(7):
            page = client.get("/leads/board/").content.decode()

        assert "8 enquiries late for an answer" in page
        assert client.get("/leads/?late=true").context["total"] == 8
        assert client.get("/leads/?standing=enquiry").context["total"] == 8
        assert client.get("/leads/?standing=lost").context["total"] == 0

    def test_the_list_costs_a_fixed_number_of_queries(self, desk, lan, sign_in, django_assert_max_num_queries):
        japan = desk.partner("Japan", country="JP")
        for number in range(15):
            desk.lead(f"Plant {number}", japan, origin="partners:japan")
        client = sign_in(lan)
        columns = "/leads/?columns=received,title,partners,key_account,standing,origin,project,answered_on"
        client.get(columns)

        with django_assert_max_num_queries(10):
            page = client.get(columns)

        assert page.context["total"] == 15
        assert "Japan" in page.content.decode()


class TestPages:
    def test_an_enquiry_is_entered_with_what_it_came_from_and_shown_on_that_page(self, desk, lan, sign_in):
        japan = desk.partner("Japan", country="JP")
        client = sign_in(lan)
        entered = {
            "title": "A lens plant", "investor": "Kobo Lens", "channel": "partner",
            "origin": f"partners:{japan.reference}", "received": "2/3/2026", "key_account": lan.pk,
            "qualifier": "exact", "mark": 1,
            "source_note": "Letter of 2 March.",
        }  # fmt: skip

        assert client.post("/leads/new/", entered).status_code == 302

        lead = Lead.objects.get()
        assert (lead.received, lead.mark) == ("2026-03-02", 1)
        assert "Kobo Lens" in client.get(japan.get_absolute_url()).content.decode()
        refused = client.post("/leads/new/", entered | {"origin": "partners:nobody"})
        assert refused.status_code == 422
        assert "no such record" in refused.content.decode()

    def test_nobody_from_outside_sees_enquiries_or_grievances_even_of_a_public_project(self, desk, sign_in, huong):
        plant = desk.project(status="in_operation")
        lead = services.look_after(plant, by=desk.person)
        grievance = desk.grievance(plant, "2026-03-02")
        client = sign_in(huong)

        assert client.get(lead.get_absolute_url()).status_code == 404
        assert client.get(grievance.get_absolute_url()).status_code == 404
        assert "Power cuts" not in client.get(plant.get_absolute_url()).content.decode()
        assert "Power cuts" not in client.get("/investments/aftercare/").content.decode()

    def test_a_refusal_stands_beside_its_field_and_what_was_entered_is_kept(self, desk, lan, sign_in):
        lead = desk.lead()
        client = sign_in(lan)

        refused = client.post(f"{lead.get_absolute_url()}move/", {"to": "proposal", "on": "2026-03-09", "reason": ""})

        assert refused.status_code == 422
        assert "skips" in str(refused.context["form"].errors["reason"])
        done = client.post(f"{lead.get_absolute_url()}move/", {"to": "lead", "on": "2026-03-09", "reason": ""})
        assert done.status_code == 302

    @pytest.mark.parametrize(("user", "status"), [("minh", 403), ("huong", 403), ("lan", 200)])
    def test_acts_are_for_those_who_may_change(self, desk, request, sign_in, user, status):
        lead = desk.lead()
        client = sign_in(request.getfixturevalue(user))
        for act in ("move", "lose", "license", "hand-over"):
            assert client.get(f"{lead.get_absolute_url()}{act}/").status_code == status

    def test_the_page_of_an_enquiry_costs_a_fixed_number_of_queries(
        self, desk, lan, sign_in, django_assert_max_num_queries
    ):
        lead = desk.lead()
        for day in range(3, 9):
            desk.contact(lead, f"2026-03-0{day}", responsible=lan)
            services.move_on(
                lead, to=["lead", "qualified", "site_visit", "proposal", "mou"][min(day - 3, 4)],
                on=date(2026, 3, day), by=lan,
            ) if day < 8 else None  # fmt: skip
        promise = Promise(date="2026-03-08", what="A plant")
        registers.add_part(lead, "promises", promise, by=lan, evidence=desk.evidence())
        client = sign_in(lan)
        client.get(lead.get_absolute_url())

        with django_assert_max_num_queries(20):
            page = client.get(lead.get_absolute_url()).content.decode()

        assert "A plant" in page

    def test_what_it_came_from_is_found_with_a_few_letters_in_every_register(self, desk, lan, sign_in):
        desk.partner("Japan", country="JP")

        found = sign_in(lan).get("/leads/origins/?q=jap").json()["results"]

        assert [(one["value"].partition(":")[0], one["text"]) for one in found] == [("partners", "Japan")]
