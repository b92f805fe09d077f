"""Loading the sample record: everything in one transaction, so that a load broken off leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.agreements.models import Act, Agreement
from proxeny.agreements.states import BINDING, Deed
from proxeny.audit import services as audit
from proxeny.audit.models import Entry
from proxeny.checks import services as checks
from proxeny.core import planner
from proxeny.core.errors import DomainError
from proxeny.core.records import Mark, Record
from proxeny.documents.models import Document
from proxeny.events.models import Count, Event
from proxeny.missions.models import Briefing, HeadOfMission, Mission
from proxeny.partners.models import Partner, Person, Post
from proxeny.plans.models import Tally
from proxeny.sample import acts, files, missions, parts
from proxeny.sample import cast as people_of_the_demonstration
from proxeny.sample.evidence import Evidence
from proxeny.sample.files import Rows
from proxeny.sample.observations import Series
from proxeny.sample.sheets import SHEETS, Made, make
from proxeny.search import services as search

LOADED = "sample.loaded"
BATCH = 500

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Loaded:
    """What a load did: whether the sample was there already, and how many documents, records and statements it has."""

    was_there: bool
    documents: int = 0
    records: int = 0
    statements: int = 0


class InTheWay(DomainError):
    """The record holds something under a reference of the sample."""

    code = "sample.reference_taken"


def is_loaded() -> bool:
    """Whether this record holds the sample."""
    return Entry.objects.filter(action=LOADED).exists()


def _silent(step: str, done: int, total: int) -> None:
    """No report."""


def load(*, by: User | None = None, progress: Progress = _silent) -> Loaded:
    """Load the sample into the record, or find that it is there.

    ``by`` is the person in whose name; left out, the demonstration's reviewer, who is made with the rest of its cast.
    ``progress`` gets each step with the number of steps done and of all. Raises ``InTheWay`` where the record holds
    something of the same reference; nothing is written then.
    """
    with translation.override("en"), transaction.atomic():
        if is_loaded():
            return Loaded(True)
        reviewer = by or people_of_the_demonstration.bring_in()
        demand(reviewer, "accept")
        return _Load(reviewer, progress).run()


class _Load:
    """One load; each step is a method, in the order in which records need each other."""

    def __init__(self, reviewer: User, progress: Progress) -> None:
        self.reviewer, self.progress = reviewer, progress
        self.rows = files.all_rows()
        self.made: dict[str, list[Made]] = {}
        self.known: dict[str, dict[str, Any]] = {}
        self.records: list[Record] = []

    def run(self) -> Loaded:
        steps: list[tuple[str, Callable[[], None]]] = [
            (_("sources"), self.sources),
            (_("partners and people"), self.partners_and_people),
            (_("agreements, delegations, events, investments and aid"), self.registers),
            (_("figures"), self.observations),
            (_("plans"), self.plans),
            (_("statements, citations and conflicts"), self.write_evidence),
            (_("audit"), self.write_audit),
            (_("figures that differ"), self.settle),
            (_("search"), self.index),
        ]
        for done, (name, step) in enumerate(steps):
            self.progress(name, done, len(steps))
            step()
            planner.count_anew()  # the next step asks about what this one wrote
        loaded = Loaded(False, len(self.rows["sources"]), len(self.records), len(self.evidence.statements))
        audit.record(
            LOADED,
            by=self.reviewer,
            changes={"documents": [None, loaded.documents], "records": [None, loaded.records]},
        )
        self.progress(_("done"), len(steps), len(steps))
        return loaded

    def sources(self) -> None:
        """Every page as a document known by its address."""
        rows = self.rows["sources"]
        self._nothing_in_the_way(Document, rows)
        documents = [
            Document(
                reference=row["id"],
                kind=Document.Kind.ADDRESS,
                status=Document.Status.REFERENCE,
                title=row["title"],
                publisher=row["publisher"],
                url=row["url"],
                published=row.get("published", ""),
                language=row["language"],
                note=row.get("note", ""),
                mark=Mark.PUBLIC,
                added_by=self.reviewer,
            )
            for row in rows
        ]
        Document.objects.bulk_create(documents, batch_size=BATCH)
        self.documents = documents
        self.evidence = Evidence({document.reference: document for document in documents}, self.reviewer)

    def partners_and_people(self) -> None:
        """Whom the records name, with posts at the organisations of the same name."""
        self._write_sheet("partners")
        partners = cast(list[Partner], [made.record for made in self.made["partners"]])
        self._write_sheet("people")
        named = parts.organisations(partners)
        people = [(cast(Person, made.record), made.row) for made in self.made["people"]]
        posts = [post for person, row in people for post in parts.posts(person, row, named)]
        Post.objects.bulk_create(posts, batch_size=BATCH)

    def registers(self) -> None:
        """The registers that need partners and people only."""
        for name in ("agreements", "delegations", "events", "awards", "investments", "aid"):
            self._write_sheet(name)
        self._missions()
        self._write_sheet("commitments")
        counted = [count for made in self.made["events"] for count in parts.counts(cast(Event, made.record), made.row)]
        Count.objects.bulk_create(counted, batch_size=BATCH)
        self._acts()
        self._twins()

    def observations(self) -> None:
        """Points of series, several rows of which may speak of one."""
        partners = cast(list[Partner], [made.record for made in self.made["partners"]])
        self.series = Series(self.rows["observations"], partners, self.evidence)
        self._write(self.series.records)

    def plans(self) -> None:
        """Plans before their targets."""
        plans = parts.Plans(self.rows["targets"], self.evidence)
        self._write(plans.plans)
        self._write(plans.targets)
        Tally.objects.bulk_create(plans.tallies, batch_size=BATCH)

    def write_evidence(self) -> None:
        """What all of it rests on, and where the sources disagree."""
        self.evidence.quote(self.rows["quotes"])
        self.evidence.write()

    def write_audit(self) -> None:
        """One entry for each document and record, sealed in their order."""
        for _model, grouped in groupby(self.records, type):
            records = list(grouped)
            lists = [many.name for many in records[0]._meta.many_to_many]
            if lists:
                models.prefetch_related_objects(records, *lists)
        acts = [("document.added", document) for document in self.documents]
        acts += [(f"{record.register()}.created", record) for record in self.records]  # type: ignore[misc]
        audit.record_many(
            ((action, record, audit.difference(None, audit.snapshot(record)), "") for action, record in acts),
            by=self.reviewer,
        )

    def settle(self) -> None:
        """Which value an observation shows where its sources give several."""
        self.series.settle(by=self.reviewer)
        checks.check_all()

    def index(self) -> None:
        """Bulk writing sends no signals, so that search learns of the records here."""
        search.reindex()

    def _write_sheet(self, name: str) -> None:
        rows, sheet = self.rows[name], SHEETS[name]
        self._nothing_in_the_way(sheet.model, rows)
        self.made[name] = [make(sheet, row, self.known) for row in rows]
        self._write([made.record for made in self.made[name]])
        self.known[name] = {made.record.reference: made.record for made in self.made[name]}
        self._write_lists(sheet.model, self.made[name])
        for made in self.made[name]:
            if name == "events" and "counts" in made.row:
                made.fields = (*made.fields, "counts")
            made.statements = self.evidence.rest(made)

    def _write(self, records: Sequence[Record]) -> None:
        if records:
            type(records[0])._default_manager.bulk_create(records, batch_size=BATCH)
            self.records += records

    def _write_lists(self, model: type[Record], rows: Iterable[Made]) -> None:
        """The rows of the many-to-many tables, each list in one go."""
        links: dict[str, list[Any]] = {}
        for made in rows:
            for name, items in made.many.items():
                many = model._meta.get_field(name)
                through = many.remote_field.through  # type: ignore[union-attr]
                mine, theirs = many.m2m_field_name(), many.m2m_reverse_field_name()  # type: ignore[union-attr]
                links.setdefault(name, []).extend(
                    through(**{f"{mine}_id": made.record.pk, f"{theirs}_id": item.pk}) for item in items
                )
        for rows_of_list in links.values():
            type(rows_of_list[0])._default_manager.bulk_create(rows_of_list, batch_size=BATCH)

    def _nothing_in_the_way(self, model: type[models.Model], rows: Rows) -> None:
        wanted = [row["id"] for row in rows]
        taken = model._default_manager.filter(reference__in=wanted).values_list("reference", flat=True).first()
        if taken:
            raise InTheWay(
                _("The record already holds “%(reference)s”, which the sample needs. Load it into an empty folder.")
                % {"reference": taken}
            )

    def _acts(self) -> None:
        """The chains of the agreements, each act on the word of the sources that tell of it."""
        made_acts = []
        for made in self.made["agreements"]:
            for act in acts.acts_of(cast(Agreement, made.record), made.row):
                told = [one for one in made.statements if acts.speaks_of(act) in one.payload]
                made_acts.append((act, told or made.statements, made.many.get("signed_by", [])))
        Act.objects.bulk_create([act for act, _told, _people in made_acts], batch_size=BATCH)
        signed = [(act, person) for act, _told, people in made_acts if act.deed == Deed.SIGN for person in people]
        Act.signatories.through.objects.bulk_create(
            Act.signatories.through(act_id=act.pk, person_id=person.pk) for act, person in signed
        )
        rested = set()
        for act, told, _people in made_acts:
            for statement in told:
                self.evidence.cite(act, [""], statement)  # type: ignore[arg-type]
                if (act.agreement_id, id(statement)) not in rested:  # one statement may tell of two acts
                    rested.add((act.agreement_id, id(statement)))
                    self.evidence.cite(act.agreement, ["acts"], statement)

    def _missions(self) -> None:
        """Missions abroad with their heads, and the sessions that they attended."""
        for name, model in (("missions", Mission), ("briefings", Briefing)):
            self._nothing_in_the_way(model, self.rows[name])
        made = missions.Missions(self.rows["missions"], self.rows["briefings"], self.known, self.evidence)
        self._write(made.missions)
        HeadOfMission.objects.bulk_create(made.heads, batch_size=BATCH)
        self._write(made.briefings)
        for name, items in made.attending.items():
            through = Briefing._meta.get_field(name).remote_field.through  # type: ignore[union-attr]
            key = Briefing._meta.get_field(name).m2m_reverse_field_name()  # type: ignore[union-attr]
            through._default_manager.bulk_create(
                through(**{"briefing_id": briefing.pk, f"{key}_id": item.pk}) for briefing, item in items
            )
        self.known["missions"] = {mission.reference: mission for mission in made.missions}
        self.known["briefings"] = {briefing.reference: briefing for briefing in made.briefings}

    def _twins(self) -> None:
        """Partners with a twinning in force are twins, on the word of the twinning's sources."""
        twins = []
        for made in self.made["agreements"]:
            agreement = cast(Agreement, made.record)
            if agreement.kind != Agreement.Kind.TWINNING or agreement.status not in BINDING:
                continue
            for partner in made.many["partners"]:
                if partner.kind not in _CAN_BE_TWINS:
                    continue
                partner.grade = Partner.Grade.TWIN
                twins.append(partner)
                for statement in made.statements:
                    self.evidence.cite(partner, ["grade"], statement)
        Partner.objects.bulk_update(twins, ["grade"])


_CAN_BE_TWINS = (Partner.Kind.CITY, Partner.Kind.REGION)
