"""Reading a corpus on an Apache Spark cluster: the same function over the same splits, one task for each."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

from proxeny.reader.corpus.attempts import Attempt
from proxeny.reader.corpus.errors import CorpusError, need
from proxeny.reader.corpus.journal import note_done
from proxeny.reader.corpus.plan import Split
from proxeny.reader.corpus.progress import Progress
from proxeny.reader.corpus.reading import Outcome, Settings, read_split

_AT_ONCE = 10_000  # splits in one job of Spark's, so that the driver's lists stay small


def run(splits: list[Split], settings: Settings, progress: Progress, *, master: str | None) -> Iterator[Outcome]:
    """Read the splits on a cluster and give each outcome when its part is whole.

    Under ``spark-submit`` the session is the one submitted, and ``master`` is left out; else a session is begun at
    ``master``. Every machine must reach input and output under the same paths or addresses, and have Proxeny installed.
    """
    context = _context(master)
    counts = [context.accumulator(0) for _ in range(3)]

    def read(split: Split) -> Outcome:
        from pyspark import TaskContext

        task = TaskContext.get()
        if task is not None and task.attemptNumber() > 0:  # it died before: find the document that kills it
            outcome = Attempt(split, settings).to_the_end()
        else:
            outcome = read_split(split, settings)
            note_done(settings.output, outcome)
        for counter, amount in zip(counts, (outcome.read, outcome.characters, outcome.set_aside), strict=True):
            counter.add(amount)
        return outcome

    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(1.0):
            progress.show(*(counter.value for counter in counts))

    threading.Thread(target=watch, daemon=True).start()
    try:
        for at in range(0, len(splits), _AT_ONCE):
            some = splits[at : at + _AT_ONCE]
            for outcome in context.parallelize(some, len(some)).map(read).collect():
                progress.done += 1
                yield outcome
    except Exception as error:
        if type(error).__module__.startswith(("py4j", "pyspark")):
            raise CorpusError(
                f"Spark gave up: {_cause(error)}. What was finished is kept; mend the cause and run the command again."
            ) from error
        raise
    finally:
        ended.set()
        progress.show(*(counter.value for counter in counts), last=True)
        if master is not None:
            context.stop()


def _context(master: str | None) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise need("pyspark", "spark", "The engine spark") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers take the first python3 on the path
    builder = SparkSession.builder.appName("proxeny read-corpus")
    for name, value in _configuration(master).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session.sparkContext


def _configuration(master: str | None) -> dict[str, str]:
    """What a session of our own is begun with; one that was submitted has its own."""
    if master is None:
        return {}
    own = {"spark.master": master, "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    if not master.startswith("local"):
        return own
    cores = master.removeprefix("local").strip("[]") or "1"
    return {
        **own,
        # On one machine Spark gives a task one attempt; the second is the one that finds the document that kills it.
        "spark.master": master if "," in cores else f"local[{cores},4]",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }


def _cause(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if "Error" in line or "corpus" in line]
    return (told or lines or [type(error).__name__])[-1][:400]
