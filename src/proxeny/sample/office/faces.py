"""The invented partners and people of the exercise."""

from __future__ import annotations

from proxeny.partners.models import Partner, Person, Post
from proxeny.sample.office.desk import Desk

_PARTNERS = {
    "rensei": (Partner.Kind.CITY, "Rensei City (exercise)", "Thành phố Rensei (diễn tập)", "JP"),
    "valmont": (Partner.Kind.CITY, "Valmont-sur-Orne (exercise)", "Valmont-sur-Orne (diễn tập)", "FR"),
    "haneul": (Partner.Kind.CITY, "Haneul City (exercise)", "Thành phố Haneul (diễn tập)", "KR"),
    "kobo": (Partner.Kind.COMPANY, "Kobo Lens (exercise)", "Kobo Lens (diễn tập)", "JP"),
    "morgenrot": (Partner.Kind.NGO, "Morgenrot Relief (exercise)", "Quỹ Morgenrot (diễn tập)", "DE"),
}
_LEADERS = {
    "leader": ("Vũ Đình Mẫu (exercise)", "VN", "Vice-chairman (exercise)", "People's Committee (exercise)"),
    "director": ("Lê Thu Thử (exercise)", "VN", "Director (exercise)", "Department of Foreign Affairs (exercise)"),
    "mayor": ("Hayashi Ren (exercise)", "JP", "Mayor", "Rensei City (exercise)"),
    "deputy": ("Odile Garnier (exercise)", "FR", "Deputy mayor", "Valmont-sur-Orne (exercise)"),
}


def introduce(desk: Desk) -> None:
    """Partners first: posts are held at them."""
    said = desk.paper(
        "partners and people",
        "Three cities, a company and a relief fund that do not exist, and those who speak for them.",
    )
    for key, (kind, name, name_vi, country) in _PARTNERS.items():
        partner = Partner(reference=f"exercise-{key}", kind=kind, name=name, name_vi=name_vi, country=country)
        desk.partners[key] = desk.enter(partner, said)
    at = {partner.name: partner for partner in desk.partners.values()}
    for key, (name, country, role, organisation) in _LEADERS.items():
        person = desk.enter(Person(reference=f"exercise-person-{key}", name=name, country=country), said)
        desk.add(person, "posts", said, Post(role=role, organisation=organisation, partner=at.get(organisation)))
        desk.leaders[key] = person
