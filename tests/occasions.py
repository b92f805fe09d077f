"""Occasions for tests of the calendar, as a register gives them."""

from __future__ import annotations

from datetime import date

from proxeny.registers.agenda import Occasion


def occasion(key: str, first: str, last: str = "", **known) -> Occasion:
    """A happening on some days, unless said otherwise."""
    begins = date.fromisoformat(first)
    return Occasion(
        **{
            "key": key,
            "register": "delegations",
            "sort": "happening",
            "title": key,
            "first": begins,
            "last": date.fromisoformat(last) if last else begins,
            "url": f"/delegations/{key.split(':')[1] if ':' in key else key}/",
            "mark": 0,
            **known,
        }
    )
