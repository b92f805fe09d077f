"""A trip, a visit, and who takes part in them."""

from __future__ import annotations

import pytest

from dossiers import delegation, evidence
from proxeny.delegations.models import Delegation
from proxeny.partners.models import Partner, Person
from proxeny.registers import services as registers


@pytest.fixture
def trip(lan) -> Delegation:
    """A trip to come, planned."""
    return delegation(
        lan, title="Study of tramways", dates="2030-05-06/2030-05-10", status="planned", proposing_unit="Transport"
    )


@pytest.fixture
def visit(lan) -> Delegation:
    """A visit received."""
    return delegation(
        lan, title="Mayor of Ostra", direction="in", dates="2030-06-03/2030-06-05", status="planned", places=["Hanoi"]
    )


@pytest.fixture
def tuan(lan) -> Person:
    """A leader of the home city."""
    return registers.create(Person(name="Lê Anh Tuấn", country="VN"), by=lan, evidence=evidence(lan))


@pytest.fixture
def ostra(lan) -> Partner:
    """An invented city abroad."""
    return registers.create(
        Partner(kind=Partner.Kind.CITY, name="Ostra", country="JP"), by=lan, evidence=evidence(lan)
    )
