"""The sample record of Hanoi and the sample documents of the demonstration."""

from __future__ import annotations

from typing import Any


def load(**options: Any) -> Any:
    """Load the sample record; see ``proxeny.sample.loading.load``, which needs Django to be set up."""
    from proxeny.sample.loading import load

    return load(**options)
