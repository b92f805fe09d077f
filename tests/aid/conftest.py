"""Aid that was offered, people who see to it, and a clock that can be set."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proxeny.accounts.models import Role, User
from proxeny.aid.models import Aid
from proxeny.core.records import Mark
from proxeny.registers import services as registers
from stating import accepted, source


@pytest.fixture
def set_today(monkeypatch):
    """Sets the day wherever the office asks for today."""

    def set_to(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_kwargs: day)

    return set_to


@pytest.fixture
def nam(db) -> User:
    """An officer: writes, and accepts nothing."""
    person = User(username="nam", role=Role.OFFICER, clearance=Mark.INTERNAL, first_name="Nam", last_name="Vũ")
    person.save()
    return person


@pytest.fixture
def evidence(lan):
    """A statement to rest things on, fresh each time."""
    return lambda mark=Mark.PUBLIC: [accepted(source(lan, mark=mark), "record", by=lan)]


@pytest.fixture
def offer(lan, evidence) -> Aid:
    """Equipment for two clinics, offered."""
    made = Aid(
        title="Equipment for two clinics",
        direction="received",
        kind="project",
        status="offer",
        value=Decimal(150_000),
        unit="USD",
    )
    return registers.create(made, by=lan, evidence=evidence())
