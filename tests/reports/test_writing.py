"""Figures stay live in what an officer writes: found by words, put in, taken from another source, kept drafts."""

from __future__ import annotations

import pytest
from tests.reports.test_editions import LED, PARAGRAPH, draft, figure, led, say, signed_off  # noqa: F401

from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, WrongState
from proxeny.core.records import Mark
from proxeny.documents.models import Statement
from proxeny.indicators.models import Observation
from proxeny.reports import kept_drafts, queries, services
from proxeny.reports.composing import content_of, current
from proxeny.reports.models import Edition


@pytest.fixture
def disputed(draft, lan, led):  # noqa: F811
    """The draft with two sources, of which the record follows the one that says 11; and the other, which says 18."""
    say(lan, "11", publisher="Weekly")
    return draft, led


def address(edition) -> str:
    return f"/reports/editions/{edition.number}/paragraphs/{PARAGRAPH}/?language=en"


# --- a figure by search


def test_a_figure_of_the_record_is_found_by_words_and_put_into_the_sentence(draft, lan, sign_in):  # noqa: F811
    say(lan, "1907", publisher="Monthly", code="population")
    client = sign_in(lan)
    found = client.post(address(draft), {"typed": "We are many:", "searched": "population 2023", "find": "1"})
    row = Observation.objects.get(indicator="population")
    key = f"record.{row.reference}"
    assert f'value="{key}"' in found.content.decode()

    put = client.post(address(draft), {"typed": "We are many:", "searched": "", "insert": key})
    assert f"We are many: [[{key}|1,907]]" in put.content.decode()
    client.post(address(draft), {"typed": f"We are many: [[{key}|1,907]]."})

    assert figure(draft, key)["value"] == "1907"
    assert draft.edits.get().pieces[1] == {"figure": key, "text": "1,907"}


def test_searching_writes_nothing(draft, lan, sign_in):  # noqa: F811
    sign_in(lan).post(address(draft), {"typed": "Something new.", "searched": "nothing like it 1888", "find": "1"})

    assert not draft.edits.exists()


def test_a_figure_above_the_readers_of_the_report_is_not_found_and_not_taken(draft, hoa, sign_in):  # noqa: F811
    say(hoa, "4711", publisher="Secret", mark=Mark.CONFIDENTIAL, code="population")
    row = Observation.objects.get(indicator="population")
    page = sign_in(hoa).post(address(draft), {"typed": "", "searched": "population", "find": "1"})

    assert "4,711" not in page.content.decode()
    with pytest.raises(DomainError, match="no figure called"):
        services.edit_paragraph(draft, "en", PARAGRAPH, f"So many: [[record.{row.reference}]].", by=hoa)


# --- another source's value


def test_the_value_of_another_source_is_printed_with_its_publisher_and_the_reason(disputed, lan):
    edition, other = disputed
    services.choose_value(edition, LED, other.pk, reason="Daily counts by departure, as we do.", by=lan)

    chosen = figure(edition)
    assert chosen["value"] == "18"
    assert "Daily" in chosen["remarks"]["en"]
    assert "counts by departure" in chosen["remarks"]["en"]
    assert Entry.objects.get(action="edition.value_chosen").reason.startswith("Daily counts")
    assert Observation.objects.get(indicator="delegations_out").value == 11

    services.put_value_back(edition, LED, by=lan)
    assert figure(edition)["value"] == "11"


def test_a_choice_needs_a_reason_one_of_the_figures_own_sources_and_an_open_part(disputed, lan):
    edition, other = disputed
    stranger = say(lan, "5", publisher="Other", code="population")
    for statement, reason, said in ((other, " ", "Say why"), (stranger, "Because.", "does not rest")):
        with pytest.raises(DomainError, match=said):
            services.choose_value(edition, LED, statement.pk, reason=reason, by=lan)
    services.approve_part(edition, "delegations", by=lan)
    with pytest.raises(WrongState, match="locked"):
        services.choose_value(edition, LED, other.pk, reason="Because.", by=lan)


def test_the_page_of_a_figure_offers_its_other_sources_to_those_who_write(disputed, lan, minh, sign_in):
    edition, other = disputed
    there = f"/reports/figures/{edition.number}-{figure(edition)['n']}/"

    assert "Another source for this figure" in sign_in(lan).get(there).content.decode()
    assert "Another source for this figure" not in sign_in(minh).get(there).content.decode()
    form = {"key": LED, "statement": other.pk, "reason": "By departure."}
    assert sign_in(minh).post(f"/reports/editions/{edition.number}/values/", form).status_code == 403
    assert sign_in(lan).post(f"/reports/editions/{edition.number}/values/", form).status_code == 302
    assert figure(edition)["value"] == "18"


