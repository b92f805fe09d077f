"""The checks hear of every observation that changes."""

from __future__ import annotations

from typing import Any

from proxeny.checks import services
from proxeny.indicators.models import Observation


def on_settled(sender: type[Observation], observation: Observation, **_signal: Any) -> None:
    """Check around it, in the transaction that changed it."""
    services.check_around(observation)
