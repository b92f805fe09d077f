"""Whether an event counts as an international conference, which needs permission: what on record says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.events.models import Count, Event, Participant
from proxeny.procedures import office
from proxeny.procedures.panel import Cited, cited

# Kinds that are held to talk: what the rules on conferences speak of.
CONFERENCES = (
    Event.Kind.CONFERENCE,
    Event.Kind.SUMMIT,
    Event.Kind.CONGRESS,
    Event.Kind.MEETING,
    Event.Kind.TALK,
    Event.Kind.PRESS_CONFERENCE,
)


@dataclass(frozen=True)
class Hint:
    """What speaks for it (``reasons``, in words), whether it is excluded, and where the rule stands."""

    reasons: list[str]
    is_excluded: bool
    cited: Cited

    @property
    def is_international(self) -> bool:
        """Whether permission is needed, as far as the record knows."""
        return bool(self.reasons) and not self.is_excluded


def home_country() -> str:
    """ISO 3166-1 alpha-2 of the country whose rules the office goes by."""
    return office.pack().holidays.country


def hint_for(event: Event) -> Hint | None:
    """What on record makes an event an international conference: foreign people attend or pay for it, or a foreign
    body runs it; press conferences are excluded. ``None`` where the office's pack has no rules for events, or for
    kinds that are no conferences. Three SQL queries."""
    if event.kind not in CONFERENCES:
        return None
    procedures = office.procedures_for("events")
    rules = next((found for one in procedures if (found := one.in_force(timezone.localdate()))), None)
    if rules is None:
        return None
    reasons = [*_by_organisers(event), *_by_people(event)]
    return Hint(reasons, event.kind == Event.Kind.PRESS_CONFERENCE, cited(rules.citation))


def _by_organisers(event: Event) -> list[str]:
    home, reasons = home_country(), []
    if event.foreign_organiser:
        reasons.append(_("a foreign body runs it too: %(name)s") % {"name": event.foreign_organiser})
    for backer in event.backers.select_related("partner"):
        country = backer.country or (backer.partner.country if backer.partner is not None else "")
        if country and country != home:
            sentence = (
                _("a foreign body pays for it: %(name)s")
                if backer.role != backer.Role.CO_ORGANISER
                else _("a foreign body runs it too: %(name)s")
            )
            reasons.append(sentence % {"name": backer.name})
    return list(dict.fromkeys(reasons))


def _by_people(event: Event) -> list[str]:
    foreign = (Participant.Origin.ABROAD, Participant.Origin.RESIDENT)
    listed = event.participants.filter(origin__in=foreign).count()
    if listed:
        words = ngettext("%(n)d foreign participant on the list", "%(n)d foreign participants on the list", listed)
        return [words % {"n": listed}]
    kinds = (Count.Delegates.ABROAD, Count.Delegates.RESIDENT)
    stated = [count for count in event.counts.all() if count.of in kinds and count.value]
    if not stated:
        return []
    came = [count.value for count in stated if not count.is_planned and count.value]
    number = int(sum(came or [count.value for count in stated if count.value]))
    return [ngettext("%(n)d foreign delegate", "%(n)d foreign delegates", number) % {"n": number}]
