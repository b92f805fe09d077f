"""Events of the exercise: a conference that waits for a late body, and one whose report is owed."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

from proxeny.events import services as events
from proxeny.events.models import Backer, Event, Participant, Session
from proxeny.procedures import services as procedures
from proxeny.sample.office.delegations import DEPARTS
from proxeny.sample.office.desk import Desk

E = Event
_GUESTS = (
    ("Trịnh Văn Ảo (exercise)", "Institute of rivers (exercise)", "VN", "home", True),
    ("Mori Aya (exercise)", "Rensei City (exercise)", "JP", "abroad", True),
    ("Kim Sora (exercise)", "Haneul City (exercise)", "KR", "abroad", False),
    ("Paul Lenoir (exercise)", "Lenoir Consult (exercise)", "FR", "resident", False),
    ("Đoàn Thị Mộng (exercise)", "University of rehearsal (exercise)", "VN", "home", False),
)


def gather(desk: Desk) -> None:
    """A conference ahead, a meeting behind, and an opening on the day on which its speaker is to leave."""
    _conference(desk)
    _held(desk)
    _same_day(desk)


def _conference(desk: Desk) -> None:
    said = desk.paper(
        "conference on river cities", "Two days, 180 delegates, 40 of them from abroad; asked for in time."
    )
    opens = 22
    event = desk.enter(
        E(
            reference="exercise-conference-rivers",
            title="Exercise: conference of river cities",
            kind=E.Kind.CONFERENCE,
            status=E.Status.IDEA,
            dates=desk.at(opens, opens + 1),
            place="Conference centre (exercise)",
            format=E.Format.HYBRID,
            organiser="Department of Agriculture and Environment (exercise)",
            foreign_organiser="Rensei City (exercise)",
            aim="Share forecasts of high water among cities on rivers.",
            content="Four sessions and a visit to the dyke.",
            attendance="180 delegates, 40 of them from abroad.",
            cost=Decimal(900000000),
            cost_currency="VND",
            cost_source="city budget and sponsors (exercise)",
        ),
        said,
        partners=[desk.partners["rensei"], desk.partners["haneul"]],
        leaders=[desk.leaders["leader"]],
    )
    desk.add(
        event, "sessions", said,
        Session(title="Opening", kind="opening", day=desk.at(opens), begins=time(8, 30), ends=time(9, 30)),
        Session(title="Forecasts", kind="plenary", day=desk.at(opens), begins=time(10), ends=time(12)),
        Session(title="Visit to the dyke", kind="tour", day=desk.at(opens + 1), begins=time(14)),
    )  # fmt: skip
    desk.add(
        event, "backers", said,
        Backer(role="co_organiser", name="Rensei City (exercise)", partner=desk.partners["rensei"], country="JP"),
        Backer(role="sponsor", name="Sông Xanh Water (exercise)", amount=Decimal(200000000), amount_currency="VND"),
    )  # fmt: skip
    for name, organisation, country, origin, is_vip in _GUESTS:
        guest = Participant(name=name, organisation=organisation, country=country, origin=origin, is_vip=is_vip)
        events.save_participant(event, guest, by=desk.lan)
    case = desk.case(event, "conference", opened=-32, anchor=desk.day(opens))
    desk.step(case, "agree-in-principle", desk.day(-31))
    desk.papers_there(case)
    desk.step(case, "file", desk.day(-28))
    for body, asked in (("other-bodies", -26), ("departments", -26)):
        procedures.ask(case, body, on=desk.day(asked), by=desk.lan)
    procedures.answer(
        case.consultations.get(body="departments"), on=desk.day(-7), answer="agrees", by=desk.lan,
        summary="Exercise: agrees, after its time.",
    )  # fmt: skip


def _held(desk: Desk) -> None:
    said = desk.paper("meeting of friendship clubs", "Held last month; five people signed the list.")
    event = desk.enter(
        E(
            reference="exercise-meeting-clubs",
            title="Exercise: meeting of friendship clubs",
            kind=E.Kind.MEETING,
            status=E.Status.HELD,
            dates=desk.at(-27),
            place="House of friendship (exercise)",
            format=E.Format.ON_SITE,
            organiser="Union of friendship organisations (exercise)",
            report_due=desk.at(-7),
        ),
        said,
        partners=[desk.partners["valmont"]],
    )
    for at, (name, organisation, country, origin, is_vip) in enumerate(_GUESTS):
        guest = Participant(
            name=name, organisation=organisation, country=country, origin=origin, is_vip=is_vip, came=at != 2
        )
        events.save_participant(event, guest, by=desk.lan)


def _same_day(desk: Desk) -> None:
    said = desk.paper("opening of the craft street", "The vice-chairman opens it on the morning on which he leaves.")
    desk.enter(
        E(
            reference="exercise-opening-crafts",
            title="Exercise: opening of the craft street",
            kind=E.Kind.CEREMONY,
            status=E.Status.PLANNED,
            dates=desk.at(DEPARTS),
            place="Craft street (exercise)",
            organiser="Department of Industry and Trade (exercise)",
        ),
        said,
        leaders=[desk.leaders["leader"]],
    )
