"""What the sample's records rest on: statements, citations and disagreements, gathered and then written in batches."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone

from proxeny.accounts.models import User
from proxeny.core import planner
from proxeny.core.period import is_edtf
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Document, Statement
from proxeny.reader import read
from proxeny.sample.files import Row, Rows
from proxeny.sample.sheets import Made

BATCH = 500
CARRIED_BY_THE_RECORD = {"id", "sources", "statements"}

# What the files call a field of the record by another name.
FIELD_OF = {"capital": "value", "start": "signed"}


class Evidence:
    """Statements of the sample's sources and what rests on them.

    Of a page known by its address the record holds no text, so that statements have no place, and words only where the
    files quote a figure; they carry what the page says in ``payload``.
    """

    def __init__(self, sources: dict[str, Document], reviewer: User) -> None:
        self.sources = sources
        self.reviewer = reviewer
        self.at = timezone.now()
        self.statements: list[Statement] = []
        self.cited: list[tuple[Record, Statement, str]] = []
        self.differing: list[tuple[Record, str, list[Statement]]] = []

    def state(self, source: str, payload: Row, *, kind: str = Statement.Kind.RECORD, **figure: Any) -> Statement:
        """One source's statement, accepted in the reviewer's name. Raises ``KeyError`` for an unknown source."""
        document = self.sources[source]
        statement = Statement(
            document=document,
            kind=kind,
            payload=payload,
            language=document.language,
            rule="sample",
            status=Statement.Status.ACCEPTED,
            reviewer=self.reviewer,
            decided_at=self.at,
            **figure,
        )
        self.statements.append(statement)
        return statement

    def cite(self, record: Record, fields: Iterable[str], statement: Statement) -> None:
        """Let fields of a record rest on a statement; an empty name stands for the record as a whole."""
        self.cited += [(record, statement, name) for name in dict.fromkeys(fields)]

    def rest(self, made: Made) -> list[Statement]:
        """One statement a source for what a row says, and one for each thing that its sources say differently.

        A source that says otherwise of a field is not counted among those that say what the record holds.
        """
        differing = self._differing(made)
        payload = {key: value for key, value in made.row.items() if key not in CARRIED_BY_THE_RECORD}
        stated = []
        for source in made.row["sources"]:
            apart = {name for name, sources in differing.items() if source in sources}
            figure = {} if "value" in apart else made.figure
            own = {key: value for key, value in payload.items() if FIELD_OF.get(key, key) not in apart}
            statement = self.state(source, own, **figure)
            self.cite(made.record, ["", *(name for name in made.fields if name not in apart)], statement)
            stated.append(statement)
        return stated

    def _differing(self, made: Made) -> dict[str, set[str]]:
        """Field → the sources that have a statement of their own on it."""
        by_field: dict[str, list[Statement]] = {}
        sources: dict[str, set[str]] = {}
        for said in made.row.get("statements", []):
            name = FIELD_OF.get(said["field"], said["field"])
            unit = made.figure.get("unit", "") if name == "value" else None
            figure = figure_in(str(said["value"]), unit) if _is_figure(made.record, name) else {}
            for source in said["sources"]:
                statement = self.state(source, {"field": said["field"], "value": str(said["value"])}, **figure)
                self.cite(made.record, ["", name], statement)
                by_field.setdefault(name, []).append(statement)
                sources.setdefault(name, set()).add(source)
        self.differing += [(made.record, name, statements) for name, statements in by_field.items()]
        return sources

    def quote(self, rows: Rows) -> None:
        """Give statements the words of their sources, where the files have them. Raises ``KeyError`` for no statement.

        Such words have no place: of a page known by its address the record holds no text.
        """
        found: dict[tuple[str, str], list[Statement]] = {}
        for record, statement, name in self.cited:
            if not name and isinstance(record, Record):
                key = statement.document.reference, f"{record.register()}:{record.reference}"
                found.setdefault(key, []).append(statement)
        for row in rows:
            if "record" not in row:
                continue
            stated = found[row["source"], row["record"]]
            value = Decimal(row["meant"] if "meant" in row else row["value"])
            for statement in [one for one in stated if one.value == value] or stated[:1]:
                words = dict.fromkeys([*filter(None, statement.quote.split(" … ")), row["words"]])
                statement.quote = " … ".join(words)
                if "meant" in row:
                    statement.corrected = dict(statement.payload)
                    statement.payload = {**statement.payload, "value": row["value"]}
                    statement.status, statement.reason = Statement.Status.CORRECTED, row["reason"]

    def write(self) -> None:
        """Write all statements and citations, then open the conflicts. The records must be saved."""
        Statement.objects.bulk_create(self.statements, batch_size=BATCH)
        Citation.objects.bulk_create(
            [
                Citation(
                    statement=statement,
                    content_type=ContentType.objects.get_for_model(record),
                    object_id=record.pk,
                    field=name,
                )
                for record, statement, name in self.cited
            ],
            batch_size=BATCH,
        )
        planner.count_anew()  # before hundreds of questions about them
        for record, name, statements in self.differing:
            self._compare(record, name, statements)

    def _compare(self, record: Record, name: str, statements: list[Statement]) -> None:
        """Figures are compared as figures; what sources say in words differs where the files list it as differing."""
        if documents.compare(record, name) is None and len(statements) > 1 and any(s.value is None for s in statements):
            documents.open_conflict(record, name, statements, kind="plain")


def _is_figure(record: Record, name: str) -> bool:
    """Whether a field holds figures: the value of a record, or something counted that has no column of its own."""
    try:
        return name == "value" or not hasattr(record._meta.get_field(name), "attname")
    except FieldDoesNotExist:
        return True


def figure_in(words: str, unit: str | None) -> dict[str, Any]:
    """The figure of a phrase: ``USD 192.5 million (licence, 2017)`` gives 192500000 USD; empty where there is none.

    With a ``unit``, or an empty one for any money, the first amount of that sort, and never hectares beside a capital;
    with ``None`` the first figure of any sort. Digits alone are in ``unit``.
    """
    if words.isdecimal():
        return {"value": Decimal(words), "unit": unit or "count", "qualifier": "exact"}
    if is_edtf(words):
        return {}
    found = [quantity for quantity in read(words, language="en").quantities if quantity.value is not None]
    if unit is not None:
        money = [quantity for quantity in found if len(quantity.unit) == 3 and quantity.unit.isupper()]
        found = [quantity for quantity in found if quantity.unit == unit] or money
    if not found:
        return {}
    return {"value": found[0].value, "high": found[0].high, "unit": found[0].unit, "qualifier": found[0].qualifier}
