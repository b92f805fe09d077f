"""The reader against annotated texts, where these lie beside the repository; the floors only rise."""

import importlib
import json
import sys
from pathlib import Path

import pytest

from proxeny.reader import read
from proxeny.reader.as_json import record

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
FILES = ("seeds", "dev")

pytestmark = pytest.mark.skipif(
    not (GOLD / "score.py").is_file(), reason="the annotated texts (../shared/gold) are not beside this repository"
)

# Strict F1 by file and list, over all languages of the file.
FLOORS = {
    ("seeds", "quantities"): 0.95,
    ("seeds", "dates"): 0.92,
    ("seeds", "places"): 0.85,
    ("seeds", "observation"): 0.60,
    ("dev", "quantities"): 0.95,
    ("dev", "dates"): 0.95,
}


@pytest.fixture(scope="module")
def score():
    sys.path.insert(0, str(GOLD))
    try:
        return importlib.import_module("score")
    finally:
        sys.path.remove(str(GOLD))


@pytest.fixture(scope="module")
def counts(score):
    """Hits, misses and alarms of each file, with language and publication date given as the annotations give them."""
    counted = {}
    for name in FILES:
        path = GOLD / f"{name}.jsonl"
        gold = score.read(path)
        predicted = []
        for document in gold:
            text = score.document_text(document, path)
            reading = read(text, language=document["language"], published=document["published"], home=document["area"])
            predicted.append(
                json.loads(
                    json.dumps(
                        record(
                            reading,
                            id=document["id"],
                            file=document["file"],
                            text=document["text"],
                            published=document["published"],
                            home=document["area"],
                        )
                    )
                )
            )
        counted[name], _ = score.score(gold, predicted)
    return counted


@pytest.mark.parametrize(("name", "kind"), FLOORS, ids=lambda value: value)
def test_the_reader_stays_above_its_floor(score, counts, name, kind):
    _, _, f1 = score.measures(counts[name], kind, "all", "strict")

    assert f1 is not None
    assert f1 >= FLOORS[name, kind]


@pytest.mark.parametrize("language", ["en", "vi", "id", "fr"])
@pytest.mark.parametrize(("kind", "floor"), [("quantities", 0.95), ("dates", 0.95)])
def test_no_language_falls_behind(score, counts, language, kind, floor):
    _, _, f1 = score.measures(counts["dev"], kind, language, "strict")

    assert f1 is not None
    assert f1 >= floor
