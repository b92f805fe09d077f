"""Reading one split: every document of it into one part of the output."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from proxeny.reader.corpus import parts
from proxeny.reader.corpus.plan import Split
from proxeny.reader.corpus.sources import Columns, Incoming, SetAside, documents
from proxeny.reader.errors import ReaderError

CRASHED = "corpus.crashed"
INTERNAL = "corpus.internal_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How every document of a job is read and written; the same for all its splits."""

    output: str
    form: parts.Format = "jsonl"
    language: str | None = None
    published: str | None = None
    home: str | None = None
    with_text: bool = False
    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a split: documents read, entries set aside, characters read, and defects of the reader met."""

    split: int
    read: int = 0
    set_aside: int = 0
    characters: int = 0
    defects: int = 0


def read_split(
    split: Split,
    settings: Settings,
    *,
    passed_over: frozenset[int] = frozenset(),
    before: Callable[[int], None] = lambda at: None,
    after: Callable[[int, int], None] = lambda documents, characters: None,
) -> Outcome:
    """Read a split's documents in their order and write its part, which appears when all is done.

    ``passed_over`` are positions at which an earlier attempt died; ``before`` is told each position, ``after`` what
    was read. Memory does not grow with the number of documents.
    """
    outcome = Outcome(split=split.number)
    with (
        parts.part(settings.output, split.name, settings.form) as write,
        parts.aside(settings.output, split.name) as write_aside,
    ):
        for document in documents(split, settings.columns):
            if document.at in passed_over:
                reason = "the process died while it read this document"
                found: dict[str, Any] | SetAside = SetAside(id=document.id, at=document.at, code=CRASHED, reason=reason)
            elif isinstance(document, SetAside):
                found = document
            else:
                before(document.at)
                found = _read(document, split, settings)
            if isinstance(found, SetAside):
                write_aside(found)
                outcome = replace(
                    outcome, set_aside=outcome.set_aside + 1, defects=outcome.defects + (found.code == INTERNAL)
                )
                after(0, 0)
            else:
                characters = found.pop("characters")
                write(found)
                outcome = replace(outcome, read=outcome.read + 1, characters=outcome.characters + characters)
                after(1, characters)
    return outcome


def _read(document: Incoming, split: Split, settings: Settings) -> dict[str, Any] | SetAside:
    from proxeny.reader import as_json, formats
    from proxeny.reader.pipeline import read
    from proxeny.reader.published import guess_published

    try:
        notes: tuple[str, ...] = ()
        text, published = document.text, settings.published or document.published
        if text is None:
            name = (document.url or "").split("?", 1)[0]
            # Scans are set aside: what is recognised would depend on the machine, and a page takes seconds.
            extracted = formats.extract(document.data or b"", filename=name, recognise=False)
            text, notes = extracted.text, extracted.notes
            published = published or extracted.published
        published = published or guess_published(text)
        home = settings.home or document.home
        reading = read(text, language=settings.language or document.language, published=published, home=home)
        record = as_json.record(
            reading,
            id=document.id,
            file=None,
            text=text if settings.with_text else None,
            published=published,
            home=home,
            notes=notes,
        )
    except ReaderError as error:
        return SetAside(id=document.id, at=document.at, code=error.code, reason=str(error))
    except Exception as error:  # noqa: BLE001 - one document's defect is recorded and reported, the others are read
        trace = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"a defect of the reader: {type(error).__name__}: {error} ({trace.name}, line {trace.lineno})"
        return SetAside(id=document.id, at=document.at, code=INTERNAL, reason=reason)
    record.pop("file")
    base = split.path.rstrip("/").rsplit("/", 1)[-1]
    origin = {"id": record.pop("id"), "source": base, "at": document.at, "url": document.url}
    return {**origin, **record, "characters": len(text)}
