"""The sample record: whole, cited, with its disagreements, loaded once and entirely or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from proxeny.accounts.models import User
from proxeny.agreements.models import Agreement
from proxeny.audit.models import Entry
from proxeny.audit.services import verify
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Citation, Conflict, Document, Statement
from proxeny.events.models import Event
from proxeny.indicators.models import Observation
from proxeny.investments.models import Project
from proxeny.partners.models import Partner, Person, Post
from proxeny.plans.models import Plan, Target
from proxeny.registers.register import REGISTERS
from proxeny.sample import cast, files
from proxeny.sample.loading import load

pytestmark = pytest.mark.django_db

WITHOUT_OWN_SOURCE = {"note", "mark", "reference", "name_vi", "latitude", "longitude", "version"}


def records():
    for register in REGISTERS.values():
        yield from register.model._default_manager.all()


def test_every_row_of_every_file_is_in_its_register(sample):
    rows = files.all_rows()
    kept = {name: register.model._default_manager.count() for name, register in REGISTERS.items()}

    for name in ("partners", "people", "agreements", "delegations", "events", "awards", "investments", "aid"):
        assert kept[name] == len(rows[name]), name
    assert kept["targets"] == len(rows["targets"])
    assert kept["commitments"] == len(rows["commitments"])
    assert Document.objects.filter(kind=Document.Kind.ADDRESS).count() == len(rows["sources"])
    assert not sample.was_there
    assert sample.documents == len(rows["sources"])


def test_every_record_holds_what_its_form_would_demand(sample):
    wrong = []
    for record in records():
        try:
            record.clean_fields()
        except ValidationError as error:
            wrong.append((record.reference, error.message_dict))

    assert wrong == []


def test_every_record_rests_on_a_source(sample):
    cited = set(Citation.objects.filter(field="").values_list("content_type_id", "object_id"))

    for record in records():
        kind = ContentType.objects.get_for_model(record)
        assert (kind.pk, record.pk) in cited, record.reference


def test_all_rows_of_observations_are_statements_whether_or_not_they_agree(sample):
    printed = {(one["meant"], one["source"]): one["value"] for one in files.rows_of("quotes") if one.get("meant")}
    read = [(row["value"], source) for row in files.rows_of("observations") for source in row["sources"]]
    stated = [(printed.get((value, source), value), source) for value, source in read]
    assert len(printed) == 1, "2.265 million stays what was printed, though billions are meant"
    kept = Statement.objects.filter(kind=Statement.Kind.OBSERVATION).select_related("document")

    assert sorted((s.payload["value"], s.document.reference) for s in kept) == sorted(stated)


def test_rows_about_one_point_of_a_series_are_one_disputed_observation(sample):
    visitors = Observation.objects.get(indicator="visitors", partner=None, period="2023", status="actual", label="")

    assert visitors.is_disputed
    assert {visitors.low_stated.value, visitors.high_stated.value} == {Decimal(24_000_000), Decimal(24_720_000)}
    conflict = Conflict.objects.get(object_id=visitors.pk, content_type__model="observation")
    assert conflict.is_open
    assert conflict.statements.count() >= 2


def test_figures_that_can_both_be_right_are_no_conflict(sample):
    registered = Observation.objects.get(indicator="fdi_registered", partner=None, period="2023", status="actual")

    assert not registered.is_disputed  # over 2.94 and 2.943 thousand million
    assert registered.value == Decimal(2_943_000_000)
    assert registered.sources >= 2


def test_whatever_sources_say_differently_of_a_record_is_kept_in_their_words(sample):
    told = [
        (row["id"], said["field"], str(said["value"]), source)
        for name in files.NAMES
        for row in files.rows_of(name)
        for said in row.get("statements", [])
        for source in said["sources"]
    ]
    citations = Citation.objects.filter(statement__payload__has_key="field").exclude(field="")
    kept = {
        (c.record.reference, c.statement.payload["field"], c.statement.payload["value"], c.statement.document.reference)
        for c in citations.select_related("statement__document")
        if c.statement.payload["field"] != "result"
    }

    assert kept == set(told)


def test_capitals_that_differ_are_compared_as_figures(sample):
    mall = Project.objects.get(reference="inv-lotte-mall")
    conflict = Conflict.objects.get(object_id=mall.pk, content_type__model="project", field="value")

    assert {Decimal(250_000_000), Decimal(600_000_000), Decimal(643_000_000)} == set(
        conflict.statements.values_list("value", flat=True)
    )


def test_states_told_in_other_words_are_a_plain_conflict(sample):
    twinning = Agreement.objects.get(reference="agr-yerevan-twinning")
    conflict = Conflict.objects.get(object_id=twinning.pk, content_type__model="agreement")

    assert (conflict.kind, conflict.field) == ("plain", "status")
    assert {s.payload["value"] for s in conflict.statements.all()} == {
        "named among the twin cities (2022)",
        "still to be established (October 2019)",
    }


def test_a_source_that_says_otherwise_does_not_vouch_for_what_is_recorded(sample):
    minsk = Agreement.objects.get(reference="agr-minsk-negotiation")
    vouching = Citation.objects.filter(object_id=minsk.pk, content_type__model="agreement", field="status")

    assert all(citation.statement.payload.get("field") == "status" for citation in vouching)


def test_only_partners_with_a_twinning_in_force_are_twins_and_the_agreement_says_so(sample):
    twins = {partner.name: partner for partner in Partner.objects.filter(grade=Partner.Grade.TWIN)}

    assert {"Bangkok", "Beijing", "Seoul"} <= set(twins)
    assert "Yerevan" not in twins
    assert Citation.objects.filter(object_id=twins["Seoul"].pk, content_type__model="partner", field="grade").exists()


def test_posts_lead_to_the_partner_that_the_organisation_is(sample):
    posts = {post.organisation: post.partner for post in Post.objects.select_related("partner")}

    assert posts["City of Budapest"].reference == "city-budapest"
    assert posts["Government of Hungary"].kind == Partner.Kind.COUNTRY
    assert posts["Hanoi People's Committee"] is None


def test_delegations_are_named_by_whom_they_visited_and_why(sample):
    out = Delegation.objects.get(reference="del-out-2017-08-budapest")
    received = Delegation.objects.get(reference="del-in-2010-10-tokyo")

    assert out.title == "Hanoi to Budapest: Environment, relics, Red River water, riverside planning"
    assert received.title == "Tokyo to Hanoi: Vice governor of Tokyo at the millennial celebration"


def test_lists_of_people_and_partners_are_kept(sample):
    visit = Delegation.objects.get(reference="del-in-2015-01-budapest")

    assert [person.reference for person in visit.led_by.all()] == ["istvan-tarlos"]
    assert visit.met.count() == 3
    assert {partner.reference for partner in visit.partners.all()} >= {"city-budapest", "country-hu"}


def test_events_have_their_counts(sample):
    event = Event.objects.get(reference="evt-2025-hanoi-australia")

    count = event.counts.get(of="enterprises")
    assert (count.value, count.qualifier, count.unit) == (Decimal(120), "over", "count")


def test_targets_stand_under_the_plan_of_their_period_with_result_and_its_own_source(sample):
    target = Target.objects.get(reference="tgt-2013-visitors-international")

    assert target.plan == Plan.objects.get(period="2013")
    assert (target.value, target.result_value, target.achieved) == (Decimal(2_250_000), Decimal(2_500_000), True)
    cited = Citation.objects.filter(object_id=target.pk, content_type__model="target", field="result_value")
    assert [citation.statement.document.reference for citation in cited] == ["blog-2013-visitor"]


def test_every_record_has_its_entry_in_a_chain_that_holds(sample):
    assert verify().broken is None
    created = Entry.objects.filter(action__endswith=".created").exclude(action="accounts.created")
    assert created.count() == sample.records
    lan = User.objects.get(username=cast.REVIEWER)
    assert set(created.values_list("by", flat=True)) == {lan.pk}


def test_the_cast_can_sign_in_with_the_password_that_is_printed(sample, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]

    for username in cast.CAST:
        assert User.objects.get(username=username).check_password(cast.PASSWORD)


def test_a_second_load_finds_it_and_writes_nothing(sample, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        again = load()

    assert again.was_there
    assert Person.objects.count() == len(files.rows_of("people"))
