"""Who held which post on a day: certain, likely or not known, as far as the sources' dates go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.conf import settings
from django.db.models import Q

from proxeny.core import period
from proxeny.core.errors import BadPeriod
from proxeny.core.folding import fold
from proxeny.partners.models import Partner, Person, Post

Certainty = Literal["certain", "likely", "unknown"]

_ABOUT = timedelta(days=366)  # how far a date marked as approximate may be out
_NEAR = timedelta(days=366)  # a sighting as near as this makes a post likely
_RANKS: dict[Certainty, int] = {"certain": 0, "likely": 1, "unknown": 2}


@dataclass(frozen=True)
class Held:
    """A post on a day, and how sure it is; ``seen`` is the sighting nearest to the day (EDTF), if there is one."""

    post: Post
    certainty: Certainty
    seen: str = ""


def posts_on(day: date, *, visible_to: Any, partner: Partner | None = None, role: str = "") -> list[Held]:
    """Who held which post on a day at a partner, or with ``None`` at the home city; the surest first.

    ``certain``: the stated term covers the day, or a source shows them in the post on it. ``likely``: seen in it within
    a year, or before and after, or the term covers the day by dates that are themselves approximate.
    ``unknown``: nothing speaks against it and too little for it. Posts that ended before or began later are left out.
    ``role`` are words of the post, in any order, whatever their accents. Two SQL queries.
    """
    if partner is not None:
        where = Q(partner=partner)
    else:
        where = Q(partner=None, person__country=settings.PROXENY_HOME_COUNTRY)
    rows = (
        Post.objects.filter(where, person__in=Person.objects.visible_to(visible_to).order_by())
        .filter(Q(begins_earliest=None) | Q(begins_earliest__lte=_plus(day, _ABOUT)))
        .filter(Q(ends_latest=None) | Q(ends_latest__gte=_plus(day, -_ABOUT)))
        .select_related("person", "partner")
    )
    words = fold(role).split()
    found = []
    for post in rows:
        called = fold(f"{post.role} {post.organisation}")
        certainty = how_sure(post, day) if all(word in called for word in words) else None
        if certainty is not None:
            found.append(Held(post, certainty, nearest(post, day)))
    return sorted(found, key=lambda held: (_RANKS[held.certainty], held.post.role, held.post.person.name))


def how_sure(post: Post, day: date) -> Certainty | None:
    """How sure it is that somebody held a post on a day; ``None`` where the stated term excludes it."""
    begins, begins_vague = _ends_of(post.begins)
    ends, ends_vague = _ends_of(post.ends)
    sightings = [days for text in post.seen if (days := _days(str(text))) is not None]
    if _excludes(begins, ends, day) and not any(first <= day <= last for first, last in sightings):
        return None
    if any(first == last == day for first, last in sightings):
        return "certain"
    stated = _days(post.begins) if post.begins else None, _days(post.ends) if post.ends else None
    if stated[0] and stated[1] and stated[0][1] <= day <= stated[1][0]:
        return "likely" if begins_vague or ends_vague else "certain"
    before = bool(begins and begins[1] <= day) or any(last <= day for _first, last in sightings)
    after = bool(ends and ends[0] >= day) or any(first >= day for first, _last in sightings)
    is_near = any(first - _NEAR <= day <= last + _NEAR for first, last in sightings)
    return "likely" if (before and after) or is_near else "unknown"


def nearest(post: Post, day: date) -> str:
    """The sighting nearest to a day, as the record keeps it; empty for none."""
    dated = [(days, str(text)) for text in post.seen if (days := _days(str(text))) is not None]
    if not dated:
        return ""
    return min(dated, key=lambda each: max(each[0][0] - day, day - each[0][1], timedelta(0)))[1]


def _ends_of(edtf: str) -> tuple[tuple[date, date] | None, bool]:
    """The first and last day that a date may mean, widened where it is approximate; and whether it is marked so."""
    days = _days(edtf) if edtf else None
    if days is None:
        return None, False
    is_vague = any(mark in edtf for mark in "~?%")
    return ((_plus(days[0], -_ABOUT), _plus(days[1], _ABOUT)) if is_vague else days), is_vague


def _excludes(begins: tuple[date, date] | None, ends: tuple[date, date] | None, day: date) -> bool:
    return bool((begins and day < begins[0]) or (ends and day > ends[1]))


def _days(edtf: str) -> tuple[date, date] | None:
    """Both ends of a date; ``None`` for what is none, or has an open end."""
    try:
        first, last = period.days(edtf)
    except BadPeriod:
        return None
    return (first, last) if first is not None and last is not None else None


def _plus(day: date, span: timedelta) -> date:
    try:
        return day + span
    except OverflowError:
        return day
