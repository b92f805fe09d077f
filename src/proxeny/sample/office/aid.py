"""Aid of the exercise: one under appraisal, one approved whose work has not begun."""

from __future__ import annotations

from decimal import Decimal

from proxeny.aid import services as aid_services
from proxeny.aid.models import Aid
from proxeny.procedures import services as procedures
from proxeny.sample.office.desk import Desk

A = Aid


def receive(desk: Desk) -> None:
    """Both come from a relief fund that does not exist."""
    _in_appraisal(desk)
    _not_begun(desk)


def _aid(desk: Desk, said: object, slug: str, title: str, value: int, begins: int) -> Aid:
    return desk.enter(
        A(
            reference=f"exercise-aid-{slug}",
            title=f"Exercise: {title}",
            direction=A.Direction.RECEIVED,
            kind=A.Kind.PROJECT,
            status=A.Status.OFFER,
            date=desk.at(begins),
            value=Decimal(value),
            unit="USD",
            owner="Department of Health (exercise)",
            beneficiary="Two commune clinics (exercise)",
            place="Ba Vì (exercise)",
        ),
        said,  # type: ignore[arg-type]
        partners=[desk.partners["morgenrot"]],
    )


def _in_appraisal(desk: Desk) -> None:
    said = desk.paper("aid for clinics", "Equipment for two clinics; the dossier came two weeks ago.")
    aid = _aid(desk, said, "clinics", "equipment for two clinics", 180_000, -16)
    case = desk.case(aid, "aid-appraisal", opened=-16, anchor=desk.day(-14))
    desk.papers_there(case)
    desk.step(case, "receive", desk.day(-14))
    procedures.ask(case, "departments", on=desk.day(-13), by=desk.lan)


def _not_begun(desk: Desk) -> None:
    said = desk.paper("aid for a reading room", "Approved almost half a year ago; work has not begun.")
    aid = _aid(desk, said, "reading-room", "a reading room", 45_000, -200)
    case = desk.case(aid, "aid-appraisal", opened=-200, anchor=desk.day(-198))
    desk.papers_there(case)
    desk.step(case, "receive", desk.day(-198))
    procedures.ask(case, "departments", on=desk.day(-197), by=desk.lan)
    procedures.answer(case.consultations.get(), on=desk.day(-190), answer="agrees", by=desk.lan)
    desk.step(case, "opinions", desk.day(-189))
    desk.step(case, "appraise", desk.day(-180))
    desk.step(case, "decide", desk.day(-166), by=desk.hoa)
    aid_services.record_transaction(
        aid, kind="commitment", value=Decimal(45_000), unit="USD", date=desk.at(-170), evidence=said, by=desk.lan,
        note="Exercise.",
    )  # fmt: skip
