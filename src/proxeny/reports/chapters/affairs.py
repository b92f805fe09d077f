"""Chapters on what the office does: delegations, agreements, conferences, culture, aid, missions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings

from proxeny.agreements import queries as agreements_held
from proxeny.aid.models import Aid
from proxeny.aid.queries import NOT_AID
from proxeny.core.geography import is_country
from proxeny.core.records import Record
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.missions.models import Briefing, Mission, MissionReport
from proxeny.reports.chapters.desk import Desk, Pieces
from proxeny.reports.chapters.drawn import delegations_by_month
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.held import CULTURE, MEETINGS, begins_in, with_length
from proxeny.reports.chapters.telling import Teller, countries_of
from proxeny.reports.parts import Chapter

OUT, IN = Delegation.Direction.OUT, Delegation.Direction.IN


def places_of(row: Delegation) -> list[str]:
    """The countries a delegation went to, by the places on record, else by its partners; ISO codes."""
    home = settings.PROXENY_HOME_COUNTRY
    codes = [str(place).rpartition(", ")[2] for place in row.places]
    abroad = [code for code in codes if len(code) == 2 and code != home and is_country(code)]
    return list(dict.fromkeys(abroad or countries_of(row.partners.all(), home)))


def origins_of(row: Delegation) -> list[str]:
    """The countries that a delegation received came from, by its partners; ISO codes."""
    return list(dict.fromkeys(countries_of(row.partners.all(), settings.PROXENY_HOME_COUNTRY)))


def delegations(desk: Desk) -> Chapter:
    """Delegations sent and received, stated beside recorded. Seven SQL queries."""
    tell = Teller(desk, "delegations")
    out, received = desk.held.delegations_of(OUT), desk.held.delegations_of(IN)
    tell.paragraph(
        "out",
        _stated_or_counted(tell, "delegations-out", "delegations_out", out, OUT),
        *_kinds_of_trips(tell),
        desk.say("delegations-out-to", list=tell.countries("delegations.out.to", out, map(places_of, out)))
        if any(map(places_of, out))
        else (),
    )
    tell.paragraph(
        "in",
        _stated_or_counted(tell, "delegations-in", "delegations_in", received, IN),
        tell.sentence("delegations-in-high", "delegations_in_high_level"),
        desk.say("delegations-in-from", list=tell.countries("delegations.in.from", received, map(origins_of, received)))
        if any(map(origins_of, received))
        else (),
    )
    tell.picture(delegations_by_month(desk))
    return tell.chapter()


def _stated_or_counted(tell: Teller, key: str, code: str, rows: Sequence[Record], direction: str) -> Pieces:
    stated = tell.sentence(key, code, recorded=rows)
    if stated or not rows:
        return stated
    before = tell.desk.held.delegations_before[direction]
    return tell.desk.say(
        f"{key}-recorded",
        figure=tell.desk.count(f"{tell.key}.{code}.recorded", rows),
        compared=tell.counted_before(f"{tell.key}.{code}.recorded", rows, before),
    )


def _kinds_of_trips(tell: Teller) -> list[Pieces]:
    """Led by the city's leaders and accompanying those of the State: together where both are stated."""
    led, accompanying = tell.found("delegations_out_led"), tell.found("delegations_out_accompanying")
    if led is not None and accompanying is not None:
        whole = tell.desk.observed.over("delegations_out")
        return [
            tell.desk.say(
                "delegations-out-parts" if whole is not None else "delegations-out-parts-alone",
                led=tell.desk.figure("delegations.delegations_out_led", led),
                accompanying=tell.desk.figure("delegations.delegations_out_accompanying", accompanying),
            )
        ]
    return [
        tell.sentence(f"delegations-out-{key}", code)
        for key, code, found in (
            ("led", "delegations_out_led", led),
            ("accompanying", "delegations_out_accompanying", accompanying),
        )
        if found is not None
    ]


def agreements(desk: Desk) -> Chapter:
    """Agreements signed, stated beside recorded, and those in force at the end. Six SQL queries."""
    tell = Teller(desk, "agreements")
    rows = desk.held.agreements
    said = tell.sentence("agreements-signed", "agreements_signed", recorded=rows)
    if not said and rows:
        said = desk.say("agreements-recorded", figure=desk.count("agreements.recorded", rows), compared=())
    names = tell.listed("agreements.list", rows, desk.held.behind_agreements, "signed", annex="A3") if rows else ()
    tell.paragraph("signed", said, desk.say("agreements-list", list=names) if names else ())
    in_force = list(agreements_held.in_force(desk.period.last, visible_to=desk.person).prefetch_related(None))
    standing = desk.observed.standing("partner_cities")
    tell.paragraph(
        "standing",
        desk.say(
            "agreements-partners", figure=desk.figure("agreements.partner_cities", standing), compared=()
        ) if standing is not None else (),
        desk.say("agreements-in-force", figure=desk.count("agreements.in_force", in_force)) if in_force else (),
    )  # fmt: skip
    return tell.chapter()


