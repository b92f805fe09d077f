"""Links that lead from one row to another: moved together, told step by step, and moved back.

Which links there are is asked of the models, not listed here: every foreign key, every list of records (which is a
table with two foreign keys), every generic link (citations, conflicts, cases). The audit is left alone: what it says of
a record stays with that record.

A step of ``Moved`` is one of

- ``{"do": "link", "model", "field", "from", "to", "keys"}``: rows whose foreign key or generic key was turned over;
- ``{"do": "absorbed", "model", "key", "into", "row"}``: a row that the unique rules allow once only, taken out after
  all that led to it was turned over to the row that stays; ``row`` is its whole content;
- ``{"do": "made", "model", "key"}``: a row that was added, as another name;
- ``{"do": "set", "model", "key", "field", "before", "after"}``: a field that was set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

Model = type[models.Model]
Step = dict[str, Any]

_LEFT_BEHIND: set[str] = set()
_BATCH = 500


def leave_behind(label: str) -> None:
    """Keep the generic links of a model (``app.Model``) with the merged record; called when an app is ready.

    For what speaks of a row as it was, as a decision that can be undone.
    """
    _LEFT_BEHIND.add(label)
    relations_of.cache_clear()


@dataclass(frozen=True)
class Relation:
    """Rows of ``model`` that lead to a row by ``field`` (a column); ``kind_field`` is that of a generic link's kind."""

    model: Model
    field: str
    kind_field: str = ""

    @property
    def name(self) -> str:
        """Stable, for forms: ``events.event_partners.partner_id``."""
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def other_side(self) -> models.ForeignKey[Any, Any] | None:
        """The other foreign key of a list of records, which leads to the record that has the list."""
        if not self.model._meta.auto_created:
            return None
        keys = [found for found in self.model._meta.concrete_fields if isinstance(found, models.ForeignKey)]
        return next((key for key in keys if key.attname != self.field), None)

    def rows(self, target: Model, key: Any) -> models.QuerySet[Any]:
        """The rows that lead to a row of ``target``."""
        found = self.model._base_manager.filter(**{self.field: key})
        if self.kind_field:
            found = found.filter(**{self.kind_field: ContentType.objects.get_for_model(target)})
        return found

    @property
    def label(self) -> str:
        """What the rows are, in the active language: the records of a list by their register's word."""
        other = self.other_side
        if other is None:
            return str(self.model._meta.verbose_name_plural)
        owner: Any = other.related_model
        listed = next((each for each in owner._meta.many_to_many if each.remote_field.through is self.model), None)
        words = str(owner._meta.verbose_name_plural)
        return words if listed is None or listed.name == "partners" else f"{words} ({listed.verbose_name})"


@cache
def relations_of(target: Model) -> tuple[Relation, ...]:
    """Every way in which rows lead to rows of a model, but for the merges themselves."""
    found = []
    for relation in target._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.field.name != "merged_into":
            found.append(Relation(relation.related_model, relation.field.attname))
    for model in apps.get_models(include_auto_created=True):
        for private in model._meta.private_fields:
            is_kept = model._meta.label in _LEFT_BEHIND or model._meta.label == "partners.Merge"
            if isinstance(private, GenericForeignKey) and not is_kept:
                found.append(Relation(model, private.fk_field, private.ct_field))
    return tuple(found)


@dataclass
class Moved:
    """The steps that were done, the records whose words for the search changed, the rows that took another in."""

    steps: list[Step] = field(default_factory=list)
    touched: dict[Model, set[Any]] = field(default_factory=lambda: defaultdict(set))
    joined: list[tuple[Model, Any]] = field(default_factory=list)

    def note(self, **step: Any) -> None:
        """Add a step."""
        self.steps.append(step)


def move_all(target: Model, loser: Any, winner: Any, moved: Moved) -> None:
    """Turn everything that leads to one row over to another."""
    for relation in relations_of(target):
        move(relation, target, loser, winner, moved)


def move(
    relation: Relation, target: Model, loser: Any, winner: Any, moved: Moved, *, only: Iterable[Any] | None = None
) -> None:
    """Turn the rows of one relation over, or ``only`` those of some keys.

    Where a unique rule allows a row once only and the other has it, the two become one: what leads to the one that
    goes is turned over to the one that stays. A handful of SQL queries, and some for each such pair.
    """
    rows = relation.rows(target, loser)
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    same = twins(relation, target, loser, winner)
    keys = [key for key in rows.order_by("pk").values_list("pk", flat=True) if key not in same]
    wanted = set(rows.values_list("pk", flat=True)) if only is not None else None
    pairs = {key: stays for key, stays in same.items() if wanted is None or key in wanted}
    _note_touched(relation, [*keys, *pairs], moved)
    for batch in _batches(keys):
        relation.model._base_manager.filter(pk__in=batch).update(**{relation.field: winner})
    if keys:
        ends = {"from": loser, "to": winner}
        moved.note(do="link", model=relation.model._meta.label, field=relation.field, keys=keys, **ends)
    for key, stays in pairs.items():
        _absorb(relation.model, key, stays, moved)


