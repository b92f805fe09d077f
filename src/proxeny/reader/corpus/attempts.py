"""Reading a split in a process of its own, so that a document which kills it costs that document and nothing else."""

from __future__ import annotations

import multiprocessing
import signal
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from proxeny.reader.corpus.errors import CorpusError
from proxeny.reader.corpus.journal import note_done
from proxeny.reader.corpus.plan import Split
from proxeny.reader.corpus.reading import Outcome, Settings, read_split

_NONE = -1


@dataclass
class Attempt:
    """A split being read in a child process; after a crash it is read again without the document that caused it.

    ``documents``, ``characters`` and ``set_aside`` count what the present attempt has done so far.
    """

    split: Split
    settings: Settings
    context: Any = field(default_factory=lambda: multiprocessing.get_context("fork"))
    passed_over: frozenset[int] = frozenset()

    def start(self) -> Attempt:
        """Begin, or begin again."""
        self._counts = self.context.Array("q", [_NONE, 0, 0, 0], lock=False)
        self._answers, answer = self.context.Pipe(duplex=False)
        arguments = (self.split, self.settings, self.passed_over, self._counts, answer)
        self.process = self.context.Process(target=_child, args=arguments, daemon=True)
        self.process.start()
        answer.close()
        return self

    @property
    def counts(self) -> tuple[int, int, int]:
        """Documents and characters read, and entries set aside, by this attempt."""
        return self._counts[1], self._counts[2], self._counts[3]

    def result(self) -> Outcome | None:
        """The outcome of a process that has ended; ``None`` where it died and the split must be started again.

        Raises what the child raised, and ``CorpusError`` where it died before it read a document.
        """
        self.process.join()
        try:
            answer = self._answers.recv()
        except EOFError:
            answer = None
        if isinstance(answer, Outcome):
            return answer
        if isinstance(answer, BaseException):
            raise answer
        at = self._counts[0]
        if at == _NONE or at in self.passed_over:
            raise CorpusError(
                f"{self.split.path}: the process that read this file ended with status {self.process.exitcode} outside "
                "of any document; expected it to go on. Look for a lack of memory, then run the command again."
            )
        self.passed_over |= {at}
        return None

    def to_the_end(self) -> Outcome:
        """Wait until the split is read, however often the process dies."""
        while True:
            self.start()
            outcome = self.result()
            if outcome is not None:
                return outcome


def _child(split: Split, settings: Settings, passed_over: frozenset[int], counts: Any, answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption means

    def before(at: int) -> None:
        counts[0] = at

    def after(documents: int, characters: int) -> None:
        counts[1] += documents
        counts[2] += characters
        counts[3] += not documents

    try:
        outcome = read_split(split, settings, passed_over=passed_over, before=before, after=after)
        note_done(settings.output, outcome)
        answer.send(outcome)
    except (CorpusError, OSError) as error:
        answer.send(error)
