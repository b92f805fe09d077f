"""One record that was two things becomes two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import NotAllowed
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.partners import signals
from proxeny.partners.models import Merge, StandingRecord
from proxeny.partners.services import moving
from proxeny.partners.services.merging import CannotMerge
from proxeny.partners.services.moving import Moved
from proxeny.registers import services as registers

R = TypeVar("R", bound=StandingRecord)


@transaction.atomic
def split(record: R, made: R, *, links: Mapping[str, Iterable[Any]], by: User, reason: str) -> Merge:
    """Make ``made`` (not yet saved) and turn some links of ``record`` over to it.

    ``links`` names the rows that go by the relation's name (``events.event_partners.partner_id`` → keys). The reason is
    filed as a note, which is the new record's source. To take it back, merge the two. Raises ``CannotMerge`` for rows
    that are not links of the record, ``NoEvidence`` and ``DomainError`` as ``registers.create``.
    """
    demand(by, "accept")
    if not reason.strip():
        raise CannotMerge(_("Give the reason: how it is known that they are two."))
    rows: Any = type(record).with_merged
    current = rows.select_for_update().get(pk=record.pk)
    if current.mark > by.clearance:
        raise NotAllowed(_("The record is above your clearance."))
    if current.merged_into_id is not None:
        raise CannotMerge(_("“%(record)s” stands no more: it was merged.") % {"record": current})
    note = documents.write_note(reason, by=by, mark=made.mark)
    statement = documents.state(
        note, kind=Statement.Kind.RECORD, payload={"name": str(made)}, quote=note.body.text, by=by
    )
    new = registers.create(made, by=by, evidence=[statement], act="accept")
    moved = Moved()
    known = {relation.name: relation for relation in moving.relations_of(type(record))}
    for name, keys in links.items():
        relation, wanted = known.get(name), {int(key) for key in keys}
        if relation is None or wanted - set(relation.rows(type(record), current.pk).values_list("pk", flat=True)):
            raise CannotMerge(
                _("Some of the links chosen are no links of “%(record)s” any more.") % {"record": current}
            )
        moving.move(relation, type(record), current.pk, new.pk, moved, only=wanted)
    current.version += 1
    current.save()
    kept = Merge.objects.create(
        act=Merge.Act.SPLIT,
        content_type=ContentType.objects.get_for_model(current),
        survivor_id=new.pk,
        others=[current.pk],
        moved={"steps": moved.steps},
        counts={step["model"]: len(step["keys"]) for step in moved.steps if step["do"] == "link"},
        reason=reason.strip(),
        by=by,
    )
    audit.record(f"{record.register()}.split", current, by=by, changes={"split": [None, str(new)]}, reason=reason)
    signals.tell_moved(moved.touched)
    return kept
