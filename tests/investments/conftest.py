"""Investors for tests, made through the services that the pages use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from proxeny.core.records import Mark
from proxeny.indicators.models import Indicator
from proxeny.indicators.services import record_observation
from proxeny.investments import services
from proxeny.investments.models import CapitalMovement, Contact, Grievance, Lead, Project
from proxeny.partners.models import Partner
from proxeny.registers import services as registers
from stating import accepted, figure, source


class Office:
    """What somebody at the desk does, in a line each."""

    def __init__(self, person: Any) -> None:
        self.person = person

    def evidence(self, mark: int = Mark.PUBLIC) -> list[Any]:
        return [accepted(source(self.person, mark=mark), "record", by=self.person)]

    def project(self, title: str = "A lens plant", *partners: Partner, **fields: Any) -> Project:
        content = {"title": title, "status": "licensed", **fields}
        return registers.create(
            Project(**content), many={"partners": partners}, by=self.person, evidence=self.evidence()
        )

    def partner(self, name: str, kind: str = "country", country: str = "") -> Partner:
        return registers.create(
            Partner(kind=kind, name=name, country=country), by=self.person, evidence=self.evidence()
        )

    def move(self, project: Project, kind: str, value: str | None, day: str, **more: Any) -> CapitalMovement:
        return services.record_movement(
            project, kind=kind, value=None if value is None else Decimal(value), unit=more.pop("unit", "USD"), date=day,
            evidence=self.evidence(), by=self.person, **more,
        )  # fmt: skip

    def lead(self, title: str = "A lens plant", *partners: Partner, **fields: Any) -> Lead:
        content = {"title": title, "channel": "letter", "received": "2026-03-02", "key_account": self.person, **fields}
        return registers.create(Lead(**content), many={"partners": partners}, by=self.person, evidence=self.evidence())

    def contact(self, lead: Lead, day: str, **fields: Any) -> Contact:
        content = {"kind": "email", "what": "Sent the list of sites.", **fields}
        return registers.add_part(
            lead, "contacts", Contact(date=day, **content), by=self.person, is_sourced=False
        )

    def grievance(self, project: Project, received: str, **fields: Any) -> Grievance:
        content = {"title": "Power cuts", "about": "infrastructure", **fields}
        return registers.create(
            Grievance(project=project, received=received, **content), by=self.person, evidence=self.evidence()
        )

    def publishes(self, code: str, value: str, period: str, publisher: str, unit: str = "USD", **more: Any) -> None:
        page = source(self.person, publisher=publisher)
        record_observation(
            Indicator.objects.get(code=code), area="Hanoi", period=period,
            evidence=figure(page, value, unit, by=self.person, **more), by=self.person,
        )  # fmt: skip


@pytest.fixture
def desk(lan) -> Office:
    """Lan at her desk."""
    return Office(lan)