def conferences(desk: Desk) -> Chapter:
    """Conferences and meetings: the number that sources state, and those on record by name. Five SQL queries."""
    tell = Teller(desk, "conferences")
    rows = [row for row in desk.held.events if row.kind in MEETINGS]
    tell.paragraph(
        "held",
        tell.sentence("conferences-stated", "events_held"),
        *_recorded(tell, "conferences", rows, desk.held.behind_events, annex="A4"),
    )
    return tell.chapter()


def _recorded(tell: Teller, key: str, rows: Sequence[Record], behind: Behind, *, annex: str = "") -> list[Pieces]:
    if not rows:
        return []
    return [
        tell.desk.say(f"{key}-recorded", figure=tell.desk.count(f"{key}.recorded", rows), compared=()),
        tell.desk.say(f"{key}-list", list=tell.listed(f"{key}.list", rows, behind, annex=annex)),
    ]


def culture(desk: Desk) -> Chapter:
    """Festivals, exhibitions, campaigns, and awards both ways. Two SQL queries beyond the events."""
    tell = Teller(desk, "culture")
    rows: list[Event] = [row for row in desk.held.events if row.kind in CULTURE]
    tell.paragraph("events", *_recorded(tell, "culture", rows, desk.held.behind_events))
    awards = desk.held.awards
    behind = Behind(awards, visible_to=desk.person)
    for direction in ("received", "given"):
        found = [row for row in awards if row.direction == direction]
        if found:
            key = f"culture.awards.{direction}"
            tell.paragraph(
                f"awards-{direction}",
                desk.say(
                    f"culture-awards-{direction}",
                    figure=desk.count(key, found),
                    list=tell.listed(key, found, behind, "date"),
                ),
            )
    return tell.chapter()


def aid(desk: Desk) -> Chapter:
    """Aid received and given: as stated in all, and as recorded in each currency by itself. One SQL query."""
    tell = Teller(desk, "aid")
    tell.paragraph(
        "stated", tell.sentence("aid-received", "aid_received"), tell.sentence("aid-programmes", "aid_programmes")
    )
    rows = list(
        with_length(Aid.objects.visible_to(desk.person), "date")
        .filter(begins_in("date", desk.period))
        .exclude(status__in=NOT_AID)
        .order_by("date_earliest", "title")
    )
    for direction in (Aid.Direction.RECEIVED, Aid.Direction.GIVEN):
        found = [row for row in rows if row.direction == direction]
        if found:
            figure = desk.count(f"aid.{direction}.recorded", found)
            tell.paragraph(
                direction, desk.say(f"aid-recorded-{direction}", figure=figure, list=_sums(desk, direction, found))
            )
    return tell.chapter()


def _sums(desk: Desk, direction: str, rows: Sequence[Any]) -> Pieces:
    """What the aid of one direction is worth in each currency, where sources give a sum."""
    by_unit: dict[str, list[Any]] = {}
    for row in rows:
        if row.value is not None:
            by_unit.setdefault(row.unit, []).append(row)
    parts: list[Pieces] = []
    for unit, found in sorted(by_unit.items()):
        rough = [row for row in found if row.qualifier != "exact" or row.high is not None]
        # one amount is as exact as its source has it; a sum with a rough one in it is about so much
        qualifier = "exact" if not rough else found[0].qualifier if len(found) == 1 and not found[0].high else "about"
        whole = sum((row.value for row in found), Decimal(0))
        parts.append((desk.summed(f"aid.{direction}.{unit}", whole, unit, found, qualifier=qualifier),))
    return desk.say("aid-sums", list=desk.enumerated(parts)) if parts else ()


def missions(desk: Desk) -> Chapter:
    """Missions abroad: sessions with their heads, and the reports that came in. Four SQL queries."""
    tell = Teller(desk, "missions")
    kept = list(Mission.objects.visible_to(desk.person).order_by("reference").values_list("reference", flat=True))
    kept = [f"{Mission.register()}:{reference}" for reference in kept]
    tell.paragraph("kept", desk.say("missions-kept", figure=desk.count("missions.kept", kept)) if kept else ())
    held = list(
        with_length(Briefing.objects.visible_to(desk.person), "held")
        .filter(begins_in("held", desk.period), status=Briefing.Status.HELD)
        .order_by("held_earliest")
    )
    reports = list(
        with_length(MissionReport.objects.visible_to(desk.person), "received").filter(
            begins_in("received", desk.period)
        )
    )
    behind = Behind(held, visible_to=desk.person)
    tell.paragraph(
        "work",
        desk.say(
            "missions-briefings",
            figure=desk.count("missions.briefings", held),
            list=tell.listed("missions.briefings", held, behind, "held"),
        )
        if held
        else (),
        desk.say("missions-reports", figure=desk.count("missions.reports", reports)) if reports else (),
    )
    tell.missing.append(desk.text("missions-citizens"))
    return tell.chapter()
