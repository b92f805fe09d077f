"""The annotated texts beside this repository, what the reader makes of them, and its scores.

They are ``seeds.jsonl`` and ``dev.jsonl`` in ``shared/gold`` beside the repository, with ``score.py``, which says what
a hit is; they are no part of it, and ``is_here()`` says whether they are there.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from proxeny.reader import read
from proxeny.reader.as_json import record

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold"
FILES = ("seeds", "dev")
LANGUAGES = ("en", "vi", "id", "fr")
KINDS = ("quantities", "dates", "places", "observation", "engagement", "agreement", "investment", "aid")
LEVELS = ("strict", "lenient")

Annotated = dict[str, Any]
Scores = dict[str, dict[str, tuple[float, float]]]


def is_here() -> bool:
    """Whether the annotated texts lie beside the repository."""
    return (GOLD / "score.py").is_file()


@cache
def scorer() -> ModuleType:
    """The module ``score`` of the annotated texts."""
    sys.path.insert(0, str(GOLD))
    try:
        return importlib.import_module("score")
    finally:
        sys.path.remove(str(GOLD))


def load(path: Path) -> list[Annotated]:
    """The documents of an annotation file, each with its ``text`` read in and its ``source`` as ``file`` named it."""
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for document in documents:
        document["text"] = _text(document, path)
    return documents


def _text(document: Annotated, path: Path) -> str:
    text: str = (
        document["text"]
        if document.get("file") is None
        else (path.parent.parent / document["file"]).read_bytes().decode("utf-8")
    )
    return text


def digest(name: str) -> str:
    """The SHA-256 of a file's annotations and of every text that they are about."""
    path = GOLD / f"{name}.jsonl"
    total = hashlib.sha256(path.read_bytes())
    for document in load(path):
        total.update(document["text"].encode("utf-8"))
    return total.hexdigest()


def predict(document: Annotated) -> Annotated:
    """What the reader finds in a document, language and day of publication given, in the form of the annotations."""
    reading = read(
        document["text"], language=document["language"], published=document["published"], home=document["area"]
    )
    found: Annotated = record(
        reading, id=document["id"], file=None, text=None, published=document["published"], home=document["area"]
    )
    return found


def scores(documents: Iterable[Annotated], predicted: Iterable[Annotated]) -> Scores:
    """Strict and lenient F1 by language and kind (``all`` for every language), where there is anything to score."""
    documents = list(documents)
    score = scorer()
    counts, _ = score.score(documents, list(predicted))
    measured: Scores = {}
    for language in (*LANGUAGES, "all"):
        for kind in KINDS:
            strict, lenient = (score.measures(counts, kind, language, level)[2] for level in LEVELS)
            if strict is not None:
                measured.setdefault(language, {})[kind] = (strict, lenient)
    return measured


@cache
def measured(name: str) -> Scores:
    """The reader's scores on one of the annotation files."""
    documents = load(GOLD / f"{name}.jsonl")
    return scores(documents, [predict(document) for document in documents])
