"""The entries of the rail, in the order of the office's day, and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The lowest role that an entry is for; the numbers of accounts' Role, which core may not import.
READER, OFFICER, REVIEWER, APPROVER, ADMINISTRATOR = range(1, 6)

Words = str | Promise


@dataclass(frozen=True)
class Entry:
    """One page of the rail. ``shortcut`` is the key after ``g``; ``on_phone`` puts it in the bar of five.

    ``rooms`` are lists that are entered through it and have no entry of their own, by the names of their addresses.
    """

    key: str
    label: Words
    url_name: str
    icon: str
    shortcut: str
    minimum_role: int = READER
    on_phone: bool = False
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Entries that belong together, with a heading for those who cannot see the gap between groups."""

    label: Words
    entries: tuple[Entry, ...]


NAVIGATION: tuple[Group, ...] = (
    Group(
        _("Today"),
        (
            Entry("overview", _("Overview"), "overview:home", "overview", "o", on_phone=True),
            Entry("review", _("Inbox"), "review:inbox", "inbox", "r", on_phone=True),
            Entry("deadlines", _("Deadlines"), "procedures:deadlines", "clock", "k"),
            Entry("calendar", _("Calendar"), "calendar:month", "calendar", "h"),
        ),
    ),
    Group(
        _("Registers"),
        (
            Entry(
                "partners", _("Partners"), "partners:list", "partners", "p", on_phone=True,
                rooms=("people:list", "contacts:home-posts"),
            ),
            Entry("agreements", _("Agreements"), "agreements:list", "agreements", "a"),
            Entry(
                "delegations", _("Delegations"), "delegations:list", "delegations", "d",
                rooms=("delegation-gifts", "delegation-forms"),
            ),
            Entry("events", _("Events"), "events:list", "events", "e", rooms=("awards:list",)),
            Entry(
                "investments", _("Investments"), "investments:list", "investments", "i",
                rooms=("leads:list", "calls:list", "grievances:list"),
            ),
            Entry("aid", _("Aid"), "aid:list", "aid", "t"),
            Entry(
                "programmes", _("Programmes"), "programmes:list", "programmes", "s",
                rooms=("businesses:list", "participations:list", "offers:list"),
            ),
            Entry(
                "missions", _("Missions abroad"), "missions:list", "missions", "m",
                rooms=("briefings:list", "mission_reports:list"),
            ),
        ),
    ),
    Group(
        _("Figures and plans"),
        (
            Entry("indicators", _("Indicators"), "indicators:list", "indicators", "f"),
            Entry("pictures", _("Pictures"), "charts:gallery", "map", "v"),
            Entry("plans", _("Plan"), "plans:list", "plans", "l", rooms=("targets:list",)),
            Entry("commitments", _("Commitments"), "commitments:list", "commitments", "c"),
        ),
    ),
    Group(
        _("Papers"),
        (
            Entry("documents", _("Documents"), "documents:list", "documents", "w"),
            Entry("watching", _("Watching"), "watching:list", "link", "n"),
            Entry("briefs", _("Briefs and reports"), "briefs:list", "briefs", "b", rooms=("reports:list",)),
            Entry("imports", _("Imports"), "exchange:list", "imports", "x", minimum_role=OFFICER),
        ),
    ),
    Group(
        _("Office"),
        (
            Entry("accounts", _("People of the office"), "accounts:list", "people", "y", minimum_role=ADMINISTRATOR),
            Entry("audit", _("Audit"), "audit:list", "audit", "u", minimum_role=ADMINISTRATOR),
        ),
    ),
)


@dataclass(frozen=True)
class Shown:
    """An entry as one person sees it on one page."""

    entry: Entry
    url: str
    is_current: bool
    count: int | None


_COUNTS: dict[str, Callable[[Any], int]] = {}


def count_beside(key: str) -> Callable[[Callable[[Any], int]], Callable[[Any], int]]:
    """Register what is counted beside an entry, as ``review`` does in its ``AppConfig.ready`` for the inbox.

    The function gets the person and gives a number; it runs once a page, so it should cost one indexed query.
    """

    def register(count: Callable[[Any], int]) -> Callable[[Any], int]:
        _COUNTS[key] = count
        return count

    return register


def may_see(entry: Entry, person: Any) -> bool:
    """Whether an entry is for a person: signed in, and of the role that the entry asks for."""
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "role", READER) >= entry.minimum_role)


def address(url_name: str) -> str:
    """The address of a page, or an empty string where the site leaves it out."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def shown_to(person: Any, path: str) -> Iterator[tuple[Group, list[Shown]]]:
    """The groups with the entries that a person may see; pages that the site leaves out are not offered.

    The current entry is that of which the address, or one of whose rooms, is the longest beginning of ``path``.
    """
    groups = [
        (
            group,
            [(entry, url) for entry in group.entries if may_see(entry, person) and (url := address(entry.url_name))],
        )
        for group in NAVIGATION
    ]
    home = address("overview:home")
    leads_to = {url: url for _group, entries in groups for _entry, url in entries}
    for _group, entries in groups:
        leads_to |= {room: url for entry, url in entries for name in entry.rooms if (room := address(name))}
    begun = (start for start in leads_to if path == start or (start != home and path.startswith(start)))
    current = leads_to.get(max(begun, key=len, default=""), "")
    for group, entries in groups:
        shown = [
            Shown(entry, url, url == current, _COUNTS[entry.key](person) if entry.key in _COUNTS else None)
            for entry, url in entries
        ]
        if shown:
            yield group, shown
