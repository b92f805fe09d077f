"""What a job is and which of its splits are done, kept beside its output; so that a killed run can be taken up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from proxeny import __version__
from proxeny.reader import languages
from proxeny.reader.corpus import storage
from proxeny.reader.corpus.errors import AlreadyRunning, AnotherJob
from proxeny.reader.corpus.parts import ASIDE
from proxeny.reader.corpus.plan import Split
from proxeny.reader.corpus.reading import Outcome, Settings

_FOLDER = "_job"


def open_job(output: str, splits: list[Split], settings: Settings) -> dict[int, Outcome]:
    """Begin a job in an output folder or take it up again; gives what is done already, by number of the split.

    Raises ``AnotherJob`` where the folder holds other things, or a job with other input or options.
    """
    path = storage.inside(output, _FOLDER, "job.json")
    job = _description(splits, settings)
    if storage.exists(path):
        with storage.open_to_read(path) as stream:
            there = json.loads(stream.read())
        if there != job:
            differing = ", ".join(sorted(key for key in job if there.get(key) != job[key]))
            raise AnotherJob(
                f"{output}: the folder holds a job that differs in: {differing}; expected the same input, options and "
                "version of the reader. Take another folder, or remove this one to begin anew."
            )
        for folder in (output, storage.inside(output, ASIDE), storage.inside(output, _FOLDER)):
            storage.clear_unfinished(folder)
        return _done(output)
    if found := sorted(storage.names(output) - {_FOLDER})[:3]:
        raise AnotherJob(
            f"{output}: the folder holds other files ({', '.join(found)}); expected an empty or new one. Take another."
        )
    with storage.written(path) as stream:
        stream.write(json.dumps(job, ensure_ascii=False, indent=1).encode())
    return {}


def note_done(output: str, outcome: Outcome) -> None:
    """Write down that a split's part is whole; called after its files have their names."""
    with storage.written(storage.inside(output, _FOLDER, f"{outcome.split:06d}.json")) as stream:
        stream.write(json.dumps(asdict(outcome)).encode())


@contextmanager
def held(output: str) -> Iterator[None]:
    """Keep other runs out of an output folder on this machine's disks; elsewhere that is the scheduler's task."""
    if storage.is_address(output):
        yield
        return
    import fcntl

    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise AnotherJob(f"{output}: the path is a file; expected a folder for the parts of the output. Take another.")
    (folder / _FOLDER).mkdir(parents=True, exist_ok=True)
    with open(folder / _FOLDER / "lock", "ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(
                f"{output}: another run is writing to this folder; expected to be the only one. Wait, or stop it."
            ) from error
        yield


def _done(output: str) -> dict[int, Outcome]:
    done = {}
    folder = storage.inside(output, _FOLDER)
    for name in storage.names(folder):
        if name.endswith(".json") and name != "job.json":
            with storage.open_to_read(storage.inside(folder, name)) as stream:
                outcome = Outcome(**json.loads(stream.read()))
            done[outcome.split] = outcome
    return done


def _description(splits: list[Split], settings: Settings) -> dict[str, Any]:
    plan = json.dumps([split.as_json() for split in splits]).encode()
    options = {name: value for name, value in asdict(settings).items() if name != "output"}
    return {
        "input": hashlib.sha256(plan).hexdigest(),
        "splits": len(splits),
        "options": options,
        "reader": f"{__version__} {_words_digest()}",
    }


def _words_digest() -> str:
    """What tells one state of the language data from another."""
    digest = hashlib.sha256()
    for path in sorted(languages.FOLDER.rglob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
