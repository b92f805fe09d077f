"""One document of 1, 10 and 100 MB, each read in a process of its own: time and memory must grow with the length."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

from bench.reading import gold, texts

MB = 1_000_000


def one(language: str, size: int) -> dict[str, float]:
    """Seconds of processor time and the highest memory in MB for a document of ``size`` characters."""
    from proxeny.reader import read

    page = texts.generate(language, min(size, MB))
    text = (page * (size // len(page) + 1))[:size]
    read(page[:20_000], language=language)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.thread_time()
    reading = read(text, language=language)
    return {
        "characters": size,
        "seconds": time.thread_time() - started,
        "memory before": before,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "findings": sum(len(getattr(reading, name)) for name in ("quantities", "dates", "places", "people", "facts")),
    }


def measure(language: str, sizes: list[int]) -> list[dict[str, float]]:
    """The same for several sizes, each in a process of its own."""
    measured = []
    for size in sizes:
        answer = subprocess.run(
            [sys.executable, "-m", "bench.reading.growth", language, str(size)],
            cwd=gold.ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        measured.append(json.loads(answer.stdout))
    return measured


if __name__ == "__main__":
    print(json.dumps(one(sys.argv[1], int(sys.argv[2]))))
