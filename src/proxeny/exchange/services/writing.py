"""Rows into the record, a chunk at a time: records, links, parts, statements, citations, audit, what undoing needs."""

from __future__ import annotations

import copy
import re
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.base import ModelState
from django.utils import timezone
from django.utils.text import slugify

from proxeny.accounts.models import User
from proxeny.audit import services as audit
from proxeny.core import bulk
from proxeny.core.folding import fold
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Document, Statement
from proxeny.exchange.checking import CHANGED, NEW, Judged
from proxeny.exchange.known import Known
from proxeny.exchange.links import New
from proxeny.exchange.models import Import, ImportedRecord
from proxeny.exchange.rows import RowReader
from proxeny.exchange.services.saying import Said
from proxeny.exchange.services.standing import Held
from proxeny.indicators.models import Observation
from proxeny.indicators.services import settle
from proxeny.partners.models import Partner, Person
from proxeny.partners.services import partner_for
from proxeny.registers import services as registers
from proxeny.registers.content import IMPORTED
from proxeny.registers.services.records import WITHOUT_SOURCE

_SIGNS = re.compile(r"[^a-z0-9_\s-]+")
_RESERVED = {"new", "choices", "export"}
_STATEMENT = ("id", "document", "kind", "payload", "corrected", "start", "end", "quote", "language", "rule",
              "confidence", "doubts", "status", "reviewer", "decided_at", "reason", "value", "high", "unit",
              "qualifier")  # fmt: skip
_CITATION = ("statement", "content_type", "object_id", "field")
_IMPORTED = ("brought_in", "row", "content_type", "object_id", "reference", "is_new", "version", "before", "parts")


