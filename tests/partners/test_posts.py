"""Who was mayor on that day, as far as the sources say."""

from __future__ import annotations

from datetime import date

import pytest

import records
from proxeny.core.records import Mark
from proxeny.partners.models import Post
from proxeny.partners.posts import how_sure, posts_on

DAY = date(2021, 5, 4)


@pytest.mark.parametrize(
    ("begins", "ends", "seen", "found"),
    [
        ("2020-01-01", "2022-12-31", [], "certain"),
        ("2020", "2022", [], "certain"),
        ("2021", "2023", [], "unknown"),  # it may have begun after May
        ("2021", "2023", ["2021-02"], "likely"),
        ("2020~", "2023", [], "likely"),
        ("2020?", "2023", ["2021-05-04"], "certain"),
        ("", "", ["2021-05-04"], "certain"),
        ("", "", ["2021"], "likely"),
        ("", "", ["2019", "2023"], "likely"),
        ("", "", ["2012"], "unknown"),
        ("2015", "", [], "unknown"),
        ("2015", "", ["2022-03"], "likely"),
        ("", "2022", [], "unknown"),
        ("", "", [], "unknown"),
        ("2022", "", [], None),
        ("2015", "2020", [], None),
        ("2015", "2020~", [], "unknown"),
        ("2015", "2020", ["2021-05-04"], "certain"),  # one of the two sources is wrong; the day itself is attested
        ("not a date", "2020", [], None),
    ],
)
def test_how_sure_a_post_is_on_a_day(begins, ends, seen, found):
    assert how_sure(Post(role="mayor", begins=begins, ends=ends, seen=seen), DAY) == found


@pytest.fixture
def mayors(document, lan, paris):
    people = [records.person(document, lan, name) for name in ("Anne Dupont", "Berthe Martin", "Chloé Bernard")]
    Post.objects.create(person=people[0], role="Mayor", partner=paris, begins="2015", ends="2020-06")
    Post.objects.create(person=people[1], role="Mayor", partner=paris, begins="2020-07", ends="2026")
    Post.objects.create(person=people[2], role="Deputy mayor", partner=paris, seen=["2021-04"])
    return people


def test_the_mayor_on_a_day_is_the_one_whose_term_covers_it(mayors, minh, paris):
    found = posts_on(DAY, visible_to=minh, partner=paris)

    assert [(held.post.person.name, held.certainty) for held in found] == [
        ("Berthe Martin", "certain"),
        ("Chloé Bernard", "likely"),
    ]
    assert [held.post.person for held in posts_on(DAY, visible_to=minh, partner=paris, role="deputy")] == [mayors[2]]


def test_the_page_says_who_and_how_sure(sign_in, minh, mayors, django_assert_max_num_queries):
    client = sign_in(minh)
    for typed in ("2019-03-01", "01/03/2019"):
        text = client.get(f"/contacts/posts/paris/?day={typed}&role=mayor").content.decode()
        assert "Anne Dupont" in text
        assert "Berthe Martin" not in text
    with django_assert_max_num_queries(10):
        client.get("/contacts/posts/paris/")


@pytest.mark.parametrize("typed", ["2019", "31/02/2019", "yesterday"])
def test_what_is_no_day_is_refused_with_how_to_write_it(sign_in, minh, paris, typed):
    answer = sign_in(minh).get(f"/contacts/posts/paris/?day={typed}")

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_the_home_city_has_its_posts_too(sign_in, minh, document, lan, settings):
    leader = records.person(document, lan, "Vũ Thị Mai")
    leader.country = settings.PROXENY_HOME_COUNTRY
    leader.save()
    Post.objects.create(person=leader, role="Chair of the people's committee", begins="2020", ends="2025")

    assert "Vũ Thị Mai" in sign_in(minh).get("/contacts/posts/?day=2021-05-04").content.decode()


def test_a_closed_person_holds_no_post_for_who_may_not_see_them(document, hoa, huong, paris):
    hidden = records.person(document, hoa, "Quiet Guest", mark=Mark.CONFIDENTIAL)
    Post.objects.create(person=hidden, role="mayor", partner=paris, begins="2020", ends="2022")

    assert posts_on(DAY, visible_to=huong, partner=paris) == []
    assert len(posts_on(DAY, visible_to=hoa, partner=paris)) == 1
