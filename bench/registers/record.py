"""A record of ten times Hanoi, written in bulk: every register with its parts, links and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from proxeny.accounts.models import Role, User
from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid, Transaction
from proxeny.core import bulk
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation, Gift, Leg, Member, ProgrammeItem
from proxeny.documents.models import Citation, Document, DocumentText, Statement
from proxeny.events.models import Award, Event, Participant, Session
from proxeny.partners.models import Partner, Person, Post

from .parts_of_investments import investments
from .parts_of_others import acts_of, commitments, missions, programmes
from .words import CITIES, COUNTRIES, FIELDS, Chance, dated, with_days

AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sizes:
    """How many of each; what hangs on them follows."""

    partners: int = 600
    people: int = 6_000
    delegations: int = 50_000
    agreements: int = 5_000
    events: int = 20_000
    participants: int = 20_000
    projects: int = 50_000
    leads: int = 10_000
    aid: int = 5_000
    commitments: int = 20_000
    missions: int = 200
    businesses: int = 2_000

    def times(self, scale: float) -> Sizes:
        """As many times more or fewer, three at least."""
        return Sizes(**{name: max(3, round(number * scale)) for name, number in vars(self).items()})


@dataclass
class Record:
    """What there is to link to, by key, and who wrote it."""

    sizes: Sizes
    by: User
    partners: Sequence[int] = ()
    countries: Sequence[int] = ()
    people: Sequence[int] = ()
    agreements: Sequence[int] = ()
    delegations: Sequence[int] = ()
    events: Sequence[int] = ()

    def write(self, model: type[models.Model], number: int, make: Callable[[int, int], models.Model]) -> Sequence[int]:
        """Instances as ``make(key, number in order)`` gives them; returns their keys."""
        keys = bulk.give_keys(model, number)
        bulk.insert_instances((make(key, at) for at, key in enumerate(keys)), model)
        return keys

    def link(self, model: type[models.Model], name: str, rows: Iterable[tuple[int, int]]) -> None:
        """Rows of a relation of many to many."""
        field = model._meta.get_field(name)
        through = field.remote_field.through  # type: ignore[union-attr]
        bulk.insert(through, [field.m2m_field_name(), field.m2m_reverse_field_name()], rows)  # type: ignore[union-attr]

    def link_partners(self, model: type[models.Model], keys: Sequence[int], share: float = 0.95, most: int = 2) -> None:
        """Nearly all have a partner or two."""
        chance = Chance(f"partners of {model.__name__}")
        self.link(model, "partners", (
            (key, partner) for key in keys if chance.happens(share) for partner in chance.some(self.partners, most)
        ))  # fmt: skip


def fill(scale: float = 1.0) -> None:
    """Write the record into an empty, migrated database, in one transaction."""
    with transaction.atomic():
        by = User.objects.create_user("lan", password="bench only", role=Role.REVIEWER, clearance=Mark.INTERNAL)
        record = Record(Sizes().times(scale), by)
        _partners(record)
        for part in (_agreements, _delegations, _events, investments, _aid, missions, commitments, programmes):
            part(record)
        _sources(record)


def _partners(record: Record) -> None:
    chance, kinds = Chance("partners"), ("country", "city", "city", "region", "international_organisation")

    def partner(key: int, at: int) -> Partner:
        kind = kinds[at % 5]
        return Partner(pk=key, reference=f"partner-{at}", kind=kind, name=f"{CITIES[at % 8]} {at // 8 + 1}",
                       country=COUNTRIES[at % len(COUNTRIES)] if kind != "international_organisation" else "",
                       grade=chance.one(("contact", "friendship", "twin", "")) if kind == "city" else "")  # fmt: skip

    record.partners = record.write(Partner, record.sizes.partners, partner)
    record.countries = record.partners[::5]
    record.people = record.write(Person, record.sizes.people, lambda key, at: Person(
        pk=key, reference=f"person-{at}", name=chance.name(), country=chance.one(COUNTRIES)))  # fmt: skip
    bulk.insert(Post, ["person", "role", "partner", *with_days("begins")], (
        (person, "mayor", chance.leaning(record.partners), *dated(chance.edtf())) for person in record.people
    ))  # fmt: skip


def _agreements(record: Record) -> None:
    chance = Chance("agreements")

    def agreement(key: int, at: int) -> Agreement:
        signed = chance.edtf() if chance.happens(0.85) else ""
        ends = f"{int(signed[:4]) + chance.number(2, 12)}-06-30" if signed and chance.happens(0.6) else ""
        state = chance.one(("signed", "in_force", "amended", "extended", "expired")) if signed else chance.one(
            ("idea", "negotiating", "draft", "submitted"))  # fmt: skip
        return Agreement(pk=key, reference=f"agreement-{at}", mark=chance.mark(),
                         kind=chance.one(Agreement.Kind.values),
                         title=f"Bản ghi nhớ số {at} về {chance.one(FIELDS)} với {chance.one(CITIES)}", status=state,
                         signed=signed, expires=ends, entry_into_force=signed if state == "in_force" else "",
                         fields_of_work=[chance.one(FIELDS)])  # fmt: skip

    record.agreements = record.write(Agreement, record.sizes.agreements, agreement)
    record.link_partners(Agreement, record.agreements)
    acts_of(record.agreements, Chance("acts"))


def _delegations(record: Record) -> None:
    chance = Chance("delegations")
    states = ("closed",) * 12 + ("reported", "returned", "approved", "planned", "cancelled")

    def delegation(key: int, at: int) -> Delegation:
        dates = chance.edtf(longest=9) if chance.happens(0.97) else ""
        return Delegation(pk=key, reference=f"delegation-{at}", mark=chance.mark(), status=chance.one(states),
                          dates=dates,
                          title=f"Đoàn công tác số {at} về {chance.one(FIELDS)} tại {chance.one(CITIES)}",
                          direction=chance.one(("out", "in")), level=chance.one(Delegation.Level.values),
                          purpose=f"Visit of two sites and talks on {chance.one(FIELDS)}", size=chance.number(3, 30),
                          proposing_unit=f"Sở {chance.number(1, 24)}", places=[chance.one(CITIES)],
                          cost=Decimal(chance.number(20, 900) * 1_000_000), cost_currency="VND")  # fmt: skip

    keys = record.delegations = record.write(Delegation, record.sizes.delegations, delegation)
    record.link_partners(Delegation, keys)
    record.link(Delegation, "led_by", ((key, chance.leaning(record.people)) for key in keys))
    bulk.insert(Member, ["delegation", "person", "name", "role", "rank"], (
        (key, chance.one(record.people) if chance.happens(0.3) else None, chance.name(), "member", at)
        for key in keys for at in range(7)
    ))  # fmt: skip
    some = [(key, chance.edtf()) for key in keys if chance.happens(0.2)]
    bulk.insert(Leg, ["delegation", "country", "place", *with_days("dates")],
                ((key, chance.one(COUNTRIES), chance.one(CITIES), *dated(day)) for key, day in some))  # fmt: skip
    bulk.insert(ProgrammeItem, ["delegation", "day", "what"],
                ((key, chance.day(), chance.one(FIELDS)) for key, _day in some for _item in range(4)))  # fmt: skip
    bulk.insert(Gift, ["delegation", "direction", "what", *with_days("given_on")],
                ((key, "given", "lacquer box", *dated(day)) for key, day in some[::3]))  # fmt: skip


def _events(record: Record) -> None:
    chance = Chance("events")

    def event(key: int, at: int) -> Event:
        return Event(pk=key, reference=f"event-{at}", mark=chance.mark(), kind=chance.one(Event.Kind.values),
                     title=f"Hội thảo số {at} về {chance.one(FIELDS)}", dates=chance.edtf(longest=4),
                     status=chance.one(("held", "held", "held", "reported", "planned", "announced", "cancelled")),
                     place=chance.one(CITIES), organiser=f"Sở {chance.number(1, 24)}")  # fmt: skip

    keys = record.events = record.write(Event, record.sizes.events, event)
    record.link_partners(Event, keys, share=0.7)
    full = keys[: max(1, len(keys) // 2000)]
    bulk.insert(Participant, ["event", "name", "organisation", "country", "origin", "role", "came"], (
        (chance.leaning(full), chance.name(), f"Office {chance.number(1, 300)}", chance.one(COUNTRIES), "abroad",
         "guest",
         chance.happens(0.8)) for _number in range(record.sizes.participants)
    ))  # fmt: skip
    bulk.insert(Session, ["event", "title", "kind", *with_days("day")], (
        (key, chance.one(FIELDS), "session", *dated(chance.edtf())) for key in keys[::10]
    ))  # fmt: skip
    awards = record.write(Award, len(keys) // 20, lambda key, at: Award(
        pk=key, reference=f"award-{at}", title=f"Order {at}", direction="given", date=chance.edtf()))  # fmt: skip
    record.link_partners(Award, awards)


def _aid(record: Record) -> None:
    chance = Chance("aid")

    def aid(key: int, at: int) -> Aid:
        return Aid(pk=key, reference=f"aid-{at}", mark=chance.mark(),
                   title=f"Khoản viện trợ số {at} cho {chance.one(FIELDS)}",
                   direction=chance.one(("given", "received", "received")), kind=chance.one(Aid.Kind.values),
                   status=chance.one(Aid.Status.values), value=Decimal(chance.number(10, 900) * 1000), unit="USD",
                   date=chance.edtf(), owner=f"Sở {chance.number(1, 24)}")  # fmt: skip

    keys = record.write(Aid, record.sizes.aid, aid)
    record.link_partners(Aid, keys)
    bulk.insert(Transaction, ["aid", "kind", "value", "unit", *with_days("date")], (
        (key, kind, Decimal(chance.number(10, 300) * 1000), "USD", *dated(chance.edtf()))
        for key in keys for kind in ("commitment", "disbursement", "disbursement")
    ))  # fmt: skip


def _sources(record: Record) -> None:
    """A document for every five hundred records, and two citations of one statement for each record."""
    from proxeny.registers.register import REGISTERS

    cited: list[tuple[type[models.Model], int]] = [
        (register.model, key) for register in REGISTERS.values()
        for key in register.model._default_manager.order_by("pk").values_list("pk", flat=True)
    ]  # fmt: skip
    chance, each = Chance("sources"), 500
    documents = record.write(Document, len(cited) // each + 1, lambda key, at: Document(
        pk=key, reference=f"document-{at}", title=f"Báo cáo số {at}", publisher="Daily", kind="file", status="reviewed",
        published=chance.edtf(), language="vi", added_by=record.by, sha256=f"{at:064x}"))  # fmt: skip
    bulk.insert(DocumentText, ["document", "text"], ((key, "Nội dung báo cáo. " * 40) for key in documents))
    statements = bulk.give_keys(Statement, len(cited))
    names = ["id", "document", "kind", "payload", "quote", "language", "status", "reviewer", "decided_at"]
    bulk.insert(Statement, names, (
        (key, documents[at // each], "record", "{}", "Nội dung báo cáo.", "vi", "accepted", record.by.pk,
         AT + timedelta(seconds=at))
        for at, key in enumerate(statements)
    ))  # fmt: skip
    types = {model: ContentType.objects.get_for_model(model).pk for model, _key in cited}

    def citations() -> Iterator[tuple[Any, ...]]:
        for statement, (model, key) in zip(statements, cited, strict=True):
            for field in ("title", "note"):
                yield statement, types[model], key, field

    bulk.insert(Citation, ["statement", "content_type", "object_id", "field"], citations())
