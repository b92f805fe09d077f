"""Merging partners and people: nothing is lost, and everything comes back."""

from __future__ import annotations

import random

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

import records
from proxeny.audit.models import Entry
from proxeny.core.errors import NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.documents import services as documents
from proxeny.documents.models import Citation
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners import queries, services
from proxeny.partners.models import Alias, Merge, NameOfPerson, Partner, Person, Post
from proxeny.registers import services as registers
from stating import figure, source

WHY = "The same city hall, by its letterhead."


def delegation(document, by, title: str, *partners: Partner, mark: int = Mark.PUBLIC, **fields) -> Delegation:
    return registers.create(
        Delegation(title=title, direction="out", mark=mark, **fields),
        by=by,
        evidence=[records.said(document, by, title=title)],
        many={"partners": partners},
    )


def test_all_that_led_to_the_one_leads_to_the_other(document, lan, paris, other_paris):
    visit = delegation(document, lan, "A visit", other_paris)
    memorandum = records.agreement(document, lan, "A memorandum", other_paris, paris)
    mayor = records.person(document, lan)
    post = Post.objects.create(person=mayor, role="mayor", partner=other_paris, begins="2020")
    services.merge(paris, [other_paris], by=lan, reason=WHY)

    assert list(visit.partners.all()) == [paris]
    assert list(memorandum.partners.all()) == [paris]
    post.refresh_from_db()
    assert post.partner == paris
    assert not Citation.objects.filter(
        content_type=ContentType.objects.get_for_model(Partner), object_id=other_paris.pk
    ).exists()
    paris.refresh_from_db()
    assert (paris.name, paris.since, paris.through) == ("Paris", "1989", "the embassy")


def test_posts_that_differ_only_by_their_dates_are_both_kept(document, lan):
    one, other = records.person(document, lan, "Anne Dupont"), records.person(document, lan, "A. Dupont")
    for person, begins in ((one, "2001"), (other, "2014")):
        Post.objects.create(person=person, role="mayor", organisation="Paris", begins=begins)
    services.merge(one, [other], by=lan, reason=WHY)

    assert sorted(one.posts.values_list("begins", flat=True)) == ["2001", "2014"]


def test_names_that_differ_only_by_their_time_or_language_are_both_kept(lan, paris, other_paris):
    Alias.objects.create(partner=paris, name="Lutetia", during="../0360")
    Alias.objects.create(partner=other_paris, name="Lutetia", during="0360/0508")
    Alias.objects.create(partner=other_paris, name="Lutetia", during="../0360")
    services.merge(paris, [other_paris], by=lan, reason=WHY)

    assert sorted(paris.aliases.filter(name="Lutetia").values_list("during", flat=True)) == ["../0360", "0360/0508"]


def test_the_names_of_the_one_find_the_other_afterwards(sign_in, minh, lan, paris, other_paris):
    Alias.objects.create(partner=other_paris, name="Panam", kind="source")
    services.merge(paris, [other_paris], by=lan, reason=WHY)

    for name in ("City of Paris", "Pa-ri", "panam"):
        assert queries.find(name) == paris
    paris.refresh_from_db()
    assert paris.name_vi == "Pa-ri"
    assert "/partners/paris/" in sign_in(minh).get("/search/?q=city+of+paris").content.decode()


def test_the_one_that_was_merged_is_nowhere_listed_and_its_address_leads_on(sign_in, minh, lan, paris, other_paris):
    services.merge(paris, [other_paris], by=lan, reason=WHY)
    client = sign_in(minh)

    assert list(Partner.objects.all()) == [paris]
    for rest in ("", "evidence/", "history/"):
        answer = client.get(f"/partners/{other_paris.reference}/{rest}")
        assert (answer.status_code, answer["Location"]) == (301, f"/partners/paris/{rest}")
    assert client.get("/partners/nowhere/").status_code == 404


