"""A file, looked at and brought in: one pass to see how it is written, one that judges and writes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core import period
from proxeny.core.records import Mark
from proxeny.documents import originals
from proxeny.exchange.checking import CHANGED, NEW, Judge, Judged, Report
from proxeny.exchange.errors import BadFile, BadMapping, NotWritten
from proxeny.exchange.mapping import Mapping, check, guess, missing, shape_of
from proxeny.exchange.models import Import, RememberedMapping
from proxeny.exchange.rows import RowReader
from proxeny.exchange.services.comparing import gone_from
from proxeny.exchange.services.indexing import AT_ONCE, index_keys
from proxeny.exchange.services.keeping import KeptText, held, keep_file, line_of, places_of
from proxeny.exchange.services.writing import Writer
from proxeny.exchange.sheets import open_sheet
from proxeny.exchange.tables import Table, find_table
from proxeny.exchange.targets import targets_of
from proxeny.registers.register import Register

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Options:
    """How a file is to be read and written. ``makes`` lets partners and people that are missing be made;
    ``good_rows`` writes what is in order and leaves the rest; ``hidden_rows`` takes hidden rows in.

    ``key`` names the field that tells records apart, where the register's own way is not meant. ``as_of`` (EDTF) is the
    day of which somebody's own register speaks, for registers that are brought up to date rather than written over.
    ``only`` (``new`` or ``changed``) and ``without`` (numbers of rows) leave rows out. ``is_whole`` says that the file
    is all that there is: what is on record and not in it is told of.
    """

    sheet: str = ""
    header_row: int = 0
    good_rows: bool = False
    makes: bool = False
    hidden_rows: bool = False
    mark: int = Mark.INTERNAL
    key: str = ""
    as_of: str = ""
    only: str = ""
    without: Sequence[int] = ()
    is_whole: bool = False

    def as_json(self) -> dict[str, Any]:
        """For the database."""
        return {**asdict(self), "mark": int(self.mark), "without": list(self.without)}


def open_table(register: Register, data: bytes, file_name: str, options: Options) -> Table:
    """The table of a file. Raises ``BadFile``."""
    sheet = open_sheet(data, file_name, sheet=options.sheet)
    table = find_table(sheet, register, header_row=options.header_row, name=file_name)
    return table.with_hidden() if options.hidden_rows else table


def mapping_for(register: Register, table: Table) -> tuple[Mapping, bool]:
    """The mapping that files of this shape were last given, else the guess; and whether it was remembered."""
    kept = RememberedMapping.objects.filter(shape=shape_of(register, table.headings)).first()
    if kept is not None:
        return Mapping.from_json(kept.content), True
    return guess(register, table.headings), False


def remember(register: Register, table: Table, mapping: Mapping, *, by: User) -> None:
    """Keep a mapping for the next file of this shape."""
    RememberedMapping.objects.update_or_create(
        shape=shape_of(register, table.headings),
        defaults={"register": register.name, "content": mapping.as_json(), "by": by},
    )


def _judge(register: Register, table: Table, mapping: Mapping, options: Options, by: User) -> Judge:
    demand(by, "change")
    check(mapping, register)
    if not any(column.target for column in mapping.columns):
        wanted = ", ".join(target.label for target in missing(mapping, register))
        raise BadFile(
            _("No column of this table was recognised (headings: %(headings)s). Map them; needed are: %(wanted)s.")
            % {"headings": ", ".join(table.headings[:20]), "wanted": wanted}
        )
    if options.mark > by.clearance:
        raise BadFile(_("The mark is above your clearance."))
    reader = RowReader(
        table, mapping, register, by=by, mark=options.mark, makes=options.makes, language=get_language() or "en"
    )
    if options.key and options.key not in {column.target for column in mapping.columns}:
        raise BadMapping(
            _("The rows are to be told apart by “%(key)s”, and no column fills it.")
            % {"key": targets_of(register)[options.key].label if options.key in targets_of(register) else options.key}
        )
    if options.as_of:
        if register.bring_up_to_date is None:
            raise BadMapping(_("%(register)s are not brought up to date as of a day.") % {"register": register.title})
        period.days(options.as_of)
    return Judge(
        reader, by=by, key=options.key, as_of=options.as_of, only=options.only, without=options.without
    )  # fmt: skip


def _label(one: Judged) -> str:
    if hasattr(one.record, "reference"):
        return str(one.record.reference)
    return ""


def _finish(report: Report, judge: Judge, table: Table, options: Options) -> Report:
    report.notes += [*table.notes]
    report.gone, report.gone_count = gone_from(
        judge.reader.register, judge.seen, shape_of(judge.reader.register, table.headings), options.is_whole, judge.by
    )
    report.doubts = [*judge.reader.doubts, *report.doubts]
    for links in judge.reader.links.values():
        report.made += [new.name for new in links.new.values()]
    return report


def examine(
    register: Register,
    table: Table,
    mapping: Mapping,
    options: Options,
    *,
    by: User,
    progress: Progress | None = None,
    keeps_rows: bool = True,
) -> Report:
    """What the file would do; nothing is written. Raises ``BadFile`` or ``BadMapping`` where nothing can be read.

    ``keeps_rows`` lists every row in the report; without, memory does not grow with the file.
    """
    judge = _judge(register, table, mapping, options, by)
    report, total = Report(keeps_rows=keeps_rows), judge.reader.survey()
    for chunk in judge.chunks():
        for one in chunk:
            report.take(one, _label(one))
        if progress is not None:
            progress(report.total, total)
    return _finish(report, judge, table, options)


def bring_in(
    register: Register,
    table: Table,
    mapping: Mapping,
    options: Options,
    *,
    data: bytes,
    file_name: str,
    by: User,
    draft: Import | None = None,
    progress: Progress | None = None,
    keeps_rows: bool = False,
) -> tuple[Import | None, Report]:
    """Write what the file says, in one transaction: all of it, or with ``good_rows`` what is in order.

    Where there are errors and not ``good_rows``, nothing is written and the import is ``None``; so it is where every
    row is on record already. Raises ``BadFile``, ``BadMapping``, ``NotAllowed``.
    """
    demand(by, "add_document")
    judge = _judge(register, table, mapping, options, by)
    report, total = Report(keeps_rows=keeps_rows), judge.reader.survey()
    try:
        with _without_collection(), transaction.atomic():
            brought_in = _write(judge, report, table, mapping, options, data, file_name, by, draft, progress, total)
            _finish(report, judge, table, options)
            if brought_in is None:
                raise _NothingWritten
            brought_in.report = _kept(report)
            brought_in.save()
            audit.record(
                "import.imported",
                brought_in,
                by=by,
                changes={"register": [None, register.name], **{k: [None, v] for k, v in report.counts.items()}},
            )
    except _NothingWritten:
        return None, report
    except IntegrityError as error:
        raise NotWritten(
            _("The database refuses a row (%(reason)s). Nothing was written; look for rows that are the same twice.")
            % {"reason": str(error).splitlines()[0][:200]}
        ) from error
    return brought_in, report


@contextmanager
def _without_collection() -> Iterator[None]:
    """Rows in their tens of thousands make no cycles; looking for some after every few hundred takes half the time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, before[1], before[2])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _NothingWritten(Exception):
    """Leaves the transaction where errors stand in the way, or nothing is new."""


