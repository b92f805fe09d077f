"""Projects with their movements, enquiries with acts, contacts and promises, grievances and calls."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from proxeny.core import bulk
from proxeny.investments.models import Call, CapitalMovement, Contact, Grievance, Lead, Project, Promise, StageAct

from .words import CITIES, FIELDS, SECTORS, UNITS, Chance, dated, with_days


def investments(record: Any) -> None:
    """Four movements a project, three contacts an enquiry."""
    chance = Chance("projects")
    units: dict[int, str] = {}

    def project(key: int, at: int) -> Project:
        state = chance.one((*("licensed",) * 4, *("in_operation",) * 8, "under_construction", "completed", "revoked"))
        units[key] = chance.one(UNITS)
        return Project(pk=key, reference=f"project-{at}", mark=chance.mark(), status=state, sector=chance.one(SECTORS),
                       title=f"Dự án số {at} {chance.one(FIELDS)}",
                       investor=f"{chance.one(CITIES)} Holdings {at % 900}",
                       place=chance.one(CITIES), value=Decimal(chance.number(1, 900) * 100_000), unit=units[key],
                       date=chance.edtf(), licence_number=f"L{at:06}", licence_key=f"l{at:06}",
                       operating_since=str(chance.number(2006, 2025)) if state == "in_operation" else "")  # fmt: skip

    keys = record.write(Project, record.sizes.projects, project)
    # Capital comes from countries and from cities alike.
    record.link_partners(Project, keys, share=0.97, most=2)
    bulk.insert(CapitalMovement, ["project", "kind", "value", "unit", *with_days("date"), "publisher"], (
        (key, kind, Decimal(chance.number(1, 90) * 100_000), units[key], *dated(chance.edtf()), "Department of finance")
        for key in keys for kind in ("new", "disbursed", chance.one(("added", "share_purchase")),
                                     chance.one(("reduced", "disbursed", "added")))
    ))  # fmt: skip
    calls = record.write(Call, max(3, len(keys) // 100), lambda key, at: Call(
        pk=key, reference=f"call-{at}", title=f"Kêu gọi đầu tư số {at}",
        status=chance.one(("draft", "published", "closed")),
        sector=chance.one(SECTORS), published_on=chance.edtf()))  # fmt: skip
    record.write(Grievance, max(3, len(keys) // 50), lambda key, at: Grievance(
        pk=key, reference=f"grievance-{at}", title=f"Kiến nghị số {at}", project_id=chance.one(keys),
        about=chance.one(("land", "permits", "tax")), received=chance.edtf(2019), mark=1,
        outcome="" if chance.happens(0.3) else "solved"))  # fmt: skip
    _leads(record, keys, calls)


def _leads(record: Any, projects: Any, calls: Any) -> None:
    chance = Chance("leads")
    stages = ("enquiry", "lead", "qualified", "site_visit", "proposal", "mou", "lost")

    def lead(key: int, at: int) -> Lead:
        has_project = chance.happens(0.3)
        visit = f"delegations:delegation-{chance.number(0, 900)}"
        origin = chance.one((f"events:event-{chance.number(0, 300)}", visit, ""))
        return Lead(pk=key, reference=f"lead-{at}", title=f"Nhà máy số {at} {chance.one(FIELDS)}", mark=1,
                    investor=f"{chance.one(CITIES)} Works {at % 700}", channel=chance.one(Lead.Channel.values),
                    origin=origin, received=chance.edtf(2015), stage="mou" if has_project else chance.one(stages),
                    sector=chance.one(SECTORS), value=Decimal(chance.number(1, 900) * 100_000), unit="USD",
                    key_account=record.by if chance.happens(0.2) else None,
                    call_id=chance.one(calls) if chance.happens(0.1) else None,
                    project_id=chance.one(projects) if has_project else None)  # fmt: skip

    keys = record.write(Lead, record.sizes.leads, lead)
    record.link_partners(Lead, keys, share=0.9)
    bulk.insert(StageAct, ["lead", "kind", "stage", "on", "by"], (
        (key, "moved", stage, chance.day(2016), record.by.pk) for key in keys for stage in ("lead", "qualified")
    ))  # fmt: skip
    bulk.insert(Contact, ["lead", *with_days("date"), "kind", "side", "what", *with_days("due")], (
        (key, *dated(chance.edtf(2016)), "meeting", side, "talks", *dated(chance.edtf(2025) if at == 2 else ""))
        for key in keys for at, side in enumerate(("theirs", "ours", "ours")) if at != 1 or chance.happens(0.7)
    ))  # fmt: skip
    bulk.insert(Promise, ["lead", *with_days("date"), "what", "value", "unit"], (
        (key, *dated(chance.edtf(2016)), "memorandum", Decimal(chance.number(1, 500) * 100_000), "USD")
        for key in keys if chance.happens(0.6)
    ))  # fmt: skip
