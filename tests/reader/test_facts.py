"""What the finder of facts promises beyond single sentences: context, tables, offsets, repetition, cost."""

import time
import unicodedata
from decimal import Decimal

import pytest

from proxeny.reader import dates, facts, languages, people, places, quantities
from proxeny.reader.document import Document
from proxeny.reader.errors import BadLanguageData
from proxeny.reader.facts.folded import fold
from proxeny.reader.facts.lexicon import Lexicon


def read(text, tag="en", published=None, home="Hanoi"):
    """The facts of a text, found with everything the reader finds before them."""
    language = languages.load(tag)
    document = Document(text, tag, published, home)
    where = places.find(document, language)
    return facts.find(
        document,
        language,
        quantities.find(document, language),
        dates.find(document, language),
        where,
        people.find(document, language, where),
    )


def observed(found):
    """Observations as (indicator, value, partner, period)."""
    return [
        (fact.indicator, str(fact.value), fact.partner, fact.period) for fact in found if fact.kind == "observation"
    ]


def test_a_figure_without_a_date_takes_the_period_that_the_text_speaks_of():
    found = read("In 2023 exports reached USD 17 billion. Imports came to USD 38 billion.")

    assert observed(found) == [
        ("exports", "17000000000", None, "2023"),
        ("imports", "38000000000", None, "2023"),
    ]


def test_a_state_of_things_does_not_take_over_a_reporting_period():
    found = read("In 2023 exports reached USD 17 billion. The city has ties with 61 cities.")

    assert ("partner_cities", "61", None, None) in observed(found)


def test_the_year_in_brackets_before_a_second_figure_is_that_figures_own():
    found = read("Results of 2024\n\nExports: USD 2.1 billion (2023: USD 1.9 billion)")

    assert observed(found) == [
        ("exports", "2100000000", None, "2024"),
        ("exports", "1900000000", None, "2023"),
    ]


def test_a_headline_does_not_double_the_figure_of_the_text_below_it():
    found = read("Hanoi attracts USD 1.3 billion in FDI\n\nIn 2024 the city attracted USD 1.3 billion in FDI.")

    assert observed(found) == [("fdi_registered", "1300000000", None, "2024")]


def test_columns_of_a_table_give_the_period_and_rows_the_measure():
    found = read(
        "Indicator | 2022 | 2023\nExports (USD million) | 3,011 | 2,997.5\nImports (USD million) | 2,100 | 2,200"
    )

    assert observed(found) == [
        ("exports", "3011000000", None, "2022"),
        ("exports", "2997500000", None, "2023"),
        ("imports", "2100000000", None, "2022"),
        ("imports", "2200000000", None, "2023"),
    ]


def test_countries_listed_respectively_get_their_own_figures():
    found = read(
        "In 2023 exports to Japan, China and Thailand reached $3 billion, $2 billion and $1 billion respectively."
    )

    assert [(value, partner) for _, value, partner, _ in observed(found)] == [
        ("3000000000", "JP"),
        ("2000000000", "CN"),
        ("1000000000", "TH"),
    ]


def test_decomposed_vietnamese_gives_the_same_facts_with_evidence_in_the_text_as_given():
    text = "Năm 2023, kim ngạch xuất khẩu của Hà Nội đạt 17,1 tỷ USD, tăng 6,2%."
    decomposed = unicodedata.normalize("NFD", text)

    found = read(decomposed, "vi")

    assert observed(found) == observed(read(text, "vi")) != []
    assert all(decomposed[fact.start : fact.end] == fact.text == decomposed for fact in found)


def test_an_observation_points_at_its_quantity_inside_the_evidence():
    text = "In 2023 exports reached USD 17 billion."
    (fact,) = read(text)

    assert text[fact.value_start : fact.value_end] == "USD 17 billion"
    assert fact.start <= fact.value_start < fact.value_end <= fact.end


def test_the_visit_of_a_foreign_guest_comes_in_and_that_of_the_city_goes_out():
    text = (
        "On 5 March 2024 the mayor received a delegation from Vientiane. "
        "From 10 to 12 April 2024 a Hanoi delegation visited Kobe."
    )
    kinds = {fact.partners[0]: fact.type for fact in read(text) if fact.kind == "engagement"}

    assert kinds == {"Vientiane": "visit_in", "Kobe": "visit_out"}


def test_one_agreement_is_found_for_each_partner_of_a_list():
    text = "Three agreements were signed in 2024: with Kobe on 14 March, with Busan on 5 July and with Lyon on 2 May."
    found = {fact.partners[0]: fact.date for fact in read(text) if fact.kind == "agreement"}

    assert found == {"Kobe": "2024-03-14", "Busan": "2024-07-05", "Lyon": "2024-05-02"}


def test_a_text_without_anything_to_record_gives_nothing():
    assert read("The lake was calm and nobody spoke of money.") == []
    assert read("") == []


def test_confidence_is_a_probability_and_every_fact_names_its_rule():
    found = read("In 2023 exports to Japan reached $3 billion. On 5 May 2024 Hanoi and Kobe signed an agreement.")

    assert len(found) == 2
    assert all(0 < fact.confidence <= 1 and "." in fact.rule for fact in found)


def test_work_grows_with_length_and_not_with_its_square():
    sentence = "exports reached 5 billion USD in Japan and China, "

    def seconds(times):
        text = sentence * times
        language = languages.load("en")
        document = Document(text, "en", None, "Hanoi")
        amounts = quantities.find(document, language)
        where = places.find(document, language)
        started = time.perf_counter()
        facts.find(document, language, amounts, [], where, [])
        return time.perf_counter() - started

    seconds(200)
    assert seconds(4000) < 12 * max(seconds(1000), 0.005)


def test_folding_keeps_positions_both_ways():
    text = unicodedata.normalize("NFD", "Đà Nẵng và Huế") + " đạt 5 tỷ"
    folded = fold(text)

    at = folded.text.index("đạt")
    assert text[folded.back(at) :].startswith("đạt")
    assert folded.to(folded.back(at)) == at


def test_a_phrase_with_a_stray_bracket_is_refused_with_its_place():
    class Broken:
        tag = "xx"

        def table(self, name):
            return {"measures": {"exports": ["export(s"]}}

    with pytest.raises(BadLanguageData, match=r"measures\.exports"):
        Lexicon(Broken())


def test_the_value_of_a_fall_is_negative():
    (_, growth) = read("In 2023 exports reached USD 17 billion, down 3.5%.")

    assert growth.value == Decimal("-3.5")
