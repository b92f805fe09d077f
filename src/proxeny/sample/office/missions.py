"""Two missions of the exercise, and a briefing on which they are to report."""

from __future__ import annotations

from proxeny.missions import services as missions
from proxeny.missions.models import Briefing, MissionReport
from proxeny.partners.models import Partner
from proxeny.sample.office.desk import Desk


def brief(desk: Desk) -> None:
    """One mission has reported on the briefing; the other's report is late."""
    said = desk.paper("briefing of heads of missions", "Two missions heard what the city wants to show abroad.")
    there = {
        slug: missions.enter(
            by=desk.lan, evidence=said, reference=f"exercise-mission-{slug}", kind=kind, country=country,
            partner=desk.enter(
                Partner(
                    reference=f"exercise-partner-mission-{slug}", kind=Partner.Kind.MISSION, name=name, name_vi=name_vi,
                    country="VN",
                ),
                said,
            ),
            city=city, owner=owner, reports_every="quarter", reports_since=desk.at(-200),
        )
        for slug, name, name_vi, kind, country, city, owner in (
            ("rensei", "Consulate in Rensei (exercise)", "Lãnh sự quán tại Rensei (diễn tập)", "consulate", "JP",
             "Rensei", desk.minh),
            ("valmont", "Trade office in Valmont (exercise)", "Thương vụ tại Valmont (diễn tập)", "trade_office", "FR",
             "Valmont-sur-Orne", desk.lan),
        )
    }  # fmt: skip
    briefing = desk.enter(
        Briefing(
            reference="exercise-briefing",
            title="Exercise: briefing of missions on the trade year",
            held=desk.at(-45),
            place="House of friendship (exercise)",
            summary="Each mission is asked for three firms that may come.",
            answers_due=desk.at(-8),
        ),
        said,
        missions=list(there.values()),
    )
    answer = desk.paper("report of the consulate in Rensei", "Four contacts made, one investor introduced.")
    desk.enter(
        MissionReport(
            reference="exercise-mission-report",
            mission=there["rensei"],
            briefing=briefing,
            received=desk.at(-12),
            summary="Exercise: Kobo Lens asks for a site.",
            contacts_made=4,
            investors_introduced=1,
        ),
        answer,
    )
    desk.missions = there