def test_a_chosen_source_that_is_withdrawn_gives_way_to_the_record_and_is_told(disputed, lan, sign_in):
    edition, other = disputed
    services.choose_value(edition, LED, other.pk, reason="By departure.", by=lan)
    Statement.objects.filter(pk=other.pk).update(status=Statement.Status.REJECTED)
    kept_drafts.forget(edition)

    page = sign_in(lan).get(edition.get_absolute_url()).content.decode()
    assert "does not stand any more" in page
    assert figure(edition)["value"] == "11"


def test_what_was_chosen_is_frozen_and_goes_into_the_next_edition(disputed, lan, hoa):
    edition, other = disputed
    services.choose_value(edition, LED, other.pk, reason="By departure.", by=lan)
    signed_off(edition, lan, hoa, reason="We count by departure.")

    second = services.open_edition(edition.report, reason="More.", by=lan)
    assert figure(Edition.objects.get(pk=edition.pk))["value"] == figure(second)["value"] == "18"


# --- kept drafts


def test_a_draft_is_kept_while_the_record_stands_and_made_anew_when_it_changes(draft, lan):  # noqa: F811
    first = current(draft)[1]
    assert current(draft)[1] is first

    services.edit_paragraph(draft, "en", PARAGRAPH, f"We went [[{LED}]] times.", by=lan)
    content, again = current(draft)
    assert again is first, "writing over a draft changes nothing in the record"
    assert "We went" in str(content)
    say(lan, "61", code="delegations_in")
    assert current(draft)[1] is not first
    assert figure(draft, "delegations.delegations_in")["value"] == "61"


def test_a_kept_draft_takes_few_queries(draft, django_assert_max_num_queries):  # noqa: F811
    current(draft)
    with django_assert_max_num_queries(6):
        current(draft)


def test_the_page_says_when_it_was_drafted_and_drafts_again_when_asked(draft, lan, minh, sign_in):  # noqa: F811
    page = sign_in(minh).get(draft.get_absolute_url()).content.decode()
    assert "Drafted at" in page
    first = current(draft)[1]

    sign_in(minh).post(f"/reports/editions/{draft.number}/draft/")

    assert current(draft)[1] is not first


def test_a_long_draft_is_announced_before_it_is_made(draft, lan, sign_in, monkeypatch):  # noqa: F811
    monkeypatch.setattr(kept_drafts, "MANY", 0)
    kept_drafts.forget(draft)
    client = sign_in(lan)

    shell = client.get(draft.get_absolute_url()).content.decode()
    assert "Drafting from the record" in shell
    assert "wait=1" in shell
    whole = client.get(draft.get_absolute_url() + "?wait=1").content.decode()
    assert "Drafting from the record" not in whole
    assert 'id="delegations"' in whole
    assert 'id="delegations"' in client.get(draft.get_absolute_url()).content.decode(), "now it is at hand"


# --- templates


def test_the_sample_template_is_taken_and_fills_a_report(draft, lan, sign_in):  # noqa: F811
    from io import BytesIO

    from docx import Document as Word

    from proxeny.reports.office_template import check, fill

    client = sign_in(lan)
    sample = b"".join(client.get("/reports/templates/sample/").streaming_content)
    assert set(check(sample, file_name="sample.docx")) >= {"title", "chapters", "annexes", "figures", "mark"}

    filled = Word(BytesIO(fill(sample, content_of(draft), "en", file_name="sample.docx")))
    assert "18" in "".join(filled.element.body.itertext())
    assert "INTERNAL" in filled.sections[0].header.paragraphs[0].text


def test_a_template_without_the_field_has_the_mark_in_its_header_all_the_same(draft):  # noqa: F811
    from io import BytesIO

    from docx import Document as Word

    from proxeny.reports.office_template import fill

    buffer, word = BytesIO(), Word()
    word.sections[0].header.paragraphs[0].text = "Our letterhead"
    word.add_paragraph("{{ chapters }}")
    word.save(buffer)

    header = Word(BytesIO(fill(buffer.getvalue(), content_of(draft), "en", file_name="own.docx"))).sections[0].header
    said = [paragraph.text for paragraph in header.paragraphs]
    assert said == ["INTERNAL", "Our letterhead"]


def test_the_address_of_a_figure_takes_its_number_as_it_is_printed(draft, lan, sign_in):  # noqa: F811
    number = figure(draft)["n"]

    page = sign_in(lan).get(f"/reports/figures/{draft.number}%23{number}/")

    assert page.status_code == 200
    assert queries.figure_numbered(f"{draft.number}#{number}", visible_to=lan).figure["key"] == LED