def test_the_address_of_a_closed_record_betrays_nothing(sign_in, huong, hoa, document, paris):
    hidden = records.partner(document, hoa, "Quiet Town", mark=Mark.CONFIDENTIAL)
    services.merge(paris, [hidden], by=hoa, reason=WHY, stays={"mark": paris.pk})

    assert sign_in(huong).get(f"/partners/{hidden.reference}/").status_code == 404
    assert sign_in(hoa).get(f"/partners/{hidden.reference}/").status_code == 301


def test_what_was_closed_stays_closed_unless_a_person_opens_it(hoa, document, paris):
    hidden = records.partner(document, hoa, "Quiet Town", mark=Mark.CONFIDENTIAL)
    services.merge(paris, [hidden], by=hoa, reason=WHY)
    paris.refresh_from_db()

    assert paris.mark == Mark.CONFIDENTIAL


def test_a_reference_that_was_merged_is_not_given_again(document, lan, paris, other_paris):
    services.merge(paris, [other_paris], by=lan, reason=WHY)
    again = records.partner(document, lan, "City of Paris")

    assert again.reference == "city-of-paris-2"
    with pytest.raises(registers.BadContent, match="which is now Paris"):
        registers.create(
            Partner(kind="city", name="X", reference="city-of-paris"), by=lan, evidence=[records.said(document, lan)]
        )


def test_a_chosen_value_stays_and_notes_are_joined(lan, paris, other_paris):
    for record, note in ((paris, "One note."), (other_paris, "Another.")):
        record.note = note
        record.save()
    services.merge(paris, [other_paris], by=lan, reason=WHY, stays={"name": other_paris.pk})
    paris.refresh_from_db()

    assert paris.name == "City of Paris"
    assert paris.note == "One note.\n\nAnother."
    assert paris.aliases.filter(name="Paris").exists()


@pytest.fixture
def observed(lan):
    def record(partner: Partner, value: str, period: str = "2023"):
        statement = figure(source(lan), value, "USD", by=lan)
        found, _is_new = indicators.record_observation(
            Indicator.objects.get(code="exports"), area="Hanoi", period=period, evidence=statement, by=lan,
            partner=partner,
        )
        return found

    return record


def test_figures_for_the_same_point_become_one_with_both_sources_and_wait_for_a_ruling(
    lan, paris, other_paris, observed, all_rows
):
    kept, gone = observed(paris, "1000000"), observed(other_paris, "7000000")
    alone = observed(other_paris, "5", "2019")
    before = all_rows()
    made = services.merge(paris, [other_paris], by=lan, reason=WHY)

    assert set(Observation.objects.filter(partner=paris).values_list("pk", flat=True)) == {kept.pk, alone.pk}
    values = {citation.statement.value for citation in documents.citations_of(kept).filter(field="value")}
    assert values == {1000000, 7000000}
    assert documents.conflicts_of(kept).filter(is_open=True).exists()
    assert not Observation.objects.filter(pk=gone.pk).exists()

    assert services.unmerge(made, by=lan, reason="They are two.").kept_count == 0
    assert all_rows() == before


def test_two_figures_that_agree_need_no_ruling(lan, paris, other_paris, observed):
    kept = observed(paris, "1000000")
    observed(other_paris, "1000000")
    services.merge(paris, [other_paris], by=lan, reason=WHY)

    assert not documents.conflicts_of(kept).exists()


