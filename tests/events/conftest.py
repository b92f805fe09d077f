"""A conference that is planned, people who see to it, and a clock that stands still."""

from __future__ import annotations

from datetime import date

import pytest

from proxeny.accounts.models import Role, User
from proxeny.core.records import Mark
from proxeny.events.models import Event
from proxeny.procedures import services as procedures
from proxeny.registers import services as registers
from stating import accepted, source


@pytest.fixture
def today(monkeypatch) -> date:
    """20 April 2026, a Monday, wherever the office asks for today."""
    day = date(2026, 4, 20)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_kwargs: day)
    return day


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
def conference(lan, evidence) -> Event:
    """An idea for 15 June 2026."""
    made = Event(title="Heritage of river capitals", kind="conference", status="idea", dates="2026-06-15/2026-06-17")
    return registers.create(made, by=lan, evidence=evidence())


@pytest.fixture
def case(conference, nam, today):
    """Its procedure, opened today for its first day."""
    return procedures.open_case(conference, "conference", anchor=date(2026, 6, 15), by=nam)
