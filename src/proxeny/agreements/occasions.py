"""Days of agreements for the calendar: signatures, entries into force, ends of terms, last days to give notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.agreements import queries
from proxeny.agreements.models import Act, Agreement
from proxeny.agreements.states import OVER, RUNNING, Deed, State
from proxeny.agreements.terms import Term
from proxeny.core.records import Mark
from proxeny.partners.models import Person
from proxeny.registers.agenda import Asked, Occasion

_NAMED = ("reference", "title", "mark")


def occasions(asked: Asked) -> Iterator[Occasion]:
    """What of the agreements a person may see falls into the days asked for. Four SQL queries."""
    if not asked.is_for_late:
        yield from _signatures(asked)
        yield from _beginnings_and_ends(asked)
    yield from _notice(asked)


def _url(reference: str) -> str:
    return reverse("agreements:page", args=[reference])


def _signatures(asked: Asked) -> Iterator[Occasion]:
    people = Person.objects.visible_to(asked.person).only("pk")
    acts = (
        Act.objects.filter(
            deed=Deed.SIGN,
            date_earliest__gte=asked.first,
            date_latest__lte=asked.last,
            # by a join: the days find few, the marks nearly all
            agreement__mark__lte=getattr(asked.person, "clearance", Mark.PUBLIC),
        )
        .select_related("agreement")
        .only("agreement", "date_earliest", "date_latest", "place", *(f"agreement__{name}" for name in _NAMED))
        .order_by("date_earliest", "pk")
        .prefetch_related(Prefetch("signatories", people))
    )
    for act in acts:
        first, last = act.date_earliest, act.date_latest  # type: ignore[attr-defined]
        if first == last:
            yield Occasion(
                key=f"agreements:{act.agreement.reference}:signature",
                register="agreements",
                sort="happening",
                title=str(act.agreement),
                first=first,
                last=last,
                url=_url(act.agreement.reference),
                mark=act.agreement.mark,
                place=act.place,
                what=_("Signature"),
                leaders=frozenset(person.pk for person in act.signatories.all()),
            )


def _beginnings_and_ends(asked: Asked) -> Iterator[Occasion]:
    span = (asked.first, asked.last)
    rows = (
        Agreement.objects.visible_to(asked.person)
        .filter(
            Q(entry_into_force_earliest__range=span)
            | Q(expires_latest__range=span, status__in=(*RUNNING, State.EXPIRED))
            | Q(ended_earliest__range=span)
        )
        .defer("folded", "note")
    )
    for agreement in rows:
        is_closed = agreement.ended or (agreement.status in OVER and agreement.status != State.EXPIRED)
        days = (
            ("entry", agreement.entry_into_force, _("Enters into force")),
            ("end", "" if is_closed else agreement.expires, _("The term ends")),
            ("termination", agreement.ended, _("The termination takes effect")),
        )  # fmt: skip
        for key, edtf, what in days:
            day = _exact(edtf)
            if day is not None and asked.first <= day <= asked.last:
                if key == "end" and agreement.renewal == Agreement.Renewal.TACIT:
                    what = _("The term ends, and goes on tacitly unless notice was given")
                yield _notice_of(agreement, key, day, what)


def _exact(edtf: str) -> date | None:
    """The day of an EDTF string that is one."""
    end = Term(edtf).first_end if edtf else None
    return end if end is not None and len(edtf.rstrip("?~%")) == 10 and "X" not in edtf else None


def _notice_of(agreement: Agreement, key: str, day: date, what: str) -> Occasion:
    return Occasion(
        key=f"agreements:{agreement.reference}:{key}",
        register="agreements",
        sort="notice",
        title=str(agreement),
        first=day,
        last=day,
        url=_url(agreement.reference),
        mark=agreement.mark,
        what=what,
    )


def _notice(asked: Asked) -> Iterator[Occasion]:
    for agreement in queries.with_notice(asked.person, asked.first - timedelta(days=1)):
        day = agreement.running.last_day_of_notice(asked.first)
        if day is not None and asked.first <= day <= asked.last and _exact(agreement.expires):
            yield Occasion(
                key=f"agreements:{agreement.reference}:notice",
                register="agreements",
                sort="deadline",
                title=str(agreement),
                first=day,
                last=day,
                url=_url(agreement.reference),
                mark=agreement.mark,
                what=_("Last day to give notice"),
            )

