"""The pages that are measured: of every register its list in every guise and its fullest record, then the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from proxeny.core.lists.listing import ROWS_A_PAGE
from proxeny.partners.models import Partner
from proxeny.registers.register import REGISTERS, Register

YEAR = 2019


@dataclass(frozen=True)
class Page:
    """An address, what it is to an officer, and the register whose first rows it is compared with."""

    group: str
    name: str
    address: str
    register: str = ""


def pages() -> Iterator[Page]:
    """All of them."""
    busiest = Partner.objects.annotate(held=Count("delegations")).order_by("-held", "pk")[0].reference
    for register in REGISTERS.values():
        number = register.model._default_manager.count()
        if number:
            yield from _lists(register, number, busiest)
            yield from _record(register)
    yield from _others(busiest)


def _lists(register: Register, number: int, busiest: str) -> Iterator[Page]:
    here, known = f"/{register.name}/", register.filters.base_filters

    def page(name: str, query: str = "") -> Page:
        return Page(register.name, name, here + query, register.name)

    yield page("list")
    last = -(-number // ROWS_A_PAGE)
    if last > 1:
        yield page(f"page {min(200, last)}", f"?page={min(200, last)}")
    if "year" in known:
        yield page("of a year", f"?year={YEAR}")
    if "partner" in known:
        yield page("of a partner", f"?partner={busiest}")
    for of in ("status", "state", "standing", "stage"):
        if of in known and (choices := list(known[of].extra.get("choices", ()))):
            yield page(f"by {of}", f"?{of}={choices[len(choices) // 2][0]}")
    yield page("searched, common", "?q=so")
    yield page("searched, rare", "?q=1999+du")
    if "year" in known and "partner" in known:
        yield page("year and partner", f"?year={YEAR}&partner={busiest}")
    for column in register.columns:
        if register.table.base_columns[column].orderable is not False:
            yield page(f"sorted by {column}", f"?sort={column}")


def _record(register: Register) -> Iterator[Page]:
    part = register.children[0].model if register.children else None
    rows: Any = register.model._default_manager.filter(mark=0)
    if not rows.exists():
        rows = register.model._default_manager.filter(mark__lte=1)
    found = None
    if part is not None:
        to = next(field for field in part._meta.fields if field.related_model is register.model)
        held = part._default_manager.filter(**{f"{to.name}__in": rows}).values(to.name).annotate(n=Count("pk"))
        found = held.order_by("-n", to.name).values_list(f"{to.name}__reference", flat=True).first()
    reference = found or rows.order_by("pk").values_list("reference", flat=True)[0]
    here = f"/{register.name}/{reference}/"
    yield Page(register.name, "record", here, register.name)
    yield Page(register.name, "its evidence", f"{here}evidence/", register.name)


def _others(busiest: str) -> Iterator[Page]:
    yield Page("pages", "home", "/")
    yield Page("pages", "busiest partner", f"/partners/{busiest}/")
    for name, address in (
        ("calendar, a month", f"/calendar/?month={YEAR}-05"),
        ("calendar, list", "/calendar/list/"),
        ("deadlines", "/deadlines/"),
        ("members of a delegation", "/delegations/delegation-0/all-members/"),
        ("plan of a year", f"/delegations/plan/{YEAR}/"),
        ("gifts", "/gifts/"),
        ("participants", "/events/event-0/participants/"),
        ("pipeline", "/leads/board/"),
        ("aftercare", "/investments/aftercare/"),
        ("ledger", "/investments/ledger/"),
        ("ledger of a year", f"/investments/ledger/?from={YEAR}-01-01&to={YEAR}-12-31&unit=USD"),
        ("ledger of a kind", "/investments/ledger/?kind=disbursed"),
        ("ledger of a partner", f"/investments/ledger/?partner={busiest}"),
        ("ledger of a sector", "/investments/ledger/?sector=energy"),
        ("ledger searched", "/investments/ledger/?q=so"),
        ("ledger, page 200", "/investments/ledger/?page=200"),
        ("ledger by project", "/investments/ledger/?sort=project"),
        ("totals", f"/investments/totals/?year={YEAR}"),
        ("breakdown by partner", f"/investments/breakdown/?period={YEAR}"),
        ("breakdown by sector", f"/investments/breakdown/?period={YEAR}&by=sector"),
        ("conversion, a year", f"/investments/conversion/?year={YEAR}"),
        ("conversion, all", "/investments/conversion/"),
        ("conversion by partner", "/investments/conversion/?by=partner"),
        ("aid by donor", "/aid/by-donor/"),
    ):
        yield Page("pages", name, address)
