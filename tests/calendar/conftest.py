"""A calendar filled by hand: occasions as the registers give them, taken away again after the test."""

from __future__ import annotations

import pytest

from proxeny.registers import agenda
from proxeny.registers.agenda import Occasion


@pytest.fixture
def agenda_of():
    """Put occasions into the calendar: ``agenda_of(occasion, …)``; a provider keeps to marks as the registers do."""

    def put(*occasions: Occasion) -> None:
        def provider(asked):
            return [
                one
                for one in occasions
                if one.mark <= getattr(asked.person, "clearance", 0)
                and one.first <= asked.last
                and one.last >= asked.first
            ]

        agenda.add_occasions("test", provider)

    yield put
    agenda._PROVIDERS.pop("test", None)
