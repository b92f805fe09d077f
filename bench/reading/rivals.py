"""The peers, each in a process of its own in their environment, asked one after another."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from proxeny.reader import gazetteer
from proxeny.reader.gazetteer.folding import fold

PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
Text = tuple[str, str, str | None]


@dataclass
class Rival:
    """A running peer: what it says of itself, and ``ask`` for its findings and the seconds they took."""

    module: str
    name: str = ""
    version: str = ""
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    is_slow: bool = False
    failed: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._process = subprocess.Popen(
            [str(PYTHON), str(Path(__file__).resolve().parent / "worker.py"), self.module],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            cwd=tempfile.mkdtemp(),  # HeidelTime writes its configuration where it runs
        )  # fmt: skip
        about = self._answer()
        self.name, self.version = about["name"], about["version"]
        self.kinds, self.languages = tuple(about["kinds"]), tuple(about["languages"])
        self.is_slow = bool(about.get("is_slow"))

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(
                f"The peer {self.module} ended with status {self._process.wait()}. Run {PYTHON} "
                f"bench/reading/worker.py {self.module} to see why; remove bench/reading/.venv to have it made anew."
            )
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self, texts: list[Text]) -> tuple[list[dict[str, Any]], float]:
        """What it finds in each text (``failed`` where it broke), and the seconds that it took for all."""
        assert self._process.stdin is not None
        print(json.dumps({"texts": texts}), file=self._process.stdin, flush=True)
        answer = self._answer()
        for found in answer["found"]:
            if "failed" in found:
                self.failed[found["failed"][:80]] += 1
        return answer["found"], answer["seconds"]

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@cache
def _country_codes() -> dict[str, str]:
    return {fold(name): code for code, name in gazetteer.country_names("en").items()}


def located(places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Places as the annotations have them: the code of a country's name, the country of the most populous such city."""
    found = []
    for place in places:
        name = place["name"]
        code = _country_codes().get(fold(name)) if place["is_country"] else gazetteer.country_of(name)
        if code:
            found.append({**place, "country": code, "name": None if place["is_country"] else name})
    return found
