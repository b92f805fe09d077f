"""Reading a corpus on this machine, one process for each split under way."""

from __future__ import annotations

import importlib
import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import wait

from proxeny.reader.corpus.attempts import Attempt
from proxeny.reader.corpus.plan import Split
from proxeny.reader.corpus.progress import Progress
from proxeny.reader.corpus.reading import Outcome, Settings

_WARM = "proxeny.reader.corpus.warm"


def run(splits: list[Split], settings: Settings, progress: Progress, *, workers: int) -> Iterator[Outcome]:
    """Read the splits, ``workers`` at a time, and give each outcome when its part is whole.

    When the caller stops early or is interrupted, the processes are ended; what they had not finished is not there.
    """
    importlib.import_module(_WARM)  # here first: what is wrong with the language data is said once, and in words
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_WARM])
    waiting = list(reversed(splits))
    under_way: dict[object, Attempt] = {}
    documents = characters = set_aside = 0
    try:
        while waiting or under_way:
            while waiting and len(under_way) < workers:
                attempt = Attempt(waiting.pop(), settings, context).start()
                under_way[attempt.process.sentinel] = attempt
            for sentinel in wait([each.process.sentinel for each in under_way.values()], timeout=0.5):
                attempt = under_way.pop(sentinel)
                outcome = attempt.result()
                if outcome is None:
                    under_way[attempt.start().process.sentinel] = attempt
                    continue
                documents += outcome.read
                characters += outcome.characters
                set_aside += outcome.set_aside
                progress.done += 1
                yield outcome
            now = [attempt.counts for attempt in under_way.values()]
            progress.show(
                documents + sum(each[0] for each in now),
                characters + sum(each[1] for each in now),
                set_aside + sum(each[2] for each in now),
                last=not waiting and not under_way,
            )
    finally:
        for attempt in under_way.values():
            attempt.process.kill()
            attempt.process.join()
