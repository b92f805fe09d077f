"""Foreign investment from partners into sectors, as bands whose width is capital: a Sankey of two columns.

Bands rather than ranked bars, because the question is which country invests in what: two rankings do not say it. The
two rankings are in it all the same, as the columns at both ends, each in order and with its amount.
One currency at a time, never a sum of two. A project of several countries is capital "of several countries": to share
it out among them would be our invention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, Max, Min, OuterRef, QuerySet, Subquery, Sum, When
from django.urls import reverse

from proxeny.charts.bands import Band, drawn
from proxeny.charts.captions import Captions, captions
from proxeny.charts.choosing import chosen, span_of_days, year_or_none, years_downward
from proxeny.charts.picture import Choice, Column, Picture, picture
from proxeny.core.wording import country_name, in_words
from proxeny.investments.ledgers import ADDED, NEW, REDUCED, REVOKED, SHARE_PURCHASE
from proxeny.investments.models import CapitalMovement, Project

_MOST = 9  # bands' ends on either side; the rest go together
_SEVERAL, _NONE = "*", ""
Flows = dict[tuple[str, str], Decimal]


@picture("flows")
def flows(asked: Mapping[str, str], *, visible_to: Any, language: str, on_page: bool) -> Picture:
    """``year`` (without: to date) and ``unit``. At most seven SQL queries.

    Of a year: capital new, added and by share purchase. To date: capital of the projects whose licence stands, by their
    ledger where it has a beginning, else as sources state it.
    """
    say = captions(language)
    units = _units(visible_to)
    unit = chosen(asked, "unit", say.say("choice-unit"), [(one, one) for one in units])
    years = _years(asked, say, visible_to)
    year = int(years.chosen) if years.chosen else None
    found = _of_year(year, unit.chosen, visible_to) if year else _to_date(unit.chosen, visible_to)
    found = {ends: amount for ends, amount in found.items() if amount > 0}
    period = str(year) if year else say.say("to-date")
    title = say.say("flows-title", period=period, unit=unit.chosen or "—")
    bands = _grouped(found, say)
    rows = [
        {
            "partner": band.origin,
            "sector": band.target,
            "value": float(band.amount),
            "value_shown": in_words(band.amount, unit.chosen, language).text,
            "url": band.url,
        }
        for band in bands
    ]
    said = "; ".join(f"{row['partner']} → {row['sector']}: {row['value_shown']}" for row in rows[:6])
    notes = [say.say("note-flows-year") if year else say.say("note-flows-stock")] if bands else []
    if any(origin == _SEVERAL for origin, _sector in found):
        notes.append(say.say("note-several"))
    return Picture(
        key="flows",
        title=title,
        description=f"{title}. {said}" if said else title,
        specification=drawn(bands, unit.chosen, language, below=_rest(say)) if bands else {},
        columns=[
            Column("partner", say.say("column-partner")),
            Column("sector", say.say("column-sector")),
            Column("value", say.say("column-capital"), is_number=True),
        ],
        rows=rows,
        notes=notes,
        choices=[years, unit],
        empty="" if bands else say.say("flows-empty", period=period),
        parameters={"year": years.chosen, "unit": unit.chosen},
    )


def _units(person: Any) -> list[str]:
    """The currencies of capital on record, dollars first. Two SQL queries."""
    of_projects = Project.objects.visible_to(person).order_by().values_list("unit", flat=True).distinct()
    of_movements = CapitalMovement.objects.visible_to(person).order_by().values_list("unit", flat=True).distinct()
    found = {unit for unit in (*of_projects, *of_movements) if len(unit) == 3 and unit.isupper()}
    return sorted(found, key=lambda unit: (unit != "USD", unit))


def _years(asked: Mapping[str, str], say: Captions, person: Any) -> Choice:
    span = span_of_days(CapitalMovement.objects.visible_to(person).all(), "date")
    year = year_or_none(asked, "year")
    options = [("", say.say("to-date")), *(years_downward(*span) if span else [])]
    return chosen({"year": str(year) if year else ""}, "year", say.say("choice-year"), options)


def _countries(to_project: str, person: Any) -> tuple[Subquery, Subquery]:
    """The first and the last country, by code, of a project's partners as the person may see them."""
    through: QuerySet[Any] = (
        Project.partners.through.objects.filter(
            project=OuterRef(to_project), partner__mark__lte=getattr(person, "clearance", 0)
        )
        .exclude(partner__country__in=["", settings.PROXENY_HOME_COUNTRY])
        .order_by()
        .values("project")
    )
    first = Subquery(through.annotate(one=Min("partner__country")).values("one"))
    return first, Subquery(through.annotate(one=Max("partner__country")).values("one"))


