"""The page of the seed documents' figures is what the record says, leaves none out, and quotes letter by letter."""

from __future__ import annotations

import importlib.util
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from proxeny.documents.models import Statement
from proxeny.sample.files import rows_of
from proxeny.sample.loading import load

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = {
    "cpv-2019-capitals": "000",
    "wvr-202310-external": "001",
    "vns-20231226-promotion": "002",
    "vna-2020-us": "003",
    "ktdt-202412-missions": "004",
}


def the_tool():
    known = importlib.util.spec_from_file_location("seed_figures", ROOT / "tools" / "seed_figures.py")
    module = importlib.util.module_from_spec(known)
    known.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


def test_the_page_is_what_the_tool_writes(sample):
    tool = the_tool()

    assert tool.PAGE.read_text(encoding="utf-8") == tool.page()


def test_a_slip_of_scale_is_kept_as_printed_and_as_corrected(sample):
    statement = Statement.objects.get(quote="nearly 2.265 million USD in FDI capital")

    assert statement.payload["value"] == "2265000"
    assert statement.status == Statement.Status.CORRECTED
    assert statement.value == Decimal(2_265_000_000)
    assert statement.reason


def test_every_figure_of_the_articles_has_its_words_and_its_place(shared):
    if shared is None:
        pytest.skip("the articles are not beside the checkout")
    rows = rows_of("quotes")
    for line in (shared / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        text = (shared / article["file"]).read_text(encoding="utf-8")
        (source,) = [name for name, number in ARTICLES.items() if article["id"].startswith(number)]
        listed = [row for row in rows if row["source"] == source]

        assert [row["words"] for row in listed if row["words"] not in text] == []
        known = {Decimal(row["value"]) for row in listed}
        found = [one for one in article["quantities"] if not one["optional"]]
        assert [one["text"] for one in found if Decimal(one["value"]) not in known] == []


def test_what_is_not_kept_says_why():
    assert [row for row in rows_of("quotes") if ("record" in row) == ("why" in row)] == []
