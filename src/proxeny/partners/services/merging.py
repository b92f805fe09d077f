"""Several records of one thing become one, with nothing lost; and apart again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.core.folding import fold
from proxeny.core.records import StatedValue
from proxeny.documents import services as documents
from proxeny.partners import signals
from proxeny.partners.models import Merge, NotTheSame, Partner, StandingRecord
from proxeny.partners.services import moving
from proxeny.partners.services.moving import Moved, Undone

R = TypeVar("R", bound=StandingRecord)

# How a record is kept, and what is no field that a person would choose.
_NO_CHOICE = {"id", "reference", "version", "folded", "created_at", "updated_at", "merged_into"}


class CannotMerge(DomainError):
    """Records that cannot become one."""

    code = "partners.cannot_merge"


def choosable(model: type[StandingRecord]) -> list[models.Field[Any, Any]]:
    """The fields of which one value stays."""
    return [
        found
        for found in model._meta.concrete_fields
        if found.name not in _NO_CHOICE and not found.name.endswith(("_earliest", "_latest"))
    ]


def which_stays(survivor: R, others: Sequence[R]) -> dict[str, int]:
    """The field → the key of the record whose value stays unless a person chooses: the survivor's, where it says
    something; the strictest mark, for what was closed stays closed."""
    found = {}
    for each in choosable(type(survivor)):
        if each.name == "mark":
            found["mark"] = max([survivor, *others], key=lambda record: record.mark).pk
            continue
        known = [record for record in (survivor, *others) if getattr(record, each.attname) not in (None, "")]
        found[each.name] = (known[0] if known else survivor).pk
    return found


@transaction.atomic
def merge(
    survivor: R, others: Iterable[R], *, by: User, reason: str, stays: Mapping[str, int] | None = None
) -> Merge:
    """Let records become one: all that leads to ``others`` leads to ``survivor``, and their names become other names.

    ``stays`` says of which record a field's value stays (field → key), as ``which_stays`` where it is left out; notes
    are joined. The others keep their rows and references, so that their addresses lead on. Raises ``CannotMerge`` for
    records that are not of one register, are one already, or stand no more; ``NotAllowed`` for a role below reviewer
    or a record above the person's clearance.
    """
    demand(by, "accept")
    if not reason.strip():
        raise CannotMerge(_("Give the reason: how it is known that they are the same."))
    kept, going = _locked(survivor, list(others), by)
    chosen = {**which_stays(kept, going), **(stays or {})}
    moved, before = Moved(), audit.snapshot(kept)
    _choose(kept, going, chosen, moved)
    for other in going:
        _keep_names(kept, other, moved)
        moving.move_all(type(kept), other.pk, kept.pk, moved)
        other.merged_into = kept
        other.version += 1
        other.save()
    _compare(moved)
    kept.version += 1
    kept.save()
    made = Merge.objects.create(
        content_type=ContentType.objects.get_for_model(kept),
        survivor_id=kept.pk,
        others=[other.pk for other in going],
        moved={"steps": moved.steps},
        counts=_counted(moved.steps),
        reason=reason.strip(),
        by=by,
    )
    names = ", ".join(str(other) for other in going)
    changes = audit.difference(before, audit.snapshot(kept)) | {"merged": [None, names]}
    audit.record(f"{kept.register()}.merged", kept, by=by, changes=changes, reason=reason)
    for other in going:
        audit.record(
            f"{kept.register()}.merged_away", other, by=by, changes={"merged_into": [None, str(kept)]}, reason=reason
        )
    signals.tell_moved(moved.touched)
    return made


def _locked(survivor: R, others: list[R], by: User) -> tuple[R, list[R]]:
    """The rows, locked, in their present state."""
    model = type(survivor)
    keys = [survivor.pk, *(other.pk for other in others)]
    if not others:
        raise CannotMerge(_("Choose at least two records to become one."))
    if any(type(other) is not model for other in others):
        raise CannotMerge(_("Only records of one register can become one: a partner is no person."))
    if len(set(keys)) < len(keys):
        raise CannotMerge(_("“%(record)s” was chosen twice: a record is the same as itself.") % {"record": survivor})
    rows: Any = model.with_merged
    found: dict[int, R] = {row.pk: row for row in rows.select_for_update().filter(pk__in=keys)}
    for key in keys:
        row = found.get(key)
        if row is None or row.mark > by.clearance:
            raise NotAllowed(_("One of the records is not there, or above your clearance."))
        if row.merged_into_id is not None:
            raise CannotMerge(
                _("“%(record)s” was merged into “%(other)s” before.") % {"record": row, "other": row.merged_into}
            )
    return found[survivor.pk], [found[other.pk] for other in others]


def _choose(kept: StandingRecord, going: Sequence[StandingRecord], chosen: Mapping[str, int], moved: Moved) -> None:
    by_key = {record.pk: record for record in (kept, *going)}
    for each in choosable(type(kept)):
        before = getattr(kept, each.attname)
        if each.name == "note":
            notes = dict.fromkeys(record.note.strip() for record in (kept, *going) if record.note.strip())
            after: Any = "\n\n".join(notes) if len(notes) > 1 else next(iter(notes), "")
        else:
            source = by_key.get(chosen[each.name])
            if source is None:
                raise CannotMerge(
                    _("The value of “%(field)s” is to be that of a record which is none of those chosen.")
                    % {"field": each.verbose_name}
                )
            after = getattr(source, each.attname)
        if after != before:
            setattr(kept, each.attname, after)
            moved.note(
                do="set", model=kept._meta.label, key=kept.pk, field=each.attname, before=before, after=after
            )


def _keep_names(kept: StandingRecord, other: StandingRecord, moved: Moved) -> None:
    """What the other is called becomes another name, unless the record is called so already.

    The names that the survivor gives up for those of another become other names too.
    """
    aliases: Any = kept.aliases  # type: ignore[attr-defined]
    known = {fold(name) for name in [*aliases.values_list("name", flat=True), *_names(kept).values()]}
    given_up = {
        step["field"]: step["before"]
        for step in moved.steps
        if step["do"] == "set" and step["field"] in ("name", "name_vi")
    }
    theirs = set(other.aliases.values_list("folded", flat=True))  # type: ignore[attr-defined]
    for field, name in [*_names(other).items(), *given_up.items()]:
        if not name or fold(name) in known | theirs:
            continue
        known.add(fold(name))
        made = aliases.create(name=name, language="vi" if field == "name_vi" else "")
        moved.note(do="made", model=made._meta.label, key=made.pk, row={"name": name})


def _compare(moved: Moved) -> None:
    """Where two rows that became one say different figures, the difference waits for a ruling."""
    for model, key in list(moved.joined):
        row = model._base_manager.filter(pk=key).first()
        if not isinstance(row, StatedValue) or documents.conflicts_of(row).exists():
            continue
        conflict = documents.compare(row, "value")
        if conflict is not None:
            moved.note(do="made", model=conflict._meta.label, key=conflict.pk)


def _names(record: StandingRecord) -> dict[str, str]:
    names = {"name": record.name}  # type: ignore[attr-defined]
    return names | ({"name_vi": record.name_vi} if isinstance(record, Partner) else {})


def _counted(steps: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many rows went over, by model."""
    found: dict[str, int] = defaultdict(int)
    for step in steps:
        if step["do"] == "link":
            found[step["model"]] += len(step["keys"])
        elif step["do"] == "absorbed":
            found[step["model"]] += 1
    return dict(found)


