"""What a merge would do, before it is done: what goes over, which values differ; and what may go in a split."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from proxeny.core.records import Record
from proxeny.partners.models import Merge, StandingRecord
from proxeny.partners.services import choosable, which_stays
from proxeny.partners.services.moving import Relation, relations_of, twins
from proxeny.registers.content import Shown, shown

_MOST = 300  # links of one sort that a split offers, the newest first


@dataclass(frozen=True)
class Going:
    """How many rows of one sort go over, and how many of them the record that stays has already.

    It counts every row, also of records above the reader's clearance; it names none.
    """

    label: str
    count: int
    twins: int


@dataclass(frozen=True)
class Differs:
    """A field whose values differ: (key of the record, its value as shown), and whose stays unless one chooses."""

    name: str
    label: str
    values: list[tuple[int, Shown | None]]
    stays: int


def going(survivor: StandingRecord, others: Iterable[StandingRecord]) -> list[Going]:
    """What goes over, sort by sort. Two SQL queries for each sort of link and record."""
    found: dict[str, list[int]] = {}
    model = type(survivor)
    for other in others:
        for relation in relations_of(model):
            count = relation.rows(model, other.pk).count()
            if count:
                line = found.setdefault(relation.label, [0, 0])
                line[0] += count
                line[1] += len(twins(relation, model, other.pk, survivor.pk))
    return [Going(label, count, same) for label, (count, same) in sorted(found.items(), key=lambda each: -each[1][0])]


def differences(survivor: StandingRecord, others: Sequence[StandingRecord], *, visible_to: Any) -> list[Differs]:
    """The fields whose values differ; notes are joined and not asked for."""
    everybody, stays = [survivor, *others], which_stays(survivor, others)
    found = []
    for each in choosable(type(survivor)):
        known = {getattr(record, each.attname) for record in everybody} - {None, ""}
        if each.name == "note" or len(known) < 2:
            continue
        values = [
            (record.pk, shown(record, each.name, visible_to=visible_to))
            for record in everybody
            if getattr(record, each.attname) not in (None, "")
        ]
        found.append(Differs(each.name, str(each.verbose_name), values, stays[each.name]))
    return found


@dataclass
class Offered:
    """One sort of link that a split may turn over: (key of the row, what it leads to)."""

    relation: Relation
    rows: list[tuple[int, Any]] = field(default_factory=list)
    hidden: int = 0


def offered(record: StandingRecord, *, visible_to: Any) -> list[Offered]:
    """The links of a record that a person may see, for choosing which go. Two SQL queries for each sort of link.

    Generic links stay: what a source said of the record, it said of this one.
    """
    found = []
    clearance = getattr(visible_to, "clearance", 0)
    for relation in relations_of(type(record)):
        if relation.kind_field:
            continue
        other = relation.other_side
        rows = relation.rows(type(record), record.pk).order_by("-pk")
        rows = rows.select_related(*([other.name] if other is not None else _records_of(relation.model)))
        sort = Offered(relation)
        for row in rows[:_MOST]:
            subject = getattr(row, other.name) if other is not None else row
            if _mark_of(subject) > clearance:
                sort.hidden += 1
            else:
                sort.rows.append((row.pk, subject))
        if sort.rows or sort.hidden:
            found.append(sort)
    return found


def _mark_of(subject: models.Model) -> int:
    """The mark of a record, or of the record that a row belongs to."""
    if isinstance(subject, Record):
        return int(subject.mark)
    marks = [getattr(getattr(subject, name), "mark", 0) or 0 for name in _records_of(type(subject))]
    return max(marks, default=0)


def _records_of(model: type[models.Model]) -> list[str]:
    """The foreign keys of a model that lead to records."""
    keys = (each for each in model._meta.concrete_fields if isinstance(each, models.ForeignKey))
    return [key.name for key in keys if isinstance(key.related_model, type) and issubclass(key.related_model, Record)]


def counts_in_words(merge: Merge) -> list[tuple[str, int]]:
    """What a merge turned over, by the words of the models."""
    found: dict[str, int] = {}
    for label, count in merge.counts.items():
        relation = Relation(apps.get_model(label), "")
        owner = relation.model
        if owner._meta.auto_created:
            keys = [each for each in owner._meta.concrete_fields if isinstance(each, models.ForeignKey)]
            records: Any = next(
                (key.related_model for key in keys if key.related_model is not merge.model), owner
            )
            words = str(records._meta.verbose_name_plural)
        else:
            words = str(owner._meta.verbose_name_plural)
        found[words] = found.get(words, 0) + count
    return sorted(found.items(), key=lambda each: -each[1])
