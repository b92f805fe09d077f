"""The office's pages: what they show, to whom, in how many queries; imports and the calendar."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from promotion import PDF, day
from proxeny.core.records import Mark
from proxeny.programmes import services
from proxeny.programmes.models import Access, Business, Offer, Participation, Stall
from proxeny.registers import services as registers
from proxeny.registers.agenda import Asked, occasions

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_organisers_see_who_lacks_what_and_what_to_write(programme, admitted, sign_in, lan):
    services.move(programme, "running", by=lan)
    said = page(sign_in(lan), f"/programmes/{programme.reference}/organisers/")

    for words in ("Not reported yet", "Plan not handed in", "shop@example.vn", "your report", "Nobody has reported"):
        assert words.lower() in said.lower(), words
    assert "0 / 1" in said


def test_sums_stand_beside_how_many_reported(programme, access, admitted, make_business, sign_in, lan):
    services.move(programme, "running", by=lan)
    access.programme.refresh_from_db()
    services.hand_in_report(access, {"revenue": 5_000_000, "revenue_currency": "VND", "orders": 12})
    other = Participation(programme=programme, business=make_business("Other"), status="admitted", reference="other")
    other.save()
    said = page(sign_in(lan), f"/programmes/{programme.reference}/organisers/")

    assert "1 of 2" in said
    assert "nothing is reckoned up" in said


@pytest.mark.parametrize("address", ["programmes", "participations", "offers", "businesses"])
def test_lists_ask_as_many_questions_for_many_rows(
    address, make_offer, make_business, programme, sign_in, minh, django_assert_max_num_queries
):
    make_offer()
    for number in range(20):
        business = make_business(f"Shop {number}")
        joined = Participation.objects.create(reference=f"p{number}", programme=programme, business=business)
        Offer.objects.create(reference=f"o{number}", participation=joined, title=f"O{number}", category="food")
    client = sign_in(minh)
    client.get(f"/{address}/")
    with django_assert_max_num_queries(9):
        page(client, f"/{address}/")


def test_record_pages_ask_a_constant_number_of_questions(
    make_offer, admitted, programme, access, sign_in, lan, django_assert_max_num_queries
):
    offer = make_offer()
    services.hand_in(access, kind="origin", data=PDF, file_name="o.pdf")
    for number in range(12):
        Stall.objects.create(programme=programme, hall="A", number=str(number), participation=admitted)
    client = sign_in(lan)
    for address, most in [
        (programme.get_absolute_url(), 26), (admitted.get_absolute_url(), 30), (offer.get_absolute_url(), 26),
        (f"/programmes/{programme.reference}/organisers/", 26),
    ]:  # fmt: skip
        client.get(address)
        with django_assert_max_num_queries(most):
            page(client, address)


def test_the_filter_finds_those_who_have_not_reported(programme, admitted, make_business, sign_in, minh):
    Participation.objects.create(
        reference="done", programme=programme, business=make_business("Tea house"), status="admitted", report_on=day(0)
    )
    said = page(sign_in(minh), f"/participations/?programme={programme.reference}&lacking=report")

    assert "Phú Vinh" in said
    assert "Tea house" not in said


def test_a_closed_business_is_named_nowhere(programme, make_business, sign_in, minh, hoa):
    closed = make_business("Zvonimir arms", mark=Mark.INTERNAL)
    joined = Participation.objects.create(
        reference="z", programme=programme, business=closed, status="admitted", mark=Mark.INTERNAL
    )
    offer = Offer.objects.create(reference="zo", participation=joined, title="Z", category="food")
    Stall.objects.create(programme=programme, number="1", participation=joined)
    registers.change(closed, {"mark": Mark.CONFIDENTIAL}, by=hoa)

    offer.refresh_from_db()
    assert offer.mark == Mark.CONFIDENTIAL
    for address in ("/participations/", "/offers/", programme.get_absolute_url()):
        assert "Zvonimir" not in page(sign_in(minh), address), address
    assert "Zvonimir" in page(sign_in(hoa), "/participations/")
    assert "Zvonimir" not in page(sign_in(minh), f"/participations/?programme={programme.reference}&lacking=report")


def test_acts_answer_with_what_is_missing(programme, applied, sign_in, lan, minh):
    client = sign_in(lan)
    address = f"/participations/{applied.reference}/decide/"
    refused = client.post(address, {"act": "admit"}, follow=True).content.decode()
    assert "not found in order" in refused
    done = client.post(address, {"act": "refuse", "reason": "no papers of origin"}, follow=True).content.decode()
    assert "no papers of origin" in done
    assert sign_in(minh).post(address, {"act": "admit"}).status_code == 403


def test_a_secret_address_is_shown_once(programme, business, sign_in, lan):
    client = sign_in(lan)
    shown = client.post(f"/programmes/{programme.reference}/address/", {"business": business.reference})

    assert "/public/own/" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert "/public/own/" not in page(client, f"/programmes/{programme.reference}/organisers/")


def test_addresses_for_all_come_as_a_file(programme, make_business, sign_in, lan):
    make_business("=cmd()")
    make_business("Tea house")
    answer = sign_in(lan).post(f"/programmes/{programme.reference}/addresses/").content.decode("utf-8-sig")

    assert answer.count("/public/own/") == 2
    assert "'=cmd()" in answer
    token = answer.splitlines()[1].rpartition("/own/")[2].strip("/\"")
    assert services.access_for(token).programme == programme
    assert Access.objects.count() == 2


def test_a_paper_is_fetched_by_officers_as_a_file_only(access, applied, sign_in, lan, minh):
    paper = services.hand_in(access, kind="origin", data=PDF, file_name="o.pdf")

    answer = sign_in(lan).get(paper.get_absolute_url())
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert sign_in(minh).get(paper.get_absolute_url()).status_code == 403


def test_businesses_and_participations_come_in_from_a_spreadsheet_once(programme, lan, tmp_path, capsys):
    shops = tmp_path / "shops.csv"
    shops.write_text(
        "name,tax code,ward,sector\nTrà Tân Cương,0101234567,Tây Hồ,food\nGốm Chu Đậu,0109876543-001,Bát Tràng,crafts\n"
    )
    joined = tmp_path / "joined.csv"
    joined.write_text(
        f"programme,business,applied on,goods\n{programme.reference},Trà Tân Cương,2026-01-05,tea\n"
        f"{programme.reference},Gốm Chu Đậu,2026-01-06,pots\n"
    )
    call_command("import", "businesses", str(shops), "--dry-run", "--as", "lan")
    assert not Business.objects.exists()
    for _time in range(2):
        call_command("import", "businesses", str(shops), "--as", "lan")
        call_command("import", "participations", str(joined), "--as", "lan")

    assert Business.objects.get(tax_code="0109876543-001").ward == "Bát Tràng"
    assert sorted(Participation.objects.values_list("business__name", "goods")) == [
        ("Gốm Chu Đậu", "pots"), ("Trà Tân Cương", "tea"),
    ]  # fmt: skip


def test_the_days_of_a_programme_stand_in_the_calendar(programme, admitted, minh, lan, django_assert_num_queries):
    today = timezone.localdate()
    with django_assert_num_queries(1):
        found = list(occasions(Asked(today - timedelta(9), today + timedelta(60), minh), of=["programmes"]))

    assert [one.sort for one in found].count("deadline") == 3
    assert len({one.key for one in found}) == 4
    plans = next(one for one in found if one.key.endswith(":plans"))
    assert not plans.is_done
    assert plans.is_late(today + timedelta(10))
    for state in ("running", "reporting"):
        services.move(programme, state, by=lan)
    again = occasions(Asked(today, today + timedelta(60), minh), of=["programmes"])
    assert next(one for one in again if one.key.endswith(":plans")).is_done


@pytest.mark.parametrize(("code", "kept"), [("0101234567", "0101234567"), ("0101234567001", "0101234567-001")])
def test_tax_codes_are_kept_in_one_way(code, kept):
    business = Business(name="x", reference="x", tax_code=code)
    business.full_clean()
    assert business.tax_code == kept
