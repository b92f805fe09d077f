"""What is watched, which pages tell of one event, and who is named how often, as far as a person may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from proxeny.core.folding import fold
from proxeny.documents.models import Document
from proxeny.partners.models import Alias, Partner
from proxeny.watching.models import Apart, Item, Look, Mention, Profile, Story, Telling, Trait, Watch


def _counted(state: str) -> Coalesce:
    rows = Item.objects.filter(watch=OuterRef("pk"), state=state).order_by().values("watch").annotate(n=Count("pk"))
    return Coalesce(Subquery(rows.values("n"), output_field=IntegerField()), 0)


def places(*, visible_to: Any) -> QuerySet[Watch]:
    """The places that a person may see, those in trouble first, with how many items were added, wait, were refused."""
    return (
        Watch.objects.visible_to(visible_to)
        .annotate(
            added=_counted(Item.State.ADDED), waiting=_counted(Item.State.WAITING), refused=_counted(Item.State.REFUSED)
        )
        .select_related("added_by")
        .order_by("is_paused", F("failures").desc(), "title", "pk")
    )


def due(now: datetime) -> QuerySet[Watch]:
    """The places whose time has come, the longest waiting first."""
    rows = Watch.objects.filter(is_paused=False).filter(Q(next_at__lte=now) | Q(next_at__isnull=True))
    return rows.select_related("added_by").order_by(F("next_at").asc(nulls_first=True), "pk")


def items_of(watch: Watch, *, visible_to: Any) -> QuerySet[Item]:
    """What a place offered, the newest first; without items whose document is above a person's clearance."""
    clearance = getattr(visible_to, "clearance", 0)
    seen = Q(document__isnull=True) | Q(document__mark__lte=clearance)
    return watch.items.filter(seen).select_related("document").defer("content", "document__remarks", "document__note")


def looks_of(watch: Watch) -> QuerySet[Look]:
    """The log of a place, the newest look first."""
    return watch.looks.all()


def _visible_tellings(visible_to: Any) -> QuerySet[Telling]:
    return Telling.objects.filter(document__mark__lte=getattr(visible_to, "clearance", 0))


def stories(*, visible_to: Any, waiting: bool = False) -> QuerySet[Any]:
    """The events that two or more documents tell of which a person may see, the newest first.

    Rows ``{"story", "pages", "last"}``; with ``waiting`` only those of which a document waits for review.
    """
    rows = _visible_tellings(visible_to).values("story").annotate(pages=Count("pk"), last=Max("document"))
    rows = rows.filter(pages__gte=2)
    if waiting:
        open_ones = _visible_tellings(visible_to).filter(document__status=Document.Status.WAITING)
        rows = rows.filter(story__in=open_ones.values("story"))
    return rows.order_by("-last")


