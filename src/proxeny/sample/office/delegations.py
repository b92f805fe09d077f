"""Delegations of the exercise: one that leaves soon, one that owes its report, one that is received."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

from proxeny.delegations import services as delegations
from proxeny.delegations.limits import limits_exceeded
from proxeny.delegations.models import CostLine, Delegation, Gift, Leg, Member, ProgrammeItem
from proxeny.procedures import services as procedures
from proxeny.sample.office.desk import Desk

D = Delegation
_UNIT = "Department of Industry and Trade (exercise)"
# Days after today of the trip that is being made ready, and of the visit and the opening that fall on its first day.
DEPARTS, RETURNS = 14, 25


def travel(desk: Desk) -> None:
    """Two trips and a visit."""
    _trip_ahead(desk)
    _report_overdue(desk)
    _visit(desk)


def _trip_ahead(desk: Desk) -> None:
    said = desk.paper(
        "trip to Rensei and Haneul",
        "Twelve days, two countries, led by the vice-chairman, at the invitation of Rensei City.",
    )
    trip = desk.enter(
        D(
            reference="exercise-trip-rensei",
            title="Exercise: to Rensei City and Haneul City, for trade",
            direction=D.Direction.OUT,
            level=D.Level.CITY_LEADER,
            channel=D.Channel.STATE,
            status=D.Status.PLANNED,
            dates=desk.at(DEPARTS, RETURNS),
            purpose="Open the trade fair of Rensei City and sign the list of projects.",
            invitation="Letter 12/2 of Rensei City (exercise)",
            proposing_unit=_UNIT,
            places=["Rensei", "Haneul"],
            cost_source="city budget (exercise)",
            in_plan=True,
            plan_year=desk.day(DEPARTS).year,
        ),
        said,
        partners=[desk.partners["rensei"], desk.partners["haneul"]],
        led_by=[desk.leaders["leader"]],
    )
    delegations.add_members(trip, _members(desk), by=desk.lan, evidence=said)
    desk.add(
        trip, "legs", said,
        Leg(country="JP", place="Rensei (exercise)", dates=desk.at(DEPARTS, DEPARTS + 7)),
        Leg(country="KR", place="Haneul (exercise)", dates=desk.at(DEPARTS + 7, RETURNS)),
    )  # fmt: skip
    desk.add(
        trip, "programme", said,
        ProgrammeItem(day=desk.day(DEPARTS), begins=time(7, 30), what="Flight to Rensei", place="Airport"),
        ProgrammeItem(day=desk.day(DEPARTS + 1), begins=time(9), ends=time(11), what="Talks with the mayor",
                      place="City hall of Rensei", with_whom="Hayashi Ren, mayor", attends="all members"),
        ProgrammeItem(day=desk.day(DEPARTS + 2), begins=time(14), what="Opening of the trade fair"),
        ProgrammeItem(day=desk.day(DEPARTS + 8), begins=time(10), what="Visit to the transport centre",
                      place="Haneul"),
    )  # fmt: skip
    desk.add(
        trip, "costs", said,
        *(CostLine(item=item, what=what, estimate=Decimal(sum_), currency="VND", paid_by=payer)
          for item, what, sum_, payer in (
              ("fare", "seven return flights", "196000000", "province"),
              ("stay", "eleven nights", "154000000", "province"),
              ("allowance", "", "98000000", "province"),
              ("gifts", "lacquer boxes", "12000000", "sector"),
              ("reception", "dinner of the host", "30000000", "host"),
          )),
    )  # fmt: skip
    case = desk.case(trip, "trip-out", opened=-25, anchor=desk.day(DEPARTS), to=desk.minh)
    desk.step(case, "plan", desk.day(-25))
    desk.papers_there(case)
    desk.step(case, "file", desk.day(-6))
    procedures.ask(case, "party-organisation-board", on=desk.day(-6), by=desk.lan)
    for limit in limits_exceeded(trip, case, visible_to=desk.hoa):
        reason = "Exercise: two hosts share the trip, which saves a second one in spring."
        procedures.override_limit(case, limit, reason=reason, by=desk.hoa)
    procedures.answer(
        case.consultations.get(), on=desk.day(-3), answer="agrees", by=desk.lan, summary="Exercise: agrees."
    )
    desk.step(case, "examine", desk.day(-2))


def _members(desk: Desk) -> list[Member]:
    leader, director = desk.leaders["leader"], desk.leaders["director"]
    plain = [
        ("Đặng Quốc Tập (exercise)", "head of the trade division", _UNIT),
        ("Ngô Hải Vẽ (exercise)", "officer for fairs", _UNIT),
        ("Bùi Minh Giả (exercise)", "interpreter", "Department of Foreign Affairs (exercise)"),
        ("Phan Thị Định (exercise)", "director", "Gốm Sông Mơ (exercise)"),
        ("Hồ Sỹ Ví (exercise)", "sales manager", "Mây Tre Đồi Gió (exercise)"),
    ]
    return [
        Member(person=leader, name=leader.name, role="head", post="vice-chairman", is_key_leader=True,
               workplace="People's Committee (exercise)", passport_kind="diplomatic"),
        Member(person=director, name=director.name, role="deputy head", post="director",
               workplace="Department of Foreign Affairs (exercise)", passport_kind="official"),
        *(Member(name=name, post=post, workplace=place, passport_kind="ordinary") for name, post, place in plain),
    ]  # fmt: skip


def _report_overdue(desk: Desk) -> None:
    said = desk.paper("trip to Valmont", "Five days on heritage; the report on return is still owed.")
    trip = desk.enter(
        D(
            reference="exercise-trip-valmont",
            title="Exercise: to Valmont-sur-Orne, on heritage",
            direction=D.Direction.OUT,
            level=D.Level.DEPARTMENT,
            status=D.Status.PLANNED,
            dates=desk.at(-33, -29),
            proposing_unit="Department of Culture and Sports (exercise)",
            size=4,
            in_plan=True,
            plan_year=desk.day(-33).year,
        ),
        said,
        partners=[desk.partners["valmont"]],
        led_by=[desk.leaders["director"]],
    )
    desk.add(trip, "legs", said, Leg(country="FR", place="Valmont-sur-Orne (exercise)", dates=desk.at(-33, -29)))
    case = desk.case(trip, "trip-out", opened=-70, anchor=desk.day(-33))
    desk.papers_there(case)
    for key, on in (("plan", -69), ("file", -60), ("examine", -56)):
        if key == "examine":
            procedures.ask(case, "party-organisation-board", on=desk.day(-60), by=desk.lan)
            asked = case.consultations.get()
            procedures.answer(asked, on=desk.day(-57), answer="agrees", by=desk.lan)
        desk.step(case, key, desk.day(on))
    desk.step(case, "decide", desk.day(-54), by=desk.hoa)
    desk.step(case, "depart", desk.day(-33))
    desk.step(case, "return", desk.day(-29))


def _visit(desk: Desk) -> None:
    said = desk.paper("visit of the mayor of Rensei", "The mayor comes with six people for two days.")
    visit = desk.enter(
        D(
            reference="exercise-visit-rensei",
            title="Exercise: the mayor of Rensei City comes to Hanoi",
            direction=D.Direction.IN,
            level=D.Level.FOREIGN_CITY_LEADER,
            channel=D.Channel.STATE,
            status=D.Status.APPROVED,
            dates=desk.at(6, 7),
            purpose="Talks on river cities; a walk through the old quarter.",
            sent_by="Rensei City (exercise)",
            receiving_unit="Department of Foreign Affairs (exercise)",
            size=6,
        ),
        said,
        partners=[desk.partners["rensei"]],
        led_by=[desk.leaders["mayor"]],
        met=[desk.leaders["leader"]],
    )
    desk.add(
        visit, "members", said,
        Member(person=desk.leaders["mayor"], name="Hayashi Ren (exercise)", role="head", post="mayor", diet="no pork"),
        Member(name="Mori Aya (exercise)", post="head of international affairs", language="English"),
    )  # fmt: skip
    desk.add(
        visit, "programme", said,
        ProgrammeItem(day=desk.day(6), begins=time(9), ends=time(10, 30), what="Talks", place="City hall, room 2",
                      with_whom="the vice-chairman", attends="both delegations"),
        ProgrammeItem(day=desk.day(6), begins=time(18, 30), what="Dinner", place="Guest house"),
        ProgrammeItem(day=desk.day(7), begins=time(8, 30), what="Walk through the old quarter"),
    )  # fmt: skip
    desk.add(
        visit, "gifts", said,
        Gift(direction="given", what="Lacquer box (exercise)", value=Decimal(2500000), currency="VND",
             recipient="Hayashi Ren (exercise)", given_on=desk.at(6)),
    )  # fmt: skip
    delegations.write_visit_sheet(
        visit,
        {
            "rank": "mayor", "arrives": f"{desk.day(5):%d/%m}, 22:10, exercise flight EX 12",
            "departs": f"{desk.day(7):%d/%m}, 23:30, exercise flight EX 13", "met_by": "Director, at the aircraft",
            "received_by": "Vice-chairman", "cars": "Two cars, one bus", "banquet": "Dinner for 24",
            "lodging": "Guest house", "interpreters": "Two", "note": "Exercise: nothing of this is booked.",
        },
        by=desk.lan,
    )  # fmt: skip
    delegations.arrange_seating(
        visit,
        ours=[{"name": "Vũ Đình Mẫu (exercise)", "post": "vice-chairman"},
              {"name": "Lê Thu Thử (exercise)", "post": "director"},
              {"name": "Bùi Minh Giả (exercise)", "post": "interpreter"}],
        theirs=[{"name": "Hayashi Ren (exercise)", "post": "mayor"},
                {"name": "Mori Aya (exercise)", "post": "head of international affairs"}],
        by=desk.lan,
    )  # fmt: skip
