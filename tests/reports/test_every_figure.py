"""Every number that a published report prints leads back: read from the Word file itself, resolved through the record.

Whether a number is a figure is told by how it stands there: a figure is followed by its own number in superscript. What
is left over may be a heading, the number of a row, a date (as our reader reads dates), the number of an annex, or words
of the record of that row; anything else is a number without a source, and fails.
"""

from __future__ import annotations

import importlib.util
import re
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from django.db import transaction

import printed
from printed import Passage, Printed, plain
from proxeny.accounts.models import User
from proxeny.core.period import is_edtf
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.documents.models import Statement
from proxeny.reader import read as read_text
from proxeny.registers.register import REGISTERS
from proxeny.reports import queries

pytestmark = pytest.mark.django_db

LANGUAGES = ("vi", "en")
ROOT = Path(__file__).resolve().parents[2]
DIGIT = re.compile(r"\d")


@cache
def the_tool():
    """``tools/example_reports.py``, which makes the examples of the documentation in the same way."""
    known = importlib.util.spec_from_file_location("example_reports", ROOT / "tools" / "example_reports.py")
    module = importlib.util.module_from_spec(known)
    known.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker, tmp_path_factory):
    """The yearly report on Hanoi 2023, signed off and published, and its files as the command writes them."""
    with django_db_blocker.unblock(), transaction.atomic():
        edition, folder = the_tool().published(), tmp_path_factory.mktemp("report")
        the_tool().write(folder)
        yield edition, folder
        transaction.set_rollback(True)


def word_of(published, language: str) -> Path:
    edition, folder = published
    return folder / f"{edition.number}-{language}.docx"


@cache
def resolved(number: str) -> queries.FoundFigure:
    """A figure by its number, as the record gives it; the edition is published and does not change any more."""
    return queries.figure_numbered(number, visible_to=User.objects.get(username="lan"))


@pytest.mark.alike
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_in_the_word_file_is_frozen_and_leads_to_statements(published, language):
    edition, _folder = published
    report = printed.read(word_of(published, language))
    standing = [figure for passage in report.passages for figure in passage.figures]

    assert len(standing) > 200
    faults = []
    for figure in standing:
        found = resolved(f"{edition.number}#{figure.number}")
        faults += [f"#{figure.number} “{figure.words}”: {fault}" for fault in faults_of(figure, found, language)]
    assert faults == []
    assert {figure.number for figure in standing} == set(report.listed)


def faults_of(figure: Printed, found: queries.FoundFigure, language: str) -> list[str]:
    """What is wrong with the evidence of a printed figure."""
    frozen = found.figure
    faults = []
    if frozen["texts"].get(language) != figure.words:
        faults.append(f"frozen as {frozen['texts'].get(language)!r}")
    if frozen["remarks"].get(language, "") != figure.remark:
        faults.append(f"its remark was frozen as {frozen['remarks'].get(language)!r}")
    if not found.statements:
        faults.append("rests on no statement")
    faults += [f"statement {one.was['id']}: {fault}" for one in found.statements for fault in faults_in(one.was)]
    value = Decimal(frozen["value"]) if frozen["value"] else None
    if frozen["origin"] == "stated" and value is not None:
        stated = {Decimal(one.was["value"]) for one in found.statements if one.was["value"]}
        told = {amount for one in found.statements for amount in amounts_in(one.was)}
        if value not in stated | told:
            faults.append(f"its sources state {sorted(stated | told)}, not {value}")
    if frozen["origin"] != "stated" and not frozen["how"].get(language):
        faults.append("does not say how it was made")
    if frozen["origin"] == "counted" and not (found.records and all(one["statements"] for one in found.records)):
        faults.append("counts records that rest on nothing")
    return faults


def faults_in(was: dict) -> list[str]:
    """What is wrong with a statement: its words must stand where it says, or its page be known by its address."""
    statement = Statement.objects.select_related("document__body").get(pk=was["id"])
    if statement.document.has_text:
        text = statement.document.body.text
        is_there = bool(statement.quote) and text[statement.start : statement.end] == statement.quote
        return [] if is_there else ["its words do not stand where it says"]
    if not statement.document.url.startswith("http"):
        return ["its document has neither text nor address"]
    return [] if statement.payload else ["does not say what its page says"]


