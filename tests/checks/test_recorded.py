"""Stated against recorded: what sources state of a period beside what the registers hold, and what is missing."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.core.management import CommandError, call_command
from django.urls import reverse

import records
from proxeny.aid.models import Aid
from proxeny.checks import recorded
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Statement
from proxeny.events.models import Event
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator, Observation
from proxeny.investments.models import CapitalMovement, Project
from stating import figure, proposed, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(lan):
    """Record what a source states of the city."""

    def said(indicator: str, period: str, value: str, unit: str = "count", qualifier: str = "exact", **other):
        document = source(lan, publisher=other.pop("publisher", "Daily"), mark=other.pop("mark", Mark.PUBLIC))
        found, _is_new = indicators.record_observation(
            Indicator.objects.get(code=indicator), area="Hanoi", period=period,
            evidence=figure(document, value, unit, qualifier, by=lan), by=lan, **other,
        )  # fmt: skip
        return Observation.objects.get(pk=found.pk)

    return said


def delegation(dates: str, title: str = "A visit", **fields) -> Delegation:
    return Delegation.objects.create(
        reference=f"d-{Delegation.objects.count() + 1}", title=title, dates=dates,
        **{"direction": "in", "level": "other", "status": "closed", **fields},
    )  # fmt: skip


def line(code: str, year: int, person, period: str | None = None) -> recorded.Line:
    found = [one for one in recorded.of_year(year, visible_to=person) if one.measure.indicator == code]
    return next(one for one in found if period is None or one.period == period)


def test_every_measure_counts_an_indicator_of_the_catalogue_by_fields_that_its_register_has(db):
    for code, measure in recorded.measures().items():
        assert Indicator.objects.filter(code=code).exists(), code
        fields = {*measure.where, *measure.left_out, *([f"{measure.date}_earliest"] if measure.date else [])}
        for name in fields:
            try:
                field = measure.kept_in.model._meta.get_field(name)
            except FieldDoesNotExist:
                pytest.fail(f"{code}: {measure.register} has no field {name}")
            choices = {value for value, _label in field.flatchoices}
            named = {*measure.where.get(name, ()), *measure.left_out.get(name, ())}
            assert not choices or named <= choices, (code, name)
        assert reverse(f"{measure.register}:list")
        assert measure.en
        assert measure.vi


def test_nearly_ninety_stated_against_thirty_one_recorded_misses_at_least_fifty(state, lan):
    state("delegations_in", "2023", "90", qualifier="nearly")
    for n in range(31):
        delegation(f"2023-{n % 12 + 1:02}-{n % 28 + 1:02}")

    found = line("delegations_in", 2023, lan)

    assert (found.verdict, found.missing.low, found.missing.high) == ("missing", 50, 58)
    assert found.difference == "at least 50 missing"
    assert found.difference_at_most == "at most 58"


@pytest.mark.parametrize(
    ("value", "qualifier", "verdict", "difference"),
    [
        ("3", "exact", "agrees", "agrees"),
        ("2", "over", "agrees", "agrees"),
        ("5", "exact", "missing", "2 missing"),
        ("4", "over", "missing", "at least 2 missing"),
        ("1", "exact", "more", "at least 2 more than stated"),
        ("3", "up_to", "agrees", "agrees"),
    ],
)
def test_a_stated_total_is_an_interval(state, lan, value, qualifier, verdict, difference):
    state("delegations_in", "2023", value, qualifier=qualifier)
    for day in ("2023-02-03", "2023-05-06", "2023-11"):
        delegation(day)

    found = line("delegations_in", 2023, lan)

    assert (found.verdict, found.difference) == (verdict, difference)


def test_a_record_whose_days_are_not_known_may_lie_in_a_part_of_its_year(state, lan):
    state("delegations_in", "2023-01/2023-08", "2")
    delegation("2023-02-03")
    delegation("2023")

    found = line("delegations_in", 2023, lan, "2023-01/2023-08")

    assert (found.held.certain, found.held.possible) == (1, 2)
    assert found.held_words == "1 to 2"
    assert found.verdict == "agrees"


def test_what_was_planned_cancelled_or_refused_does_not_count_and_is_told(state, lan):
    state("delegations_in", "2023", "1")
    delegation("2023-02-03")
    delegation("2023-03-03", status="cancelled")

    found = line("delegations_in", 2023, lan)

    assert found.verdict == "agrees"
    assert found.remarks == ["1 more is planned, cancelled or refused and does not count."]


def test_a_total_that_is_defined_in_another_way_is_set_apart(state, lan):
    state("delegations_in", "2023", "400", definition="with guests of departments")

    found = line("delegations_in", 2023, lan)

    assert (found.verdict, found.is_gap) == ("apart", False)
    assert found.apart_because == "with guests of departments"


def test_a_confidential_record_counts_only_for_those_who_may_see_it(state, lan, hoa, sign_in):
    state("delegations_in", "2023", "2")
    delegation("2023-02-03")
    delegation("2023-03-03", mark=Mark.CONFIDENTIAL)

    assert line("delegations_in", 2023, lan).difference == "1 missing"
    assert line("delegations_in", 2023, hoa).verdict == "agrees"
    page = sign_in(lan).get("/checks/recorded/?year=2023").content.decode()
    assert "Counted are the records that you may see" in page


def test_a_total_of_a_confidential_source_is_not_told_to_others(state, lan, hoa, sign_in):
    hidden = source(hoa, mark=Mark.CONFIDENTIAL)
    indicators.record_observation(
        Indicator.objects.get(code="delegations_in"), area="Hanoi", period="2023",
        evidence=figure(hidden, "77", "count", by=hoa), by=hoa,
    )  # fmt: skip

    assert "77" not in sign_in(lan).get("/checks/recorded/?year=2023").content.decode()
    assert ">77<" in sign_in(hoa).get("/checks/recorded/?year=2023").content.decode()


def test_sources_that_disagree_leave_open_all_that_they_say(state, lan):
    state("delegations_in", "2023", "4")
    state("delegations_in", "2023", "9", publisher="Weekly")
    delegation("2023-02-03")

    found = line("delegations_in", 2023, lan)

    assert (found.missing.low, found.missing.high) == (3, 8)


def test_months_without_a_record_are_told_where_years_before_have_some(state, lan):
    state("delegations_in", "2023", "9")
    for year in (2020, 2021, 2022):
        for month in (2, 5):
            delegation(f"{year}-{month:02}-10")
    delegation("2023-05-10")

    (hint,) = line("delegations_in", 2023, lan).hints

    assert (hint.kind, hint.words) == ("months", "Nothing recorded in February, though years before have records then.")


def test_proposals_that_wait_in_review_are_told_with_their_place_on_the_desk(state, lan):
    state("delegations_in", "2023", "9")
    page = source(lan, "news")
    visit = proposed(page, "engagement", type="visit_in", title="The mayor of Turin comes", date="2023-04")
    proposed(page, "engagement", type="visit_out", title="To Turin", date="2023-04")
    proposed(page, "engagement", type="visit_in", title="An earlier one", date="2021-04")

    (hint,) = line("delegations_in", 2023, lan).hints

    assert (hint.kind, hint.number) == ("waiting", 1)
    assert hint.items == (("The mayor of Turin comes", f"/review/news/?p={visit.pk}"),)


def test_a_confidential_proposal_is_not_told_to_others(state, lan, hoa):
    state("delegations_in", "2023", "9")
    proposed(
        source(hoa, mark=Mark.CONFIDENTIAL), "engagement", type="visit_in", title="In secret", date="2023-04"
    )

    assert line("delegations_in", 2023, lan).hints == []
    assert [hint.kind for hint in line("delegations_in", 2023, hoa).hints] == ["waiting"]


def test_a_document_of_the_time_that_tells_of_a_visit_and_gave_no_record_is_told_on_the_page_of_the_line(
    state, lan, sign_in
):
    state("delegations_in", "2023", "9")
    for title in ("City receives a delegation from Turin", "Prices of rice"):
        document = source(lan, published="2023-05-02")
        document.title = title
        document.save()

    page = sign_in(lan).get("/checks/recorded/delegations_in/?period=2023").content.decode()

    assert "City receives a delegation from Turin" in page
    assert "Prices of rice" not in page


def test_a_conference_that_is_counted_but_not_on_record_is_told(state, lan, sign_in):
    state("event_participants", "2023-04-13/2023-04-16", "900")
    assert [str(row.value) for row in recorded.counts_without_event(2023, visible_to=lan)] == ["900"]
    assert "event that the register does not have" in sign_in(lan).get("/checks/recorded/?year=2023").content.decode()

    Event.objects.create(reference="e", title="Conference", kind="conference", dates="2023-04-14")

    assert recorded.counts_without_event(2023, visible_to=lan) == []


def test_aid_is_summed_in_the_currency_stated_and_what_has_no_amount_in_it_leaves_the_sum_open(state, lan):
    state("aid_received", "2023", "5000000000", "VND")
    for n, (value, unit) in enumerate((("2000000000", "VND"), ("300000", "USD"), (None, ""))):
        Aid.objects.create(
            reference=f"a{n}", title="Aid", direction="received", kind="project", status="closed", date="2023-05-06",
            value=value and Decimal(value), unit=unit,
        )  # fmt: skip

    found = line("aid_received", 2023, lan)

    assert (found.held.certain, found.held.unvalued) == (Decimal(2000000000), 2)
    assert found.missing.low is None
    assert found.difference == "up to VND\xa03.5\xa0bn missing, unless the records without an amount make it up"


def test_capital_is_taken_from_the_ledger_month_by_month(state, lan):
    state("fdi_new_registered", "2023", "30000000", "USD")
    state("fdi_projects_new", "2023", "1")
    project = Project.objects.create(reference="p", title="Plant", status="licensed", date="2023-03-04")
    CapitalMovement.objects.create(project=project, kind="new", date="2023-03-04", value=Decimal(20000000), unit="USD")

    capital, number = line("fdi_new_registered", 2023, lan), line("fdi_projects_new", 2023, lan)

    assert (capital.verdict, capital.held.certain) == ("missing", Decimal(20000000))
    assert "/investments/ledger/" in capital.url
    assert number.verdict == "agrees"


def test_agreements_to_date_are_counted_on_the_last_day(state, lan):
    page = records.source(lan)
    for title, signed in (("One", "2019-05-06"), ("Two", "2022-05"), ("Three", "2024-01-02")):
        records.agreement(page, lan, title, signed=signed)
    state("agreements_total", "2023", "2")

    assert line("agreements_total", 2023, lan).verdict == "agrees"


def test_a_plan_of_five_years_is_no_target_of_one_of_them(state, lan):
    from proxeny.plans.models import Plan, Target

    plan = Plan.objects.create(reference="plan", title="Plan", period="2021/2025", area="Hanoi")
    for n, period in enumerate(("2023", "2021/2025")):
        Target.objects.create(reference=f"t{n}", plan=plan, title="Growth", period=period)
    state("targets_total", "2023", "1")

    assert line("targets_total", 2023, lan).verdict == "agrees"


def test_a_partner_is_compared_by_itself(state, lan, sign_in):
    paris = records.partner(records.source(lan), lan)
    delegation("2023-05-06").partners.add(paris)
    delegation("2023-06-06")
    state("delegations_in", "2023", "3", partner=paris)

    lines = recorded.of_year(2023, visible_to=lan, partner=paris)
    (found,) = [one for one in lines if one.measure.indicator == "delegations_in"]

    assert found.difference == "2 missing"
    assert found.url == f"/delegations/?direction=in&year=2023&partner={paris.reference}"
    assert sign_in(lan).get(f"/checks/recorded/?year=2023&partner={paris.reference}").status_code == 200
    assert sign_in(lan).get("/checks/recorded/?year=2023&partner=nowhere").status_code == 404


def test_the_page_costs_the_same_however_many_records_there_are(
    state, lan, sign_in, django_assert_max_num_queries
):
    for code in ("delegations_in", "delegations_out", "agreements_signed", "events_held", "aid_programmes"):
        state(code, "2023", "900")
        state(code, "2023-01/2023-08", "700")
    state("aid_received", "2023", "9000000000", "VND")
    state("fdi_registered", "2023", "9000000000", "USD")
    for n in range(60):
        delegation(f"2023-{n % 12 + 1:02}-10", direction="in" if n % 2 else "out")
    client = sign_in(lan)
    client.get("/checks/recorded/?year=2023")

    with django_assert_max_num_queries(30):
        page = client.get("/checks/recorded/?year=2023")
    with django_assert_max_num_queries(16):
        client.get("/checks/recorded/delegations_in/?period=2023")

    assert page.status_code == 200


def test_gaps_only_leaves_out_what_agrees(state, lan, sign_in):
    state("delegations_in", "2023", "1")
    state("delegations_out", "2023", "4")
    delegation("2023-05-06")
    client = sign_in(lan)

    pages = [client.get(f"/checks/recorded/?year=2023{only}").content.decode() for only in ("", "&only=gaps")]
    everything, gaps = pages

    assert "Delegations received" in everything
    assert "Delegations received" not in gaps
    assert "4 missing" in gaps


@pytest.mark.parametrize("period", ["soon", "2023/..", "2023-09/2023-01"])
def test_a_period_that_is_none_is_not_found(lan, sign_in, db, period):
    assert sign_in(lan).get(f"/checks/recorded/delegations_in/?period={period}").status_code == 404


def test_a_year_without_anything_says_so(lan, sign_in, db):
    page = sign_in(lan).get("/checks/recorded/?year=1950").content.decode()

    assert "No source states a total of this year" in page


def test_the_pages_are_for_people_of_the_office(client, db):
    assert client.get("/checks/recorded/").status_code == 302


def test_the_command_prints_gaps_as_text_and_as_json_lines(state, lan):
    state("delegations_in", "2023", "90", qualifier="nearly")
    state("delegations_in", "2021", "1")
    delegation("2021-05-06")
    text, lines, err = io.StringIO(), io.StringIO(), io.StringIO()

    call_command("check", "--recorded", stdout=text, stderr=err)
    call_command("check", "--recorded", "--year", "2023", "--format", "jsonl", stdout=lines, stderr=io.StringIO())

    assert "2023: Delegations received: nearly 90 stated, 0 recorded: at least 81 missing." in text.getvalue()
    assert "2 stated totals of 2 years compared: 1 gaps." in err.getvalue()
    (found,) = map(json.loads, lines.getvalue().splitlines())
    assert (found["kind"], found["indicator"], found["stated"]) == ("missing", "delegations_in", ["81", "89"])
    assert (found["recorded"], found["missing"]) == (["0", "0"], ["81", "89"])
    assert found["statements"][0]["publisher"] == "Daily"


def test_the_command_wants_a_year_only_with_recorded(db):
    with pytest.raises(CommandError, match="--recorded"):
        call_command("check", "--year", "2023")


def test_no_statement_kind_of_a_measure_is_unknown():
    kinds = {measure.waiting.kind for measure in recorded.measures().values() if measure.waiting is not None}

    assert kinds <= set(Statement.Kind.values)
