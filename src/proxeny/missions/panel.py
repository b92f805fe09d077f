"""What missions put on the pages of people and partners: who heads which, which cover a country."""

from __future__ import annotations

from django.http import HttpRequest

from proxeny.core.records import Record
from proxeny.missions import pages
from proxeny.partners.models import Partner, Person
from proxeny.registers.panels import Panel
from proxeny.registers.register import Register


def panel_of(request: HttpRequest, _register: Register, record: Record) -> Panel | None:
    """One SQL query on the page of a person, a country or a mission; none elsewhere."""
    if isinstance(record, Person):
        heads = pages.of_people(request, record)
        return Panel("missions/_of_person.html", {"heads": heads}) if heads else None
    if isinstance(record, Partner):
        missions = pages.for_partner(request, record)
        return Panel("missions/_of_partner.html", {"missions": missions}) if missions else None
    return None
