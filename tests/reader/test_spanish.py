"""Spanish, the language at the level quantities, dates and places: read without people and facts, and recognised."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.reader import language, languages, read

TEXT = (
    "La alcaldesa recibió el 12 de abril de 2024 a una delegación de Hanói. En 2023 las exportaciones de la ciudad "
    "a Vietnam sumaron 18 mil 636 millones de pesos, un 6,2 % más que en 2022, y llegaron 1.250 visitantes de Japón."
)


def test_a_spanish_text_is_recognised_and_gives_quantities_dates_and_places_and_no_facts():
    reading = read(TEXT)

    assert reading.language == "es"
    assert [(each.value, each.unit) for each in reading.quantities] == [
        (Decimal(18_636_000_000), "MXN"), (Decimal("6.2"), "%"), (Decimal(1250), "count"),
    ]  # fmt: skip
    assert [each.edtf for each in reading.dates] == ["2024-04-12", "2023", "2022"]
    assert [(each.country, each.name) for each in reading.places] == [("VN", "Hanoi"), ("VN", None), ("JP", None)]
    assert (reading.people, reading.facts) == ((), ())


def test_a_spanish_text_of_spain_is_recognised_in_capitals_too():
    assert language.detect(TEXT.upper()) == "es"


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("18 mil 636 millones de dólares", 18_636_000_000, "USD"),
        ("nueve mil 175.5 millones de dólares", 9_175_500_000, "USD"),
        ("20 millones 415 mil turistas", 20_415_000, "count"),
        ("mil 500 empresas", 1500, "count"),
        ("216 mil habitaciones", 216_000, "count"),
        ("dos mil trescientos kilómetros", 2300, "km"),
    ],
)
def test_thousands_in_words_and_the_rest_in_digits_are_one_number(words, value, unit):
    (quantity,) = read(f"El informe habla de {words} en la región.", language="es").quantities

    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("En Santiago de Chile se gastaron 40 millones de pesos.", "CLP"),
        ("El ayuntamiento de Montevideo paga 40 millones de pesos.", "UYU"),
        ("La obra costó 40 millones de pesos.", "MXN"),
        ("La obra costó 40 millones de pesos filipinos.", "PHP"),
    ],
)
def test_a_bare_peso_is_that_of_the_place_the_text_names(text, unit):
    assert [quantity.unit for quantity in read(text, language="es").quantities] == [unit]


def test_a_language_says_what_it_is_called_and_how_far_it_is_covered():
    assert (languages.load("es").name, languages.load("es").level) == ("Spanish", "quantities-dates-places")
    assert {languages.load(tag).level for tag in ("en", "vi", "id", "fr")} == {"full"}
