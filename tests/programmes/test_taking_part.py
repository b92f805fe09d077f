"""From application to report: what a business and the office do with each other."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from promotion import PDF, day, png
from proxeny.audit.models import Entry
from proxeny.audit.services import verify
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Document
from proxeny.programmes import queries, services
from proxeny.programmes.errors import (
    AddressRevoked,
    BadPaper,
    BadPicture,
    DiscountTooHigh,
    NoSuchAddress,
    NotNow,
    PapersLacking,
    ReportsLacking,
    TooLate,
    TooOften,
)
from proxeny.programmes.models import Access, Offer, Participation
from proxeny.registers.services import BadContent

pytestmark = pytest.mark.django_db


def test_an_application_is_kept_in_the_words_of_the_business(access):
    made = services.apply(access, {"goods": "Silk scarves", "ocop_stars": 4, "ocop_decision": "12/QĐ"})

    assert (made.status, made.applied_on, made.mark) == ("applied", timezone.localdate().isoformat(), Mark.INTERNAL)
    note = Document.objects.get(kind="note")
    assert "Silk scarves" in note.body.text
    assert note.publisher == access.business.name
    assert note.mark == Mark.INTERNAL
    assert note.added_by is None
    entry = Entry.objects.get(action="participations.applied")
    assert entry.by is None
    assert verify().broken is None


def test_an_application_can_be_changed_until_somebody_checks_it(access, lan):
    made = services.apply(access, {"goods": "Silk"})
    services.apply(access, {"goods": "Silk and wool"})
    made.refresh_from_db()
    assert made.goods == "Silk and wool"
    services.begin_check(made, by=lan)

    with pytest.raises(NotNow, match="being checked"):
        services.apply(access, {"goods": "Gold"})
    assert Participation.objects.count() == 1


def test_after_the_last_day_the_door_is_closed_until_the_office_opens_it_with_a_reason(make_programme, business, lan):
    programme = make_programme(applications_until=day(-1))
    access, _token = services.issue_address(programme, business, by=lan)
    with pytest.raises(TooLate, match="organisers"):
        services.apply(access, {"goods": "Tea"})

    with pytest.raises(DomainError, match="reason"):
        services.allow_late(access, until=timezone.localdate(), reason=" ", by=lan)
    services.allow_late(access, until=timezone.localdate(), reason="post was late", by=lan)
    access.refresh_from_db()
    made = services.apply(access, {"goods": "Tea"})

    assert made.late_reason == "post was late"
    assert Entry.objects.get(action="programmes.late_allowed").reason == "post was late"


def test_nobody_is_admitted_without_papers_but_with_a_reason(access, applied, lan):
    with pytest.raises(PapersLacking, match="of origin, of quality"):
        services.admit(applied, by=lan)
    for kind in ("origin", "quality"):
        services.accept_paper(services.hand_in(access, kind=kind, data=PDF + kind.encode(), file_name="a.pdf"), by=lan)
    assert services.admit(applied, by=lan).status == "admitted"

    services.refuse(applied, by=lan, reason="false papers")
    with pytest.raises(DomainError, match="reason"):
        services.admit(applied, by=lan)


def test_a_paper_becomes_an_internal_document_when_it_is_found_in_order(access, applied, lan, hoa):
    paper = services.hand_in(access, kind="origin", data=PDF, file_name="../../etc/origin.pdf")
    assert paper.file_name == "origin.pdf"
    assert not Document.objects.filter(kind="file", file_name="origin.pdf").exists()

    services.accept_paper(paper, by=lan)

    applied.refresh_from_db()
    assert applied.origin_papers is True
    assert paper.document.mark == Mark.INTERNAL
    assert paper.document.status == "reference"
    fields = {citation.field for citation in documents.evidence_of(applied, visible_to=hoa)}
    assert "origin_papers" in fields


def test_a_picture_of_a_paper_is_kept_too(access, applied, lan):
    paper = services.hand_in(access, kind="quality", data=png(), file_name="scan.png")

    services.accept_paper(paper, by=lan)

    assert paper.sha256 in paper.document.body.text


def test_a_paper_that_is_not_in_order_is_sent_back_with_what_is_wrong(access, applied, lan):
    paper = services.hand_in(access, kind="origin", data=PDF, file_name="origin.pdf")
    services.refuse_paper(paper, by=lan, reason="not signed")

    applied.refresh_from_db()
    assert applied.origin_papers is False
    assert applied in queries.participations(applied.programme, visible_to=lan).filter(queries.LACKS_PAPERS)


@pytest.mark.parametrize(("data", "said"), [(b"MZ\x90", "PDF"), (b"", "empty"), (b"%PDF-" + b"0" * 10_485_761, "MB")])
def test_files_of_other_kinds_and_sizes_are_not_taken(access, applied, data, said):
    with pytest.raises(BadPaper, match=said):
        services.hand_in(access, kind="origin", data=data, file_name="x.pdf")
    assert not applied.papers.exists()


def test_plan_and_report_are_handed_in_and_counted(access, admitted, lan):
    services.hand_in_plan(access, "Two shops, ten people")
    services.move(access.programme, "running", by=lan)
    access.programme.refresh_from_db()
    services.hand_in_report(access, {"revenue": Decimal("1234567890123456"), "revenue_currency": "VND", "orders": 12})

    admitted.refresh_from_db()
    assert (admitted.plan, admitted.orders) == ("Two shops, ten people", 12)
    (total,) = queries.totals(queries.participations(admitted.programme, visible_to=lan))
    assert (total.reported, total.admitted, total.revenue) == (1, 1, Decimal("1234567890123456"))


def test_totals_say_by_how_many_and_never_add_currencies(make_programme, make_business, lan):
    programme = make_programme(status="running", applications_until="")
    for number, (currency, revenue) in enumerate([("VND", 100), ("VND", 50), ("USD", 7), ("", None)]):
        business = make_business(f"Shop {number}", ward="Hoàn Kiếm" if number < 2 else "Tây Hồ")
        Participation.objects.create(
            reference=f"p{number}", programme=programme, business=business, status="admitted",
            report_on=timezone.localdate().isoformat() if currency else "", revenue=revenue, revenue_currency=currency,
        )  # fmt: skip
    rows = queries.participations(programme, visible_to=lan)

    everything = {line.currency: line for line in queries.totals(rows)}
    assert everything["VND"].revenue == 150
    assert everything["USD"].revenue == 7
    assert everything["VND"].reported == 3
    assert everything["VND"].admitted == 4
    assert everything["VND"].missing == 1
    wards = {(line.key, line.currency): (line.reported, line.admitted) for line in queries.totals(rows, by="ward")}
    assert wards == {("Hoàn Kiếm", "VND"): (2, 2), ("Tây Hồ", "USD"): (1, 2)}


def test_a_programme_is_not_closed_over_missing_reports_without_a_reason(admitted, lan):
    programme = admitted.programme
    for state in ("running", "reporting"):
        programme = services.move(programme, state, by=lan)

    with pytest.raises(ReportsLacking, match="1 admitted"):
        services.move(programme, "closed", by=lan)
    assert services.move(programme, "closed", by=lan, reason="the shop has burnt down").status == "closed"
    with pytest.raises(WrongState):
        services.move(programme, "running", by=lan)


def test_a_discount_above_the_ceiling_is_refused_with_its_rule_and_published_with_a_reason(
    make_programme, business, lan
):
    programme = make_programme(kind="fair")
    access, _token = services.issue_address(programme, business, by=lan)
    participation = services.apply(access, {"goods": "Tea"})
    with pytest.raises(DiscountTooHigh, match="81/2018"):
        services.enter(access, {"title": "Tea", "category": "food", "discount": Decimal(60)})

    offer = Offer(reference="tea", participation=participation, title="Tea", category="food", discount=60)
    offer.save()
    services.admit(participation, by=lan, override_reason="seen")
    with pytest.raises(DiscountTooHigh):
        services.publish(offer, by=lan)
    assert services.publish(offer, by=lan, override_reason="stock clearance approved").status == "published"


def test_prices_and_discount_agree(access, applied):
    offer = services.enter(
        access, {"title": "Tea", "category": "food", "price_before": Decimal(80), "discount": Decimal(25),
                 "price_currency": "VND"}
    )  # fmt: skip
    assert offer.price_after == 60
    with pytest.raises(BadContent, match=r"make 50\.0%"):
        services.enter(
            access, {"title": "T", "category": "food", "price_before": Decimal(80), "price_after": Decimal(40),
                     "discount": Decimal(10), "price_currency": "VND"}
        )  # fmt: skip


def test_an_offer_changed_by_its_business_is_looked_at_again(make_offer, access):
    offer = make_offer()
    services.enter(access, {"title": "Other basket"}, offer=offer)

    offer.refresh_from_db()
    assert (offer.title, offer.status) == ("Other basket", "draft")


def test_pictures_lose_what_does_not_draw_and_others_are_refused(make_offer, access):
    offer = make_offer(picture=png(extra=b"GPS 21.03 105.85") + b"<script>alert(1)</script>", published=False)

    from proxeny.documents import originals

    kept = originals.load(offer.picture)
    assert kept == png()
    assert (offer.picture_width, offer.picture_height) == (40, 30)
    for bad in (b"<svg onload=alert(1)>", png()[:60], png(4, 4), b"GIF89a" + b"0" * 40, png()[:-30] + b"\x00" * 30):
        with pytest.raises(BadPicture):
            services.enter(access, {"title": "x", "category": "food", "discount": 10}, picture=bad)


def test_a_secret_address_is_kept_as_a_hash_replaced_and_taken_back(programme, business, lan):
    _first, old = services.issue_address(programme, business, by=lan)
    second, new = services.issue_address(programme, business, by=lan)
    assert old not in str(list(Access.objects.values()))
    assert new not in str(list(Access.objects.values()))

    assert services.access_for(new) == second
    with pytest.raises(AddressRevoked):
        services.access_for(old)
    with pytest.raises(NoSuchAddress):
        services.access_for("x" * 32)
    services.revoke_address(second, by=lan, reason="sent to the wrong person")
    with pytest.raises(AddressRevoked):
        services.access_for(new)


def test_nobody_floods_the_office(access):
    Access.objects.filter(pk=access.pk).update(acts=60, acts_since=access.issued_at)
    with pytest.raises(TooOften):
        services.count_act(access)
    Access.objects.filter(pk=access.pk).update(acts_since=access.issued_at - timedelta(minutes=11))
    services.count_act(access)


def test_readers_do_nothing(applied, programme, business, minh):
    for act in (
        lambda: services.admit(applied, by=minh, override_reason="x"),
        lambda: services.move(programme, "running", by=minh),
        lambda: services.issue_address(programme, business, by=minh),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_participation_is_not_more_open_than_the_business_it_names(programme, make_business):
    closed = make_business("Secret shop", mark=Mark.INTERNAL)
    with pytest.raises(Exception, match="mark it so too"):
        Participation(programme=programme, business=closed, mark=Mark.PUBLIC, reference="x").full_clean()
