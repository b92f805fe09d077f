"""The audit as an administrator reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from proxeny.audit.models import Entry

# The verb after the dot of an action, in words.
_VERBS = {
    "created": pgettext_lazy("act", "made"),
    "changed": gettext_lazy("changed"),
    "removed": gettext_lazy("taken out"),
    "added": gettext_lazy("added"),
    "described": gettext_lazy("description corrected"),
    "noted": gettext_lazy("note to file written"),
    "signed": gettext_lazy("signature recorded"),
    "amended": gettext_lazy("amended"),
    "supplemented": gettext_lazy("supplemented"),
    "settled": gettext_lazy("value settled"),
    "restored": gettext_lazy("put back as it was"),
    "ruled": gettext_lazy("ruled upon"),
    "accepted": gettext_lazy("accepted"),
    "corrected": gettext_lazy("accepted with a correction"),
    "rejected": gettext_lazy("rejected"),
    "reopened": gettext_lazy("opened again"),
    "duplicate": gettext_lazy("marked as already stated"),
    "loaded": gettext_lazy("loaded"),
    "read": gettext_lazy("read for proposals"),
    "undone": gettext_lazy("decision undone"),
    "reported": gettext_lazy("report filed"),
    "fulfilled": gettext_lazy("fulfilled"),
    "dropped": gettext_lazy("dropped"),
    "part_fulfilled": gettext_lazy("done in part"),
    "missed": gettext_lazy("missed"),
    "handed_over": gettext_lazy("handed over"),
    "placed": gettext_lazy("origin stated"),
    "followed": gettext_lazy("state follows the procedure"),
    "state_recorded": gettext_lazy("what happened is recorded"),
    "postponed": gettext_lazy("put off"),
    "cancelled": gettext_lazy("cancelled"),
    "paper_printed": gettext_lazy("project paper printed"),
    "taken_up": gettext_lazy("taken up"),
    "result_recorded": gettext_lazy("result recorded"),
    "password_set": gettext_lazy("password set"),
    "opened": gettext_lazy("opened"),
    "closed": gettext_lazy("closed"),
    "moved": gettext_lazy("day moved"),
    "assigned": gettext_lazy("given to somebody"),
    "recorded": gettext_lazy("recorded"),
    "asked": gettext_lazy("asked"),
    "answered": gettext_lazy("answered"),
    "ticked": gettext_lazy("ticked off"),
    "imported": gettext_lazy("brought in from a file"),
    "import_undone": gettext_lazy("import undone"),
    "state_followed": gettext_lazy("state follows the procedure"),
    "merged": gettext_lazy("merged together"),
    "merged_away": gettext_lazy("merged into another"),
    "unmerged": gettext_lazy("taken apart again"),
    "told_apart": gettext_lazy("told apart"),
    "split": gettext_lazy("split in two"),
    "revoked": gettext_lazy("revoked"),
    "taken_back": gettext_lazy("taken back"),
    "published": gettext_lazy("published"),
    "moved_on": gettext_lazy("moved on"),
    "put_back": gettext_lazy("put back"),
    "refused": gettext_lazy("refused"),
    "licensed": gettext_lazy("licensed"),
    "lost": pgettext_lazy("stage", "lost"),
    "settled_with": gettext_lazy("end recorded"),
    "exported": gettext_lazy("taken away as a file"),
    "submitted": gettext_lazy("handed in for review"),
    "sent_on": gettext_lazy("sent on to the approver"),
    "sent_back": gettext_lazy("given back"),
    "approved": gettext_lazy("approved and frozen"),
    "withdrawn": gettext_lazy("withdrawn"),
    "brought_up_to_date": gettext_lazy("brought up to date from a register"),
    "admitted": pgettext_lazy("act", "admitted"),
    "applied": pgettext_lazy("act", "applied"),
    "application_changed": pgettext_lazy("act", "application changed"),
    "check_begun": pgettext_lazy("act", "checking begun"),
    "entered": pgettext_lazy("act", "entered"),
    "entered_again": pgettext_lazy("act", "entered again"),
    "pictured": pgettext_lazy("act", "picture set"),
    "plan_handed_in": pgettext_lazy("act", "plan handed in"),
    "report_handed_in": pgettext_lazy("act", "report handed in"),
    "paper_handed_in": pgettext_lazy("act", "paper handed in"),
    "paper_accepted": pgettext_lazy("act", "paper accepted"),
    "paper_refused": pgettext_lazy("act", "paper refused"),
    "address_issued": pgettext_lazy("act", "secret address issued"),
    "addresses_issued": pgettext_lazy("act", "secret addresses issued"),
    "address_revoked": pgettext_lazy("act", "secret address taken back"),
    "late_allowed": pgettext_lazy("act", "allowed to be late"),
}

# What is no field of the record: its parts, and what an act counts.
_OTHERS = {
    "act": pgettext_lazy("agreement", "act"),
    "acts": pgettext_lazy("agreement", "acts"),
    "clauses": gettext_lazy("clauses"),
    "texts": gettext_lazy("versions of the text"),
    "aliases": gettext_lazy("other names"),
    "backers": gettext_lazy("organisers and sponsors"),
    "case": gettext_lazy("procedure"),
    "consultation": gettext_lazy("body asked"),
    "counts": gettext_lazy("took part"),
    "documents": gettext_lazy("documents"),
    "feed": gettext_lazy("calendar feed"),
    "members": gettext_lazy("members"),
    "movements": gettext_lazy("capital movements"),
    "override": gettext_lazy("rule not kept"),
    "paper": gettext_lazy("paper"),
    "participants": gettext_lazy("participants"),
    "posts": gettext_lazy("posts"),
    "proposals": gettext_lazy("proposals"),
    "records": gettext_lazy("records"),
    "sessions": gettext_lazy("sessions"),
    "step": gettext_lazy("step"),
    "costs": gettext_lazy("costs"),
    "form": gettext_lazy("form of the office"),
    "gifts": gettext_lazy("gifts"),
    "legs": gettext_lazy("countries of the trip"),
    "papers": gettext_lazy("papers"),
    "programme": gettext_lazy("programme"),
    "seating": gettext_lazy("seating list"),
    "travel_document": gettext_lazy("travel document"),
    "visit_sheet": gettext_lazy("visit sheet"),
    "transactions": gettext_lazy("transactions"),
    "promises": gettext_lazy("promises"),
    "contacts": gettext_lazy("contacts"),
    "paragraph": gettext_lazy("paragraph"),
    "part": gettext_lazy("chapter or annex"),
}


def in_words(action: str) -> str:
    """An action as a person reads it: ``agreements.posts_added`` → "posts: added"."""
    verb = action.rpartition(".")[2]
    if verb in _VERBS:
        return str(_VERBS[verb])
    part, _underscore, last = verb.rpartition("_")
    return f"{_OTHERS.get(part, part.replace('_', ' '))}: {_VERBS[last]}" if last in _VERBS else verb.replace("_", " ")


def fields_in_words(entry: Entry) -> str:
    """The names of the fields that an entry changed, in the active language."""
    model = entry.content_type.model_class() if entry.content_type is not None else None
    known = (
        {field.name: str(getattr(field, "verbose_name", field.name)) for field in model._meta.get_fields()}
        if model
        else {}
    )
    known = {name: str(words) for name, words in _OTHERS.items()} | known
    names = [name for name in entry.changes if name not in {"id", "reference"}]
    return ", ".join(dict.fromkeys(known.get(name, name.replace("_", " ").replace(".", ": ")) for name in names))


def listed() -> QuerySet[Entry]:
    """Every entry, the newest first, with who did it."""
    return Entry.objects.select_related("by", "content_type")


@dataclass(frozen=True)
class Subject:
    """What an entry is about, as its reader may know it: a name and, where it is still there, an address."""

    label: str
    url: str = ""
    is_hidden: bool = False


def subjects(entries: Iterable[Entry], *, visible_to: Any) -> dict[int, Subject]:
    """What entries are about; names above the reader's clearance are withheld. One SQL query for a kind of record."""
    clearance = getattr(visible_to, "clearance", 0)
    wanted: dict[int, set[int]] = {}
    entries = list(entries)
    for entry in entries:
        if entry.content_type_id and entry.object_id:
            wanted.setdefault(entry.content_type_id, set()).add(entry.object_id)
    there: dict[tuple[int, int], models.Model] = {}
    for kind, keys in wanted.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None:
            there |= {(kind, pk): record for pk, record in model._default_manager.in_bulk(keys).items()}
    return {entry.pk: _subject(entry, there, clearance) for entry in entries}


def _subject(entry: Entry, there: dict[tuple[int, int], models.Model], clearance: int) -> Subject:
    record = there.get((entry.content_type_id or 0, entry.object_id or 0))
    marks = [getattr(record, "mark", 0)] if record is not None else []
    marks += [int(value) for value in entry.changes.get("mark") or () if isinstance(value, int)]
    if marks and max(marks) > clearance:
        return Subject(_("a record above your clearance"), is_hidden=True)
    address = getattr(record, "get_absolute_url", None)
    return Subject(entry.label or "–", address() if address is not None else "")
