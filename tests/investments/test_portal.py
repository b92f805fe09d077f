"""The register of the licensing office, again and again: what changed becomes movements, and nothing is overwritten."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.core.errors import NoEvidence, NotAllowed
from proxeny.investments import portal, queries, services
from proxeny.investments.models import Project
from proxeny.investments.portal import PortalRow

pytestmark = pytest.mark.django_db


def row(**more) -> PortalRow:
    said = {"licence_number": "0123-456", "title": "A lens plant", "investor": "Kobo Lens", "value": Decimal(30)}
    return PortalRow(**{**said, **more})


@pytest.fixture
def plant(desk) -> Project:
    made = desk.project(licence_number="0123456", investor="Kobo Lens", date="2020-03")
    desk.move(made, "new", "30", "2020-03")
    return made


def bring(desk, plant, said: PortalRow, as_of: str = "2023-07-31"):
    return services.bring_up_to_date(
        plant, said, as_of=as_of, by=desk.person, evidence=desk.evidence(), publisher="The portal"
    )


def test_the_same_register_twice_changes_nothing(desk, plant):
    assert not bring(desk, plant, row())
    version = Project.objects.get().version

    bring(desk, plant, row(value=Decimal(50)))
    again = bring(desk, plant, row(value=Decimal(50)))

    assert not again
    assert plant.movements.count() == 2
    assert Project.objects.get().version == version + 1


def test_raised_capital_becomes_one_added_movement_of_the_register_s_day(desk, plant):
    brought = bring(desk, plant, row(value=Decimal(50)))

    (movement,) = brought.movements
    assert (movement.kind, movement.value, movement.date, movement.as_of) == ("added", 20, "2023-07-31", "2023-07-31")
    assert movement.publisher == "The portal"
    assert queries.ledgers(plant)[0].registered == 50
    assert "added: 20 USD (30 → 50)" in brought.changes[0].sentence


def test_less_capital_becomes_a_reduction_and_a_revoked_licence_takes_what_is_left(desk, plant):
    assert bring(desk, plant, row(value=Decimal(25)), "2023-06-30").movements[0].kind == "reduced"

    brought = bring(desk, plant, row(value=Decimal(25), status="revoked"))

    assert [(one.kind, one.value) for one in brought.movements] == [("revoked", 25)]
    plant.refresh_from_db()
    assert (plant.status, queries.ledgers(plant)[0].registered) == ("revoked", 0)
    assert not bring(desk, plant, row(value=Decimal(25), status="revoked"))


def test_a_ledger_that_has_not_begun_begins_with_the_capital_on_record(desk):
    old = desk.project("Old plant", licence_number="0123456", value=Decimal(30), unit="USD", date="2018")

    brought = bring(desk, old, row(value=Decimal(45)))

    assert [(one.kind, one.value, one.date) for one in brought.movements] == [
        ("new", 30, "2018"),
        ("added", 15, "2023-07-31"),
    ]
    old.refresh_from_db()
    assert old.value == 30


def test_a_project_without_capital_gets_it_as_newly_registered_on_the_day_of_its_licence(desk):
    bare = desk.project("Bare", licence_number="0123456", date="2021-02-03")

    (movement,) = bring(desk, bare, row()).movements

    assert (movement.kind, movement.value, movement.date) == ("new", 30, "2021-02-03")


def test_a_renamed_investor_keeps_the_old_name_and_is_found_by_it(desk, plant, lan, sign_in):
    bring(desk, plant, row(investor="Kobo Optics"))

    plant.refresh_from_db()
    assert (plant.investor, plant.formerly) == ("Kobo Optics", ["Kobo Lens"])
    assert sign_in(lan).get("/investments/?q=kobo+lens").context["total"] == 1


def test_the_same_name_in_capitals_is_no_new_name(desk, plant):
    assert not bring(desk, plant, row(investor="KOBO LENS"))


def test_a_register_does_not_take_a_running_project_back_to_its_licence(desk):
    running = desk.project(licence_number="0123456", status="in_operation", value=Decimal(30), unit="USD")

    assert not bring(desk, running, row(investor="", title="", status="licensed"))


def test_empty_fields_are_filled_and_others_left(desk, plant):
    bring(desk, plant, row(place="Dong Anh", title="Another title"))

    plant.refresh_from_db()
    assert (plant.place, plant.title) == ("Dong Anh", "A lens plant")


def test_capital_in_another_currency_is_told_and_not_written(desk, plant):
    brought = bring(desk, plant, row(unit="EUR"))

    assert [change.kind for change in brought.changes] == ["other_currency"]
    assert plant.movements.count() == 1


def test_an_older_file_is_refused_where_it_would_change_something(desk, plant):
    bring(desk, plant, row(value=Decimal(50)))

    with pytest.raises(services.StaleRegister, match="this file is as of 30 June 2023"):
        bring(desk, plant, row(value=Decimal(40)), "2023-06-30")


def test_it_needs_a_source_and_somebody_who_may(desk, plant, minh, lan):
    said = row(value=Decimal(50))
    with pytest.raises(NoEvidence):
        services.bring_up_to_date(plant, said, as_of="2023-07-31", by=lan, evidence=[])
    with pytest.raises(NotAllowed):
        services.bring_up_to_date(plant, said, as_of="2023-07-31", by=minh, evidence=desk.evidence())
    assert plant.movements.count() == 1


def test_a_whole_register_is_compared_at_once_and_what_is_gone_from_it_is_listed_and_not_deleted(
    desk, plant, lan, django_assert_num_queries
):
    gone = desk.project("Gone from the file", licence_number="99-1")
    desk.project("Closed long ago", licence_number="99-2", status="revoked")
    desk.project("Never numbered")
    rows = [row(value=Decimal(50)), row(licence_number="77"), row(licence_number=""), row(licence_number="0123 456")]

    with django_assert_num_queries(2):
        found = portal.compare(rows, visible_to=lan)

    assert [one.licence_number for one in found.new] == ["77"]
    assert [(project, changes[0].movement) for project, _row, changes in found.changed] == [(plant, "added")]
    assert (found.missing, len(found.unnamed), len(found.doubled)) == ([gone], 1, 1)
    assert Project.objects.filter(pk=gone.pk).exists()
    assert "1 new, 1 changed, 0 as on record, 1 not in the file" in found.sentence


def test_a_project_is_found_by_its_number_however_written_and_only_by_those_who_may_see_it(desk, lan, huong):
    closed = desk.project(licence_number="0123-456", mark=1)

    assert portal.project_of_licence("0123 456", visible_to=lan) == closed
    assert portal.project_of_licence("0123 456", visible_to=huong) is None
    assert portal.project_of_licence("", visible_to=lan) is None
