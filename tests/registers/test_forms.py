"""Writing records by hand: sources, mistakes, two people at once, parts of a record."""

from __future__ import annotations

import pytest

import records
from proxeny.agreements.models import Agreement
from proxeny.audit.models import Entry
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.partners.models import Alias, Post


@pytest.fixture
def document(lan):
    return records.source(lan)


@pytest.fixture
def paris(document, lan):
    return records.partner(document, lan)


@pytest.fixture
def memorandum(document, lan, paris):
    return records.agreement(document, lan, "Memorandum with Paris on heritage", paris)


def filled(**changes):
    return {
        "title": "Memorandum with Paris",
        "kind": "mou",
        "status": "signed",
        "signed": "14/04/2023",
        "mark": "0",
        **changes,
    }


def test_a_record_is_kept_with_the_words_of_its_source(sign_in, lan, document, paris):
    quote = "Hanoi and Paris signed a memorandum of understanding"
    answer = sign_in(lan).post(
        "/agreements/new/", filled(partners=[paris.pk], source_document=document.pk, source_quote=quote)
    )

    made = Agreement.objects.get()
    assert answer.status_code == 302
    assert answer.url == made.get_absolute_url()
    assert (made.signed, list(made.partners.all())) == ("2023-04-14", [paris])
    (cited,) = documents.evidence_of(made, visible_to=lan, field="signed")
    assert cited.statement.quote == quote
    assert Entry.objects.filter(action="agreements.created", by=lan).exists()