@dataclass(frozen=True)
class Told:
    """An event as a page shows it: the documents that tell of it, the earliest first."""

    story: Story
    documents: tuple[Document, ...]

    @property
    def lead(self) -> Document:
        """The document that told of it first."""
        return self.documents[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is told in."""
        return tuple(dict.fromkeys(document.language for document in self.documents if document.language))


def told(numbers: Iterable[int], *, visible_to: Any) -> dict[int, Told]:
    """The documents of stories, by story; stories of which fewer than two may be seen are not there. One SQL query."""
    tellings = (
        _visible_tellings(visible_to)
        .filter(story__in=list(numbers))
        .select_related("document", "story")
        .defer("document__remarks", "document__note", "document__folded")
        .order_by("document__published", "document_id")
    )
    found: dict[int, list[Telling]] = {}
    for telling in tellings:
        found.setdefault(telling.story_id, []).append(telling)
    return {
        pk: Told(members[0].story, tuple(member.document for member in members))
        for pk, members in found.items()
        if len(members) > 1
    }


def story_of(document: Document, *, visible_to: Any) -> Told | None:
    """The event that a document tells of together with others; ``None`` where it stands alone. Two SQL queries."""
    number = Telling.objects.filter(document=document).values_list("story", flat=True).first()
    return told([number], visible_to=visible_to).get(number) if number is not None else None


def pages_beside(documents: Iterable[Document], *, visible_to: Any) -> dict[int, tuple[int, int]]:
    """Document → story and how many documents tell of it, for those that do not stand alone. Two SQL queries."""
    pks = [document.pk for document in documents]
    mine = dict(_visible_tellings(visible_to).filter(document__in=pks).values_list("document", "story"))
    rows = _visible_tellings(visible_to).filter(story__in=set(mine.values())).values("story").annotate(n=Count("pk"))
    count = dict(rows.values_list("story", "n"))
    return {document: (story, count[story]) for document, story in mine.items() if count[story] > 1}


def held_apart(documents: Iterable[Document], *, visible_to: Any) -> list[Apart]:
    """What people said is not about the same event as any of these documents. One SQL query."""
    pks = [document.pk for document in documents]
    clearance = getattr(visible_to, "clearance", 0)
    return list(
        Apart.objects.filter(Q(low__in=pks) | Q(high__in=pks), undone_at__isnull=True)
        .filter(low__mark__lte=clearance, high__mark__lte=clearance)
        .select_related("low", "high", "by")
        .order_by("-at")[:50]
    )


def _names(partner: Partner) -> tuple[QuerySet[Any], ...]:
    """The rows, each with ``document`` and ``day``, that say that a document names a partner. One SQL query.

    A country is named by any place in it, a city or region by its name in any language the reader knows; everybody by
    each name on record, as it was when the texts were last searched.
    """
    said: QuerySet[Any] = Mention.objects.filter(partner=partner)
    if partner.kind == Partner.Kind.COUNTRY and partner.country:
        return said, Trait.objects.filter(kind=Trait.Kind.COUNTRY, key=partner.country)
    if partner.kind in (Partner.Kind.CITY, Partner.Kind.REGION):
        aliases = Alias.objects.filter(partner=partner).values_list("name", flat=True)
        keys = {fold(name)[:120] for name in (partner.name, partner.name_vi, *aliases) if name}
        places = Trait.objects.filter(kind=Trait.Kind.PLACE, key__in=keys)
        return said, places.filter(country__in=["", partner.country]) if partner.country else places
    return (said,)


def naming(partner: Partner, *, visible_to: Any, most: int = 200) -> list[Document]:
    """The latest documents that name a partner, as far as a person may see, ``most`` of them at most.

    Four SQL queries, each along an index and no longer than that many rows. Documents without a day come last.
    """
    clearance = getattr(visible_to, "clearance", 0)
    days: dict[int, Any] = {}
    for rows in _names(partner):
        newest = rows.filter(document__mark__lte=clearance).order_by(F("day").desc(nulls_last=True), "-document")
        days |= dict(newest.values_list("document", "day")[: most * 2])
    latest = sorted(days, key=lambda pk: (days[pk] is not None, str(days[pk]), pk), reverse=True)[:most]
    found = Document.objects.defer("remarks", "note", "folded").in_bulk(latest)
    return [found[pk] for pk in latest if pk in found]


@dataclass(frozen=True)
class Named:
    """How many documents of a month in one language name a partner; ``month`` as ``2023-05``."""

    month: str
    language: str
    documents: int


def mentions_by_month(partner: Partner, *, visible_to: Any) -> list[Named]:
    """The documents that name a partner, by the month they are of and their language, in order. Two SQL queries.

    A document counts once in its month however often it says the name. Those without a day are left out.
    """
    first, *others = (rows.order_by().values("document") for rows in _names(partner))
    rows = (
        Profile.objects.filter(document__in=first.union(*others) if others else first)
        .filter(document__mark__lte=getattr(visible_to, "clearance", 0))
        .exclude(month="")
        .values("month", "document__language")
        .annotate(n=Count("pk"))
        .order_by("month", "document__language")
    )
    return [Named(row["month"], row["document__language"], row["n"]) for row in rows]
