"""The exercise: work under way in every room, marked as invented, around the day of loading."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid
from proxeny.audit.services import verify
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Citation, Document
from proxeny.events.models import Event
from proxeny.investments.models import Lead
from proxeny.investments.models.leads import Stage
from proxeny.plans.models import Commitment
from proxeny.procedures.models import Case, Consultation, Override
from proxeny.programmes.models import Offer, Participation
from proxeny.registers.register import REGISTERS
from proxeny.sample import cast
from proxeny.sample.office import loading
from proxeny.sample.office.desk import PUBLISHER
from proxeny.search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def exercise(django_db_setup, django_db_blocker):
    """Loaded once, in a transaction that is rolled back when the module's tests are over."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast.bring_in()
        yield loading.load()
        transaction.set_rollback(True)


def records():
    for register in REGISTERS.values():
        if register.name != "indicators":
            yield from register.model._default_manager.all()


def test_every_record_and_paper_says_that_it_is_an_exercise(exercise):
    for record in records():
        assert record.reference.startswith("exercise-"), record
        assert "exercise" in str(record).lower() or "diễn tập" in str(record).lower(), record
    for document in Document.objects.all():
        assert document.reference.startswith("exercise-")
        assert document.publisher == PUBLISHER
        assert "invented" in document.body.text


def test_every_record_rests_on_a_paper_of_the_exercise(exercise):
    cited = set(Citation.objects.values_list("content_type__model", "object_id"))

    assert [str(one) for one in records() if (one._meta.model_name, one.pk) not in cited] == []


def test_every_record_holds_what_its_form_would_demand(exercise):
    for record in records():
        record.full_clean()


def test_it_is_loaded_once(exercise):
    before = Document.objects.count()

    assert loading.load().was_there
    assert Document.objects.count() == before


def test_the_seal_of_the_audit_holds(exercise):
    assert verify().broken is None


def test_a_body_owes_its_answer_to_the_conference(exercise):
    late = Consultation.objects.filter(answered_on=None, due__lt=timezone.localdate())

    assert [str(one.case.record) for one in late] == ["Exercise: conference of river cities"]


def test_a_trip_goes_on_against_a_limit_with_a_reason(exercise):
    override = Override.objects.get()

    assert override.case.record == Delegation.objects.get(reference="exercise-trip-rensei")
    assert override.by.username == "hoa"
    assert override.reason


def test_a_report_on_return_is_owed(exercise):
    trip = Delegation.objects.get(reference="exercise-trip-valmont")

    assert trip.status == Delegation.Status.RETURNED
    assert trip.report_due_latest < timezone.localdate()
    assert not trip.reported


def test_agreements_stand_where_their_acts_brought_them(exercise):
    states = dict(Agreement.objects.values_list("reference", "status"))

    assert states == {
        "exercise-rensei-rivers": "consulting",
        "exercise-valmont-programme": "in_force",
        "exercise-haneul-cooperation": "amended",
    }


def test_enquiries_stand_at_every_stage_that_an_act_leads_to(exercise):
    stages = set(Lead.objects.values_list("stage", flat=True))

    assert stages == {
        Stage.SUSPECT, Stage.ENQUIRY, Stage.LEAD, Stage.QUALIFIED, Stage.SITE_VISIT, Stage.PROPOSAL, Stage.MOU,
        Stage.LICENCE, Stage.LOST,
    }  # fmt: skip


def test_the_month_has_its_businesses_and_offers(exercise):
    month = Participation.objects.filter(programme__reference="exercise-promotion-month")

    assert month.count() == 12
    assert month.filter(status=Participation.Status.REFUSED).count() == 1
    assert month.filter(status=Participation.Status.ADMITTED, report_on="").exists()
    assert month.exclude(report_on="").exists()
    assert Offer.objects.count() >= 38
    assert Offer.objects.filter(status=Offer.Status.PUBLISHED).exists()


def test_aid_waits_for_its_appraisal_and_for_its_work(exercise):
    assert set(Aid.objects.values_list("status", flat=True)) == {"appraisal", "approved"}


def test_promises_are_open_late_begun_done_and_dropped(exercise):
    today = timezone.localdate()

    assert set(Commitment.objects.values_list("status", flat=True)) == {"open", "in_progress", "done", "dropped"}
    assert Commitment.objects.filter(status="open", due_latest__lt=today).exists()


def test_a_leader_is_wanted_in_two_places(exercise):
    trip = Delegation.objects.get(reference="exercise-trip-rensei")
    opening = Event.objects.get(reference="exercise-opening-crafts")

    assert trip.dates_earliest == opening.dates_earliest
    assert set(trip.led_by.all()) == set(opening.leaders.all())


def test_all_days_lie_around_the_day_of_loading(exercise):
    today = timezone.localdate()
    near = (today - timedelta(days=120), today + timedelta(days=120))

    for model in (Delegation, Event):
        for record in model.objects.all():
            assert near[0] < record.dates_earliest < near[1], record
    assert Case.objects.filter(closed_on=None).count() == 6


def test_what_was_loaded_is_found(exercise):
    found = set(SearchEntry.objects.values_list("exact_title", flat=True))

    assert any("conference of river cities" in title for title in found)
