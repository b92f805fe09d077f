"""Series points that the tests of indicators speak of."""

from __future__ import annotations

import pytest

from proxeny.indicators import services
from proxeny.indicators.models import Indicator


@pytest.fixture
def fdi(db) -> Indicator:
    """Foreign capital registered in a period."""
    return Indicator.objects.get(code="fdi_registered")


@pytest.fixture
def state_fdi(fdi, lan):
    """Record what a statement says of the capital registered in the first half of 2023."""

    def record(statement, *, by=lan, period="2023-01/2023-06", **point):
        observation, _is_new = services.record_observation(
            fdi, area="Hanoi", period=period, evidence=statement, by=by, **point
        )
        observation.refresh_from_db()
        return observation

    return record
