"""What the registers of partners and people put into the calendar: terms of office that end on a known day."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _

from proxeny.core.records import Mark
from proxeny.partners.models import Post
from proxeny.registers.agenda import Asked, Occasion


def occasions(asked: Asked) -> Iterator[Occasion]:
    """The ends of posts, as far as the day is stated. One SQL query."""
    if asked.is_for_late:
        return
    ending = (
        Post.objects.filter(
            ends_earliest__range=(asked.first, asked.last),
            ends_latest=F("ends_earliest"),
            # by a join: the days find few, the marks nearly all
            person__mark__lte=getattr(asked.person, "clearance", Mark.PUBLIC),
            person__merged_into=None,
        )
        .select_related("person")
        .order_by("ends_earliest", "pk")
    )
    for post in ending:
        day = post.ends_latest
        assert day is not None  # the range asked for it
        yield Occasion(
            key=f"partners:post-{post.pk}:ends",
            register="people",
            sort="notice",
            title=_("Term ends: %(person)s") % {"person": post.person},
            first=day,
            last=day,
            url=post.person.get_absolute_url(),
            mark=post.person.mark,
            what=str(post),
            is_tentative=post.ends[-1:] in {"~", "?", "%"},
        )
