"""Commitments of the exercise: open, late, begun, done and dropped."""

from __future__ import annotations

from proxeny.plans import services as plans
from proxeny.plans.models import Commitment
from proxeny.sample.office.desk import Desk

C = Commitment
_PARTNER_OF = {
    "map": "kobo",
    "heritage": "valmont",
    "forecast": "rensei",
    "letter": "valmont",
    "choir": "valmont",
    "report": "valmont",
}


def make(desk: Desk) -> None:
    """Each with the record that it came from, where there is one."""
    said = desk.paper("what was promised", "Seven promises from talks, a programme and a briefing.")
    programme, mission = desk.programme_with_valmont, desk.missions["valmont"]
    rows = (
        ("map", "send the map of sites to Kobo Lens", desk.lan, -20, 4, {"side": "home", "priority": 1}, None),
        ("heritage", "name the curator of the heritage week", desk.hoa, -60, -9, {"side": "home"}, programme),
        ("forecast", "test the line for forecasts with Rensei", desk.minh, -30, 35, {"side": "both"}, None),
        ("firms", "name three firms that may come", desk.lan, -45, -8, {"side": "mission", "mission": mission}, None),
        ("letter", "thank the deputy mayor by letter", desk.lan, -29, -20, {"side": "home", "priority": 3}, programme),
        ("choir", "invite the choir of Valmont", desk.hoa, -300, -40, {"side": "home"}, programme),
        ("report", "write the common report of the programme", desk.minh, -360, 20,
         {"side": "both", "every": "year"}, programme),
    )  # fmt: skip
    made = {
        slug: plans.promise(
            C(
                reference=f"exercise-promise-{slug}", what=f"Exercise: {what}", owner=owner, made=desk.at(made_on),
                due=desk.at(due), **says,
            ),
            by=desk.lan,
            evidence=said,
            origin=origin,
            partners=[desk.partners[_PARTNER_OF[slug]]] if slug in _PARTNER_OF else [],
        )
        for slug, what, owner, made_on, due, says, origin in rows
    }  # fmt: skip
    plans.take_up(made["forecast"], by=desk.lan)
    plans.fulfil(made["letter"], on=desk.at(-21), evidence=said, by=desk.lan, note="Exercise: sent.")
    plans.drop(made["choir"], reason="Exercise: the choir no longer sings.", evidence=said, by=desk.hoa)