@pytest.mark.parametrize("seed", range(12))
def test_merging_and_taking_it_back_restores_every_row(seed, document, lan, all_rows):
    draw = random.Random(seed)
    people = [records.person(document, lan, f"Person {number}") for number in range(3)]
    partners = [
        records.partner(document, lan, f"City {number}", since=draw.choice(["", "1999", "2004~"]), note=f"n{number}")
        for number in range(5)
    ]
    for number in range(draw.randint(2, 10)):
        some = draw.sample(partners, draw.randint(0, 4))
        visit = delegation(document, lan, f"Visit {number}", *some, mark=draw.choice([0, 1, 2]))
        visit.led_by.set(draw.sample(people, draw.randint(0, 3)))
        visit.met.set(draw.sample(people, draw.randint(0, 2)))
        records.agreement(document, lan, f"Agreement {number}", *draw.sample(partners, draw.randint(0, 3)))
    for _number in range(draw.randint(0, 8)):
        Post.objects.create(
            person=draw.choice(people),
            role="mayor",
            partner=draw.choice([None, *partners]),
            begins=draw.choice(["", "2020"]),
        )
        Alias.objects.get_or_create(
            partner=draw.choice(partners),
            name=draw.choice(["Old town", "New town"]),
            during=draw.choice(["", "../1900"]),
        )
        NameOfPerson.objects.get_or_create(person=draw.choice(people), name=draw.choice(["Nick", "Pen name"]))
    statement = records.said(document, lan, name="both")
    for partner in draw.sample(partners, 3):
        documents.cite(partner, ["name", "since"], statement)
    before = all_rows()

    size = draw.randint(2, 4)
    survivor, *others = draw.sample(partners, size)
    chosen = {"name": draw.choice([survivor, *others]).pk, "since": draw.choice([survivor, *others]).pk}
    first = services.merge(survivor, others, by=lan, reason=WHY, stays=chosen)
    kept, *same = draw.sample(people, draw.randint(2, 3))
    second = services.merge(kept, same, by=lan, reason=WHY)
    assert all_rows() != before
    for other in others:
        assert not other.delegations.exists()
    undone = [services.unmerge(made, by=lan, reason="They are not.") for made in (second, first)]

    assert all_rows() == before
    assert [each.kept_count for each in undone] == [0, 0]
    assert Entry.objects.filter(action="partners.unmerged").count() == size


def test_what_was_moved_by_hand_since_stays_and_is_told(document, lan, paris, other_paris):
    visit = delegation(document, lan, "A visit", other_paris)
    other_visit = delegation(document, lan, "Another", other_paris)
    elsewhere = records.partner(document, lan, "Lyon")
    made = services.merge(paris, [other_paris], by=lan, reason=WHY)
    visit.partners.set([elsewhere])
    undone = services.unmerge(made, by=lan, reason="They are two.")

    assert list(visit.partners.all()) == [elsewhere]
    assert list(other_visit.partners.all()) == [other_paris]
    assert undone.kept_count == 1


def test_merges_are_taken_back_the_last_first(document, lan, paris, other_paris):
    third = records.partner(document, lan, "Paris (France)")
    first = services.merge(paris, [other_paris], by=lan, reason=WHY)
    second = services.merge(paris, [third], by=lan, reason=WHY)
    with pytest.raises(WrongState, match="take those back first"):
        services.unmerge(first, by=lan, reason="No.")
    services.unmerge(second, by=lan, reason="No.")
    services.unmerge(first, by=lan, reason="No.")
    with pytest.raises(WrongState, match="already"):
        services.unmerge(first, by=lan, reason="No.")


def test_a_chain_of_merges_leads_to_the_one_that_stands(sign_in, minh, document, lan, paris, other_paris):
    third = records.partner(document, lan, "Paris (France)")
    first = services.merge(other_paris, [third], by=lan, reason=WHY)
    services.merge(paris, [other_paris], by=lan, reason=WHY)

    assert sign_in(minh).get(f"/partners/{third.reference}/")["Location"] == "/partners/paris/"
    with pytest.raises(WrongState, match="merged into “Paris” since"):
        services.unmerge(first, by=lan, reason="No.")


