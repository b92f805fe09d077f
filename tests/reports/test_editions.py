"""From draft to publication: who may do what, what is frozen, what moved since."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from proxeny.accounts.models import Role
from proxeny.audit import services as audit
from proxeny.audit.models import Entry
from proxeny.core.errors import BadPeriod, ChangedMeanwhile, DomainError, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Conflict, Statement
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator, Observation
from proxeny.reports import queries, services
from proxeny.reports.composing import composed, content_of, drafts
from proxeny.reports.differences import by_key, moved
from proxeny.reports.edits import BadEdit
from proxeny.reports.files import file_of
from proxeny.reports.frozen import Tampered
from proxeny.reports.models import Edition, FrozenFigure, Report
from proxeny.reports.services.signing import Disputed, FigureGone

LED = "delegations.delegations_out"
PARAGRAPH = "delegations.out"


def say(by, value: str, *, publisher: str = "Daily", mark: int = Mark.PUBLIC, code: str = "delegations_out"):
    """A source says in its own words how many delegations the city sent in 2023, and the record takes it."""
    words = f"In 2023 the city sent {value} delegations abroad, {publisher} writes."
    document = documents.add_file(
        words.encode(), file_name=f"{publisher}-{value}.txt", by=by, publisher=publisher, published="2023-12-26",
        language="en", mark=mark,
    ).document  # fmt: skip
    statement = documents.state(
        document, kind=Statement.Kind.OBSERVATION, payload={"value": value}, quote=words, by=by,
        value=Decimal(value), unit="count",
    )  # fmt: skip
    indicators.record_observation(
        Indicator.objects.get(code=code), area="Hanoi", partner=None, period="2023", evidence=statement, by=by
    )
    return statement


@pytest.fixture
def led(lan):
    return say(lan, "18")


@pytest.fixture
def draft(lan, led) -> Edition:
    return services.open_report(kind="yearly", period="2023", languages=["en"], by=lan)


def signed_off(edition, lan, hoa, *, reason: str = "") -> Edition:
    services.submit(edition, by=lan)
    services.send_on(edition, by=lan)
    services.approve(edition, by=hoa, reason=reason)
    return services.publish(edition, by=hoa)


@pytest.fixture
def published(draft, lan, hoa) -> Edition:
    return signed_off(draft, lan, hoa)


def figure(edition: Edition, key: str = LED) -> dict:
    return by_key(content_of(edition))[key]


# --- drafting


def test_a_draft_is_made_of_the_record_with_a_number_at_every_figure(draft, lan, sign_in):
    page = sign_in(lan).get(draft.get_absolute_url()).content.decode()

    number = figure(draft)["n"]
    assert re.search(rf'>18</span><a class="source-mark" href="/reports/figures/{draft.number}-{number}/"', page)


def test_a_draft_follows_the_record(draft, lan, led):
    say(lan, "19", publisher="Weekly", code="delegations_in")

    assert figure(draft, "delegations.delegations_in")["texts"]["en"] == "19"


def test_a_report_holds_what_its_readers_may_see_whoever_drafts_it(hoa, led):
    say(hoa, "77", publisher="Secret", mark=Mark.CONFIDENTIAL, code="delegations_in")
    internal = services.open_report(kind="yearly", period="2023", languages=["en"], by=hoa, mark=Mark.INTERNAL)
    closed = services.open_report(kind="yearly", period="2023", languages=["en"], by=hoa, mark=Mark.CONFIDENTIAL)

    assert "delegations.delegations_in" not in by_key(content_of(internal))
    assert figure(closed, "delegations.delegations_in")["value"] == "77"


def test_nobody_opens_a_report_above_their_clearance(lan):
    with pytest.raises(NotAllowed, match="above your clearance"):
        services.open_report(kind="yearly", period="2023", languages=["en"], by=lan, mark=Mark.CONFIDENTIAL)


def test_a_period_that_ends_before_it_begins_is_refused_with_both_days(lan, sign_in):
    with pytest.raises(BadPeriod, match="ends before it begins"):
        services.open_report(kind="period", period="2023-08/2023-01", languages=["en"], by=lan)

    answer = sign_in(lan).post(
        "/reports/new/", {"kind": "period", "period": "2023-08/2023-01", "languages": ["en"], "mark": "1"}
    )
    assert answer.status_code == 422
    assert "ends before it begins" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_period_of_which_the_record_holds_nothing_gives_no_figure(lan, sign_in):
    edition = services.open_report(kind="yearly", period="1907", languages=["en"], by=lan)

    assert [one["key"] for one in content_of(edition)["figures"] if one["value"] not in {"", "0"}] == []
    assert sign_in(lan).get(edition.get_absolute_url()).status_code == 200


def test_a_report_of_the_same_kind_and_period_is_not_opened_twice(draft, lan):
    with pytest.raises(WrongState, match="yearly-2023 is there already"):
        services.open_report(kind="yearly", period="2023", languages=["vi"], by=lan)


# --- rights


@pytest.mark.parametrize(("user", "status"), [("minh", 403), ("lan", 302), ("an", 302)])
def test_officers_open_reports_and_readers_do_not(request, sign_in, led, user, status):
    client = sign_in(request.getfixturevalue(user))

    answer = client.post("/reports/new/", {"kind": "yearly", "period": "2023", "languages": ["en"], "mark": "1"})

    assert answer.status_code == status
    assert Report.objects.exists() == (status == 302)


def test_those_who_may_not_see_a_report_do_not_find_it(draft, huong, sign_in):
    client = sign_in(huong)

    for address in (draft.get_absolute_url(), f"/reports/figures/{draft.number}-1/", "/reports/yearly-2023/"):
        assert client.get(address).status_code == 404, address
    assert draft.number not in client.get("/reports/").content.decode()


@pytest.mark.parametrize(
    ("act", "role"),
    [("submit", Role.OFFICER), ("send_on", Role.REVIEWER), ("approve", Role.APPROVER), ("publish", Role.APPROVER)],
)
def test_each_step_needs_its_role(draft, lan, hoa, sign_in, act, role):
    steps = ["submit", "send_on", "approve", "publish"]
    for step in steps[: steps.index(act)]:
        getattr(services, step)(draft, by=hoa)
    state = Edition.objects.get(pk=draft.pk).state
    lan.role = role - 1
    lan.save()

    assert sign_in(lan).post(f"/reports/editions/{draft.number}/sign-off/", {"act": act}).status_code == 403
    assert Edition.objects.get(pk=draft.pk).state == state
    lan.role = role
    lan.save()
    assert sign_in(lan).post(f"/reports/editions/{draft.number}/sign-off/", {"act": act}).status_code == 302
    now = Edition.objects.get(pk=draft.pk)
    assert now.state != state or now.sent_on_at is not None


def test_nothing_is_approved_that_was_not_sent_on(draft, lan, hoa):
    services.submit(draft, by=lan)

    with pytest.raises(WrongState, match="not sent on"):
        services.approve(draft, by=hoa)


def test_nothing_is_approved_that_the_approver_did_not_have_before_them(draft, lan, hoa, sign_in):
    services.submit(draft, by=lan)
    services.send_on(draft, by=lan)
    page = sign_in(hoa).get(f"/reports/editions/{draft.number}/sign-off/").content.decode()
    seen = re.search(r'name="seen" value="(\w{64})"', page)[1]
    say(lan, "60", code="delegations_in")

    with pytest.raises(ChangedMeanwhile):
        services.approve(draft, by=hoa, seen=seen)


# --- freezing


def test_a_published_edition_stays_as_it_was_in_every_format(published, lan, draft):
    before = {wanted: file_of(content_of(published), "en", wanted) for wanted in ("html", "docx", "pdf", "xlsx")}
    say(lan, "25", publisher="Weekly", code="delegations_in")

    again = Edition.objects.get(pk=published.pk)
    assert {wanted: file_of(content_of(again), "en", wanted) for wanted in before} == before
    assert "delegations.delegations_in" not in by_key(content_of(again))


def test_every_act_is_in_the_audit_and_the_approval_has_the_seal(published):
    acts = list(Entry.objects.filter(action__startswith="edition.").order_by("id").values_list("action", flat=True))

    assert acts == [f"edition.{act}" for act in ("opened", "submitted", "sent_on", "approved", "published")]
    assert Entry.objects.get(action="edition.approved").changes["seal"] == [None, published.seal]
    assert audit.verify().broken is None


@pytest.mark.parametrize("also_seal", [False, True])
def test_a_frozen_text_that_somebody_changed_is_not_shown(published, lan, sign_in, also_seal):
    from proxeny.reports.frozen import seal_of

    changed = published.content.replace('"18"', '"28"')
    assert changed != published.content
    more = {"seal": seal_of(changed)} if also_seal else {}
    Edition.objects.filter(pk=published.pk).update(content=changed, **more)

    answer = sign_in(lan).get(published.get_absolute_url())

    assert answer.status_code == 409
    assert "not what was approved" in answer.content.decode()


def test_a_figures_row_that_somebody_changed_is_told(published, lan):
    row = FrozenFigure.objects.get(edition=published, key=LED)
    FrozenFigure.objects.filter(pk=row.pk).update(value="28")

    with pytest.raises(Tampered):
        queries.figure_numbered(f"{published.number}#{row.number}", visible_to=lan)


def test_a_number_leads_to_the_words_of_the_source(published, lan, sign_in, led):
    number = figure(published)["n"]

    found = queries.figure_numbered(f"{published.number}#{number}", visible_to=lan)

    assert [behind.was["quote"] for behind in found.statements] == [led.quote]
    assert [behind.now for behind in found.statements] == ["stands"]
    page = sign_in(lan).get(f"/reports/figures/?number={published.number}%23{number}", follow=True).content.decode()
    assert led.quote in page


@pytest.mark.parametrize(
    ("number", "said"), [("17", "write it as"), ("R1999-1#1", "no edition"), ("{}#99999", "there is no 99999")]
)
def test_a_number_that_leads_nowhere_says_why(published, lan, sign_in, number, said):
    answer = sign_in(lan).get("/reports/figures/", {"number": number.format(published.number)})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_source_withdrawn_afterwards_marks_the_figure_and_leaves_the_words(published, lan, sign_in, led):
    Statement.objects.filter(pk=led.pk).update(status=Statement.Status.REJECTED)
    number = figure(published)["n"]

    page = sign_in(lan).get(published.get_absolute_url()).content.decode()
    of_figure = sign_in(lan).get(f"/reports/figures/{published.number}-{number}/").content.decode()

    assert "source since withdrawn" in page
    assert "withdrawn since" in of_figure
    assert led.quote in of_figure


def test_an_approval_taken_back_leaves_nothing_frozen(draft, lan, hoa):
    services.submit(draft, by=lan)
    services.send_on(draft, by=lan)
    services.approve(draft, by=hoa)

    edition = services.reopen(draft, reason="A figure is late.", by=hoa)

    assert (edition.state, edition.content, edition.seal) == (Edition.State.REVIEW, "", "")
    assert not FrozenFigure.objects.exists()


def test_a_withdrawn_edition_says_why_and_stays_readable(published, hoa, sign_in, minh):
    services.withdraw(published, reason="The total was wrong.", by=hoa)

    page = sign_in(minh).get(published.get_absolute_url()).content.decode()
    assert "The total was wrong." in page
    assert ">18</span>" in page


# --- disputes


@pytest.fixture
def disputed(draft, lan, led):
    say(lan, "11", publisher="Weekly")
    return draft


def test_a_disputed_figure_is_listed_and_needs_a_ruling_or_a_reason(disputed, lan, hoa, sign_in):
    services.submit(disputed, by=lan)
    services.send_on(disputed, by=lan)

    page = sign_in(hoa).get(f"/reports/editions/{disputed.number}/sign-off/").content.decode()
    assert re.search(r"\d figures? (is|are) disputed\.", page)
    assert re.search(r'<a href="/review/conflicts/\d+/"><strong>\w', page)
    with pytest.raises(Disputed, match="disputed"):
        services.approve(disputed, by=hoa)
    services.approve(disputed, by=hoa, reason="The ministry counts by departure.")
    assert Edition.objects.get(pk=disputed.pk).approval_reason == "The ministry counts by departure."


def test_after_a_ruling_no_reason_is_asked(disputed, lan, hoa, led):
    documents.rule(Conflict.objects.get(is_open=True), statement=led, reason="The department’s count.", by=lan)
    services.submit(disputed, by=lan)
    services.send_on(disputed, by=lan)

    services.approve(disputed, by=hoa)


# --- writing over


def test_text_is_free_and_figures_stay_live(draft, lan, sign_in):
    client = sign_in(lan)
    address = f"/reports/editions/{draft.number}/paragraphs/{PARAGRAPH}/"
    assert f"[[{LED}|18]]" in client.get(address).content.decode()

    answer = client.post(address, {"typed": f"Our leaders travelled [[{LED}|18]] times."})

    assert answer.status_code == 302
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Our leaders travelled " in page
    assert re.search(r'>18</span><a class="source-mark"[^>]*>.*? times\.', page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (f"We sent [[{LED}|19]].", "changes only with its source"),
        ("We sent [[delegations.delegation_out]].", f"Did you mean: {LED}"),
        (f"We sent [[{LED}", "left open"),
    ],
)
def test_a_figure_changes_only_with_its_source(draft, lan, sign_in, typed, said):
    answer = sign_in(lan).post(f"/reports/editions/{draft.number}/paragraphs/{PARAGRAPH}/", {"typed": typed})

    assert answer.status_code == 422
    assert said in answer.content.decode().replace("&quot;", '"')
    assert not draft.edits.exists()


def test_words_of_ones_own_can_be_added_and_a_paragraph_left_out_and_put_back(draft, lan):
    services.edit_paragraph(draft, "en", "delegations.own", f"All [[{LED}]] went well.", by=lan)
    services.edit_paragraph(draft, "en", PARAGRAPH, "", by=lan)

    def keys() -> list[str]:
        (chapter,) = (c for c in composed(draft)["languages"]["en"]["chapters"] if c["key"] == "delegations")
        return [block["key"] for block in chapter["blocks"] if block["kind"] == "paragraph"]

    assert "delegations.own" in keys()
    assert PARAGRAPH not in keys()
    services.put_draft_back(draft, "en", PARAGRAPH, by=lan)
    assert PARAGRAPH in keys()


def test_a_sentence_whose_figure_is_gone_is_told_and_not_approved(draft, lan, hoa, led, sign_in):
    services.edit_paragraph(draft, "en", PARAGRAPH, f"We sent [[{LED}]].", by=lan)
    Observation.objects.all().delete()
    audit.record("observation.removed", by=lan)
    services.submit(draft, by=lan)
    services.send_on(draft, by=lan)

    assert "no longer in the record" in sign_in(lan).get(draft.get_absolute_url()).content.decode()
    with pytest.raises(FigureGone, match="18"):
        services.approve(draft, by=hoa, reason="all the same")


def test_a_reader_cannot_write_and_an_officer_not_while_it_is_reviewed(draft, lan, minh, sign_in):
    address = f"/reports/editions/{draft.number}/paragraphs/{PARAGRAPH}/"
    assert sign_in(minh).get(address).status_code == 403
    services.submit(draft, by=lan)
    lan.role = Role.OFFICER
    lan.save()
    assert sign_in(lan).post(address, {"typed": "Mine."}).status_code == 403


def test_nothing_is_written_over_what_is_frozen(published, lan):
    with pytest.raises(WrongState, match="does not change any more"):
        services.edit_paragraph(published, "en", PARAGRAPH, "Other.", by=lan)


# --- locks


def test_an_approved_chapter_is_locked_and_what_moves_in_it_is_listed(draft, lan, led, sign_in):
    services.approve_part(draft, "delegations", by=lan)

    with pytest.raises(WrongState, match="approved by Lan"):
        services.edit_paragraph(draft, "en", PARAGRAPH, "Other.", by=lan)
    say(lan, "61", code="delegations_in")
    page = sign_in(lan).get(f"/reports/editions/{draft.number}/sign-off/").content.decode()
    assert "Figures moved after their chapter was approved" in page
    assert "61" in page
    services.approve_part(draft, "delegations", by=lan)
    assert "Figures moved after" not in sign_in(lan).get(f"/reports/editions/{draft.number}/sign-off/").content.decode()
    with pytest.raises(DomainError, match="Say why"):
        services.open_part(draft, "delegations", reason=" ", by=lan)
    services.open_part(draft, "delegations", reason="A visit was counted twice.", by=lan)
    assert Entry.objects.get(action="edition.part_reopened").reason == "A visit was counted twice."
    services.edit_paragraph(draft, "en", PARAGRAPH, "Other.", by=lan)


def test_a_moved_chapter_goes_out_only_with_a_reason(draft, lan, hoa):
    services.approve_part(draft, "delegations", by=lan)
    say(lan, "61", code="delegations_in")
    services.submit(draft, by=lan)
    services.send_on(draft, by=lan)

    with pytest.raises(Disputed, match="moved after"):
        services.approve(draft, by=hoa)


# --- the next edition


def test_the_next_edition_shows_what_moved_and_why(published, lan, hoa, led, sign_in):
    fresh = say(lan, "61", publisher="Weekly", code="delegations_in")
    second = services.open_edition(published.report, reason="The count came late.", by=lan)

    changes = moved(content_of(published), content_of(second), language="en", visible_to=lan)
    (change,) = [one for one in changes if one.key == "delegations.delegations_in"]
    assert (change.kind, change.before, change.after) == ("new", "", "61")
    assert any(fresh.quote in reason for reason in change.reasons)
    page = sign_in(lan).get(f"/reports/editions/{second.number}/differences/").content.decode()
    assert "61" in page
    assert "new: Weekly" in page
    assert LED not in [one.key for one in changes]


def test_a_next_edition_needs_the_last_to_be_out_and_a_reason(draft, published, lan):
    with pytest.raises(DomainError, match="Say why"):
        services.open_edition(published.report, reason=" ", by=lan)
    second = services.open_edition(published.report, reason="late", by=lan)
    assert (second.number, second.ordinal) == (f"R{second.number[1:5]}-2", 2)
    with pytest.raises(WrongState, match="Publish it"):
        services.open_edition(published.report, reason="again", by=lan)


def test_what_was_written_over_goes_with_the_next_edition(draft, lan, hoa):
    services.edit_paragraph(draft, "en", PARAGRAPH, f"Our leaders travelled [[{LED}]] times.", by=lan)
    signed_off(draft, lan, hoa)

    second = services.open_edition(draft.report, reason="late", by=lan)

    assert "Our leaders travelled 18 times." in "".join(
        piece["text"]
        for chapter in composed(second)["languages"]["en"]["chapters"]
        for block in chapter["blocks"]
        if block["kind"] == "paragraph"
        for piece in block["pieces"]
    )


def test_a_figure_has_the_same_number_in_all_languages(led, lan):
    edition = services.open_report(kind="yearly", period="2023", languages=["vi", "en", "fr", "id"], by=lan)

    content = content_of(edition)

    assert set(by_key(content)[LED]["texts"]) == {"vi", "en", "fr", "id"}
    assert len(content["figures"]) == len(content_of(services_of_one(edition))["figures"])


def services_of_one(edition: Edition) -> Edition:
    """The same edition in its first language alone."""
    edition.languages = edition.languages[:1]
    return edition


# --- pages


def test_the_list_takes_the_same_queries_however_many_reports(lan, led, sign_in, django_assert_max_num_queries):
    for year in range(2015, 2024):
        services.open_report(kind="yearly", period=str(year), languages=["en"], by=lan)
    client = sign_in(lan)

    with django_assert_max_num_queries(9):
        page = client.get("/reports/").content.decode()

    assert page.count("/reports/yearly-20") == 9


def test_the_pages_of_an_edition_open_in_vietnamese_too(draft, lan, sign_in):
    lan.language = "vi"
    lan.save()
    client = sign_in(lan)
    for address in (
        draft.get_absolute_url(),
        f"/reports/editions/{draft.number}/sign-off/",
        f"/reports/editions/{draft.number}/differences/",
        "/reports/yearly-2023/",
        "/reports/templates/",
        "/reports/new/",
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("wanted", ["docx", "pdf", "xlsx", "html"])
def test_an_edition_comes_as_a_file_and_the_audit_knows(draft, lan, sign_in, wanted):
    answer = sign_in(lan).get(draft.get_absolute_url(), {"format": wanted})

    assert answer.status_code == 200
    assert f'filename="{draft.number}-en.{wanted}"' in answer.headers["Content-Disposition"]
    assert Entry.objects.filter(action="edition.exported").count() == 1


def test_bad_edits_have_a_code_for_programs(draft, lan):
    with pytest.raises(BadEdit) as refused:
        services.edit_paragraph(draft, "en", PARAGRAPH, "[[nothing.here]]", by=lan, drafted=drafts(draft)["en"])

    assert refused.value.code == "reports.bad_edit"
