"""What looks alike is offered with why, until a person says that it is two."""

from __future__ import annotations

import pytest

import records
from proxeny.core.records import Mark
from proxeny.partners import duplicates, services
from proxeny.partners.models import Alias, NameOfPerson, Partner, Person


def whys(model, person) -> dict[frozenset[str], list[str]]:
    return {
        frozenset((str(pair.one), str(pair.other))): pair.why for pair in duplicates.pairs(model, visible_to=person)
    }


def test_names_that_differ_by_accents_by_kind_or_by_order_look_alike(document, lan):
    for name in ("Băng Cốc", "Bang Coc", "City of Kraków", "Krakow City", "Lyon"):
        records.partner(document, lan, name)
    found = whys(Partner, lan)

    assert set(found) == {frozenset(("Băng Cốc", "Bang Coc")), frozenset(("City of Kraków", "Krakow City"))}
    assert found[frozenset(("City of Kraków", "Krakow City"))] == [
        "City of Kraków and Krakow City have the same telling words."
    ]
    assert "accents only" in found[frozenset(("Băng Cốc", "Bang Coc"))][0]


def test_the_alias_that_matched_is_named(document, lan):
    bangkok = records.partner(document, lan, "Bangkok", country="TH")
    records.partner(document, lan, "Krung Thep", country="TH")
    Alias.objects.create(partner=bangkok, name="Krung Thep")

    assert whys(Partner, lan) == {
        frozenset(("Bangkok", "Krung Thep")): ["Krung Thep is the name of one and another name of the other."]
    }


@pytest.mark.parametrize(
    "other",
    [{"country": "US"}, {"kind": "company"}],
    ids=["a city of another country", "a company called after the city"],
)
def test_what_cannot_be_the_same_does_not_look_alike(document, lan, other):
    records.partner(document, lan, "Victoria", country="CA")
    records.partner(document, lan, "Victoria", **{"country": "CA", **other})

    assert whys(Partner, lan) == {}


def test_one_country_twice_looks_alike_whatever_it_is_called(document, lan):
    records.partner(document, lan, "Korea", kind="country", country="KR")
    records.partner(document, lan, "Republic of Korea", kind="country", country="KR")

    (why,) = whys(Partner, lan).values()
    assert why[0] == "Both are the same country."


def test_people_look_alike_in_any_order_of_their_names_and_by_their_other_names(document, lan):
    records.person(document, lan, "Nguyễn Thị Lan")
    records.person(document, lan, "Lan Nguyen Thi")
    pen = records.person(document, lan, "Anne Dupont")
    records.person(document, lan, "A. Martin")
    NameOfPerson.objects.create(person=pen, name="A. Martin")

    assert set(whys(Person, lan)) == {
        frozenset(("Nguyễn Thị Lan", "Lan Nguyen Thi")),
        frozenset(("Anne Dupont", "A. Martin")),
    }


def test_a_pair_told_apart_is_not_offered_again(sign_in, document, lan, hoa):
    one, other = (records.partner(document, lan, name) for name in ("Lyon", "LYON"))
    client = sign_in(lan)
    assert "Lyon" in client.get("/contacts/partners/duplicates/").content.decode()
    answer = client.post("/contacts/partners/duplicates/apart/", {"record": [other.pk, one.pk]})

    assert answer.status_code == 302
    assert whys(Partner, hoa) == {}
    services.merge(one, [other], by=lan, reason="They are one after all.")


def test_a_closed_record_is_in_no_pair_of_somebody_who_may_not_see_it(document, lan, hoa):
    records.partner(document, lan, "Lyon")
    records.partner(document, hoa, "LYON", mark=Mark.CONFIDENTIAL)

    assert whys(Partner, lan) == {}
    assert len(whys(Partner, hoa)) == 1


def test_a_name_that_half_the_register_has_tells_nothing(document, lan):
    for number in range(14):
        records.partner(document, lan, "Office", reference=f"office-{number}")

    assert whys(Partner, lan) == {}


def test_looking_for_pairs_costs_four_queries_however_many(document, lan, django_assert_max_num_queries):
    Partner.objects.bulk_create(
        Partner(kind="city", name=f"City {number // 2}", reference=f"c-{number}") for number in range(400)
    )
    with django_assert_max_num_queries(5):
        assert len(duplicates.pairs(Partner, visible_to=lan)) == 200
