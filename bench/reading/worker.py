"""Runs one peer, or the fastest regular expression, in the environment of the peers; speaks JSON lines.

``python worker.py NAME`` answers ``{"texts": [[text, language, published], …]}`` with what was found in each and the
seconds of processor time it took, those of processes it started with it.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import sys
import time
import warnings
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def seconds() -> float:
    """Processor time of this process and those that it waited for."""
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def hyperscan_pass() -> tuple[dict[str, Any], Any]:
    """One pass of Hyperscan with a pattern for numbers; only counts."""
    import hyperscan

    database = hyperscan.Database()
    database.compile(expressions=[rb"[0-9]+([.,][0-9]+)*"], flags=[hyperscan.HS_FLAG_SOM_LEFTMOST])

    def find(text: str, language: str, published: str | None) -> dict[str, Any]:
        count = 0

        def met(*_: Any) -> None:
            nonlocal count
            count += 1

        database.scan(text.encode("utf-8"), match_event_handler=met)
        return {"count": count}

    about = {"name": "Hyperscan", "version": importlib.metadata.version("hyperscan"), "kinds": [], "languages": []}
    return about, find


def peer(name: str) -> tuple[dict[str, Any], Any]:
    """What a peer says of itself, and its ``find``."""
    module = importlib.import_module(f"bench.reading.peers.{name}")
    about = {
        "name": module.NAME,
        "version": importlib.metadata.version(module.PACKAGE),
        "kinds": module.KINDS,
        "languages": module.LANGUAGES,
        "is_slow": getattr(module, "IS_SLOW", False),
    }
    return about, module.find


def main() -> None:
    warnings.simplefilter("ignore")
    answers, sys.stdout = sys.stdout, sys.stderr
    name = sys.argv[1]
    about, find = hyperscan_pass() if name == "hyperscan" else peer(name)
    print(json.dumps(about), file=answers, flush=True)
    for line in sys.stdin:
        found: list[Any] = []
        clock = time.perf_counter if about.get("is_slow") else seconds  # what Java spends is not counted as ours
        started = clock()
        for text, language, published in json.loads(line)["texts"]:
            try:
                found.append(find(text, language, published))
            except Exception as error:  # noqa: BLE001 a peer that fails on a text has found nothing in it; the count says so
                found.append({"failed": repr(error)})
        spent = clock() - started
        print(json.dumps({"found": found, "seconds": spent}), file=answers, flush=True)


if __name__ == "__main__":
    main()