def twins(relation: Relation, target: Model, loser: Any, winner: Any) -> dict[Any, Any]:
    """Rows that cannot be turned over because the other has their like: key of the row → key of its like."""
    found: dict[Any, Any] = {}
    for names, condition in _unique_sets(relation.model, relation.field):
        beside = [name for name in names if name not in (relation.field, relation.kind_field)]
        theirs = relation.rows(target, loser)
        held = relation.rows(target, winner)
        if condition is not None:
            theirs, held = theirs.filter(condition), held.filter(condition)
        if not beside:  # one row only: a one-to-one link
            stays = held.values_list("pk", flat=True).first()
            found |= {key: stays for key in theirs.values_list("pk", flat=True) if stays is not None}
            continue
        likes = {tuple(values): key for key, *values in held.values_list("pk", *beside)}
        for key, *values in theirs.values_list("pk", *beside):
            if None not in values and tuple(values) in likes:  # NULL is equal to nothing
                found.setdefault(key, likes[tuple(values)])
    return found


def _unique_sets(model: Model, column: str) -> Iterator[tuple[list[str], models.Q | None]]:
    """The sets of columns that are unique together and have a column among them, with the condition of each."""
    by_name = {found.name: found.attname for found in model._meta.concrete_fields}
    for names in model._meta.unique_together:
        if column in (columns := [by_name[name] for name in names]):
            yield columns, None
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            columns = [by_name[name] for name in constraint.fields]
            if column in columns:
                yield columns, constraint.condition
    if next(each for each in model._meta.concrete_fields if each.attname == column or each.name == column).unique:
        yield [column], None


def _absorb(model: Model, key: Any, stays: Any, moved: Moved) -> None:
    if not model._meta.auto_created:
        move_all(model, key, stays, moved)
    row = model._base_manager.get(pk=key)
    content = {
        each.attname: None if getattr(row, each.attname) is None else each.value_to_string(row)
        for each in model._meta.concrete_fields
    }
    model._base_manager.filter(pk=key).delete()
    moved.note(do="absorbed", model=model._meta.label, key=key, into=stays, row=content)
    if not model._meta.auto_created:
        moved.joined.append((model, stays))


def _note_touched(relation: Relation, keys: list[Any], moved: Moved) -> None:
    """Remember whose words for the search change: the record that has the list, else the row itself."""
    other = relation.other_side
    if other is None:
        if not relation.kind_field:
            moved.touched[relation.model].update(keys)
        return
    owner: Any = other.related_model
    for batch in _batches(keys):
        rows = relation.model._base_manager.filter(pk__in=batch)
        moved.touched[owner].update(rows.values_list(other.attname, flat=True))


def _batches(keys: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]


@dataclass
class Undone:
    """What came back, and what stays because somebody changed it since: ``{model label: rows}``."""

    touched: dict[Model, set[Any]] = field(default_factory=lambda: defaultdict(set))
    kept: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def kept_count(self) -> int:
        """How many rows and fields stay as they are now."""
        return sum(self.kept.values())


def move_back(steps: Iterable[Step]) -> Undone:
    """Take steps back, the last first. A row that was changed by hand since stays where it was put, and is counted."""
    undone = Undone()
    for step in reversed(list(steps)):
        model: Any = apps.get_model(step["model"])
        if step["do"] == "link":
            _link_back(model, step, undone)
        elif step["do"] == "absorbed":
            _bring_back(model, step, undone)
        elif step["do"] == "made":
            _take_out(model, step, undone)
        else:
            _set_back(model, step, undone)
    return undone


def _link_back(model: Any, step: Step, undone: Undone) -> None:
    relation = next(
        (
            Relation(model, step["field"], private.ct_field)
            for private in model._meta.private_fields
            if isinstance(private, GenericForeignKey) and private.fk_field == step["field"]
        ),
        Relation(model, step["field"]),
    )
    back = 0
    moved = Moved()
    for batch in _batches(step["keys"]):
        rows = model._base_manager.filter(pk__in=batch, **{step["field"]: step["to"]})
        _note_touched(relation, list(rows.values_list("pk", flat=True)), moved)
        back += rows.update(**{step["field"]: step["from"]})
    for owner, keys in moved.touched.items():
        undone.touched[owner] |= keys
    if back < len(step["keys"]):
        undone.kept[model._meta.label] += len(step["keys"]) - back


def _bring_back(model: Any, step: Step, undone: Undone) -> None:
    """Write a row again as it was; not where its like was taken out by hand since: then it stays out too."""
    is_there = model._base_manager.filter(pk=step["key"]).exists()
    if is_there or not model._base_manager.filter(pk=step["into"]).exists():
        undone.kept[model._meta.label] += 1
        return
    columns = {each.attname: each for each in model._meta.concrete_fields}
    row = model(**{name: columns[name].to_python(value) for name, value in step["row"].items() if name in columns})
    row.save_base(raw=True, force_insert=True)
    other = Relation(model, "").other_side if model._meta.auto_created else None
    if other is None:
        undone.touched[model].add(step["key"])
    else:
        for key in (each for each in model._meta.concrete_fields if isinstance(each, models.ForeignKey)):
            undone.touched[key.related_model].add(getattr(row, key.attname))


def _take_out(model: Any, step: Step, undone: Undone) -> None:
    row = model._base_manager.filter(pk=step["key"]).first()
    is_used = getattr(row, "rulings", None) is not None and row.rulings.exists()
    if row is None or is_used or any(getattr(row, name) != value for name, value in step.get("row", {}).items()):
        undone.kept[model._meta.label] += 1
        return
    row.delete()


def _set_back(model: Any, step: Step, undone: Undone) -> None:
    row = model._base_manager.get(pk=step["key"])
    if getattr(row, step["field"]) != step["after"]:
        undone.kept[model._meta.label] += 1
        return
    setattr(row, step["field"], step["before"])
    row.save()
