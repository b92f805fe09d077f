"""How sure a finding is: what share of findings like it were right on annotated texts.

Rules say how sure they are by hand, which puts findings in an order and means nothing more. ``confidence.toml`` says
what such a number was worth: for each kind the share that was right from each number on (``steps``), for each rule how
its findings did against that (``rules``), and how much less sure to be on texts that the rules were not made with
(``unseen``), the last two as differences of log-odds. ``tools/calibrate_reader.py`` makes the file;
docs/topics/reading.md says how.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log
from pathlib import Path
from typing import Any

from proxeny.reader.spans import Fact, Finding

PATH = Path(__file__).with_suffix(".toml")
LEAST, MOST = 0.02, 0.99  # no count of texts shows more


@dataclass(frozen=True)
class Kind:
    """What was counted for one kind of finding; ``rules`` and ``unseen`` are differences of log-odds."""

    steps: tuple[tuple[float, float], ...]
    rules: Mapping[str, float]
    unseen: float

    def confidence(self, rule: str, said: float) -> float:
        """The probability that a finding of a rule is right which says that it is so sure."""
        at = max(0, bisect_right(self.steps, (said, 1.0)) - 1)
        known = odds(_share(odds(self.steps[at][1]) + self.rules.get(rule, 0.0)))
        return round(min(MOST, max(LEAST, _share(known + self.unseen))), 3)


def _share(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


def odds(share: float) -> float:
    """The logarithm of the odds of a share, as far as ``LEAST`` and ``MOST``."""
    share = min(MOST, max(LEAST, share))
    return log(share / (1 - share))


def kinds_of(table: Mapping[str, Any]) -> dict[str, Kind]:
    """The kinds of a parsed ``confidence.toml``."""
    return {
        name: Kind(tuple((at, share) for at, share in entry["steps"]), entry.get("rules", {}), entry.get("unseen", 0.0))
        for name, entry in table.items()
    }


@cache
def _kinds() -> dict[str, Kind]:
    return kinds_of(tomllib.loads(PATH.read_text(encoding="utf-8"))) if PATH.is_file() else {}


@lru_cache(maxsize=16384)
def _confidence(kind: str, rule: str, said: float) -> float:
    known = _kinds().get(kind)
    return said if known is None else known.confidence(rule, said)


def calibrate(kind: str, findings: Iterable[Finding]) -> None:
    """Set the confidence of findings that nobody else has seen yet; ``kind`` is ``quantities`` and so on, or ``facts``.

    A kind that was never counted (people) keeps what its rules say.
    """
    for finding in findings:
        of = finding.kind if isinstance(finding, Fact) else kind
        # the finding is frozen for those who get it; a copy of each would cost more than the rest of this module
        object.__setattr__(finding, "confidence", _confidence(of, finding.rule, finding.confidence))
