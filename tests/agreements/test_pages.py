"""The pages of agreements: the line of acts, the forms of acts, clauses and texts, the list."""

from __future__ import annotations

import pytest

import records
from proxeny.agreements import services
from proxeny.agreements.models import Agreement, Clause, TextVersion
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Document

OLD = "Article 1. Aim\nThe parties work together on heritage.\nArticle 2. Term\nIt runs for three years."
NEW = OLD.replace("three", "five")


@pytest.fixture
def memorandum(document, lan, paris, evidence) -> Agreement:
    """In force since May 2020, for five years that go on by themselves."""
    made = Agreement(
        title="Memorandum on gardens", kind="mou", signed="2020-03-10", entry_into_force="2020-05-01",
        expires="2027-03-09", renewal="tacit", renewal_months=12, notice=3, capacity="People's Committee",
    )  # fmt: skip
    return services.enter_agreement(made, by=lan, evidence=evidence, many={"partners": [paris]})


def page_of(client, agreement, part="") -> str:
    answer = client.get(f"{agreement.get_absolute_url()}{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_the_line_of_acts_what_is_ahead_and_the_parties(sign_in, lan, today, memorandum):
    page = page_of(sign_in(lan), memorandum)

    line = page.split('id="line-title"')[1].split("</section>")[0]
    order = ["10 March 2020", "1 May 2020", "9 December 2026", "goes on tacitly"]
    assert [line.index(words) for words in order] == sorted(line.index(words) for words in order)
    assert "Last day to give notice" in line
    assert "in 191 days" in line
    assert "The term ends and goes on tacitly" in line
    assert "3 months before the end" in page
    assert "1 year" in page
    assert "People&#x27;s Committee" in page


def test_the_form_never_asks_for_the_state_and_leaves_what_acts_say_to_them(sign_in, lan, memorandum):
    client = sign_in(lan)
    new, edit = client.get("/agreements/new/").content.decode(), page_of(client, memorandum, "edit/")

    assert 'name="status"' not in new + edit
    assert 'name="signed"' in new
    assert 'name="signed"' not in edit


def test_what_is_typed_as_a_state_all_the_same_changes_nothing(sign_in, lan, document):
    entered = {"title": "New", "kind": "mou", "status": "terminated", "mark": "0", "source_document": document.pk}
    sign_in(lan).post("/agreements/new/", entered)

    assert Agreement.objects.get().state == "idea"


def test_only_acts_that_can_follow_are_offered_and_readers_are_offered_none(sign_in, lan, minh, memorandum, talks):
    client = sign_in(lan)
    assert f"{memorandum.get_absolute_url()}acts/new/amend/" in page_of(client, memorandum)
    assert f"{memorandum.get_absolute_url()}acts/new/sign/" not in page_of(client, memorandum)
    assert f"{talks.get_absolute_url()}acts/new/sign/" in page_of(client, talks)
    assert f"{talks.get_absolute_url()}acts/new/amend/" not in page_of(client, talks)
    assert "/acts/" not in page_of(sign_in(minh), memorandum)


def test_an_amendment_is_recorded_on_its_form_and_cited_on_the_line(sign_in, lan, memorandum, document):
    client = sign_in(lan)
    entered = {
        "date": "02/05/2024", "summary": "Botanic gardens too.", "instrument": "Protocol No. 1",
        "source_document": document.pk, "version": str(memorandum.version),
    }  # fmt: skip
    answer = client.post(f"{memorandum.get_absolute_url()}acts/new/amend/", entered, follow=True)
    page = answer.content.decode()

    assert "On record: amendment, 2 May 2024." in page
    line = page.split('id="line-title"')[1].split("</section>")[0]
    assert "Protocol No. 1" in line
    assert "source-mark" in line
    history = page_of(client, memorandum, "history/")
    assert "Botanic gardens too." in history
    assert "Amended" in history or "amended" in history


def test_a_refusal_stands_above_the_form_and_what_was_entered_is_kept(sign_in, lan, memorandum, record, document):
    record(memorandum, "terminate", "2024-06-01")
    entered = {"date": "2/6/2024", "summary": "Botanic gardens too.", "source_document": document.pk}
    answer = sign_in(lan).post(f"{memorandum.get_absolute_url()}acts/new/amend/", entered)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "On 2 June 2024 Memorandum on gardens is terminated" in page
    assert "Botanic gardens too." in page


@pytest.mark.parametrize(
    ("deed", "entered", "field"),
    [
        ("extend", {"date": "1/1/2026"}, "expires"),
        ("amend", {"date": "1/1/2026"}, "summary"),
        ("terminate", {}, "date"),
        ("terminate", {"date": "31/02/2026"}, "date"),
    ],
)
def test_what_an_act_needs_is_asked_for_beside_its_field(sign_in, lan, memorandum, document, deed, entered, field):
    answer = sign_in(lan).post(
        f"{memorandum.get_absolute_url()}acts/new/{deed}/", entered | {"source_document": document.pk}
    )

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_an_act_is_corrected_and_taken_back_on_the_page(sign_in, lan, memorandum, record, document):
    client = sign_in(lan)
    act = record(memorandum, "suspend", "2024-06-01")
    address = f"{memorandum.get_absolute_url()}acts/{act.pk}/"
    entered = {"date": "2024-06-02", "source_document": document.pk, "version": "2"}

    assert client.post(address, entered).status_code == 302
    act.refresh_from_db()
    assert act.date == "2024-06-02"
    client.post(f"{address}take-back/", {"reason": ""})
    assert memorandum.acts.filter(deed="suspend").exists()
    client.post(f"{address}take-back/", {"reason": "Another one was meant."})
    assert not memorandum.acts.filter(deed="suspend").exists()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("user", "status"), [("minh", 403), ("huong", 403)])
