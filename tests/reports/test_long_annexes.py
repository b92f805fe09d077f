"""Annexes longer than an office prints: the largest are listed, the others summed, and nothing is lost of the total."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module

import pypdfium2
import pytest

import stating
from papers import figure, small_report
from proxeny.investments.models import Project
from proxeny.registers.register import REGISTERS
from proxeny.reports import as_pdf, drafting, evidence
from proxeny.reports.annexes import plan
from proxeny.reports.content import made_of
from proxeny.reports.parts import Figure

pytestmark = pytest.mark.django_db


def annex(key, lan):
    made = drafting.draft("yearly", "2023", "en", visible_to=lan)
    return next(one for one in made.annexes if one.key == key)


def figures_of(cells):
    return {piece.key: piece.value for cell in cells for piece in cell.pieces if isinstance(piece, Figure)}


@pytest.fixture
def five_projects():
    for number, (value, unit) in enumerate([(10, "USD"), (500, "USD"), (30, "USD"), (7, "EUR"), (900, "USD")], 1):
        Project.objects.create(
            reference=f"plant-{number}", title=f"Plant {number}", date=f"2023-0{number}-01", value=Decimal(value),
            unit=unit, status="licensed", mark=0,
        )  # fmt: skip


def test_a_long_list_of_projects_names_the_largest_of_each_currency_and_sums_the_others(
    lan, five_projects, monkeypatch
):
    whole = annex("A5", lan)
    assert len(whole.table.rows) == 5
    assert not whole.missing

    monkeypatch.setattr(import_module("proxeny.reports.annexes.projects"), "LISTED", 3)
    short = annex("A5", lan)

    named = [next(iter(figures_of(row))) for row in short.table.rows[:-1]]
    assert named == ["A5.plant-2", "A5.plant-4", "A5.plant-5"]
    assert figures_of(short.table.rows[-1]) == {
        "A5.more.rows": Decimal(2), "A5.more.registered.USD": Decimal(40),
    }  # fmt: skip
    assert figures_of(short.table.total) == figures_of(whole.table.total)
    assert figures_of(short.table.total)["A5.total.registered.USD"] == Decimal(1440)
    assert "3" in short.missing[0]


def test_the_plan_of_the_period_to_come_lists_the_first_and_counts_the_others(lan, monkeypatch):
    from proxeny.delegations.models import Delegation

    for number in range(1, 6):
        Delegation.objects.create(
            reference=f"visit-{number}", title=f"Visit {number}", dates=f"2024-0{number}-01", direction="out", mark=0
        )
    monkeypatch.setattr(plan, "LISTED", 2)

    table = annex("A10", lan).table

    assert [next(iter(figures_of(row))) for row in table.rows] == ["A10.visit-1", "A10.visit-2", "A10.more.rows"]
    assert figures_of(table.rows[-1]) == {"A10.more.rows": Decimal(3)}
    assert figures_of(table.total) == {"A10.total.rows": Decimal(5)}


def test_a_long_pdf_lists_the_figures_of_annexes_by_number_and_source(lan, monkeypatch):
    stated = stating.figure(stating.source(lan, "news", publisher="Daily", published="2023-12-26"), "18", "", by=lan)
    led = figure("delegations.out.led", "18", "18", stated.pk)
    content = made_of({"en": small_report(led, figure("economy.fdi", "USD 3", "3", unit="USD"))}, visible_to=lan)
    monkeypatch.setattr(as_pdf, "MANY", 1)

    pages = pypdfium2.PdfDocument(as_pdf.as_pdf(content, "en"))

    text = " ".join("\n".join(page.get_textpage().get_text_range() for page in pages).split())
    numbers = {one["key"]: one["n"] for one in content["figures"]}
    assert f"{numbers['A6.1.new']} [1]" in text.replace("\u00a0", " ")
    assert "Figures that stand in annexes alone" in text


@pytest.mark.parametrize("register", sorted(evidence.CALLED_BY_TITLE))
def test_what_is_read_by_its_title_is_called_so_everywhere(register):
    model = REGISTERS[register].model

    assert model.register() == register
    assert str(model(title="Of this title")) == "Of this title"
