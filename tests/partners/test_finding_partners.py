"""Partners by the names that sources use."""

from __future__ import annotations

import pytest
from django.utils import translation

import records
from proxeny.partners import queries, services
from proxeny.partners.models import Alias, Partner


@pytest.fixture
def document(lan):
    return records.source(lan)


@pytest.fixture
def states(document, lan):
    return records.partner(document, lan, "United States", kind="country", country="US")


@pytest.mark.parametrize(
    "name", ["US", "United States", "Hoa Kỳ", "hoa ky", "Mỹ", "États-Unis", "Amerika Serikat", "USA"]
)
def test_a_country_is_found_by_code_and_by_its_name_in_any_language(states, name):
    assert queries.find(name) == states


def test_a_partner_is_found_by_its_names_and_aliases_whatever_the_diacritics(document, lan):
    bangkok = records.partner(document, lan, "Bangkok", country="TH", name_vi="Băng Cốc")
    Alias.objects.create(partner=bangkok, name="Krung Thep Maha Nakhon")

    for name in ("bangkok", "BĂNG CỐC", "bang coc", "krung thep maha nakhon"):
        assert queries.find(name) == bangkok
    assert queries.find("bang") is None
    assert queries.find("") is None


def test_the_country_decides_between_cities_of_one_name(document, lan):
    york = records.partner(document, lan, "Victoria", country="CA")
    other = records.partner(document, lan, "Victoria", country="SC")

    assert queries.find("Victoria", "SC") == other
    assert queries.find("Victoria", "CA") == york


def test_a_partner_above_the_clearance_is_not_found_for_a_person(document, lan, hoa, huong):
    secret = records.partner(document, hoa, "Secretville", mark=2)

    assert queries.find("Secretville", visible_to=huong) is None
    assert queries.find("Secretville", visible_to=hoa) == secret
    assert queries.find("Secretville") == secret


def test_a_fact_makes_the_partners_that_the_record_has_not(document, lan):
    statement = records.said(document, lan)
    made = services.partners_for(["Busan", "KR"], by=lan, evidence=[statement])

    assert [(p.name, p.kind, p.country) for p in made] == [("Busan", "city", "KR")]
    assert services.partners_for(["Busan", "KR"], by=lan, evidence=[statement]) == made
    (france,) = services.partners_for(["FR"], by=lan, evidence=[statement])
    assert (france.name, france.name_vi, france.kind) == ("France", "Pháp", "country")
    assert Partner.objects.count() == 2


def test_a_partner_that_a_closed_document_brings_is_closed_too(hoa):
    closed = records.source(hoa, mark=2)
    made = services.partner_for("Quiet Town", by=hoa, evidence=[records.said(closed, hoa)])

    assert made.mark == 2


def test_country_partners_go_by_their_name_in_the_readers_language(sign_in, minh, states):
    minh.language = "vi"
    minh.save()

    assert "Hoa Kỳ" in sign_in(minh).get("/partners/").content.decode()
    with translation.override("en"):
        assert str(states) == "United States"