def _by_ends(rows: QuerySet[Any], to_project: str, sector: str, amount: Any, person: Any) -> Flows:
    """(origin, sector) → amount. One SQL query."""
    first, last = _countries(to_project, person)
    found: Flows = defaultdict(Decimal)
    grouped = (
        rows.order_by()
        .annotate(first_country=first, last_country=last)
        .values("first_country", "last_country", sector)
        .annotate(amount=amount)
    )
    for row in grouped:
        one, other = row["first_country"], row["last_country"]
        origin = _NONE if not one else one if one == other else _SEVERAL
        found[origin, row[sector]] += row["amount"] or Decimal(0)
    return found


def _of_year(year: int, unit: str, person: Any) -> Flows:
    rows = CapitalMovement.objects.visible_to(person).filter(
        unit=unit, date_earliest__gte=date(year, 1, 1), date_latest__lte=date(year, 12, 31),
        kind__in=(NEW, ADDED, SHARE_PURCHASE),
    )  # fmt: skip
    return _by_ends(rows, "project", "project__sector", Sum("value"), person)


def _to_date(unit: str, person: Any) -> Flows:
    """Of projects whose licence stands. Two SQL queries."""
    standing = Project.objects.visible_to(person).filter(status__in=Project.IN_STOCK)
    begun = Exists(CapitalMovement.objects.filter(project=OuterRef("pk"), unit=unit, kind=NEW))
    moved = CapitalMovement.objects.filter(project__in=standing.filter(begun).values("pk"), unit=unit)
    capital: Any = CapitalMovement._meta.get_field("value")
    signed = Sum(Case(When(kind__in=[NEW, ADDED], then=F("value")), default=-F("value"), output_field=capital))
    registering = moved.filter(kind__in=(NEW, ADDED, REDUCED, REVOKED))
    found = _by_ends(registering, "project", "project__sector", signed, person)
    stated = standing.filter(~begun, unit=unit, value__isnull=False)
    for ends, amount in _by_ends(stated, "pk", "sector", Sum("value"), person).items():
        found[ends] += amount
    return found


def _grouped(found: Flows, say: Captions) -> list[Band]:
    """Bands of the largest ends, the rest of each side together; the widest first."""
    origins, sectors = _largest(found, 0), _largest(found, 1)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    addresses: dict[tuple[str, str], str] = {}
    for (origin, sector), amount in found.items():
        key = (
            _origin_name(origin, say) if origin in origins else say.say("others"),
            _sector_name(sector, say) if sector in sectors else say.say("others"),
        )
        sums[key] += amount
        addresses[key] = _address(origin if origin in origins else "", sector if sector in sectors else "")
    bands = [Band(key[0], key[1], amount, addresses[key]) for key, amount in sums.items()]
    return sorted(bands, key=lambda band: (-band.amount, band.origin, band.target))


def _rest(say: Captions) -> list[str]:
    """The ends that are none of their own, below the others."""
    return [say.say(one) for one in ("several-countries", "others", "not-stated")]


def _largest(found: Flows, side: int) -> set[str]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for ends, amount in found.items():
        sums[ends[side]] += amount
    ranked = sorted(sums, key=lambda end: (-sums[end], end))
    return set(ranked if len(ranked) <= _MOST else ranked[: _MOST - 1])


def _origin_name(origin: str, say: Captions) -> str:
    if origin == _SEVERAL:
        return say.say("several-countries")
    return country_name(origin, say.language) if origin else say.say("not-stated")


def _sector_name(sector: str, say: Captions) -> str:
    if not sector:
        return say.say("not-stated")
    key = f"sector-{sector.replace('_', '-')}"
    return say.say(key) if say.has(key) else sector.replace("_", " ")


def _address(origin: str, sector: str) -> str:
    narrowed = [f"sector={sector}"] if sector else []
    if origin and origin != _SEVERAL:
        narrowed.append(f"country={origin}")
    return f"{reverse('investments:list')}?{'&'.join(narrowed)}"