def test_readers_record_correct_and_take_back_nothing(request, sign_in, memorandum, user, status):
    client, act = sign_in(request.getfixturevalue(user)), memorandum.acts.first()
    address = memorandum.get_absolute_url()

    assert client.get(f"{address}acts/new/amend/").status_code == status
    assert client.get(f"{address}acts/{act.pk}/").status_code == status
    assert client.post(f"{address}acts/{act.pk}/take-back/", {"reason": "x"}).status_code == status
    assert memorandum.acts.count() == 2


def test_a_closed_agreement_is_not_there_for_who_may_not_see_it(sign_in, lan, hoa, document):
    closed = records.agreement(document, hoa, "Closed", mark=Mark.CONFIDENTIAL)

    for part in ("", "acts/new/amend/", "sign/", "compare/"):
        assert sign_in(lan).get(f"{closed.get_absolute_url()}{part}").status_code == 404
    assert sign_in(hoa).get(f"{closed.get_absolute_url()}acts/new/nonsense/").status_code == 404


def test_a_note_to_file_of_an_act_is_as_closed_as_its_agreement(sign_in, hoa, document):
    closed = records.agreement(document, hoa, "Closed", mark=Mark.CONFIDENTIAL)
    entered = {"date": "2024", "summary": "Gardens.", "source_note": "I was told so."}

    assert sign_in(hoa).post(f"{closed.get_absolute_url()}acts/new/amend/", entered).status_code == 302
    assert Document.objects.get(kind=Document.Kind.NOTE).mark == Mark.CONFIDENTIAL


def test_an_act_names_nobody_and_no_agreement_above_the_clearance(sign_in, huong, hoa, memorandum, document, record):
    secret = records.person(document, hoa, "Secret Person", mark=Mark.CONFIDENTIAL)
    closed = records.agreement(document, hoa, "Secret agreement", mark=Mark.CONFIDENTIAL)
    record(memorandum, "amend", "2024", summary="Gardens.", signatories=[secret])
    record(memorandum, "supersede", "2025", successor=closed)

    page = page_of(sign_in(huong), memorandum)
    assert "Secret" not in page
    assert "Secret" not in page_of(sign_in(huong), memorandum, "history/")


def test_clauses_stand_in_their_order_with_an_address_of_their_own(sign_in, lan, memorandum, document):
    client, address = sign_in(lan), f"{memorandum.get_absolute_url()}clauses/new/"
    for version, (number, duty) in enumerate((("10", "Meet"), ("2", "Exchange students")), memorandum.version):
        entered = {
            "number": number, "title": f"Heading {number}", "obliged": "both", "duty": duty, "due": "2026-12",
            "recurrence": "year", "source_document": document.pk, "version": str(version),
        }  # fmt: skip
        assert client.post(address, entered).status_code == 302
    page = page_of(client, memorandum)

    assert page.index("Heading 2") < page.index("Heading 10")
    clause = Clause.objects.get(number="2")
    assert f'id="clause-{clause.pk}"' in page
    assert clause.get_absolute_url().endswith(f"#clause-{clause.pk}")
    assert "every year" in page
    again = client.post(address, {"number": "2", "source_document": document.pk})
    assert again.status_code == 422


@pytest.fixture
def texts(memorandum):
    """Two drafts in English and one in Vietnamese."""
    return [
        TextVersion.objects.create(agreement=memorandum, label="draft 1", language="en", text=OLD),
        TextVersion.objects.create(agreement=memorandum, label="draft 2", language="en", text=NEW),
        TextVersion.objects.create(
            agreement=memorandum, label="bản dịch", language="vi", standing="translation",
            text="Điều 1. Mục đích\nHợp tác.\nĐiều 2. Thời hạn\nNăm năm.",
        ),
    ]  # fmt: skip


