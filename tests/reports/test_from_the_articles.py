"""Five articles come in as files; the yearly reports drafted of them lead every figure back to the words as they stand.

Nothing of the sample is in this record: what the reader finds is accepted as it is, in one batch for each article.
"""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

import printed
from proxeny.accounts.models import Role, User
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.reports import queries
from proxeny.reports import services as reports
from proxeny.reports.composing import content_of
from proxeny.review import services as review

pytestmark = pytest.mark.django_db

ARTICLES = ("000", "001", "002", "003", "004")
LANGUAGES = ("en", "vi")
# What has to be in the report of each year, by key: as it is printed in English, and words of the article behind it.
IN_2023 = {
    "context.grdp_growth": ("6.27%", "6,27% pada periode yang sama tahun lalu"),
    "delegations.delegations_out": ("18", "18 foreign working delegations of city leaders"),
    "delegations.delegations_in": ("nearly 90", "nearly 90 international delegations"),
    "delegations.delegations_in_high_level": ("4", "four official visiting and working delegations"),
    "conferences.events_held": ("over 20", "over 20 cultural exchange and diplomacy activities"),
    "agreements.agreements_signed": ("5", "five new international cooperation agreements"),
}
IN_2024 = {
    "context.grdp_growth": ("6.52%", "diperkirakan mencapai 6,52%"),
    "context.grdp": ("about USD 58 bn", "sekitar 58 miliar dolar AS"),
    "context.budget_revenue": ("about VND 500 tn", "sekitar 500.000 miliar VND"),
    "context.budget_revenue_vs_plan": ("120.5%", "120,5% dari perkiraan"),
    "delegations.delegations_out": ("17", "17 delegasi diplomatik"),
    "delegations.delegations_out_led": ("11", "11 delegasi yang dipimpin oleh para pemimpin kota"),
    "delegations.delegations_out_accompanying": ("6", "6 delegasi yang mendampingi"),
    "delegations.delegations_in": ("over 65", "lebih dari 65 delegasi internasional"),
    "delegations.delegations_in_high_level": ("12", "12 delegasi tingkat tinggi"),
    "economy.trade_turnover": ("USD 19.4 bn", "19,4 miliar dolar AS"),
    "economy.fdi_registered": ("USD 2.067 bn", "2.067 juta dolar AS"),
    "economy.fdi_rank": ("5", "peringkat ke-5"),
    "targets.targets_met": ("23", "23/24 target sosial-ekonomi"),
    "targets.targets_total": ("24", "23/24 target sosial-ekonomi"),
    "targets.targets_exceeded": ("6", "6 target melampaui rencana"),
}
IN_THE_YEAR = {"2023": IN_2023, "2024": IN_2024}


def person(username: str, role: Role, clearance: Mark) -> User:
    found, _is_new = User.objects.get_or_create(username=username, defaults={"role": role, "clearance": clearance})
    return found


@pytest.fixture(scope="module")
def accepted(django_db_setup, django_db_blocker, shared):
    """The articles, read, and everything accepted; the batch of each by its number."""
    if shared is None:
        pytest.skip("the articles are not beside the checkout")
    with django_db_blocker.unblock(), transaction.atomic():
        lan = person("lan", Role.REVIEWER, Mark.INTERNAL)
        batches = {}
        for path in sorted((shared / "seeds").glob("*.txt")):
            added = documents.add_file(path.read_bytes(), file_name=path.name, by=lan, mark=Mark.PUBLIC)
            review.read_document(added.document, by=lan)
            found = added.document.statements.open().order_by("start", "pk")
            batches[path.name[:3]] = review.accept_all(found, by=lan)
        yield batches
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def published(accepted, django_db_blocker, tmp_path_factory):
    """The published editions of both years, each with the folder of its Word files."""
    with django_db_blocker.unblock():
        lan, hoa = person("lan", Role.REVIEWER, Mark.INTERNAL), person("hoa", Role.APPROVER, Mark.CONFIDENTIAL)
        found = {}
        for year in IN_THE_YEAR:
            edition = reports.open_report(
                kind="yearly", period=year, languages=LANGUAGES, by=lan, mark=Mark.PUBLIC
            )
            reports.submit(edition, by=lan)
            reports.send_on(edition, by=lan)
            reports.approve(edition, by=hoa, reason="The articles differ; the figures go out with their sources.")
            reports.publish(edition, by=hoa)
            folder = tmp_path_factory.mktemp(f"of-{year}")
            for language in LANGUAGES:
                call_command(
                    "report", "yearly", period=year, language=language, format="docx", output=folder,
                    stdout=StringIO(), stderr=StringIO(),
                )  # fmt: skip
            edition.refresh_from_db()
            found[year] = (edition, folder)
        yield found


