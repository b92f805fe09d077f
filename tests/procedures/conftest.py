"""Records that go through procedures, and a clock that stands still."""

from __future__ import annotations

from datetime import date

import pytest

import records
from proxeny.accounts.models import Role, User
from proxeny.core.records import Mark
from proxeny.events.models import Event
from proxeny.procedures import services
from proxeny.registers import services as registers


@pytest.fixture
def today(monkeypatch) -> date:
    """1 June 2026, a Monday, wherever the office asks for today."""
    day = date(2026, 6, 1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_kwargs: day)
    return day


@pytest.fixture
def nam(db) -> User:
    """An officer: writes, and accepts nothing."""
    person = User(username="nam", role=Role.OFFICER, clearance=Mark.INTERNAL, first_name="Nam", last_name="Vũ")
    person.save()
    return person


@pytest.fixture
def event(lan) -> Event:
    """A conference that is planned."""
    document = records.source(lan)
    made = Event(title="Conference on the heritage of capitals", kind="conference")
    return registers.create(made, by=lan, evidence=[records.said(document, lan, title=made.title)])


@pytest.fixture
def case(event, nam, today):
    """Its procedure, opened in April for 15 June 2026."""
    return services.open_case(event, "conference", anchor=date(2026, 6, 15), opened_on=date(2026, 4, 1), by=nam)
