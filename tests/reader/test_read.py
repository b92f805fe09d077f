"""The reading of a whole text through the public door, and what it is anchored to."""

import subprocess
import sys
from dataclasses import fields
from itertools import pairwise

import pytest

from proxeny.reader import Reading, UnknownLanguage, languages, read
from proxeny.reader.document import Document
from proxeny.reader.errors import BadLanguageData
from proxeny.reader.published import guess_published


def test_a_text_gives_every_kind_of_finding_in_text_order():
    text = "In 2023, Hanoi received 90 delegations and exported goods worth 3 billion USD to Japan."

    reading = read(text, language="en")

    assert [quantity.text for quantity in reading.quantities] == ["90", "3 billion USD"]
    assert [date.edtf for date in reading.dates] == ["2023"]
    for kind in ("quantities", "dates", "places", "people"):
        found = getattr(reading, kind)
        assert all(text[one.start : one.end] == one.text for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))


def test_an_empty_text_gives_an_empty_reading():
    assert read("", language="vi") == Reading(language="vi")


def test_the_language_is_detected_where_it_is_not_given():
    text = "Năm 2023, thành phố Hà Nội đón hơn 24 triệu lượt khách du lịch và ký năm văn bản mới với các đối tác."

    reading = read(text)

    assert reading.language == "vi"
    assert reading.quantities[0].value == 24000000


def test_a_tag_with_a_region_falls_back_to_its_language():
    assert read("About 5 km.", language="en-GB").language == "en"


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(UnknownLanguage, match=r"'tlh' is not a language of the reader: it has en, es, fr, id, vi"):
        read("nuqneH", language="tlh")


def test_a_stated_publication_date_anchors_last_year():
    assert [date.edtf for date in read("Published: 12 May 2021\nIt grew last year.", language="en").dates] == [
        "2021-05-12",
        "2020",
    ]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("date 2023-12-26 HANOI - The city", "2023-12-26"),
        ("HANOI, April 14, 2023 (VNA) - The city", "2023-04-14"),
        ("Thứ Sáu, 15/11/2024 10:30 (GMT+7)\nHà Nội họp.", "2024-11-15"),
        ("Jakarta, 5 Mei 2024 - Kota itu", "2024-05-05"),
        ("Publié le 3 mars 2024 à 10h", "2024-03-03"),
        ("The city signed it on April 14, 2023.", None),
        ("Copyright 2025. All rights reserved.", None),
        ("Published: 31/02/2024", None),
    ],
)
def test_only_what_says_so_is_taken_for_the_date_of_publication(text, published):
    assert guess_published(text) == published


def test_the_plain_copy_of_a_text_leads_back_to_its_code_points():
    document = Document("a\u200bbe\u0301 12\u202f500", "fr")

    assert document.plain == "abé 12 500"
    assert document.text[document.origin(2) : document.origin_end(3)] == "e\u0301"


def test_broken_language_files_name_file_line_and_repair(tmp_path):
    folder = tmp_path / "languages" / "xx"
    folder.mkdir(parents=True)
    (folder / "numbers.toml").write_text("[ones\none = 1\n", encoding="utf-8")
    (folder / "quantities.toml").write_bytes("đồng".encode("utf-16"))

    with pytest.raises(BadLanguageData, match=r"languages/xx/numbers\.toml: not TOML: .*line 1.*correct that line"):
        languages.Language("xx", folder).table("numbers")
    with pytest.raises(
        BadLanguageData, match=r"languages/xx/quantities\.toml: not UTF-8 at byte 0; save the file as UTF-8"
    ):
        languages.Language("xx", folder).table("quantities")


def test_the_types_are_imported_without_the_rules_and_without_django():
    code = (
        "import sys; from proxeny.reader import Quantity; "
        "print([name for name in ('re2', 'django', 'ahocorasick') if name in sys.modules])"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "[]"
    assert {"value", "unit", "alternatives"} <= {
        field.name for field in fields(__import__("proxeny.reader").reader.Quantity)
    }
