"""Which documents tell of one event: kept as documents are read, a neighbourhood at a time.

A new document is set beside those of the weeks around it that share traits with it, and they are grouped anew together
with the stories they belong to: average linkage, so that one chance likeness does not chain two events, and a pair that
a person held apart never meets in one group. Nothing is merged by it: it is a way of showing documents, and it can be
computed again from the traits at any time. The number of SQL queries does not depend on how many documents there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import WrongState
from proxeny.documents.models import Document
from proxeny.watching.models import Apart, Profile, Story, Telling, Trait
from proxeny.watching.traits import Key, likeness, normed, traits_of

AROUND = timedelta(days=21)  # between the days of two pages on one event
SAME_EVENT = 0.4  # from this likeness on, measured on pages judged by hand (tests/watching/test_stories.py)
_CANDIDATES = 60
_TOGETHER = 150  # documents grouped at once; a larger story is joined, not grouped anew

Traits = dict[Key, float]


@transaction.atomic
def know(document: Document, reading: Any) -> None:
    """Keep the traits of a document that was read, and find the event it tells of. Fourteen SQL queries at most."""
    day, traits = traits_of(reading, published=document.published)
    Trait.objects.filter(document=document).delete()
    Trait.objects.bulk_create(
        Trait(document=document, kind=key.kind, key=key.key, country=key.country, weight=weight, day=day)
        for key, weight in traits.items()
    )
    month = f"{day:%Y-%m}" if day else ""
    Profile.objects.update_or_create(document=document, defaults={"day": day, "month": month})
    group_around(document)


@transaction.atomic
def group_around(document: Document) -> None:
    """Group a document and its neighbourhood anew."""
    profile = Profile.objects.filter(document=document).first()
    if profile is None:
        return
    near = _candidates(document, profile.day)
    members = dict(
        Telling.objects.filter(
            Q(document__in=[document.pk, *near]) | Q(story__tellings__document__in=[document.pk, *near])
        )
        .distinct()
        .values_list("document", "story")
    )
    around = list(dict.fromkeys([document.pk, *near, *sorted(members, reverse=True)]))[:_TOGETHER]
    traits = _traits(around)
    twins = _twins(around)
    alike = {
        (one, other): _alike(one, other, traits, twins)
        for n, one in enumerate(around)
        for other in around[n + 1 :]
    }
    apart = _apart(around)
    groups = _grouped(around, alike, apart)
    _keep(groups, members, alike)


def _candidates(document: Document, day: Any) -> list[int]:
    """The documents of the weeks around that share most with this one, and its near-duplicates."""
    near: list[int] = []
    if day is not None:
        own: dict[str, list[str]] = {}
        for kind, key in Trait.objects.filter(document=document).values_list("kind", "key"):
            own.setdefault(kind, []).append(key)
        shared = Q()
        for kind in (Trait.Kind.PERSON, Trait.Kind.PLACE, Trait.Kind.DAY, Trait.Kind.FIGURE, Trait.Kind.COUNTRY):
            if kind in own:
                shared |= Q(kind=kind, key__in=own[kind])
        if shared:
            near = list(
                Trait.objects.filter(shared, day__range=(day - AROUND, day + AROUND))
                .exclude(document=document)
                .values("document")
                .annotate(shared=Count("pk"))
                .filter(shared__gte=2)
                .order_by("-shared", "-document")
                .values_list("document", flat=True)[:_CANDIDATES]
            )
    twins = Document.objects.filter(Q(near_duplicate_of=document) | Q(pk=document.near_duplicate_of_id))
    return list(dict.fromkeys([*near, *twins.values_list("pk", flat=True)[:_CANDIDATES]]))


def _traits(documents: Iterable[int]) -> dict[int, Traits]:
    """The traits of documents, of length one."""
    found: dict[int, Traits] = {}
    rows = Trait.objects.filter(document__in=list(documents))
    for document, kind, key, country, weight in rows.values_list("document", "kind", "key", "country", "weight"):
        found.setdefault(document, {})[Key(kind, key, country)] = weight
    return {document: normed(traits) for document, traits in found.items()}


def _twins(documents: list[int]) -> dict[tuple[int, int], float]:
    """The near-duplicates among documents, which tell the same in the same words."""
    rows = Document.objects.filter(pk__in=documents, near_duplicate_of__in=documents)
    pairs = rows.values_list("pk", "near_duplicate_of", "similarity")
    return {(min(one, other), max(one, other)): share or 0.0 for one, other, share in pairs if other is not None}


def _alike(one: int, other: int, traits: dict[int, Traits], twins: dict[tuple[int, int], float]) -> float:
    said = likeness(traits.get(one, {}), traits.get(other, {}))
    return max(said, twins.get((min(one, other), max(one, other)), 0.0))


def _apart(documents: list[int]) -> set[tuple[int, int]]:
    standing = Apart.objects.filter(low__in=documents, high__in=documents, undone_at__isnull=True)
    return set(standing.values_list("low", "high"))


def _grouped(
    documents: list[int], alike: dict[tuple[int, int], float], apart: set[tuple[int, int]]
) -> list[list[int]]:
    """Average linkage down to ``SAME_EVENT``; groups of two and more. Sums of likeness are kept from step to step."""
    groups = {n: [document] for n, document in enumerate(documents)}
    place = {document: n for n, document in enumerate(documents)}
    sums: dict[tuple[int, int], float] = {}
    for (one, other), share in alike.items():
        is_apart = (min(one, other), max(one, other)) in apart
        if share > 0 or is_apart:
            pair = place[one], place[other]
            sums[min(pair), max(pair)] = float("-inf") if is_apart else share
    while sums:
        best, pair = max(
            (total / (len(groups[a]) * len(groups[b])), (a, b)) for (a, b), total in sums.items()
        )
        if best < SAME_EVENT:
            break
        kept, gone = pair
        groups[kept] += groups.pop(gone)
        for (a, b), total in list(sums.items()):
            if gone in (a, b):
                del sums[a, b]
                other = a if b == gone else b
                if other != kept:
                    between = min(kept, other), max(kept, other)
                    sums[between] = sums.get(between, 0.0) + total
    return [members for members in groups.values() if len(members) > 1]


def _keep(groups: list[list[int]], members: dict[int, int], alike: dict[tuple[int, int], float]) -> None:
    """Write the groups as stories; a story goes on under its number with the group that has most of it."""
    taken: set[int] = set()
    told: dict[int, tuple[int, float]] = {}
    for group in sorted(groups, key=lambda group: (-len(group), group[0])):
        before = Counter(members[document] for document in group if document in members)
        story = next((pk for pk, _n in before.most_common() if pk not in taken), None)
        story = story if story is not None else Story.objects.create().pk
        taken.add(story)
        for document in group:
            rest = [alike.get((document, other), alike.get((other, document), 0.0)) for other in group]
            told[document] = story, sum(rest) / (len(group) - 1)
    Telling.objects.filter(document__in=[pk for pk in members if pk not in told]).delete()
    Telling.objects.bulk_create(
        [Telling(document_id=pk, story_id=story, likeness=share) for pk, (story, share) in told.items()],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["story", "likeness"],
    )
    _drop_lonely(set(members.values()) | taken)


def _drop_lonely(stories: set[int]) -> None:
    lonely = list(
        Story.objects.filter(pk__in=stories).annotate(n=Count("tellings")).filter(n__lt=2).values_list("pk", flat=True)
    )
    if lonely:
        Story.objects.filter(pk__in=lonely).delete()


@transaction.atomic
def keep_apart(one: Document, other: Document, *, by: User, reason: str = "") -> Apart:
    """Say that two documents are not about the same event; kept until somebody takes it back.

    Raises ``WrongState`` if that stands already, or for a document and itself.
    """
    demand(by, "accept")
    low, high = sorted((one, other), key=lambda document: document.pk)
    if low.pk == high.pk:
        raise WrongState(_("A document cannot be held apart from itself. Choose another one."))
    if Apart.objects.filter(low=low, high=high, undone_at__isnull=True).exists():
        raise WrongState(_("These two are held apart already."))
    apart = Apart.objects.create(low=low, high=high, by=by, reason=reason.strip()[:300])
    audit.record("watching.apart", one, by=by, changes={"not_the_same_event": [None, other.title]}, reason=apart.reason)
    group_around(one)
    return apart


@transaction.atomic
def take_back(apart: Apart, *, by: User) -> Apart:
    """Take back that two documents are apart; they are grouped by what they say. Raises ``WrongState`` if it was."""
    demand(by, "accept")
    apart = Apart.objects.select_for_update(of=("self",)).select_related("low", "high").get(pk=apart.pk)
    if apart.undone_at is not None:
        raise WrongState(_("This was taken back already."))
    apart.undone_at, apart.undone_by = timezone.now(), by
    apart.save()
    changes = {"not_the_same_event": [apart.high.title, None]}
    audit.record("watching.together", apart.low, by=by, changes=changes)
    group_around(apart.low)
    return apart
