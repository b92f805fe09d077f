"""What would become of each row: new, same, changed (and how), twice in the file, or wrong (and why)."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.audit.services import plain
from proxeny.core.records import Record
from proxeny.exchange.errors import Fault, Wrong
from proxeny.exchange.known import Known
from proxeny.exchange.links import Links, New
from proxeny.exchange.rows import ReadRow, RowReader

CHUNK = 2_000
FAULTS_KEPT = 20_000
SHOWN = 1_000

NEW, SAME, CHANGED, DUPLICATE, LEFT, ERROR = OUTCOMES = ("new", "same", "changed", "duplicate", "left", "error")


@dataclass(slots=True)
class Judged:
    """One row with what would become of it. ``changes`` maps a field to its value before and after, as shown; ``key``
    is that of the record, once it is written."""

    row: ReadRow
    outcome: str
    record: Any = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    doubt: str = ""
    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    key: int = 0


@dataclass
class Report:
    """What a file would do, or did: ``counts`` of outcomes, ``rows`` (number, outcome, label or reference) in order.

    ``gone`` are records (reference, name) that are not in the file and were expected there; nothing happens to them.
    """

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    doubts: list[tuple[str, str]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    rows: list[tuple[int, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    gone_count: int = 0
    keeps_rows: bool = True

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(self.counts[outcome] for outcome in OUTCOMES)

    def take(self, judged: Judged, label: str) -> None:
        """Count a row."""
        self.counts[judged.outcome] += 1
        if self.keeps_rows:
            self.rows.append((judged.row.number, judged.outcome, label))
        self.fault_count += len(judged.row.faults)
        if len(self.faults) < FAULTS_KEPT:
            self.faults += judged.row.faults
        if judged.doubt and len(self.doubts) < SHOWN:
            self.doubts.append((_("row %(row)s") % {"row": judged.row.number}, judged.doubt))
        if judged.changes and len(self.changes) < SHOWN:
            self.changes.append({"row": judged.row.number, "record": label, "changes": judged.changes})

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "counts": {outcome: self.counts[outcome] for outcome in OUTCOMES},
            "rows": [{"row": number, "outcome": outcome, "record": label} for number, outcome, label in self.rows],
            "errors": [{**fault.as_dict(), "sentence": fault.sentence} for fault in self.faults],
            "error_count": self.fault_count,
            "changes": self.changes,
            "doubts": [{"where": where, "doubt": doubt} for where, doubt in self.doubts],
            "notes": self.notes,
            "made": self.made,
            "gone": [{"record": reference, "name": name} for reference, name in self.gone],
            "gone_count": self.gone_count,
        }


class Judge:
    """Goes through the rows of a file, a chunk at a time."""

    def __init__(
        self,
        reader: RowReader,
        *,
        by: User,
        key: str = "",
        as_of: str = "",
        only: str = "",
        without: Iterable[int] = (),
    ) -> None:
        self.reader, self.by, self.only, self.without = reader, by, only, frozenset(without)
        self.model: Any = reader.register.model
        self.known = Known(reader.register, visible_to=by, key=key)
        self.updating = reader.register.bring_up_to_date if as_of else None
        self.seen = array("q")
        self._first: dict[int, tuple[int, int]] = {}
        self._numbers: dict[str, int] = {}
        self.many = [name for name, target in reader.targets.items() if target.kind == "links"]

    def chunks(self) -> Iterator[list[Judged]]:
        """All rows, in their order."""
        source = iter(self.reader.table.rows())
        while rows := list(islice(source, CHUNK)):
            yield self._chunk([self.reader.read(row) for row in rows])

    def _chunk(self, rows: Iterable[ReadRow]) -> list[Judged]:
        judged, matched = [], []
        for row in rows:
            if row.parts:
                self.reader.check_parts(row)
            one = self._match(row)
            judged.append(one)
            if one.outcome == CHANGED:
                matched.append(one)
        if matched:
            self.seen.extend(one.record for one in matched)
            self._compare(matched)
        if self.only or self.without:
            for one in judged:
                self._leave(one)
        return judged

    def _leave(self, one: Judged) -> None:
        """Rows that the person does not want to be written."""
        if one.outcome in (NEW, CHANGED) and (
            one.row.number in self.without or (self.only and one.outcome != self.only)
        ):
            one.outcome = LEFT

    def _match(self, row: ReadRow) -> Judged:
        if row.faults:
            return Judged(row, ERROR)
        try:
            match = self.known.match(row.content)
        except Wrong as wrong:
            row.faults.append(self.reader.fault(row.number, wrong))
            return Judged(row, ERROR)
        if match.pk is None:
            row.faults += self.reader.lacking(row.content, row.number)
        if row.faults:
            return Judged(row, ERROR)
        key = hash(("record", match.pk) if match.pk is not None else self.known.key_of(row.content))
        said = _told(row)
        before = self._first.setdefault(key, (row.number, said))
        if before[0] != row.number:
            if before[1] == said:
                return Judged(row, DUPLICATE, doubt=_("The same as row %(row)s; left out.") % {"row": before[0]})
            row.faults.append(
                self.reader.fault(
                    row.number,
                    Wrong(
                        "row.twice",
                        _("Row %(row)s is about the same record and says otherwise.") % {"row": before[0]},
                        _("Keep one of the two, or tell them apart by date or reference."),
                    ),
                )
            )
            return Judged(row, ERROR)
        if number := self.known.number_of(row.content):
            claimed = self._numbers.setdefault(number, row.number)
            if claimed != row.number and match.pk is None:
                row.faults.append(
                    self.reader.fault(
                        row.number,
                        Wrong(
                            "number.twice",
                            _("Row %(row)s has the same number under another reference.") % {"row": claimed},
                            _("Correct the number, or give both rows the reference of the one record."),
                        ),
                        self.known.number,
                    )
                )
                return Judged(row, ERROR)
        if match.pk is not None:
            return Judged(row, CHANGED, record=match.pk)
        return Judged(row, NEW, doubt=match.doubt, parts=row.parts)

    def _compare(self, rows: list[Judged]) -> None:
        """Settle which of the matched rows say anything new. One SQL query, and one for each list and kind of part."""
        keys = [one.record for one in rows]
        held: dict[Any, Record] = self.model._default_manager.in_bulk(keys)
        used = {name for one in rows for name in one.row.content} | {name for one in rows for name in one.row.parts}
        lists = {name: _lists(self.model, name, keys) for name in self.many if name in used}
        parts = {
            children.name: _parts_of(self.model, children.name, keys)
            for children in self.reader.register.children
            if children.name in used
        }
        if self.updating is not None:
            found = self.updating.differences([(held[one.record], one.row.content) for one in rows])
            for one, changes in zip(rows, found, strict=True):
                told = changes.pop("", None)
                if told is not None:
                    said = _("On record is %(before)s, and the file says %(after)s; nothing is written of that.")
                    one.doubt = said % {"before": told[0], "after": told[1]}
                one.record, one.changes = held[one.record], changes
                if not changes:
                    one.outcome = SAME
            return
        for one in rows:
            record = one.record = held[one.record]
            for name, value in one.row.content.items():
                target = self.reader.targets[name]
                if name == "reference":
                    continue
                if target.kind == "links":
                    have = lists[name].get(record.pk, set())
                    if any(isinstance(key, New) for key in value) or have != set(value):
                        links = self.reader.links_of(target)
                        assert links is not None
                        one.changes[name] = [_named(links, have), _named(links, value)]
                else:
                    now = getattr(record, target.field.attname)
                    if now != value:
                        one.changes[name] = [self._shown(target, now), self._shown(target, value)]
            for name, rows_of_part in one.row.parts.items():
                fresh = [part for part in rows_of_part if not _is_there(part, parts[name].get(record.pk, ()))]
                if fresh:
                    one.parts[name] = fresh
                    one.changes[name] = [None, ["; ".join(str(plain(v)) for v in part.values()) for part in fresh]]
            if not one.changes:
                one.outcome = SAME

    def _shown(self, target: Any, value: Any) -> Any:
        if target.kind == "link" and value is not None:
            links = self.reader.links_of(target)
            assert links is not None
            return links.label(value)
        return plain(value)


def _told(row: ReadRow) -> int:
    """What a row says as one number; the same for rows that say the same."""
    values = tuple(repr(value) if value.__class__ is list else value for value in row.content.values())
    return hash((*row.content, *values, repr(row.parts) if row.parts else ""))


def _named(links: Links, keys: Iterable[Any]) -> list[str]:
    return sorted(links.label(key) for key in keys)


def _lists(model: Any, name: str, keys: list[Any]) -> dict[Any, set[Any]]:
    field = model._meta.get_field(name)
    through = field.remote_field.through
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    found: dict[Any, set[Any]] = defaultdict(set)
    for pk, linked in through._default_manager.filter(**{f"{own}__in": keys}).values_list(own, other):
        found[pk].add(linked)
    return found


def _parts_of(model: Any, name: str, keys: list[Any]) -> dict[Any, list[models.Model]]:
    relation = model._meta.get_field(name)
    owner = relation.field
    found: dict[Any, list[models.Model]] = defaultdict(list)
    for part in relation.related_model._default_manager.filter(**{f"{owner.name}__in": keys}):
        found[getattr(part, owner.attname)].append(part)
    return found


def _is_there(part: dict[str, Any], held: Iterable[models.Model]) -> bool:
    """Whether a record has a part that says all this."""
    return any(
        all(getattr(other, other._meta.get_field(name).attname) == value for name, value in part.items())  # type: ignore[union-attr]
        for other in held
    )
