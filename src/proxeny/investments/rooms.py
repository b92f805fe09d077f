"""The rooms of investment promotion, as every one of its pages lists them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_ROOMS: tuple[tuple[str, Promise], ...] = (
    ("investments:list", _("Projects")),
    ("leads-board", _("Pipeline")),
    ("leads:list", _("Enquiries")),
    ("calls:list", _("Calls")),
    ("investments-aftercare", _("Aftercare")),
    ("grievances:list", _("Grievances")),
    ("investments-totals", _("Totals")),
    ("investments-breakdown", _("By partner and sector")),
    ("investments-conversion", _("What promises became")),
)


@dataclass(frozen=True)
class Room:
    """A page of the house's investment storey."""

    label: str
    url: str
    current: bool


def rooms(path: str) -> list[Room]:
    """All of them; the one whose page is asked for is current."""
    return [Room(str(label), url, url == path) for name, label in _ROOMS for url in [reverse(name)]]
