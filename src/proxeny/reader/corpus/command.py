"""``proxeny read-corpus``: a corpus in, findings out, on one machine or a cluster."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from proxeny.reader.corpus import journal, local, spark, storage
from proxeny.reader.corpus.parts import ASIDE
from proxeny.reader.corpus.plan import SPLIT_SIZE, plan
from proxeny.reader.corpus.progress import Progress
from proxeny.reader.corpus.reading import Settings
from proxeny.reader.corpus.sources import Columns
from proxeny.reader.errors import ReaderError
from proxeny.reader.options import add_reading_options


def main(argv: Sequence[str] | None = None) -> int:
    """Read a corpus; 0 when all of it was read, 1 when the job could not be finished, 130 when it was interrupted.

    Documents set aside do not make a failure, they are counted and named in the output; a defect of the reader does.
    """
    options = parser().parse_args(argv)
    try:
        return _run(options)
    except ReaderError as error:
        print(f"proxeny read-corpus: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"proxeny read-corpus: {error.filename or options.output}: {error.strerror or error}. What was finished is "
            "kept; mend the cause and run the same command again.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was finished is kept; run the same command to go on.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(
        prog="proxeny read-corpus",
        description="Read many documents: JSON Lines, Parquet or web archives (WARC) in, JSON Lines or Parquet out. A "
        "run that was stopped goes on where it was when the same command is given again.",
    )
    made.add_argument("input", metavar="IN", help="a file, a folder of files, or an address (s3://, hdfs://, gs://)")
    made.add_argument("output", metavar="OUT", help="the folder, new or empty, that takes the findings")
    made.add_argument("--engine", choices=("local", "spark"), default="local", help="this machine (default) or Spark")
    made.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="of the findings")
    made.add_argument("--workers", type=int, metavar="N", default=os.cpu_count() or 1, help="processes, for local")
    made.add_argument("--master", metavar="URL", help="for spark; left out, that of spark-submit, or local[*]")
    made.add_argument("--id-column", default="id", metavar="NAME", help="where an input keeps its names of documents")
    made.add_argument("--text-column", default="text", metavar="NAME", help="where an input keeps the text")
    made.add_argument("--split-size", type=int, default=SPLIT_SIZE, metavar="BYTES", help="of input in one part")
    made.add_argument("--with-text", action="store_true", help="put each document's text beside its findings")
    add_reading_options(made)
    return made


def _run(options: argparse.Namespace) -> int:
    if options.workers < 1 or options.split_size < 1:
        raise ReaderError("--workers and --split-size take a number of at least 1.")
    settings = Settings(
        output=options.output,
        form=options.format,
        language=options.language,
        published=options.published,
        home=options.home,
        with_text=options.with_text,
        columns=Columns(id=options.id_column, text=options.text_column),
    )
    splits = plan(options.input, split_size=options.split_size)
    with journal.held(options.output):
        outcomes = journal.open_job(options.output, splits, settings)
        left = [split for split in splits if split.number not in outcomes]
        if outcomes:
            print(f"Going on: {len(outcomes):,} of {len(splits):,} parts are done.", file=sys.stderr)
        progress = Progress(splits=len(splits), done=len(outcomes))
        if left:
            engine = (
                local.run(left, settings, progress, workers=options.workers)
                if options.engine == "local"
                else spark.run(left, settings, progress, master=_master(options.master))
            )
            for outcome in engine:
                outcomes[outcome.split] = outcome
    read = sum(each.read for each in outcomes.values())
    aside = sum(each.set_aside for each in outcomes.values())
    defects = sum(each.defects for each in outcomes.values())
    print(f"{read:,} documents read, {aside:,} set aside, in {len(outcomes):,} parts in {options.output}")
    if aside:
        print(f"Why they were set aside: {storage.inside(options.output, ASIDE)}", file=sys.stderr)
    if defects:
        print(f"{defects:,} of them met a defect of the reader (corpus.internal_error): report it.", file=sys.stderr)
    return 1 if defects else 0


def _master(given: str | None) -> str | None:
    """The address to begin a session at; ``None`` under ``spark-submit``, which has begun one."""
    if given is None and "PYSPARK_GATEWAY_PORT" in os.environ:
        return None
    return given or "local[*]"
