"""F1 of the reader and of its peers on the same texts: the annotated ones and the cases of our own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.reading import gold, own_cases
from bench.reading.rivals import Rival, located

from proxeny.reader.language_check.running import PUBLISHED

KINDS = ("quantities", "dates", "places")
# texts, kind, language, reader, strict and lenient F1, items
Row = tuple[str, str, str, str, float | None, float | None, int]


def annotated_cases() -> list[gold.Annotated]:
    """Our own cases of quantities, dates and places in the form of annotations, one document for each case."""
    documents = []
    for language, kind, case in own_cases.cases():
        if kind not in KINDS or language.tag not in gold.LANGUAGES:
            continue
        at, items = 0, []
        for wanted in case["found"]:
            start = case["text"].find(wanted["text"], at)
            at = start + len(wanted["text"])
            item = {"start": start, "end": at, "optional": False, "high": None, "name": None, "unit": "count", **wanted}
            items.append(item | ({"unit": item["unit"] or "count"} if kind == "quantities" else {}))
        published = case.get("published", None if kind == "places" else PUBLISHED)
        documents.append(
            {
                "id": f"{language.tag}-{kind}-{len(documents)}", "language": language.tag, "text": case["text"],
                "published": published, "area": case.get("home"), "kind": kind, kind: items,
            }
        )  # fmt: skip
    return documents


def compare(texts: str, documents: list[gold.Annotated], rivals: Sequence[Rival]) -> list[Row]:
    """The scores of every reader on the documents, by kind and language."""
    rows: list[Row] = []
    for kind in KINDS:
        here = [document for document in documents if document.get("kind", kind) == kind]
        rows += _rows(texts, kind, "proxeny", here, [gold.predict(document) for document in here])
        for rival in rivals:
            mine = [document for document in here if document["language"] in rival.languages]
            if kind in rival.kinds and mine:
                rows += _rows(texts, kind, rival.name, mine, _found(rival, kind, mine))
    return rows


def _found(rival: Rival, kind: str, documents: list[gold.Annotated]) -> list[gold.Annotated]:
    found, _ = rival.ask([(each["text"], each["language"], each["published"]) for each in documents])
    predicted = []
    for document, each in zip(documents, found, strict=True):
        items = each.get(kind, [])
        if kind == "places":
            items = located(items)
        if kind == "quantities":  # a peer that does not tell years from counts is not charged with them
            items = [item for item in items if not _is_date(document, item)]
        predicted.append({"id": document["id"], kind: items})
    return predicted


def _is_date(document: gold.Annotated, item: dict[str, Any]) -> bool:
    return any(item["start"] < date["end"] and date["start"] < item["end"] for date in document.get("dates") or [])


def _rows(
    texts: str, kind: str, reader: str, documents: list[gold.Annotated], predicted: list[gold.Annotated]
) -> list[Row]:
    score = gold.scorer()
    only = [{**document, **{other: [] for other in gold.KINDS if other != kind}} for document in documents]
    counts, _ = score.score(only, predicted, (kind,))
    rows: list[Row] = []
    for language in (*gold.LANGUAGES, "all"):
        strict, lenient = (score.measures(counts, kind, language, level)[2] for level in gold.LEVELS)
        items = sum(counts[kind, language, "strict", field] for field in ("hits", "misses"))
        if strict is not None and not (language == "all" and len({each["language"] for each in documents}) == 1):
            rows.append((texts, kind, language, reader, strict, lenient, items))
    return rows


def facts() -> list[Row]:
    """The scores of what no peer finds, on the annotated texts."""
    return [
        (name, kind, language, "proxeny", *both, 0)
        for name in gold.FILES
        for language, kinds in gold.measured(name).items()
        for kind, both in kinds.items()
        if kind not in KINDS
    ]
