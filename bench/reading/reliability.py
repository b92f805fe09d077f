"""Whether a finding's confidence means what it says: which were right, the table made of that, how it holds."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from bench.reading import gold

from proxeny.reader import confidence
from proxeny.reader.as_json import record
from proxeny.reader.pipeline import uncalibrated

Rows = dict[str, dict[str, Any]]
Pair = tuple[float, bool]
Held = list[tuple[str, float, bool]]

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
FOLDS = 5
PRIOR = 12  # so many findings as their kind has them stand beside those of a rule
PRIOR_UNSEEN = 6
LEAST_OF_A_STEP = 25


@dataclass(frozen=True)
class Judged:
    """A finding: its kind and rule, what the rule says of itself, whether it was right, and the text it is from."""

    kind: str
    rule: str
    said: float
    is_right: bool
    document: str


def judged(documents: Iterable[gold.Annotated]) -> list[Judged]:
    """Every finding that is right (a strict hit) or wrong; what meets an optional annotation is neither.

    A document that was annotated in part names its kinds under ``kinds``; findings of others are not judged.
    """
    score = gold.scorer()
    found: list[Judged] = []
    for document in documents:
        reading = uncalibrated(
            document["text"], language=document["language"], published=document["published"], home=document["area"]
        )
        predicted = json.loads(
            json.dumps(record(reading, id="", file=None, text=None, published=None, home=document["area"]))
        )
        for kind in score.KINDS:
            lists = zip(score.lists_of(document, kind), score.lists_of(predicted, kind), strict=True)
            for (name, items), (_, candidates) in lists:
                if name not in document.get("kinds", gold.KINDS):
                    continue
                outcome = score.compare(name, items, candidates)["strict"]
                right, wrong = [hit[1] for hit in outcome.hits], outcome.alarms
                for each in (*right, *wrong):
                    is_right = any(each is hit for hit in right)
                    found.append(Judged(name, each["rule"], each["confidence"], is_right, document["id"]))
    return found


def table(findings: Sequence[Judged]) -> Rows:
    """The content of ``confidence.toml`` for some findings, ``unseen`` yet without effect."""
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for each in findings:
        by_kind[each.kind].append(each)
    return {kind: _of_kind(listed) for kind, listed in sorted(by_kind.items())}


def _of_kind(listed: Sequence[Judged]) -> dict[str, Any]:
    steps = _steps(listed)
    plain = confidence.Kind(tuple(steps), {}, 0.0)
    rules: dict[str, list[Judged]] = defaultdict(list)
    for each in listed:
        rules[each.rule].append(each)
    return {
        "findings": len(listed),
        "right": round(sum(each.is_right for each in listed) / len(listed), 4),
        "unseen": 0.0,
        "steps": steps,
        "rules": {
            rule: _difference([(plain.confidence(rule, each.said), each.is_right) for each in seen], PRIOR)
            for rule, seen in sorted(rules.items())
        },
    }


def with_unseen(rows: Rows, findings: Sequence[Judged]) -> Rows:
    """The table with what findings in texts that the rules were not made with say about each kind."""
    held: dict[str, list[Pair]] = defaultdict(list)
    for kind, said, is_right in applied(rows, findings):
        held[kind].append((said, is_right))
    return {kind: {**row, "unseen": _difference(held[kind], PRIOR_UNSEEN)} for kind, row in rows.items()}


def _difference(pairs: Sequence[Pair], prior: int) -> float:
    """The difference of log-odds that makes the sum of probabilities the number that was right.

    ``prior`` findings as sure as the mean of these count besides, as right as they say.
    """
    if not pairs:
        return 0.0
    mean = sum(said for said, _ in pairs) / len(pairs)
    wanted = sum(is_right for _, is_right in pairs) + prior * mean
    known = [*(confidence.odds(said) for said, _ in pairs), *[confidence.odds(mean)] * prior]
    low, high = -6.0, 6.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        if sum(1 / (1 + exp(-each - middle)) for each in known) < wanted:
            low = middle
        else:
            high = middle
    return round(low, 2)


def _steps(listed: Sequence[Judged]) -> list[tuple[float, float]]:
    """The share of right findings by what the rule said, never falling (pool adjacent violators)."""
    counts: dict[float, list[int]] = {}
    for each in sorted(listed, key=lambda each: each.said):
        pair = counts.setdefault(round(each.said, 2), [0, 0])
        pair[0] += each.is_right
        pair[1] += 1
    pooled: list[list[float]] = []  # lowest number said, right, all
    for said, (right, whole) in counts.items():
        pooled.append([said, right, whole])
        while len(pooled) > 1 and (
            pooled[-2][1] / pooled[-2][2] >= pooled[-1][1] / pooled[-1][2]
            or pooled[-2][2] < LEAST_OF_A_STEP
            or (pooled[-1][2] < LEAST_OF_A_STEP and said == max(counts))
        ):
            _, more_right, more = pooled.pop()
            pooled[-1][1] += more_right
            pooled[-1][2] += more
    return [(round(said, 2), round((right + 1) / (whole + 2), 4)) for said, right, whole in pooled]


def applied(rows: Rows, findings: Iterable[Judged]) -> list[tuple[str, float, bool]]:
    """Kind, calibrated confidence and truth of findings under a table."""
    kinds = confidence.kinds_of(rows)
    return [
        (each.kind, kinds[each.kind].confidence(each.rule, each.said), each.is_right)
        for each in findings
        if each.kind in kinds
    ]


def crossed(findings: Sequence[Judged]) -> list[tuple[str, float, bool]]:
    """Every finding under a table that was made without its document: a fifth of the documents at a time."""
    documents = sorted({each.document for each in findings})
    part = {document: at % FOLDS for at, document in enumerate(documents)}
    held: list[tuple[str, float, bool]] = []
    for fold in range(FOLDS):
        rows = table([each for each in findings if part[each.document] != fold])
        held += applied(rows, [each for each in findings if part[each.document] == fold])
    return held


def crossed_aside(rows: Rows, aside: Sequence[Judged]) -> Held:
    """Findings in texts kept aside, each half of the documents under what the other half says about ``unseen``."""
    documents = sorted({each.document for each in aside})
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for each in aside:
        halves[documents.index(each.document) % 2].append(each)
    return applied(with_unseen(rows, halves[1]), halves[0]) + applied(with_unseen(rows, halves[0]), halves[1])


def bins(held: Iterable[tuple[str, float, bool]]) -> list[tuple[float, float, int, float, float]]:
    """For each bin its edges, how many findings, their mean confidence, and the share that was right."""
    sums: dict[int, list[float]] = defaultdict(lambda: [0, 0.0, 0])
    for _, said, is_right in held:
        at = next(at for at in range(len(BINS) - 1) if said <= BINS[at + 1])
        sums[at][0] += 1
        sums[at][1] += said
        sums[at][2] += is_right
    return [
        (BINS[at], BINS[at + 1], int(whole), said / whole, right / whole)
        for at, (whole, said, right) in sorted(sums.items())
    ]


def error(held: Sequence[tuple[str, float, bool]]) -> float:
    """The expected calibration error: the mean distance of confidence and truth over the bins, by their findings."""
    return sum(whole * abs(said - right) for _, _, whole, said, right in bins(held)) / max(1, len(held))


def by_kind(held: Sequence[tuple[str, float, bool]]) -> list[tuple[str, int, float, float, float]]:
    """For each kind: findings, mean confidence, share that was right, expected calibration error."""
    kinds = Counter(kind for kind, _, _ in held)
    rows = []
    for kind in kinds:
        mine = [each for each in held if each[0] == kind]
        mean, right = sum(each[1] for each in mine) / len(mine), sum(each[2] for each in mine) / len(mine)
        rows.append((kind, len(mine), mean, right, error(mine)))
    return rows
