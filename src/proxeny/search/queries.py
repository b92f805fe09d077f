"""What a query finds, as far as a person may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.registers.register import REGISTERS
from proxeny.search.backends import backend
from proxeny.search.models import SearchEntry
from proxeny.search.snippets import marked, snippet
from proxeny.search.words import Query, parse

BROAD = 5_000  # hits from which words say too little for a rank; ranking them would take a second for each 100,000
LOOKED_AT = 20  # entries of a register whose order is settled here
SHORTEST_BEGINNING = 3  # letters of a word that nothing holds, with which something near is looked for
DEEPEST = 100  # pages
A_GROUP = 5
IN_BOX = 4
A_PAGE = 30


@dataclass(frozen=True)
class Hit:
    """One record or document found."""

    entry: SearchEntry
    title: SafeString
    snippet: SafeString


@dataclass
class Group:
    """The hits of one register, the best first, and how many there are in all."""

    register: str
    title: str | Promise
    count: int
    hits: list[Hit] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """What a query found. ``near`` holds entries with some of the words, where none has all."""

    query: Query
    groups: list[Group] = field(default_factory=list)
    near: list[Hit] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All that was found, in every register."""
        return sum(group.count for group in self.groups)


def title_of(register: str) -> str | Promise:
    """A register's name on the page."""
    return REGISTERS[register].title if register in REGISTERS else _("Documents")


def find(text: str, *, visible_to: Any, a_group: int = A_GROUP, with_snippets: bool = True) -> Found:
    """What holds every word, grouped by register in the order of the best hits.

    The last word may be unfinished. Four SQL queries, however many registers.
    """
    query = parse(text)
    if not query.folded:
        return Found(query)
    clearance = getattr(visible_to, "clearance", 0)
    counts = backend().counts(query, clearance=clearance)
    if not counts:
        return Found(query, near=_near(query, clearance))
    in_order: dict[str, list[SearchEntry]] = {}
    total = sum(counts.values())
    for entry in _ranked(query, total, clearance=clearance, register=None, limit=LOOKED_AT):
        in_order.setdefault(entry.register, []).append(entry)
    shown = [entry for entries in in_order.values() for entry in entries[:a_group]]
    groups = {register: Group(register, title_of(register), counts.get(register, 0)) for register in in_order}
    for hit in _hits(shown, query, with_snippets=with_snippets):
        groups[hit.entry.register].hits.append(hit)
    return Found(query, [group for group in groups.values() if group.hits])


def find_in(text: str, register: str, *, visible_to: Any, page: int = 1) -> tuple[Group, bool]:
    """One page of a register's hits, and whether there are more; there are a hundred pages. Four SQL queries."""
    page = min(page, DEEPEST)
    query, clearance = parse(text), getattr(visible_to, "clearance", 0)
    if not query.folded:
        return Group(register, title_of(register), 0), False
    count = backend().counts(query, clearance=clearance).get(register, 0)
    entries = _ranked(query, count, clearance=clearance, register=register, limit=page * A_PAGE + A_PAGE)
    shown = entries[(page - 1) * A_PAGE : page * A_PAGE]
    return Group(register, title_of(register), count, _hits(shown, query)), len(entries) > page * A_PAGE


def _near(query: Query, clearance: int) -> list[Hit]:
    """Entries with some of the words; for one word that nothing holds, with its beginning."""
    if len(query.folded) == 1:
        word = query.folded[0]
        if len(word) <= SHORTEST_BEGINNING:
            return []
        beginning = parse(word[: max(SHORTEST_BEGINNING, len(word) * 2 // 3)])
        entries = _ranked(beginning, 0, clearance=clearance, register=None, limit=A_GROUP)
        return _hits(entries[:A_GROUP], beginning)
    total = sum(backend().counts(query, clearance=clearance, every_word=False).values())
    entries = _ranked(query, total, clearance=clearance, register=None, limit=A_GROUP, every_word=False)
    return _hits(entries[: A_GROUP * 2], query)


def _ranked(
    query: Query, total: int, *, clearance: int, register: str | None, limit: int, every_word: bool = True
) -> list[SearchEntry]:
    """Entries by rank, one a record or document; a title that is just what was typed comes first."""
    search = backend().newest if total > BROAD else backend().matches
    matches = search(query, clearance=clearance, register=register, limit=limit, every_word=every_word)
    entries = SearchEntry.objects.defer("body", "folded_body", "exact_body").in_bulk([key for key, _rank in matches])
    ranked = sorted(
        ((entries[key], rank) for key, rank in matches if key in entries),
        key=lambda pair: (-_closeness(pair[0], query), -pair[1]),  # in the order of the matches where they tie
    )
    unique: dict[tuple[int, str], SearchEntry] = {}
    for entry, _rank in ranked:
        unique.setdefault((entry.content_type_id, entry.object_id), entry)
    return list(unique.values())


def _closeness(entry: SearchEntry, query: Query) -> int:
    """2 for a name spelled exactly as typed, 1 for one that folds to it, joined or apart, else 0."""
    names = [parse(name) for name in (entry.title, entry.title_vi) if name]
    if any(name.exact == query.exact for name in names):
        return 2
    return int(any("".join(name.folded) == "".join(query.folded) for name in names))


def _hits(entries: Sequence[SearchEntry], query: Query, *, with_snippets: bool = True) -> list[Hit]:
    bodies: dict[int, str] = {}
    if with_snippets:
        shown = SearchEntry.objects.filter(pk__in=[entry.pk for entry in entries])
        bodies = dict(shown.values_list("pk", "body"))
        bodies = {entry.pk: bodies[entry.pk] for entry in entries if bodies[entry.pk] != entry.subtitle}
    return [Hit(entry, marked(entry.local_title, query), snippet(bodies.get(entry.pk, ""), query)) for entry in entries]
