"""Acts of agreements, missions with heads and reports, commitments, programmes with participations and offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType

from proxeny.agreements.models import Act, Agreement
from proxeny.core import bulk
from proxeny.events.models import Event
from proxeny.missions.models import Briefing, HeadOfMission, Mission, MissionReport
from proxeny.partners.models import Partner
from proxeny.plans.models import Commitment
from proxeny.programmes.models import Business, Offer, Participation, Programme

from .words import CITIES, COUNTRIES, FIELDS, Chance, dated, with_days


def acts_of(agreements: Sequence[int], chance: Chance) -> None:
    """Four acts each."""
    bulk.insert(Act, ["agreement", "position", "deed", *with_days("date"), "summary"], (
        (key, at, deed, *dated(chance.edtf()), "as the text says")
        for key in agreements for at, deed in enumerate(("propose", "draft", "sign", "amend"))
    ))  # fmt: skip


def missions(record: Any) -> None:
    """A head each, a report a quarter and briefings."""
    chance = Chance("missions")
    themselves = record.write(Partner, record.sizes.missions, lambda key, at: Partner(
        pk=key, reference=f"embassy-{at}", kind="mission", name=f"Embassy {at}",
        country=COUNTRIES[at % 16]))  # fmt: skip
    keys = record.write(Mission, record.sizes.missions, lambda key, at: Mission(
        pk=key, reference=f"mission-{at}", partner_id=themselves[at], kind="embassy",
        country=COUNTRIES[at % len(COUNTRIES)], city=CITIES[at % 8]))  # fmt: skip
    bulk.insert(HeadOfMission, ["mission", "person", "title", *with_days("begins")], (
        (key, chance.one(record.people), "ambassador", *dated(chance.edtf(2020, 2024))) for key in keys
    ))  # fmt: skip
    record.write(MissionReport, len(keys) * 12, lambda key, at: MissionReport(
        pk=key, reference=f"report-{at}", mission_id=keys[at % len(keys)], period=str(2010 + at // len(keys)),
        received=chance.edtf(2015), summary=chance.one(FIELDS)))  # fmt: skip
    briefings = record.write(Briefing, len(keys), lambda key, at: Briefing(
        pk=key, reference=f"briefing-{at}", title=f"Briefing {at}", held=chance.edtf(), status="held"))  # fmt: skip
    record.link(Briefing, "missions", ((key, keys[at]) for at, key in enumerate(briefings)))


def commitments(record: Any) -> None:
    """Half of them open, each from an agreement or event."""
    chance = Chance("commitments")
    types = [(ContentType.objects.get_for_model(model).pk, keys) for model, keys in
             ((Agreement, record.agreements), (Event, record.events))]  # fmt: skip

    def commitment(key: int, at: int) -> Commitment:
        kind, origins = types[at % 2]
        due = chance.edtf(2018)
        return Commitment(pk=key, reference=f"commitment-{at}", mark=chance.mark(),
                          what=f"Send {chance.one(FIELDS)} {at}",
                          side=chance.one(("home", "partner", "both")), by=f"Sở {chance.number(1, 24)}",
                          owner=record.by if chance.happens(0.1) else None, priority=chance.number(1, 3),
                          made=chance.edtf(), due=due, next_due=due, origin_type_id=kind, origin_id=chance.one(origins),
                          status=chance.one(("open", "in_progress", "done", "done", "dropped")))  # fmt: skip

    keys = record.write(Commitment, record.sizes.commitments, commitment)
    record.link_partners(Commitment, keys)


def programmes(record: Any) -> None:
    """Programmes of twenty years, with the businesses that took part and what they offered."""
    chance = Chance("programmes")
    programmes = record.write(Programme, 40, lambda key, at: Programme(
        pk=key, reference=f"programme-{at}", title=f"Tháng khuyến mại {at}", kind="promotion_month",
        dates=chance.edtf(longest=30), status=chance.one(("closed", "closed", "running")), is_public=True))  # fmt: skip
    businesses = record.write(Business, record.sizes.businesses, lambda key, at: Business(
        pk=key, reference=f"business-{at}", name=f"{chance.one(CITIES)} Trading {at}",
        tax_code=f"{at:010}"))  # fmt: skip
    parts = record.write(Participation, len(businesses) * 2, lambda key, at: Participation(
        pk=key, reference=f"participation-{at}", programme_id=programmes[(at * 7 // len(businesses) + at) % 40],
        business_id=businesses[at % len(businesses)],
        status=chance.one(("applied", "checking", "admitted", "admitted")),
        applied_on=chance.edtf(), goods=chance.one(FIELDS)))  # fmt: skip
    record.write(Offer, len(parts) * 2, lambda key, at: Offer(
        pk=key, reference=f"offer-{at}", participation_id=parts[at % len(parts)], title=f"Basket {at}",
        category=chance.one(("food", "fresh", "crafts")), status="published",
        dates=chance.edtf(longest=30)))  # fmt: skip