@pytest.mark.parametrize("case", ["itself", "a person", "none", "merged before", "no reason"])
def test_what_cannot_become_one_is_refused_with_why(case, document, lan, paris, other_paris):
    others, reason = [other_paris], WHY
    if case == "itself":
        others = [paris]
    elif case == "a person":
        others = [records.person(document, lan)]
    elif case == "none":
        others = []
    elif case == "merged before":
        services.merge(paris, [other_paris], by=lan, reason=WHY)
    else:
        reason = " "
    with pytest.raises(services.CannotMerge):
        services.merge(paris, others, by=lan, reason=reason)


def test_only_reviewers_merge_and_only_what_they_may_see(document, minh, lan, hoa, paris, other_paris):
    hidden = records.partner(document, hoa, "Quiet Town", mark=Mark.CONFIDENTIAL)
    with pytest.raises(NotAllowed):
        services.merge(paris, [other_paris], by=minh, reason=WHY)
    with pytest.raises(NotAllowed):
        services.merge(paris, [hidden], by=lan, reason=WHY)
    assert not Merge.objects.exists()


def test_the_history_of_both_tells_of_the_merge(sign_in, minh, lan, paris, other_paris):
    services.merge(paris, [other_paris], by=lan, reason=WHY)
    text = sign_in(minh).get("/partners/paris/history/").content.decode()

    assert WHY in text
    assert "City of Paris" in text
    assert set(Entry.objects.filter(object_id=other_paris.pk).values_list("action", flat=True)) >= {
        "partners.created",
        "partners.merged_away",
    }


def test_a_split_takes_the_chosen_links_to_a_new_record(document, lan, paris, all_rows):
    goes, stays = delegation(document, lan, "To Paris, Texas", paris), delegation(document, lan, "To Paris", paris)
    alias = Alias.objects.create(partner=paris, name="Paris, Lamar County")
    row = Delegation.partners.through.objects.get(delegation=goes)
    made = services.split(
        paris,
        Partner(kind="city", name="Paris", country="US"),
        links={"delegations.delegation_partners.partner_id": [row.pk], "partners.alias.partner_id": [alias.pk]},
        by=lan,
        reason="Two cities of one name.",
    )
    new = made.survivor

    assert list(goes.partners.all()) == [new]
    assert list(stays.partners.all()) == [paris]
    assert list(new.aliases.all()) == [alias]
    assert documents.evidence_of(new, visible_to=lan).exists()
    with pytest.raises(services.CannotMerge, match="no links"):
        services.split(
            paris,
            Partner(kind="city", name="Paris", country="US"),
            links={"delegations.delegation_partners.partner_id": [row.pk]},
            by=lan,
            reason="Again.",
        )
    with pytest.raises(WrongState, match="merging the two again"):
        services.unmerge(made, by=lan, reason="No.")


def test_a_merge_costs_the_same_number_of_queries_however_many_links(document, lan):
    counts = []
    for number in (3, 60):
        one = records.partner(document, lan, f"One {number}")
        other = records.partner(document, lan, f"Other {number}")
        made = Delegation.objects.bulk_create(
            Delegation(title=f"{number}-{each}", reference=f"d-{number}-{each}", direction="in")
            for each in range(number)
        )
        through = Delegation.partners.through
        through.objects.bulk_create(through(delegation=each, partner=other) for each in made)
        with CaptureQueriesContext(connection) as asked:
            services.merge(one, [other], by=lan, reason=WHY)
        counts.append(sum("search" not in each["sql"] for each in asked.captured_queries))

    assert counts[1] <= counts[0] + 5


def test_a_person_merges_too(document, lan):
    one, other = records.person(document, lan, "Anne Dupont"), records.person(document, lan, "Dupont Anne-Marie")
    visit = delegation(document, lan, "A visit")
    visit.led_by.set([other])
    visit.met.set([one, other])
    services.merge(one, [other], by=lan, reason=WHY)

    assert list(visit.led_by.all()) == [one]
    assert list(visit.met.all()) == [one]
    assert list(one.aliases.values_list("name", flat=True)) == ["Dupont Anne-Marie"]
    assert list(Person.objects.all()) == [one]