@transaction.atomic
def unmerge(merge: Merge, *, by: User, reason: str) -> Undone:
    """Take a merge back: every link, name and field as it was before.

    What somebody changed since stays as they left it; the answer counts it. Raises ``WrongState`` for a merge that was
    undone, that a later one builds upon, or that is a split (merge the two again instead).
    """
    demand(by, "accept")
    if not reason.strip():
        raise CannotMerge(_("Give the reason for taking the merge back."))
    current = Merge.objects.select_for_update().get(pk=merge.pk)
    rows: Any = current.model.with_merged
    found = {row.pk: row for row in rows.select_for_update().filter(pk__in=[current.survivor_id, *current.others])}
    kept = found.get(current.survivor_id)
    _demand_undoable(current, kept, by)
    assert kept is not None
    before = audit.snapshot(kept)
    undone = moving.move_back(current.moved["steps"])
    going = [found[key] for key in current.others if key in found]
    for other in going:
        other.merged_into = None
        other.version += 1
        other.save()
    kept.refresh_from_db()
    kept.version += 1
    kept.save()
    current.undone_at, current.undone_by = timezone.now(), by
    current.save(update_fields=["undone_at", "undone_by"])
    names = ", ".join(str(other) for other in going)
    changes = audit.difference(before, audit.snapshot(kept)) | {"merged": [names, None]}
    audit.record(f"{kept.register()}.unmerged", kept, by=by, changes=changes, reason=reason)
    for other in going:
        audit.record(
            f"{kept.register()}.unmerged", other, by=by, changes={"merged_into": [str(kept), None]}, reason=reason
        )
    signals.tell_moved(undone.touched)
    return undone


def _demand_undoable(merge: Merge, kept: StandingRecord | None, by: User) -> None:
    if kept is None or kept.mark > by.clearance:
        raise NotAllowed(_("The record is not there, or above your clearance."))
    if merge.act == Merge.Act.SPLIT:
        raise WrongState(_("A split is taken back by merging the two again."))
    if merge.undone_at is not None:
        raise WrongState(_("This merge was taken back already."))
    if kept.merged_into_id is not None:
        raise WrongState(
            _("“%(record)s” has been merged into “%(other)s” since: take that back first.")
            % {"record": kept, "other": kept.merged_into}
        )
    later = Merge.objects.filter(
        content_type=merge.content_type, survivor_id=merge.survivor_id, pk__gt=merge.pk, undone_at=None
    )
    if later.filter(act=Merge.Act.MERGE).exists():
        raise WrongState(
            _("Other records have been merged into “%(record)s” since: take those back first.") % {"record": kept}
        )


@transaction.atomic
def say_not_the_same(one: R, other: R, *, by: User, reason: str = "") -> NotTheSame:
    """Let a pair not be offered again."""
    demand(by, "accept")
    if type(one) is not type(other) or one.pk == other.pk:
        raise CannotMerge(_("A pair is two records of one register."))
    low, high = sorted((one.pk, other.pk))
    kind = ContentType.objects.get_for_model(one)
    pair, is_new = NotTheSame.objects.get_or_create(
        content_type=kind, low=low, high=high, defaults={"by": by, "reason": reason.strip()[:300]}
    )
    if is_new:
        for record, its_other in ((one, other), (other, one)):
            changes = {"not_the_same": [None, str(its_other)]}
            audit.record(f"{one.register()}.told_apart", record, by=by, changes=changes, reason=reason)
    return pair
