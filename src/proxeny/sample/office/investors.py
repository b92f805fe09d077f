"""Investors of the exercise: an enquiry at every stage, one unanswered past its day, a project with its ledger."""

from __future__ import annotations

from decimal import Decimal

from proxeny.accounts.models import User
from proxeny.investments import services as investments
from proxeny.investments.models import Call, Contact, Grievance, Lead, Project
from proxeny.sample.office.desk import Desk

_WAY = ("lead", "qualified", "site_visit", "proposal", "mou")
# slug: (title, investor, came by, received so many days ago, stage, expected US dollars, jobs)
_LEADS = {
    "lens": ("A lens plant", "Kobo Lens (exercise)", "delegation", 150, "mou", 80, 420),
    "cold": ("A cold store", "Fjordkyl (exercise)", "mission", 120, "proposal", 25, 90),
    "campus": ("A campus for design", "Atelier Vent (exercise)", "partner", 95, "site_visit", 12, 60),
    "pumps": ("Pumps for rivers", "Haneul Pumps (exercise)", "event", 70, "qualified", 9, 120),
    "bikes": ("Frames for bicycles", "Velo Anders (exercise)", "website", 45, "lead", 6, 150),
    "glass": ("Glass for greenhouses", "Rensei Glass (exercise)", "call", 3, "enquiry", 18, 70),
    "tea": ("Bottled tea", "Kettle & Leaf (exercise)", "letter", 16, "unanswered", 4, 40),
    "maps": ("A mapping service", "Karto Nord (exercise)", "research", 30, "suspect", 3, 25),
    "toys": ("Wooden toys", "Hout & Zoon (exercise)", "investor", 200, "lost", 5, 80),
    "boards": ("Circuit boards", "Mirae Boards (exercise)", "delegation", 320, "licence", 60, 700),
}
# What was agreed in the first answer, and so many days after today.
_NEXT_STEPS = {
    "bikes": ("call them about the two sites", -4),
    "pumps": ("send the map of the dyke", 3),
    "campus": ("show them the third site", 11),
    "glass": ("ask which crop they mean", 5),
}
_MILLION = 1_000_000


def court(desk: Desk) -> None:
    """Calls first, which enquiries answer; then enquiries, then what became of a licence."""
    said = desk.paper("enquiries of investors", "Ten firms that do not exist ask, each from somewhere else.")
    call = desk.enter(
        Call(
            reference="exercise-call-greenhouses",
            title="Exercise: greenhouses at the edge of the city",
            title_vi="Diễn tập: nhà kính ven đô",
            sector="agriculture",
            place="Đông Anh (exercise)",
            scale="40 ha",
            value=Decimal(30 * _MILLION),
            unit="USD",
            closes_on=desk.at(75),
            contact="Desk for investors (exercise)",
            description="An exercise: the site is invented.",
            description_vi="Diễn tập: địa điểm giả định.",
        ),
        said,
    )
    call = investments.publish_call(call, by=desk.lan, on=desk.at(-60))
    owners = (desk.lan, desk.hoa, desk.minh)
    leads = {
        slug: _lead(desk, slug, owners[at % 3], call if slug == "glass" else None, said)
        for at, slug in enumerate(_LEADS)
    }
    _ledger(desk, leads["boards"])


def _lead(desk: Desk, slug: str, owner: User, call: Call | None, said: object) -> Lead:
    title, investor, channel, ago, stage, millions, jobs = _LEADS[slug]
    lead = desk.enter(
        Lead(
            reference=f"exercise-lead-{slug}",
            title=f"{title} (exercise)",
            investor=investor,
            key_account=owner,
            channel=channel,
            received="" if stage == "suspect" else desk.at(-ago),
            value=Decimal(millions * _MILLION),
            unit="USD",
            jobs=jobs,
            call=call,
            stage="suspect" if stage == "suspect" else "enquiry",
        ),
        said,  # type: ignore[arg-type]
        partners=[desk.partners["kobo"]] if slug == "lens" else [],
    )
    if stage in {"unanswered", "suspect"}:
        return lead
    answered = -ago + (4 if ago > 10 else 2)
    next_step, due = _NEXT_STEPS.get(slug, ("", 0))
    desk.add(
        lead, "contacts", said,  # type: ignore[arg-type]
        Contact(date=desk.at(answered), kind="email", who=investor, what="Exercise: sent the list of sites.",
                next_step=next_step, due=desk.at(due) if next_step else "", responsible=owner),
    )  # fmt: skip
    until = {"lost": "proposal", "licence": "mou", "enquiry": ""}.get(stage, stage)
    for at, step in enumerate(_WAY[: _WAY.index(until) + 1] if until else ()):
        on = desk.day(-ago + 6 + at * (ago - 8) // 6)
        lead = investments.move_on(lead, to=step, on=on, by=desk.lan)
    if stage == "lost":
        return investments.lose(lead, because="terms", on=desk.day(-10), by=desk.lan, reason="Exercise: the rent.")
    return lead


def _ledger(desk: Desk, lead: Lead) -> None:
    said = desk.paper("licence for circuit boards", "Sixty million US dollars, wholly foreign; more followed.")
    project = desk.enter(
        Project(
            reference="exercise-project-boards", title=lead.title, investor=lead.investor,
            status=Project.Status.LICENSED, date=desk.at(-40), licence_number="exercise-0001", form="wholly_foreign",
        ),
        said,
    )  # fmt: skip
    investments.license_lead(lead, on=desk.day(-40), evidence=said, by=desk.hoa, project=project)
    for kind, millions, ago in (("new", 60, 40), ("added", 15, 20), ("disbursed", 8, 14), ("disbursed", 5, 3)):
        investments.record_movement(
            project, kind=kind, value=Decimal(millions * _MILLION), unit="USD", date=desk.at(-ago), evidence=said,
            by=desk.lan, publisher="Exercise (invented)", note="Exercise.",
        )  # fmt: skip
    desk.enter(
        Grievance(
            reference="exercise-grievance-power",
            title="Exercise: power cuts at the site of the circuit boards",
            project=project,
            about=Grievance.About.INFRASTRUCTURE,
            received=desk.at(-26),
            description="Three cuts in two weeks.",
            responsible=desk.minh,
        ),
        said,
    )