def test_two_versions_are_compared_word_by_word(sign_in, minh, memorandum, texts, django_assert_max_num_queries):
    client = sign_in(minh)
    with django_assert_max_num_queries(9):
        page = page_of(client, memorandum, f"compare/?old={texts[0].pk}&new={texts[1].pk}")

    assert "<del>three</del>" in page
    assert "<ins>five</ins>" in page
    assert "1 paragraph differs." in page
    only = page_of(client, memorandum, f"compare/?old={texts[0].pk}&new={texts[1].pk}&changes=1")
    assert "work together on heritage" not in only


def test_two_languages_stand_beside_each_other_without_marks_of_difference(sign_in, minh, memorandum, texts):
    page = page_of(sign_in(minh), memorandum, f"compare/?old={texts[1].pk}&new={texts[2].pk}")

    assert "<ins>" not in page
    row = next(row for row in page.split("<tr") if "Điều 2" in row)
    assert "Article 2. Term" in row
    assert 'lang="vi"' in row


def test_a_text_that_is_a_document_above_the_clearance_is_neither_named_nor_compared(
    sign_in, minh, hoa, memorandum, texts
):
    closed = records.source(hoa, mark=Mark.CONFIDENTIAL, text="Article 1. Secret terms.", name="secret.txt")
    hidden = TextVersion.objects.create(agreement=memorandum, label="final", language="en", document=closed)
    client = sign_in(minh)

    assert "secret" not in page_of(client, memorandum).lower()
    assert client.get(f"{memorandum.get_absolute_url()}compare/?old={hidden.pk}").status_code == 404
    assert "Secret terms" in page_of(sign_in(hoa), memorandum, f"compare/?old={texts[0].pk}&new={hidden.pk}")


def test_a_version_without_words_and_one_in_no_language_are_refused(sign_in, lan, memorandum):
    address = f"{memorandum.get_absolute_url()}texts/new/"
    client, entered = sign_in(lan), {"label": "draft 1", "language": "en", "standing": "draft"}

    assert "Paste the text" in client.post(address, entered).content.decode()
    refused = client.post(address, entered | {"language": "English", "text": "x"}).content.decode()
    assert "Give the code of the language" in refused
    assert client.post(address, entered | {"text": "x"}).status_code == 302


def test_one_version_alone_has_nothing_to_be_compared_with(sign_in, minh, memorandum):
    TextVersion.objects.create(agreement=memorandum, label="draft 1", language="en", text=OLD)

    answer = sign_in(minh).get(f"{memorandum.get_absolute_url()}compare/", follow=True)
    assert "Add a second version" in answer.content.decode()


def test_the_list_is_filtered_by_the_state_of_today_and_by_notice(sign_in, minh, lan, document, today, memorandum):
    records.agreement(document, lan, "Ran out", expires="2025", status="in_force")
    soon = records.agreement(document, lan, "Notice", expires="2026-07-01", notice=20, notice_unit="days")
    client = sign_in(minh)

    def titles(**asked):
        page = client.get("/agreements/", asked).content.decode()
        return {title for title in ("Ran out", "Notice", "Memorandum on gardens") if f">{title}</a>" in page}

    assert titles(status="expired") == {"Ran out"}
    assert titles(status="in_force") == {"Memorandum on gardens"}
    assert titles(notice="30") == {soon.title}
    assert titles(expiring="40") == {soon.title}
    assert titles(year="2020") == {"Memorandum on gardens"}
    assert titles(sort="status") == titles()


def test_the_file_of_the_list_has_the_state_of_today_and_the_countries(sign_in, minh, memorandum, today):
    answer = sign_in(minh).get("/agreements/", {"export": "csv", "columns": "title,status,country,delegated"})
    lines = b"".join(answer.streaming_content).decode().splitlines()

    assert lines[1].startswith("Memorandum on gardens,in force,France")


def test_a_page_with_many_acts_costs_no_more_queries_than_one_with_few(
    sign_in, minh, memorandum, record, django_assert_max_num_queries
):
    client = sign_in(minh)
    page_of(client, memorandum)
    with django_assert_max_num_queries(23):
        page_of(client, memorandum)
    for year in range(2021, 2026):
        record(memorandum, "amend", str(year), summary="More.")
    with django_assert_max_num_queries(23):
        page_of(client, memorandum)


def test_the_source_of_an_act_is_among_the_sources_of_the_page(sign_in, lan, memorandum, document):
    other = records.source(lan, text="The gardens were extended until 2030.", name="other.txt")
    documents.describe(other, {"title": "Report of the gardeners"}, by=lan)
    services.record_act(
        memorandum, "amend", date="2024", summary="Gardens.", evidence=[records.said(other, lan)], by=lan
    )

    assert "Report of the gardeners" in page_of(sign_in(lan), memorandum).split('id="sources-title"')[1]
