"""A promotion month that runs and a fair that takes applications, with their businesses, offers and stalls."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from proxeny.programmes import services as programmes
from proxeny.programmes.models import Business, Inspection, Offer, Participation, Programme, Stall
from proxeny.registers import services as registers
from proxeny.sample.office.desk import Desk, stated
from proxeny.sample.office.files import rows_of

P = Programme


def promote(desk: Desk) -> None:
    """The businesses of the file in a month that has run for three weeks; some of them at the fair."""
    said = desk.paper(
        "businesses and their offers", "Twelve businesses that do not exist, in wards that do, with what they offer."
    )
    rows = rows_of("businesses")
    businesses = {row["id"]: _business(desk, row, said) for row in rows}
    _month(desk, rows, businesses)
    _fair(desk, rows, businesses)


def _business(desk: Desk, row: dict[str, Any], said: Any) -> Business:
    known = stated(row, "name", "name_en", "sector", "ward", "contact")
    return desk.enter(Business(reference=f"exercise-{row['id']}", **known), said)


def _month(desk: Desk, rows: list[dict[str, Any]], businesses: dict[str, Business]) -> None:
    said = desk.paper(
        "promotion month", "A month of discounts in the whole city; businesses apply, show their papers and report."
    )
    month = desk.enter(
        P(
            reference="exercise-promotion-month",
            title="Exercise: promotion month",
            title_vi="Diễn tập: tháng khuyến mại tập trung",
            kind=P.Kind.PROMOTION_MONTH,
            dates=desk.at(-21, 9),
            organiser="Department of Industry and Trade (exercise)",
            applications_until=desk.at(-25),
            plans_until=desk.at(-22),
            reports_until=desk.at(20),
            is_public=True,
            description="An exercise: businesses and offers are invented. Nothing can be bought here.",
            description_vi="Diễn tập: doanh nghiệp và ưu đãi đều là giả định. Không bán hàng thật.",
        ),
        said,
    )
    month = programmes.move(month, P.Status.OPEN, by=desk.lan)
    number = 0
    for row in rows:
        taking_part = desk.enter(
            Participation(
                reference=f"exercise-month-{row['id']}",
                programme=month,
                business=businesses[row["id"]],
                applied_on=desk.at(-40),
                goods=row["goods"],
                ocop_stars=row.get("ocop"),
                ocop_decision="exercise 01/QĐ" if row.get("ocop") else "",
                origin_papers=row["stands"] != "refused",
                quality_papers=row["stands"] != "refused",
            ),
            said,
        )
        taking_part = _decide(desk, taking_part, row)
        for title, category, before, percent in row["offers"]:
            number += 1
            offer = desk.enter(_offer(taking_part, row, number, title, category, before, percent), said)
            if taking_part.status == Participation.Status.ADMITTED and number % 9:
                programmes.publish(offer, by=desk.lan)
    programmes.move(month, P.Status.RUNNING, by=desk.lan)
    for row in rows:
        if "reported" in row:
            _report(desk, Participation.objects.get(reference=f"exercise-month-{row['id']}"), row["reported"])
    first = Participation.objects.get(reference=f"exercise-month-{rows[0]['id']}")
    desk.add(
        first, "inspections", said,
        Inspection(date=desk.at(-11), by="Market inspectors (exercise)", result="in_order",
                   found="Prices are shown before and after."),
    )  # fmt: skip


def _decide(desk: Desk, taking_part: Participation, row: dict[str, Any]) -> Participation:
    stands = row["stands"]
    if stands == "applied":
        return taking_part
    taking_part = programmes.begin_check(taking_part, by=desk.lan)
    if stands == "refused":
        return programmes.refuse(taking_part, by=desk.lan, reason="Exercise: no papers of origin after two reminders.")
    return taking_part if stands == "checking" else programmes.admit(taking_part, by=desk.lan)


def _offer(
    taking_part: Participation, row: dict[str, Any], number: int, title: str, category: str, before: int, percent: int
) -> Offer:
    return Offer(
        reference=f"exercise-offer-{number:02}",
        participation=taking_part,
        title=f"{title} (diễn tập)",
        category=category,
        price_before=Decimal(before),
        price_after=Decimal(before) * (100 - percent) / 100,
        price_currency="VND",
        discount=Decimal(percent),
        dates=taking_part.programme.dates,
        address=f"{number} phố Diễn Tập",
        ward=row["ward"],
        ocop_stars=row.get("ocop"),
    )


def _report(desk: Desk, taking_part: Participation, reported: list[int]) -> None:
    revenue, discounts, orders = reported
    registers.change(
        taking_part,
        {
            "report_on": desk.at(-1),
            "revenue": Decimal(revenue),
            "discount_value": Decimal(discounts),
            "revenue_currency": "VND",
            "orders": orders,
            "report": "Exercise: invented figures.",
        },
        by=desk.lan,
        evidence=desk.paper(f"report of {taking_part.business.name_en}", f"{orders} orders in the first three weeks."),
    )


def _fair(desk: Desk, rows: list[dict[str, Any]], businesses: dict[str, Business]) -> None:
    said = desk.paper("autumn fair", "Three days, one hall, twelve stalls.")
    fair = desk.enter(
        P(
            reference="exercise-fair",
            title="Exercise: fair of craft villages",
            title_vi="Diễn tập: hội chợ làng nghề",
            kind=P.Kind.FAIR,
            dates=desk.at(30, 32),
            place="Exhibition hall (exercise)",
            applications_until=desk.at(9),
            reports_until=desk.at(50),
            is_public=True,
            description="An exercise: the fair is invented.",
            description_vi="Diễn tập: hội chợ giả định.",
        ),
        said,
    )
    fair = programmes.move(fair, P.Status.OPEN, by=desk.lan)
    taken = []
    for row in rows[:6]:
        taking_part = desk.enter(
            Participation(
                reference=f"exercise-fair-{row['id']}", programme=fair, business=businesses[row["id"]],
                applied_on=desk.at(-5), goods=row["goods"], origin_papers=True, quality_papers=True,
            ),
            said,
        )  # fmt: skip
        taken.append(programmes.admit(taking_part, by=desk.lan) if row["stands"] == "admitted" else taking_part)
    desk.add(
        fair, "stalls", said,
        *(Stall(hall="A", number=f"A{at + 1}", size=Decimal(9), fee=Decimal(4000000), fee_currency="VND",
                row=at // 6 + 1, column=at % 6 + 1, participation=taken[at] if at < 4 else None)
          for at in range(12)),
    )  # fmt: skip