class Writer:
    """Writes judged rows of one import. Call it inside a transaction; no signals are sent."""

    def __init__(
        self, brought_in: Import, reader: RowReader, known: Known, document: Document, by: User, *, as_of: str = ""
    ) -> None:
        self.updating = reader.register.bring_up_to_date if as_of else None
        self.as_of = as_of
        self.brought_in, self.reader, self.document, self.by = brought_in, reader, document, by
        self.model: Any = reader.register.model
        self.register = reader.register
        self.kind = ContentType.objects.get_for_model(self.model)
        self.taken = known.taken
        self.mark = document.mark
        self.template = self.model()
        self.now = timezone.now()
        self._rows: bulk.InstanceRows | None = None
        self._said = Said(reader)
        self._lists_of_template = [name for name, value in self.template.__dict__.items() if isinstance(value, list)]
        self._numbers: dict[str, int] = {}
        self._attnames = {
            name: target.field.attname for name, target in reader.targets.items() if target.kind != "links"
        }
        self._foreign = [name for name, target in reader.targets.items() if target.kind == "link" and "." not in name]
        self.touched = array("q")
        self.made = 0

    def write(self, rows: list[Judged], places: dict[int, tuple[str, int | None, int | None]]) -> None:
        """One chunk. ``places`` gives each row's words and where they stand in the document."""
        written = [one for one in rows if one.outcome in (NEW, CHANGED)]
        if not written:
            return
        keys = list(bulk.give_keys(Statement, len(written)))
        statements = {one.row.number: key for one, key in zip(written, keys, strict=True)}
        bulk.insert(Statement, _STATEMENT, (self._statement(statements[o.row.number], o, places) for o in written))
        if self.reader.has_new_links:
            self._make_missing(written, statements)
        fresh = [one for one in written if one.outcome == NEW]
        if fresh:
            self._write_new(fresh, statements)
        changed = [one for one in written if one.outcome == CHANGED]
        if changed and self.updating is not None:
            self._bring_up_to_date(changed, statements)
        elif changed:
            self._write_changed(changed, statements)

    def _bring_up_to_date(self, rows: list[Judged], statements: dict[int, int]) -> None:
        """Change records as their register says, and keep what undoing needs: fields, lists and parts as they were."""
        assert self.updating is not None
        held = Statement.objects.select_related("document").in_bulk([statements[one.row.number] for one in rows])
        kept = []
        for one in rows:
            before = Held(one.record, self.register)
            statement = held[statements[one.row.number]]
            self.updating.write(one.record, one.row.content, as_of=self.as_of, by=self.by, evidence=[statement])
            one.key = one.record.pk
            one.record = self.model._default_manager.get(pk=one.key)
            kept.append((self.brought_in.pk, one.row.number, self.kind.pk, one.key, one.record.reference, False,
                         one.record.version, *before.difference(one.record)))  # fmt: skip
        bulk.insert(ImportedRecord, _IMPORTED, kept)
        self.touched.extend(one.key for one in rows)

    def _statement(
        self, key: int, one: Judged, places: dict[int, tuple[str, int | None, int | None]]
    ) -> tuple[Any, ...]:
        content = one.row.content
        quote, start, end = places[one.row.number]
        figure = (None, None, "", "exact")
        if content.get("value") is not None and "unit" in self._attnames:
            figure = (content["value"], content.get("high"), content.get("unit", ""), content.get("qualifier", "exact"))
        return (key, self.document.pk, Statement.Kind.RECORD.value, self._said.payload(one.row), None, start, end,
                quote, self.document.language, IMPORTED, 1.0, "[]", Statement.Status.ACCEPTED.value, self.by.pk,
                self.now, "", *figure)  # fmt: skip

    def _make_missing(self, rows: list[Judged], statements: dict[int, int]) -> None:
        """Partners and people that nothing answered to, each resting on the row that first names it."""
        for one in rows:
            for name, value in one.row.content.items():
                for item in value if isinstance(value, list) else (value,):
                    if isinstance(item, New) and item.pk is None:
                        self._make(item, name, statements[one.row.number], one.row.number)

    def _make(self, new: New, name: str, statement: int, row: int) -> None:
        target = self.reader.targets[name]
        links = self.reader.links_of(target)
        assert links is not None
        evidence = [Statement(pk=statement, document=self.document)]
        made: Record
        if issubclass(links.model, Partner):
            made = partner_for(new.name, by=self.by, evidence=evidence)
        else:
            made = registers.create(
                Person(name=new.name[:200], mark=self.mark), by=self.by, evidence=evidence, fields=["name"]
            )
        links.learn(new, made)
        self.made += 1
        ImportedRecord.objects.create(
            brought_in=self.brought_in,
            row=row,
            content_type=ContentType.objects.get_for_model(made),
            object_id=made.pk,
            reference=made.reference,
            is_new=True,
            version=made.version,
        )

    def _free_reference(self, words: str) -> str:
        base = _slug(words)[:100].strip("-") or self.model._meta.model_name
        number = self._numbers.get(base, 1)
        reference = base if number == 1 else f"{base}-{number}"
        while reference in self.taken or reference in _RESERVED:
            number += 1
            reference = f"{base}-{number}"
        self._numbers[base] = number
        self.taken.add(reference)
        return reference

    def _linked(self, rows: list[Judged]) -> dict[str, dict[Any, Any]]:
        """The records that links of one lead to, so that names made of them need no query each."""
        found = {}
        for name in self._foreign:
            keys = {_key(one.row.content[name]) for one in rows if name in one.row.content}
            model: Any = self.reader.targets[name].field.related_model
            found[name] = model._default_manager.in_bulk(keys) if keys else {}
        return found

    def _instance(self, key: int, content: dict[str, Any], linked: dict[str, dict[Any, Any]]) -> Any:
        record = self.model.__new__(self.model)
        held = record.__dict__ = self.template.__dict__.copy()
        for name in self._lists_of_template:
            held[name] = list(held[name])
        held["_state"] = ModelState()
        held["id"], held["mark"] = key, self.mark
        for name, value in content.items():
            if name in linked:
                setattr(record, name, linked[name][_key(value)])
            elif name in self._attnames:
                held[self._attnames[name]] = value
        if self.model is Observation:
            held["mark"], held["sources"] = self.mark, 1
        return record

    def _write_new(self, rows: list[Judged], statements: dict[int, int]) -> None:
        linked = self._linked(rows)
        keys = bulk.give_keys(self.model, len(rows))
        records = []
        for one, key in zip(rows, keys, strict=True):
            one.record = record = self._instance(key, one.row.content, linked)
            one.key = key
            if not record.reference:
                record.reference = self._free_reference(str(record))
            else:
                self.taken.add(record.reference)
            records.append(record)
        self._insert(records)
        for name, target in self.reader.targets.items():
            if target.kind == "links" and "." not in name:
                self._link(name, rows)
        added = self._write_parts(rows, statements)
        kind = self.kind.pk
        bulk.insert(Citation, _CITATION, self._citations(rows, statements))
        audit.record_rows(
            f"{self.model.register()}.created",
            self.model,
            ((one.key, str(one.record), self._said.changes(one)) for one in rows),
            by=self.by,
        )
        bulk.insert(
            ImportedRecord,
            _IMPORTED,
            (
                (self.brought_in.pk, one.row.number, kind, one.key, one.record.reference, True, 1, None,
                 added.get(one.row.number))
                for one in rows
            ),
        )  # fmt: skip
        self.touched.extend(one.key for one in rows)

    def _citations(self, rows: list[Judged], statements: dict[int, int]) -> Iterable[tuple[Any, ...]]:
        """A new record rests on its row as a whole, which says what it states; its value by name, for comparing."""
        kind = self.kind.pk
        for one in rows:
            statement, key = statements[one.row.number], one.key
            yield statement, kind, key, ""
            if one.row.content.get("value") is not None:
                yield statement, kind, key, "value"
            for name in one.parts:
                yield statement, kind, key, name

    def _insert(self, records: list[Any]) -> None:
        """Into the table; what no column of the file fills is taken from the template once."""
        if self._rows is None:
            varying = [name for name in self._attnames if "." not in name and self.reader.fills(name)]
            self._rows = bulk.InstanceRows(self.model, self._template_of_rows(), ["reference", "mark", *varying])
        self._rows.insert(records)

    def _template_of_rows(self) -> Any:
        template: Any = copy.copy(self.template)
        if self.model is Observation:
            template.sources = 1
        return template

    def _link(self, name: str, rows: Iterable[Judged]) -> None:
        field = self.model._meta.get_field(name)
        through = field.remote_field.through
        names = (field.m2m_field_name(), field.m2m_reverse_field_name())
        bulk.insert(through, names, self._pairs(name, rows))

    def _pairs(self, name: str, rows: Iterable[Judged]) -> Iterator[tuple[int, Any]]:
        is_new = self.reader.has_new_links
        for one in rows:
            linked = one.row.content.get(name, ())
            if is_new:
                linked = dict.fromkeys(map(_key, linked))
            for key in linked:
                yield one.key, key

    def _write_parts(self, rows: list[Judged], statements: dict[int, int]) -> dict[int, list[list[Any]]]:
        added: dict[int, list[list[Any]]] = {}
        for children in self.register.children:
            wanted = [(one, part) for one in rows for part in one.parts.get(children.name, ())]
            if not wanted:
                continue
            owner: Any = self.model._meta.get_field(children.name)
            keys = bulk.give_keys(children.model, len(wanted))
            made = []
            for (one, part), key in zip(wanted, keys, strict=True):
                values = {children.model._meta.get_field(n).attname: _key(v) for n, v in part.items()}  # type: ignore[union-attr]
                made.append(children.model(pk=key, **{owner.field.name: one.record}, **values))
                added.setdefault(one.row.number, []).append([children.name, key])
            bulk.insert_instances(made, children.model)
            kind = ContentType.objects.get_for_model(children.model).pk
            bulk.insert(
                Citation,
                _CITATION,
                ((statements[one.row.number], kind, key, "") for (one, _part), key in zip(wanted, keys, strict=True)),
            )
        return added

    def _write_changed(self, rows: list[Judged], statements: dict[int, int]) -> None:
        linked = self._linked(rows)
        kind = self.kind.pk
        kept, citations = [], []
        for one in rows:
            record, one.key = one.record, one.record.pk
            before: dict[str, dict[str, Any]] = {"fields": {}, "lists": {}}
            said = [name for name in one.changes if name not in WITHOUT_SOURCE]
            for name in one.changes:
                if name in one.parts:
                    continue
                target = self.reader.targets[name]
                if target.kind == "links":
                    before["lists"][name] = list(getattr(record, name).values_list("pk", flat=True))
                    continue
                before["fields"][target.field.attname] = audit.plain(getattr(record, target.field.attname))
                if name == "value" and self.model is Observation:
                    continue  # another statement beside the others; settled below
                if name in linked:
                    setattr(record, name, linked[name][_key(one.row.content[name])])
                else:
                    setattr(record, target.field.attname, one.row.content[name])
            record.version += 1
            kept.append(before)
            statement = statements[one.row.number]
            citations += [(statement, kind, record.pk, name) for name in dict.fromkeys(["", *said])]
        if any("value" in one.changes for one in rows):
            self._leave_older_rows([one.record.pk for one in rows if "value" in one.changes])
        bulk.update_instances([one.record for one in rows], self.model)
        for name, target in self.reader.targets.items():
            if target.kind == "links" and "." not in name:
                ours = [one for one in rows if name in one.changes]
                if ours:
                    field = self.model._meta.get_field(name)
                    own = {f"{field.m2m_field_name()}__in": [one.record.pk for one in ours]}
                    field.remote_field.through._default_manager.filter(**own)._raw_delete("default")
                    self._link(name, ours)
        added = self._write_parts(rows, statements)
        bulk.insert(Citation, _CITATION, citations)
        audit.record_rows(
            f"{self.model.register()}.changed",
            self.model,
            ((one.record.pk, str(one.record), one.changes) for one in rows),
            by=self.by,
        )
        for one in rows:
            if "value" in one.changes:
                if self.model is Observation:
                    one.record.version = settle(one.record, by=self.by).version
                else:
                    documents.compare(one.record, "value")
        bulk.insert(
            ImportedRecord,
            _IMPORTED,
            (
                (self.brought_in.pk, one.row.number, kind, one.record.pk, one.record.reference, False,
                 one.record.version, before, added.get(one.row.number))
                for one, before in zip(rows, kept, strict=True)
            ),
        )  # fmt: skip
        if self.register.follow is not None:
            self.register.follow([one.record.pk for one in rows], self.by)
        self.touched.extend(one.record.pk for one in rows)

    def _leave_older_rows(self, keys: list[Any]) -> None:
        """A newer edition of a table speaks for itself: rows of earlier ones no longer state the value."""
        if self.model is Observation:
            return
        Citation.objects.filter(
            content_type=self.kind, object_id__in=keys, field="value", statement__rule=IMPORTED
        ).delete()


def _slug(words: str) -> str:
    """As ``slugify`` makes it, in a third of the time."""
    folded = fold(words)
    if not folded.isascii():
        return slugify(words)
    return "-".join(_SIGNS.sub("", folded).replace("-", " ").split())


def _key(value: Any) -> Any:
    """The key of a link, one that was made meanwhile included."""
    return value.pk if isinstance(value, New) else value


__all__ = ["Writer", "models"]
