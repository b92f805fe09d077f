"""Grievances, calls for investment, and what promises became."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from proxeny.core.errors import DomainError, WrongState
from proxeny.core.records import Mark
from proxeny.investments import conversion, pipeline, services
from proxeny.investments.models import Call, Promise
from proxeny.registers import agenda
from proxeny.registers import services as registers

pytestmark = pytest.mark.django_db


def days_ago(number: int) -> str:
    return (timezone.localdate() - timedelta(days=number)).isoformat()


class TestGrievances:
    def test_an_answer_is_due_by_the_clock_or_as_agreed(self, desk):
        plant = desk.project()

        assert desk.grievance(plant, "2026-03-02").due_on() == date(2026, 3, 23)
        assert desk.grievance(plant, "2026-03-02", due="2026-03-06").due_on() == date(2026, 3, 6)

    def test_a_late_answer_is_recorded_as_late(self, desk, lan):
        grievance = desk.grievance(desk.project(), "2026-03-02", due="2026-03-06")

        services.answer_grievance(grievance, on=date(2026, 3, 16), answer="A second line is laid.", by=lan)

        grievance.refresh_from_db()
        assert (grievance.state, grievance.days_late(date(2026, 6, 1))) == ("answered", 10)
        with pytest.raises(WrongState, match="answered already"):
            services.answer_grievance(grievance, on=date(2026, 3, 17), answer="Again.", by=lan)

    def test_it_ends_solved_after_an_answer_or_handed_on_to_somebody(self, desk, lan):
        grievance = desk.grievance(desk.project(), "2026-03-02")
        with pytest.raises(WrongState, match="answer to the investor first"):
            services.settle_grievance(grievance, outcome="solved", on=date(2026, 3, 9), by=lan)
        with pytest.raises(DomainError, match="to whom"):
            services.settle_grievance(grievance, outcome="handed_on", on=date(2026, 3, 9), by=lan)

        services.settle_grievance(
            grievance, outcome="handed_on", handed_to="The power company", on=date(2026, 3, 9), satisfaction=3, by=lan
        )

        grievance.refresh_from_db()
        assert (grievance.state, grievance.handed_to, grievance.satisfaction) == ("handed_on", "The power company", 3)
        with pytest.raises(WrongState, match="handed on already"):
            services.settle_grievance(grievance, outcome="withdrawn", on=date(2026, 3, 9), by=lan)

    def test_nothing_is_answered_before_it_was_received_or_on_a_day_to_come(self, desk, lan):
        grievance = desk.grievance(desk.project(), "2026-03-02")
        for day in (date(2026, 3, 1), date(2100, 1, 1)):
            with pytest.raises(DomainError):
                services.answer_grievance(grievance, on=day, answer="Yes.", by=lan)

    def test_it_stands_in_the_calendar_of_those_who_may_see_it_until_it_is_answered(self, desk, lan, huong):
        grievance = desk.grievance(desk.project(), "2026-03-02", responsible=lan)
        asked = agenda.Asked(date(2026, 3, 1), date(2026, 3, 31), lan)

        (one,) = agenda.occasions(asked, of=["investments"])
        assert (one.first, one.responsible, one.is_done, one.mark) == (
            date(2026, 3, 23), {lan.pk}, False, Mark.INTERNAL,
        )  # fmt: skip

        services.answer_grievance(grievance, on=date(2026, 3, 9), answer="Yes.", by=lan)
        (one,) = agenda.occasions(asked, of=["investments"])
        assert one.is_done
        assert not list(agenda.occasions(agenda.Asked(asked.first, asked.last, huong), of=["investments"]))

    def test_the_pages_enter_answer_and_settle_it(self, desk, lan, sign_in):
        plant, client = desk.project(), sign_in(lan)
        page = client.get(f"/grievances/new/?project={plant.reference}").content.decode()
        assert f'value="{plant.pk}" selected' in page
        entered = {"title": "Power cuts", "project": plant.pk, "about": "infrastructure", "received": days_ago(60)}
        entered |= {"mark": 1, "source_note": "Letter."}

        assert client.post("/grievances/new/", entered).status_code == 302

        (grievance,) = plant.grievances.all()
        address = grievance.get_absolute_url()
        assert "late" in client.get(address).content.decode()
        assert "Power cuts" in client.get("/investments/aftercare/").content.decode()
        client.post(f"{address}answer/", {"on": days_ago(1), "answer": "A second line."})
        client.post(f"{address}settle/", {"on": days_ago(0), "outcome": "solved", "satisfaction": "4"})
        grievance.refresh_from_db()
        assert (grievance.state, grievance.satisfaction) == ("solved", 4)
        assert client.get("/grievances/?open=true").context["total"] == 0
        assert client.post(f"{address}settle/", {"on": days_ago(0), "outcome": "solved"}).status_code == 422


class TestAftercare:
    def test_it_names_what_is_open_due_silent_and_nobody_s(self, desk, lan, django_assert_max_num_queries):
        plant = desk.project("Runs", status="in_operation")
        alone = desk.project("Nobody's", status="in_operation")
        lead = services.look_after(plant, by=lan)
        desk.contact(lead, days_ago(500), kind="aftercare", next_step="Visit again", due=days_ago(100))
        grievance = desk.grievance(plant, days_ago(30))

        with django_assert_max_num_queries(7):
            found = pipeline.aftercare(timezone.localdate(), visible_to=lan)

        assert (found.grievances, found.silent, found.alone) == ([grievance], [lead], [alone])
        assert [step.next_step for step in found.steps] == ["Visit again"]

        desk.contact(lead, days_ago(3), kind="aftercare")
        assert pipeline.aftercare(timezone.localdate(), visible_to=lan).silent == []

    def test_the_page_lets_somebody_look_after_an_investor(self, desk, lan, minh, sign_in):
        plant = desk.project("Runs", status="in_operation")
        assert sign_in(minh).post(f"{plant.get_absolute_url()}look-after/").status_code == 403

        answer = sign_in(lan).post(f"{plant.get_absolute_url()}look-after/")

        assert answer.url == plant.leads.get().get_absolute_url()


class TestCalls:
    def call(self, desk, **fields) -> Call:
        content = {"title": "A logistics park", "contact": "Promotion desk", **fields}
        return registers.create(Call(**content), by=desk.person, evidence=desk.evidence())

    def test_a_call_is_a_draft_until_it_is_published_and_closed_with_a_reason(self, desk, lan):
        call = self.call(desk)
        assert call.status == "draft"

        services.publish_call(call, by=lan, on="2026-05-04")
        call.refresh_from_db()
        assert (call.status, call.published_on) == ("published", "2026-05-04")
        with pytest.raises(WrongState):
            services.publish_call(call, by=lan)
        with pytest.raises(DomainError, match="reason"):
            services.close_call(call, reason=" ", by=lan)

        services.close_call(call, reason="The site is given to a school.", by=lan)
        services.withdraw_to_draft(call, reason="The school moved.", by=lan)
        call.refresh_from_db()
        assert call.status == "draft"

    def test_a_draft_is_for_the_office_alone_though_its_mark_is_public(self, desk, lan, huong, sign_in):
        call = self.call(desk)
        assert sign_in(huong).get(call.get_absolute_url()).status_code == 404
        assert list(Call.objects.visible_to(None)) == []

        services.publish_call(call, by=lan)

        assert sign_in(huong).get(call.get_absolute_url()).status_code == 200
        assert list(Call.objects.visible_to(None)) == [call]

    @pytest.mark.parametrize(
        ("fields", "said"),
        [({"contact": ""}, "contact"), ({"mark": 1}, "marked internal"), ({"closes_on": "2020"}, "last day is gone")],
    )
    def test_a_call_that_nobody_could_answer_is_not_published(self, desk, lan, fields, said):
        with pytest.raises(DomainError, match=said):
            services.publish_call(self.call(desk, **fields), by=lan)

    def test_its_texts_stand_in_the_reader_s_language_or_in_the_other_one(self, desk):
        call = self.call(desk, title_vi="Khu logistics", description="Ten hectares.")

        assert (call.local("title", "vi"), call.local("title", "en")) == ("Khu logistics", "A logistics park")
        assert call.local("description", "vi") == "Ten hectares."

    def test_it_closes_after_it_opens(self, desk):
        with pytest.raises(DomainError, match="closes before"):
            self.call(desk, published_on="2026-05", closes_on="2026-03")

    def test_the_screens_publish_take_up_and_close(self, desk, lan, sign_in):
        call, plant, client = self.call(desk), desk.project(), sign_in(lan)
        address = call.get_absolute_url()

        assert client.post(f"{address}publish/", {"on": days_ago(3)}).status_code == 302
        assert client.post(f"{address}take-up/", {"taken_by": plant.pk}).status_code == 422
        taken = client.post(f"{address}take-up/", {"taken_by": plant.pk, "source_note": "The decision of May."})
        assert taken.status_code == 302
        call.refresh_from_db()
        assert (call.status, call.taken_by) == ("taken", plant)
        assert "A logistics park" in client.get(plant.get_absolute_url()).content.decode()
        assert client.post(f"{address}close/", {"reason": "Over."}).status_code == 422


class TestConversion:
    def promise(self, desk, lead, value: str | None, day: str, unit: str = "USD") -> None:
        promised = Promise(date=day, what="A plant", value=value and Decimal(value), unit=unit if value else "")
        registers.add_part(lead, "promises", promised, by=desk.person, evidence=desk.evidence())

    def test_promises_lead_to_licences_and_money_with_the_days_between_and_no_sum_across_currencies(self, desk, lan):
        japan = desk.partner("Japan", country="JP")
        became = desk.lead("Became", japan, received="2025-01-06")
        self.promise(desk, became, "100", "2025-02-01")
        self.promise(desk, became, "5000", "2025-02-01", "VND")
        project = services.license_lead(
            became, on=date(2025, 5, 2), value=Decimal(80), unit="USD", evidence=desk.evidence(), by=lan, reason="Soon."
        )
        desk.move(project, "disbursed", "30", "2025-08-10")
        waits = desk.lead("Waits", japan)
        self.promise(desk, waits, None, "2025-03-01")
        services.lose(desk.lead("Lost", japan), because="silent", on=date(2026, 4, 1), by=lan)

        (line,) = conversion.conversion(by="partner", visible_to=lan)

        assert (line.name, line.enquiries, line.promises, line.unstated, line.lost) == ("Japan", 3, 3, 1, 1)
        assert line.amounts == [("USD", 100, 80, 30), ("VND", 5000, None, None)]
        assert (line.days_to_licence, line.days_to_money) == (90, 100)

    def test_a_licence_without_capital_on_record_is_counted_as_such(self, desk, lan):
        lead = desk.lead()
        services.license_lead(lead, on=date(2026, 5, 4), evidence=desk.evidence(), by=lan, reason="Quick.")

        (line,) = conversion.conversion(by="channel", visible_to=lan)

        assert (line.licences, line.unregistered, line.undisbursed, line.amounts) == (1, 1, 1, [])

    def test_it_is_told_by_what_it_came_from_and_what_is_hidden_is_not_named(self, desk, hoa, lan):
        japan = desk.partner("Japan", country="JP")
        secret = registers.create(
            type(japan)(kind="company", name="Zenith", mark=Mark.CONFIDENTIAL), by=hoa, evidence=desk.evidence()
        )
        desk.lead(origin=f"partners:{japan.reference}")
        desk.lead(origin=f"partners:{secret.reference}")

        named = [line.name for line in conversion.conversion(by="origin", visible_to=lan)]

        assert named == ["Japan", "not known"]
        assert {line.name for line in conversion.conversion(by="origin", visible_to=hoa)} == {"Japan", "Zenith"}

    def test_a_year_takes_what_was_received_or_promised_in_it(self, desk, lan):
        self.promise(desk, desk.lead("Old", received="2020-01-06"), "5", "2025-02-01")
        desk.lead("Older", received="2019-01-07")

        assert [line.enquiries for line in conversion.conversion(by="channel", visible_to=lan, year=2025)] == [1]

    @pytest.mark.parametrize("by", ["origin", "partner", "channel"])
    def test_the_page_costs_a_fixed_number_of_queries(self, desk, lan, sign_in, by, django_assert_max_num_queries):
        japan = desk.partner("Japan", country="JP")
        for number in range(6):
            lead = desk.lead(f"Plant {number}", japan, origin=f"partners:{japan.reference}")
            self.promise(desk, lead, "100", "2026-03-20")
        client = sign_in(lan)
        address = f"/investments/conversion/?by={by}"
        client.get(address)

        with django_assert_max_num_queries(14):
            page = client.get(address)

        (line,) = page.context["lines"]
        assert client.get(f"/leads/?{line.filter}").context["total"] == 6
