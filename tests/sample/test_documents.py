"""The sample documents are made anew every time, can all be read, and say nothing that the record does not know."""

import pytest
import yaml

from proxeny.reader import formats, language
from proxeny.reader.near_duplicates import SAME_ARTICLE, fingerprint, similarity
from proxeny.sample.documents.build import HERE, build, manifest


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    return dict(zip([path.name for path in build(folder)], build(folder), strict=True))


def test_there_are_a_dozen_in_four_languages_and_seven_kinds_of_file(documents):
    assert len(documents) >= 12
    assert {entry["language"] for entry in manifest()} == {"en", "vi", "id", "fr"}
    assert {path.suffix for path in documents.values()} == {".txt", ".html", ".docx", ".pdf", ".xlsx", ".eml"}


def test_building_twice_gives_the_same_bytes(documents, tmp_path):
    again = {path.name: path.read_bytes() for path in build(tmp_path / "new" / "folder")}

    assert again == {name: path.read_bytes() for name, path in documents.items()}


@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: entry["file"])
def test_each_is_read_in_its_language_and_says_that_it_is_a_sample(documents, entry):
    extracted = formats.extract_file(documents[entry["file"]])

    assert language.detect(extracted.text) == entry["language"]
    assert entry["publisher"] == "Proxeny sample"
    said = (extracted.text + str(extracted.publisher)).lower()
    assert "proxeny" in said or documents[entry["file"]].suffix == ".xlsx"


@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: entry["file"])
def test_each_rests_on_sources_of_the_record(entry):
    sources = yaml.safe_load((HERE.parent / "hanoi" / "sources.yaml").read_text(encoding="utf-8"))

    assert entry["based_on"]
    assert set(entry["based_on"]) <= {source["id"] for source in sources}


def test_some_plainly_disagree_with_the_record():
    assert sum("departs" in entry for entry in manifest()) >= 6


def test_one_story_is_told_in_two_languages_and_is_no_near_duplicate(documents):
    (twin,) = [entry for entry in manifest() if "same_story_as" in entry]
    (other,) = [entry for entry in manifest() if entry["file"] == twin["same_story_as"]]
    texts = [formats.extract_file(documents[entry["file"]]).text for entry in (twin, other)]

    assert twin["language"] != other["language"]
    assert similarity(*map(fingerprint, texts)) < SAME_ARTICLE


def test_the_spreadsheet_leads_back_to_its_cells(documents):
    extracted = formats.extract_file(documents["licensed-projects.xlsx"])
    at = extracted.text.index("388.8 million USD")
    (segment,) = extracted.segments_of(at, at + 5)

    assert (segment.sheet, segment.cell) == ("Projects", "E10")


def test_no_two_files_have_one_name():
    names = [entry["file"] for entry in manifest()]

    assert len(names) == len(set(names))


def test_the_record_copies_no_file_names_and_repeats_no_id():
    for path in (HERE.parent / "hanoi").glob("*.yaml"):
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
        ids = [record["id"] for record in records if "id" in record]
        assert len(ids) == len(set(ids)), path.name
        assert not any("file" in record for record in records), path.name
