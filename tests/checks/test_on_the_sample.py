"""The conflicts of the sample record against what was judged of each by hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import yaml
from django.db import transaction

from proxeny.checks import queries
from proxeny.core.records import Mark
from proxeny.sample.loading import load

ROOT = Path(__file__).resolve().parents[2]


def the_tool():
    place = ROOT / "tools" / "judged_conflicts.py"
    known = importlib.util.spec_from_file_location("judged_conflicts", place)
    module = importlib.util.module_from_spec(known)
    known.loader.exec_module(module)
    return module


class Everything:
    clearance = Mark.CONFIDENTIAL


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    """Every conflict that the sample opens, as the command prints it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield [queries.as_json(one) for one in queries.conflicts(visible_to=Everything())]
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def statements(found, django_db_blocker):
    """What the sample lists as stated differently, each with whether a conflict holds it."""
    tool = the_tool()
    with django_db_blocker.unblock():
        return [{**said, "is_found": tool.differing(said)} for said in tool.listed_statements()]


def kinds(found, record: str) -> set[tuple[str, str]]:
    return {(one["kind"], one["check"]) for one in found if one["record"] == f"indicators:{record}"}


def test_every_conflict_is_judged_and_nine_in_ten_are_right(found):
    judged = the_tool().judged()

    assert {(one["record"], one["check"]) for one in found} == set(judged)
    assert sum(row["is_right"] for row in judged.values()) / len(judged) >= 0.9


def test_the_page_is_what_the_tool_writes(found, statements):
    tool = the_tool()

    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(found, statements)


def test_of_the_ninety_five_differing_statements_all_are_found_but_those_that_agree_or_stand_alone(statements):
    judged = yaml.safe_load(the_tool().AGREEING.read_text(encoding="utf-8"))

    left = {(one["record"], one["field"]) for one in statements if not one["is_found"]}

    assert len(statements) == 95
    assert sum(one["is_found"] for one in statements) == 74
    assert left == {(one["record"], one["field"]) for one in judged}


def test_the_half_year_that_seed_001_prints_a_thousand_times_too_small_goes_with_the_year_as_it_was_meant(found):
    assert kinds(found, "fdi-registered-2023-01-2023-06") == set()


def test_the_parts_of_ten_months_of_2021_do_not_make_the_headline(found):
    assert kinds(found, "fdi-registered-2021-01-2021-10") == {("parts", "sum")}


def test_exports_and_imports_together_are_not_the_exports_alone(found):
    assert kinds(found, "trade-turnover-2024-estimate") == {("parts", "sum")}


def test_fifty_eight_partner_cities_after_over_a_hundred_count_something_else(found):
    assert kinds(found, "partner-cities-2025-12-29") == {("definition", "falling_stock")}


def test_delegations_that_add_up_or_belong_to_other_periods_are_left_in_peace(found):
    assert not [one["record"] for one in found if one["record"].startswith("indicators:delegations")]
