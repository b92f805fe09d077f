"""What an officer needs of the five kinds of text that the office receives, and of a table of licensed projects."""

from decimal import Decimal
from pathlib import Path

import pytest

from proxeny.reader import read

KINDS = Path(__file__).parents[1] / "documents" / "kinds"

# indicator, value, unit, partner, period
OBSERVED = {
    "capital-and-partners": [
        ("event_participants", "1500", "count", None, "2018"),
        ("investment_licensed_projects", "71", "count", None, "2018"),
        ("investment_licensed_capital", "397335000000000", "VND", None, "2018"),
        ("grdp_growth", "7.41", "%", None, None),
        ("export_markets", "187", "count", None, None),
    ],
    "cooperation-with-the-us": [
        ("exports", "3000000000", "USD", "US", None),
        ("exports_share", "17.9", "%", "US", None),
        ("fdi_projects_stock", "156", "count", "US", None),
        ("fdi_stock", "278430000", "USD", "US", None),
        ("visitors_international", "253400", "count", "US", "2019"),
        ("visitors_growth", "3.3", "%", "US", "2019"),
        ("agreements_total", "69", "count", "US", "2007/.."),
    ],
    "eight-months-review": [
        ("delegations_out_accompanying", "4", "count", None, "2023-01/2023-08"),
        ("delegations_out_led", "5", "count", None, "2023-01/2023-08"),
        ("fdi_registered", "2265000", "USD", None, "2023-01/2023-06"),
        ("aid_programmes", "10", "count", None, "2023-01/2023-06"),
        ("aid_received", "20000000000", "VND", None, "2023-01/2023-06"),
        ("events_held", "3", "count", None, "2023-01/2023-08"),
        ("event_exhibitors", "200", "count", None, "2023-01/2023-08"),
        ("delegations_out", "2", "count", None, "2023-01/2023-08"),
    ],
    "pertemuan-kepala-perwakilan": [
        ("targets_total", "24", "count", None, "2024"),
        ("targets_met", "23", "count", None, "2024"),
        ("targets_exceeded", "6", "count", None, "2024"),
        ("grdp_growth", "6.52", "%", None, "2024"),
        ("grdp_growth", "6.27", "%", None, "2023"),
        ("grdp", "58000000000", "USD", None, "2024"),
        ("budget_revenue_vs_plan", "120.5", "%", None, "2024"),
        ("budget_revenue", "500000000000000", "VND", None, "2024"),
        ("trade_turnover", "19400000000", "USD", None, "2024"),
        ("trade_turnover_growth", "16.7", "%", None, "2024"),
        ("exports_growth", "9.6", "%", None, "2024"),
        ("fdi_registered", "2067000000", "USD", None, "2024"),
        ("fdi_rank", "5", "count", None, "2024"),
        ("delegations_out", "17", "count", None, "2024"),
        ("delegations_out_led", "11", "count", None, "2024"),
        ("delegations_out_accompanying", "6", "count", None, "2024"),
        ("delegations_in_high_level", "12", "count", None, "2024"),
        ("delegations_in", "65", "count", None, "2024"),
    ],
    "promotion-month": [
        ("delegations_out", "18", "count", None, "2023"),
        ("delegations_in", "90", "count", None, "2023"),
        ("delegations_in_high_level", "4", "count", None, "2023"),
        ("events_held", "20", "count", None, "2023"),
        ("agreements_signed", "5", "count", None, "2023"),
    ],
}
# kind, type or direction, date, one of the partners
TOLD = {
    "capital-and-partners": [
        ("engagement", "conference", "2018", None),
        ("engagement", "summit", "2019-02", "US"),
        ("investment", "Sumitomo Group", None, None),
    ],
    "cooperation-with-the-us": [
        ("engagement", "visit_out", "2014/..", "US"),
        ("engagement", "visit_in", "2017", "Utah"),
        ("engagement", "visit_in", "2019-09", "Nebraska"),
        ("engagement", "meeting", "2020-03", "US"),
        ("agreement", "mou", "2017", "Utah"),
        ("agreement", "lease", "2019-09", "US"),
        ("aid", "given", None, "New York"),
    ],
    "eight-months-review": [
        ("engagement", "conference", "2023-04-13/2023-04-16", "FR"),
        ("engagement", "visit_in", "2023-10-15", "IN"),
    ],
    "pertemuan-kepala-perwakilan": [
        ("engagement", "meeting", "2024-12-11", None),
        ("engagement", "visit_in", "2024", "LA"),
        ("engagement", "visit_in", "2024", "RU"),
        ("engagement", "visit_in", "2024", "CN"),
    ],
    "promotion-month": [
        ("agreement", "cooperation_agreement", "2023", "Cairo"),
        *(
            ("agreement", "cooperation_agreement", None, city)
            for city in ("Saint Petersburg", "Rome", "Minsk", "Caracas")
        ),
    ],
}


def facts_of(name):
    """The facts of one of the five texts, read for Hanoi."""
    return read((KINDS / f"{name}.txt").read_text(encoding="utf-8"), home="Hanoi").facts


@pytest.mark.parametrize("name", sorted(OBSERVED))
def test_a_text_of_the_office_gives_the_figures_that_an_officer_would_note(name):
    found = {
        (fact.indicator, str(fact.value), fact.unit, fact.partner, fact.period)
        for fact in facts_of(name)
        if fact.kind == "observation"
    }

    assert sorted(set(OBSERVED[name]) - found, key=str) == []


@pytest.mark.parametrize("name", sorted(TOLD))
def test_a_text_of_the_office_gives_the_visits_agreements_and_gifts_it_tells_of(name):
    found = []
    for fact in facts_of(name):
        what = getattr(fact, "type", None) or getattr(fact, "direction", None) or getattr(fact, "investor", None)
        partners = getattr(fact, "partners", ()) or (getattr(fact, "partner", None),)
        found += [(fact.kind, what, getattr(fact, "date", None), partner) for partner in (*partners, None)]

    assert [told for told in TOLD[name] if told not in found] == []


def test_both_gifts_of_one_sentence_are_items_of_one_gift():
    (gift,) = (fact for fact in facts_of("cooperation-with-the-us") if fact.kind == "aid")

    assert gift.items == "100,000 antibacterial face masks and 50,000 medical masks"


def test_a_slip_of_scale_is_kept_as_printed_and_doubted():
    reading = read((KINDS / "eight-months-review.txt").read_text(encoding="utf-8"), home="Hanoi")
    (fact,) = (fact for fact in reading.facts if fact.kind == "observation" and fact.indicator == "fdi_registered")
    (quantity,) = (quantity for quantity in reading.quantities if quantity.text == "2.265 million USD")

    assert fact.value == Decimal("2265000")
    assert fact.qualifier == "nearly"
    assert fact.alternatives == (Decimal("2265000000"),)
    assert "2,265,000,000 USD" in fact.doubts[0]
    assert quantity.doubts == fact.doubts


def test_a_sum_that_fits_a_city_is_not_doubted():
    reading = read("In the first 6 months of 2023 Hanoi attracted 2.265 billion USD of FDI.", home="Hanoi")

    assert [fact.doubts for fact in reading.facts] == [()]


def test_titles_begin_with_a_capital():
    titles = [fact.title for name in TOLD for fact in facts_of(name) if fact.kind in ("engagement", "agreement")]

    assert [title for title in titles if not (title[0].isupper() or title[0].isdigit())] == []
    assert "Delegations to the US" in titles
