"""Chapters of the brief on a partner: in short, the figures and their course, milestones, a table for each register.

A brief on a country is on everybody whom the record keeps there. What has no source that the reader may see is not
printed. Tables show the latest; their opening words say of how many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F

from proxeny.agreements.models import Agreement, state_expression
from proxeny.agreements.states import BEFORE_SIGNATURE, GIVEN_UP
from proxeny.aid.models import Aid
from proxeny.charts import drawing, specs
from proxeny.core import wording
from proxeny.core.home import home_place
from proxeny.core.records import Record
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.events.queries import NOT_HELD
from proxeny.indicators import computed
from proxeny.indicators.models import Observation
from proxeny.investments.models import Project
from proxeny.partners.models import Partner
from proxeny.partners.queries import family
from proxeny.reports.chapters.desk import Desk, Pieces, cell_of, heads
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.figures import Found, open_conflicts, statements_of_values
from proxeny.reports.chapters.telling import Teller
from proxeny.reports.parts import Cell, Chapter, Figure, Picture, Table
from proxeny.reports.series import Series, before, points, series_of

SHOWN = 12
_OBSERVATIONS = 600  # the latest of a partner that are looked through
_PERIODS = 3  # of each figure
_CHARTS = 3
_HIGH = (*Delegation.HIGH_LEVEL, "party_secretary", "city_leader", "foreign_city_leader")
_GREAT = ("summit", "festival", "signing", "celebration")
# what a head of office reads first
_LEADING = ("fdi_stock", "fdi_projects_stock", "exports", "imports", "trade_turnover", "visitors_international")


def _family(desk: Desk) -> list[Partner]:
    """The partners that the brief is on, the own one first. One SQL query."""
    assert desk.partner is not None
    if "family" not in desk.asked:
        found = list(family(desk.partner, visible_to=desk.person))
        desk.asked["family"] = sorted(found, key=lambda one: (one.pk != desk.partner.pk, one.name))  # type: ignore[union-attr]
    return list(desk.asked["family"])


def _with(desk: Desk, model: Any) -> Any:
    """Records with anybody of the family; a partner counts once."""
    own = model._meta.model_name
    linked = model.partners.through.objects.filter(partner__in=[one.pk for one in _family(desk)]).values(f"{own}_id")
    return model.objects.visible_to(desk.person).filter(pk__in=linked)


def _agreements(desk: Desk) -> Any:
    return _with(desk, Agreement).exclude(status__in=(*BEFORE_SIGNATURE, *GIVEN_UP))


def _visits(desk: Desk) -> Any:
    return _with(desk, Delegation).exclude(status__in=Delegation.NOT_MADE)


def _events(desk: Desk) -> Any:
    return _with(desk, Event).exclude(status__in=NOT_HELD)


def _names(desk: Desk, key: str, rows: Any) -> list[str]:
    """Records by name, ``register:reference``, asked once for each register. One SQL query."""
    asked = f"names-{key}"
    if asked not in desk.asked:
        own = rows.model.register()
        desk.asked[asked] = [f"{own}:{reference}" for reference in rows.order_by().values_list("reference", flat=True)]
    return list(desk.asked[asked])


def _latest_first(rows: Any, day: str) -> Any:
    return rows.order_by(F(f"{day}_earliest").desc(nulls_last=True), "reference")


# --- in short ------------------------------------------------------------------------------------------------------


def summary(desk: Desk) -> Chapter:
    """How much the record holds, the figures that matter most, the latest agreement and visit. Twelve SQL queries."""
    tell = Teller(desk, "summary")
    counts = (
        ("agreements", _agreements(desk)), ("visits", _visits(desk)), ("events", _events(desk)),
        ("projects", _with(desk, Project)), ("aid", _with(desk, Aid)),
    )  # fmt: skip
    held = [
        desk.say(f"summary-{key}", figure=desk.count(f"summary.{key}", names))
        for key, rows in counts
        if (names := _names(desk, key, rows))
    ]
    said: list[Pieces] = []
    if held:
        said.append(desk.say("summary-held", **desk.named(desk.partner), list=desk.enumerated(held)))
    leading = {group.indicator.code: (group, found) for group, found in _own_series(desk)}
    named = [
        desk.say(
            "item-figure",
            what=desk.indicator(leading[code][0].indicator),
            figure=desk.figure(f"series.{leading[code][0].latest.reference}", leading[code][1]),
            day=desk.date(leading[code][0].latest.period),
        )
        for code in _LEADING
        if code in leading
    ]
    if named:
        said.append(desk.say("summary-figures", list=desk.enumerated(named)))
    for key, rows, day in (("agreement", _agreements(desk), "signed"), ("visit", _visits(desk), "dates")):
        past = rows.filter(**{f"{day}_earliest__lte": desk.on})
        shown = list(_latest_first(past, day)[:1])
        behind = Behind(shown, visible_to=desk.person)
        if shown and behind.of(shown[0]):
            figure = desk.stated(f"summary.{key}.{shown[0].reference}", str(shown[0]), shown[0], behind.of(shown[0]))
            said.append(desk.say(f"summary-latest-{key}", figure=figure, day=desk.date(getattr(shown[0], day))))
    if said:
        tell.paragraph("held", *said)
    return tell.chapter()


# --- figures -------------------------------------------------------------------------------------------------------


def _series(desk: Desk) -> list[tuple[Partner | None, Series, dict[int, Found]]]:
    """The figures of everybody of the family that have a source, by partner and indicator. Three SQL queries."""
    if "series" not in desk.asked:
        members = _family(desk)
        rows = list(
            Observation.objects.visible_to(desk.person)
            .filter(partner__in=[one.pk for one in members])
            .exclude(indicator="other")
            .exclude(value=None)
            .select_related("indicator", "low_stated", "high_stated")
            .defer("folded", "note")
            .order_by("-period_latest", "pk")[:_OBSERVATIONS]
        )
        said = statements_of_values(rows, visible_to=desk.person)
        rows = [row for row in rows if row.pk in said]
        conflicts = open_conflicts(rows, visible_to=desk.person)
        found = {
            row.pk: Found(row, None, said[row.pk], conflicts.get(row.pk, "plain" if row.is_disputed else ""))
            for row in rows
        }
        desk.asked["series"] = [
            (member, group, found)
            for member in members
            for group in series_of(row for row in rows if row.partner_id == member.pk)
        ]
    return list(desk.asked["series"])


def _own_series(desk: Desk) -> list[tuple[Series, Found]]:
    assert desk.partner is not None
    return [
        (group, found[group.latest.pk])
        for member, group, found in _series(desk)
        if member is not None and member.pk == desk.partner.pk and not group.label
    ]


def series(desk: Desk) -> Chapter:
    """The last three periods of each figure with the change on the year, and the course of the longest as pictures."""
    tell, groups = Teller(desk, "series"), _series(desk)
    rows: list[tuple[Cell, ...]] = []
    for member, group, found in groups:
        for position, row in enumerate(reversed(group.observations[-_PERIODS:])):
            label = _label(desk, member, group) if position == 0 else ""
            value = desk.figure(f"series.{row.reference}", found[row.pk])
            rows.append(desk.cells(label, desk.date(row.period, short=True), value, _change(desk, group, row, found)))
    if rows:
        head = heads([desk.term(f"h-{one}") for one in ("what", "period", "amount", "change")])
        tell.blocks.append(Table("series.table", head, tuple(rows), widths=(36, 20, 26, 18)))
    drawn = 0
    for member, group, found in groups:
        shown = points(group, desk.language)
        if len(shown) >= 3 and drawn < _CHARTS:
            drawn += 1
            tell.blocks.append(_picture(desk, _label(desk, member, group), group, found))
    return tell.chapter()


def _label(desk: Desk, member: Partner | None, group: Series) -> str:
    assert desk.partner is not None
    label = group.label or desk.indicator(group.indicator)
    label = label[:1].upper() + label[1:]
    return f"{label} ({desk.name_of(member)})" if member is not None and member.pk != desk.partner.pk else label


def _change(desk: Desk, group: Series, row: Observation, found: dict[int, Found]) -> Figure | str:
    """The change on the same period of the year before; nothing where one of the two is disputed or not plain."""
    was = before(row, group.observations)
    if was is None or row.value is None or was.value is None:
        return ""
    if not (found[row.pk].is_plain and found[was.pk].is_plain):
        return ""
    words = wording.change(row.value, was.value, desk.language, unit=row.unit)
    made = computed.growth(row, was)
    if words is None or made is None:
        return ""
    statements = tuple(one for each in (row, was) for one in found[each.pk].statements)
    figure = desk.figure(f"series.{row.reference}.change", Found(None, made, statements))
    value = row.value - was.value if row.unit == "%" else made.value.quantize(Decimal("0.1"))
    return Figure(
        figure.key, words.text, "computed", value, "%", figure.qualifier, figure.statements, how=figure.how
    )


def _picture(desk: Desk, title: str, group: Series, found: dict[int, Found]) -> Picture:
    shown = points(group, desk.language)
    years = {point["period"] for point in shown}
    yearly = [row for row in group.observations if row.period in years and row.unit == group.latest.unit]
    rows = tuple(
        desk.cells(desk.date(row.period), desk.figure(f"series.{row.reference}", found[row.pk])) for row in yearly
    )
    head = heads([desk.term("h-period"), desk.term("h-amount")])
    table = Table(f"series.{group.latest.reference}.table", head, rows, widths=(40, 60))
    said = "; ".join(f"{point['period']}: {point['shown']}" for point in shown)
    bare: list[specs.Point] = [{k: v for k, v in one.items() if k != "url"} for one in shown]  # type: ignore[misc]
    return Picture(f"series.{group.latest.reference}.picture", title, specs.series(bare), f"{title}. {said}", table)


# --- milestones ----------------------------------------------------------------------------------------------------


def milestones(desk: Desk) -> Chapter:
    """The first and the latest of what marked the relation, and where the partner lies. Twelve SQL queries."""
    tell = Teller(desk, "milestones")
    dated: list[tuple[Any, str, Record, Behind, str]] = []
    for rows, day, pattern in (
        (_agreements(desk), "signed", "milestone-signed"),
        (_visits(desk).filter(level__in=_HIGH), "dates", ""),
        (_events(desk).filter(kind__in=_GREAT), "dates", ""),
    ):
        known = rows.filter(**{f"{day}_earliest__isnull": False, f"{day}_earliest__lte": desk.on})
        first, last = known.order_by(f"{day}_earliest", "pk")[:2], known.order_by(f"-{day}_earliest", "pk")[:SHOWN]
        named = list({row.pk: row for row in (*first, *last)}.values())
        behind = Behind(named, visible_to=desk.person)
        dated += [(getattr(row, f"{day}_earliest"), getattr(row, day), row, behind, pattern) for row in named]
    dated = sorted((one for one in dated if one[3].of(one[2])), key=lambda one: (one[0], one[2].reference))
    shown = dated[:2] + dated[max(2, len(dated) - SHOWN + 2) :]
    rows = []
    for _day, edtf, row, behind, pattern in shown:
        figure = desk.stated(f"milestones.{row.register()}.{row.reference}", str(row), row, behind.of(row))
        rows.append((cell_of(desk.date(edtf)), cell_of(desk.say(pattern, figure=figure) if pattern else figure)))
    if rows:
        head = heads([desk.term("h-time"), desk.term("h-what")])
        tell.blocks.append(Table("milestones.table", head, tuple(rows), widths=(25, 75)))
    where = _where(desk) if rows else None
    if where is not None:
        tell.blocks.append(where)
    return tell.chapter()


def _where(desk: Desk) -> Picture | None:
    """The partner and the city on a small world."""
    assert desk.partner is not None
    spots = [
        specs.Spot(name=desk.name_of(one), longitude=one.longitude, latitude=one.latitude)
        for one in _family(desk)
        if one.longitude is not None and one.latitude is not None
    ]
    home = home_place()
    if home is None or not (spots or desk.partner.country):
        return None
    spots.append(specs.Spot(name=settings.PROXENY_HOME, latitude=home[0], longitude=home[1], home=True))
    drawn = specs.locator(
        desk.partner.country, spots, outlines=drawing.outlines(on_page=False), width=420, height=200
    )
    words = desk.text("milestones-where", **desk.named(desk.partner))
    return Picture("milestones.where", desk.text("milestones-map"), drawn, words)


# --- a table for each register -------------------------------------------------------------------------------------

Lines = Callable[[Desk, Any, Behind], Sequence[Pieces | Figure | str]]


def _register(
    tell: Teller, key: str, rows: Any, day: str, columns: Sequence[str], widths: tuple[int, ...], line: Lines
) -> Chapter:
    """The latest records as a table, and of how many they are. Three SQL queries."""
    desk = tell.desk
    names = _names(desk, key, rows)
    latest = list(_latest_first(rows, day)[:SHOWN])
    behind = Behind(latest, visible_to=desk.person)
    shown = [row for row in latest if behind.of(row)]
    if shown:
        count = desk.count(f"summary.{key}", names)
        opening = "table-latest" if len(names) > len(shown) else "table-all"
        tell.paragraph("count", desk.say(opening, figure=count, shown=desk.number(len(shown))))
        head = heads([desk.term(f"h-{one}") for one in columns])
        lines = tuple(tuple(cell_of(cell) for cell in line(desk, row, behind)) for row in shown)
        tell.blocks.append(Table(f"{tell.key}.table", head, lines, widths=widths))
    return tell.chapter()


def _name(desk: Desk, row: Any, behind: Behind) -> Figure:
    return desk.stated(f"{row.register()}.{row.reference}", str(row), row, behind.of(row))


def held_agreements(desk: Desk) -> Chapter:
    """Agreements with their state on the day of drafting; it says so where texts not yet signed are left out."""
    rows = _agreements(desk).annotate(state_now=state_expression(desk.on))

    def line(desk: Desk, row: Any, behind: Behind) -> Sequence[Pieces | Figure | str]:
        state = desk.term(f"state-{row.state_now}")
        until = desk.text("until", day=desk.date(row.expires, short=True)) if row.expires else ""
        return (
            desk.date(row.signed, short=True) or "–", _name(desk, row, behind), desk.term(f"agreement-{row.kind}"),
            ", ".join(filter(None, (state, until))),
        )  # fmt: skip

    tell = Teller(desk, "held-agreements")
    _register(tell, "agreements", rows, "signed", ("signed", "title", "type", "validity"), (16, 46, 18, 20), line)
    if tell.blocks and _with(desk, Agreement).filter(status__in=BEFORE_SIGNATURE).exists():
        tell.paragraph("unsigned", (desk.text("agreements-unsigned"),))
    return tell.chapter()


def visits(desk: Desk) -> Chapter:
    """Delegations sent and received, with who led them."""
    rows = _visits(desk).prefetch_related("led_by")
    clearance = getattr(desk.person, "clearance", 0)

    def line(desk: Desk, row: Any, behind: Behind) -> Sequence[Pieces | Figure | str]:
        led = ", ".join(one.name for one in row.led_by.all() if one.mark <= clearance)
        way = desk.term(f"direction-{row.direction}")
        return desk.date(row.dates, short=True) or "–", way, _name(desk, row, behind), led or "–"

    columns = ("time", "direction", "delegation", "head")
    return _register(Teller(desk, "visits"), "visits", rows, "dates", columns, (18, 12, 48, 22), line)


def events(desk: Desk) -> Chapter:
    """Events held with the partner."""

    def line(desk: Desk, row: Any, behind: Behind) -> Sequence[Pieces | Figure | str]:
        return desk.date(row.dates, short=True) or "–", _name(desk, row, behind), desk.place(row.place) or "–"

    return _register(
        Teller(desk, "events"), "events", _events(desk), "dates", ("time", "kind-event", "place"), (20, 52, 28), line
    )


def projects(desk: Desk) -> Chapter:
    """Investment projects with their capital."""

    def line(desk: Desk, row: Any, behind: Behind) -> Sequence[Pieces | Figure | str]:
        return (
            desk.date(row.date, short=True) or "–", _name(desk, row, behind), desk.term(f"project-{row.status}"),
            _amount(desk, row, behind),
        )  # fmt: skip

    columns = ("time", "project", "validity", "amount")
    rows = _with(desk, Project)
    return _register(Teller(desk, "projects"), "projects", rows, "date", columns, (16, 46, 16, 22), line)


def aid_given(desk: Desk) -> Chapter:
    """Aid received and given."""

    def line(desk: Desk, row: Any, behind: Behind) -> Sequence[Pieces | Figure | str]:
        amount = _amount(desk, row, behind)
        return (
            desk.date(row.date, short=True) or "–", desk.term(f"aid-{row.direction}"), _name(desk, row, behind),
            row.items if amount == "–" and row.items else amount,
        )  # fmt: skip

    columns = ("time", "direction", "content", "amount")
    return _register(Teller(desk, "aid-given"), "aid", _with(desk, Aid), "date", columns, (16, 14, 44, 26), line)


def _amount(desk: Desk, row: Any, behind: Behind) -> Figure | str:
    said = behind.of(row, "value")
    if row.value is None or not said:
        return "–"
    text = desk.amount(row.value, row.unit, high=row.high, qualifier=row.qualifier)
    return desk.stated(
        f"{row.register()}.{row.reference}.value", text, row, said, value=row.value, unit=row.unit,
        qualifier=row.qualifier,
    )  # fmt: skip
