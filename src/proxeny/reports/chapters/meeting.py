"""Chapters on a meeting itself: when and where, whom we meet, what the officer wants to raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from proxeny.core.period import days
from proxeny.partners.models import Person, Post
from proxeny.partners.posts import how_sure
from proxeny.reports.chapters.desk import Desk, Pieces
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.telling import Teller
from proxeny.reports.parts import Chapter, Paragraph

_SURE = ("certain", "likely", "unknown")


def meeting(desk: Desk, *, day: str, place: str) -> Chapter | None:
    """When and where; nothing where neither is known."""
    tell = Teller(desk, "meeting")
    if not (day or place) or desk.partner is None:
        return None
    key = "meeting-with" if day and place else "meeting-day" if day else "meeting-place"
    said = desk.text(key, **desk.named(desk.partner), day=desk.date(day), place=place)
    tell.paragraph("when", (said,))
    return tell.chapter()


def met(desk: Desk, *, people: Sequence[Person], day: str) -> Chapter | None:
    """Whom we meet, each with the post held on the day of the meeting. Two SQL queries."""
    if not people:
        return None
    on = (days(day)[0] if day else None) or desk.on
    tell = Teller(desk, "people")
    posts: dict[int, tuple[int, Post]] = {}
    for post in Post.objects.filter(person__in=[one.pk for one in people]).select_related("partner"):
        sure = how_sure(post, on)
        if sure is not None and _SURE.index(sure) < posts.get(post.person_id, (len(_SURE), post))[0]:
            posts[post.person_id] = _SURE.index(sure), post
    behind = Behind(people, visible_to=desk.person)
    parts: list[Pieces] = []
    for one in people:
        figure = desk.stated(f"met.{one.reference}", one.name, one, behind.of(one, "posts"))
        found = posts.get(one.pk)
        role = (found[1].role or found[1].organisation) if found is not None else ""
        known = f"people-{_SURE[found[0]]}" if found is not None else ""
        parts.append(desk.say(known, figure=figure, role=role) if role else desk.say("met-bare", figure=figure))
    tell.paragraph("met", desk.say("met-list", list=desk.enumerated(parts, between=desk.term("list-apart"))))
    return replace(tell.chapter(), title=desk.text("chapter-met"))


def raised(desk: Desk, *, to_raise: str) -> Chapter | None:
    """What the officer wants to raise, a paragraph for each line, in the officer's own words."""
    lines = [" ".join(line.split()) for line in to_raise.splitlines() if line.strip()]
    if not lines:
        return None
    blocks = tuple(Paragraph(f"raise.{number}", (line,)) for number, line in enumerate(lines, 1))
    return Chapter("raise", desk.text("chapter-raise"), blocks)
