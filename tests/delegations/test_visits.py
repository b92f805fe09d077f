"""A visit received: its sheet by rank, who sits where, the protocol files, and leaders wanted in two places."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dossiers import delegation, part
from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, NotAllowed
from proxeny.delegations import protocol, services
from proxeny.delegations.models import Member, Seating, VisitSheet
from proxeny.delegations.papers.seating import in_places, proposed_seats
from proxeny.procedures.rules import packs_on_board

pytestmark = pytest.mark.django_db


class TestSheet:
    def test_the_rank_says_what_the_guest_gets_and_that_it_is_to_be_checked(self, lan, sign_in, visit):
        client, url = sign_in(lan), reverse("delegation-visit-sheet", args=[visit.reference])
        assert "one car for the head" in client.get(f"{url}?rank=mayor").content.decode()

        assert client.post(url, {"rank": "mayor", "met_by": "Deputy director Hà"}).status_code == 302

        page = client.get(visit.get_absolute_url()).content.decode()
        assert "Deputy director Hà" in page
        assert "the director of foreign affairs, at the airport (to be checked)" in page
        assert "not arranged yet" in page

    def test_what_is_written_is_in_the_history_and_nothing_is_written_twice(self, lan, visit):
        services.write_visit_sheet(visit, {"cars": "Two cars"}, by=lan)
        services.write_visit_sheet(visit, {"cars": "Two cars"}, by=lan)

        (entry,) = Entry.objects.filter(action="delegations.visit_sheet_changed")
        assert entry.changes["visit_sheet.cars"][1] == "Two cars"

    def test_a_trip_abroad_has_none_and_a_reader_writes_none(self, lan, minh, sign_in, trip, visit):
        assert sign_in(lan).get(reverse("delegation-visit-sheet", args=[trip.reference])).status_code == 404
        assert sign_in(minh).get(reverse("delegation-visit-sheet", args=[visit.reference])).status_code == 403
        with pytest.raises(NotAllowed):
            services.write_visit_sheet(visit, {"cars": "A"}, by=minh)
        assert not VisitSheet.objects.exists()

    @pytest.mark.parametrize("name", ["vn-hanoi", "general"])
    def test_every_protocol_gives_every_rank_what_a_sheet_asks_and_claims_nothing(self, name):
        found = protocol.load(name)

        assert [rank.order for rank in found.ranks] == list(range(len(found.ranks)))
        for rank in found.ranks:
            assert {"met_by", "received_by", "cars", "banquet", "gift"} <= set(rank.given)
            assert not rank.is_verified

    def test_every_pack_has_a_protocol(self, settings):
        for pack in packs_on_board():
            settings.PROXENY_RULES = pack
            assert protocol.protocol().rank("mayor")


class TestSeats:
    def names(self, count: int) -> list[dict[str, str]]:
        return [{"name": str(number), "post": ""} for number in range(1, count + 1)]

    def test_the_head_sits_in_the_middle_the_second_at_the_right_hand_the_third_at_the_left(self):
        (ours,) = in_places(self.names(5), faces_down=False)
        (theirs,) = in_places(self.names(5), faces_down=True)

        assert [seat["name"] for seat in ours] == ["5", "3", "1", "2", "4"]
        assert [seat["name"] for seat in theirs] == ["4", "2", "1", "3", "5"]

    def test_a_long_side_gets_a_second_row(self):
        front, behind = in_places(self.names(11), faces_down=False)

        assert len(front) == 9
        assert sorted(seat["number"] for seat in behind) == [10, 11]

    def test_guests_are_proposed_by_rank_with_their_hosts_across(self, lan, visit, tuan):
        visit.met.add(tuan)
        part(visit, "members", Member(name="Officer", rank="unit"), lan)
        part(visit, "members", Member(name="Mayor", post="Mayor of Ostra", rank="mayor"), lan)

        ours, theirs = proposed_seats(visit, lan)

        assert [seat["name"] for seat in theirs] == ["Mayor", "Officer"]
        assert [seat["name"] for seat in ours] == ["Lê Anh Tuấn"]

    def test_the_order_is_what_somebody_saves(self, lan, sign_in, visit):
        url = reverse("delegation-seating", args=[visit.reference])

        data = {"ours": "Hà; Director\nBình", "theirs": "Mayor; Mayor of Ostra"}
        assert sign_in(lan).post(url, data).status_code == 302

        held = Seating.objects.get()
        assert held.ours == [{"name": "Hà", "post": "Director"}, {"name": "Bình", "post": ""}]
        assert "Hà; Director" in sign_in(lan).get(url).content.decode()

    def test_a_side_of_two_hundred_is_refused(self, lan, visit):
        with pytest.raises(DomainError, match="several tables"):
            services.arrange_seating(visit, ours=self.names(200), theirs=[], by=lan)


class TestClashes:
    def test_a_leader_wanted_in_two_places_is_told_on_the_page_of_both(self, lan, sign_in, trip, tuan):
        other = delegation(lan, title="Fair in Ostra", dates="2030-05-10/2030-05-12", status="planned", led_by=[tuan])
        part(trip, "members", Member(name=tuan.name, person=tuan), lan)

        page = sign_in(lan).get(trip.get_absolute_url()).content.decode()

        assert "Wanted in two places" in page
        assert other.get_absolute_url() in page
        assert "Wanted in two places" in sign_in(lan).get(other.get_absolute_url()).content.decode()

    def test_days_apart_or_out_of_sight_are_no_clash(self, lan, hoa, huong, sign_in, trip, tuan):
        trip.led_by.add(tuan)
        delegation(lan, title="Next week", dates="2030-05-11", led_by=[tuan])
        delegation(hoa, 2, title="Closed", dates="2030-05-07", led_by=[tuan])

        assert "Wanted in two places" not in sign_in(lan).get(trip.get_absolute_url()).content.decode()
        assert "Closed" in sign_in(hoa).get(trip.get_absolute_url()).content.decode()
