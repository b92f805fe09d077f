"""What can stop the reading of a corpus, each with a stable ``code``."""

from __future__ import annotations

from proxeny.reader.errors import ReaderError


class CorpusError(ReaderError):
    """A corpus that cannot be read, or a place where its findings cannot be written."""

    code = "corpus.error"


class MissingLibrary(CorpusError):
    """A library of an extra that is not installed."""

    code = "corpus.missing_library"


class NoDocuments(CorpusError):
    """A path without a file of a kind that is read."""

    code = "corpus.no_documents"


class AnotherJob(CorpusError):
    """An output folder that holds something else than the first part of this very job."""

    code = "corpus.another_job"


class AlreadyRunning(CorpusError):
    """An output folder that another process is writing to."""

    code = "corpus.already_running"


def need(module: str, extra: str, purpose: str) -> MissingLibrary:
    """The refusal for a library that is not there."""
    return MissingLibrary(
        f"{purpose} needs the library {module}, which is not installed; install it with: pip install 'proxeny[{extra}]'"
    )
