"""The letters with a person's reminders: once a day or week, and never twice."""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.accounts.models import User
from proxeny.calendar.days import monday_of
from proxeny.calendar.ical import is_closed, title_of
from proxeny.calendar.models import Digest, ReminderChoice
from proxeny.calendar.reminders import MOST, Reminders, part_titles, reminders_for
from proxeny.core.errors import DomainError
from proxeny.core.home import home_name
from proxeny.registers.agenda import Occasion

# A run that began a person's letter and did not end is taken to have broken off after this long.
_BROKEN_OFF = timedelta(minutes=15)
_FAULTS = (smtplib.SMTPException, OSError)

State = Literal["sent", "would be sent", "nothing", "sent before", "under way", "no address", "never", "failed"]


class CannotSend(DomainError):
    """Letters cannot leave: something is not set."""

    code = "calendar.cannot_send"


@dataclass(frozen=True)
class Outcome:
    """What became of one person's reminders; ``why`` for a failure, ``count`` how many things are told of."""

    person: User
    state: State
    count: int = 0
    why: str = ""


def demand_mail() -> None:
    """Raises ``CannotSend``, naming the settings, where letters have no server or their links no address."""
    if not settings.PROXENY_HAS_MAIL:
        raise CannotSend(
            _(
                "No mail server is set. Set PROXENY_MAIL to it, as smtp+tls://user:password@mail.city.example:587, "
                "or look at the reminders with --dry-run."
            )
        )
    if not settings.PROXENY_ADDRESS:
        raise CannotSend(
            _(
                "Letters need the address of this site for their links: set PROXENY_ADDRESS, as "
                "https://record.city.example."
            )
        )


def remind(on: date, *, is_dry: bool = False) -> Iterator[Outcome]:
    """Send everybody who may sign in their reminders for a day; what failed is told and tried again by the next run.

    One transaction for each person: whatever stops a run, the people before have their letter and get it only once.
    Raises ``CannotSend`` before the first one.
    """
    if not is_dry:
        demand_mail()
    choices = {choice.person_id: choice for choice in ReminderChoice.objects.all()}
    for person in User.objects.filter(is_active=True).order_by("pk"):
        choice = choices.get(person.pk) or ReminderChoice(person=person)
        with translation.override(person.language):
            yield _remind_one(person, choice, on, is_dry)


def _remind_one(person: User, choice: ReminderChoice, on: date, is_dry: bool) -> Outcome:
    if choice.rhythm == ReminderChoice.Rhythm.NEVER:
        return Outcome(person, "never")
    day = monday_of(on) if choice.rhythm == ReminderChoice.Rhythm.WEEKLY else on
    if Digest.objects.filter(person=person, day=day).exclude(sent_at=None).exists():
        return Outcome(person, "sent before")
    told = reminders_for(person, choice, on)
    if not told:
        return Outcome(person, "nothing")
    count = len(told.all)
    if not person.email:
        return Outcome(person, "no address", count)
    if is_dry:
        return Outcome(person, "would be sent", count)
    digest = _begin(person, day, told)
    if digest is None:
        return Outcome(person, "under way", count)
    try:
        letter(digest, told).send()
    except _FAULTS as error:
        why = " ".join(str(error).split())[:300] or type(error).__name__
        Digest.objects.filter(pk=digest.pk).update(begun_at=None, failure=why)
        return Outcome(person, "failed", count, why)
    Digest.objects.filter(pk=digest.pk).update(sent_at=timezone.now(), failure="")
    return Outcome(person, "sent", count)


@transaction.atomic
def _begin(person: User, day: date, told: Reminders) -> Digest | None:
    """The row of a letter that is about to be handed over; ``None`` where another run has it in hand or sent it."""
    digest, _is_new = Digest.objects.get_or_create(person=person, day=day)
    now = timezone.now()
    is_free = Q(begun_at=None) | Q(begun_at__lt=now - _BROKEN_OFF)
    content = [{"key": one.key, "url": one.url} for one in told.all]
    taken = Digest.objects.filter(is_free, pk=digest.pk, sent_at=None).update(begun_at=now, content=content)
    if not taken:
        return None
    digest.begun_at, digest.content = now, content
    return digest


def letter(digest: Digest, told: Reminders) -> EmailMultiAlternatives:
    """The letter of a digest, as plain text and as HTML, in the active language.

    Its ``Message-ID`` comes from person and day, so that a letter which a run handed over just before it was killed is
    known again by the mail programs. No title of a confidential record stands in it.
    """
    person, address = digest.person, settings.PROXENY_ADDRESS
    context = {
        "person": person,
        "home": home_name(person.language),
        "told": told,
        "parts": list(_parts(digest, told)),
        "list_url": f"{address}{reverse('calendar:list')}",
        "choice_url": f"{address}{reverse('calendar:reminders')}",
    }
    seal = hashlib.sha256(f"{digest.person_id}:{digest.day.isoformat()}:{address}".encode()).hexdigest()[:32]
    made = EmailMultiAlternatives(
        subject=_subject(told),
        body=render_to_string("calendar/letter.txt", context),
        to=[person.email],
        headers={"Message-ID": f"<{seal}@proxeny>", "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )
    made.attach_alternative(render_to_string("calendar/letter.html", context), "text/html")
    return made


def _subject(told: Reminders) -> str:
    late, due = len(told.late), len(told.due)
    words = []
    if late:
        words.append(ngettext("%(n)d late", "%(n)d late", late) % {"n": late})
    if due:
        words.append(ngettext("%(n)d due", "%(n)d due", due) % {"n": due})
    rest = len(told.ending) + len(told.coming)
    if rest:
        words.append(ngettext("%(n)d coming", "%(n)d coming", rest) % {"n": rest})
    return f"{_('Reminders')}: {', '.join(words)}"


def _parts(digest: Digest, told: Reminders) -> Iterator[dict[str, Any]]:
    titles = part_titles(told)
    number = 0
    for name, found in told.parts:
        lines: list[dict[str, Any]] = []
        for one in found:
            number += 1
            if len(lines) < MOST:
                lines.append(_line(digest, number, one, told.day))
        yield {"name": name, "title": titles[name], "lines": lines, "more": len(found) - len(lines)}


def _line(digest: Digest, number: int, one: Occasion, day: date) -> dict[str, Any]:
    path = reverse("calendar:reminder", args=[digest.pk, number])
    return {
        "title": title_of(one),
        "what": "" if is_closed(one) else one.what,
        "place": "" if is_closed(one) else one.place,
        "occasion": one,
        "is_late": one.is_late(day),
        "is_own": digest.person_id in one.responsible,
        "url": f"{settings.PROXENY_ADDRESS}{path}",
    }
