"""Who is named how often: in any language, by any name, and no more than a person may see."""

from __future__ import annotations

import pytest

import records
from proxeny.charts.picture import PICTURES
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.partners.models import Alias, Partner
from proxeny.watching import queries, services

PAGES = {
    "en": (
        "Hanoi and Guangzhou opened a seminar on tourism on 3 May 2023 with 40 companies from the south of China.",
        "2023-05-04",
    ),
    "vi": (
        "Ngày 10/5/2023, Hà Nội và Quảng Châu (Trung Quốc) tổ chức hội thảo du lịch với 40 doanh nghiệp tham dự.",
        "2023-05-11",
    ),
    "id": (
        "Hanoi dan Guangzhou membuka seminar pariwisata pada 3 Juni 2023 bersama empat puluh perusahaan Tiongkok.",
        "2023-06-04",
    ),
}


def bring(by, language: str, *, mark: int = Mark.PUBLIC, text: str = "", published: str = "", name: str = ""):
    said, day = PAGES[language]
    return documents.add_file(
        (text or said).encode(),
        file_name=f"{name or language}.txt",
        by=by,
        language=language,
        published=published or day,
        mark=mark,
    ).document


@pytest.fixture
def guangzhou(lan):
    return records.partner(records.source(lan), lan, "Guangzhou", name_vi="Quảng Châu", country="CN")


def months(partner, person) -> list[tuple[str, str, int]]:
    named = queries.mentions_by_month(partner, visible_to=person)
    return [(one.month, one.language, one.documents) for one in named]


def test_a_city_is_named_in_every_language_and_a_country_by_its_cities(lan, guangzhou):
    china = records.partner(records.source(lan), lan, "China", kind=Partner.Kind.COUNTRY, country="CN")
    for language in PAGES:
        bring(lan, language)

    expected = [("2023-05", "en", 1), ("2023-05", "vi", 1), ("2023-06", "id", 1)]
    assert months(guangzhou, lan) == expected
    assert months(china, lan) == expected


def test_a_company_is_named_by_its_name_and_by_every_alias_once_texts_were_searched(lan):
    named = "The builder Wintersteiger Bahnbau AG met the city on 3 May 2023 and promised to come again in autumn."
    bring(lan, "en", text=named, name="a")
    bring(lan, "en", text="On 4 May 2023 WSB signed a contract in Hanoi. The swsbx is something else.", name="b")
    bring(lan, "en", text="On 5 May 2023 nobody spoke of wsb in small letters, which is another word here.", name="c")
    company = records.partner(
        records.source(lan), lan, "Wintersteiger Bahnbau", kind=Partner.Kind.COMPANY, country="AT"
    )
    assert services.count_names() >= 1
    assert [one.file_name for one in queries.naming(company, visible_to=lan)] == ["a.txt"]

    Alias.objects.create(partner=company, name="WSB")
    services.count_names()

    assert {one.file_name for one in queries.naming(company, visible_to=lan)} == {"a.txt", "b.txt"}
    assert services.count_names() == 0, "nothing changed, nothing is searched"


def test_a_document_that_comes_later_is_counted_at_once(lan):
    company = records.partner(records.source(lan), lan, "Wintersteiger Bahnbau", kind=Partner.Kind.COMPANY)
    bring(lan, "en", text="Wintersteiger Bahnbau opened an office in Hanoi on 3 May 2023 with eleven engineers.")

    assert len(queries.naming(company, visible_to=lan)) == 1


def test_closed_documents_are_not_counted_for_those_who_may_not_see_them(lan, huong, guangzhou):
    bring(lan, "en")
    bring(lan, "vi", mark=Mark.INTERNAL)

    assert len(months(guangzhou, lan)) == 2
    assert len(months(guangzhou, huong)) == 1


def test_the_picture_has_every_month_and_language_in_the_table_behind_it(
    lan, huong, guangzhou, django_assert_max_num_queries
):
    for language in PAGES:
        bring(lan, language, mark=Mark.INTERNAL if language == "vi" else Mark.PUBLIC)

    for language in ("en", "vi", "fr", "id"):
        with django_assert_max_num_queries(6):
            drawn = PICTURES["mentions"](
                {"partner": guangzhou.reference}, visible_to=lan, language=language, on_page=True
            )
        assert [(row["period"], row["value"]) for row in drawn.rows] == [("2023-05", 1), ("2023-05", 1), ("2023-06", 1)]
        assert drawn.specification
        assert drawn.notes
    drawn = PICTURES["mentions"]({"partner": guangzhou.reference}, visible_to=huong, language="en", on_page=False)
    assert {row["language"] for row in drawn.rows} == {"en", "id"}


def test_the_page_of_a_partner_lists_what_names_it(lan, guangzhou, sign_in):
    for language in PAGES:
        bring(lan, language)

    page = sign_in(lan).get(guangzhou.get_absolute_url()).content.decode()

    assert "Named in 3 documents" in page
    assert f"/pictures/mentions/?partner={guangzhou.reference}" in page


def test_a_partner_that_nobody_names_has_a_sentence_instead_of_a_picture(lan, sign_in):
    quiet = records.partner(records.source(lan), lan, "Ouagadougou", country="BF")

    drawn = PICTURES["mentions"]({"partner": quiet.reference}, visible_to=lan, language="en", on_page=True)

    assert drawn.specification == {}
    assert "Ouagadougou" in drawn.empty
    assert "Named in" not in sign_in(lan).get(quiet.get_absolute_url()).content.decode()
