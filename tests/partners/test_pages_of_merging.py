"""The pages of merging and splitting, through the public door."""

from __future__ import annotations

import pytest

import records
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.partners.models import Merge, Partner
from proxeny.registers import services as registers


def visit(document, by, title: str, partner: Partner, mark: int = Mark.PUBLIC) -> Delegation:
    return registers.create(
        Delegation(title=title, direction="out", mark=mark),
        by=by,
        evidence=[records.said(document, by, title=title)],
        many={"partners": [partner]},
    )


def preview(*records_chosen: Partner) -> str:
    return "/contacts/partners/merge/?" + "&".join(f"records={record.pk}" for record in records_chosen)


def test_the_preview_counts_what_goes_over_and_names_nothing_that_is_closed(
    sign_in, lan, hoa, document, paris, other_paris
):
    visit(document, lan, "An open visit", other_paris)
    visit(document, hoa, "Zvonimirograd", other_paris, Mark.CONFIDENTIAL)
    text = sign_in(lan).get(preview(paris, other_paris)).content.decode()
    row = text[text.index("<td>Delegations</td>") :].split("</tr>")[0]

    assert '<td class="number">2</td>' in row
    assert "Zvonimirograd" not in text
    assert 'name="stays-name"' in text
    assert 'name="stays-through"' not in text  # only one of them says so


def test_a_merge_is_done_and_taken_back_on_the_pages(sign_in, lan, document, paris, other_paris):
    flight = visit(document, lan, "A visit", other_paris)
    client = sign_in(lan)
    given = {"records": [paris.pk, other_paris.pk], "survivor": paris.pk}
    unreasoned = client.post("/contacts/partners/merge/", given)
    assert unreasoned.status_code == 422
    assert Partner.objects.count() == 2

    done = client.post(
        "/contacts/partners/merge/", given | {"reason": "One city hall.", "stays-name": str(other_paris.pk)}
    )
    assert (done.status_code, done["Location"]) == (302, "/partners/paris/")
    made = Merge.objects.get()
    page = client.get("/partners/paris/").content.decode()
    assert f"/contacts/merges/{made.pk}/" in page
    assert list(flight.partners.all()) == [paris]

    back = client.post(f"/contacts/merges/{made.pk}/", {"reason": "They are two."})
    assert back.status_code == 302
    assert list(flight.partners.all()) == [other_paris]
    assert client.get(f"/partners/{other_paris.reference}/").status_code == 200
    again = client.post(f"/contacts/merges/{made.pk}/", {"reason": "Once more."})
    assert again.status_code == 422


@pytest.mark.parametrize(
    "address", ["/contacts/partners/duplicates/", "/contacts/people/merge/", "/contacts/partners/paris/split/"]
)
def test_only_reviewers_come_to_these_pages(sign_in, minh, lan, paris, address):
    assert sign_in(minh).get(address).status_code == 403
    assert sign_in(lan).get(address).status_code == 200


@pytest.mark.parametrize("address", ["/contacts/events/merge/", "/contacts/partners/nobody/split/"])
def test_what_is_not_there_is_not_found(sign_in, lan, address):
    assert sign_in(lan).get(address).status_code == 404


def test_one_record_alone_or_a_closed_one_cannot_be_chosen(sign_in, lan, hoa, document, paris):
    hidden = records.partner(document, hoa, "Zvonimirograd", mark=Mark.CONFIDENTIAL)
    client = sign_in(lan)

    assert client.get(preview(paris)).status_code == 422
    closed = client.get(preview(paris, hidden))
    assert closed.status_code == 422
    assert "Zvonimirograd" not in closed.content.decode()


def test_a_split_is_made_on_its_page_and_leaves_what_is_closed(sign_in, lan, hoa, document, paris):
    goes = visit(document, lan, "To Texas", paris)
    hidden = visit(document, hoa, "Zvonimirograd", paris, Mark.CONFIDENTIAL)
    client = sign_in(lan)
    text = client.get("/contacts/partners/paris/split/").content.decode()
    assert "To Texas" in text
    assert "Zvonimirograd" not in text
    assert "1 more is above your clearance" in text

    through = Delegation.partners.through.objects
    name = "delegations.delegation_partners.partner_id"
    keys = [through.get(delegation=each).pk for each in (goes, hidden)]
    given = {"kind": "city", "name": "Paris", "country": "US", "mark": "0", "reason": "Two cities.", name: keys}
    answer = client.post("/contacts/partners/paris/split/", given)

    assert (answer.status_code, answer["Location"]) == (302, "/partners/paris-2/")
    assert [partner.country for partner in goes.partners.all()] == ["US"]
    assert [partner.country for partner in hidden.partners.all()] == ["FR"]


def test_a_person_is_found_by_a_name_in_another_script(sign_in, lan, minh, document):
    leader = records.person(document, lan, "Akira Shimizu")
    client = sign_in(lan)
    answer = client.post(
        f"/people/{leader.reference}/aliases/new/",
        {"name": "清水 明", "kind": "other", "script": "Jpan", "language": "ja", "during": ""},
    )
    assert answer.status_code == 302
    for address in ("/people/?q=清水", "/search/?q=清水 明"):
        assert "Akira Shimizu" in sign_in(minh).get(address).content.decode()
