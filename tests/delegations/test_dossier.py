"""What belongs to a delegation: members and their passports, countries, programme, costs, gifts, papers."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from django.urls import reverse

from dossiers import delegation, evidence, part
from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, NoEvidence, NotAllowed
from proxeny.delegations import services
from proxeny.delegations.models import CostLine, DelegationPaper, Gift, Leg, Member, ProgrammeItem, TravelDocument
from proxeny.registers import services as registers
from proxeny.registers.services import BadContent
from proxeny.search.models import SearchEntry
from stating import source

pytestmark = pytest.mark.django_db

NUMBER = "C7654321"


class TestDays:
    @pytest.mark.parametrize("day", [date(2030, 5, 5), date(2030, 5, 11)])
    def test_nothing_is_planned_outside_the_days_of_the_delegation(self, lan, trip, day):
        with pytest.raises(BadContent, match="not within the days"):
            registers.add_part(trip, "programme", ProgrammeItem(day=day, what="Talks"), by=lan, is_sourced=False)

    def test_what_ends_before_it_begins_is_refused(self, lan, trip):
        item = ProgrammeItem(day=date(2030, 5, 6), begins=time(10), ends=time(9, 30), what="Talks")

        with pytest.raises(BadContent, match="09:30"):
            registers.add_part(trip, "programme", item, by=lan, is_sourced=False)

    def test_a_country_and_a_members_days_lie_within_the_trip(self, lan, trip):
        with pytest.raises(BadContent, match="not within"):
            registers.add_part(trip, "legs", Leg(country="JP", dates="2030-05-01/2030-05-07"), by=lan, is_sourced=False)
        with pytest.raises(BadContent, match="not within"):
            part(trip, "members", Member(name="A", days="2030-05-11"), lan)

    def test_a_country_that_there_is_not_is_refused(self, lan, trip):
        with pytest.raises(BadContent, match="'XQ' is no country code"):
            registers.add_part(trip, "legs", Leg(country="xq"), by=lan, is_sourced=False)

    def test_a_return_before_the_departure_is_refused(self, lan):
        with pytest.raises(BadContent, match="ends before it begins"):
            delegation(lan, dates="2030-05-10/2030-05-06")

    def test_items_left_behind_when_the_days_move_are_told_on_the_page(self, lan, sign_in, trip):
        registers.add_part(
            trip, "programme", ProgrammeItem(day=date(2030, 5, 6), what="First talks"), by=lan, is_sourced=False
        )
        registers.change(trip, {"dates": "2030-05-20/2030-05-24"}, by=lan, evidence=evidence(lan))

        page = sign_in(lan).get(trip.get_absolute_url()).content.decode()
        assert "no longer those of the delegation" in page
        assert "First talks (2030-05-06)" in page


class TestMembers:
    def test_a_list_is_taken_in_at_once_in_its_order_with_one_source(self, lan, sign_in, trip):
        lines = "Trần An\tDirector\tTransport\thead\nLê Bình; Engineer; Transport\n\nVõ Chi"

        answer = sign_in(lan).post(
            reverse("delegation-members-add", args=[trip.reference]),
            {"people": lines, "source_note": "Letter of the department, 3 May."},
        )

        assert answer.status_code == 302
        assert list(trip.members.values_list("name", "post", "workplace", "role")) == [
            ("Trần An", "Director", "Transport", "head"),
            ("Lê Bình", "Engineer", "Transport", ""),
            ("Võ Chi", "", "", ""),
        ]
        assert Entry.objects.filter(action="delegations.members_added").count() == 1

    def test_a_line_that_cannot_be_read_is_named_and_nothing_is_written(self, lan, sign_in, trip):
        answer = sign_in(lan).post(
            reverse("delegation-members-add", args=[trip.reference]),
            {"people": "Trần An\n; Engineer\na;b;c;d;e", "source_note": "Letter."},
        )

        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "Line 2" in shown
        assert "Line 3" in shown
        assert not trip.members.exists()

    def test_a_list_needs_a_source_and_a_role(self, lan, minh, trip):
        with pytest.raises(NoEvidence):
            services.add_members(trip, [Member(name="A")], by=lan, evidence=[])
        with pytest.raises(NotAllowed):
            services.add_members(trip, [Member(name="A")], by=minh, evidence=evidence(lan))
        with pytest.raises(DomainError, match="Split the list"):
            services.add_members(trip, [Member(name="A")] * 2001, by=lan, evidence=evidence(lan))

    def test_members_of_a_list_are_found_by_the_search(self, lan, trip):
        services.add_members(trip, [Member(name="Võ Thị Chi")], by=lan, evidence=evidence(lan))

        entry = SearchEntry.objects.get(register="delegations", object_id=str(trip.pk))
        assert "chi" in entry.folded_body

    def test_guests_are_asked_for_rank_language_and_diet_and_those_sent_are_not(self, lan, sign_in, trip, visit):
        client = sign_in(lan)

        of_guests = client.get(reverse("delegations:members-new", args=[visit.reference])).content.decode()
        of_ours = client.get(reverse("delegations:members-new", args=[trip.reference])).content.decode()

        assert 'name="diet"' in of_guests
        assert 'name="rank"' in of_guests
        assert 'name="diet"' not in of_ours
        assert 'name="is_key_leader"' in of_ours


class TestPassports:
    @pytest.fixture
    def member(self, lan, trip) -> Member:
        return part(trip, "members", Member(name="Trần An", passport_kind="official"), lan)

    def test_they_are_written_with_the_clearance_and_stand_on_their_page_only(self, hoa, lan, sign_in, trip, member):
        address = reverse("delegation-passport", args=[trip.reference, member.pk])
        data = {"number": "c7654321", "expires": "2033-04-01", "visa": "granted", "visa_note": "single entry"}

        assert sign_in(hoa).post(address, data).status_code == 302

        assert TravelDocument.objects.get(member=member).number == NUMBER
        assert NUMBER in sign_in(hoa).get(reverse("delegation-passports", args=[trip.reference])).content.decode()
        for person in (hoa, lan):
            client = sign_in(person)
            for url in (
                trip.get_absolute_url(),
                f"{trip.get_absolute_url()}history/",
                f"{trip.get_absolute_url()}evidence/",
                f"{trip.get_absolute_url()}edit/",
                reverse("delegation-members", args=[trip.reference]),
                reverse("delegations:members-edit", args=[trip.reference, member.pk]),
                f"/search/?q={NUMBER}",
                "/delegations/?export=csv",
            ):
                answer = client.get(url)
                shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
                assert NUMBER.encode() not in shown.replace(f"q={NUMBER}".encode(), b"").replace(
                    f'value="{NUMBER}"'.encode(), b""
                ) or url.startswith("/search/"), url
        assert not SearchEntry.objects.filter(exact_body__icontains=NUMBER).exists()
        assert NUMBER not in str(list(Entry.objects.values_list("changes", flat=True)))
        entry = Entry.objects.get(action="delegations.travel_document_changed")
        assert entry.changes["members.name"] == [None, "Trần An"]

    @pytest.mark.parametrize("user", ["lan", "minh", "huong"])
    def test_nobody_without_the_clearance_sees_or_writes_them(self, request, sign_in, trip, member, user):
        person = request.getfixturevalue(user)
        client = sign_in(person)

        assert client.get(reverse("delegation-passports", args=[trip.reference])).status_code == 403
        assert client.get(reverse("delegation-passport", args=[trip.reference, member.pk])).status_code == 403
        assert "Passports and visas" not in client.get(trip.get_absolute_url()).content.decode()
        with pytest.raises(NotAllowed):
            services.write_travel_document(member, number="X1", by=person)

    def test_a_date_that_is_none_is_refused_and_nothing_is_written(self, hoa, member):
        with pytest.raises(BadContent):
            services.write_travel_document(member, number="X1", expires="soon", by=hoa)
        assert not TravelDocument.objects.exists()


class TestCosts:
    def test_the_page_adds_up_the_lines_by_currency(self, lan, sign_in, trip):
        for line in (
            CostLine(item="fare", estimate=Decimal(120_000_000), currency="vnd", paid_by="province"),
            CostLine(
                item="stay",
                estimate=Decimal(30_000_000),
                actual=Decimal(28_000_000),
                currency="VND",
                paid_by="sector",
            ),
            CostLine(item="allowance", estimate=Decimal(900), currency="USD", paid_by="host"),
        ):
            part(trip, "costs", line, lan)

        found = sign_in(lan).get(trip.get_absolute_url()).context["totals"]
        totals = {one.currency: (one.estimate, one.actual) for one in found}

        assert totals == {"VND": (Decimal(150_000_000), Decimal(28_000_000)), "USD": (Decimal(900), None)}

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"currency": "dong"}, "three letters"),
            ({"estimate": None}, "estimate, the actual cost"),
            ({"estimate": Decimal(-1)}, "below nothing"),
        ],
    )
    def test_a_line_without_figure_or_currency_is_refused(self, lan, trip, wrong, words):
        fields = {"item": "fare", "estimate": Decimal(1), "currency": "VND", "paid_by": "host", **wrong}

        with pytest.raises(BadContent, match=words):
            part(trip, "costs", CostLine(**fields), lan)

    def test_a_figure_needs_a_source(self, lan, trip):
        with pytest.raises(NoEvidence):
            registers.add_part(
                trip, "costs", CostLine(item="fare", estimate=Decimal(1), currency="VND", paid_by="host"), by=lan
            )


class TestGifts:
    def gift(self, visit, lan, **fields) -> Gift:
        known = {"direction": "received", "what": "Lacquer bowl", "value": Decimal(80), "currency": "USD", **fields}
        return part(visit, "gifts", Gift(**known), lan)

    def test_the_register_of_gifts_lists_those_of_all_delegations_one_may_see(
        self, lan, huong, sign_in, visit, django_assert_max_num_queries
    ):
        self.gift(visit, lan, giver="Mayor of Ostra", kept_where="Cabinet 3")
        closed = delegation(lan, 1, direction="in", title="Internal visit")
        self.gift(closed, lan, what="Silver spoon")
        client = sign_in(lan)
        client.get("/gifts/")

        with django_assert_max_num_queries(9):
            shown = client.get("/gifts/").content.decode()

        assert "Lacquer bowl" in shown
        assert "Silver spoon" in shown
        assert "Cabinet 3" in shown
        assert "Silver spoon" not in sign_in(huong).get("/gifts/").content.decode()

    def test_it_finds_words_without_marks_and_what_is_not_declared(self, lan, sign_in, visit):
        self.gift(visit, lan, what="Tranh sơn mài")
        self.gift(visit, lan, what="Sách ảnh", declared="2030-06-10", given_on="2030-06-04")
        self.gift(visit, lan, what="Khăn lụa", direction="given")
        client = sign_in(lan)

        assert client.get("/gifts/?q=son mai").context["total"] == 1
        assert client.get("/gifts/?undeclared=true").context["total"] == 1
        assert client.get("/gifts/?year=2030").context["total"] == 1
        assert b"Tranh s" in b"".join(client.get("/gifts/?export=csv").streaming_content)

    def test_a_value_has_its_currency(self, lan, visit):
        with pytest.raises(BadContent, match="currency of the value"):
            self.gift(visit, lan, currency="")


def test_minutes_stand_on_the_page_and_those_above_clearance_do_not(lan, hoa, sign_in, visit):
    document = source(hoa, "secret-minutes", mark=2)
    paper = DelegationPaper(kind="minutes", document=document, what="Of the talks")
    registers.add_part(visit, "papers", paper, by=hoa, is_sourced=False)

    assert document.title in sign_in(hoa).get(visit.get_absolute_url()).content.decode()
    assert document.title not in sign_in(lan).get(visit.get_absolute_url()).content.decode()


def test_a_document_is_added_by_the_form(lan, sign_in, visit):
    document = source(lan, "minutes")
    client, url = sign_in(lan), reverse("delegations:papers-new", args=[visit.reference])
    assert client.get(url).status_code == 200

    assert client.post(url, {"kind": "minutes", "document": document.pk, "what": "Talks"}).status_code == 302
    assert visit.papers.get().document == document


def test_the_programme_is_entered_by_the_form_and_stands_day_by_day(lan, sign_in, trip):
    client, url = sign_in(lan), reverse("delegations:programme-new", args=[trip.reference])
    assert 'type="time"' in client.get(url).content.decode()

    for begins, what in (("14:00", "Depot"), ("09:00", "Talks at the town hall")):
        data = {"day": "2030-05-07", "begins": begins, "ends": "", "what": what}
        assert client.post(url, data).status_code == 302

    page = client.get(trip.get_absolute_url()).content.decode()
    assert page.index("Talks at the town hall") < page.index("Depot")
    assert client.post(url, {"day": "2030-05-17", "what": "Too late"}).status_code == 422