def _write(
    judge: Judge,
    report: Report,
    table: Table,
    mapping: Mapping,
    options: Options,
    data: bytes,
    file_name: str,
    by: User,
    draft: Import | None,
    progress: Progress | None,
    total: int,
) -> Import | None:
    register = judge.reader.register
    document = held(data, by=by, file_name=file_name)
    known_places = dict(places_of(document)) if document is not None else {}
    brought_in = draft or Import(by=by)
    brought_in.register, brought_in.file_name = register.name, file_name[:255]
    brought_in.sha256, brought_in.mark = originals.checksum(data), options.mark
    brought_in.options, brought_in.mapping = options.as_json(), mapping.as_json()
    brought_in.shape = shape_of(register, table.headings)
    brought_in.state = Import.State.WRITTEN
    text = None
    writer: Writer | None = None
    for chunk in judge.chunks():
        is_good = options.good_rows or (not any(one.outcome == "error" for one in chunk) and not report.counts["error"])
        if writer is None:
            if document is None:
                language = (get_language() or "en").split("-")[0]
                document = keep_file(data, file_name, mark=options.mark, by=by, language=language)
                text = KeptText(table)
            brought_in.document = document
            brought_in.save()
            writer = Writer(brought_in, judge.reader, judge.known, document, by, as_of=options.as_of)
        places: dict[int, tuple[str, int | None, int | None]] = {}
        for one in chunk:
            number = one.row.number
            if text is not None:
                places[number] = text.add(number, one.row.said)
            else:
                place = known_places.get((table.sheet.name, number), (None, None))
                places[number] = (line_of(one.row.said), *place)
        if is_good:
            writer.write(chunk, places)
        for one in chunk:
            report.take(one, _label(one))
        if progress is not None:
            progress(report.total, total)
    is_refused = report.counts["error"] and not options.good_rows
    if writer is None or is_refused or not report.counts[NEW] + report.counts[CHANGED]:
        return None
    assert document is not None
    if text is not None:
        text.keep(document)
    remember(register, table, mapping, by=by)
    if len(writer.touched) + writer.made <= AT_ONCE:
        index_keys(writer.model, list(writer.touched))
        last = brought_in.records.order_by("-pk").values_list("pk", flat=True).first()
        brought_in.indexed = last or 0
    return brought_in


def _kept(report: Report) -> dict[str, Any]:
    """The report as an import keeps it: without its rows, which are kept one by one."""
    kept = report.as_dict()
    return {**kept, "rows": [], "errors": kept["errors"][:500], "changes": kept["changes"][:500]}