def amounts_in(was: dict) -> set[Decimal]:
    """The amounts that a statement of several gives, as its payload has them."""
    payload = Statement.objects.get(pk=was["id"]).payload
    return set(_amounts(payload))


def _amounts(part: object):
    if isinstance(part, dict):
        if re.fullmatch(r"\d+(\.\d+)?", str(part.get("value", ""))):
            yield Decimal(str(part["value"]))
        for value in part.values():
            yield from _amounts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _amounts(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_in_the_word_file_stands_without_a_source(published, language):
    edition, _folder = published
    report = printed.read(word_of(published, language))

    bare = []
    counted = 0
    for passage in report.passages:
        left = without_dates(passage.words, language)
        left = re.sub("|".join(sorted(rf"\b{annex}\b" for annex in report.annexes)), "", left)
        if passage.is_heading or not DIGIT.search(left):
            counted = counted if passage.row else 0
            continue
        if passage.column == 0 and not passage.figures and passage.words == str(counted + 1):
            counted += 1
            continue
        if passage.row and is_of_its_record(passage, edition, language):
            continue
        bare.append(passage.words)
    assert bare == []


def without_dates(words: str, language: str) -> str:
    """Words without what our own reader reads as dates in them."""
    text = plain(words)
    for found in sorted(read_text(text, language=language).dates, key=lambda one: -one.start):
        text = text[: found.start] + text[found.end :]
    return text


def is_of_its_record(passage: Passage, edition, language: str) -> bool:
    """Whether words in a cell are words or a date of a record that the figures of its row lead to."""
    for figure in (figure for cell in passage.row for figure in cell.figures):
        for named in resolved(f"{edition.number}#{figure.number}").records:
            if passage.words in words_of(named["register"], named["reference"], language):
                return True
    return False


@cache
def words_of(register: str, reference: str, language: str) -> set[str]:
    """What stands in the fields of a record, dates as people write them."""
    record = REGISTERS[register].model.objects.get(reference=reference)
    held = {str(getattr(record, field.name, "")) for field in record._meta.concrete_fields}
    return held | {edtf_in_words(words, language, short=True) for words in held if is_edtf(words)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_prints_the_same_figures_under_the_same_numbers(published, language):
    edition, folder = published
    report = printed.read(word_of(published, language))
    pdf = pypdfium2.PdfDocument(folder / f"{edition.number}-{language}.pdf")

    text = squeezed("".join(page.get_textpage().get_text_range() for page in pdf))
    standing = {figure.number: figure.words for passage in report.passages for figure in passage.figures}
    assert len(standing) > 200
    assert [words for number, words in standing.items() if squeezed(f"{words}{number}") not in text] == []
    assert [words for number, words in standing.items() if squeezed(f"{number}{words}") not in text] == []


def squeezed(text: str) -> str:
    """Without spaces, breaks and the signs that a break at a line's end leaves."""
    return re.sub(r"[\s\u00a0\u202f\u00ad\ufffe\x02-]", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_in_the_documentation_are_what_is_published_today(published, language):
    """Where this fails: run ``tools/example_reports.py``."""
    edition, _folder = published
    example = printed.read(ROOT / "docs" / "examples" / f"{edition.number}-{language}.docx")
    today = printed.read(word_of(published, language))

    assert [one.words for one in example.passages] == [one.words for one in today.passages]
    assert [one.figures for one in example.passages] == [one.figures for one in today.passages]


def test_a_number_without_a_source_would_be_found(published, tmp_path):
    """The tests above can fail: a number typed into the file is no figure, and a figure renumbered leads elsewhere."""
    source = word_of(published, "en")
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = parts["word/document.xml"].decode()
    spoilt = document.replace("the record holds ", "17 of them by air; the record holds ", 1)
    assert spoilt != document
    parts["word/document.xml"] = spoilt.encode()
    path = tmp_path / "spoilt.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    words = [passage.words for passage in printed.read(path).passages]
    assert any("17 of them by air" in without_dates(one, "en") for one in words)
    edition, _folder = published
    found = resolved(f"{edition.number}#1")
    other = Printed(1, "something else")
    assert faults_of(other, found, "en") != []
