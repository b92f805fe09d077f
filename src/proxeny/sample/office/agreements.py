"""Agreements of the exercise: one asked about, one that ends soon, one amended, one that is to be signed."""

from __future__ import annotations

from proxeny.agreements import services as agreements
from proxeny.agreements.models import Agreement, Clause, TextVersion
from proxeny.agreements.states import Deed
from proxeny.procedures import services as procedures
from proxeny.sample.office.desk import Desk

K = Agreement.Kind


def negotiate(desk: Desk) -> None:
    """Each agreement with the acts that brought it where it stands."""
    _in_consultation(desk)
    _about_to_expire(desk)
    _amended(desk)


def _in_consultation(desk: Desk) -> None:
    said = desk.paper(
        "draft on river cities",
        "Rensei City and the city wish to share flood forecasts and to exchange two engineers a year.",
    )
    agreement = agreements.enter_agreement(
        Agreement(
            reference="exercise-rensei-rivers",
            title="Exercise: memorandum with Rensei City on river cities",
            kind=K.MOU,
            fields_of_work=["water", "climate"],
            proposer="Department of Agriculture and Environment (exercise)",
            languages="Vietnamese, Japanese, English",
            prevailing="English",
        ),
        by=desk.lan,
        evidence=said,
        many={"partners": [desk.partners["rensei"]]},
    )
    first = (
        "1. The parties exchange forecasts of high water once a day in the wet season.\n"
        "2. Each party receives one engineer of the other a year.\n"
        "3. This memorandum binds nobody in law and ends after three years."
    )
    second = (
        "1. The parties exchange forecasts of high water twice a day in the wet season.\n"
        "2. Each party receives two engineers of the other a year, at the cost of the party that sends.\n"
        "3. This memorandum binds nobody in law and ends after three years, unless it is renewed in writing."
    )
    desk.add(
        agreement,
        "texts",
        said,
        TextVersion(label="Draft 1 (exercise)", language="en", date=desk.at(-40), text=first),
        TextVersion(label="Draft 2, after the first opinions (exercise)", language="en", date=desk.at(-6), text=second),
    )
    desk.add(
        agreement,
        "clauses",
        said,
        Clause(number="1", title="Forecasts", text="Forecasts of high water, twice a day.", obliged="both",
               duty="Send forecasts", recurrence="month", text_version="Draft 2, after the first opinions (exercise)"),
        Clause(number="2", title="Engineers", text="Two engineers a year, at the cost of the sender.", obliged="home",
               duty="Send two engineers", recurrence="year", due=desk.at(200),
               text_version="Draft 2, after the first opinions (exercise)"),
    )  # fmt: skip
    case = desk.case(agreement, "agreement", opened=-40, anchor=desk.day(45))
    desk.step(case, "draft", desk.day(-38))
    for body, asked in (("foreign-affairs-department", -30), ("departments", -30)):
        procedures.ask(case, body, on=desk.day(asked), by=desk.lan)
    heard = case.consultations.get(body="departments")
    procedures.answer(
        heard, on=desk.day(-10), answer="remarks", by=desk.lan,
        summary="Exercise: say who pays for the engineers.",
    )  # fmt: skip


def _about_to_expire(desk: Desk) -> None:
    said = desk.paper(
        "friendship programme with Valmont",
        "Signed for five years; renewed for two more unless a party gives notice three months before its end.",
    )
    programme = desk.programme_with_valmont = agreements.enter_agreement(
        Agreement(
            reference="exercise-valmont-programme",
            title="Exercise: programme of cooperation with Valmont-sur-Orne",
            kind=K.PROGRAMME,
            fields_of_work=["culture", "heritage"],
            signed=desk.at(-1725),
            entry_into_force=desk.at(-1725),
            expires=desk.at(100),
            term="five years",
            renewal=Agreement.Renewal.TACIT,
            renewal_months=24,
            notice=3,
            notice_unit=Agreement.NoticeUnit.MONTHS,
        ),
        by=desk.lan,
        evidence=said,
        many={"partners": [desk.partners["valmont"]], "signed_by": [desk.leaders["deputy"]]},
    )
    desk.add(
        programme,
        "clauses",
        said,
        Clause(number="3", title="Heritage week", text="Each side holds a heritage week in turn.", obliged="home",
               duty="Hold the heritage week", recurrence="two_years", due=desk.at(60)),
        Clause(number="5", title="Report", text="A common report every year.", obliged="both", duty="Write the report",
               recurrence="year", due=desk.at(-12)),
    )  # fmt: skip


def _amended(desk: Desk) -> None:
    said = desk.paper(
        "agreement with Haneul City", "Signed two years ago; letters exchanged last month add digital services."
    )
    agreement = agreements.enter_agreement(
        Agreement(
            reference="exercise-haneul-cooperation",
            title="Exercise: cooperation agreement with Haneul City",
            kind=K.COOPERATION_AGREEMENT,
            fields_of_work=["transport"],
            signed=desk.at(-730),
            entry_into_force=desk.at(-700),
            expires=desk.at(1096),
            renewal=Agreement.Renewal.BY_AGREEMENT,
        ),
        by=desk.lan,
        evidence=said,
        many={"partners": [desk.partners["haneul"]]},
    )
    agreements.record_act(
        agreement, Deed.AMEND, date=desk.at(-30), by=desk.hoa, evidence=said,
        instrument="Exchange of letters (exercise)", summary="Digital services are added to the fields of work.",
    )  # fmt: skip
