"""Visits, agreements, investments and gifts: what must not be found, and one fact however often it is told."""

import pytest

from proxeny.reader import dates, facts, languages, people, places, quantities, read
from proxeny.reader.document import Document

CASES = [
    pytest.param(tag, case, id=f"{tag}-{number}")
    for tag in ("en", "vi", "id", "fr")
    for number, case in enumerate(languages.load(tag).cases("facts"))
    if "never" in case or "exact" in case
]


def find(tag, case):
    language = languages.load(tag)
    document = Document(case["text"], tag, case.get("published"), case.get("home"))
    where = places.find(document, language)
    who = people.find(document, language, where)
    when = dates.find(document, language)
    return facts.find(document, language, quantities.find(document, language), when, where, who)


def of_kind(text, kind, **given):
    return [fact for fact in read(text, **given).facts if fact.kind == kind]


@pytest.mark.parametrize(("tag", "case"), CASES)
def test_a_sentence_gives_no_dealing_that_it_does_not_state(tag, case):
    found = [fact.kind for fact in find(tag, case)]

    for kind in case.get("never", ()):
        assert kind not in found
    for kind in case.get("exact", ()):
        assert found.count(kind) == sum(item.get("kind") == kind for item in case["found"])


def test_a_visit_told_in_headline_lead_and_body_is_one_with_everybody_named():
    text = (
        "Governor of Aichi visits Hanoi\n\n"
        "On 2 October 2024 Chairman Tran Sy Thanh received Governor Omura Hideaki of Aichi, Japan.\n\n"
        "At the meeting Chairman Tran Sy Thanh praised the Japanese firms in the city.\n"
    )

    (visit,) = of_kind(text, "engagement", language="en", published="2024-10-03", home="Hanoi")

    assert visit.date == "2024-10-02"
    assert set(visit.partners) == {"Aichi", "JP"}
    assert "Omura Hideaki" in visit.people


def test_a_tour_and_a_meeting_with_another_city_on_it_are_two():
    text = (
        "A delegation of Hanoi toured France from 12 to 15 October 2023. "
        "It met with the mayor of Nantes, Johanna Rolland."
    )

    tour, meeting = of_kind(text, "engagement", language="en", published="2023-10-20", home="Hanoi")

    assert (tour.type, tour.date, tour.partners) == ("visit_out", "2023-10-12/2023-10-15", ("FR",))
    assert (meeting.type, meeting.date) == ("meeting", "2023-10-12/2023-10-15")
    assert set(meeting.partners) == {"Nantes", "FR"}


def test_the_day_a_page_was_printed_is_not_the_day_of_a_visit():
    text = "2024-05-20 A delegation from Kobe visited Hanoi on May 17 to study trams."

    (visit,) = of_kind(text, "engagement", language="en", published="2024-05-20", home="Hanoi")

    assert visit.date == "2024-05-17"


def test_sentences_that_lost_the_space_between_them_are_read_one_by_one():
    text = "Une délégation de Kobe a visité Hanoï le 17 mai 2024.Elle a offert 20 vélos à la ville."

    (visit,) = of_kind(text, "engagement", language="fr", home="Hanoi")

    assert visit.text.endswith("2024.")


def test_the_value_of_a_grant_may_stand_in_the_sentence_behind_it():
    text = "Japan handed over two ambulances to the city hospital on 3 May 2024. The total amount is $80,000."

    (gift,) = of_kind(text, "aid", language="en", home="Hanoi")

    assert (gift.direction, gift.partner, str(gift.value), gift.unit) == ("received", "JP", "80000", "USD")


def test_the_conversion_of_a_gift_is_not_another_gift():
    text = "Japan donated 80,000 dollars (about 2 billion dong) to the city on 3 May 2024."

    (gift,) = of_kind(text, "aid", language="en", home="Hanoi")

    assert (str(gift.value), gift.unit) == ("80000", "USD")


def test_an_investor_told_again_with_the_same_sum_is_one_investment():
    text = (
        "Tarano Group to build plant in Hai Phong\n\n"
        "The Tarano Group of Denmark will invest 90 million dollars in a plant in Hai Phong.\n\n"
        "The Tarano Group will invest the 90 million dollars over three years.\n"
    )

    (investment,) = of_kind(text, "investment", language="en", home="Hai Phong")

    assert investment.investor == "Tarano Group"
    assert str(investment.value) == "90000000"


@pytest.mark.parametrize(
    "line",
    [
        "The mayor of Kobe visited Hanoi on 3 May 2024. ",
        "Hanoi signed an agreement with Kobe on 3 May 2024. ",
        "Tarano Group will invest 90 million dollars. ",
        "Kobe donated 20 tents and 500 dollars to Hanoi. ",
    ],
)
def test_a_line_said_a_thousand_times_is_told_once_or_so(line):
    found = [fact for fact in read(line * 1000, language="en", home="Hanoi").facts if fact.kind != "observation"]

    assert 1 <= len(found) <= 40