def test_nothing_is_refused_but_figures_that_the_articles_give_no_period_for(accepted):
    assert sorted(accepted) == list(ARTICLES)
    assert sum(len(batch.decisions) for batch in accepted.values()) >= 65

    refused = [(statement, why) for batch in accepted.values() for statement, why in batch.refused]
    assert {statement.payload["period"] for statement, _why in refused} <= {None}
    assert all("gives no period" in why for _statement, why in refused)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", IN_THE_YEAR)
def test_every_figure_of_the_word_file_resolves_to_words_that_stand_in_an_article(published, year, language):
    edition, folder = published[year]
    file = printed.read(folder / f"{edition.number}-{language}.docx")
    standing = {figure.number: figure for passage in file.passages for figure in passage.figures}

    assert len(standing) >= len(IN_THE_YEAR[year])
    faults = []
    for number, figure in standing.items():
        found = queries.figure_numbered(f"{edition.number}#{number}", visible_to=User.objects.get(username="lan"))
        assert found.figure["texts"][language] == figure.words
        assert found.statements
        for behind in found.statements:
            statement = Statement.objects.select_related("document__body").get(pk=behind.was["id"])
            text = statement.document.body.text
            if not statement.quote or text[statement.start : statement.end] != statement.quote:
                faults.append(f"#{number} “{figure.words}”: “{statement.quote}” does not stand where it says")
    assert faults == []


@pytest.mark.parametrize("year", IN_THE_YEAR)
def test_the_figures_of_the_articles_are_in_the_report_and_the_command_prints_their_words(published, year):
    edition, folder = published[year]
    file = printed.read(folder / f"{edition.number}-en.docx")
    words = {figure.number: figure.words for passage in file.passages for figure in passage.figures}
    lan = User.objects.get(username="lan")
    numbers = {
        queries.figure_numbered(f"{edition.number}#{number}", visible_to=lan).figure["key"]: number for number in words
    }

    assert set(IN_THE_YEAR[year]) - set(numbers) == set()
    for key, (text, quoted) in IN_THE_YEAR[year].items():
        said = told(edition, numbers[key])
        assert plain(words[numbers[key]]) == text
        assert plain(quoted) in said
        assert plain(text) in said


def told(edition, number: int) -> str:
    """What ``proxeny figure`` prints for a reader of what is public."""
    out = StringIO()
    call_command("figure", f"{edition.number}#{number}", stdout=out)
    return plain(out.getvalue())


def plain(text: str) -> str:
    """With ordinary spaces, and a break in a line as one of them."""
    return " ".join(text.split())


def test_the_slip_of_scale_of_an_article_is_asked_about_and_in_no_yearly_figure(published):
    """2.265 million for six months is printed in millions where billions are meant; no report makes a year of it."""
    slipped = Statement.objects.get(payload__indicator="fdi_registered", payload__period="2023-01/2023-06")

    assert slipped.value == 2_265_000
    assert {conflict.kind for conflict in slipped.conflicts.all()} == {"scale"}
    for edition, _folder in published.values():
        assert str(slipped.pk) not in content_of(edition)["statements"]