def test_a_quote_may_be_broken_over_other_lines_than_in_the_text(sign_in, lan, document):
    sign_in(lan).post(
        "/agreements/new/", filled(source_document=document.pk, source_quote="on 14 April\r\n2023.  Hanoi received")
    )

    (cited,) = documents.evidence_of(Agreement.objects.get(), visible_to=lan, field="title")
    assert cited.statement.quote == "on 14 April 2023.\nHanoi received"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"signed": "31/02/2023"}, "signed", "month 2 of 2023 has 28 days"),
        ({"signed": "14/13/2023"}, "signed", "no month 13"),
        ({"title": ""}, "title", "required"),
        ({"source_quote": "words of nobody"}, "source_quote", "not in that document"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_what_was_entered_is_kept(sign_in, lan, document, changes, field, said):
    entered = filled(proposer="Department of Culture", source_document=document.pk) | changes
    answer = sign_in(lan).post("/agreements/new/", entered)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert not Agreement.objects.exists()
    errors = page.split(f'id="id_{field}_error"')[1].split("</ul>")[0]
    assert said in errors
    assert "Department of Culture" in page
    assert document.title in page


def test_an_amount_that_reads_two_ways_is_asked_for_again_in_vietnamese_and_plain_in_english(sign_in, lan, document):
    entered = {
        "title": "Metro line",
        "status": "announced",
        "value": "1.250",
        "unit": "USD",
        "qualifier": "exact",
        "mark": "0",
        "source_document": document.pk,
    }
    client = sign_in(lan)
    lan.language = "vi"
    lan.save()
    answer = client.post("/investments/new/", entered)
    assert answer.status_code == 422
    assert "1250" in answer.content.decode().split('id="id_value_error"')[1].split("</ul>")[0]
    assert 'value="1.250"' in answer.content.decode()


def test_a_record_without_a_source_is_refused_with_what_to_do(sign_in, lan):
    answer = sign_in(lan).post("/agreements/new/", filled())

    assert answer.status_code == 422
    assert "A record needs a source" in answer.content.decode()
    assert not Agreement.objects.exists()


def test_a_note_to_file_is_a_source_under_its_writers_name(sign_in, lan):
    sign_in(lan).post("/agreements/new/", filled(source_note="I was at the signature."))

    (cited,) = documents.evidence_of(Agreement.objects.get(), visible_to=lan, field="")
    assert cited.statement.quote == "I was at the signature."
    assert cited.statement.document.publisher == "Lan Phạm"


def test_a_note_or_mark_changes_without_a_source(sign_in, lan, memorandum):
    entered = filled(title=memorandum.title, partners=[memorandum.partners.get().pk], note="Filed.", version="1")

    assert sign_in(lan).post(f"{memorandum.get_absolute_url()}edit/", entered).status_code == 302
    memorandum.refresh_from_db()
    assert (memorandum.note, memorandum.version) == ("Filed.", 2)


def test_nobody_marks_a_record_above_their_own_clearance(sign_in, lan, document):
    answer = sign_in(lan).post("/agreements/new/", filled(mark=str(Mark.CONFIDENTIAL), source_document=document.pk))

    assert answer.status_code == 422
    assert not Agreement.objects.exists()


def test_the_second_of_two_people_sees_both_versions_and_saves_knowingly(sign_in, lan, hoa, document, memorandum):
    address, partner = f"{memorandum.get_absolute_url()}edit/", memorandum.partners.get().pk
    common = {"partners": [partner], "source_document": document.pk, "version": "1"}
    title = memorandum.title
    sign_in(hoa).post(address, filled(title=title, signed="15/04/2023", term="5 years", **common))

    answer = sign_in(lan).post(address, filled(title=title, signed="16/04/2023", proposer="Culture", **common))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hoa Nguyễn changed this record while you were writing" in page
    assert "15 April 2023" in page
    assert "16 April 2023" in page
    assert 'value="5 years"' in page  # theirs, which lan had left alone, is taken over
    assert 'value="Culture"' in page
    assert 'name="version" value="2"' in page
    memorandum.refresh_from_db()
    assert memorandum.signed == "2023-04-15"

    again = filled(title=title, signed="2023-04-16", proposer="Culture", term="5 years", **common) | {"version": "2"}
    assert sign_in(lan).post(address, again).status_code == 302
    memorandum.refresh_from_db()
    assert (memorandum.signed, memorandum.term, memorandum.proposer) == ("2023-04-16", "5 years", "Culture")


@pytest.mark.parametrize(("user", "status"), [("lan", 200), ("minh", 403), ("huong", 404)])
def test_only_those_who_may_change_a_record_open_its_form(request, sign_in, document, lan, user, status):
    closed = records.agreement(document, lan, "Internal", mark=Mark.INTERNAL)
    person = request.getfixturevalue(user)
    answer = sign_in(person).get(f"{closed.get_absolute_url()}edit/")

    assert answer.status_code == (403 if user == "huong" else status)
    assert b"Internal" not in answer.content or user == "lan"
    assert sign_in(person).get(closed.get_absolute_url()).status_code == (404 if user == "huong" else 200)


def test_a_form_opens_with_what_its_address_names(sign_in, lan, paris):
    page = sign_in(lan).get("/agreements/new/", {"partners": paris.reference, "title": "New"}).content.decode()

    assert f'<option value="{paris.pk}" selected>Paris</option>' in page
    assert 'value="New"' in page


def test_a_post_is_added_changed_and_taken_out_with_its_person(sign_in, lan, document):
    anne = records.person(document, lan)
    client, address = sign_in(lan), f"{anne.get_absolute_url()}posts/"
    entered = {"role": "Mayor", "organisation": "Fifth district", "begins": "2020", "version": "1"}

    refused = client.post(f"{address}new/", entered)
    assert refused.status_code == 422
    assert "needs a source" in refused.content.decode()
    assert client.post(f"{address}new/", entered | {"source_document": document.pk}).status_code == 302
    post = Post.objects.get()
    anne.refresh_from_db()
    assert (post.person, post.role, anne.version) == (anne, "Mayor", 2)
    assert documents.evidence_of(post, visible_to=lan, field="role").exists()
    page = client.get(anne.get_absolute_url()).content.decode()
    assert "Fifth district" in page
    assert "For: posts" in client.get(f"{anne.get_absolute_url()}evidence/").content.decode()

    changed = entered | {"role": "Deputy mayor", "version": "2", "source_document": document.pk}
    assert client.post(f"{address}{post.pk}/", changed).status_code == 302
    history = client.get(f"{anne.get_absolute_url()}history/").content.decode()
    assert "Deputy mayor" in history
    assert "Post, post" in history

    client.post(f"{address}{post.pk}/remove/", {"reason": ""})
    assert Post.objects.exists()
    client.post(f"{address}{post.pk}/remove/", {"reason": "Another Anne Dupont."})
    assert not Post.objects.exists()
    assert Entry.objects.get(action="people.posts_removed").reason == "Another Anne Dupont."
    assert not documents.evidence_of(anne, visible_to=lan, field="posts").exists()


def test_a_part_saved_after_somebody_else_changed_the_record_is_said_to_be_so(sign_in, lan, document):
    anne = records.person(document, lan)
    client, address = sign_in(lan), f"{anne.get_absolute_url()}posts/new/"
    entered = {"role": "Mayor", "version": "1", "source_document": document.pk}
    client.post(address, entered)

    answer = client.post(address, entered | {"role": "Senator"})
    assert answer.status_code == 422
    assert "changed this record while you were writing" in answer.content.decode()
    assert client.post(address, entered | {"role": "Senator", "version": "2"}).status_code == 302
    assert Post.objects.count() == 2


def test_another_name_needs_no_source_and_finds_the_partner(sign_in, lan, paris):
    client = sign_in(lan)
    entered = {"name": "Ba Lê", "kind": "other", "language": "vi", "version": "1"}
    client.post(f"/partners/{paris.reference}/aliases/new/", entered)

    assert Alias.objects.get().partner == paris
    assert "Paris" in client.get("/partners/", {"q": "ba le"}).content.decode()
    assert client.get("/partners/choices/", {"q": "ba lê"}).json()["results"][0]["text"] == "Paris"


def test_a_record_is_taken_out_with_a_reason_by_an_administrator_only(sign_in, lan, an, memorandum):
    address = f"{memorandum.get_absolute_url()}remove/"

    assert sign_in(lan).post(address, {"reason": "Twice."}).status_code == 403
    sign_in(an).post(address, {"reason": " "})
    assert Agreement.objects.exists()
    sign_in(an).post(address, {"reason": "Twice."})
    assert not Agreement.objects.exists()
    assert Entry.objects.get(action="agreements.removed").changes["title"] == [memorandum.title, None]


def test_history_tells_changes_in_words_and_hides_partners_above_the_clearance(sign_in, huong, hoa, document, paris):
    secret = records.partner(document, hoa, "Secretville", mark=Mark.CONFIDENTIAL)
    open_one = records.agreement(document, hoa, "Open", paris, secret)
    page = sign_in(huong).get(f"{open_one.get_absolute_url()}history/").content.decode()

    assert "memorandum of understanding" in page
    assert "14 April 2023" in page
    assert "Paris" in page
    assert "Secretville" not in page
